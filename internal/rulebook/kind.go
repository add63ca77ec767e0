package rulebook

import (
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"oneonone/internal/prose"
)

// kind is what a sentence is. Each owes something else; what is prose owes
// nothing.
type kind int

const (
	plain kind = iota
	proposal
	promise // the writer will do it; nothing is to be measured
	action
	done // a ticked box
	ask
	wish
	grievance
	report
)

// tell says what the sentence is. First tells that it opens its block, where
// the marks of action items stand.
func (s *sentence) tell(first bool) kind {
	switch {
	case s.box == ticked:
		return done
	case first && s.isAction():
		return action
	case s.recounts():
		return plain
	case s.asks():
		return ask
	case s.isWish():
		return wish
	case s.isProposal(first):
		return proposal
	case s.promises():
		return promise
	case s.isGrievance():
		return grievance
	case s.isReport():
		return report
	}
	return plain
}

// marked begins an action item in any of the ways that people write.
var marked = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)^\s*(?:[-*]\s+)?(?:action(?: item)?s?|ai|to-?do|to do|next steps?|follow-?ups?)(?:\s+@\w+|\s*\([^)\n]{0,24}\))?\s*:`)
})

// listsActions is a heading with action items below.
var listsActions = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`\b(?:actions?|action items?|to-?dos?|to do|next steps?|follow-?ups?)\b`)
})

func (s *sentence) isAction() bool {
	if strings.HasSuffix(strings.TrimRight(s.text, " *_"), "?") { // a question to be answered
		return false
	}
	return s.box == openBox || marked().MatchString(s.says) || s.item && listsActions().MatchString(s.under)
}

// recounts tells what was decided or said before: its "we should" is no
// proposal of now.
func (s *sentence) recounts() bool {
	return s.Says("we agreed", "i agreed", "was agreed", "agreed that", "we decided", "it was decided", "decided that", "we concluded", "told me", "told us", "said that", "he said", "she said", "they said", "suggested that", "proposed that", "was proposed", "was suggested")
}

func (s *sentence) asks() bool {
	if s.Says("we should", "let's", "i propose", "i suggest") && !s.Starts("should", "what", "which", "do", "does", "did", "how", "why", "when", "who", "where", "is", "are", "can", "could", "would", "will", "or") {
		return false // a proposal with a question mark
	}
	return strings.HasSuffix(strings.TrimRight(s.says, " )\"'”*_"), "?") ||
		s.Starts("please", "could you", "can you", "would you", "tell me", "let me know") ||
		s.Says("please tell me", "let me know", "i would like to know", "i'd like to know", "i would like to hear", "i'd like to hear", "i'd like to ask", "i would like to ask", "i want to know",
			"i'd like to talk", "i would like to talk", "i want to talk", "i'd like to discuss", "i would like to discuss", "i want to discuss", "wanted to check", "would love to hear", "i'd love to hear", "i wanted to ask")
}

// wants are the phrases by which people say what they would like.
var wants = []string{"i want to", "i want", "i would like to", "i'd like to", "i would love to", "i'd love to", "i hope to", "i wish to", "i wish i", "i dream of", "my dream is", "i'd like", "i would like", "i aim to", "my goal is to", "my ambition is to", "i'm hoping to", "i am hoping to", "i see myself", "and want to", "i wish"}

// isWish tells a wish about the writer's own role, skill or reach.
func (s *sentence) isWish() bool {
	if s.Says("don't want", "do not want", "not want to", "wouldn't like", "would not like") {
		return false
	}
	if s.Says("would be nice to", "would be great to", "would be cool to", "would be good to", "would love to", "someday i", "some day i", "one day i", "at some point i") && s.aboutSelf() {
		return true
	}
	return (s.Says(wants...) || s.Starts("dream", "my dream", "my wish", "my hope", "my ambition", "my aim", "wish", "ambition", "want to", "would love to")) && s.aboutSelf()
}

// aboutSelf tells whether what is wished for is a role, a skill or reach.
func (s *sentence) aboutSelf() bool {
	return s.Says("be a", "be an", "be the", "be more", "be better", "be known", "be responsible", "be involved", "become", "becoming", "grow", "learn", "lead", "leading", "mentor", "get better", "be good at", "get into", "move into", "move towards", "step up", "step into",
		"own a", "own an", "own the", "own something", "ownership", "responsibility", "architecture work", "do more", "work more on", "work on more", "work with", "take on more", "more challenging", "bigger things", "next level", "level up", "improve my", "deepen", "master", "develop my", "develop as",
		"speak at", "give talks", "present more", "more visible", "visibility", "influence", "run the", "career", "senior", "staff engineer", "tech lead", "expert", "skills", "understand more", "gain", "confident", "expand", "go-to person", "person to ask", "in that direction", "that direction", "fluent", "have more impact", "more impact", "more responsibility") || intoWhat().MatchString(s.says)
}

// intoWhat is a wish to go somewhere else in one's work.
var intoWhat = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)\b(?:move|get|go|shift|switch|dig|grow)(?: \w+){0,2} (?:into|towards)\b`)
})

