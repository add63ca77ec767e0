package oneonone

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// ofReader are sentences about the one who reads the message, ofOthers some that
// are about somebody else, or nobody.
var (
	ofReader = []string{"She said no to the pool (1 Oct).", "He wants reports first.", "What would her team need?",
		"Nobody asked him on Monday.", "The CI is his.", "It failed. Then she saw it (12 Nov 2025).", "Sam said he is late."}
	ofOthers = []string{"I asked Ruth, and she said yes.", "The pool costs reporting an afternoon (1 Oct).", "Then Viktor lost his key.",
		"There is a theme here.", "Would you tell the depots today?"}
)

// drawSent gives an agenda in which what is kept and what is not sure is marked
// so that it can be found.
func drawSent(t *rapid.T) Agenda {
	sentence := func(label string) string {
		return rapid.SampledFrom(append(append([]string{""}, ofReader...), ofOthers...)).Draw(t, label)
	}
	lines := func(label string) List[Line] {
		var out List[Line]
		for range rapid.IntRange(0, 3).Draw(t, label) {
			l := Line{Text: sentence(label), Evidence: List[string]{"id-of-a-record"}, Unsure: rapid.Bool().Draw(t, "unsure")}
			if l.Unsure {
				l.Text = "It may be so. " + l.Text
			}
			out = append(out, l)
		}
		return out
	}
	a := Agenda{ID: "id-of-the-agenda", Meeting: Slot{ID: "id-of-the-meeting", On: Date{2026, 11, 24}, With: "Sam Okafor", Minutes: 30},
		LastOn: Date{2026, 10, 22}, IfTime: lines("if time")}
	for _, l := range lines("news") {
		a.Since = append(a.Since, News{Kind: OtherNews, Line: l})
	}
	for range rapid.IntRange(0, 3).Draw(t, "topics") {
		a.Topics = append(a.Topics, Topic{
			ID: "id-of-a-topic", Title: sentence("title"), Area: TechnicalDebt, Minutes: 5, Say: lines("say"), Ask: sentence("ask"),
			Outcome: sentence("outcome"), Proposal: sentence("proposal"),
			Evidence: List[string]{"id-of-a-record"}, Blanks: List[Blank]{{Question: "only for me: how many?", N: 1}},
			Whys: List[Why]{{Question: "only for me: why?"}},
		})
		a.OneAsk = &OneAsk{TopicID: "id-of-a-topic", Text: sentence("one ask")}
	}
	a.ForMe = ForMe{
		MayAsk:     List[MayAsk]{{Question: "only for me: what would it cost?"}},
		NotToday:   List[NotToday]{{Text: "only for me: the exam", Why: "only for me"}},
		WorthALook: List[string]{"only for me: a remark"}, Private: 3,
	}
	a.FollowUps = List[Promise]{{ActionID: "id-of-an-action", Text: "only for me: a promise"}}
	a.Evidence = List[Evidence]{{ID: "id-of-a-record", Text: "only for me: a record"}}
	return a
}

// TestAgendaMessageCanBeSent: nothing that the program is not sure of, no id,
// none of what the user keeps, no sentence that calls its reader "she" or "he".
func TestAgendaMessageCanBeSent(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := drawSent(t)
		for _, form := range Forms {
			text := AgendaMessage(a, form)
			for _, never := range append([]string{"(?)", "It may be so", "id-of", "only for me", "private", "oneonone"}, ofReader...) {
				if strings.Contains(text, never) {
					t.Errorf("%s: %q is sent in\n%s", form, never, text)
				}
			}
			if strings.Contains(text, "the one on top") && !strings.Contains(text, "One ask:") {
				t.Errorf("%s: nothing is on top of\n%s", form, text)
			}
		}
	})
}

// TestAgendaMessageKeeps: what may be said of others, or to the reader, is sent.
func TestAgendaMessageKeeps(t *testing.T) {
	for _, text := range ofOthers {
		line := Line{Text: text, Evidence: List[string]{"n"}}
		a := Agenda{Meeting: Slot{With: "Sam Okafor", Minutes: 30}, Topics: List[Topic]{{ID: "t", Title: "The pool", Say: List[Line]{line},
			Ask: text}}, Since: List[News]{{Line: line}}, IfTime: List[Line]{line}}
		for _, form := range Forms {
			if got := AgendaMessage(a, form); strings.Count(got, text) != 4 {
				t.Errorf("%s: %q is sent %d times in\n%s", form, text, strings.Count(got, text), got)
			}
		}
	}
	got := AgendaMessage(Agenda{Meeting: Slot{With: "Sam Okafor"}}, Email)
	if !strings.Contains(got, "Nothing from my side; what is on yours?") {
		t.Errorf("of nothing:\n%s", got)
	}
}

// TestAgendaMessageSaysWhatThePageSays: what a page sends in full is the same
// in every form.
func TestAgendaMessageSaysWhatThePageSays(t *testing.T) {
	a := wholePage()
	for _, form := range Forms {
		text := AgendaMessage(a, form)
		for _, want := range []string{"Hi Sam,", "One ask: Who decides on the runner?", "Since 3 November",
			"Late, mine: write the plan (22 Nov).", "1. Flaky tests · 6 min", "It fails daily (19 Nov).", "Ask: the one on top.",
			"Ask: May I try it?", "Which carriers still send D96A?"} {
			if !strings.Contains(strings.ReplaceAll(text, `\`, ""), want) {
				t.Errorf("%s: %q is not in\n%s", form, want, text)
			}
		}
		if strings.Contains(text, "an hour a day") || strings.Contains(text, "Dutch exam") {
			t.Errorf("%s: what is not sure, or kept, is sent\n%s", form, text)
		}
	}
}
