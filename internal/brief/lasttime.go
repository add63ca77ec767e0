package brief

import (
	"fmt"
	"strings"

	"oneonone/internal/oneonone"
	"oneonone/internal/prose"
	"oneonone/internal/secret"
)

// mostAgreed is how many decisions of the last meeting are named; the recap has
// them all.
const mostAgreed = 2

// LastTime says in one line what was agreed in the last meeting held: the first
// decisions, and what became of the promises. It is "" for a first meeting, or
// when nothing was.
func (b *Brief) LastTime() string {
	var last *oneonone.Meeting
	for _, m := range b.Held {
		if last == nil || m.On.After(last.On) {
			last = m
		}
	}
	if last == nil {
		return ""
	}
	var parts []string
	left := 0
	for _, d := range b.Decisions {
		switch it := b.Item(d.ID); {
		case string(d.Meeting) != last.ID || it == nil || it.Hostile:
		case len(parts) == mostAgreed:
			left++
		case d.Declined && !saysNo(d.Text):
			parts = append(parts, "no to “"+short(d.Text)+"”")
		default:
			parts = append(parts, "“"+short(d.Text)+"”")
		}
	}
	if left > 0 {
		parts = append(parts, fmt.Sprintf("%d more", left))
	}
	made, done := 0, 0
	for _, a := range b.Actions {
		if string(a.Meeting) == last.ID && a.Status != oneonone.StatusDropped {
			made++
			if !a.Open() {
				done++
			}
		}
	}
	if made > 0 {
		parts = append(parts, fmt.Sprintf("%s, %d done", oneonone.Plural(made, "promise", "promises"), done))
	}
	if len(parts) == 0 {
		return ""
	}
	return "Last time, on " + last.On.Short(b.Today) + ": " + strings.Join(parts, "; ")
}

// saysNo tells whether a refusal has its no in its words.
func saysNo(text string) bool {
	r := prose.Read(text)
	return r.Says("no", "not", "never", "declined", "dropped", "against")
}

// short keeps the first sentence of a decision to a line.
func short(text string) string {
	const most = 90
	text = strings.Join(strings.Fields(oneonone.Spoken(secret.Mask(text))), " ")
	if spans := prose.Sentences(text); len(spans) > 0 {
		text = text[spans[0].Start:spans[0].End]
	}
	runes := []rune(text)
	if len(runes) <= most {
		return strings.TrimRight(string(runes), ".")
	}
	cut := string(runes[:most])
	if i := strings.LastIndexByte(cut, ' '); i > 0 {
		cut = cut[:i]
	}
	return cut + " …"
}
