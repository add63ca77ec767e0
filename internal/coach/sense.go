package coach

import (
	"slices"
	"strings"

	"oneonone/internal/prose"
)

// What a fact adds to a record's words may turn them: another unit, a
// comparison, a cause, "all" for "some", somebody's word for what nobody said.
// Each of these needs a record that says it, too.

// lacksSense names what a text adds to the words of the records, "" when it
// adds nothing.
func (s *support) lacksSense(text string) string {
	for _, missing := range []func(string) string{s.otherUnit, s.notDone, s.notYet, s.mistakenFor, s.refused, s.unknownScope, s.unknownOrder, s.unknownJudgement, s.antonym, s.unknownCause} {
		if what := missing(text); what != "" {
			return what
		}
	}
	return ""
}

// otherUnit finds a figure that the records give in another unit only.
func (s *support) otherUnit(text string) string {
	for _, q := range prose.Quantities(text) {
		if q.Unit == "" || q.Unit == "x" || q.Of > 0 {
			continue
		}
		there, same := false, false
		for _, k := range s.quantities {
			if k.Value == q.Value || k.High == q.Value {
				there = true
				same = same || k.Unit == q.Unit || k.Unit == "" && k.Noun == ""
			}
		}
		if there && !same {
			return "the unit of “" + q.Text + "”"
		}
	}
	return ""
}

// scope is a word that speaks of all there is, and the stem of what it is all
// of, "" where it does not say.
type scope struct {
	word, of string
	people   bool
}

// scopes lists them.
func scopes(text string) []scope {
	var out []scope
	words := prose.Words(text)
	for i, w := range words {
		if !saysAll(w.Lower) && !saysNone(w.Lower) {
			continue
		}
		sc := scope{word: w.Lower, people: slices.Contains([]string{"everyone", "everybody", "nobody"}, w.Lower)}
		for _, next := range words[i+1 : min(i+5, len(words))] {
			if !prose.IsStop(next.Lower) && oneFigure(next.Text) == "" {
				sc.of = prose.Stem(next.Lower)
				break
			}
		}
		out = append(out, sc)
	}
	return out
}

// unknownScope gives the word by which a text speaks of all there is where no
// record does of the same, and "most" where no record tells more than half.
func (s *support) unknownScope(text string) string {
	if word := universal(text); word != "" && !(countsAll(text, word) && slices.Contains(s.ratios, 1)) {
		all := scopes(text)
		i := slices.IndexFunc(all, func(sc scope) bool { return sc.word == word })
		said := func(k scope) bool {
			return k.word == word || k.people == all[i].people && k.of != "" && k.of == all[i].of
		}
		if i >= 0 && !slices.ContainsFunc(s.scopes, said) {
			return "the word " + word
		}
	}
	words := prose.Words(text)
	for i, w := range words {
		if (w.Lower == "most" || w.Lower == "majority") && (i == 0 || words[i-1].Lower != "at") && i+1 < len(words) &&
			!s.words["most"] && !s.words["majority"] && !s.words["mostli"] && !slices.ContainsFunc(s.ratios, func(r float64) bool { return r > 0.5 }) {
			return "the word " + w.Lower
		}
	}
	return ""
}

// countsAll tells whether a word for all there is stands before how many that
// are: "11 of the 11" are all 11.
func countsAll(text, word string) bool {
	words := prose.Words(text)
	for i := 0; i+1 < len(words); i++ {
		if words[i].Lower == word && oneFigure(words[i+1].Text) != "" {
			return true
		}
	}
	return false
}

// states are the words by which something is told to be done: those of facts,
// and those of records, which say it in more ways.
var (
	states = []string{"live", "merged", "released", "deployed", "shipped", "finished", "completed", "delivered", "done", "resolved", "solved", "launched", "rolled out", "in production"}
	ended  = append([]string{"now", "win", "out", "gone", "on main", "is up", "ran", "closed", "fixed", "passed", "works", "ready", "merge", "ship", "release", "deploy", "deploys", "deployment", "went", "wrote", "written"}, states...)
)

// notDone tells a text in which something is done of which no record says so.
func (s *support) notDone(text string) string {
	r := prose.Read(text)
	if !r.Says(states...) || r.Says("not", "no", "never", "nothing", "nobody", "when", "once", "if", "until", "before", "goes live", "to be", "isn't", "aren't") {
		return ""
	}
	if prose.Read(s.folded).Says(ended...) {
		return ""
	}
	return "that it is done"
}

