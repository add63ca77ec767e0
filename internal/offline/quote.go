package offline

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"oneonone/internal/brief"
	"oneonone/internal/figures"
	"oneonone/internal/oneonone"
	"oneonone/internal/prose"
	"oneonone/internal/reader"
	"oneonone/internal/rulebook"
	"oneonone/internal/secret"
	"oneonone/internal/thread"
)

// The page quotes: whole sentences as they were typed, with their day. What is
// longer than that allows is left out rather than cut.
const (
	// mostQuoted is how many records a topic quotes: more is a report.
	mostQuoted = 4
	// longQuote is up to how many characters of one record are quoted.
	longQuote = 240
	// sameThing is how close a record is to another that is quoted beside it.
	sameThing = 0.1
)

// sentences gives what an item says, sentence by sentence, as it was typed, without
// the label that says of what kind it is and what lays a fault on somebody: what was observed is enough.
func sentences(it *brief.Item) []string {
	if it.Hostile || strings.Contains(it.Text, secret.Masked) {
		return nil
	}
	text := oneonone.Unmarked(oneonone.AfterMarks(prose.WithoutQuoted(it.Text[it.Label:])))
	var out []string
	for _, point := range strings.FieldsFunc(text, func(r rune) bool { return r == '•' || r == '·' }) { // each point is one matter
		for _, span := range prose.Sentences(point) {
			if s := strings.TrimSpace(point[span.Start:span.End]); s != "" {
				if _, blames := rulebook.Blames(s); !blames {
					out = append(out, s)
				}
			}
		}
	}
	return out
}

// lastQuestion gives the last sentence of an item that asks, "" when none does: what is
// asked of oneself or of nobody is no question, and one about a third person was not for
// the person met.
func (p *planner) lastQuestion(it *brief.Item) string {
	for _, s := range slices.Backward(sentences(it)) {
		if strings.HasSuffix(s, "?") && len(strings.Fields(s)) > 2 && !p.b.Does(s).Tells(reader.Rhetorical) && !oneonone.SpeaksOfSomebody(s) {
			return capital(s)
		}
	}
	return ""
}

// telling tells how much a sentence says of what a thread is a topic for: how sure the
// reader is that it does what the reason says, and how much of the words it has that hold
// the records together.
func (p *planner) telling(t *thread.Thread, why thread.Why, sentence string) float64 {
	shared := t.Shared(p.b.Content(sentence))
	much := shared / (shared + wordsOfTwo)
	does := p.b.Does(sentence)
	if label := labelOf(why); label != "" {
		much += float64(does.Of(label)) / 100
	}
	return max(0, much-float64(does.Of(reader.Trivia))/100) + 0.01 // of those that say nothing the first
}

// wordsOfTwo is about what two rare words weigh that records have in common.
const wordsOfTwo = 6

// labelOf gives what a sentence does that is the reason for a topic, "" where no sentence
// by itself is.
func labelOf(why thread.Why) reader.Label {
	switch why {
	case thread.Stuck:
		return reader.Blocker
	case thread.Asked:
		return reader.Question
	case thread.Idea:
		return reader.Idea
	case thread.Worry, thread.Friction:
		return reader.Concern
	}
	return ""
}

// namesReader tells whether a text speaks of the person met, who reads the page.
func (p *planner) namesReader(s string) bool {
	return p.b.Meeting.With != "" && slices.ContainsFunc(strings.FieldsFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && r != '-' }),
		func(word string) bool { return p.isOther(word) })
}

// quotes chooses what a topic says: the newest word on it, for what came last carries
// what is to be settled, what gives the reason, and what else is closest; told in the
// order of time. What is from before the window is told where nothing newer is, and
// what names the person met where nothing else does.
func (p *planner) quotes(t *thread.Thread, r *thread.Reason) []oneonone.Line {
	lead := r.Item
	var fresh, old []*brief.Item
	for _, it := range slices.Backward(t.Items) {
		switch alike := t.Alike(lead, it); {
		case it == lead || it.Corrected || it.Elsewhere || !it.IsNote() && !it.Said:
		case it.InWindow && alike >= sameThing && !it.Said:
			fresh = append(fresh, it)
		case isPassed(t, it) || lead.Kind == oneonone.EvGoal: // its figures tell what was
		case (alike >= 2*sameThing || lead.Kind == oneonone.EvAction && alike >= sameThing) && !it.Settled && !(it.Said && lead.IsNote()) &&
			!(it.Date == lead.Date && (it.Said || lead.Said)):
			old = append(old, it)
		}
	}
	slices.SortStableFunc(fresh[min(1, len(fresh)):], func(x, y *brief.Item) int { return cmp.Compare(t.Alike(lead, y), t.Alike(lead, x)) })
	slices.SortStableFunc(old, func(x, y *brief.Item) int { return cmp.Compare(t.Alike(lead, y), t.Alike(lead, x)) })
	chosen := []*brief.Item{lead}
	if lead.Kind == oneonone.EvGoal || lead.Kind == oneonone.EvAction { // they stand under what happened since
		chosen = nil
	}
	if press := t.Presses(p.b); press != nil && press.Item != lead {
		fresh = slices.Insert(slices.DeleteFunc(fresh, func(it *brief.Item) bool { return it == press.Item }), 0, press.Item)
	}
	chosen = slices.Concat(chosen, fresh, old)
	if len(chosen) == 0 && lead.Kind == oneonone.EvGoal {
		if it := lastOf(t, func(it *brief.Item) bool { return it.IsNote() && it.InWindow && !it.Corrected && !it.Elsewhere }); it != nil {
			chosen = append(chosen, it)
		}
	}
	var out []*brief.Item
	var texts []string
	for _, it := range chosen {
		if len(out) == mostQuoted {
			break
		}
		if text := p.words(t, it, longQuote); text != "" && (it == lead || !p.repeats(text, texts)) {
			texts, out = append(texts, text), append(out, it)
		}
	}
	slices.SortStableFunc(out, func(x, y *brief.Item) int { return slices.Index(t.Items, x) - slices.Index(t.Items, y) })
	lines := make([]oneonone.Line, 0, len(out))
	for _, it := range out {
		lines = append(lines, oneonone.Line{Text: p.dated(p.words(t, it, longQuote), it), Evidence: []string{it.ID}})
	}
	return lines
}

