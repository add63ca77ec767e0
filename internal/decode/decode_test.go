package decode

import (
	"errors"
	"testing"
)

func TestText(t *testing.T) {
	for _, tt := range []struct {
		name, bytes, text string
		encoding          Encoding
	}{
		{"plain", "Jörg in Zürich\n", "Jörg in Zürich\n", UTF8},
		{"with a mark", "\xef\xbb\xbfJörg", "Jörg", UTF8},
		{"PowerShell", "\xff\xfeJ\x00\xf6\x00r\x00g\x00\r\x00\n\x00", "Jörg\r\n", UTF16},
		{"big end first", "\xfe\xff\x00J\x00\xf6", "Jö", UTF16},
		{"old Windows", "J\xf6rg \x96 Z\xfcrich \x80 5", "Jörg – Zürich € 5", Windows1252},
		{"cut off in a letter", "Jörg, Zürich, M\xc3", "Jörg, Zürich, M\xc3", Broken},
		{"no byte of Windows", "J\x81rg", "J\x81rg", Broken},
		{"nothing", "", "", UTF8},
	} {
		text, encoding, err := Text([]byte(tt.bytes))
		if text != tt.text || encoding != tt.encoding || err != nil {
			t.Errorf("%s: %q, %s, %v; want %q, %s", tt.name, text, encoding, err, tt.text, tt.encoding)
		}
	}
	for _, binary := range []string{"PK\x03\x04\x00\x00", "a\x00b"} {
		if text, _, err := Text([]byte(binary)); !errors.Is(err, ErrNotText) {
			t.Errorf("%q is text: %q, %v", binary, text, err)
		}
	}
}