func (s *support) notYet(text string) string {
	if word := s.yetToCome(text); word != "" {
		return "that it is past (“" + word + "”)"
	}
	return ""
}

func (s *support) mistakenFor(text string) string {
	if name := s.otherDoer(text); name != "" {
		return "that it was " + name
	}
	return ""
}

// refused tells a text that says yes to what the records refuse.
func (s *support) refused(text string) string {
	yes := []string{"agreed", "agrees", "accepted", "accepts", "said yes", "approved", "volunteered"}
	no := []string{"said no", "refused", "declined", "turned down", "rejected"}
	r, told := prose.Read(text), prose.Read(s.folded)
	if r.Says(yes...) && !r.Says(no...) && !r.Says("not") && told.Says(no...) && !told.Says(yes...) {
		return "this: they say no to it"
	}
	return ""
}

// unknownOrder gives an ordinal of something ("my first talk") that no record
// has. Of a time it only says when ("the first week").
func (s *support) unknownOrder(text string) string {
	words := prose.Words(text)
	for i := 1; i+1 < len(words); i++ {
		w := words[i].Lower
		if !slices.Contains([]string{"first", "second", "third", "fourth", "last", "only"}, w) || s.words[w] {
			continue
		}
		if slices.Contains([]string{"my", "our", "his", "her", "their", "the"}, words[i-1].Lower) && !isTime(words[i+1].Lower) && oneFigure(words[i+1].Text) == "" {
			return "the word " + w
		}
	}
	return ""
}

func isTime(word string) bool {
	return isSpell(strings.TrimSuffix(word, "s")) || slices.Contains([]string{"time", "times", "half", "days", "one", "ones"}, word)
}

// judgements are the words by which something is said to be good or bad: a
// comparison that the records must make, or give the figures for.
var judgements = []string{"better", "best", "worse", "worst", "weaker", "weakest", "stronger", "strongest", "improved", "improves", "deteriorated", "degraded", "excellent", "poor", "poorly", "successful", "successfully", "unsuccessful"}

func (s *support) unknownJudgement(text string) string {
	if n := slices.DeleteFunc(figures(calendar(text).rest), func(f string) bool { return !isDigit(f[0]) }); len(n) > 1 {
		return "" // the figures are held to the records, and to their order
	}
	for _, w := range prose.Words(text) {
		if slices.Contains(judgements, w.Lower) && !s.has(w.Lower) && !slices.ContainsFunc(judgements, func(j string) bool { return sameJudgement(j, w.Lower) && s.has(j) }) {
			return "the word " + w.Lower
		}
	}
	return ""
}

func sameJudgement(a, b string) bool {
	for _, group := range [][]string{{"better", "best", "improved", "improves", "stronger"}, {"worse", "worst", "deteriorated", "degraded", "weaker"}, {"successful", "successfully"}} {
		if slices.Contains(group, a) && slices.Contains(group, b) {
			return true
		}
	}
	return false
}

// opposites are pairs of words, of which a record that has only one does not
// say the other.
var opposites = [][2]string{
	{"slow", "fast"}, {"slower", "faster"}, {"slowest", "fastest"}, {"weak", "strong"}, {"weaker", "stronger"}, {"worse", "better"}, {"worst", "best"},
	{"higher", "lower"}, {"highest", "lowest"}, {"longer", "shorter"}, {"longest", "shortest"}, {"larger", "smaller"}, {"bigger", "smaller"}, {"largest", "smallest"},
	{"earlier", "later"}, {"earliest", "latest"}, {"increase", "decrease"}, {"increased", "decreased"}, {"rose", "fell"}, {"easy", "hard"}, {"easier", "harder"},
	{"cheaper", "dearer"}, {"accepted", "declined"}, {"accepted", "refused"}, {"approved", "refused"}, {"agreed", "refused"}, {"oldest", "newest"}, {"older", "newer"},
	{"gained", "lost"}, {"won", "lost"}, {"passed", "failed"}, {"inside", "outside"}, {"above", "below"}, {"public", "private"}, {"safer", "riskier"}, {"opened", "closed"},
	{"enabled", "disabled"}, {"hired", "fired"}, {"early", "late"},
}

