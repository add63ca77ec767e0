package cli

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"oneonone/internal/oneonone"
)

func list[T any](items ...T) oneonone.List[T] { return items }

// fill asks what the page asks, by the numbers on it, and nothing else.
func TestGapsOf(t *testing.T) {
	agenda := oneonone.Agenda{Topics: list(
		oneonone.Topic{ID: "t-1", Title: "The queue", Evidence: list("n1", "n2"), Blanks: list(
			oneonone.Blank{Field: "measurable", Question: "how many?", N: 3}, oneonone.Blank{Field: "relevant", Question: "which goal?"})},
		oneonone.Topic{ID: "t-2", Title: "Search", Blanks: list(oneonone.Blank{Field: "why1", Question: "why?", N: 1})},
	)}
	want := []gap{
		{N: 1, Topic: "t-2", Title: "Search", Field: "why1", Question: "why?"},
		{N: 3, Topic: "t-1", Title: "The queue", Field: "measurable", Question: "how many?", about: "n1"},
	}
	if diff := cmp.Diff(want, gapsOf(agenda), cmp.AllowUnexported(gap{})); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

// Each sentence of a page stands beside its records, also one that no record
// bears out.
func TestAgendaClaims(t *testing.T) {
	said := func(text, id string) oneonone.Line { return oneonone.Line{Text: text, Evidence: list(id)} }
	agenda := oneonone.Agenda{
		Since: list(oneonone.News{Line: said("Builds take 12 minutes.", "goal")}),
		Topics: list(oneonone.Topic{
			ID: "t-1", Title: "The queue", Say: list(said("It fails daily (5 Nov).", "note"), oneonone.Line{Text: "It costs an hour.",
				Unsure: true}), Evidence: list("note"),
			Whys: list(oneonone.Why{Question: "Why?", Answer: "nobody owns it"}, oneonone.Why{Question: "And why that?"}),
		}),
		IfTime:    list(said("Who reads the figures?", "gone")),
		FollowUps: list(oneonone.Promise{ActionID: "action", Text: "write the plan"}),
		Evidence: list(oneonone.Evidence{ID: "goal", Text: "builds in 12 minutes"}, oneonone.Evidence{ID: "note",
			Text: "first. it fails daily"}, oneonone.Evidence{ID: "action", Text: "write the plan"}),
	}
	var got []string
	for _, c := range agendaClaims(agenda) {
		line := c.Section + " | " + c.Text
		for _, r := range c.Records {
			line += " | " + r.ID
		}
		got = append(got, line)
	}
	want := []string{
		"Since last time | Builds take 12 minutes. | goal", "The queue | It fails daily (5 Nov). | note", "The queue | It costs an hour. (?)",
		"The queue | Why? nobody owns it | note",
		"If there is time | Who reads the figures?", "Promises | write the plan | action",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}
