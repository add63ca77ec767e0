package secret

import (
	"fmt"
	"runtime"
	"strings"
	"testing"
)

// large are texts of many lines, or of one long line, that are full of names and of what may be a secret: what takes a
// look at all the rest of a text for each of them takes work that grows with its square.
var large = map[string]func(i int) string{
	"log": func(i int) string {
		return fmt.Sprintf("2026-11-20T09:00:%02d level=info api_key=q7Xw9Zr4Tk2Lp8Vn5B%04d trace_id=%032x\n", i%60, i, i*7919)
	},
	"log in one line": func(i int) string {
		return fmt.Sprintf("2026-11-20T09:00:%02d level=info api_key=q7Xw9Zr4Tk2Lp8Vn5B%04d trace_id=%032x; ", i%60, i, i*7919)
	},
	"table":               func(int) string { return "token;password;secret\n" },
	"table of secrets":    func(i int) string { return fmt.Sprintf("token;password;hunter2xyz%d\n", i) },
	"list":                func(int) string { return "- password:\n" },
	"list of secrets":     func(i int) string { return fmt.Sprintf("- password: hunter2xyz%d\n", i) },
	"names in one line":   func(int) string { return "public key; " },
	"one name":            func(int) string { return "password" },
	"keys":                func(int) string { return "dBjftJeZ4CVP9aB1cD2eF3gH4iJ5kL6mN7oP8qR9sT0uV1wX2\n" },
	"phrases in one line": func(int) string { return "seed phrase: apple " },
}

// TestMaskGrows: four times the text takes about four times the work, counted in bytes
// that are allocated; what splits or copies the rest of a text for each name takes sixteen.
func TestMaskGrows(t *testing.T) {
	for name, line := range large {
		t.Run(name, func(t *testing.T) {
			small, four := work(textOf(line, 12<<10)), work(textOf(line, 48<<10))
			if small == 0 || four > 7*small {
				t.Errorf("%d bytes for 12 KB, %d for 48 KB", small, four)
			}
		})
	}
}

func textOf(line func(int) string, size int) string {
	var text strings.Builder
	for i := 0; text.Len() < size; i++ {
		text.WriteString(line(i))
	}
	return text.String()
}

// work gives how many bytes masking a text allocates.
func work(text string) uint64 {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	Mask(text)
	runtime.ReadMemStats(&after)
	return after.TotalAlloc - before.TotalAlloc
}

func BenchmarkMaskLarge(b *testing.B) {
	for name, line := range large {
		text := textOf(line, 200<<10)
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				Mask(text)
			}
		})
	}
}