// superlatives compare a thing with all others, which a record must do.
var superlatives = []string{"cheapest", "fastest", "slowest", "largest", "biggest", "smallest", "highest", "lowest", "longest", "shortest", "newest", "oldest", "easiest", "hardest", "safest", "quickest", "loudest"}

// antonym gives a word of which the records have the opposite only.
func (s *support) antonym(text string) string {
	r, told := prose.Read(text), prose.Read(s.folded)
	for _, pair := range [][2]string{{"more than", "fewer than"}, {"more than", "less than"}, {"over", "under"}, {"at most", "at least"}, {"up to", "at least"}} {
		for _, p := range [][2]string{pair, {pair[1], pair[0]}} {
			if r.Says(p[0]) && !r.Says(p[1]) && told.Says(p[1]) && !told.Says(p[0]) {
				return "this: they say " + p[1] + ", not " + p[0]
			}
		}
	}
	words := prose.Words(text)
	for _, w := range words {
		if slices.Contains(superlatives, w.Lower) && !s.literal[w.Lower] {
			return "the word " + w.Lower
		}
	}
	says := func(word string) bool {
		return slices.ContainsFunc(words, func(w prose.Word) bool { return w.Lower == word })
	}
	for _, pair := range opposites {
		for _, p := range [][2]string{pair, {pair[1], pair[0]}} {
			if says(p[0]) && !says(p[1]) && !s.literal[p[0]] && s.literal[p[1]] {
				return "this: they say " + p[1] + ", not " + p[0]
			}
		}
	}
	return ""
}

// causes are the words that make one thing the cause of another.
var causes = []string{"because", "caused", "causes", "due to", "led to", "leads to", "as a result", "resulted in", "thanks to", "therefore", "is why", "the reason"}

// unknownCause tells that a text makes one thing the cause of another, and no
// record does.
func (s *support) unknownCause(text string) string {
	if s.causal || !prose.Read(text).Says(causes...) {
		return ""
	}
	return "what caused what"
}

// tellsCause tells whether a record makes one thing the cause of another, in
// the looser ways of notes, too.
func tellsCause(text string) bool {
	return prose.Read(text).Says(append([]string{"so", "explains", "that's why", "why", "otherwise", "blocked", "waiting", "until", "without", "cause", "root cause", "comes from", "came from", "with it", "reason", "reasons", "needs", "means", "makes"}, causes...)...)
}

// wordOf gives a person whom a text lets say something that no record lets them
// say, "" when there is none: a record does when it is from them, or names them
// beside a word of saying.
func (s *support) wordOf(text string, cited []*shown) string {
	words := prose.Words(text)
	for i, w := range words {
		if i == 0 || !speaks(w.Lower) || !s.isPerson(prose.Stem(strings.ToLower(strings.TrimSuffix(words[i-1].Lower, "'s")))) {
			continue
		}
		name := words[i-1].Lower
		says := func(r *shown) bool {
			lower := strings.ToLower(r.Text)
			return strings.Contains(lower, name) && (strings.Contains(lower, "feedback from") || strings.Contains(lower, name+":") || strings.Contains(lower, name+"'s promise") || strings.Contains(lower, "'s promise") ||
				slices.ContainsFunc(prose.Words(r.Text), func(v prose.Word) bool { return speaks(v.Lower) }))
		}
		if !slices.ContainsFunc(cited, says) {
			return words[i-1].Text
		}
	}
	return ""
}

func speaks(verb string) bool {
	switch verb {
	case "said", "says", "told", "tells", "asked", "asks", "wants", "wanted", "thinks", "thought", "wrote", "writes", "agreed", "agrees", "promised", "suggested", "suggests", "mentioned",
		"confirmed", "complained", "praised", "liked", "likes", "thanked", "warned", "admitted", "offered", "refused", "declined", "approved", "decided", "proposed", "prefers", "preferred",
		"expects", "expected", "reported", "explained", "answered", "replied", "wishes", "ask", "say", "tell", "want", "found", "noticed", "pointed":
		return true
	}
	return false
}

