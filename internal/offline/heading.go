package offline

import (
	"slices"
	"strings"
	"unicode/utf8"

	"oneonone/internal/brief"
	"oneonone/internal/oneonone"
	"oneonone/internal/prose"
	"oneonone/internal/reader"
	"oneonone/internal/thread"
)

// titleWords and titleLetters bound a heading.
const titleWords, titleLetters = 14, 100

// title gives a heading in the user's words: the goal or promise that it is
// about, else a whole sentence of the record that gives the reason, else of
// another record, else the name of the thread.
func (p *planner) title(t *thread.Thread, r *thread.Reason) string {
	if r.Why == thread.Wrong {
		return "To put right: " + p.old(t)
	}
	if r.Why == thread.Told {
		whose := p.whose(r.Item)
		for _, s := range sentences(r.Item) {
			if s = upToPause(withoutSigh(s)); s != "" {
				return whose + " " + quoted(capital(s))
			}
		}
		return whose + " of " + r.Open.Short(p.b.Today)
	}
	if r.Item.Kind == oneonone.EvGoal {
		if s := upToPause(strings.Join(sentences(r.Item), " ")); s != "" {
			return heading(s)
		}
	}
	if r.Why == thread.Refused {
		if s := upToPause(thread.WithoutNo(strings.Join(sentences(r.Item), " "))); s != "" {
			return heading(s)
		}
	}
	if promise := promised(r); promise != "" {
		return heading(promise)
	}
	asked := t.Because(thread.Asked)
	if phrase := phraseFor(t, r.Item); phrase != "" {
		return capital(phrase) + p.until(t, r)
	}
	if asked != nil && asked.Answered == nil {
		if q := p.lastQuestion(asked.Item); fits(q) {
			return q
		}
	}
	if a, ok := r.Item.Record.(*oneonone.Action); ok && a.Meeting == "" {
		if s := strings.Join(sentences(r.Item), " "); fits(s) {
			return heading(s)
		}
	}
	if best := p.headline(t, r); best != "" {
		return heading(best)
	}
	if len(t.Items) > 1 && r.Item.Kind != oneonone.EvAction {
		return capital(t.Name())
	}
	for _, s := range sentences(r.Item) { // nothing but questions, or one or two words
		if s = upToPause(withoutSigh(s)); s != "" {
			return heading(s)
		}
	}
	return capital(t.Name())
}

// longestPromise is up to how many words of a late promise are a heading.
const longestPromise = 10

// promised gives a late promise of the other person where it is short: a heading out of
// another record might be about another matter.
func promised(r *thread.Reason) string {
	a, ok := r.Item.Record.(*oneonone.Action)
	if !ok || r.Why != thread.LateYours {
		return ""
	}
	if text := oneonone.AsTyped(oneonone.AfterOwner(a.Owner, a.Text)); len(strings.Fields(text)) <= longestPromise {
		return text
	}
	return ""
}

// until says behind the name of a thing what is to happen with it, and when.
func (p *planner) until(t *thread.Thread, r *thread.Reason) string {
	switch press := t.Presses(p.b); {
	case r.Why == thread.LateYours:
		return ": due since " + r.Open.Short(p.b.Today)
	case press != nil:
		return ": before " + p.day(press.Open)
	}
	return ""
}

// phraseFor gives the phrase of a thread that stands in a record, or in a note of the
// window where the record is no note; "" where none does.
func phraseFor(t *thread.Thread, lead *brief.Item) string {
	isFresh := func(it *brief.Item) bool { return it.InWindow && it.IsNote() }
	fresh := !lead.IsNote() && slices.ContainsFunc(t.Items, isFresh)
	for _, phrase := range t.Phrases() {
		has := func(it *brief.Item) bool { return strings.Contains(strings.ToLower(it.Text), strings.ToLower(phrase)) }
		if fresh && slices.ContainsFunc(t.Items, func(it *brief.Item) bool { return isFresh(it) && has(it) }) || !fresh && has(lead) {
			return phrase
		}
	}
	return ""
}

