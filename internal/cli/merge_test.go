package cli

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"oneonone/internal/oneonone"
)

func agendaOf(topics ...oneonone.Topic) oneonone.Agenda {
	a := oneonone.Agenda{Meeting: oneonone.Slot{With: "Dana", Minutes: 30}, Topics: topics, DraftedBy: oneonone.DraftedBy{Engine: oneonone.Offline}}
	a.IfTime = []oneonone.Line{{Text: "Who decides?"}}
	return a
}

func topicOf(id, title string) oneonone.Topic {
	return oneonone.Topic{ID: id, Title: title, Area: oneonone.InitiativeArea, Minutes: 5, Ask: "May I?", Outcome: "a yes, or what is missing for one."}
}

// merge edits the text of an old agenda and carries the edits into a new one;
// it gives what the new text has and its draft has not.
func merge(old, fresh oneonone.Agenda, edit func(string) string) (text string, own []string) {
	sections := ownSections(edit(oneonone.AgendaMarkdown(old)), old)
	text = insertSections(oneonone.AgendaMarkdown(fresh), sections, old, fresh)
	drafted := map[string]bool{}
	for line := range strings.Lines(oneonone.AgendaMarkdown(fresh)) {
		drafted[strings.TrimSpace(line)] = true
	}
	at := ""
	for line := range strings.Lines(text) {
		if heading, ok := headingOf(line); ok {
			at = heading
		}
		if bare := strings.TrimSpace(line); !drafted[bare] {
			own = append(own, at+" | "+bare)
		}
	}
	return text, own
}

func TestMerge(t *testing.T) {
	queue, tests, search := topicOf("t-1", "The queue"), topicOf("t-2", "Flaky tests"), topicOf("t-3", "Search")
	renamed := queue
	renamed.Title = "The queue stands still"
	longer := queue
	longer.ID, longer.Minutes = "t-4", 8
	after := func(line, added string) func(string) string {
		return func(text string) string { return strings.Replace(text, line, line+"\n"+added, 1) }
	}
	for name, tt := range map[string]struct {
		old, fresh oneonone.Agenda
		edit       func(string) string
		want       []string
	}{
		"nothing": {agendaOf(queue), agendaOf(queue), func(s string) string { return s }, nil},
		"under a topic": {agendaOf(queue, tests), agendaOf(tests, queue), after("## 1. The queue · 5 min\n", "- bring the graph\n- and the invoice"),
			[]string{"The queue | - bring the graph", "The queue | - and the invoice"}},
		"the topic has another title": {agendaOf(queue), agendaOf(search, renamed), after("## 1. The queue · 5 min\n", "- bring the graph"),
			[]string{"The queue stands still | - bring the graph"}},
		"the topic has more minutes": {agendaOf(queue), agendaOf(longer), after("## 1. The queue · 5 min\n", "- bring the graph"),
			[]string{"The queue | - bring the graph"}},
		"the topic is gone": {agendaOf(queue, tests), agendaOf(tests), after("## 1. The queue · 5 min\n", "- bring the graph"),
			[]string{"The queue | ## The queue", "The queue | - bring the graph"}},
		"a topic of one's own": {agendaOf(queue), agendaOf(queue, tests), after("what is missing for one.\n", "## My holidays\n\n- in May\n"),
			[]string{"My holidays | ## My holidays", "My holidays | - in May"}},
		"above the first": {agendaOf(queue), agendaOf(queue), func(s string) string { return strings.Replace(s, "\n\n", "\n\ncoffee first\n\n", 1) },
			[]string{" | coffee first"}},
		"at the end": {agendaOf(queue), agendaOf(tests), func(s string) string { return s + "\n- note to self\n" },
			[]string{oneonone.ForMeTitle + " | - note to self"}},
		"if there is time": {agendaOf(queue), agendaOf(tests), after("- Who decides?", "- and who pays?"),
			[]string{"If there is time | - and who pays?"}},
		"taken out": {agendaOf(queue), agendaOf(queue), func(s string) string { return strings.Replace(s, "**Ask:** May I?  \n", "", 1) }, nil},
	} {
		t.Run(name, func(t *testing.T) {
			text, own := merge(tt.old, tt.fresh, tt.edit)
			if diff := cmp.Diff(tt.want, own); diff != "" {
				t.Errorf("(-want +got)\n%s\n%s", diff, text)
			}
			again := insertSections(oneonone.AgendaMarkdown(tt.fresh), ownSections(text, tt.fresh), tt.fresh, tt.fresh)
			if diff := cmp.Diff(text, again); diff != "" {
				t.Errorf("a second time (-first +second)\n%s", diff)
			}
		})
	}
}
