package figures

import (
	"fmt"
	"slices"
	"strings"

	"oneonone/internal/brief"
	"oneonone/internal/oneonone"
	"oneonone/internal/prose"
	"oneonone/internal/reader"
)

// amended finds the figures that the other person was given and that a later note of
// the window takes up as a mistake: what they heard at a 1:1, or a step of a goal.
// Whoever heard the old figure goes on telling it, so the later notes that name it again
// belong to the fact, too.
func amended(b *brief.Brief) []Fact {
	var out []Fact
	for _, it := range b.Items {
		if !it.InWindow || !it.IsNote() || it.Hostile || it.Elsewhere {
			continue
		}
		p, found := heard(b, it)
		if !found || slices.ContainsFunc(out, func(f Fact) bool { return slices.Contains(f.Evidence[1:], it.ID) }) {
			continue
		}
		f := newFact(Amended, p.ItemID, it.ID)
		f.Evidence, f.On, f.Day, f.Points = []string{p.ItemID, it.ID}, it.Date, p.On, []Point{p}
		for _, later := range b.Items {
			if later.IsNote() && later.InWindow && !later.Hostile && !later.Elsewhere && b.Follows(later, it) &&
				slices.Contains(numbers(b, later), p.Number()) && (isOwn(p.Number()) || shares(later, it)) {
				f.Evidence = append(f.Evidence, later.ID)
			}
		}
		verb := "told"
		if given := b.Item(p.ItemID); given != nil && !given.Said {
			verb = "noted"
		}
		f.Text = fmt.Sprintf("%s was "+verb+" on %s; %s of %s takes it up as a mistake",
			quote(p.Text), p.On.Short(b.Meeting.On), quote(sentenceAt(it.Text, placeOf(it.Text, p.Number()))), it.Date.Short(b.Meeting.On))
		f.How = "a figure of an earlier 1:1 or of a goal's step that a note denies, or takes up where the reader finds a mistake told"
		out = append(out, f)
	}
	return out
}

// placeOf gives where a text has a number by itself, 0 where it has none.
func placeOf(text, number string) int {
	for _, span := range numberSpans(text) {
		if text[span.Start:span.End] == number {
			return span.Start
		}
	}
	return 0
}

// heard gives the figure that a note takes back, as the other person was given it last
// before that.
func heard(b *brief.Brief, note *brief.Item) (Point, bool) {
	wrong := takenBack(note)
	if len(wrong) == 0 {
		return Point{}, false
	}
	var found Point
	hear := func(text string, on oneonone.Date, id string) {
		if !on.Before(note.Date) || on.Before(found.On) || prose.AddressesMachine(text) {
			return
		}
		for _, q := range amounts(text) {
			if slices.Contains(wrong, firstNumber(q.Text)) {
				found = Point{On: on, Value: q.Value, Unit: q.Unit, Figure: q.Text, Text: oneonone.Spoken(sentenceAt(text, q.Start)), ItemID: id}
				return
			}
		}
	}
	for _, g := range b.Goals {
		for _, s := range g.Progress {
			hear(s.Text, s.On, g.ID)
		}
	}
	for _, said := range b.Said {
		hear(said.Text, said.Date, said.ID)
	}
	return found, found.Figure != ""
}

// perhaps is from how many percent on a note that denies a figure may find a mistake: an
// offer that is cheaper denies a price, too.
const perhaps = 25

// takenBack gives the numbers that a note takes back: one that it denies ("1122 not
// 1140"), and where it surely finds a mistake the one that it points to ("the 88 was
// wrong") or tells what it was ("so 6.3 is air").
func takenBack(note *brief.Item) []string {
	mistake := note.Does.Of(reader.Mistake)
	if mistake < perhaps {
		return nil
	}
	var out []string
	for _, at := range numberSpans(note.Text) {
		number := note.Text[at.Start:at.End]
		if len(number) < 2 {
			continue
		}
		before := note.Text[:at.Start]
		bare := isOwn(number) && !strings.HasSuffix(strings.TrimRight(before, " "), ",") && beginsWith(note.Text[at.End:], "is", "was")
		sure := mistake >= reader.Sure && (endsIn(before, "the", "that") || bare)
		if sure || endsIn(before, "not") {
			out = append(out, number)
		}
	}
	return out
}

// beginsWith tells whether the next word of a text is one of some.
func beginsWith(text string, any ...string) bool {
	words := strings.Fields(text)
	return len(words) > 0 && slices.Contains(any, strings.ToLower(words[0]))
}

func shares(x, y *brief.Item) bool { return slices.ContainsFunc(x.Stems(), y.Says) }
