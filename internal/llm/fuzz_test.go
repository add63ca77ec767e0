package llm

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"regexp"
	"strings"
	"testing"
	"testing/iotest"
	"time"
	"unicode/utf8"

	"oneonone/internal/coach"
)

// plainEvents reads a stream to its end.
func plainEvents(t *testing.T, stream io.Reader, most int64) (string, *events) {
	t.Helper()
	e := newEvents(io.NopCloser(stream), most, func() {})
	out, err := io.ReadAll(e)
	if err != nil && !errors.Is(err, errTooLarge) {
		t.Fatal(err)
	}
	return string(out), e
}

// A stream gives whole events, one a line, whatever the pieces are in which it comes; nothing is
// in them that did not come, and none is larger than allowed.
func FuzzEvents(f *testing.F) {
	f.Fuzz(func(t *testing.T, stream []byte) {
		const most = 4096
		out, e := plainEvents(t, bytes.NewReader(stream), most)
		slow, s := plainEvents(t, iotest.OneByteReader(bytes.NewReader(stream)), most)
		if out != slow || !bytes.Equal(e.failed, s.failed) {
			t.Fatalf("%q and, byte by byte, %q", out, slow)
		}
		if out != "" && !strings.HasSuffix(out, "\n") {
			t.Fatalf("%q breaks off", out)
		}
		var g gathered
		for line := range strings.Lines(out) {
			data, ok := strings.CutPrefix(strings.TrimSuffix(line, "\n"), "data: ")
			if !ok || data != strings.TrimSpace(data) || data == "" || len(data) > most+len(" ") {
				t.Fatalf("%q is no event", line)
			}
			for _, word := range strings.Fields(data) {
				if !bytes.Contains(stream, []byte(strings.TrimPrefix(word, "\"error\":"))) && word != "{" {
					t.Fatalf("%q did not come", word)
				}
			}
			before := g.content.Len()
			text, err := g.take([]byte(data))
			if err == nil && g.content.Len() != before+len(text) {
				t.Fatalf("%q gives %q, and the answer grows by %d", data, text, g.content.Len()-before)
			}
			_ = g.bound(most, 100)
		}
		if e.failed != nil && !bytes.Contains(e.failed, []byte("error")) {
			t.Fatalf("%q is no error", e.failed)
		}
	})
}

// An answer that comes in pieces is the same answer.
func FuzzPieces(f *testing.F) {
	f.Fuzz(func(t *testing.T, answer string, size int) {
		if !utf8.ValidString(answer) || answer == "" {
			return
		}
		size = 1 + max(size, -(size+1))%17
		var stream strings.Builder
		runes := []rune(answer)
		for i := 0; i < len(runes); i += size {
			piece := map[string]string{"content": string(runes[i:min(i+size, len(runes))])}
			b, err := json.Marshal(map[string]any{"choices": []any{map[string]any{"index": 0, "delta": piece}}})
			if err != nil {
				t.Fatal(err)
			}
			stream.WriteString("data: " + string(b) + "\r\n\r\n")
		}
		out, e := plainEvents(t, strings.NewReader(stream.String()), 1<<20)
		var g gathered
		for line := range strings.Lines(out) {
			if _, err := g.take([]byte(strings.TrimPrefix(line, "data: "))); err != nil {
				t.Fatal(err)
			}
		}
		if e.failed != nil || g.content.String() != answer {
			t.Fatalf("%q came as %q, %q", answer, g.content.String(), e.failed)
		}
	})
}

// control finds what acts on a terminal.
var control = regexp.MustCompile(`[\x00-\x1f\x7f-\x{9f}\x{202a}-\x{202e}\x{2066}-\x{2069}]`)

// Whatever page a server answers with, what is told of it is one short clean line, without the
// key even where the page has it.
func FuzzErrorPage(f *testing.F) {
	o, err := NewOpenAI(Config{BaseURL: "http://localhost:1/v1", Model: "tiny", Key: key, KeyFrom: "OPENAI_API_KEY", Timeout: time.Second})
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, status int, header, before, after string) {
		status = 400 + max(status, -(status+1))%200
		for _, body := range []string{before + key + after, before + key[:9] + after + key[9:]} {
			headers := http.Header{"Retry-After": {header}, "Www-Authenticate": {header}, "Server": {header}}
			x := &exchange{status: status, header: headers, body: []byte(body), limit: 100}
			whole := o.explain(context.Background(), x, io.ErrUnexpectedEOF)
			for _, err := range []error{o.explainStatus(x), o.explainInside(x, x.body), o.explainNoChoice(x), whole} {
				var told *failure
				if !errors.As(err, &told) {
					t.Fatalf("%q: %v is not told", body, err)
				}
				said := told.err.Message
				if control.MatchString(said) || !utf8.ValidString(said) || said == "" || utf8.RuneCountInString(said) > 2*longest {
					t.Fatalf("%q is told as %q", body, said)
				}
				if strings.Contains(said, key) {
					t.Fatalf("%q has the key", said)
				}
				if told.err.RetryAfter < 0 || told.err.Context < 0 || told.err.Counted < 0 {
					t.Fatalf("%+v", told.err)
				}
			}
			if n := statusIn(x.body); n != 0 && (n < 400 || n > 599) {
				t.Fatalf("status %d in %q", n, body)
			}
			modelsIn(x.body)
		}
	})
}

// Words that are kept back do not leave, whole and in any case, and come back in the answer, also
// where it comes in pieces.
func FuzzRedacted(f *testing.F) {
	f.Fuzz(func(t *testing.T, text, word string, size int) {
		if !utf8.ValidString(text+word) || strings.TrimSpace(word) == "" || strings.Contains(strings.ToUpper(text+word), "REDACT") {
			return
		}
		r := Redacted{Words: []string{"Acme Pay", "Acme", "Nair", "Priya Nair", word}}
		hidden, n := r.Hide(coach.Request{User: text, System: "Acme"})
		if n == 0 || strings.Contains(hidden.System, "Acme") {
			t.Fatalf("%q is not hidden", hidden.System)
		}
		for _, w := range r.Words {
			for _, at := range regexp.MustCompile(`(?i)`+regexp.QuoteMeta(w)).FindAllStringIndex(hidden.User, -1) {
				if isWord(hidden.User, at[0], at[1]) && !strings.Contains(strings.ToLower(placeholder+"0123456789"), strings.ToLower(w)) {
					t.Fatalf("%q is still in %q, of %q", w, hidden.User, text)
				}
			}
		}
		restored := r.restore(hidden.User)
		if strings.Contains(restored, placeholder) {
			t.Fatalf("%q is not restored: %q", hidden.User, restored)
		}
		size = 1 + max(size, -(size+1))%17
		var heard strings.Builder
		hear := r.restorer(func(d coach.Delta) { heard.WriteString(d.Text) })
		for rest := hidden.User + "."; rest != ""; {
			cut := min(size, len(rest))
			hear(coach.Delta{Text: rest[:cut]})
			rest = rest[cut:]
		}
		if heard.String() != r.restore(hidden.User+".") {
			t.Fatalf("%q is heard as %q", restored, heard.String())
		}
	})
}
