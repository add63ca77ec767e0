package coach

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"oneonone/internal/brief"
	"oneonone/internal/figures"
	"oneonone/internal/oneonone"
)

// TestTokens compares the estimate with what a common tokenizer (cl100k)
// counts for the same text.
func TestTokens(t *testing.T) {
	for _, tt := range tokenized {
		if got := Tokens(tt.text); got*10 < tt.count*9 || got*10 > tt.count*11 {
			t.Errorf("%.40q: estimated %d, are %d", tt.text, got, tt.count)
		}
	}
	if Tokens("") != 0 {
		t.Error("nothing comes to something")
	}
}

// TestNoAlarmInAnyScript: what any vocabulary counts for all of a text is never
// taken for a part of it, whatever the script; half of what the most generous one
// counts is mostly less than any could, for all scripts together.
func TestNoAlarmInAnyScript(t *testing.T) {
	for _, tt := range scripts {
		text := strings.Repeat(tt.text+"\n", 50)
		size := SizeOf(Request{User: text})
		for _, read := range []int{50 * tt.fewer, 50 * tt.more} {
			if size.ReadInPart(read) && read%1024 != 0 {
				t.Errorf("%.20s: %d tokens are taken for a part of %+v", tt.text, read, size)
			}
		}
		if size.About*10 < 50*tt.fewer*8 {
			t.Errorf("%.20s: estimated %d, are %d at least", tt.text, size.About, 50*tt.fewer)
		}
		if !size.ReadInPart(50 * tt.fewer / 4) {
			t.Errorf("%.20s: a quarter of it is taken for all of %+v", tt.text, size)
		}
	}
}

// long is a journal with so many notes of some kinds, over twenty weeks.
func long(notes, promises int) brief.Input {
	in := journal()
	r := rand.New(rand.NewPCG(7, 7))
	topics := []string{"staging deploys", "the billing queue", "search answers", "review waiting times", "the oncall rota", "flaky tests", "the export job"}
	for i := range notes {
		topic := topics[r.IntN(len(topics))]
		on := day("2026-11-23").AddDays(-r.IntN(140)).String()
		text := fmt.Sprintf("%s: run %d took %d minutes, %d of them waiting. %s", topic, i, r.IntN(90), r.IntN(30), strings.Repeat("Looked at the logs and found a slow step there. ", r.IntN(12)))
		n := &oneonone.Note{Head: head(fmt.Sprintf("many%d", i), on, text)}
		n.Projects = []string{strings.Fields(topic)[0]}
		n.NoteKind = oneonone.Maybe([]oneonone.NoteKind{oneonone.Plain, oneonone.Win, oneonone.Learning, oneonone.Blocker}[min(3, r.IntN(31)/10)])
		in.Notes = append(in.Notes, n)
	}
	for i := range promises {
		in.Actions = append(in.Actions, &oneonone.Action{
			Head: head(fmt.Sprintf("owed%d", i), "2026-11-10", fmt.Sprintf("send the summary number %d of the incident to the support people", i)), Owner: oneonone.Me, Status: oneonone.StatusOpen,
		})
	}
	in.From = day("2026-08-01")
	return in
}

// TestBudget is the law of the budget: a request stays below it, whatever is
// on file.
func TestBudget(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		notes, promises := rapid.IntRange(0, 120).Draw(t, "notes"), rapid.IntRange(0, 80).Draw(t, "promises")
		budget := rapid.IntRange(4300, 12000).Draw(t, "budget")
		b := brief.New(long(notes, promises))
		room := rapid.IntRange(1000, 4000).Draw(t, "room")
		s, req, err := Coach{Budget: budget, AnswerRoom: room}.prepSheet(b, taskPrep)
		if err != nil {
			t.Fatal(err)
		}
		if got := weigh(req); got > budget {
			t.Fatalf("%d tokens for a budget of %d", got, budget)
		}
		if got := req.MostTokens; got > longestAnswer || got < room || got+weigh(req) > budget+room {
			t.Fatalf("%d tokens for an answer to %d of %d, where %d are kept", got, weigh(req), budget, room)
		}
		shown := 0
		for _, p := range b.Promises {
			if s.labelOf[p.ID] != "" {
				shown++
			}
		}
		if shown < len(b.Promises) && !s.tight {
			t.Fatalf("%d of %d promises are shown, and nothing is said", shown, len(b.Promises))
		}
		if left := len(newSheet(b, figures.Of(b), selection{}).all) - len(s.all); left > 0 && s.left == 0 {
			t.Fatalf("%d records are not shown, and nothing is said", left)
		}
	})
}

