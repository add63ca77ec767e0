package recap

import (
	"strings"
	"unicode"

	"oneonone/internal/oneonone"
	"oneonone/internal/prose"
)

// outcomes tells of each topic of the agenda what became of it. A topic
// counts as discussed only when the raw notes talk about it.
func (s *scribe) outcomes() []oneonone.TopicOutcome {
	topics := s.notes.Topics
	if len(topics) == 0 {
		return nil
	}
	common := sharedByTopics(topics)
	var out []oneonone.TopicOutcome
	for _, t := range topics {
		out = append(out, oneonone.TopicOutcome{TopicID: t.ID, Outcome: s.outcome(t, common)})
	}
	return out
}

// sharedByTopics gives the words that several topics have: they tell none of
// them from the others.
func sharedByTopics(topics []oneonone.Topic) map[string]bool {
	count := map[string]int{}
	for _, t := range topics {
		for w := range keys(t.Title) {
			count[w]++
		}
	}
	common := map[string]bool{}
	for w, n := range count {
		common[w] = n > 1
	}
	return common
}

func (s *scribe) outcome(t oneonone.Topic, common map[string]bool) oneonone.Outcome {
	title, rest := keys(t.Title), keys(sayings(t)+"\n"+t.Ask)
	rare := identifiers(t.Title)
	out := oneonone.CarriedOver
	for i := range s.units {
		u := &s.units[i]
		if !isAbout(keys(u.Text), title, rest, rare, common) {
			continue
		}
		h := prose.Hear(u.Text)
		if h.Declines() && !h.Undecided() {
			return oneonone.Declined
		}
		if !(h.Postpones() && h.Count() < 20) {
			out = oneonone.Discussed
		}
	}
	return out
}

// isAbout tells whether words talk about a topic: two of its distinctive
// words, one of them from the title, or one identifier of the title.
func isAbout(said, title, rest, rare, common map[string]bool) bool {
	own, more, size := 0, 0, 0
	for w := range title {
		if common[w] {
			continue
		}
		size++
		if said[w] {
			own++
			if rare[w] {
				return true
			}
		}
	}
	for w := range rest {
		if said[w] && !title[w] && !common[w] {
			more++
		}
	}
	return own >= 2 || own == 1 && (more >= 1 || size == 1)
}

// identifiers gives the words of a title that are names or codes: a digit or
// an underscore in them, or a capital that is not the first word's.
func identifiers(title string) map[string]bool {
	set := map[string]bool{}
	for i, w := range prose.Words(title) {
		if strings.ContainsAny(w.Text, "_") || strings.ContainsFunc(w.Text, unicode.IsDigit) && strings.ContainsFunc(w.Text, unicode.IsLetter) {
			set[w.Lower] = true
			set[prose.Stem(w.Lower)] = true
		}
		if i > 0 && w.Text != w.Lower && !prose.IsStop(w.Lower) {
			set[prose.Stem(w.Lower)] = true
		}
	}
	return set
}

// sayings gives what the topic says, line by line.
func sayings(t oneonone.Topic) string {
	var b strings.Builder
	for _, l := range t.Say {
		b.WriteString(l.Text + "\n")
	}
	return b.String()
}
