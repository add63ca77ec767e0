package coach

import (
	"cmp"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"

	"oneonone/internal/brief"
	"oneonone/internal/figures"
	"oneonone/internal/oneonone"
	"oneonone/internal/prose"
	"oneonone/prompts"
)

// The budgets where nobody says how many tokens a model reads: every hosted model
// reads this much by now, while a server on this computer often reads little.
const (
	HostedBudget = 24000
	LocalBudget  = 8000
)

// Margin is what is added to an estimate: tokenizers differ.
const Margin = 1.15

// weigh estimates what a request comes to, with the margin.
func weigh(r Request) int {
	return int(math.Ceil(float64(Tokens(r.System)+Tokens(r.User)) * Margin))
}

// longestAnswer is how many tokens an answer to any of the tasks may have.
const longestAnswer = 4096

// roomFor is how many tokens the answer to a request may have: what the request
// leaves of the room for both.
func (c Coach) roomFor(r Request) int {
	if c.AnswerRoom <= 0 || c.Budget <= 0 {
		return c.AnswerRoom
	}
	return min(longestAnswer, max(c.AnswerRoom+c.Budget-weigh(r), c.AnswerRoom/2))
}

// sheetFor chooses what a request shows, so that it stays within the budget:
// what is owed first (promises, blockers, questions, feedback, goals, what was
// not reached, the career), then what matters most, is newest, and adds
// something to what is there already. The same brief gives the same choice.
func (c Coach) sheetFor(b *brief.Brief, task string, data evidenceData) (*sheet, Request, error) {
	request := func(s *sheet) (Request, error) {
		if len(s.all) == 0 {
			return Request{}, ErrNoRecords
		}
		data.Mark, data.Groups = s.mark, s.groups
		return c.request(task, prompts.Evidence, data)
	}
	computed := figures.Of(b)
	s := newSheet(b, computed, selection{})
	req, err := request(s)
	if err != nil || c.Budget <= 0 || weigh(req) <= c.Budget {
		return s, req, err
	}
	choice := newChoice(b, s)
	room := float64(c.Budget)/Margin - float64(Tokens(req.System)+Tokens(req.User)-s.tokens())
	needs := weigh(req) - int(float64(s.tokens())*Margin)
	for range 8 {
		s = newSheet(b, computed, choice.fit(room))
		if req, err = request(s); err != nil || weigh(req) <= c.Budget {
			break
		}
		room -= float64(weigh(req)-c.Budget) + 4
	}
	if errors.Is(err, ErrNoRecords) {
		err = &RoomError{Budget: c.Budget, Needs: needs}
	}
	return s, req, err
}

// RoomError says that a prompt may not have as many tokens as the task alone
// takes, without a single record, or with one line of the notes where Line is
// its number.
type RoomError struct{ Budget, Needs, Line int }

// Error gives the sentence.
func (e *RoomError) Error() string {
	if e.Line > 0 {
		return fmt.Sprintf("a prompt may have %d tokens here, and line %d of the notes alone makes one of %d", e.Budget, e.Line, e.Needs)
	}
	return fmt.Sprintf("a prompt may have %d tokens here, and the task alone takes %d, without a single record", e.Budget, e.Needs)
}

// TaskTokens is how many tokens the task of an agenda takes without a single
// record, with the margin for other tokenizers.
func (c Coach) TaskTokens() (int, error) {
	req, err := c.request(c.prepTask(), prompts.Evidence, prepData(&brief.Brief{}))
	return weigh(req), err
}

// longestRecord is how many tokens of one record are shown when not all records
// fit, headRoom what stands before its text at most: its label, its day, what it is.
const (
	longestRecord = 160
	headRoom      = 30
)

// tokens estimates what the records of a sheet come to.
func (s *sheet) tokens() int {
	n := 0
	for _, g := range s.groups {
		n += Tokens(g.Title) + 2
		for _, r := range g.Records {
			n += r.tokens()
		}
	}
	return n
}

func (r *shown) tokens() int { return Tokens("["+r.Label+"] "+r.Text) + 1 }

// selection says which of the evidence is shown. The zero selection shows all
// that may be needed.
type selection struct {
	// keys are what is shown, when it is not nil; longest is how many tokens
	// of a record are shown at most, when it is not 0.
	keys    map[string]bool
	longest int
	// left counts what did not fit; tight tells that even some of what is
	// owed did not.
	left  int
	tight bool
}

func (s selection) shows(key string) bool { return s.keys == nil || s.keys[key] }

// cut shortens a text that is longer than is shown, at the end of a sentence.
func (s selection) cut(text string) string {
	if s.longest == 0 || Tokens(text) <= s.longest {
		return text
	}
	kept := ""
	for _, span := range prose.Sentences(text) {
		if Tokens(text[:span.End]) > s.longest {
			break
		}
		kept = text[:span.End]
	}
	if kept == "" {
		kept = text[:strings.LastIndexByte(text[:min(len(text), s.longest*3)], ' ')+1]
	}
	return strings.TrimSpace(strings.ToValidUTF8(kept, "")) + " […]"
}

// candidate is a record that may be shown.
type candidate struct {
	*shown
	// rank tells in which order what is owed is shown, 0 for what is not owed.
	rank        int
	cost, worth float64
	// subject and week are what it is about and when: one more about the same
	// adds less.
	subject string
	week    int
}

// choice is the candidates of a brief: owed are those that are shown before
// all others, the most pressing first.
type choice struct {
	owed, other []*candidate
	titles      float64
}

