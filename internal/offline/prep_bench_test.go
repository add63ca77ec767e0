package offline

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"oneonone/internal/brief"
	"oneonone/internal/oneonone"
)

// BenchmarkBrief reads a window of 10,000 notes and 400 commits, BenchmarkPrep
// drafts from it. The notes are sentences of the common kinds with words as
// rare and as frequent as in any text (Zipf's law).
func BenchmarkBrief(b *testing.B) {
	in := bigInput()
	for b.Loop() {
		brief.New(in)
	}
}

func BenchmarkPrep(b *testing.B) {
	ready := brief.New(bigInput())
	for b.Loop() {
		if _, err := (Drafter{}).Prep(b.Context(), ready); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkReflect(b *testing.B) {
	ready := brief.New(bigInput())
	for b.Loop() {
		if _, err := (Drafter{}).Reflect(b.Context(), ready); err != nil {
			b.Fatal(err)
		}
	}
}

func bigInput() brief.Input {
	r := rand.New(rand.NewPCG(1, 2))
	now := time.Date(2026, 11, 20, 9, 30, 0, 0, time.UTC)
	in := brief.Input{Now: now, From: oneonone.DateOf(now).AddDays(-365), To: oneonone.DateOf(now), Meeting: oneonone.Slot{ID: "m", On: oneonone.DateOf(now), With: other, Minutes: 30}}
	zipf := rand.NewZipf(r, 1.1, 8, 8000)
	words := func(n int) string {
		var out []string
		for range n {
			out = append(out, madeUp(int(zipf.Uint64())))
		}
		return strings.Join(out, " ")
	}
	templates := []string{"Worked on the %s with @mara.", "Reviewed the %s. The rest is for tomorrow.", "Paired on the %s, it took 3 hours.", "Merged the %s #ci", "Talked to support about the %s.", "+billing the %s needs a test.",
		"Blocked on the %s", "Should the %s go first?", "I am sick of the %s", "TIL the %s is cached because of that", "Idea: a check for the %s", "The %s is fixed", "Decided to keep the %s instead of another way", "Shipped the %s, down from 40 ms to 12 ms"}
	for i := range 10_000 {
		at := now.Add(-time.Duration(r.IntN(300*24)) * time.Hour)
		template := templates[0:6][r.IntN(6)]
		if r.IntN(100) < 20 {
			template = templates[r.IntN(len(templates))]
		}
		h := oneonone.Head{ID: oneonone.DeriveID("note", fmt.Sprint(i)), Kind: oneonone.KindNote, At: at, Text: fmt.Sprintf(template, words(8))}
		_, h.People, h.Projects = oneonone.Marks(h.Text)
		in.Notes = append(in.Notes, &oneonone.Note{Head: h})
	}
	for i := range 30 {
		h := oneonone.Head{ID: oneonone.DeriveID("action", fmt.Sprint(i)), At: now.AddDate(0, 0, -i), Text: "Write the plan for " + words(4)}
		in.Actions = append(in.Actions, &oneonone.Action{Head: h, Owner: oneonone.Me, Status: oneonone.StatusOpen})
		h.ID, h.Text = oneonone.DeriveID("goal", fmt.Sprint(i)), "Own the "+words(3)
		in.Goals = append(in.Goals, &oneonone.Goal{Head: h, GoalKind: oneonone.Professional, Status: oneonone.StatusOpen})
	}
	h := oneonone.History{Repo: "shop", Authors: []string{"dana@example.com"}, Since: now.AddDate(0, 0, -56), Until: now}
	for i := range 400 {
		c := oneonone.Commit{Hash: fmt.Sprintf("%040x", uint64(i+1)*2654435761<<20), Repo: "shop", Time: now.Add(-time.Duration(i) * 3 * time.Hour), Mine: i%3 > 0, Subject: "add " + words(5), Body: "Because " + words(40) + "."}
		for range 3 {
			c.Files = append(c.Files, oneonone.FileChange{Path: fmt.Sprintf("part%d/file%d.go", r.IntN(12), int(math.Sqrt(float64(r.IntN(900))))), Inserted: r.IntN(90)})
		}
		h.Commits = append(h.Commits, c)
	}
	in.Histories = []oneonone.History{h}
	return in
}

// madeUp gives the n-th word of a language that nobody speaks.
func madeUp(n int) string {
	const consonants, vowels = "bdfgklmnprtvz", "aeiou"
	var out strings.Builder
	for n += 65; n > 0; n /= 65 {
		out.WriteByte(consonants[n%13])
		out.WriteByte(vowels[n/13%5])
	}
	return out.String()
}
