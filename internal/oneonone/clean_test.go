package oneonone

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestClean(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"plain", "Fixed the café's till\n\t- twice", "Fixed the café's till\n\t- twice"},
		{"colours", "\x1b[1;31mred\x1b[0m alert", "red alert"},
		{"colours in C1", "\u009b31mred", "red"},
		{"title and link", "\x1b]0;owned\a\x1b]8;;http://x\x1b\\text\x1b]8;;\x1b\\", "text"},
		{"title that never ends", "\x1b]0;keep this\nand this", "]0;keep this\nand this"},
		{"sequence that never ends", "\x1b[12", "[12"},
		{"lone escape", "a\x1bb\x1b", "ab"},
		{"bell, backspace, NUL, DEL", "a\a\b\x00\x7fb", "ab"},
		{"Windows lines", "one\r\ntwo\r\n", "one\ntwo\n"},
		{"progress bar", "10%\r20%", "10% 20%"},
		{"line separators", "a\u2028b\u2029c\u0085d\fe\vf", "a b c d e f"},
		{"bidi", "abc\u202edcb\u202c \u2066x\u2069", "abcdcb x"},
		{"byte order mark", "\ufeffhello", "hello"},
		{"hidden words", "hi\U000e0041\U000e0042", "hi"},
		{"latin-1", "caf\xe9 \xff\xfe!", "caf? ?!"},
		{"replacement character", "a\ufffdb", "a\ufffdb"},
		{"family", "👩\u200d👩\u200d👧", "👩\u200d👩\u200d👧"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := Clean(tt.in); got != tt.want {
				t.Errorf("Clean(%q) = %q, want %q", tt.in, got, tt.want)
			}
		})
	}
}

func FuzzClean(f *testing.F) {
	f.Add("plain")
	f.Add("\x1b[1;31mred\x1b\x1b[0m \x1b]0;t\a\r\n")
	f.Add("\xc2\x1b\x9b\u009b\u009d\u202e\xe2\x80")
	f.Fuzz(func(t *testing.T, s string) {
		got := Clean(s)
		if !utf8.ValidString(got) {
			t.Errorf("%q is not valid UTF-8", got)
		}
		if utf8.RuneCountInString(got) > 3*utf8.RuneCountInString(s) { // NFC parts no letter into more
			t.Errorf("%q is longer than %q", got, s)
		}
		if again := Clean(got); again != got {
			t.Errorf("cleaning %q again gives %q", got, again)
		}
		if i := strings.IndexFunc(got, forbidden); i >= 0 {
			t.Errorf("%q has a forbidden rune at byte %d", got, i)
		}
	})
}

func BenchmarkClean(b *testing.B) {
	text := strings.Repeat("Ordinary words of a note, with a café in it.\n", 20)
	for b.Loop() {
		Clean(text)
	}
}