// changes are the verbs of proposals: something is different afterwards.
func changes(verb string) bool {
	switch verb {
	case "cut", "reduce", "improve", "bring", "raise", "increase", "decrease", "lower", "speed", "rewrite", "replace", "migrate", "move", "split", "automate", "introduce", "drop",
		"remove", "document", "refactor", "halve", "shorten", "double", "limit", "simplify", "stabilise", "stabilize", "extend", "upgrade", "unify", "consolidate", "deprecate", "retire",
		"switch", "modernise", "modernize", "rework", "redesign", "optimise", "optimize", "tidy", "port", "convert", "harden", "standardise", "standardize", "establish", "clean", "fix",
		"trim", "shrink", "slim", "hold", "phase", "tighten", "prune", "make", "take", "get", "add", "build", "create", "adopt", "enforce", "eliminate", "merge", "restructure", "reorganise", "reorganize", "streamline", "strengthen", "accelerate", "cover", "test":
		return true
	}
	return false
}

// bare are those of them with which a sentence without a subject is a proposal
// and no step of an instruction.
func bare(verb string) bool {
	switch verb {
	case "take", "get", "add", "build", "create", "test", "merge", "move", "drop", "remove", "fix", "clean", "switch", "port", "convert", "adopt", "hold":
		return false
	}
	return changes(verb)
}

