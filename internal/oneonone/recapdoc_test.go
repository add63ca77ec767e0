package oneonone

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func drawSaid(t *rapid.T) List[Said] {
	var out List[Said]
	for range rapid.IntRange(0, 2).Draw(t, "said") {
		out = append(out, Said{Text: drawText(t), Lines: List[int]{1, 4}})
	}
	return out
}

func TestRecapMarkdownEscapes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := Recap{Meeting: Slot{With: drawMaybe(t), On: Date{2026, 11, 24}}, Summary: drawText(t), KeyPoints: drawSaid(t), OpenQuestions: drawSaid(t), Ideas: drawSaid(t), NotPlaced: drawSaid(t), Findings: drawFindings(t)}
		for range rapid.IntRange(0, 2).Draw(t, "others") {
			r.Decisions = append(r.Decisions, DecisionSaid{Text: drawText(t), Declined: rapid.Bool().Draw(t, "no"), Lines: List[int]{2}})
			r.ActionItems = append(r.ActionItems, ActionSaid{Text: drawText(t), Owner: drawMaybe(t), Due: Date{2026, 12, 1}})
			r.Feedback = append(r.Feedback, FeedbackSaid{Text: drawText(t), From: drawMaybe(t), About: drawMaybe(t)})
			r.NotSure = append(r.NotSure, NotSure{Text: drawText(t), As: rapid.SampledFrom([]string{"action", "decision", "feedback"}).Draw(t, "as")})
		}
		headings := 1
		for _, n := range []int{len(r.KeyPoints), len(r.ActionItems), len(r.Feedback), len(r.OpenQuestions), len(r.Ideas), len(r.NotSure), len(r.NotPlaced)} {
			headings += min(n, 1)
		}
		wellFormed(t, RecapMarkdown(r), headings)
	})
}

func TestRecapMarkdown(t *testing.T) {
	r := Recap{
		Meeting:   Slot{ID: "m", On: Date{2026, 11, 12}, With: "Marit Hoekstra"},
		Decisions: List[DecisionSaid]{{Text: "wave 3 moves behind the freeze", Lines: List[int]{3}}, {Text: "A cluster of our own", Declined: true}, {Text: "Tech talk in autumn: no", Declined: true}},
		ActionItems: List[ActionSaid]{
			{Text: "Ask reporting for the afternoon", Owner: "Marit Hoekstra", Due: Date{2026, 11, 18}, Lines: List[int]{4}},
			{Text: "Runbook for stuck messages", Owner: Me, Lines: List[int]{7, 8, 9, 12}}, {Text: "Renew the badge"}, {Text: "Go through the guide", Owner: "both", Due: Date{2027, 1, 4}},
		},
		Feedback:      List[FeedbackSaid]{{Text: "Keep the first line", From: "Marit Hoekstra", About: "the post-mortem", Lines: List[int]{9}}, {Text: "The docs come late", From: Me}, {Text: "Good talk", About: "the demo"}},
		OpenQuestions: List[Said]{{Text: "Who can drop D96A?", Lines: List[int]{11}}},
		KeyPoints:     List[Said]{{Text: "Search is at 310 ms", Lines: List[int]{6}}, {Text: "The depots are glad", Lines: List[int]{6}}, {Text: "No fourth person before March", Lines: List[int]{10}}},
		NotSure:       List[NotSure]{{Text: "maybe Wout for 06–09", As: "action", Lines: List[int]{5}}, {Text: "one train a week", As: "decision", Lines: List[int]{13}}, {Text: "demo was long", As: "feedback", Lines: List[int]{14}}},
		NotPlaced:     List[Said]{{Text: "freeze list!!", Lines: List[int]{15}}},
		Findings:      List[Finding]{{Rule: "quote", Message: "left out a line"}},
		DraftedBy:     DraftedBy{Engine: Offline},
	}
	want := `# Recap · Marit Hoekstra · Thursday 12 November 2026

**Agreed:** Wave 3 moves behind the freeze. No: A cluster of our own. Tech talk in autumn: no.

## Who does what

- [ ] **Marit:** Ask reporting for the afternoon · by Wed 18 Nov (l. 4)
- [ ] **I:** Runbook for stuck messages (l. 7–9, 12)
- [ ] **Nobody yet:** Renew the badge
- [ ] **Both of us:** Go through the guide · by Mon 4 Jan 2027

## Feedback

- **Marit, about the post-mortem:** Keep the first line (l. 9)
- **From me:** The docs come late
- **About the demo:** Good talk

## Open

- Who can drop D96A? (l. 11)

## Said

- Search is at 310 ms. The depots are glad (l. 6)
- No fourth person before March (l. 10)

## Not sure

- “maybe Wout for 06–09” (l. 5): a promise, or only an idea?
- “one train a week” (l. 13): agreed, or only talked about?
- “demo was long” (l. 14): feedback, or said in passing?

## Not placed

- “freeze list!!” (l. 15)
`
	if diff := cmp.Diff(want, RecapMarkdown(r)); diff != "" {
		t.Errorf("recap (-want +got):\n%s", diff)
	}
}

