package coach

import (
	"context"
	"errors"
	"strings"
	"testing"
	"testing/fstest"

	"oneonone/internal/brief"
	"oneonone/internal/oneonone"
	"oneonone/prompts"
)

// reader is a second reader that always answers the same.
type reader struct {
	answer string
	err    error
	asked  []Request
}

func (r *reader) Complete(_ context.Context, req Request) (Reply, error) {
	r.asked = append(r.asked, req)
	return Reply{Text: r.answer, SentTokens: 700, ReceivedTokens: 20}, r.err
}

// doubtful is an answer with a sentence that no record bears in words, and one
// that holds.
const doubtful = `{"topics": [{"area": "blocker", "title": "Staging", "minutes": 9, "say": [
	{"text": "Staging deploys failed 4 of the last 9 times.", "cites": ["n1"]},
	{"text": "The whole office wrote complaints about babysitting staging deploys.", "cites": ["n2"]}], "ask": "May I?", "outcome": "A yes."}]}`

// TestVerify: a second reader is asked about what the program is not sure of. A
// yes takes the mark off when the words that it names stand there; whatever else
// comes back changes nothing.
func TestVerify(t *testing.T) {
	for name, tt := range map[string]struct {
		answer string
		err    error
		unsure bool
	}{
		"yes, in words that stand there": {`{"answers": [{"n": 1, "bears": true, "words": "so tired of babysitting"}]}`, nil, false},
		"yes, in words of its own":       {`{"answers": [{"n": 1, "bears": true, "words": "nobody enjoys it"}]}`, nil, true},
		"yes, in a single word":          {`{"answers": [{"n": 1, "bears": true, "words": "tired"}]}`, nil, true},
		"yes, in no words":               {`{"answers": [{"n": 1, "bears": true, "words": ""}]}`, nil, true},
		"no":                             {`{"answers": [{"n": 1, "bears": false, "words": "so tired of babysitting"}]}`, nil, true},
		"about nothing":                  {`{"answers": [{"n": 7, "bears": true, "words": "so tired of babysitting"}, {"n": 0, "bears": true, "words": "so tired of babysitting"}]}`, nil, true},
		"no JSON":                        {`Yes!`, nil, true},
		"empty":                          {``, nil, true},
		"an error":                       {``, errors.New("the server is gone"), true},
	} {
		t.Run(name, func(t *testing.T) {
			second := &reader{answer: tt.answer, err: tt.err}
			c := scripted(t, doubtful).coach()
			c.Second = second
			a, err := c.Prep(t.Context(), brief.New(journal()))
			if err != nil {
				t.Fatal(err)
			}
			if got := len(a.UnsureLines()) == 1; got != tt.unsure || len(a.Topics[0].Say) != 2 {
				t.Errorf("unsure is %t: %v", got, a.Topics[0].Say)
			}
			if len(second.asked) != 1 {
				t.Fatalf("asked %d times", len(second.asked))
			}
			if r := second.asked[0]; !strings.Contains(r.User, "1. The whole office wrote complaints about babysitting staging deploys.\n") || !strings.Contains(r.User, "babysitting staging deploys") || strings.Contains(r.User, "failed 4 of the last 9 times.\n") {
				t.Errorf("asked %s", r.User)
			}
			if want := 4700; tt.err == nil && a.DraftedBy.SentTokens != want {
				t.Errorf("counted %d tokens", a.DraftedBy.SentTokens)
			}
		})
	}
}

// TestVerifyCannotAsk: a question that can't be put loses no draft.
func TestVerifyCannotAsk(t *testing.T) {
	c := scripted(t, doubtful).coach()
	c.Second, c.Prompts = &reader{}, prompts.Set{Override: fstest.MapFS{"verify.md": {Data: []byte("{{.Nobody")}}}
	if a, err := c.Prep(t.Context(), brief.New(journal())); err != nil || len(a.UnsureLines()) != 1 {
		t.Errorf("%v, %v", a.UnsureLines(), err)
	}
}

// TestNothingToVerify: where the program is sure, nobody is asked.
func TestNothingToVerify(t *testing.T) {
	second := &reader{}
	c := scripted(t, `{"topics": [{"area": "blocker", "title": "Staging", "minutes": 9, "say": [
		{"text": "Staging deploys failed 4 of the last 9 times.", "cites": ["n1"]}], "ask": "May I?", "outcome": "A yes."}]}`).coach()
	c.Second = second
	if _, err := c.Prep(t.Context(), brief.New(journal())); err != nil || len(second.asked) > 0 {
		t.Errorf("asked %d times, %v", len(second.asked), err)
	}
}

// TestVerifyInterrupted: who ends the run gets no draft.
func TestVerifyInterrupted(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	c := scripted(t, doubtful).coach()
	c.Second = ends{cancel}
	if _, err := c.Prep(ctx, brief.New(journal())); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

// ends is a model during whose answer the user ends the run.
type ends struct{ cancel context.CancelFunc }

func (e ends) Complete(ctx context.Context, _ Request) (Reply, error) {
	e.cancel()
	return Reply{}, ctx.Err()
}

// TestVerifiedAlready keeps a draft as it is that has no unsure lines left.
func TestVerifiedAlready(t *testing.T) {
	a := oneonone.Agenda{}
	if err := (&talk{}).verify(t.Context(), &a); err != nil {
		t.Error(err)
	}
}
