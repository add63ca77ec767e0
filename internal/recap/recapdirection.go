package recap

import (
	"strings"

	"oneonone/internal/prose"
)

// direct finds the lines that only say whose opinion of whom stands below
// ("NR → SK", "feedback for me", "### from him"), takes them out, and tells the
// lines below.
func (v *voices) direct(all []unit) []unit {
	var out []unit
	var now prose.Opinion
	on, heading, depth, listed := false, "", -1, false
	for i, u := range all {
		if u.heading != heading {
			heading, depth = u.heading, -1
			now, on = v.direction(u.heading)
		}
		if depth >= 0 && u.indent <= depth && (listed || !u.bullet) {
			on, depth = false, -1
		}
		if d, ok := v.direction(u.text); ok && i+1 < len(all) && u.box == noBox && (all[i+1].indent > u.indent || all[i+1].bullet && !u.bullet) {
			now, on, depth, listed = d, true, u.indent, u.bullet
			continue
		}
		if on {
			u.directed, u.from, u.to = true, now.From, now.To
		}
		out = append(out, u)
	}
	return out
}

// direction reads a line that says nothing but whose opinion of whom follows.
func (v *voices) direction(text string) (prose.Opinion, bool) {
	text = strings.TrimRight(strings.TrimSpace(text), ":")
	if len(strings.Fields(text)) > 5 || text == "" {
		return prose.Opinion{}, false
	}
	if from, to, found := prose.CutArrow(text); found {
		return prose.Opinion{From: strings.TrimSpace(from), To: strings.TrimSpace(to)}, v.isWho(from) && v.isWho(to)
	}
	if o, ok := prose.FeedbackLabel(text); ok && (o.From != "" && v.isWho(o.From) || o.To != "" && v.isWho(o.To)) {
		return o, true
	}
	from, to, sure := prose.Direction(text, v.name)
	return prose.Opinion{From: from, To: to}, sure
}
