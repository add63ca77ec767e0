package offline

import (
	"context"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"oneonone/internal/brief"
	"oneonone/internal/figures"
	"oneonone/internal/oneonone"
	"oneonone/internal/prose"
	"oneonone/internal/thread"
	"oneonone/testdata/journals"
)

func reflect(t failer, in brief.Input) oneonone.Reflection {
	t.Helper()
	r, err := Drafter{}.Reflect(context.Background(), brief.New(in))
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestReflectLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawWorld(t)
		r := reflect(t, w.Input)
		checkBarred(t, w, encode(t, r))
		known, cited := map[string]bool{}, map[string]bool{}
		for _, e := range r.Evidence {
			known[e.ID] = true
		}
		for what, ids := range reflectionClaims(r) {
			if len(ids) == 0 {
				t.Errorf("%q cites nothing", what)
			}
			for _, id := range ids {
				cited[id] = true
			}
		}
		if diff := cmp.Diff(cited, known); diff != "" {
			t.Errorf("evidence (-cited +listed):\n%s", diff)
		}
		if diff := cmp.Diff(w.countPromises(), r.Promises); diff != "" {
			t.Errorf("promises (-counted +told):\n%s", diff)
		}
		slices.Reverse(w.Notes)
		slices.Reverse(w.Actions)
		slices.Reverse(w.Feedback)
		slices.Reverse(w.Goals)
		if diff := cmp.Diff(encode(t, r), encode(t, reflect(t, w.Input))); diff != "" {
			t.Errorf("records the other way round (-before +after):\n%s", diff)
		}
	})
}

func reflectionClaims(r oneonone.Reflection) map[string][]string {
	out := map[string][]string{}
	for _, g := range r.Goals {
		out["goal "+g.GoalID] = g.Evidence
	}
	for _, a := range r.Achievements {
		out["achieved "+a.Text] = a.Evidence
	}
	for _, f := range r.FeedbackThemes {
		out["feedback "+f.Theme] = f.Evidence
	}
	for _, l := range r.Learned {
		out["learned "+l.Text] = l.Evidence
	}
	for _, f := range r.Figures {
		out["measured "+f.Text] = f.Evidence
	}
	return out
}

// countPromises counts in the plainest way.
func (w *world) countPromises() oneonone.Promises {
	var n oneonone.Promises
	for _, a := range w.Actions {
		made := a.On().String()
		if a.Owner != oneonone.Me || a.Private || a.Removed || made < w.From.String() || made > w.To.String() {
			continue
		}
		n.Made++
		late := !a.Due.IsZero() && a.Closed.String() > a.Due.String()
		if a.Status == oneonone.StatusOpen {
			n.Open++
		} else if a.Status == oneonone.StatusDone && late {
			n.Late++
		} else if a.Status == oneonone.StatusDone {
			n.Kept++
		}
	}
	return n
}

// TestReflectPage holds the page of a journal of any size against its length, and
// against what it may never have: an id, a box, a sentence cut short, a word on
// what is not on record.
func TestReflectPage(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawWorld(t)
		w.grow(rapid.SampledFrom([]int{0, 0, 40}).Draw(t, "more"))
		r, pages := w.lookBack(t)
		for name, page := range pages {
			checkBarred(t, w, page)
			if n, most := len(wordlike.FindAllString(page, -1)), oneonone.RoomBack(r.From, r.To); n > most {
				t.Errorf("the %s has %d words, at most %d:\n%s", name, n, most, page)
			}
			for _, never := range []string{"[ ]", "…", "on record in", "No record"} {
				if strings.Contains(page, never) && !strings.Contains(page, "No record tells of something that is better now") {
					t.Errorf("%q in the %s:\n%s", never, name, page)
				}
			}
			for _, e := range r.Evidence {
				if strings.Contains(page, e.ID[:6]) {
					t.Errorf("the id %s in the %s:\n%s", e.ID, name, page)
				}
			}
		}
	})
}

