// Package decode is the one door for text that comes from outside: files, pipes, imports.
//
// It promises that what is UTF-8, UTF-16 with its mark or Windows-1252 comes in as what it
// says, and tells which it was. It refuses what is no text, and never guesses between
// encodings that both fit.
package decode

import (
	"bytes"
	"errors"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

// Encoding is how the bytes of a text from outside were written.
type Encoding string

// The encodings that texts come in.
const (
	UTF8        Encoding = "UTF-8"
	UTF16       Encoding = "UTF-16"
	Windows1252 Encoding = "Windows-1252"
	// Broken is UTF-8 with bytes in it that are none: each becomes a question mark.
	Broken Encoding = "broken UTF-8"
)

// ErrNotText says that bytes are no text in any encoding that is read.
var ErrNotText = errors.New("it is not text")

// Text gives what bytes from outside say and how they were written: UTF-8 with or without a byte order mark, UTF-16 by its
// mark, else Windows-1252 where the bytes fit it and make no UTF-8 at all (as old programs
// on Windows write). ErrNotText for anything else.
func Text(b []byte) (string, Encoding, error) {
	if bytes.HasPrefix(b, []byte{0xff, 0xfe}) || bytes.HasPrefix(b, []byte{0xfe, 0xff}) {
		text, err := unicode.UTF16(unicode.LittleEndian, unicode.ExpectBOM).NewDecoder().Bytes(b)
		if err != nil || bytes.IndexByte(text, 0) >= 0 {
			return "", "", ErrNotText
		}
		return string(text), UTF16, nil
	}
	b = bytes.TrimPrefix(b, []byte("\xef\xbb\xbf"))
	switch {
	case bytes.IndexByte(b, 0) >= 0:
		return "", "", ErrNotText
	case utf8.Valid(b):
		return string(b), UTF8, nil
	case !fitsWindows1252(b):
		return string(b), Broken, nil
	}
	text, err := charmap.Windows1252.NewDecoder().Bytes(b)
	if err != nil {
		return "", "", ErrNotText
	}
	return string(text), Windows1252, nil
}

// fitsWindows1252 tells whether bytes may be Windows-1252: none that it has not, and fewer that
// make UTF-8 than make none.
func fitsWindows1252(b []byte) bool {
	whole, broken := 0, 0
	for len(b) > 0 {
		r, n := utf8.DecodeRune(b)
		switch {
		case r == utf8.RuneError && n == 1:
			broken++
			if bytes.IndexByte([]byte{0x81, 0x8d, 0x8f, 0x90, 0x9d}, b[0]) >= 0 {
				return false
			}
		case n > 1:
			whole++
		}
		b = b[n:]
	}
	return broken > whole
}
