package decode

import (
	"errors"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/encoding/unicode"
)

// Bytes are text that is whole in the encoding that is told, or no text; a text comes back from
// every encoding in which it is written.
func FuzzText(f *testing.F) {
	f.Fuzz(func(t *testing.T, b []byte) {
		text, encoding, err := Text(b)
		switch {
		case err != nil:
			if !errors.Is(err, ErrNotText) || text != "" {
				t.Fatalf("%q: %q, %v", b, text, err)
			}
			return
		case strings.ContainsRune(text, 0):
			t.Fatalf("%q has a zero byte in %q", b, text)
		case utf8.ValidString(text) != (encoding != Broken):
			t.Fatalf("%q is %s: %q", b, encoding, text)
		case (encoding == UTF8 || encoding == Broken) && text != strings.TrimPrefix(string(b), "\ufeff"):
			t.Fatalf("%q was changed to %q", b, text)
		case encoding == Windows1252 && utf8.RuneCountInString(text) != len(strings.TrimPrefix(string(b), "\ufeff")):
			t.Fatalf("%q has other letters in %q", b, text)
		}
		if encoding == Broken {
			return
		}
		for name, bom := range map[string]unicode.Endianness{"little": unicode.LittleEndian, "big": unicode.BigEndian} {
			wide, err := unicode.UTF16(bom, unicode.UseBOM).NewEncoder().String(text)
			if err != nil {
				t.Fatal(err)
			}
			if again, as, err := Text([]byte(wide)); again != text || as != UTF16 || err != nil {
				t.Fatalf("%q in UTF-16 (%s end first) is %q, %s, %v", text, name, again, as, err)
			}
		}
		if again, as, err := Text([]byte("\ufeff" + text)); again != text || as != UTF8 || err != nil {
			t.Fatalf("%q with a mark is %q, %s, %v", text, again, as, err)
		}
	})
}
