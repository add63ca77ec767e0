package main

import (
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// largestCorpora bounds what all corpora together may take, in bytes: a seed tells one thing.
const largestCorpora = 400 << 10

// Every fuzz target has seeds, and every folder of seeds a target that reads them.
func TestCorpora(t *testing.T) {
	declared := regexp.MustCompile(`(?m)^func (Fuzz\w+)\(\w+ \*testing\.F\)`)
	targets, seeds, size := map[string]bool{}, map[string]int{}, int64(0)
	err := filepath.WalkDir("../..", func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && strings.HasPrefix(d.Name(), ".") && len(d.Name()) > 2:
			return fs.SkipDir
		case strings.HasSuffix(path, "_test.go"):
			text, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			for _, m := range declared.FindAllStringSubmatch(string(text), -1) {
				targets[filepath.Join(filepath.Dir(path), "testdata", "fuzz", m[1])] = true
			}
		case !d.IsDir() && strings.Contains(filepath.ToSlash(path), "/testdata/fuzz/"):
			info, err := d.Info()
			if err != nil {
				return err
			}
			seeds[filepath.Dir(path)]++
			size += info.Size()
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(targets) < 20 {
		t.Fatalf("only %d fuzz targets found", len(targets))
	}
	for _, corpus := range slices.Sorted(maps.Keys(targets)) {
		if seeds[corpus] < 3 {
			t.Errorf("%s has %d seeds: a fuzz target begins with a few telling ones", corpus, seeds[corpus])
		}
	}
	for _, corpus := range slices.Sorted(maps.Keys(seeds)) {
		if !targets[corpus] {
			t.Errorf("%s is read by no fuzz target", corpus)
		}
	}
	if size > largestCorpora {
		t.Errorf("the corpora have %d bytes, more than %d", size, largestCorpora)
	}
}
