package coach

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"oneonone/internal/brief"
	"oneonone/internal/oneonone"
)

// The answers of a model that is none: nothing on a page of its own, an answer
// to the short task, and one sentence of many that holds.
const (
	noTopic = `{"topics": [], "since": []}`
	blank   = `{"topics": [{"area": "blocker", "title": " ", "minutes": 5, "say": [], "ask": "", "outcome": ""}]}`
	onlyAsk = `{"topics": [{"area": "blocker", "title": "Hello", "minutes": 5, "say": [{"text": "HR-1 is near.", "cites": ["n77"]}], "ask": "How are you?", "outcome": ""}]}`
	chosen  = `{"topics": [{"title": "Who mends staging?", "records": ["n1", "n3"], "ask": "May I mend it?"}]}`
	poorer  = `{"topics": [{"area": "blocker", "title": "Staging", "minutes": 5, "say": [{"text": "Staging deploys failed 87 times.", "cites": ["n1"]}], "ask": "May I?", "outcome": ""}]}`
)

// TestMended sends an answer back that does not hold, and takes the better of
// the two. A good answer costs one request.
func TestMended(t *testing.T) {
	careful, sloppy := golden(t, "careful.json"), golden(t, "sloppy.txt")
	for name, tt := range map[string]struct {
		replies []string
		title   string
		said    string
	}{
		"good":                {[]string{careful}, "Make staging deploys safe to leave alone", ""},
		"mended":              {[]string{sloppy, careful}, "Make staging deploys safe to leave alone", "of what the answer says did not hold"},
		"made worse":          {[]string{sloppy, poorer}, "Staging deploys failed 4 of the …", "it is no better: the first answer counts"},
		"sloppy, then broken": {[]string{sloppy, "{"}, "Staging deploys failed 4 of the …", ""},
		"broken, then mended": {[]string{"I can't.", careful}, "Make staging deploys safe to leave alone", "the answer is of no use yet (there is no JSON in it)"},
		"wrong form":          {[]string{`{"topics": "none"}`, careful}, "Make staging deploys safe to leave alone", "does not have the form"},
		"no topic":            {[]string{noTopic, careful}, "Make staging deploys safe to leave alone", "it has no topic"},
		"blank topics":        {[]string{blank, careful}, "Make staging deploys safe to leave alone", "it has no topic"},
		"no record":           {[]string{onlyAsk, careful}, "Make staging deploys safe to leave alone", "none of its topics rests on the records"},
		"no topic twice":      {[]string{noTopic, noTopic, chosen}, "Who mends staging?", "asking for less"},
		"broken twice":        {[]string{"I can't.", "{", chosen}, "Who mends staging?", "asking for less"},
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
			if a.Topics[0].Title != tt.title || len(m.asked) != len(tt.replies) {
				t.Errorf("first topic %q after %d requests", a.Topics[0].Title, len(m.asked))
			}
			if want := 4000 * len(tt.replies); a.DraftedBy.SentTokens != want || a.DraftedBy.ReceivedTokens != 80*len(tt.replies) {
				t.Errorf("counted %d and %d tokens", a.DraftedBy.SentTokens, a.DraftedBy.ReceivedTokens)
			}
			if (len(said) > 0) != (len(m.asked) > 1) || !strings.Contains(strings.Join(said, "\n"), tt.said) {
				t.Errorf("said %q", said)
			}
		})
	}
}

// TestNoUse: an answer of no use never becomes a draft: it is asked for once
// more, then the short task is tried, then it is an error.
func TestNoUse(t *testing.T) {
	for _, answer := range []string{noTopic, blank, onlyAsk, "no", "{}", ""} {
		m := scripted(t, answer, answer, answer)
		_, err := m.coach().Prep(t.Context(), brief.New(journal()))
		var useless *AnswerError
		if !errors.As(err, &useless) {
			t.Errorf("%q: got %v", answer, err)
		}
		var tasks []string
		for _, r := range m.asked {
			tasks = append(tasks, r.SchemaName)
		}
		if diff := cmp.Diff([]string{taskPrep, taskPrep, taskShort}, tasks); diff != "" {
			t.Errorf("%q: %s", answer, diff)
		}
	}
}