// A talk taken down word by word is not printed twice: of what has no place the
// first lines are quoted, the rest are numbers.
func TestRecapMarkdownOfALongTalk(t *testing.T) {
	var r Recap
	for i := range 500 {
		r.NotPlaced = append(r.NotPlaced, Said{Text: "well, you know", Lines: List[int]{i + 1}})
	}
	doc := RecapMarkdown(r)
	if n := strings.Count(doc, "\n- "); n != mostNotPlaced+1 || !strings.Contains(doc, "- and 488 more lines (l. 13–500)\n") {
		t.Errorf("%d lines:\n%s", n, doc)
	}
}

func TestRecapMessage(t *testing.T) {
	r := Recap{
		Meeting:   Slot{ID: "m", On: Date{2026, 11, 12}, With: "Marit Hoekstra"},
		Decisions: List[DecisionSaid]{{Text: "Wave 3 stays on 18 Nov"}, {Text: "She tells the depots."}, {Text: "A cluster of our own", Declined: true}},
		ActionItems: List[ActionSaid]{
			{Text: "Marit calls their lead", Owner: "Marit"}, {Text: "Write the runbook, one page is enough for her", Owner: Me, Due: Date{2026, 11, 16}},
			{Text: "Renew the badge"}, {Text: "Fix the batch", Owner: "Ruth"},
		},
		Feedback:      List[FeedbackSaid]{{Text: "She liked the write-up", From: "Marit"}, {Text: "The docs come late", From: "Marit"}, {Text: "Great demo", From: "Ruth"}},
		OpenQuestions: List[Said]{{Text: "Who drops D96A?"}, {Text: "Whose pager? (?)"}},
		KeyPoints:     List[Said]{{Text: "said only"}}, Ideas: List[Said]{{Text: "thought only"}},
		NotSure: List[NotSure]{{Text: "unsure", As: "action"}}, NotPlaced: List[Said]{{Text: "no place"}},
	}
	want := `Subject: Our 1:1 on Thursday 12 November 2026

Hi Marit, this is what I took from our 1:1; please correct what I got wrong. We agreed: Wave 3 stays on 18 Nov; You tell the depots. We said no to this: A cluster of our own.

On my list
- Write the runbook, one page is enough for you, by Monday 16 November

On yours
- Call their lead

Ruth
- Fix the batch

Nobody has taken this yet
- Renew the badge

Still open
- Who drops D96A?

Thank you for this: you liked the write-up.
`
	praises := func(text string) bool { return strings.Contains(text, "liked") || strings.Contains(text, "Great") }
	if diff := cmp.Diff(want, RecapMessage(r, Email, praises)); diff != "" {
		t.Errorf("message (-want +got):\n%s", diff)
	}
	if got := RecapMessage(Recap{Meeting: r.Meeting}, Slack, praises); !strings.Contains(got, "I noted nothing that we agreed, and no promise. Did I miss one?") {
		t.Error(got)
	}
}
