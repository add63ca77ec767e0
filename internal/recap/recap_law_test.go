package recap

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"oneonone/internal/oneonone"
)

// sample is notes of many shapes, one statement a line, none about another.
var sample = []string{
	"- I'll write the rollout plan by Friday",
	"- Ines to book the usability lab, by 13 March",
	"- Paul -> clean up the old queues in two weeks",
	"- [ ] Review the incident template — Marek",
	"- decided: one release train a week",
	"- second monitor budget: no",
	"- Marek: your demo to the partners was excellent",
	"- who owns the metrics page now?",
	"- maybe a tech talk in autumn",
	"- error budget at 40%, mostly the auth service",
	"- [x] Lena: send the survey",
	"- build time went from 19 to 11 minutes",
}

// cites calls f with the text and the lines of every item.
func cites(r oneonone.Recap, f func(text string, lines []int)) {
	for _, k := range slices.Concat(r.KeyPoints, r.OpenQuestions, r.Ideas) {
		f(k.Text, k.Lines)
	}
	for _, a := range r.ActionItems {
		f(a.Text, a.Lines)
	}
	for _, d := range r.Decisions {
		f(d.Text, d.Lines)
	}
	for _, o := range r.Feedback {
		f(o.Text, o.Lines)
	}
}

// checkCited tells whether every word of every item stands in a line it cites.
func checkCited(t *testing.T, raw string, r oneonone.Recap) {
	t.Helper()
	lines := strings.Split(raw, "\n")
	cites(r, func(text string, nos []int) {
		if len(nos) == 0 {
			t.Errorf("%q cites nothing", text)
		}
		var said strings.Builder
		for _, no := range nos {
			if no < 1 || no > len(lines) {
				t.Fatalf("%q cites line %d of %d", text, no, len(lines))
			}
			said.WriteString(oneonone.Clean(lines[no-1]) + "\n")
		}
		have := keys(said.String() + "\ndone")
		for w := range keys(text) {
			if !have[w] {
				t.Errorf("%q says %q, its lines do not: %q", text, w, said.String())
			}
		}
	})
}

func TestRecapCitesWhatItSays(t *testing.T) {
	raw := strings.Join(sample, "\n")
	r := recapOf(t, notesOf(raw))
	if len(r.ActionItems) != 4 || len(r.Decisions) != 2 || len(r.Feedback) != 1 {
		t.Fatalf("found too little to check:\n%s", toldBy(r))
	}
	checkCited(t, raw, r)
}

func TestRecapWithoutALineLosesWhatCitesIt(t *testing.T) {
	whole := recapOf(t, notesOf(strings.Join(sample, "\n")))
	for i := range sample {
		less := recapOf(t, notesOf(strings.Join(slices.Concat(sample[:i], []string{""}, sample[i+1:]), "\n")))
		cites(less, func(text string, lines []int) {
			if slices.Contains(lines, i+1) {
				t.Errorf("%q still cites line %d", text, i+1)
			}
		})
		var want, got []string
		cites(whole, func(text string, lines []int) {
			if !slices.Contains(lines, i+1) {
				want = append(want, text)
			}
		})
		cites(less, func(text string, _ []int) { got = append(got, text) })
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("without line %d (-want +got)\n%s", i+1, diff)
		}
	}
}

// TestRecapLosesNoLine holds that each line of the notes is one that an entry
// rests on, or one that has no place, and never both. What only says which meeting
// it was is a heading.
func TestRecapLosesNoLine(t *testing.T) {
	lines := slices.Concat(sample, []string{"", "## Actions", "> On Tuesday Sam wrote: budget is gone", "next one 3 dec", "freeze list!!", "- ~~call the vendor~~", "ok", "Lena: um", "Marek: sure, Friday then", "```", "---", "- [x] done", "\tindented, and not ended", "haha"})
	rapid.Check(t, func(t *rapid.T) {
		notes := append([]string{"notes of our 1:1"}, rapid.SliceOfN(rapid.SampledFrom(lines), 1, 40).Draw(t, "lines")...)
		r := recapOf(t, notesOf(strings.Join(notes, "\n")))
		seen := map[int]string{}
		for _, no := range r.Lines() {
			seen[no] = "used"
		}
		for _, s := range r.NotPlaced {
			for _, no := range s.Lines {
				if seen[no] != "" {
					t.Errorf("line %d is %s and has no place", no, seen[no])
				}
				seen[no] = "not placed"
			}
		}
		for i, text := range notes {
			says := i > 0 && strings.ContainsFunc(text, unicode.IsLetter) && !strings.HasPrefix(text, "#")
			if says && seen[i+1] == "" {
				t.Errorf("line %d is lost: %q", i+1, text)
			}
		}
	})
}