// TestReflectPageOfManyNotes is the same for many notes.
func TestReflectPageOfManyNotes(t *testing.T) {
	w := rapid.Custom(drawWorld).Example(3)
	w.grow(1500)
	r, pages := w.lookBack(t)
	for name, page := range pages {
		if n, most := len(wordlike.FindAllString(page, -1)), oneonone.RoomBack(r.From, r.To); n > most {
			t.Errorf("the %s has %d words, at most %d", name, n, most)
		}
	}
}

// grow adds notes, and a few of the other records.
func (w *world) grow(notes int) {
	for i := range notes {
		w.Notes = append(w.Notes, w.note())
		if i%25 == 0 {
			w.Goals, w.Actions, w.Feedback = append(w.Goals, w.goal()), append(w.Actions, w.action()), append(w.Feedback, w.feedback())
		}
	}
}

// lookBack gives a reflection and its pages.
func (w *world) lookBack(t failer) (oneonone.Reflection, map[string]string) {
	r := reflect(t, w.Input)
	return r, pagesOf(brief.New(w.Input), r)
}

// pagesOf gives the pages of a reflection.
func pagesOf(b *brief.Brief, r oneonone.Reflection) map[string]string {
	r.Praise, r.Missed, r.Named = b.Vouch(r.Achievements), b.Missed(), b.Named()
	r.Recurring = thread.Recurring(b, thread.Read(b, figures.Of(b)), figures.Of(b))
	v := b.Review(r)
	return map[string]string{"reflection": oneonone.ReflectionMarkdown(r), "review": oneonone.ReviewMarkdown(v), "brag": oneonone.BragMarkdown(v)}
}

var wordlike = regexp.MustCompile(`\S*[\pL\pN]\S*`)

// TestReflectFigures holds the figures of what was achieved and learned
// against the records cited.
func TestReflectFigures(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawWorld(t)
		r := reflect(t, w.Input)
		told := slices.Concat(r.Learned, r.Figures, achievedFacts(r))
		days := map[string]string{} // of goals
		for _, g := range w.Goals {
			days[g.ID] = g.Due.String() + " " + g.Due.Short(w.To)
			for _, s := range g.Progress {
				days[g.ID] += " " + s.On.Short(w.To)
			}
		}
		for _, f := range told {
			allowed := map[string]bool{}
			for _, e := range r.Evidence {
				if slices.Contains(f.Evidence, e.ID) {
					for _, n := range append(numbers(e.Text), numbers(e.Date.Short(oneonone.DateOf(w.Now))+" "+days[e.ID])...) {
						allowed[n] = true
					}
				}
			}
			for _, n := range numbers(f.Text) {
				if !allowed[n] {
					t.Errorf("%q: no cited record has %s", f.Text, n)
				}
			}
		}
	})
}

func achievedFacts(r oneonone.Reflection) []oneonone.Fact {
	var out []oneonone.Fact
	for _, a := range r.Achievements {
		out = append(out, oneonone.Fact{Text: a.Text + " " + string(a.Metric), Evidence: a.Evidence})
	}
	return out
}

