package brief

import (
	"fmt"
	"strings"

	"oneonone/internal/oneonone"
	"oneonone/internal/prose"
)

// Shown is a skill of the ladder with the records that show it, oldest first.
type Shown struct {
	oneonone.Skilled
	By []string
	// Last is the day of the newest of them.
	Last oneonone.Date
}

// climb holds the records against the ladder: what somebody did or was told,
// not what they wish. The skills without a record are gaps, and the first of
// them is a signal. Words are compared, so a gap may be one of the journal
// only; the user is asked.
func (b *Brief) climb(in Input) {
	if len(in.Ladder) == 0 {
		return
	}
	type deed struct {
		id, text string
		on       oneonone.Date
		stems    map[string]bool
	}
	var deeds []deed
	add := func(h *oneonone.Head, text string) {
		if !prose.AddressesMachine(text) && !prose.IsWish(text) {
			deeds = append(deeds, deed{h.ID, text, h.On(), stemSet(text)})
		}
	}
	for _, n := range public(in.Notes) {
		if tellsTrouble(n) { // what is wrong shows nobody's skill
			continue
		}
		add(n.Header(), n.Text)
	}
	for _, f := range b.Feedback {
		add(f.Header(), f.Text)
	}
	for _, g := range b.Goals {
		for _, s := range g.Progress {
			add(g.Header(), s.Text)
		}
	}
	gap := -1
	for i, skill := range in.Ladder {
		shown := Shown{Skilled: skill}
		for _, d := range deeds {
			if skill.ShownBy(d.text, d.stems) {
				shown.By = append(shown.By, d.id)
				if d.on.After(shown.Last) {
					shown.Last = d.on
				}
			}
		}
		b.Ladder = append(b.Ladder, shown)
		if len(shown.By) == 0 && gap < 0 {
			gap = i
		}
	}
	if gap >= 0 {
		name := in.Ladder[gap].Name
		b.Signals = append(b.Signals, Signal{
			ID: oneonone.DeriveID("signal", string(LadderGap), name), Kind: LadderGap, Area: name, On: b.To, Whole: len(deeds),
			Text: fmt.Sprintf("none of %d records shows “%s”, which my ladder asks for", len(deeds), name),
			How:  "the words of the ladder compared with those of notes, feedback and progress",
		})
	}
}

// tellsTrouble tells a note about what is wrong, open or wished for.
func tellsTrouble(n *oneonone.Note) bool {
	switch kind := oneonone.NoteKind(n.NoteKind); kind {
	case oneonone.Concern, oneonone.Blocker, oneonone.Question, oneonone.Idea:
		return true
	case oneonone.Plain:
		return prose.IsGrievance(n.Text) || prose.SaysStuck(n.Text)
	}
	return false
}

func stemSet(text string) map[string]bool {
	out := map[string]bool{}
	for _, s := range prose.Content(strings.ToLower(text)) {
		out[s] = true
	}
	return out
}
