package main

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"os"
	"path/filepath"

	"oneonone/internal/reader"
)

// every is of how many lines one is looked at for what can be seen of it.
const every = 25

// sumOf gives the sum over the labelled lines in a folder and over what can be
// seen of some of them: weights say with it what they were learned from.
func sumOf(folder string) (string, error) {
	files, err := filepath.Glob(filepath.Join(folder, "*.jsonl"))
	if err != nil {
		return "", err
	}
	h := sha256.New()
	for _, name := range files {
		text, err := os.ReadFile(name)
		if err != nil {
			return "", err
		}
		h.Write([]byte(filepath.Base(name)))
		h.Write(text)
	}
	for _, t := range tasks {
		all, err := readAll(filesOf(folder, t), t.read)
		if err != nil {
			return "", err
		}
		for i := 0; i < len(all); i += every {
			for _, f := range new(reader.Reader).Features(0, all[i].Line) {
				h.Write(binary.LittleEndian.AppendUint32(nil, f))
			}
		}
	}
	return hex.EncodeToString(h.Sum(nil))[:16], nil
}