func TestReflectSays(t *testing.T) {
	now := time.Date(2026, 11, 20, 9, 0, 0, 0, time.UTC)
	on := func(days int, text string) oneonone.Head {
		return oneonone.Head{ID: oneonone.DeriveID(text), At: now.AddDate(0, 0, -days), Text: text}
	}
	in := brief.Input{
		Now: now, From: oneonone.DateOf(now).AddDays(-30), To: oneonone.DateOf(now),
		Notes: []*oneonone.Note{
			{Head: on(3, "The importer is live, down from 900 ms to 40 ms.")},
			{Head: on(40, "Shipped the old exporter, down from 70 ms to 60 ms.")},
			{Head: on(2, "TIL that the driver keeps idle connections.")},
		},
		Goals:    []*oneonone.Goal{{Head: on(60, "Own the release train"), GoalKind: oneonone.Professional, Status: oneonone.StatusOpen}},
		Feedback: []*oneonone.Feedback{{Head: on(5, "Great incident write-up, thanks!"), From: "Mara Lind"}},
		Actions: []*oneonone.Action{
			{Head: on(9, "Write the runbook"), Owner: oneonone.Me, Status: oneonone.StatusDone, Closed: oneonone.DateOf(now)},
			{Head: on(9, "Order the badge"), Owner: "Mara Lind", Status: oneonone.StatusOpen},
		},
	}
	r := reflect(t, in)
	if len(r.Achievements) != 1 || !strings.Contains(r.Achievements[0].Text, "importer") || !strings.Contains(string(r.Achievements[0].Metric), "40 ms") {
		t.Errorf("achievements %+v, want the importer of the period with its figure", r.Achievements)
	}
	if len(r.Learned) != 1 || !strings.Contains(r.Learned[0].Text, "idle connections") {
		t.Errorf("learned %+v", r.Learned)
	}
	if len(r.FeedbackThemes) != 1 || !strings.Contains(r.FeedbackThemes[0].Theme, "Mara Lind") || r.FeedbackThemes[0].Since != "" {
		t.Errorf("feedback %+v", r.FeedbackThemes)
	}
	if want := (oneonone.Promises{Made: 1, Kept: 1}); r.Promises != want {
		t.Errorf("promises %+v, want %+v", r.Promises, want)
	}
	if !slices.ContainsFunc(r.Questions, func(q string) bool { return strings.Contains(q, "Own the release train") }) {
		t.Errorf("nobody asks for the goal without progress: %q", r.Questions)
	}
}

// quotation finds what the page puts between quotation marks.
var quotation = regexp.MustCompile(`“([^”]+)”`)

// TestLookBackQuotes holds every quotation of the journals' pages against the records:
// it stands in one of them as typed, from the beginning of a sentence on, but for
// the first letter and the full stop.
func TestLookBackQuotes(t *testing.T) {
	files := os.DirFS("../../testdata/journals")
	for _, name := range []string{"a1", "b2", "c2", "d1", "f1", "k4", "m1", "n4", "pt1"} {
		j, err := journals.Read(files, name)
		if err != nil {
			t.Fatal(err)
		}
		in := j.Input()
		in.From, in.Meeting = j.Notes[0].On, oneonone.Slot{On: in.To}
		b := brief.New(in)
		said := plain(recordTexts(in))
		var sentences []string
		for line := range strings.Lines(strings.ReplaceAll(recordTexts(in), "\x1f", "\n")) {
			for _, span := range prose.Sentences(line) {
				sentences = append(sentences, plain(line[span.Start:span.End]))
			}
		}
		for form, page := range pagesOf(b, reflect(t, in)) {
			if n, most := len(wordlike.FindAllString(page, -1)), oneonone.RoomBack(in.From, in.To); n > most {
				t.Errorf("%s: the %s has %d words, at most %d", name, form, n, most)
			}
			for _, m := range quotation.FindAllStringSubmatch(page, -1) {
				text := strings.ReplaceAll(m[1], `\`, "")
				if i := strings.LastIndex(text, " ("); i > 0 && strings.HasSuffix(text, ")") && !strings.Contains(said, plain(text)) {
					text = text[:i] // the day of what is asked about
				}
				begins := func(s string) bool {
					return s != "" && (strings.HasPrefix(plain(text), s) || strings.HasPrefix(s, plain(text)))
				}
				if !strings.Contains(said, plain(text)) || !slices.ContainsFunc(sentences, begins) {
					t.Errorf("%s: the %s quotes what no record says, or from the middle of it: %q", name, form, m[1])
				}
			}
		}
	}
}

// recordTexts gives all that the records of a journal say.
func recordTexts(in brief.Input) string {
	var all strings.Builder
	for _, it := range brief.New(in).Items {
		all.WriteString(it.Words() + "\n")
		if a, ok := it.Record.(*oneonone.Action); ok {
			all.WriteString(string(a.Why) + "\n")
		}
	}
	return all.String()
}

// plain leaves of a text its letters and figures, so that marks, line ends and capitals do not count.
func plain(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, text)
}
