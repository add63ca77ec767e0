package offline

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"oneonone/internal/brief"
	"oneonone/internal/oneonone"
	"oneonone/internal/prose"
	"oneonone/internal/rulebook"
	"oneonone/internal/secret"
	"oneonone/internal/thread"
)

// The page quotes: whole sentences as they were typed, with their day. What is
// longer than that allows is left out rather than cut.
const (
	// mostQuoted is how many records a topic quotes: more is a report.
	mostQuoted = 3
	// titleWords and titleLetters bound a heading.
	titleWords, titleLetters = 14, 100
	// longQuote is up to how many characters of one record are quoted.
	longQuote = 200
	// sameThing is how close a record is to another that is quoted beside it, and how
	// much closer a note of the window counts than one from before.
	sameThing = 0.08
)

// sentences gives what an item says, sentence by sentence, as it was typed, without
// the label that says of what kind it is and what lays a fault on somebody: what was observed is enough.
func sentences(it *brief.Item) []string {
	if it.Hostile || strings.Contains(it.Text, secret.Masked) {
		return nil
	}
	text := oneonone.Unmarked(prose.WithoutQuoted(it.Text[it.Label:]))
	var out []string
	for _, span := range prose.Sentences(text) {
		if s := strings.TrimSpace(text[span.Start:span.End]); s != "" {
			if _, blames := rulebook.Blames(s); !blames {
				out = append(out, s)
			}
		}
	}
	return out
}

// question gives the last sentence of an item that asks, "" when none does.
func question(it *brief.Item) string {
	for _, s := range slices.Backward(sentences(it)) {
		if strings.HasSuffix(s, "?") && len(strings.Fields(s)) > 2 {
			return capital(s)
		}
	}
	return ""
}

// title gives a heading in the user's words: the goal or promise that it is
// about, else a whole sentence of the record that gives the reason, else of
// another record, else the name of the thread.
func (p *planner) title(t *thread.Thread, r *thread.Reason) string {
	if r.Why == thread.Told {
		whose := p.whose(r.Item)
		for _, s := range sentences(r.Item) {
			if s = upToPause(s); s != "" {
				return whose + " " + quoted(capital(s))
			}
		}
		return whose + " of " + r.Open.Short(p.b.Today)
	}
	switch a, isPromise := r.Item.Record.(*oneonone.Action); {
	case isPromise && a.Meeting != "": // cut out of raw notes: it says little by itself
	case isPromise, r.Item.Kind == oneonone.EvGoal:
		if s := strings.Join(sentences(r.Item), " "); fits(s) {
			return heading(s)
		}
	}
	for _, it := range p.byReason(t, r) {
		if best := p.headline(t, it); best != "" {
			return heading(best)
		}
	}
	for _, it := range p.byReason(t, r) { // nothing but questions, or one or two words
		for _, s := range sentences(it) {
			if fits(s) {
				return heading(s)
			}
		}
	}
	return capital(t.Name)
}

// whose names feedback by who gave it.
func (p *planner) whose(it *brief.Item) string {
	f, ok := it.Record.(*oneonone.Feedback)
	switch {
	case !ok || f.From == "":
		return "The feedback"
	case p.isOther(string(f.From)):
		return "Your feedback"
	}
	return oneonone.FirstName(string(f.From)) + "'s feedback"
}

// headline gives the sentence of a record that says most of what the thread is about:
// the first that does so as well as any other, for who writes a note begins with its
// subject. A question is what is asked.
func (p *planner) headline(t *thread.Thread, it *brief.Item) string {
	asked := t.Because(thread.Asked)
	var fit []string
	most := 0.0
	for _, s := range sentences(it) {
		if asked != nil && strings.HasSuffix(s, "?") {
			continue
		}
		if s = upToPause(withoutSigh(s)); len(strings.Fields(s)) >= 3 {
			fit = append(fit, s)
			most = max(most, t.Bears(p.b.Content(s)))
		}
	}
	for _, s := range fit {
		if 2*t.Bears(p.b.Content(s)) >= most {
			return s
		}
	}
	return ""
}

