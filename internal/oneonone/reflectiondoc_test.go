package oneonone

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// drawFacts gives up to so many facts, of words or of what means something in
// Markdown.
func drawFacts(t *rapid.T, most int) List[Fact] {
	var out List[Fact]
	for range rapid.IntRange(0, most).Draw(t, "facts") {
		out = append(out, Fact{Text: drawLong(t), Evidence: List[string]{"x"}})
	}
	return out
}

// drawLong gives a text of up to a hundred words.
func drawLong(t *rapid.T) string {
	if rapid.Bool().Draw(t, "evil") {
		return drawText(t)
	}
	return strings.TrimSpace(strings.Repeat("slot search 310 ms ", rapid.IntRange(1, 25).Draw(t, "words")))
}

func drawReflection(t *rapid.T, most int) Reflection {
	from := Date{2026, 1, 1}.AddDays(rapid.IntRange(0, 300).Draw(t, "from"))
	r := Reflection{From: from, To: from.AddDays(rapid.IntRange(0, 800).Draw(t, "days")), Summary: drawLong(t), Start: drawMaybe(t), Stop: drawMaybe(t), Continue: drawMaybe(t), Findings: drawFindings(t),
		Figures: drawFacts(t, most), Praise: drawFacts(t, most), Recurring: drawFacts(t, most), Learned: drawFacts(t, most)}
	r.Promises.Made = rapid.IntRange(0, most).Draw(t, "made")
	for range rapid.IntRange(0, most).Draw(t, "lists") {
		r.Goals = append(r.Goals, GoalProgress{GoalID: "g", Text: drawLong(t), Progress: drawLong(t), Moved: rapid.Bool().Draw(t, "moved")})
		r.Achievements = append(r.Achievements, Achievement{Text: drawLong(t), Word: drawMaybe(t), Metric: drawMaybe(t), Evidence: List[string]{"y"}})
		r.FeedbackThemes = append(r.FeedbackThemes, FeedbackTheme{Theme: drawLong(t), Since: drawMaybe(t), Evidence: List[string]{"z"}})
		r.Missed = append(r.Missed, drawLong(t))
		r.Questions, r.NextTopics = append(r.Questions, drawLong(t)), append(r.NextTopics, drawLong(t))
	}
	return r
}

func TestReflectionMarkdownEscapes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := drawReflection(t, 2)
		doc := ReflectionMarkdown(r)
		wellFormed(t, doc, len(headingsOf(doc)))
		if !strings.HasPrefix(doc, "# Looking back · ") {
			t.Error(doc)
		}
	})
}

// headingsOf gives the headings that the program itself writes.
func headingsOf(doc string) []string {
	var out []string
	for line := range strings.Lines(doc) {
		if strings.HasPrefix(line, "# ") || strings.HasPrefix(line, "## ") || strings.HasPrefix(line, "### ") {
			out = append(out, line)
		}
	}
	return out
}

// TestLookingBackIsShort holds the length of whatever looks back against its
// period, however much is on record.
func TestLookingBackIsShort(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := drawReflection(t, 30)
		v := Review{From: r.From, To: r.To, Figures: r.Figures, Promises: r.Promises, Missed: r.Missed, Gaps: r.Questions}
		for range rapid.IntRange(0, 12).Draw(t, "parts") {
			part := ReviewPart{Name: drawLong(t), Extra: rapid.Bool().Draw(t, "extra"), Keep: rapid.IntRange(0, 2).Draw(t, "keep")}
			for range rapid.IntRange(0, 12).Draw(t, "entries") {
				part.Entries = append(part.Entries, Result{On: r.To.AddDays(-rapid.IntRange(0, r.To.DaysSince(r.From)).Draw(t, "day")), Text: drawLong(t), Impact: drawText(t)})
			}
			v.Parts = append(v.Parts, part)
		}
		for name, doc := range map[string]string{"reflection": ReflectionMarkdown(r), "review": ReviewMarkdown(v), "brag": BragMarkdown(v)} {
			if n, most := wordsIn(doc), RoomBack(r.From, r.To); n > most {
				t.Errorf("the %s has %d words, at most %d for %s to %s:\n%s", name, n, most, r.From, r.To, doc)
			}
		}
	})
}

