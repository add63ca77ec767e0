package oneonone

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func drawLine(t *rapid.T) Line {
	return Line{Text: drawText(t), Evidence: List[string]{"abcdefgh", "unknown"}, Unsure: rapid.Bool().Draw(t, "unsure")}
}

// drawAgenda gives a page on which every text may mean something in Markdown.
func drawAgenda(t *rapid.T) Agenda {
	a := Agenda{
		Meeting: Slot{ID: "m", On: Date{2026, 11, 24}, With: drawMaybe(t), Minutes: 30, Number: rapid.IntRange(0, 3).Draw(t, "number")},
		LastOn:  rapid.SampledFrom([]Date{{}, {2026, 10, 22}}).Draw(t, "last"), DraftedBy: DraftedBy{Engine: OpenAI, Model: drawMaybe(t),
			RulesOff: List[string]{drawText(t)}},
		Evidence: List[Evidence]{{ID: "abcdefgh", Kind: EvNote, Date: Date{2026, 11, 1}, Text: drawText(t)}},
	}
	for i := range rapid.IntRange(0, 3).Draw(t, "topics") {
		topic := Topic{
			ID: "t-" + string(rune('a'+i)), Title: drawText(t), Area: InitiativeArea, Minutes: rapid.IntRange(0, 9).Draw(t, "minutes"),
			Say: List[Line]{drawLine(t), drawLine(t)},
			Ask: drawText(t), Outcome: drawText(t), Proposal: drawText(t), ReframedFrom: drawMaybe(t), Evidence: List[string]{"abcdefgh", "unknown"},
			Blanks: List[Blank]{{Field: "x", Question: drawText(t), N: i}}, Whys: List[Why]{{Question: drawText(t), Answer: drawMaybe(t)}},
		}
		a.Topics = append(a.Topics, topic)
		a.OneAsk = &OneAsk{TopicID: topic.ID, Text: drawText(t)}
	}
	for range rapid.IntRange(0, 2).Draw(t, "lines") {
		a.Since = append(a.Since, News{Line: drawLine(t), Kind: GoalNews})
		a.IfTime = append(a.IfTime, drawLine(t))
		a.ForMe.MayAsk = append(a.ForMe.MayAsk, MayAsk{Question: drawText(t)})
		a.ForMe.NotToday = append(a.ForMe.NotToday, NotToday{Text: drawText(t), Why: drawText(t)})
		a.ForMe.WorthALook = append(a.ForMe.WorthALook, drawText(t))
	}
	a.ForMe.Private = rapid.IntRange(0, 2).Draw(t, "private")
	a.Findings = drawFindings(t)
	return a
}

// TestAgendaMarkdownEscapes: no text makes a heading, a link or a second line
// that ends what is sent.
func TestAgendaMarkdownEscapes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := drawAgenda(t)
		doc := AgendaMarkdown(a)
		if n := strings.Count(doc, "\n"+ruler+"\n"); n != 1 {
			t.Errorf("%d lines end what is sent in\n%s", n, doc)
		}
		wellFormed(t, strings.Replace(doc, "\n"+ruler+"\n", "", 1), 2+len(a.Topics)+min(1, len(a.Since))+min(1, len(a.IfTime)))
	})
}

// TestAgendaMessageEscapes holds the message that is pasted as Markdown to the
// same.
func TestAgendaMessageEscapes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := drawAgenda(t)
		headings := 1 + len(a.Topics)
		news := func(n News) bool { return !n.Unsure }
		for _, has := range []bool{slices.ContainsFunc(a.Since, news), slices.ContainsFunc(a.IfTime, func(l Line) bool { return !l.Unsure })} {
			if has {
				headings++
			}
		}
		wellFormed(t, AgendaMessage(a, Paste), headings)
	})
}