// otherDoer gives a person whom a text lets do what the records tell of
// somebody else: of "you" or "I", of another name, or of a "he" or "she" before
// whom the person was not named. It is "" when there is none.
func (s *support) otherDoer(text string) string {
	words, told := prose.Words(text), strings.FieldsFunc(s.folded, func(r rune) bool { return strings.ContainsRune(" ,.;:!?()", r) })
	for i := 0; i+1 < len(words); i++ {
		name, verb := words[i].Lower, words[i+1].Lower
		if prose.IsStop(name) || !s.isPerson(prose.Stem(name)) || isWord(verb, "is", "was", "has", "had", "can", "will", "would", "could", "does", "did", "may", "and", "or", "to", "for", "about", "in", "on", "at", "with", "from", "by") {
			continue
		}
		other, same := false, false
		for k := 1; k < len(told); k++ {
			if told[k] != verb {
				continue
			}
			switch before := told[k-1]; {
			case s.samePerson(before, name):
				same = true
			case before == "he", before == "she":
				same = same || slices.ContainsFunc(told[:k-1], func(w string) bool { return s.samePerson(w, name) })
				other = true
			case before == "i", before == "you", s.isPerson(prose.Stem(before)):
				other = true
			default:
				same = true // no telling who does it
			}
		}
		if other && !same {
			return words[i].Text
		}
	}
	return ""
}

// samePerson tells whether two words are parts of one name.
func (s *support) samePerson(a, b string) bool {
	return a == b || slices.ContainsFunc(s.people, func(name string) bool {
		parts := strings.Fields(strings.ToLower(name))
		return slices.Contains(parts, a) && slices.Contains(parts, b)
	})
}

// yetToCome gives a word by which a text tells as past what the records only
// tell as to come ("before he takes it", "will ask"), "" when there is none.
func (s *support) yetToCome(text string) string {
	told := strings.Fields(s.folded)
	words := prose.Words(text)
	for i, w := range words {
		present := presentOf(w.Lower)
		if present == "" || s.literal[w.Lower] || slices.ContainsFunc(words[max(0, i-3):i], weakens) {
			continue
		}
		ahead, done := false, false
		for k, t := range told {
			if prose.Stem(strings.Trim(t, ",.;:!?()")) != present {
				continue
			}
			near := slices.ContainsFunc(told[max(0, k-3):k], func(before string) bool {
				return isWord(before, "will", "to", "before", "should", "would", "wants", "want", "going", "if", "until", "could", "can", "may", "might", "let's", "please", "when", "once", "after") || strings.HasSuffix(before, "'ll")
			})
			ahead, done = ahead || near, done || !near
		}
		if ahead && !done {
			return w.Text
		}
	}
	return ""
}

// othersPromise tells whether a text makes a promise of somebody else the
// user's own.
func othersPromise(text string, cited []*shown) bool {
	if !prose.Read(text).Says("i promised", "i owe", "my promise", "i have to", "i still have to", "i said i would", "i committed", "i agreed to", "i will") {
		return false
	}
	promises, mine := 0, 0
	for _, r := range cited {
		if r.promise {
			promises++
			if strings.Contains(r.Text, "my promise") {
				mine++
			}
		}
	}
	return promises > 0 && promises == len(cited) && mine == 0
}

// planAsReached tells whether a text tells as a state what is only a goal or an
// open promise: it cites those alone, speaks of no aim, and what was told of them since does not
// bear it.
func (c *court) planAsReached(text string, cited []*shown) bool {
	r := prose.Read(text)
	if r.Says("goal", "goals", "aim", "aims", "target", "want", "wants", "wish", "plan", "plans", "planned", "should", "will", "would", "must", "need", "needs", "due", "open", "by", "until", "towards", "toward", "not", "no", "yet", "still", "promise", "promises", "owe", "owes", "going to", "deadline", "promised", "late", "overdue", "ambition") {
		return false
	}
	since := newSupport(c.people)
	since.projects, since.plain = c.projects, c.plain
	all := c.supportOf(cited)
	since.days, since.months, since.weekdays = all.days, all.months, all.weekdays
	told := false
	for _, one := range cited {
		if one.goal == nil && !(one.promise && one.planned) {
			return false
		}
		for _, step := range one.own[1:] {
			since.addText(step)
			told = true
		}
	}
	return !told || since.lacksAny(text) != "" && !(saysFigures(text) && since.lacks(text) == "")
}