// whose names feedback by who gave it.
func (p *planner) whose(it *brief.Item) string {
	f, ok := it.Record.(*oneonone.Feedback)
	switch {
	case ok && f.From == "" && p.isOther(string(f.With)):
		return "Your feedback"
	case !ok || f.From == "":
		return "The feedback"
	case p.isOther(string(f.From)):
		return "Your feedback"
	}
	return oneonone.FirstName(string(f.From)) + "'s feedback"
}

// leads is how much more the record that gives the reason counts among those in which a
// heading is looked for.
const leads = 1.5

// headline gives the sentence that fits a heading and tells most of why the thread is a
// topic; one without the reader's name first. A question is what is asked.
func (p *planner) headline(t *thread.Thread, r *thread.Reason) string {
	asked, best, most, top := t.Because(thread.Asked), "", 0.0, 0.0
	for _, it := range p.byReason(t, r) {
		if it.Kind == oneonone.EvAction { // the ask quotes it
			continue
		}
		for _, s := range sentences(it) {
			if asked != nil && strings.HasSuffix(s, "?") {
				continue
			}
			much := p.telling(t, r.Why, s) + p.exact(s, it)/2
			if it == r.Item {
				much *= leads
			}
			top = max(top, much)
			if s = upToPause(withoutSigh(s)); len(strings.Fields(s)) < 3 || p.namesToday(s, it) {
				continue
			}
			if p.namesReader(s) || oneonone.SpeaksOfSomebody(s) { // "she" is hardly ever clear in a heading
				much /= 2
			}
			if much > most {
				best, most = s, much
			}
		}
	}
	if 2*most < top && len(t.Items) > 1 { // what tells it is too long, and this something else
		return ""
	}
	return best
}

// namesToday tells whether a text names a day as seen from the day it was written:
// "this week" is another one by now. A month is the same a month later.
func (p *planner) namesToday(s string, it *brief.Item) bool {
	return slices.ContainsFunc(prose.Dates(s, it.Date.Time(p.b.Now.Location()), p.b.Locale), func(d prose.DateSpan) bool {
		month := oneonone.DateOf(d.Until).DaysSince(oneonone.DateOf(d.Day)) > 26
		return !strings.ContainsAny(d.Text, "0123456789") && !month
	})
}

// withoutSigh leaves out a last clause that only complains: a heading names what is to
// change.
func withoutSigh(s string) string {
	at := strings.LastIndex(s, ", ")
	if at <= 0 {
		return s
	}
	sigh := new(reader.Reader).Read(reader.Draft, reader.Line{Text: s[at+len(", "):]})
	if sigh.Of(reader.Grievance) < reader.Sure {
		return s
	}
	return s[:at]
}

// upToPause gives a sentence that fits a heading, or what stands before its last
// comma, dash or bracket that does; "" where nothing does. All of it is quoted below.
func upToPause(s string) string {
	for !fits(s) {
		at := max(strings.LastIndex(s, ", "), strings.LastIndex(s, "; "), strings.LastIndex(s, " ("), strings.LastIndex(s, " - "),
			strings.LastIndex(s, " – "), strings.LastIndex(s, " — "))
		if at <= 0 {
			return ""
		}
		s = s[:at]
	}
	if open := strings.LastIndex(s, " ("); open > 0 && !strings.Contains(s[open:], ")") {
		return s[:open]
	}
	return s
}

// byReason lists the records of a thread in which its heading is looked for: the
// one that gives the reason, then the notes, the newest first.
func (p *planner) byReason(t *thread.Thread, r *thread.Reason) []*brief.Item {
	var out []*brief.Item
	if r.Item.Kind != oneonone.EvAction {
		out = append(out, r.Item)
	}
	for _, it := range slices.Backward(t.Items) {
		if it != r.Item && it.IsNote() && !it.Corrected {
			out = append(out, it)
		}
	}
	return append(out, r.Item)
}

func fits(s string) bool {
	return s != "" && len(strings.Fields(s)) <= titleWords && utf8.RuneCountInString(s) <= titleLetters
}

// heading is a sentence without its full stop.
func heading(s string) string { return capital(strings.TrimRight(s, ".,;: ")) }