// wholePage has one of everything that a page shows.
func wholePage() Agenda {
	return Agenda{
		Meeting: Slot{ID: "m", On: Date{2026, 11, 24}, With: "Sam Okafor", Minutes: 30, Number: 3}, LastOn: Date{2026, 11, 3},
		OneAsk: &OneAsk{TopicID: "t-1", Text: "Who decides on the runner?"},
		Since: List[News]{
			{Kind: GoalNews, Line: Line{Text: "Builds: 18 min (3 Nov) → 12 min (20 Nov).", Evidence: List[string]{"goal1234567"}}},
			{Kind: LateNews, Line: Line{Text: "Late, mine: write the plan (22 Nov).", Evidence: List[string]{"action12345"}}},
		},
		Topics: List[Topic]{
			{
				ID: "t-1", Title: "Flaky tests", Area: Blocked, Minutes: 6, Ask: "Who decides on the runner?",
				Outcome: "who decides it and by which day.", Proposal: "one owner by 1 December.",
				Say: List[Line]{{Text: "It fails daily (19 Nov).", Evidence: List[string]{"note1234567"}}, {Text: "It costs us an hour a day.",
					Evidence: List[string]{"note1234567"}, Unsure: true}},
				Smart: &Smart{Specific: "one owner"}, Whys: List[Why]{{Question: "Why?", Answer: "nobody owns it"}},
				People:   List[Stakeholding]{{Name: "Sam", Role: Decides}},
				Blanks:   List[Blank]{{Field: "measurable", Question: "How many of 100 runs?", N: 2}, {Field: "relevant", Question: "Which goal?"}},
				Evidence: List[string]{"note1234567", "gone"},
			},
			{ID: "t-2", Title: "The queue", Area: InitiativeArea, Minutes: 5, Ask: "May I try it?", Evidence: List[string]{"action12345"}},
		},
		IfTime: List[Line]{{Text: "Which carriers still send D96A?", Evidence: List[string]{"note1234567"}}},
		ForMe: ForMe{
			MayAsk: List[MayAsk]{{Question: "What would it cost?", TopicID: "t-1"}}, NotToday: List[NotToday]{{Text: "Dutch exam",
				Why: "no news"}, {Text: "Code review"}},
			WorthALook: List[string]{"“The queue” lays the fault on Viktor"}, Private: 1,
		},
		FollowUps: List[Promise]{{ActionID: "action12345", Text: "Write the plan", Owner: Me, Due: Date{2026, 11, 22}, Overdue: true,
			AgeDays: 9}},
		Considered: List[Considered]{{Area: TechnicalDebt, WhyNot: "no figure"}},
		Evidence: List[Evidence]{
			{ID: "note1234567", Kind: EvNote, Date: Date{2026, 11, 19}, Text: "It fails daily"}, {ID: "action12345", Kind: EvAction,
				Date: Date{2026, 11, 15}, Text: "Write the plan"},
		},
		DraftedBy: DraftedBy{Engine: Offline, ConsideredRecords: 12},
	}
}

func TestAgendaMarkdown(t *testing.T) {
	want := `# 1:1 with Sam Okafor · Tuesday 24 November 2026 · 30 min

**One ask:** Who decides on the runner?

## Since 3 November · 1 min, to read

- Builds: 18 min (3 Nov) → 12 min (20 Nov).
- Late, mine: write the plan (22 Nov).

## 1. Flaky tests · 6 min

It fails daily (19 Nov). It costs us an hour a day.

**Ask:** the one on top.  
**Outcome:** who decides it and by which day.  
**Proposal:** one owner by 1 December.

## 2. The queue · 5 min

**Ask:** May I try it?

## If there is time

- Which carriers still send D96A?

---

### For me, not sent

- **Before I go in:** (2) on 1: How many of 100 runs?
- **Sam may ask:** What would it cost?
- **Not today:** Dutch exam (no news) · Code review
- **Check before I send (` + "`oneonone show last --evidence`" + `):** “It costs us an hour a day.” (19 Nov)
- **Worth a look:** “The queue” lays the fault on Viktor
- **Rests on:** 1: 19 Nov · 2: 15 Nov · ` + "`oneonone show last --evidence`" + `
- 1 private note is from this time: ` + "`oneonone log --private --since 2026-11-03`" + `
`
	if diff := cmp.Diff(want, AgendaMarkdown(wholePage())); diff != "" {
		t.Errorf("agenda (-want +got):\n%s", diff)
	}
}

// TestAgendaMarkdownOfNothing: a page without records says what would change
// that, and one that only has news is not called empty.
func TestAgendaMarkdownOfNothing(t *testing.T) {
	const empty = "Nothing is on record"
	if doc := AgendaMarkdown(Agenda{}); !strings.Contains(doc, empty) || !strings.HasPrefix(doc, "# 1:1\n") {
		t.Errorf("an empty page is\n%s", doc)
	}
	doc := AgendaMarkdown(Agenda{Since: wholePage().Since})
	if strings.Contains(doc, empty) || !strings.Contains(doc, "## Where things stand") {
		t.Errorf("a page with news alone is\n%s", doc)
	}
}
