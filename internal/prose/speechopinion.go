package prose

import "strings"

// An Opinion tells who gives feedback to whom, as far as a label says so.
type Opinion struct{ From, To string }

// FeedbackLabel reads a label that announces feedback: "Feedback", "Feedback
// for Sam", "Bea's feedback", "Kudos from Jo".
func FeedbackLabel(label string) (Opinion, bool) {
	h := Hear(label)
	if !h.Says("feedback", "fb", "kudos", "praise") || h.Count() > 5 {
		return Opinion{}, false
	}
	o := Opinion{From: h.nameAfter("from", "by"), To: h.nameAfter("for", "to", "about", "on")}
	switch {
	case h.Says("i", "my"):
		o.From = "I"
	case h.Says("he", "his"):
		o.From = "he"
	case h.Says("she"):
		o.From = "she"
	}
	if first, _, found := strings.Cut(label, "'s "); found && o.From == "" {
		o.From = first
	}
	if a, b, found := CutArrow(label); found {
		o.From, o.To = strings.TrimSpace(a), strings.TrimSpace(b)
	}
	return o, true
}

func (h Heard) nameAfter(words ...string) string {
	_, next := h.find(0, words...)
	if next < 0 || next >= len(h.tokens) {
		return ""
	}
	return strings.Trim(h.Text[h.tokens[next].start:], " ()[]:*_")
}

// NameAfter gives the word behind the first of some words that one follows.
func (h Heard) NameAfter(words ...string) string {
	name := h.nameAfter(words...)
	if end := strings.IndexAny(name, " ,.;:"); end > 0 {
		return name[:end]
	}
	return name
}

// CutArrow parts "Sam -> review" into what stands before and after the first
// arrow.
func CutArrow(s string) (before, after string, found bool) {
	for _, arrow := range []string{"→", "->", "=>", "⇒"} {
		if before, after, found = strings.Cut(s, arrow); found {
			return before, after, true
		}
	}
	return s, "", false
}

// OpinionMark takes an emoji that marks feedback off the front of a line.
func OpinionMark(s string) (rest string, ok bool) {
	for _, mark := range []string{"👍", "👎", "👏", "🙌", "🌟", "⭐", "Δ", "➕", "➖"} {
		if rest, ok = strings.CutPrefix(s, mark); ok {
			return strings.TrimLeft(rest, "\ufe0f 🏻🏼🏽🏾🏿"), true
		}
	}
	return s, false
}
