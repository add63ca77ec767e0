package recap_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"oneonone/internal/brief"
	"oneonone/internal/oneonone"
	"oneonone/internal/prose"
	"oneonone/internal/recap"
)

// goldNotes are raw notes that others wrote without knowing the program, with
// what a careful reader finds in them.
type goldNotes struct {
	ID           string      `json:"id"`
	On           string      `json:"meeting_date"`
	Me           string      `json:"me"`
	Participants []goldName  `json:"participants"`
	Raw          string      `json:"raw"`
	Actions      []goldSaid  `json:"actions"`
	OptActions   []goldMatch `json:"optional_actions"`
	Decisions    []goldMatch `json:"decisions"`
	OptDecisions []goldMatch `json:"optional_decisions"`
	Feedback     []goldSaid  `json:"feedback"`
	OptFeedback  []goldMatch `json:"optional_feedback"`
}

type goldName struct {
	Name    string   `json:"name"`
	Aliases []string `json:"aliases"`
}

// goldMatch holds groups of patterns; an item fits when each group has one
// that is found in it.
type goldMatch struct {
	Match [][]string `json:"match"`
}

type goldSaid struct {
	goldMatch
	Owner   string   `json:"owner"`
	OwnerOK []string `json:"owner_ok"`
	Due     string   `json:"due"`
	DueOK   []string `json:"due_ok"`
}

func (g goldMatch) fits(t *testing.T, text string) bool {
	for _, group := range g.Match {
		if !slices.ContainsFunc(group, func(p string) bool {
			re, err := regexp.Compile(prose.Fold(p))
			if err != nil {
				t.Fatalf("pattern %q: %v", p, err)
			}
			return re.MatchString(prose.Fold(text))
		}) {
			return false
		}
	}
	return true
}

// tally counts what was found of what is there, and what was found in vain.
type tally struct{ found, gold, said int }

func (c tally) f1() float64 { return 2 * float64(c.found) / float64(c.gold+c.said) }

// count pairs items with what is there, each once.
func count(t *testing.T, c *tally, items []string, gold, optional []goldMatch, paired func(gold, item int)) {
	used := map[int]bool{}
	for i, g := range gold {
		for j, text := range items {
			if !used[j] && g.fits(t, text) {
				used[j] = true
				c.found++
				paired(i, j)
				break
			}
		}
	}
	c.gold += len(gold)
	for j, text := range items {
		if used[j] || !slices.ContainsFunc(optional, func(o goldMatch) bool { return o.fits(t, text) }) {
			c.said++
		}
	}
}

func readGoldNotes(t *testing.T, file string) []goldNotes {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var all []goldNotes
	lines := bufio.NewScanner(bytes.NewReader(text))
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var g goldNotes
		if err := json.Unmarshal(lines.Bytes(), &g); err != nil {
			t.Fatal(err)
		}
		all = append(all, g)
	}
	return all
}

// TestRecapReadsNotesOfOthers holds how much is found in raw notes that six
// people wrote as people write. The reader has learned from these very notes
// (testdata/reader/meetings-own.jsonl), so the floors say nothing about notes that
// nobody has seen: they catch what a change of the rules breaks elsewhere. With
// weights learned without these notes it is F1 0.87 for action items, 0.64 for
// decisions and 0.83 for feedback.
func TestRecapReadsNotesOfOthers(t *testing.T) {
	score(t, readGoldNotes(t, "testdata/notes.jsonl"), 90, floors{actions: 0.86, owners: 0.83, dates: 0.8, decisions: 0.8, feedback: 0.87})
}

// TestRecapReadsNotesNotLearned holds the same of 120 notes by as many people, none of which the
// reader has learned from. The rules were mended after half of them; of the other half it
// is known how they were read at first sight (docs/evaluation.md).
func TestRecapReadsNotesNotLearned(t *testing.T) {
	score(t, readGoldNotes(t, "testdata/unlearned.jsonl"), 120, floors{actions: 0.8, owners: 0.9, dates: 0.8, decisions: 0.68, feedback: 0.77})
}

// floors are the least shares that a change may leave: F1, and of the owners and dates of
// what was found.
type floors struct{ actions, owners, dates, decisions, feedback float64 }

func score(t *testing.T, notes []goldNotes, least int, floor floors) {
	t.Helper()
	if len(notes) < least {
		t.Fatalf("%d notes", len(notes))
	}
	var actions, decisions, feedback tally
	owners, dates := 0, 0
	for _, g := range notes {
		found := recapOfGold(t, g)
		var items, verdicts, opinions []string
		for _, a := range found.ActionItems {
			items = append(items, a.Text)
		}
		for _, d := range found.Decisions {
			verdicts = append(verdicts, d.Text)
		}
		for _, f := range found.Feedback {
			opinions = append(opinions, f.Text)
		}
		count(t, &actions, items, matches(g.Actions), g.OptActions, func(i, j int) {
			if g.owns(g.Actions[i], string(found.ActionItems[j].Owner)) {
				owners++
			}
			due := ""
			if d := found.ActionItems[j].Due; !d.IsZero() {
				due = d.String()
			}
			if due == g.Actions[i].Due || slices.Contains(g.Actions[i].DueOK, due) {
				dates++
			}
		})
		count(t, &decisions, verdicts, g.Decisions, g.OptDecisions, func(int, int) {})
		count(t, &feedback, opinions, matches(g.Feedback), g.OptFeedback, func(int, int) {})
	}
	t.Logf("action items F1 %.3f (%+v), owners %d, dates %d; decisions F1 %.3f (%+v); feedback F1 %.3f (%+v)", actions.f1(), actions, owners, dates, decisions.f1(), decisions, feedback.f1(), feedback)
	if actions.f1() < floor.actions || float64(owners) < floor.owners*float64(actions.found) || float64(dates) < floor.dates*float64(actions.found) {
		t.Errorf("action items: F1 %.3f, %d owners and %d dates right of %d", actions.f1(), owners, dates, actions.found)
	}
	if decisions.f1() < floor.decisions {
		t.Errorf("decisions: F1 %.3f", decisions.f1())
	}
	if feedback.f1() < floor.feedback {
		t.Errorf("feedback: F1 %.3f", feedback.f1())
	}
}

func recapOfGold(t *testing.T, g goldNotes) oneonone.Recap {
	t.Helper()
	other := ""
	for _, p := range g.Participants {
		if p.Name != g.Me && other == "" {
			other = p.Name
		}
	}
	on, err := oneonone.ParseDate(g.On)
	if err != nil {
		t.Fatal(err)
	}
	found, err := recap.Reader{}.Recap(t.Context(), brief.Notes{Now: on.Time(time.UTC), Raw: g.Raw, Me: []string{g.Me}, Meeting: oneonone.Slot{With: oneonone.Maybe(other), On: on}})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func matches(said []goldSaid) []goldMatch {
	var out []goldMatch
	for _, s := range said {
		out = append(out, s.goldMatch)
	}
	return out
}

// owns tells whether an owner is the one that the gold names, by any of their
// names.
func (g goldNotes) owns(said goldSaid, owner string) bool {
	if owner == oneonone.Me {
		owner = g.Me
	}
	for _, name := range append([]string{said.Owner}, said.OwnerOK...) {
		if oneonone.SameName(name, owner) || strings.EqualFold(name, owner) {
			return true
		}
		for _, p := range g.Participants {
			if p.Name == name && slices.ContainsFunc(p.Aliases, func(a string) bool { return strings.EqualFold(a, owner) }) {
				return true
			}
		}
	}
	return false
}
