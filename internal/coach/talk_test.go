package coach

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"oneonone/internal/brief"
	"oneonone/internal/oneonone"
)

// poorer is an answer of which little stands.
const poorer = `{"topics": [{"area": "blocker", "facts": [{"text": "Staging deploys failed 4 of the last 9 times", "cites": ["n1"], "quote": null},
{"text": "Staging deploys failed 40 times", "cites": ["n1"], "quote": null}], "title": "Staging", "minutes": 5, "why_now": "", "reframed_from": null, "ask": "May I?", "smart": null,
"talking_points": [], "whys": [], "people": [], "blanks": []}], "considered": []}`

// TestMended sends an answer back that does not hold, and takes the better of
// the two.
func TestMended(t *testing.T) {
	careful, sloppy := golden(t, "careful.json"), golden(t, "sloppy.txt")
	for name, tt := range map[string]struct {
		replies []string
		topics  int
		asked   int
	}{
		"at once":              {[]string{careful}, 3, 1},
		"mended":               {[]string{sloppy, careful}, 3, 2},
		"made worse":           {[]string{sloppy, withoutLabels(careful)}, 2, 2},
		"poorer":               {[]string{sloppy, poorer}, 2, 2},
		"broken, then mended":  {[]string{"I can't.", careful}, 3, 2},
		"sloppy, then broken":  {[]string{sloppy, "{"}, 2, 2},
		"wrong form, mended":   {[]string{`{"topics": "none"}`, careful}, 3, 2},
		"nothing, then sloppy": {[]string{withoutLabels(careful), sloppy}, 2, 2},
	} {
		t.Run(name, func(t *testing.T) {
			m := scripted(t, tt.replies...)
			var said []string
			c := m.coach()
			c.Say = func(line string) { said = append(said, line) }
			a, err := c.Prep(t.Context(), brief.New(journal()))
			if err != nil {
				t.Fatal(err)
			}
			if len(a.Topics) != tt.topics || len(m.asked) != tt.asked {
				t.Errorf("%d topics after %d requests", len(a.Topics), len(m.asked))
			}
			if want := 4000 * tt.asked; a.DraftedBy.SentTokens != want || a.DraftedBy.ReceivedTokens != 80*tt.asked {
				t.Errorf("counted %d and %d tokens", a.DraftedBy.SentTokens, a.DraftedBy.ReceivedTokens)
			}
			if (len(said) > 0) != (tt.asked > 1) {
				t.Errorf("said %q", said)
			}
		})
	}
}

// TestSentBack checks what a model gets to mend: its own words as data, and
// what is wrong with them.
func TestSentBack(t *testing.T) {
	m := scripted(t, golden(t, "sloppy.txt"), golden(t, "careful.json"))
	if _, err := m.coach().Prep(t.Context(), brief.New(journal())); err != nil {
		t.Fatal(err)
	}
	first, again := m.asked[0], m.asked[1]
	if again.System != first.System || !strings.HasPrefix(again.User, first.User) {
		t.Error("the data is another one")
	}
	for _, there := range []string{
		"\nSure! Here's {your agenda}, ready to impress:\n",
		"- left out a fact: the records that it cites lack the figure 12: “Failed staging deploys cost the team 12 hours a week”\n",
		"- left out a topic that no record bears: “Promotion to senior”\n",
	} {
		if !strings.Contains(again.User, there) {
			t.Errorf("%q is not sent", there)
		}
	}
	if strings.Count(again.User, "=== data ") != 6 {
		t.Errorf("the answer is not marked off: %d marks", strings.Count(again.User, "=== data "))
	}
}

// failing gives its replies, then an error.
type failing struct {
	replies []string
	err     error
}

func (f *failing) Complete(context.Context, Request) (Reply, error) {
	if len(f.replies) == 0 {
		return Reply{}, f.err
	}
	text := f.replies[0]
	f.replies = f.replies[1:]
	return Reply{Text: text}, nil
}

// TestMendingFails: what stands of the first answer is kept when the second
// request fails, unless the user ended it or there was nothing to keep.
func TestMendingFails(t *testing.T) {
	gone := errors.New("the server went away")
	for _, tt := range []struct {
		first string
		err   error
		want  error
	}{
		{golden(t, "sloppy.txt"), gone, nil},
		{"no", gone, gone},
	} {
		_, err := Coach{Model: &failing{[]string{tt.first}, tt.err}}.Prep(t.Context(), brief.New(journal()))
		if !errors.Is(err, tt.want) || (err == nil) != (tt.want == nil) {
			t.Errorf("%.10q, then %v: got %v", tt.first, tt.err, err)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := Coach{Model: &failing{[]string{golden(t, "sloppy.txt")}, context.Canceled}}.Prep(ctx, brief.New(journal()))
	if !errors.Is(err, context.Canceled) {
		t.Errorf("interrupted: got %v", err)
	}
}

// counting answers like a server that read so many tokens.
type counting struct {
	text string
	read int
}

func (c counting) Complete(context.Context, Request) (Reply, error) {
	return Reply{Text: c.text, SentTokens: c.read}, nil
}

// TestCutPrompt finds a server that read less than it was sent.
func TestCutPrompt(t *testing.T) {
	shown, err := Coach{}.PrepRequest(brief.New(journal()))
	if err != nil {
		t.Fatal(err)
	}
	sent := Tokens(shown.System) + Tokens(shown.User)
	for read, warned := range map[int]bool{0: false, sent: false, sent * 9 / 10: false, sent * 7 / 10: true, 100: true} {
		a, err := Coach{Model: counting{golden(t, "careful.json"), read}}.Prep(t.Context(), brief.New(journal()))
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, f := range a.Findings {
			got = append(got, f.Rule)
		}
		if (len(got) == 1 && got[0] == "context") != warned {
			t.Errorf("%d of %d tokens read: findings %v", read, sent, got)
		}
	}
}

// streaming answers piece by piece.
type streaming struct{ text string }

func (s streaming) Complete(_ context.Context, r Request) (Reply, error) {
	for i := range len(s.text) {
		r.Hear(Delta{Text: s.text[i : i+1]})
	}
	return Reply{Text: s.text}, nil
}

// TestTold: each topic is told once, although the answer is asked for twice.
func TestTold(t *testing.T) {
	var told []string
	c := Coach{Model: streaming{golden(t, "sloppy.txt")}, Tell: func(line string) { told = append(told, line) }}
	if _, err := c.Prep(t.Context(), brief.New(journal())); err != nil {
		t.Fatal(err)
	}
	want := []string{"Fix staging, save 12 hours a week (25 min)", "Promotion to senior (20 min)", "Open promises (15 min)"}
	if diff := cmp.Diff(want, told); diff != "" {
		t.Error(diff)
	}
}

// TestDraftedBy: a draft says who drafted it and by which words.
func TestDraftedBy(t *testing.T) {
	a, err := scripted(t, golden(t, "careful.json")).coach().Prep(t.Context(), brief.New(journal()))
	if err != nil {
		t.Fatal(err)
	}
	r, err := scripted(t, golden(t, "recap.careful.json")).coach().Recap(t.Context(), minutesOf())
	if err != nil {
		t.Fatal(err)
	}
	if a.DraftedBy.Engine != oneonone.OpenAI || a.DraftedBy.Model != "scripted-1" || len(a.DraftedBy.PromptChecksum) != 12 || a.DraftedBy.PromptChecksum == r.DraftedBy.PromptChecksum {
		t.Errorf("got %+v and %+v", a.DraftedBy, r.DraftedBy)
	}
}
