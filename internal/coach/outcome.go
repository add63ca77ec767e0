package coach

import (
	"slices"
	"strings"

	"oneonone/internal/oneonone"
	"oneonone/internal/prose"
)

// topics says what became of each topic of the agenda: what was planned is no
// word on what was said. One counts as talked about only with lines that speak
// of it, and as declined only with a no in them.
func (l *listener) topics(list []wireOutcome) []oneonone.TopicOutcome {
	told := map[string]oneonone.Outcome{}
	for _, w := range list {
		label := strings.Trim(w.Topic, " []")
		topic, ok := l.page.byLabel[label]
		outcome := oneonone.Outcome(w.Outcome)
		if !ok || outcome == oneonone.CarriedOver {
			continue
		}
		lines := l.cited(w.Lines)
		if !l.speakOf(lines, topic) {
			continue
		}
		if outcome == oneonone.Declined && !l.sayNo(lines) {
			outcome = oneonone.Discussed
		}
		told[label] = outcome
	}
	var out []oneonone.TopicOutcome
	for _, t := range l.page.topics {
		outcome := told[t.Label]
		if outcome == "" {
			outcome = oneonone.CarriedOver
		}
		out = append(out, oneonone.TopicOutcome{TopicID: l.page.byLabel[t.Label].ID, Outcome: outcome})
	}
	return out
}

// speakOf tells whether the lines talk about the topic: they have a word of
// its title, or two of its ask, its proposal and its facts, since notes seldom
// repeat a title; and they don't only put it off.
func (l *listener) speakOf(lines []int, t oneonone.Topic) bool {
	texts := slices.DeleteFunc(l.texts(lines), func(text string) bool { return prose.Hear(text).Postpones() })
	said := strings.Join(texts, "\n")
	if sharedStems(t.Title, said) > 0 {
		return true
	}
	about := t.Ask
	if t.Smart != nil {
		about += " " + t.Smart.Specific
	}
	for _, f := range t.Say {
		about += " " + f.Text
	}
	return sharedStems(about, said) > 1
}

// sayNo tells whether one of the lines turns something down.
func (l *listener) sayNo(lines []int) bool {
	return slices.ContainsFunc(l.texts(lines), func(text string) bool {
		h := prose.Hear(text)
		return h.Declines() || h.Dropped() || slices.ContainsFunc(prose.Clauses(text), func(c prose.Clause) bool {
			return len(c.Denied) > 0
		})
	})
}

// sharedStems counts the content words that two texts have in common.
func sharedStems(a, b string) int {
	n := 0
	words, there := prose.Content(a), prose.Content(b)
	for i, stem := range words {
		if slices.Contains(there, stem) && !slices.Contains(words[:i], stem) {
			n++
		}
	}
	return n
}
