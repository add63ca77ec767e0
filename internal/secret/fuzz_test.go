package secret

import (
	"maps"
	"slices"
	"strings"
	"testing"
)

// planted are secrets of several shapes, each on a line of its own, and the part of it that must
// not be seen again.
var planted = map[string]string{
	"password: hunter2xyz9":                        "hunter2xyz9",
	"DB_PASSWORD='kilo7mike'":                      "kilo7mike",
	"ghp_16C7e42F292c6912E7710c838347Ae178B4a":     "16C7e42F292c6912",
	"https://dana:s3cr3tpw@git.example.com/x.git":  "s3cr3tpw",
	"Authorization: Bearer abcdef.ghij-klmn":       "ghij-klmn",
	"--password quietfox9":                         "quietfox9",
	"eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.dBjftJe": "eyJzdWIiOiIxIn0",
}

// What is masked stays so when it is masked again, holds nothing but what was there and the mark,
// and keeps its lines where they are counted. What stands before a paragraph changes nothing
// in it, and nothing around a secret saves it.
func FuzzMask(f *testing.F) {
	f.Fuzz(func(t *testing.T, text string) {
		masked := Mask(text)
		if again := Mask(masked); again != masked {
			t.Fatalf("%q is masked as %q, and that as %q", text, masked, again)
		}
		if !inOrder(text, strings.Split(masked, Masked)) {
			t.Fatalf("%q is masked as %q, which it never was", text, masked)
		}
		lines := MaskLines(text)
		if strings.Count(lines, "\n") != strings.Count(text, "\n") {
			t.Fatalf("%q has %d lines, and %d in %q", text, strings.Count(text, "\n"), strings.Count(lines, "\n"), lines)
		}
		if again := MaskLines(lines); again != lines {
			t.Fatalf("%q is masked as %q, and that as %q", text, lines, again)
		}
		const before = "Nothing to hide here.\n\n"
		if got := Mask(before + text); got != before+masked {
			t.Fatalf("%q is masked as %q, and as %q below a paragraph", text, masked, got)
		}
		among := Mask(text + "\n" + strings.Join(slices.Sorted(maps.Keys(planted)), "\n") + "\n" + text)
		for _, value := range planted {
			if !strings.Contains(text, value) && strings.Contains(among, value) {
				t.Fatalf("%q is still there in %q", value, among)
			}
		}
	})
}

// inOrder tells whether the parts stand in a text one after the other.
func inOrder(text string, parts []string) bool {
	for i, part := range parts {
		at := strings.Index(text, part)
		switch {
		case i == 0 && at != 0, at < 0:
			return false
		case i == len(parts)-1 && !strings.HasSuffix(text, part):
			return false
		}
		text = text[at+len(part):]
	}
	return true
}
