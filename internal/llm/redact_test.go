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
	for _, text := range []string{"Acme Corp", "acme\nCorp", "Acme  corp", "Acme\u00a0Corp", "Acme \r\n\t Corp", "Acme\u2028Corp", "Acme\n12 | Corp",
		"Ac**me** Corp", "A<b>cme</b> Corp", "Ac\u00adme Corp", "Ac\u200bme Corp", "Ac-\nme Corp", "Acme Cor-\n12 | p", "Acme-Corp", "acme_corp", "#AcmeCorp",
		"Ａｃｍｅ Corp", "**Acme** *Corp*", "`Acme` Corp", "Acme\n> Corp", "Acme\n- Corp", "Acme\u2011Corp", "ACME\u202fCORP"} {
		p := &parrot{cut: 3}
		if _, err := (Redacted{Model: p, Words: []string{"Acme Corp"}}).Complete(context.Background(), coach.Request{User: "for " + text + "."}); err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(p.heard, "REDACTED_1") || strings.Contains(strings.ToLower(p.heard), "cor") {
			t.Errorf("%q is sent as %q", text, p.heard)
		}
	}
}

// TestRedactedInAnySpelling hides a name however its letters are written, and nothing that is another word.
func TestRedactedInAnySpelling(t *testing.T) {
	tests := []struct{ word, text, want string }{
		{"Renée", "says Rene\u0301e", "says REDACTED_1"},
		{"Rene\u0301e", "says RENÉE's team", "says REDACTED_1's team"},
		{"Zoë", "zoe and Zoe\u0308", "REDACTED_1 and REDACTED_1"},
		{"Fiffi", "the ﬁﬃ case, Fiﬀi", "the REDACTED_1 case, REDACTED_1"},
		{"Rafi", "Raﬁ and Raﬁa", "REDACTED_1 and Raﬁa"},
		{"Weiß", "WEISS and Weiss and weiß", "REDACTED_1 and REDACTED_1 and REDACTED_1"},
		{"Νίκος", "ΝΙΚΟΣ, Νίκος", "REDACTED_1, REDACTED_1"},
		{"İnci", "inci, İNCİ", "REDACTED_1, REDACTED_1"},
		{"Acme", "Acme's, Acmes Plan, Acme’s, (Acme)", "REDACTED_1's, REDACTED_1s Plan, REDACTED_1’s, (REDACTED_1)"},
		{"字节跳动", "我在字节跳动工作", "我在REDACTED_1工作"},
		{"삼성", "삼성은 늦었다", "REDACTED_1은 늦었다"},
		{"C++", "the C++ team", "the REDACTED_1 team"},
		{"Ann", "Anna planned an annual plan, Hann", "Anna planned an annual plan, Hann"},
		{"Acme", "acmeology, Nacme, x2acme", "acmeology, Nacme, x2acme"},
	}
	for _, tt := range tests {
		req, _ := Redacted{Words: []string{tt.word}}.Hide(coach.Request{User: tt.text})
		if req.User != tt.want {
			t.Errorf("%q: %q is sent as %q, want %q", tt.word, tt.text, req.User, tt.want)
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
