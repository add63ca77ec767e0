package offline

import (
	"math"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"oneonone/internal/oneonone"
)

// TestPrepFigures holds every number in a topic against what it cites: it
// stands in the text of a cited record, is a date of one or an age in days
// counted from such a date, or counts the cited records. Figures of a history
// stand in the signal cited, or are counted again from the commits cited.
func TestPrepFigures(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawWorld(t)
		a := prep(t, w.Input)
		for _, topic := range a.Topics {
			allowed := w.allowed(a, topic)
			for _, text := range texts(topic) {
				for _, n := range numbers(text) {
					if !allowed[n] {
						t.Errorf("%s topic %q: no cited record has the %s of %q", topic.Area, topic.Title, n, text)
					}
				}
			}
		}
	})
}

// TestPrepSaidFigures is stricter on what is said, in a topic or beside the
// topics: its figures stand in what the sentence itself cites.
func TestPrepSaidFigures(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawWorld(t)
		a := prep(t, w.Input)
		check := func(l oneonone.Line, area oneonone.Area) {
			allowed := w.allowed(a, oneonone.Topic{Area: area, Evidence: l.Evidence})
			for _, n := range numbers(l.Text) {
				if !allowed[n] {
					t.Errorf("%q cites nothing with %s", l.Text, n)
				}
			}
		}
		for _, topic := range a.Topics {
			for _, l := range topic.Say {
				check(l, topic.Area)
			}
		}
		for _, l := range aside(a) {
			check(l, "")
		}
	})
}

// TestPrepWords holds the words that records have to themselves against what a
// topic cites: who says it is cited.
func TestPrepWords(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawWorld(t)
		a := prep(t, w.Input)
		said := slices.Clone(a.Topics)
		for _, l := range aside(a) {
			said = append(said, oneonone.Topic{Say: oneonone.List[oneonone.Line]{l}, Evidence: l.Evidence})
		}
		for _, topic := range said {
			cited := strings.Join(w.cited(a, topic.Evidence), "\n")
			for _, text := range texts(topic) {
				for _, word := range ownWord.FindAllString(text, -1) {
					if !strings.Contains(cited, word) {
						t.Errorf("%s topic %q: no cited record says %s of %q", topic.Area, topic.Title, word, text)
					}
				}
			}
		}
	})
}

func texts(t oneonone.Topic) []string {
	out := []string{t.Title, t.Ask, t.Outcome, t.Proposal, string(t.ReframedFrom)}
	for _, l := range t.Say {
		out = append(out, l.Text)
	}
	for _, b := range t.Blanks {
		out = append(out, b.Question)
	}
	for _, y := range t.Whys {
		out = append(out, y.Question, string(y.Answer))
	}
	if s := t.Smart; s != nil {
		out = append(out, s.Specific, s.Measurable, s.Achievable, s.Relevant, s.TimeBound)
	}
	return out
}

var number = regexp.MustCompile(`\d+`)

func numbers(text string) []string { return number.FindAllString(text, -1) }

// cited gives all that the cited records say.
func (w *world) cited(a oneonone.Agenda, ids []string) []string {
	var out []string
	for _, e := range a.Evidence {
		if slices.Contains(ids, e.ID) {
			out = append(out, e.Text)
		}
	}
	for _, f := range w.Feedback {
		if slices.Contains(ids, f.ID) {
			out = append(out, string(f.About))
			out = append(out, stepTextsOf(f.Acted)...)
		}
	}
	for _, g := range w.Goals {
		if slices.Contains(ids, g.ID) {
			out = append(out, stepTextsOf(g.Progress)...)
		}
	}
	for _, c := range w.commits(ids) {
		out = append(out, c.Subject, c.Body)
	}
	return out
}

func stepTextsOf(steps []oneonone.Step) []string {
	var out []string
	for _, s := range steps {
		out = append(out, s.Text)
	}
	return out
}

func (w *world) commits(ids []string) []oneonone.Commit {
	var out []oneonone.Commit
	for _, h := range w.Histories {
		for _, c := range h.Commits {
			if slices.Contains(ids, c.Hash[:10]) {
				out = append(out, c)
			}
		}
	}
	return out
}

// allowed gives the numbers that a topic may state.
func (w *world) allowed(a oneonone.Agenda, t oneonone.Topic) map[string]bool {
	out := map[string]bool{}
	for _, text := range w.cited(a, t.Evidence) {
		for _, n := range numbers(text) {
			out[n] = true
		}
	}
	add := func(n int) { out[strconv.Itoa(n)] = true }
	for n := range len(t.Evidence) + 1 {
		add(n)
	}
	add(w.From.Day)
	for _, d := range w.dates(a, t.Evidence) {
		age := a.Meeting.On.DaysSince(d)
		add(d.Day)
		add(d.Year)
		add(int(math.Abs(float64(age))))
	}
	if t.Area == oneonone.Career {
		add(a.Career.MeetingsSince)
		for _, m := range w.Held { // when it was talked about last
			add(m.On.Day)
		}
	}
	for _, i := range w.Initiatives {
		if slices.Contains(t.Evidence, i.ID) {
			add(len(i.Refusals()))
		}
	}
	w.allowWork(t.Evidence, add)
	return out
}

// dates gives the days that the cited records carry.
func (w *world) dates(a oneonone.Agenda, ids []string) []oneonone.Date {
	var out []oneonone.Date
	for _, e := range a.Evidence {
		if slices.Contains(ids, e.ID) {
			out = append(out, e.Date)
		}
	}
	for _, x := range w.Actions {
		if slices.Contains(ids, x.ID) {
			out = append(out, x.Due)
		}
	}
	for _, f := range w.Feedback {
		if slices.Contains(ids, f.ID) {
			for _, s := range f.Acted {
				out = append(out, s.On)
			}
		}
	}
	for _, i := range w.Initiatives {
		if slices.Contains(ids, i.ID) {
			for _, turn := range i.Turns {
				out = append(out, turn.On)
			}
		}
	}
	for _, g := range w.Goals {
		if slices.Contains(ids, g.ID) {
			if g.Plan != nil {
				for _, m := range g.Plan.Milestones {
					out = append(out, m.Due, m.Done)
				}
			}
			out = append(out, g.Due)
			for _, s := range g.Progress {
				out = append(out, s.On)
			}
		}
	}
	return out
}

// allowWork counts the cited commits again, in the plainest way.
func (w *world) allowWork(ids []string, add func(int)) {
	commits := w.commits(ids)
	inserted, deleted, withTests := 0, 0, 0
	files, days, folders, tops := map[string]bool{}, map[oneonone.Date]bool{}, map[string]bool{}, map[string]bool{}
	for _, c := range commits {
		tests := false
		for _, f := range c.Files {
			if strings.Contains(f.Path, "_test.") {
				tests = true
			} else if f.Path != "go.sum" { // goes along with other changes
				folder := path.Dir(f.Path)
				top, _, _ := strings.Cut(folder, "/")
				folders[folder], tops[top] = true, true
			}
			if f.Path != "go.sum" {
				files[f.Path] = true
				inserted, deleted = inserted+f.Inserted, deleted+f.Deleted
			}
		}
		days[oneonone.DateOf(c.Time)] = true
		if tests {
			withTests++
		}
	}
	for _, n := range []int{inserted, deleted, withTests, len(files), len(days)} {
		add(n)
	}
	for areas := len(tops); areas <= len(folders); areas++ { // an area is a folder at some depth
		add(areas)
	}
}
