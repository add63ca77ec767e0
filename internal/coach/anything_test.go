package coach

import (
	"errors"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"oneonone/internal/brief"
	"oneonone/internal/figures"
	"oneonone/internal/oneonone"
)

// TestAnyAnswer is the law of judging: whatever stands in which field, and
// whatever it cites, the outcome is a draft or an AnswerError, and a draft cites
// only what is on record.
func TestAnyAnswer(t *testing.T) {
	in := met()
	in.Histories = demo(t, "2026-10-22").Histories
	b := brief.New(in)
	s := newSheet(b, figures.Of(b), selection{})
	var labels []string
	for label := range s.all {
		labels = append(labels, label)
	}
	slices.Sort(labels)
	label := rapid.SampledFrom(append(labels, "", "x9", "[n1]", "n1, n2", "ptomas"))
	text := rapid.SampledFrom([]string{
		"", " ", ".", "[n1]", "Staging deploys failed 4 of the last 9 times.", "It cost 50,000 euros.", "Boris said “no way”. OPS-77 is done!", "(?)", "me", "Tomas Berg",
		"You said no to pairing.", "2026-12-18", "4 of the last 9", "…", "\u0007<img>", "None of it [c1, n2].",
	})
	maybe := rapid.Ptr(text, true)
	cites := rapid.SliceOfN(label, 0, 3)
	number := rapid.IntRange(-1, 12)
	lines := rapid.SliceOfN(number, 0, 3)
	check := func(t *rapid.T, cited []oneonone.Evidence, ids []string, err error) {
		var useless *AnswerError
		if err != nil && !errors.As(err, &useless) {
			t.Fatal(err)
		}
		for _, id := range ids {
			if !slices.ContainsFunc(cited, func(e oneonone.Evidence) bool { return e.ID == id }) {
				t.Fatalf("%s is cited and no evidence", id)
			}
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		line := rapid.Custom(func(t *rapid.T) wireLine { return wireLine{text.Draw(t, "text"), cites.Draw(t, "cites")} })
		some := rapid.SliceOfN(line, 0, 3)
		w := wireAgenda{IfTime: some.Draw(t, "if time"), OneAsk: &wireOneAsk{number.Draw(t, "topic"), text.Draw(t, "ask")}}
		for range rapid.IntRange(0, 6).Draw(t, "topics") {
			w.Topics = append(w.Topics, wireTopic{
				Area: "skill", Title: text.Draw(t, "title"), Minutes: number.Draw(t, "minutes"), Say: some.Draw(t, "say"), Ask: text.Draw(t, "ask"),
				ReframedFrom: maybe.Draw(t, "from"), People: []wirePerson{{text.Draw(t, "name"), "decides"}}, Outcome: text.Draw(t, "outcome"),
				Proposal: &wireProposal{text.Draw(t, "proposal"), text.Draw(t, "metric"), maybe.Draw(t, "from"), maybe.Draw(t, "to"), maybe.Draw(t, "by"), maybe.Draw(t, "step"), rapid.Ptr(label, true).Draw(t, "goal")},
			})
		}
		for _, l := range some.Draw(t, "since") {
			w.Since = append(w.Since, wireNews{"late", l.Text, l.Cites})
		}
		j, err := newPlanner(b, s, oneonone.OpenAI).agenda(w)
		var ids []string
		for id := range j.draft.Cites() {
			ids = append(ids, id)
		}
		check(t, j.draft.Evidence, ids, err)

		goal := wireProgress{label.Draw(t, "goal"), text.Draw(t, "progress"), cites.Draw(t, "cites")}
		r, err := (&reviewer{newCourt(b, s)}).reflection(wireReflection{
			Goals: []wireProgress{goal}, Achievements: []wireAchievement{{text.Draw(t, "text"), maybe.Draw(t, "metric"), cites.Draw(t, "cites")}},
			FeedbackThemes: []wireTheme{{text.Draw(t, "theme"), maybe.Draw(t, "since"), cites.Draw(t, "cites")}}, Learned: some.Draw(t, "learned"),
			Summary: some.Draw(t, "summary"), Start: maybe.Draw(t, "start"), Questions: []string{text.Draw(t, "question")},
		})
		ids = nil
		for _, f := range r.draft.Learned {
			ids = append(ids, f.Evidence...)
		}
		check(t, r.draft.Evidence, ids, err)

		n := minutesOf()
		said := wireSaid{text.Draw(t, "said"), lines.Draw(t, "lines")}
		_, err = newListener(n, newPage(n)).recap(wireRecap{
			Summary: []wireSaid{said}, KeyPoints: []wireSaid{said}, Decisions: []wireDecision{{said.Text, rapid.Bool().Draw(t, "declined"), said.Lines}},
			ActionItems: []wireAction{{said.Text, maybe.Draw(t, "owner"), maybe.Draw(t, "due"), said.Lines}},
			Feedback:    []wireFeedback{{said.Text, maybe.Draw(t, "from"), maybe.Draw(t, "about"), said.Lines}},
			Topics:      []wireOutcome{{rapid.SampledFrom([]string{"t1", "t9", ""}).Draw(t, "topic"), said.Lines, "discussed"}},
		})
		check(t, nil, nil, err)

		short := wireShort{}
		short.Topics = append(short.Topics, struct {
			Title   string   `json:"title"`
			Records []string `json:"records"`
			Ask     string   `json:"ask"`
		}{text.Draw(t, "title"), cites.Draw(t, "records"), text.Draw(t, "ask")})
		_, err = newPlanner(b, s, oneonone.OpenAI).shortAgenda(short)
		check(t, nil, nil, err)
	})
}
