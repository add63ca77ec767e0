package cli

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"oneonone/internal/oneonone"
)

// pageOf has every part of a page around the topics.
func pageOf(topics ...oneonone.Topic) oneonone.Agenda {
	a := agendaOf(topics...)
	a.Meeting.On, a.LastOn = oneonone.Date{Year: 2026, Month: 11, Day: 24}, oneonone.Date{Year: 2026, Month: 11, Day: 3}
	a.Since = []oneonone.News{{Kind: oneonone.GoalNews, Line: oneonone.Line{Text: "Builds take 12 minutes."}}}
	a.ForMe.NotToday = []oneonone.NotToday{{Text: "the exam"}}
	return a
}

// What was written on a page stays on its side of the line, whatever became of
// the topics and the news.
func TestMergeOfPages(t *testing.T) {
	const line = "\n---\n"
	queue, tests := topicOf("t-1", "The queue"), topicOf("t-2", "Flaky tests")
	more := pageOf(queue)
	for range 4 {
		more.Since = append(more.Since, more.Since[0])
	}
	after := func(line, added string) func(string) string {
		return func(text string) string { return strings.Replace(text, line, line+"\n"+added, 1) }
	}
	for name, tt := range map[string]struct {
		old, fresh oneonone.Agenda
		edit       func(string) string
		want       []string
	}{
		"all topics are gone": {pageOf(queue), pageOf(), after("## 1. The queue · 5 min\n", "- bring the graph"),
			[]string{"The queue | ## The queue", "The queue | - bring the graph"}},
		"under the news": {pageOf(queue), more, after("- Builds take 12 minutes.", "- and the tests 4"),
			[]string{"Since 3 November | - and the tests 4"}},
		"in what is for me": {pageOf(queue), pageOf(tests), after("- **Not today:** the exam", "- mind the tone"),
			[]string{oneonone.ForMeTitle + " | - mind the tone"}},
		"behind all": {pageOf(queue), pageOf(tests), func(s string) string { return s + "\nmind the tone\n" },
			[]string{oneonone.ForMeTitle + " | mind the tone"}},
		"minutes of one's own": {pageOf(queue), pageOf(queue),
			func(s string) string { return strings.Replace(s, "queue · 5 min", "queue · 9 min", 1) }, nil},
	} {
		t.Run(name, func(t *testing.T) {
			text, own := merge(tt.old, tt.fresh, tt.edit)
			if diff := cmp.Diff(tt.want, own); diff != "" {
				t.Errorf("(-want +got)\n%s\n%s", diff, text)
			}
			sent, kept, _ := strings.Cut(text, line)
			mixed, gaps := strings.Contains(kept, "\n## ") || strings.Contains(sent, "tone"), strings.Contains(text, "\n\n\n")
			if mixed || gaps || strings.HasSuffix(text, "\n\n") {
				t.Errorf("the two sides of the line are mixed up, or lines are empty:\n%q", text)
			}
			again := insertSections(oneonone.AgendaMarkdown(tt.fresh), ownSections(text, tt.fresh), tt.fresh, tt.fresh)
			if diff := cmp.Diff(text, again); diff != "" {
				t.Errorf("a second time (-first +second)\n%s", diff)
			}
		})
	}
	text, _ := merge(pageOf(queue), pageOf(queue), func(s string) string { return s + "\nmind the tone\n" })
	if !strings.HasSuffix(text, "\n\nmind the tone\n") {
		t.Errorf("a sentence of the user's became a part of the list:\n%s", text)
	}
}

// An agenda that an earlier version kept is shown as it was kept: its document
// says more than its data.
func TestShowPrintsWhatWasKept(t *testing.T) {
	const text = "# 1:1 with Dana\n\n## 1. The queue\n\n*5 min · blocker · stuck for 5 days*\n\n- It fails daily\n"
	var kept oneonone.Kept[oneonone.Agenda]
	kept.Head = oneonone.Head{ID: "a1", Kind: oneonone.KindAgenda, Text: text}
	kept.Draft.Topics = oneonone.List[oneonone.Topic]{{ID: "t-1", Title: "The queue",
		Say: oneonone.List[oneonone.Line]{{Text: "It fails daily"}}}}
	if !kept.Draft.OfEarlierForm() {
		t.Fatal("it is of this form")
	}
	if got := markdownOf(&kept, oneonone.Date{}); got != text {
		t.Errorf("shown as\n%s", got)
	}
	if kept.Text = ""; !strings.Contains(markdownOf(&kept, oneonone.Date{}), "It fails daily") {
		t.Errorf("without a document its data are shown as\n%s", markdownOf(&kept, oneonone.Date{}))
	}
}