// withoutSigh leaves out a last clause that only complains: a heading names what is to
// change.
func withoutSigh(s string) string {
	if at := strings.LastIndex(s, ", "); at > 0 && prose.IsGrievance(s[at:]) {
		return s[:at]
	}
	return s
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

// quotes chooses what a topic says: what gives the reason, the newest and the
// oldest word on it, then those with figures; told in the order of time. What the
// heading says already is not said again.
func (p *planner) quotes(t *thread.Thread, r *thread.Reason, title string) []oneonone.Line {
	notes := slices.DeleteFunc(slices.Clone(t.Items), func(it *brief.Item) bool {
		return it.Corrected || it.Elsewhere || !it.IsNote() && !it.Said
	})
	chosen := []*brief.Item{r.Item}
	for _, reason := range t.Reasons {
		if reason.Item.IsNote() && p.b.Closeness(r.Item, reason.Item) >= sameThing {
			chosen = append(chosen, reason.Item)
		}
	}
	close := map[*brief.Item]float64{}
	for _, it := range notes {
		close[it] = p.b.Closeness(r.Item, it)
		if it.InWindow {
			close[it] += sameThing
		}
	}
	rest := slices.SortedStableFunc(slices.Values(notes), func(x, y *brief.Item) int {
		return cmp.Or(cmp.Compare(close[y], close[x]), y.Date.Compare(x.Date))
	})
	for i, it := range rest {
		least := sameThing
		if !it.InWindow { // what is over says little about what is open
			least *= 2
		}
		if i == 0 && it.InWindow || p.b.Closeness(r.Item, it) >= least && !(it.Settled && !it.InWindow) {
			chosen = append(chosen, it)
		}
	}
	type said struct {
		oneonone.Line
		it *brief.Item
	}
	var out []said
	var texts []string
	told := map[string]bool{}
	for _, it := range chosen {
		standing := it.Kind == oneonone.EvGoal || it.Kind == oneonone.EvAction // they stand under what happened since
		if told[it.ID] || standing || it.Elsewhere || it.Corrected || len(out) == mostQuoted {
			continue
		}
		told[it.ID] = true
		if text := p.words(t, it, longQuote); text != "" && !p.repeats(text, title, texts) {
			texts = append(texts, text)
			out = append(out, said{oneonone.Line{Text: p.dated(text, it), Evidence: []string{it.ID}}, it})
		}
	}
	slices.SortStableFunc(out, func(x, y said) int { return slices.Index(t.Items, x.it) - slices.Index(t.Items, y.it) })
	lines := make([]oneonone.Line, 0, len(out))
	for _, s := range out {
		lines = append(lines, s.Line)
	}
	if len(lines) == 0 && (r.Item.IsNote() || r.Item.Said || r.Item.Kind == oneonone.EvFeedback || r.Item.Kind == oneonone.EvDecision) {
		if text := p.words(t, r.Item, longQuote); text != "" {
			lines = append(lines, oneonone.Line{Text: p.dated(text, r.Item), Evidence: []string{r.Item.ID}})
		}
	}
	return lines
}

// repeats tells whether a text says nothing that the heading or another one does not
// say: nearly all of its words stand there.
func (p *planner) repeats(text, title string, told []string) bool {
	words := p.b.Content(text)
	for _, other := range append([]string{title}, told...) {
		there, n := p.b.Content(other), 0
		for _, w := range words {
			if slices.Contains(there, w) {
				n++
			}
		}
		if 5*n >= 4*len(words) {
			return true
		}
	}
	return false
}

// words gives what a record says of a thread: all of it, or of a long text the
// sentences that bear most on the thread and stand side by side.
func (p *planner) words(t *thread.Thread, it *brief.Item, longest int) string {
	all := sentences(it)
	whole := strings.Join(all, " ")
	if utf8.RuneCountInString(whole) <= longest {
		return whole
	}
	best, most := -1, -1.0
	for i, s := range all {
		if much := t.Bears(p.b.Content(s)); utf8.RuneCountInString(s) <= longest && much > most {
			best, most = i, much
		}
	}
	if best < 0 {
		return ""
	}
	from, to := best, best+1
	length := func() int { return utf8.RuneCountInString(strings.Join(all[from:to], " ")) }
	for to < len(all) {
		if to++; length() > longest {
			to--
			break
		}
	}
	for from > 0 {
		if from--; length() > longest {
			from++
			break
		}
	}
	return strings.Join(all[from:to], " ")
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