// TestSentBack checks what a model gets to mend: its own words as data, and
// what is wrong with them, with what would be right in labels that it knows.
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
		"- “Failed staging deploys cost us 12 hours.”: no record has the figure “12 hours”",
		"- “Alex from platform broke staging deploys on 9 October.”: no record has the day “9 October”; [n1] has “Thursday 12 November 2026”\n",
		"- “You call Alex.”: no record has the name “Alex”\n",
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
// request fails, unless the user ended it; where there was nothing to keep, that
// is told, not what became of the second.
func TestMendingFails(t *testing.T) {
	gone := errors.New("the server went away")
	for _, tt := range []struct {
		first string
		err   error
		want  string
	}{
		{golden(t, "sloppy.txt"), gone, "<nil>"},
		{"no", gone, "drafting the agenda: the server went away"},
	} {
		_, err := Coach{Model: &failing{[]string{tt.first}, tt.err}}.Prep(t.Context(), brief.New(journal()))
		if got := fmt.Sprint(err); got != tt.want {
			t.Errorf("%.10q, then %v: got %v", tt.first, tt.err, got)
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

// TestCutPrompt finds a server that read less than it was sent, and none whose
// tokens are longer than was estimated. However good the answer is, it is none to
// the whole question.
func TestCutPrompt(t *testing.T) {
	shown, err := Coach{}.PrepRequest(brief.New(journal()))
	if err != nil {
		t.Fatal(err)
	}
	sent := Tokens(shown.System) + Tokens(shown.User)
	round := (sent - 1) / 1024 * 1024 // the size of a context, filled to the last token
	for read, warned := range map[int]bool{0: false, sent: false, sent * 9 / 10: false, sent * 7 / 10: false, sent * 5 / 10: true, 100: true, round: true, round + 1: (round+1)*10 < sent*6} {
		_, err := Coach{Model: counting{golden(t, "careful.json"), read}}.Prep(t.Context(), brief.New(journal()))
		useless, cut := errors.AsType[*AnswerError](err)
		if cut = cut && useless.Cut; cut != warned || err != nil && !cut {
			t.Errorf("%d of %d tokens read: %v", read, sent, err)
		}
	}
}

// TestCutToNoUse: when an answer is of no use because the server did not read
// the question, that is what the user is told.
func TestCutToNoUse(t *testing.T) {
	_, err := Coach{Model: counting{"no", 1024}}.Prep(t.Context(), brief.New(journal()))
	var useless *AnswerError
	if !errors.As(err, &useless) || !strings.HasPrefix(useless.Reason, "the server read only 1024 of about ") {
		t.Errorf("got %v", err)
	}
}

// TestReturnedWithinReason sends back only as much of an answer as there is
// room for.
func TestReturnedWithinReason(t *testing.T) {
	for budget, most := range map[int]int{0: 1 << 20, 4000: 5000} {
		m := scripted(t, strings.Repeat("no {", 5000), golden(t, "careful.json"))
		c := m.coach()
		c.Budget = budget
		if _, err := c.Prep(t.Context(), brief.New(journal())); err != nil {
			t.Fatal(err)
		}
		if got := weigh(m.asked[1]); got > most || got <= weigh(m.asked[0]) {
			t.Errorf("with a budget of %d, %d tokens are sent, then %d", budget, weigh(m.asked[0]), got)
		}
	}
}

// TestNoRoom: a model that reads less than the task alone is asked nothing.
func TestNoRoom(t *testing.T) {
	m := scripted(t)
	c := m.coach()
	c.Budget, c.Large = 1400, true
	_, err := c.Prep(t.Context(), brief.New(journal()))
	var room *RoomError
	if !errors.As(err, &room) || room.Budget != 1400 {
		t.Fatalf("got %v", err)
	}
	least, err := c.TaskTokens()
	if err != nil || room.Needs < least || room.Needs > least+100 {
		t.Errorf("it needs %d tokens, the task takes %d, %v", room.Needs, least, err)
	}
}

// TestModelName: where a model's file lies is nothing that a draft says.
func TestModelName(t *testing.T) {
	for name, want := range map[string]string{
		"/srv/models/qwen-4b.gguf": "qwen-4b.gguf", `C:\models\qwen.gguf`: "qwen.gguf", "models/qwen.gguf": "qwen.gguf", "./qwen/": "qwen",
		"~/models/qwen": "qwen", "openai/gpt-5": "openai/gpt-5", "qwen3:4b": "qwen3:4b", "": "",
	} {
		if got := modelName(name); got != want {
			t.Errorf("%s: got %q", name, got)
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
	want := []string{"Fix staging, save 12 hours", "Promotion to L7", "Open promises"}
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
