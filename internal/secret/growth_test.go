package secret

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// large are texts of many lines, or of one long line, that are full of names and of what may be a secret: what takes a
// look at all the rest of a text for each of them does not end in time.
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

func TestMaskLargeTexts(t *testing.T) {
	const size, patience = 200 << 10, 10 * time.Second
	for name, line := range large {
		t.Run(name, func(t *testing.T) {
			var text strings.Builder
			for i := 0; text.Len() < size; i++ {
				text.WriteString(line(i))
			}
			done := make(chan string, 1)
			start := time.Now()
			go func() { done <- Mask(text.String()) }()
			select {
			case masked := <-done:
				t.Logf("%d bytes in %v, %d secrets", text.Len(), time.Since(start), strings.Count(masked, Masked))
			case <-time.After(patience):
				t.Fatalf("%d bytes took more than %v", text.Len(), patience)
			}
		})
	}
}
