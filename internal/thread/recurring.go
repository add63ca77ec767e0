package thread

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"oneonone/internal/brief"
	"oneonone/internal/figures"
	"oneonone/internal/oneonone"
	"oneonone/internal/prose"
	"oneonone/internal/reader"
	"oneonone/internal/secret"
)

const (
	// mostRecurring is how many things that came up again a look back names.
	mostRecurring = 5
	// longSentence is up to how many characters a sentence is quoted.
	longSentence = 140
	// commonest is which part of the notes may have a word that is still about one thing.
	commonest = 8
)

// Recurring lists what came up on several days of the window and is open: notes that
// name one thing that few others name, of which some ask, wait or worry and the last
// tells no end. Each is told by the sentences that name it in the first and the last of them, so
// that one sees that it is the same thing. What the figures of a goal tell is left to them.
func Recurring(b *brief.Brief, threads []*Thread, facts []figures.Fact) []oneonone.Fact {
	of := map[string]string{}
	for _, t := range threads {
		for _, it := range t.Items {
			of[it.ID] = t.ID
		}
	}
	measured := map[string]bool{}
	for _, f := range facts {
		for _, id := range f.Evidence {
			measured[id] = measured[id] || f.Kind == figures.Series && f.GoalID != ""
		}
	}
	all, notes := map[string]*again{}, 0
	for _, it := range b.Items {
		if it.IsNote() && it.InWindow && !it.Hostile && !it.Corrected && !it.Elsewhere && !strings.Contains(it.Text, secret.Masked) {
			hearAgain(all, it)
			notes++
		}
	}
	var found []*again
	goals := make([][]string, len(b.Goals))
	for i, g := range b.Goals {
		goals[i] = b.Content(g.Text)
	}
	for _, key := range sortedKeys(all) {
		a := all[key]
		if isOfGoal(goals, key) && a.waiting() < 2 {
			continue
		}
		if len(a.told) > max(4, notes/commonest) || !a.isOpen(measured) || a.led >= 0 && !a.isOne(of) && !a.isSubject() {
			continue
		}
		a.weight = math.Pow(float64(a.days()), 0.8)*math.Log(float64(notes+1)/float64(len(a.told))) + float64(a.waiting())
		found = append(found, a)
	}
	slices.SortStableFunc(found, func(x, y *again) int { return cmp.Compare(y.weight, x.weight) })
	var out []oneonone.Fact
	told := map[string]bool{}
	for _, a := range found {
		fact := a.fact(b.Today)
		fresh := slices.DeleteFunc(slices.Clone([]string(fact.Evidence)), func(id string) bool { return told[id] })
		if len(out) == mostRecurring || fact.Text == "" || 2*len(fresh) <= len(fact.Evidence) {
			continue
		}
		for _, id := range fact.Evidence {
			told[id] = true
		}
		out = append(out, fact)
	}
	return out
}

// isOfGoal tells whether a goal names a thing; goals are the words of each.
func isOfGoal(goals [][]string, key string) bool {
	return slices.ContainsFunc(goals, func(stems []string) bool {
		return !slices.ContainsFunc(strings.Fields(strings.TrimPrefix(key, "mark ")), func(s string) bool { return !slices.Contains(stems, s) })
	})
}

// again is notes that name one thing, each with the sentence that does, "" where it is
// too long to be quoted.
type again struct {
	told []mention
	// led counts the sentences that begin with a word, of what is no more than that; -1
	// for what is a name by its form.
	led    int
	weight float64
}

type mention struct {
	it       *brief.Item
	sentence string
}

// hearAgain files a note under what its sentences name: what is a mark or a
// ticket, two words side by side, or a word in capitals or with which somebody begins.
func hearAgain(all map[string]*again, it *brief.Item) {
	sentences := it.Sentences()
	for _, s := range sentences {
		words := slices.DeleteFunc(placedIn(s), func(c placed) bool { return !it.Says(c.stem) || amount().MatchString(c.stem) })
		for i, c := range words {
			led := 0
			if i == 0 || i < leading && words[i-1].end+1 == c.start || isCapitals(c.typed) {
				led = 1
			}
			file(all, c.stem, it, s, led)
			if isNamed(c.typed) {
				file(all, "mark "+c.stem, it, s, -1)
			}
			if i > 0 && words[i-1].end+1 == c.start {
				file(all, words[i-1].stem+" "+c.stem, it, s, -1)
			}
		}
	}
	for _, mark := range slices.Concat(it.Projects, it.Tags) {
		file(all, "mark "+strings.ToLower(mark), it, append(slices.Clone(sentences), "")[0], -1)
	}
}

// leading is how many words at the beginning of a sentence may be its subject.
const leading = 2

func file(all map[string]*again, key string, it *brief.Item, sentence string, led int) {
	if utf8.RuneCountInString(sentence) > longSentence {
		sentence = ""
	}
	a := all[key]
	if a == nil {
		a = &again{}
		all[key] = a
	}
	if a.led += led; led < 0 {
		a.led = led
	}
	if n := len(a.told); n > 0 && a.told[n-1].it == it {
		a.told[n-1].sentence = cmp.Or(a.told[n-1].sentence, sentence)
		return
	}
	a.told = append(a.told, mention{it, sentence})
}