// TestBudgetSpends: the room is used: a record more would not have fitted.
func TestBudgetSpends(t *testing.T) {
	const budget = 9000
	_, req, err := Coach{Budget: budget}.prepSheet(brief.New(long(400, 10)), taskPrep)
	if err != nil {
		t.Fatal(err)
	}
	if got := weigh(req); got < budget*9/10 {
		t.Errorf("%d of %d tokens are used", got, budget)
	}
}

// TestChoice: what is owed is shown before all others, records about the same
// thing don't crowd out the others, what says the same is shown once, and long
// notes end with a sentence.
func TestChoice(t *testing.T) {
	in := long(150, 3)
	twin := "the release train was late again by 25 minutes because of the signing step"
	for i := range 6 {
		in.Notes = append(in.Notes, &oneonone.Note{Head: head(fmt.Sprintf("twin%d", i), "2026-11-20", twin)})
	}
	b := brief.New(in)
	s, req, err := Coach{Budget: 8000}.prepSheet(b, taskPrep)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range b.Promises {
		if s.labelOf[p.ID] == "" {
			t.Errorf("the promise %q is not shown", p.Text)
		}
	}
	if n := strings.Count(req.User, twin); n != 1 {
		t.Errorf("what says the same is shown %d times", n)
	}
	projects := map[string]bool{}
	for _, r := range s.records() {
		if it := b.Item(r.key); it != nil && len(it.Projects) > 0 {
			projects[it.Projects[0]] = true
		}
		if text, cut := strings.CutSuffix(r.Text, " […]"); cut && !strings.HasSuffix(text, ".") {
			t.Errorf("cut within a sentence: %q", text)
		}
	}
	if len(projects) < 5 {
		t.Errorf("only %d of 5 projects are shown", len(projects))
	}
	if s.left == 0 || s.tight {
		t.Errorf("left %d, tight %v", s.left, s.tight)
	}
}

// TestChoiceIsStable: in whatever order the records come, the same are chosen.
func TestChoiceIsStable(t *testing.T) {
	_, want, err := Coach{Budget: 6000}.prepSheet(brief.New(long(150, 3)), taskPrep)
	if err != nil {
		t.Fatal(err)
	}
	for seed := range uint64(5) {
		in, r := long(150, 3), rand.New(rand.NewPCG(seed, 1))
		r.Shuffle(len(in.Notes), func(i, j int) { in.Notes[i], in.Notes[j] = in.Notes[j], in.Notes[i] })
		slices.Reverse(in.Actions)
		_, got, err := Coach{Budget: 6000}.prepSheet(brief.New(in), taskPrep)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatal(diff)
		}
	}
}

// TestSmallBudget: with no room but for the prompt itself, what is owed is cut
// and it is said.
func TestSmallBudget(t *testing.T) {
	a, err := Coach{Model: counting{golden(t, "careful.json"), 0}, Budget: 3800}.Prep(t.Context(), brief.New(long(20, 60)))
	if err != nil {
		t.Fatal(err)
	}
	if len(a.Findings) == 0 || a.Findings[0].Rule != "context" || !strings.Contains(a.Findings[0].Message, "not even all open promises") {
		t.Errorf("findings %v", a.Findings)
	}
	if a.DraftedBy.SentRecords >= a.DraftedBy.ConsideredRecords {
		t.Errorf("sent %d of %d", a.DraftedBy.SentRecords, a.DraftedBy.ConsideredRecords)
	}
}

func BenchmarkBudget(b *testing.B) {
	in := brief.New(long(500, 20))
	for b.Loop() {
		if _, _, err := (Coach{Budget: 6000}).prepSheet(in, taskPrep); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.Elapsed())/float64(b.N)/float64(time.Millisecond), "ms/prompt")
}
