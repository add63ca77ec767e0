package brief

import (
	"fmt"
	"slices"
	"strings"

	"oneonone/internal/oneonone"
	"oneonone/internal/prose"
	"oneonone/internal/reader"
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
		tags     []string
	}
	var deeds []deed
	add := func(h *oneonone.Head, text string) {
		does := b.reader.Read(reader.Journal, reader.Line{Text: text})
		if !prose.AddressesMachine(text) && !does.Tells(reader.Wish) {
			deeds = append(deeds, deed{h.ID, text, h.On(), stemSet(text), h.Tags})
		}
	}
	for _, n := range public(in.Notes) {
		if b.tellsTrouble(n) { // what is wrong shows nobody's skill
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
			if skill.ShownBy(d.text, d.stems) || slices.ContainsFunc(d.tags, skill.IsCalled) {
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
func (b *Brief) tellsTrouble(n *oneonone.Note) bool {
	kind := oneonone.NoteKind(n.NoteKind)
	if kind == oneonone.Plain || n.KindGuessed {
		kind, _ = NoteKind(b.reader, n.Text, n.Tags)
	}
	return slices.Contains([]oneonone.NoteKind{oneonone.Concern, oneonone.Blocker, oneonone.Question, oneonone.Idea}, kind)
}

func stemSet(text string) map[string]bool {
	out := map[string]bool{}
	for _, s := range prose.Content(strings.ToLower(text)) {
		out[s] = true
	}
	return out
}