// isCapitals tells a word in capitals; two letters are somebody's.
func isCapitals(word string) bool {
	return len(word) > 2 && word == strings.ToUpper(word) && word != strings.ToLower(word)
}

// isNamed tells a name that somebody gave to one thing: capitals with figures, or a name of code.
func isNamed(word string) bool {
	digits, letters := strings.ContainsAny(word, "0123456789"), strings.ContainsFunc(word, unicode.IsUpper)
	return len(word) > 2 && (digits && letters || strings.Contains(word, "_"))
}

func (a *again) days() int {
	days := map[oneonone.Date]bool{}
	for _, m := range a.told {
		days[m.it.Date] = true
	}
	return len(days)
}

// waiting counts the notes that ask, wait or worry.
func (a *again) waiting() int {
	n := 0
	for _, m := range a.told {
		if m.waits() {
			n++
		}
	}
	return n
}

// waits tells a note that asks, waits or worries and that nothing settled.
func (m mention) waits() bool {
	switch kind := m.it.NoteKind; kind {
	case oneonone.Blocker, oneonone.Question, oneonone.Concern:
		return !m.it.Settled && (m.it.Sure || m.it.Does.Of(reader.Label(kind)) >= likely)
	}
	return false
}

const (
	// often is on how many days a subject comes up that is worth a line whatever is said of it.
	often = 5
	// small is how sure the reader is at most of what is no trivia, in percent.
	small = 25
)

// isSubject tells whether most of the notes with a word begin a sentence with it, and do so on
// many days or with a figure each time: what somebody keeps an eye on.
func (a *again) isSubject() bool {
	trivia, counted := 0, 0
	for _, m := range a.told {
		trivia += m.it.Does.Of(reader.Trivia)
		if figures.Names(m.sentence) {
			counted++
		}
	}
	days := a.days()
	return a.led >= 0 && 5*a.led >= 4*len(a.told) && trivia <= small*len(a.told) && (days >= often || days >= repeats && counted == len(a.told))
}

// isOne tells whether the notes with a plain word are of one thread.
func (a *again) isOne(of map[string]string) bool {
	return !slices.ContainsFunc(a.told, func(m mention) bool {
		first := of[a.told[0].it.ID]
		return first == "" || of[m.it.ID] != first
	})
}

// isOpen tells whether it came up on three days, or twice as something that waits, and
// the last note waits, tells no end and is no figure of a goal.
func (a *again) isOpen(measured map[string]bool) bool {
	if a.isSubject() {
		return true
	}
	days, waiting, last := a.days(), a.waiting(), a.told[len(a.told)-1]
	if days < 2 || waiting == 0 || days < repeats && waiting < 2 || a.led >= 0 && (a.led < 2 || days < repeats) {
		return false
	}
	if measured[last.it.ID] || !last.waits() || last.sentence == "" {
		return false
	}
	does := new(reader.Reader).Read(reader.Journal, reader.Line{Text: last.sentence})
	if strings.Contains(last.it.Text, "\n") && max(does.Of(reader.Blocker), does.Of(reader.Question), does.Of(reader.Concern)) < likely {
		return false // another line of the note waits
	}
	return max(does.Of(reader.Win), does.Of(reader.Done), does.Of(reader.Unblocked)) < likely
}

// fact tells it by the first and the last note that wait and can be quoted, else by the
// first and the last at all.
func (a *again) fact(near oneonone.Date) oneonone.Fact {
	quotable := slices.DeleteFunc(slices.Clone(a.told), func(m mention) bool { return m.sentence == "" })
	waiting := slices.DeleteFunc(slices.Clone(quotable), func(m mention) bool { return !m.waits() })
	if spans(waiting) {
		quotable = waiting
	}
	if !spans(quotable) {
		return oneonone.Fact{}
	}
	text := quotable[0].quoted(near) + " · " + quotable[len(quotable)-1].quoted(near)
	if n := a.days() - 2; n > 0 {
		text += ", and on " + oneonone.Plural(n, "other day", "other days")
	}
	fact := oneonone.Fact{Text: text}
	for _, m := range a.told {
		fact.Evidence = append(fact.Evidence, m.it.ID)
	}
	return fact
}

// spans tells whether notes are of more days than one.
func spans(list []mention) bool { return len(list) > 1 && list[0].it.Date != list[len(list)-1].it.Date }

func (m mention) quoted(near oneonone.Date) string {
	return "“" + oneonone.Sentence(strings.TrimRight(m.sentence, ".")) + "” (" + m.it.Date.Short(near) + ")"
}

// placed is a word with its stem and where it stands.
type placed struct {
	content
	start, end int
}

func placedIn(text string) []placed {
	var out []placed
	for _, w := range prose.Words(text) {
		if stems := prose.Content(w.Text); len(stems) > 0 && len(w.Text) > 1 {
			out = append(out, placed{content{w.Text, stems[0]}, w.Start, w.Start + len(w.Text)})
		}
	}
	return out
}
