package rulebook

import (
	"regexp"
	"slices"
	"strings"
	"sync"
	"time"
	"unicode"
	"unicode/utf8"

	"oneonone/internal/prose"
)

// faults are the verbs of people's failures.
var faults = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^(?:forgot|forgets|ignored|ignores|broke|messed|screwed|failed|refused|refuses|blew|botched|neglected|caused|ruined|never|didn't|doesn't|didnt|doesnt|hasn't|always|pushed|merged|deployed|missed|let)$`)
})

// blame finds fault laid on a named person.
func (l *linter) blame(s *sentence) {
	if s.Says("my fault", "my mistake", "we both", "me too", "i also", "i should have", "i could have", "thanks to", "no blame", "not to blame", "nobody's fault", "not blaming", "i missed it too", "so did i", "neither did i", "would have caught") {
		return
	}
	for i := range s.words {
		if !s.namesPerson(i) {
			continue
		}
		if strings.HasPrefix(s.says[s.words[i].End:], ":") { // who speaks
			continue
		}
		own, next := strings.HasSuffix(s.words[i].Lower, "'s"), ""
		if i+1 < len(s.words) {
			next = s.words[i+1].Lower
		}
		switch {
		case own && slices.Contains([]string{"sloppy", "careless", "late", "lazy", "bad", "wrong"}, next) && i > 1 && s.wordsAt(i-2, []string{"because", "of"}):
		case own && !slices.Contains([]string{"fault", "mistake", "carelessness", "sloppiness", "negligence"}, next):
			continue
		case own && slices.ContainsFunc(s.words[max(0, i-2):i], func(w prose.Word) bool { return w.Lower == "not" || strings.HasSuffix(w.Lower, "n't") }):
			continue
		case own:
		case i > 0 && (s.words[i-1].Lower == "blame" || i > 1 && s.words[i-1].Lower == "of" && s.words[i-2].Lower == "because" && s.Says("missed", "late", "broke", "failed", "lost", "again")):
		case s.denied(i):
			continue
		case s.wordsAt(i+1, []string{"is", "to", "blame"}), s.wordsAt(i+1, []string{"is", "the", "reason"}):
		case next == "was" && s.Says("was careless", "was sloppy", "was lazy", "was negligent", "who was careless"):
		case i > 1 && s.words[i-1].Lower == "on" && s.words[i-2].Lower == "is" && len(s.words) < 12 && !s.Says("on call", "on holiday"):
		case i > 1 && s.wordsAt(i-3, []string{"root", "cause", "is"}):
		case i == 1 && s.words[0].Lower == "had" && s.Says("wouldn't", "would not", "could have", "would have"):
		case i > 0 && s.words[i-1].Lower == "if" && next == "had" && s.Says("wouldn't", "would not", "could have", "would have"):
		case s.Says("his fault", "her fault", "his mess", "her mess", "his chaos", "her chaos", "his sloppy", "her sloppy"):
		case s.keepsHarming(i + 1):
		case s.lapse(i + 1):
		default:
			continue
		}
		l.add(Blame, s, "fault is laid on %s", strings.TrimSuffix(strings.TrimSuffix(s.words[i].Text, "'s"), "’s"))
		return
	}
}

// denied tells a "not" shortly before the word at i.
func (s *sentence) denied(i int) bool {
	return slices.ContainsFunc(s.words[max(0, i-4):i], func(w prose.Word) bool { return w.Lower == "not" || strings.HasSuffix(w.Lower, "n't") })
}

// keepsHarming tells "keeps breaking", "will keep wrecking" from the word at i
// on.
func (s *sentence) keepsHarming(i int) bool {
	for k := i; k+1 < len(s.words) && k < i+2; k++ {
		if s.words[k].Lower != "keep" && s.words[k].Lower != "keeps" && s.words[k].Lower != "kept" {
			continue
		}
		switch s.words[k+1].Lower {
		case "breaking", "wrecking", "ignoring", "blocking", "forgetting", "messing", "ruining", "delaying", "overwriting", "pushing", "missing", "failing":
			return true
		}
	}
	return false
}

// lapse tells whether the words from i on tell a failing, of the person named
// before or of "he" and "she" later in the sentence.
func (s *sentence) lapse(i int) bool {
	if i < len(s.words) && faults().MatchString(s.words[i].Lower) && s.isLapse(i) {
		return true
	}
	for k := i; k+1 < len(s.words); k++ {
		if (s.words[k].Lower == "he" || s.words[k].Lower == "she") && faults().MatchString(s.words[k+1].Lower) && s.isLapse(k+1) {
			return true
		}
	}
	return false
}

// isLapse tells the verbs that are no failing by themselves.
func (s *sentence) isLapse(i int) bool {
	switch s.words[i].Lower {
	case "pushed", "merged", "deployed":
		return s.Says("without")
	case "never":
		return !s.Says("never complains", "never gives", "never gave", "never fails", "never misses", "never forgets", "never stops", "never late", "never tired", "never had", "never been")
	case "didn't", "didnt", "doesn't", "doesnt", "hasn't":
		return s.Says("his part", "her part", "their part", "the job", "his job", "her job", "answer", "answers", "review", "reviews", "reviewed", "tell", "tells", "told", "read", "reads", "test", "tests", "check", "checks", "care", "cares", "listen", "listens", "do", "does", "help", "helps", "reply", "replies", "ask", "asks")
	case "always":
		return s.Says("late", "forgets", "breaks", "ignores", "blocks", "interrupts")
	case "let":
		return s.Says("down")
	case "broke", "failed", "caused", "missed":
		return !s.Says("service", "server", "test", "tests", "job", "pipeline") || s.Says("again", "because of", "he", "she")
	}
	return true
}

// Blames tells whether a text lays fault on a named person, and on whom.
func Blames(text string) (name string, blames bool) {
	if !mayBlame(text) {
		return "", false
	}
	l := &linter{source: text, today: time.Time{}.AddDate(2000, 0, 0)}
	for _, b := range blocks([]byte(text)) {
		for _, s := range b.sentences() {
			l.blame(s)
		}
	}
	if len(l.found) == 0 {
		return "", false
	}
	return strings.TrimPrefix(l.found[0].message, "fault is laid on "), true
}

// mayBlame tells whether a text has a name or a handle, and a word by which
// fault can be laid: a quick look before it is read.
func mayBlame(text string) bool {
	named, harm, before := false, false, ""
	for i, w := range prose.Words(text) {
		first, _ := utf8.DecodeRuneInString(w.Text)
		named = named || unicode.IsUpper(first) || w.Start > 0 && text[w.Start-1] == '@'
		switch w.Lower {
		case "fault", "mistake", "blame", "because", "cause", "reason", "careless", "carelessness", "sloppy", "sloppiness", "lazy", "negligent", "negligence", "mess", "chaos", "keep", "keeps", "kept":
			harm = true
		case "had":
			harm = harm || i == 0 || before == "if"
		case "on":
			harm = harm || before == "is"
		default:
			harm = harm || faults().MatchString(w.Lower)
		}
		before = w.Lower
		if named && harm {
			return true
		}
	}
	return false
}