// isPassed tells a note from before the window that asked for something and was
// followed by another of those days: what came of it is not known.
func isPassed(t *thread.Thread, it *brief.Item) bool {
	waits := it.NoteKind == oneonone.Blocker || it.NoteKind == oneonone.Question || it.NoteKind == oneonone.Concern
	return !it.InWindow && waits && slices.ContainsFunc(t.Items, func(x *brief.Item) bool {
		return x.IsNote() && !x.InWindow && x.Date.After(it.Date)
	})
}

// repeats tells whether a text says little that another one does not say.
func (p *planner) repeats(text string, told []string) bool {
	words := p.b.Content(text)
	for _, other := range told {
		there, n := p.b.Content(other), 0
		for _, w := range words {
			if slices.Contains(there, w) {
				n++
			}
		}
		if 3*n >= 2*len(words) {
			return true
		}
	}
	return false
}

// words gives what a record says of a thread: all of it, or of a long text the sentences
// in a row that tell most of why the thread is a topic, the one among them that names a
// day before which something is to be settled.
func (p *planner) words(t *thread.Thread, it *brief.Item, longest int) string {
	why, day := thread.Why(""), ""
	if len(t.Reasons) > 0 {
		why = t.Reasons[0].Why
	}
	if press := t.Presses(p.b); press != nil && press.Item == it {
		day = p.naming(press)
	}
	all := p.spoken(p.onSubject(t, why, sentences(it)), day)
	if whole := strings.Join(all, " "); utf8.RuneCountInString(whole) <= longest {
		return whole
	}
	best, most := "", 0.0
	for from := range all {
		text, much := "", 0.0
		for _, s := range all[from:] {
			text = strings.TrimSpace(text + " " + s)
			if utf8.RuneCountInString(text) > longest {
				break
			}
			if much += p.telling(t, why, s) + p.exact(s, it); s == day {
				much += 10
			}
			if much > most {
				best, most = text, much
			}
		}
	}
	return best
}

// spoken leaves out the sentences at the beginning and the end that speak of who reads the
// page, unless nothing else is left: nobody is told about themselves. One that names the day stays.
func (p *planner) spoken(all []string, day string) []string {
	from, to := 0, len(all)
	for from < to && all[from] != day && p.namesReader(all[from]) {
		from++
	}
	for to > from && all[to-1] != day && p.namesReader(all[to-1]) {
		to--
	}
	if from == to {
		return all
	}
	return all[from:to]
}

// exact tells how much a sentence has that can be checked: figures, days and people.
func (p *planner) exact(s string, it *brief.Item) float64 {
	much := 0.0
	if figures.Names(s) {
		much += 0.3
	}
	if len(prose.Dates(s, it.Date.Time(p.b.Now.Location()), p.b.Locale)) > 0 {
		much += 0.2
	}
	if p.namesSomebody(s) {
		much += 0.1
	}
	return much
}

// namesSomebody tells whether a sentence names somebody on file.
func (p *planner) namesSomebody(s string) bool {
	return slices.ContainsFunc(prose.Words(s), func(w prose.Word) bool { return p.isOnFile(w.Text) })
}

// onSubject leaves out the sentences before the first that is about the thread: other
// matters of that day. What comes behind it may take back what it says, and stays.
func (p *planner) onSubject(t *thread.Thread, why thread.Why, all []string) []string {
	for i, s := range all {
		label := labelOf(why)
		if t.Shared(p.b.Content(s)) > 0 || label != "" && p.b.Does(s).Tells(label) {
			return all[i:]
		}
	}
	return all
}

// dated gives the words of a record with their day.
func (p *planner) dated(text string, it *brief.Item) string {
	text = capital(text)
	if !it.Date.IsZero() {
		text = strings.TrimRight(text, ". ") + " (" + it.Date.Short(p.b.Today) + ")"
	}
	return oneonone.Ended(text)
}

// quote gives a record as a line of its own, none for what nobody should repeat.
func (p *planner) quote(it *brief.Item) []oneonone.Line {
	if text := it.Quoted(p.b.Today); text != "" {
		return []oneonone.Line{{Text: text, Evidence: []string{it.ID}}}
	}
	return nil
}

// shortHeading is a heading of words that may be too long for one: up to a pause.
func shortHeading(text string) string {
	text = oneonone.AsTyped(text)
	if s := upToPause(text); s != "" {
		return heading(s)
	}
	return heading(text)
}

// own gives the user's words as they stand beside a proposal.
func own(it *brief.Item) oneonone.Maybe {
	text := strings.Join(sentences(it), " ")
	if utf8.RuneCountInString(text) > longQuote {
		text = sentences(it)[0]
	}
	return oneonone.Maybe(heading(text))
}

// quoted sets the user's words apart from the drafter's.
func quoted(s string) string { return "“" + strings.TrimRight(s, ".") + "”" }