func newChoice(b *brief.Brief, s *sheet) *choice {
	c := &choice{}
	for _, g := range s.groups {
		c.titles += float64(Tokens(g.Title) + 2)
	}
	for _, r := range s.records() {
		it := b.Item(r.key)
		one := &candidate{shown: r, rank: owedRank(b, r, it), cost: float64(min(r.tokens(), longestRecord+headRoom))}
		one.value(b, it)
		if one.rank > 0 {
			c.owed = append(c.owed, one)
		} else {
			c.other = append(c.other, one)
		}
	}
	slices.SortStableFunc(c.owed, func(x, y *candidate) int { return x.rank - y.rank })
	c.other = withoutTwins(c.other)
	return c
}

// rankRecent is the last of what is owed: to leave some of it out is no loss to be
// told of.
const rankRecent = 7

// owedRank tells in which order what is owed is shown; 0 for what is not owed.
func owedRank(b *brief.Brief, r *shown, it *brief.Item) int {
	switch {
	case r.computed, r.said:
		return 1
	case it == nil && r.planned:
		return 2 // carried over
	case it == nil:
		return 0
	}
	switch rec := it.Record.(type) {
	case *oneonone.Action:
		if rec.Open() {
			return 1
		}
		return 0
	case *oneonone.Feedback, *oneonone.Goal:
		if rec.Open() {
			return 5
		}
		return 0
	}
	switch {
	case it.Settled || it.Corrected:
		return 0
	case it.NoteKind == oneonone.Blocker:
		return 3
	case it.NoteKind == oneonone.Question, it.NoteKind == oneonone.Concern:
		return 4
	case b.Career.Due && it.Record != nil && prose.SpeaksOfCareer(it.Text):
		return 6
	case !b.SaidSince.IsZero() && !it.Date.Before(b.SaidSince) && it.IsNote():
		return rankRecent // since the meeting before last
	}
	return 0
}

// value says how much a candidate is worth: by what it is, halved with every
// three weeks that it is old.
func (c *candidate) value(b *brief.Brief, it *brief.Item) {
	c.worth = 2.5
	on := b.Meeting.On
	if it == nil {
		for _, e := range c.evidence {
			if on == b.Meeting.On || e.Date.After(on) {
				on = e.Date
			}
		}
		c.subject = c.key
	} else {
		on = it.Date
		c.worth = kindWorth(it)
		c.subject = string(it.Kind)
		if len(it.Projects) > 0 {
			c.subject = it.Projects[0]
		}
	}
	age := max(0, b.Meeting.On.DaysSince(on))
	c.week = age / 7
	c.worth *= max(0.15, math.Pow(0.5, float64(age)/21))
}

func kindWorth(it *brief.Item) float64 {
	worth := 1.0
	switch {
	case it.Kind == oneonone.EvSignal, it.Kind == oneonone.EvFeedback:
		worth = 3
	case it.Kind == oneonone.EvDecision, it.NoteKind == oneonone.Win, it.NoteKind == oneonone.Decided:
		worth = 2.6
	case it.NoteKind == oneonone.Learning:
		worth = 2.2
	case it.NoteKind != oneonone.Plain, it.Kind == oneonone.EvAction:
		worth = 1.6
	}
	if it.Record != nil && strings.ContainsAny(it.Text, "0123456789") {
		worth++
	}
	if it.Settled || it.Corrected {
		worth /= 2
	}
	return worth
}

// withoutTwins leaves out what says nearly the same as a later record: the same
// figures, and most of the same words.
func withoutTwins(list []*candidate) []*candidate {
	known, kept := prose.Stems{}, map[string][][]string{} // the words of those kept, by their figures
	var out []*candidate
	for _, one := range slices.Backward(list) {
		words := known.Content(one.says)
		slices.Sort(words)
		words = slices.Compact(words)
		key := ""
		for _, q := range prose.Quantities(one.says) {
			key += q.Text + " "
		}
		if !slices.ContainsFunc(kept[key], func(other []string) bool { return nearlySame(words, other) }) {
			kept[key] = append(kept[key], words)
			out = append(out, one)
		}
	}
	slices.Reverse(out)
	return out
}

// nearlySame tells whether two sorted lists of words share four of five, and
// three at least.
func nearlySame(a, b []string) bool {
	shared := 0
	for _, word := range a {
		if _, found := slices.BinarySearch(b, word); found {
			shared++
		}
	}
	return shared >= 3 && shared*10 >= (len(a)+len(b)-shared)*8
}

// fit chooses what goes into the room, in tokens.
func (c *choice) fit(room float64) selection {
	sel := selection{keys: map[string]bool{}, longest: longestRecord}
	room -= c.titles
	for _, one := range c.owed {
		if one.cost > room {
			sel.left++
			sel.tight = sel.tight || one.rank < rankRecent
			continue
		}
		room -= one.cost
		sel.keys[one.key] = true
	}
	c.fillUp(&sel, room)
	return sel
}

// fillUp adds what is worth most, one after the other: each choice makes more
// of the same worth less, so that it is looked for among those that were worth
// more to begin with.
func (c *choice) fillUp(sel *selection, room float64) {
	rest := slices.SortedStableFunc(slices.Values(c.other), func(x, y *candidate) int { return cmp.Compare(y.worth, x.worth) })
	subjects, weeks := map[string]int{}, map[int]int{}
	for {
		best, most := -1, 0.0
		for i, one := range rest {
			if one.worth <= most {
				break
			}
			now := one.worth / (1 + 0.4*float64(subjects[one.subject])) / (1 + 0.1*float64(weeks[one.week]))
			if one.cost <= room && now > most {
				best, most = i, now
			}
		}
		if best < 0 {
			sel.left += len(rest)
			return
		}
		one := rest[best]
		rest = slices.Delete(rest, best, best+1)
		room -= one.cost
		sel.keys[one.key] = true
		subjects[one.subject]++
		weeks[one.week]++
	}
}