// label is what a proposal is announced with.
var label = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)^\s*(?:[-*]\s+)?(?:proposal|suggestion|idea|goal|target|objective|plan)(?: for [^:\n]{1,30})?\s*:\s*`)
})

func (s *sentence) isProposal(first bool) bool {
	if first && label().MatchString(s.says) {
		return true
	}
	if s.Says("i propose", "i suggest", "i'd suggest", "i would suggest", "i'd propose", "i would propose", "my proposal is", "my suggestion is", "i recommend", "i'd recommend", "we should", "we could", "we must", "we need to", "we ought to", "let's", "the team should", "how about we", "why don't we", "our goal is", "our target is", "our objective is") {
		return !s.regrets() && !s.Says("we should be fine", "we should be ok", "we should be okay", "we should be good", "we should be safe", "we should be able", "we should be done", "we should be ready", "let's see", "let's say", "let's check", "let's start", "let's move on", "let's go", "let's try", "let's just", "should know", "we could not", "we couldn't", "could have")
	}
	if verb := s.verbAfter("i will", "i'll", "i'm going to", "i am going to", "i want to", "i would like to", "i'd like to", "we will", "we'll", "i plan to", "we plan to", "i intend to", "i aim to", "we aim to", "we want to"); changes(verb) {
		return true
	}
	return s.isOrder(first)
}

// regrets tells a "we should have" that looks back: a figure or a thing after
// it looks ahead.
func (s *sentence) regrets() bool {
	for i := range s.words {
		if !s.wordsAt(i, []string{"should", "have"}) && !s.wordsAt(i, []string{"could", "have"}) || i+2 >= len(s.words) {
			continue
		}
		switch next := s.words[i+2].Lower; next {
		case "a", "an", "the", "at", "no", "one", "two", "three", "half", "less", "more", "fewer", "all", "our":
			return false
		default:
			return next[0] < '0' || next[0] > '9'
		}
	}
	return false
}

// promises tells what the writer will do.
func (s *sentence) promises() bool {
	switch s.verbAfter("i will", "i'll", "i'm going to", "i am going to", "we will", "we'll") {
	case "be", "have", "need", "see", "know":
		return false // tells what is to come
	}
	return s.Says("i will", "i'll", "i'm going to", "i am going to", "i promise", "we will", "we'll")
}

// verbAfter gives the verb that follows one of the phrases, past an adverb, ""
// when there is none.
func (s *sentence) verbAfter(phrases ...string) string {
	for i := range s.words {
		for _, p := range phrases {
			parts := strings.Fields(p)
			if !s.wordsAt(i, parts) {
				continue
			}
			for _, w := range s.words[min(i+len(parts), len(s.words)):] {
				if strings.HasSuffix(w.Lower, "ly") || slices.Contains([]string{"also", "now", "then", "further", "not", "always", "never", "try", "to", "and", "help"}, w.Lower) {
					continue
				}
				return w.Lower
			}
		}
	}
	return ""
}

func (s *sentence) wordsAt(i int, parts []string) bool {
	if i < 0 || i+len(parts) > len(s.words) {
		return false
	}
	for k, p := range parts {
		if s.words[i+k].Lower != p {
			return false
		}
	}
	return true
}

// isOrder tells a bare imperative that changes something. Steps of an
// instruction begin with orders, too: those say where to click, or hold code.
func (s *sentence) isOrder(first bool) bool {
	ridOf := s.wordsAt(0, []string{"get", "rid", "of"})
	if !first || len(s.words) < 3 || !bare(s.words[0].Lower) && !ridOf || instructs().MatchString(s.under) {
		return false
	}
	if s.Says("make sure", "click", "then restart", "then run", "and restart", "and run", "in the console", "in the settings", "in the menu", "the button", "your machine", "your config") {
		return false
	}
	if strings.Contains(s.text[:s.Start+s.words[0].Start], ":") { // what a name in code stands for
		return false
	}
	after := s.says[s.words[0].End:]
	return !strings.HasPrefix(after, ":") && !strings.Contains(after[:min(len(after), 24)], "    ") // code was blanked out
}

// instructs is a heading over steps.
var instructs = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`\b(?:how to|steps|install|installation|usage|setup|set up|getting started|runbook|instructions|changelog|release notes)\b`)
})

func (s *sentence) isGrievance() bool {
	if s.speaksOfOthers() || s.Says("complaints about", "number of complaints", "complaints went", "complaints per") {
		return false
	}
	return prose.IsGrievance(s.says) || s.Says("broken again", "down again", "red again", "fails again", "failing again", "keeps breaking", "keeps failing", "yet again", "keep up anymore", "is a disaster", "is chaos", "total chaos", "useless", "pointless",
		"nobody cares", "nobody tells", "no one tells", "nobody helps", "nobody answers", "no one answers", "nobody knows", "nobody listens", "i'm drowning", "to death", "on my nerves", "makes no sense", "can't work like this", "impossible to work", "so much on my plate", "on my plate",
		"too much work", "hate", "lose half of my", "half of my day", "all day long", "the whole day", "i never hear", "it sucks", "sucks", "driving me", "drive me", "hopeless", "why do i even", "why do we even", "why bother", "over the fence", "half-baked", "supposed to guess", "a farce", "insane", "absurd", "beyond me", "out of hand", "got woken", "woken up", "had it with", "had enough of", "done with this", "enough is enough", "lost patience", "out of patience", "sucked", "can't take many more", "can't take much more", "can't take this", "exhausting", "it's exhausting")
}

// speaksOfOthers tells a sentence that is about you, him or them, and not about
// the writer.
func (s *sentence) speaksOfOthers() bool {
	others := false
	for _, w := range s.words {
		switch w.Lower {
		case "i", "i'm", "i've", "i'd", "me", "my", "mine", "we", "we're", "we've", "us", "our":
			return false
		case "you", "your", "he", "she", "they", "his", "her", "their", "users", "customers":
			others = true
		}
	}
	return others
}

// isReport tells work that the writer did or does.
func (s *sentence) isReport() bool {
	if s.Says("i'm working on", "i am working on", "still working on", "currently working on", "i continued", "i'm still", "working on the", "busy with", "i've been working", "i have been working", "i've been investigating", "i have been investigating", "in progress", "spent the week on", "spent the day on", "spent the sprint on", "spent most of the week on", "spent last week on", "spent this week on") {
		return true
	}
	sinceLast := s.Starts("since we", "since our", "since the last", "in the last", "over the last", "during the last", "in the past", "over the past")
	if !sinceLast && s.Starts("after", "when", "since", "because", "while", "before", "if", "once", "until", "as") {
		return false
	}
	i := 0
	if sinceLast {
		i = max(0, slices.IndexFunc(s.words, func(w prose.Word) bool { return w.Lower == "i" || w.Lower == "i've" || w.Lower == "we've" }))
	}
	for i < len(s.words) && (timely(s.words[i].Lower) || i < 3 && s.words[i].Lower == "i" || slices.Contains([]string{"we", "i've", "we've", "have", "also", "then", "and"}, s.words[i].Lower)) {
		i++
	}
	if i < len(s.words) && strings.HasPrefix(s.says[s.words[i].End:], ":") { // "Measured by:" names what follows
		return false
	}
	if i+1 < len(s.words) && strings.HasPrefix(s.says[s.words[i+1].End:], ":") {
		return false
	}
	return i < len(s.words) && (deed(s.words[i].Lower) || s.tellsDeed(i))
}

// tellsDeed tells a past form of a verb for work, which is a report where it
// begins a sentence or stands behind "I".
func (s *sentence) tellsDeed(i int) bool {
	w := s.words[i].Lower
	base, found := strings.CutSuffix(w, "ed")
	if !found || slices.Contains([]string{"asked", "decided", "agreed", "learned", "noted", "noticed", "wanted", "needed", "wished", "proposed", "suggested", "planned", "worried", "considered", "discussed", "estimated", "promised", "expected", "talked", "started", "used", "called"}, w) {
		return false
	}
	short := base != "" && len(base) > 2 && base[len(base)-1] == base[len(base)-2]
	return prose.IsTaskVerb(base) || prose.IsTaskVerb(base+"e") || short && prose.IsTaskVerb(base[:len(base)-1]) || prose.IsTaskVerb(strings.TrimSuffix(base, "i")+"y")
}

// timely tells the words that say when at the beginning of a report.
func timely(word string) bool {
	switch word {
	case "this", "last", "week", "month", "sprint", "quarter", "yesterday", "today", "on", "in", "monday", "tuesday", "wednesday", "thursday", "friday", "finally", "just", "mostly", "successfully", "quickly", "the", "past", "few", "days", "weeks", "months", "sprints", "two", "three", "four", "2", "3", "4":
		return true
	}
	return false
}

// deed tells the past forms of what is told in status reports.
func deed(word string) bool {
	switch word {
	case "finished", "fixed", "merged", "closed", "completed", "implemented", "deployed", "released", "reviewed", "wrote", "added", "updated", "upgraded", "attended", "worked",
		"refactored", "migrated", "moved", "removed", "resolved", "investigated", "helped", "paired", "prepared", "tested", "shipped", "pushed", "opened", "handled", "supported",
		"started", "continued", "cleaned", "created", "built", "debugged", "documented", "participated", "joined", "did", "wrapped", "commented", "rotated", "held", "delivered", "configured", "integrated", "renamed", "rebased",
		"bumped", "cleared", "organised", "organized", "ported", "rewrote", "replaced", "researched", "analysed", "analyzed", "drafted", "published", "rolled":
		return true
	}
	return false
}

// namesPerson tells whether the word at i is the name of a person or a handle:
// written with a capital where no sentence begins, or one that a verb of
// people's deeds follows.
func (s *sentence) namesPerson(i int) bool {
	w := s.words[i]
	if w.Start > 0 && s.says[w.Start-1] == '@' {
		return true
	}
	r, _ := utf8.DecodeRuneInString(w.Text)
	if !unicode.IsUpper(r) || w.Text == strings.ToUpper(w.Text) || prose.IsStop(strings.TrimSuffix(w.Lower, "'s")) || calendarWord(w.Lower) || strings.ContainsAny(w.Text, "0123456789_/.") {
		return false
	}
	rest := w.Text[utf8.RuneLen(r):]
	return strings.ToLower(rest) == rest // no CamelCase
}

func calendarWord(lower string) bool {
	switch strings.TrimSuffix(lower, "'s") {
	case "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
		"once", "ask", "action", "honestly", "yesterday", "today", "again", "proposal", "goal", "next", "everyone", "everybody", "nobody", "somebody", "someone":
		return true
	}
	return false
}