func TestRoomBack(t *testing.T) {
	for days, want := range map[int]int{1: 250, 30: 250, 91: 400, 182: 800} {
		if got := RoomBack(Date{2026, 1, 1}, Date{2026, 1, 1}.AddDays(days-1)); got != want {
			t.Errorf("%d days: %d words, want %d", days, got, want)
		}
	}
}

func TestReflectionMarkdown(t *testing.T) {
	r := Reflection{
		From: Date{2026, 9, 14}, To: Date{2026, 11, 12}, Summary: "The grid went from paper to 22 of 38 depots. Nothing else did.",
		Figures: List[Fact]{{Text: "Slot search, by 31 Dec: 1,900 ms (14 Sep) → 310 ms (4 Nov)", Evidence: List[string]{"g1", "n1"}}},
		Goals: List[GoalProgress]{
			{GoalID: "g1", Text: "Slot search", Progress: "310 ms", Moved: true}, {GoalID: "g2", Text: "Dutch B1", Progress: "4 of 8 lessons missed (29 Oct)", Moved: true},
			{GoalID: "g3", Text: "Speak at a meetup", Progress: "talk accepted", Moved: true}, {GoalID: "g4", Text: "Lead", Progress: "no progress on record in this period"},
		},
		Achievements: List[Achievement]{
			{Text: "Led a team of eight (?)", Evidence: List[string]{"n9"}}, {Text: "Search is fast (4 Nov)", Evidence: List[string]{"n1"}}, {Text: "No red build since May (1 Nov)", Evidence: List[string]{"n2"}, Metric: "no red build"},
			{Text: "The calendar API is out (29 Oct)", Word: "Farida: “tell me exactly what to show” (29 Oct)", Evidence: List[string]{"n3", "f1"}},
		},
		Praise:         List[Fact]{{Text: "Ruth: “good plan” (1 Oct)", Evidence: List[string]{"f2"}}},
		FeedbackThemes: List[FeedbackTheme]{{Theme: "Farida: “tell me exactly what to show” (29 Oct)", Evidence: List[string]{"f1"}}, {Theme: "Ruth: “good plan” (1 Oct)", Evidence: List[string]{"f2"}}, {Theme: "Joost: “ask the depots first” (15 Oct)", Since: "Asked them (20 Oct)", Evidence: List[string]{"f3"}}},
		Promises:       Promises{Made: 7, Kept: 3, Late: 1, Open: 2}, Missed: List[string]{"write DD-14 (due 9 Oct, done 13 Oct)", "runbook (due 30 Oct, still open)"},
		Recurring: List[Fact]{{Text: "“which carriers?” (29 Sep), again on 14 Oct"}},
		Learned:   List[Fact]{{Text: "A plan is read from the inside out (24 Sep)"}},
		Start:     "ask earlier", Questions: List[string]{"One?", "Two?", "Three?", "Four?"}, NextTopics: List[string]{"the pool"},
		Findings: List[Finding]{{Rule: "every-goal", Message: "nothing is said of a goal"}},
	}
	want := `# Looking back · 14 September to 12 November 2026

**In one sentence:** The grid went from paper to 22 of 38 depots.

## Figures

- Slot search, by 31 Dec: 1,900 ms (14 Sep) → 310 ms (4 Nov).
- Dutch B1: 4 of 8 lessons missed (29 Oct).

## What is better, and whose word for it

- The calendar API is out (29 Oct) — Farida: “tell me exactly what to show” (29 Oct).
- Ruth: “good plan” (1 Oct).
- No red build since May (1 Nov).
- Speak at a meetup: talk accepted.
- Joost: “ask the depots first” (15 Oct). Since then: Asked them (20 Oct).

## Promises

- 7 made: 3 kept in time, 1 late, 1 dropped, 2 open.
- Write DD-14 (due 9 Oct, done 13 Oct).
- Runbook (due 30 Oct, still open).

## What came up again

- “which carriers?” (29 Sep), again on 14 Oct.

## What I learned

- A plan is read from the inside out (24 Sep).

## Asking myself

- One?
- Two?
- Three?
`
	if diff := cmp.Diff(want, ReflectionMarkdown(r)); diff != "" {
		t.Errorf("reflection (-want +got):\n%s", diff)
	}
}
