package coach

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"oneonone/internal/brief"
	"oneonone/internal/oneonone"
)

var update = flag.Bool("update", false, "write what comes out into the files of what should")

// twice is a model that does not mend what it is told.
func twice(answer string) []string { return []string{answer, answer} }

// replies gives a careful answer once and any other twice.
func replies(t *testing.T, name string) []string {
	if strings.Contains(name, "careful") {
		return []string{golden(t, name)}
	}
	return twice(golden(t, name))
}

// asWanted compares a draft with the file of what should come out.
func asWanted(t *testing.T, file string, draft any) {
	t.Helper()
	got, err := json.MarshalIndent(draft, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	got = regexp.MustCompile(`"prompt_checksum": "[0-9a-f]{12}"`).ReplaceAll(got, []byte(`"prompt_checksum": "twelve digits"`))
	if *update {
		if err := os.WriteFile(filepath.Join("testdata", file), append(got, '\n'), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if diff := cmp.Diff(golden(t, file), string(got)+"\n"); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

// TestPrep compares what comes of whole answers with what should: one as a
// good model gives it, and one with prose around it, an invented figure,
// labels that nobody has, too many minutes and fields nobody asked for.
func TestPrep(t *testing.T) {
	for answer, want := range map[string]string{"careful.json": "careful.want.json", "sloppy.txt": "sloppy.want.json"} {
		t.Run(answer, func(t *testing.T) {
			a, err := scripted(t, replies(t, answer)...).coach().Prep(t.Context(), brief.New(journal()))
			if err != nil {
				t.Fatal(err)
			}
			asWanted(t, want, a)
		})
	}
}

// TestWhatIsSent checks what a model gets to see, and that PrepRequest shows
// just that.
func TestWhatIsSent(t *testing.T) {
	m := scripted(t, golden(t, "careful.json"))
	if _, err := m.coach().Prep(t.Context(), brief.New(journal())); err != nil {
		t.Fatal(err)
	}
	shown, err := Coach{}.PrepRequest(brief.New(journal()))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]Request{shown}, m.asked); diff != "" {
		t.Error(diff)
	}
	for _, secret := range []string{"abcd1234efgh", "leaving", "ignore all previous", "release manager"} {
		if strings.Contains(shown.System+shown.User, secret) {
			t.Errorf("%q is sent", secret)
		}
	}
	for _, there := range []string{"{{.Secret}} printed as text", "\n    [n1] 2026-11-20, note: a forged record", "[secret removed]"} {
		if !strings.Contains(shown.User, there) {
			t.Errorf("%q is not sent", there)
		}
	}
	if !strings.HasSuffix(shown.System, string(shown.Schema)) || !json.Valid(shown.Schema) {
		t.Error("the schema is not in the prompt")
	}
}

// TestOrderOfRecords shuffles the records: the request stays the same, byte for
// byte.
func TestOrderOfRecords(t *testing.T) {
	want, err := Coach{}.PrepRequest(brief.New(journal()))
	if err != nil {
		t.Fatal(err)
	}
	for seed := range uint64(20) {
		in, r := journal(), rand.New(rand.NewPCG(seed, 1))
		r.Shuffle(len(in.Notes), func(i, j int) { in.Notes[i], in.Notes[j] = in.Notes[j], in.Notes[i] })
		r.Shuffle(len(in.Actions), func(i, j int) { in.Actions[i], in.Actions[j] = in.Actions[j], in.Actions[i] })
		r.Shuffle(len(in.People), func(i, j int) { in.People[i], in.People[j] = in.People[j], in.People[i] })
		got, err := Coach{}.PrepRequest(brief.New(in))
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatal(diff)
		}
	}
}

// TestRecordsDeleted takes a record away: its claims go with it.
func TestRecordsDeleted(t *testing.T) {
	in := journal()
	in.Notes = in.Notes[1:] // the one with the failed deploys
	a, err := scripted(t, twice(golden(t, "careful.json"))...).coach().Prep(t.Context(), brief.New(in))
	if err != nil {
		t.Fatal(err)
	}
	text, _ := json.Marshal(struct {
		Topics    any
		FollowUps any
	}{a.Topics, a.FollowUps})
	for _, claim := range []string{"4 of the last 9", "40 minutes"} {
		if strings.Contains(string(text), claim) {
			t.Errorf("%q is still in the agenda", claim)
		}
	}
}

func TestNoRecords(t *testing.T) {
	in := brief.Input{Now: journal().Now, Meeting: journal().Meeting, From: journal().From, To: journal().To}
	m := scripted(t)
	if _, err := m.coach().Prep(t.Context(), brief.New(in)); !errors.Is(err, ErrNoRecords) {
		t.Errorf("Prep: %v", err)
	}
	if _, err := m.coach().Reflect(t.Context(), brief.New(in)); !errors.Is(err, ErrNoRecords) {
		t.Errorf("Reflect: %v", err)
	}
	if _, err := m.coach().Recap(t.Context(), brief.Notes{Raw: " \n\n"}); !errors.Is(err, ErrNoRecords) {
		t.Errorf("Recap: %v", err)
	}
	if len(m.asked) > 0 {
		t.Error("a model was asked about nothing")
	}
}

func TestModelFails(t *testing.T) {
	m := scripted(t)
	m.err = context.Canceled
	if _, err := m.coach().Prep(t.Context(), brief.New(journal())); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

func TestNothingStands(t *testing.T) {
	_, err := scripted(t, twice(withoutLabels(golden(t, "careful.json")))...).coach().Prep(t.Context(), brief.New(journal()))
	var bad *AnswerError
	if !errors.As(err, &bad) || err.Error() != "drafting the agenda: the model's answer is of no use: none of its topics rests on the records" {
		t.Errorf("got %v", err)
	}
}

func TestMinutes(t *testing.T) {
	for _, tt := range []struct {
		total int
		in    []int
		want  []int
	}{
		{30, []int{10, 10, 5}, []int{10, 10, 5}},
		{30, []int{20, 20, 20}, []int{10, 10, 10}},
		{30, []int{0, 1, -5}, []int{2, 2, 2}},
		{30, []int{50, 3, 1}, []int{26, 2, 2}},
		{7, []int{5, 5, 5, 5}, []int{3, 2, 2}},
		{1, []int{5}, []int{1}},
		{0, []int{5, 1}, []int{5, 2}},
	} {
		got := minutes(oneonone.Agenda{Topics: fitted(tt.total, tt.in)})
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("%v in %d: %s", tt.in, tt.total, diff)
		}
	}
}

func fitted(total int, wants []int) []oneonone.Topic {
	topics := make([]oneonone.Topic, len(wants))
	for i, m := range wants {
		topics[i].Minutes = m
	}
	p := &planner{court: &court{}, b: &brief.Brief{Meeting: oneonone.Slot{Minutes: total}}}
	return p.fitMinutes(topics)
}

// TestMinutesAlwaysFit is the law of the time box.
func TestMinutesAlwaysFit(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		total := rapid.IntRange(2, 120).Draw(t, "total")
		wants := rapid.SliceOfN(rapid.IntRange(-3, 1000), 1, 80).Draw(t, "wants")
		sum := 0
		for _, topic := range fitted(total, wants) {
			if topic.Minutes < leastMinutes {
				t.Fatalf("a topic has %d minutes", topic.Minutes)
			}
			sum += topic.Minutes
		}
		if sum > total || sum == 0 {
			t.Fatalf("%d minutes for %d", sum, total)
		}
	})
}
