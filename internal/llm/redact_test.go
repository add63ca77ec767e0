package llm

import (
	"context"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"oneonone/internal/coach"
)

// parrot answers with what it was told, piece by piece.
type parrot struct {
	heard string
	cut   int
}

func (p *parrot) Complete(_ context.Context, r coach.Request) (coach.Reply, error) {
	p.heard = r.User
	if r.Hear != nil {
		for text := r.User; text != ""; {
			n := min(p.cut, len(text))
			r.Hear(coach.Delta{Text: text[:n]})
			text = text[n:]
		}
	}
	return coach.Reply{Text: r.User}, nil
}

// TestRedactedOverAnyGap hides a name of two words, whatever stands between them.
func TestRedactedOverAnyGap(t *testing.T) {
	for _, text := range []string{"Acme Corp", "acme\nCorp", "Acme  corp", "Acme\u00a0Corp", "Acme \r\n\t Corp", "Acme\u2028Corp", "Acme\n12 | Corp"} {
		p := &parrot{cut: 3}
		if _, err := (Redacted{Model: p, Words: []string{"Acme Corp"}}).Complete(context.Background(), coach.Request{User: "for " + text + "."}); err != nil {
			t.Fatal(err)
		}
		if p.heard != "for REDACTED_1." {
			t.Errorf("%q is sent as %q", text, p.heard)
		}
	}
}

func TestRedacted(t *testing.T) {
	words := []string{"Acme", "Acme Pay", "Priya"}
	p := &parrot{cut: 3}
	reply, err := Redacted{Model: p, Words: words}.Complete(context.Background(), coach.Request{User: "ACME PAY is down, says Priya of acme; Acmeology stays."})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff("REDACTED_2 is down, says REDACTED_3 of REDACTED_1; Acmeology stays.", p.heard); diff != "" {
		t.Errorf("sent (-want +got)\n%s", diff)
	}
	if diff := cmp.Diff("Acme Pay is down, says Priya of Acme; Acmeology stays.", reply.Text); diff != "" {
		t.Errorf("answer (-want +got)\n%s", diff)
	}
}

// However an answer is cut into pieces, what is heard is the answer with the
// words back, except what still waits for its end.
func TestRedactedPieces(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		words := []string{"Dana", "Redwood"}
		text := strings.Join(rapid.SliceOf(rapid.SampledFrom([]string{"Dana", "Redwood", "RED", "R", "REDACTED", "_", "7", "ok", " "})).Draw(t, "parts"), " ")
		var heard strings.Builder
		model := Redacted{Model: &parrot{cut: rapid.IntRange(1, 7).Draw(t, "cut")}, Words: words}
		reply, err := model.Complete(context.Background(), coach.Request{User: text, Hear: func(d coach.Delta) { heard.WriteString(d.Text) }})
		if err != nil {
			t.Fatal(err)
		}
		if reply.Text != text {
			t.Fatalf("answer %q, want %q", reply.Text, text)
		}
		if !strings.HasPrefix(text, heard.String()) || len(text)-heard.Len() > len("Redwood")+len(placeholder) {
			t.Fatalf("heard %q of %q", heard.String(), text)
		}
	})
}