func TestRecapRenamesWithTheNotes(t *testing.T) {
	raw := strings.Join(sample, "\n")
	n := notesOf(strings.ReplaceAll(raw, "Ines", "Olu"))
	n.People[1].Text = "Olu Bello"
	for i, a := range recapOf(t, n).ActionItems {
		if want := recapOf(t, notesOf(raw)).ActionItems[i].Owner; a.Owner != want && (want != "Ines Duarte" || a.Owner != "Olu Bello") {
			t.Errorf("owner %q of %q, was %q", a.Owner, a.Text, want)
		}
	}
}

func TestRecapReadsEveryLineEndAlike(t *testing.T) {
	raw := strings.Join(sample, "\n")
	unix, dos := recapOf(t, notesOf(raw)), recapOf(t, notesOf(strings.ReplaceAll(raw, "\n", "\r\n")))
	if diff := cmp.Diff(unix, dos); diff != "" {
		t.Error(diff)
	}
}

func TestRecapIsTheSameEveryTime(t *testing.T) {
	n := notesOf(strings.Join(sample, "\n"))
	first := recapOf(t, n)
	for range 20 {
		if diff := cmp.Diff(first, recapOf(t, n)); diff != "" {
			t.Fatal(diff)
		}
	}
}

func TestRecapDoesNotMindTheOrderOfBullets(t *testing.T) {
	tasks := func(lines []string) []string {
		var out []string
		for _, a := range recapOf(t, notesOf(strings.Join(lines, "\n"))).ActionItems {
			out = append(out, a.Text+" | "+string(a.Owner)+" | "+a.Due.String())
		}
		slices.Sort(out)
		return out
	}
	want := tasks(sample)
	r := rand.New(rand.NewPCG(1, 2))
	for range 50 {
		lines := slices.Clone(sample)
		r.Shuffle(len(lines), func(i, j int) { lines[i], lines[j] = lines[j], lines[i] })
		if diff := cmp.Diff(want, tasks(lines)); diff != "" {
			t.Fatalf("%s\n(-want +got)\n%s", strings.Join(lines, "\n"), diff)
		}
	}
}

func FuzzRecap(f *testing.F) {
	f.Add(strings.Join(sample, "\n"))
	f.Add("Lena: hi\nMarek: hi\nLena: can you send it?\nMarek: sure\nLena: Friday then.")
	f.Add("```\n> x\n---\n~~a~~ (me) — @b -> c: **d** 12/05\n[00:01] A: um, um")
	f.Add("\xff\xfe\r\n@\n: :\n-> ->\n( [ ) ]")
	f.Fuzz(func(t *testing.T, raw string) {
		r, err := Reader{}.Recap(t.Context(), notesOf(raw))
		if err != nil {
			t.Fatal(err)
		}
		n := len(strings.Split(raw, "\n"))
		cites(r, func(text string, lines []int) {
			for _, no := range lines {
				if no < 1 || no > n {
					t.Fatalf("%q cites line %d of %d", text, no, n)
				}
			}
			if len(lines) == 0 || strings.TrimSpace(text) == "" {
				t.Fatalf("%q cites %v", text, lines)
			}
		})
	})
}

func BenchmarkRecapOfALongTalk(b *testing.B) {
	words := strings.Fields("we should look at the latency of the search index because the cache of the ranking service is cold after every release and nobody owns it yet um I think the numbers were better in spring")
	var talk strings.Builder
	r := rand.New(rand.NewPCG(3, 4))
	for i := range 800 {
		talk.WriteString([]string{"Lena", "Marek", "Ines", "Paul", "Priya"}[i%5] + ": ")
		for range 15 {
			talk.WriteString(words[r.IntN(len(words))] + " ")
		}
		talk.WriteString(".\n")
	}
	n := notesOf(talk.String())
	for b.Loop() {
		if _, err := (Reader{}).Recap(b.Context(), n); err != nil {
			b.Fatal(err)
		}
	}
}
