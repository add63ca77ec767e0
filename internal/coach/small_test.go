package coach

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"oneonone/internal/brief"
	"oneonone/internal/oneonone"
)

// TestIsSmall: a model is small that reads little, or of which the config says
// so; the config also says that one is not.
func TestIsSmall(t *testing.T) {
	for name, tt := range map[string]struct {
		coach Coach
		want  bool
	}{
		"reads little":      {Coach{Budget: 2731, AnswerRoom: 1365}, true},
		"reads 8,000":       {Coach{Budget: 5334, AnswerRoom: 2666}, true},
		"reads more":        {Coach{Budget: 8000, AnswerRoom: 4000}, false},
		"nobody knows":      {Coach{}, false},
		"config says small": {Coach{Small: true, Budget: 24000, AnswerRoom: 4000}, true},
		"config says large": {Coach{Large: true, Budget: 2731, AnswerRoom: 1365}, false},
	} {
		if got := tt.coach.isSmall(); got != tt.want {
			t.Errorf("%s: small is %t", name, got)
		}
	}
}

// TestSmallModel: a small model chooses, titles and asks; what is said are the
// records' own words, and nothing that it makes up is on the page.
func TestSmallModel(t *testing.T) {
	m := scripted(t, `{"topics": [
		{"title": "Who mends staging? [n1]", "records": ["n1", "n3"], "ask": "May I mend it in three days?"},
		{"title": "Save 50,000 euros", "records": ["a1"], "ask": "Will you call Stefan?"},
		{"title": "Nothing", "records": ["n99"], "ask": "What?"},
		{"title": "The same again", "records": ["n1"], "ask": "And now?"}
	]}`)
	c := m.coach()
	c.Small = true
	a, err := c.Prep(t.Context(), brief.New(journal()))
	if err != nil {
		t.Fatal(err)
	}
	type said struct{ Title, Say, Ask string }
	var got []said
	for _, topic := range a.Topics {
		var say []string
		for _, l := range topic.Say {
			say = append(say, l.Text)
		}
		got = append(got, said{topic.Title, strings.Join(say, " "), topic.Ask})
	}
	want := []said{
		{
			"Who mends staging?",
			"Staging deploys failed 4 of the last 9 times, each costs me about 40 min (12 Nov). Looked into it with Priya: the deploy job runs the migrations before the old pods are gone (17 Nov).",
			"May I mend it in three days?",
		},
		{"Ask platform about a second staging …", "Ask platform about a second staging cluster (3 Nov).", ""},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if a.OneAsk == nil || a.OneAsk.Text != "May I mend it in three days?" || len(a.UnsureLines()) > 0 {
		t.Errorf("one ask %v, unsure %v", a.OneAsk, a.UnsureLines())
	}
	if len(a.Since) != 1 || a.Since[0].Kind != oneonone.LateNews {
		t.Errorf("since %v", a.Since)
	}
	if r := m.asked[0]; r.SchemaName != taskShort || len(m.asked) != 1 {
		t.Errorf("asked %d times, for %s", len(m.asked), r.SchemaName)
	}
}

// TestSmallModelOfNoUse: a choice of nothing is asked for once more, and then an
// error.
func TestSmallModelOfNoUse(t *testing.T) {
	m := scripted(t, twice(`{"topics": [{"title": "Hello", "records": ["x"], "ask": "How are you?"}]}`)...)
	c := m.coach()
	c.Small = true
	_, err := c.Prep(t.Context(), brief.New(journal()))
	if err == nil || err.Error() != "drafting the agenda: the model's answer is of no use: it chooses no record" || len(m.asked) != 2 {
		t.Errorf("got %v after %d requests", err, len(m.asked))
	}
}
