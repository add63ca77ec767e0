package brief

import (
	"fmt"
	"slices"
	"strings"

	"oneonone/internal/oneonone"
	"oneonone/internal/prose"
)

// LastOn gives the day of the last meeting held with the person, the absent date
// before the first.
func (b *Brief) LastOn() oneonone.Date {
	var last oneonone.Date
	for _, m := range b.Held {
		if m.On.After(last) {
			last = m.On
		}
	}
	return last
}

// lastMeetings is how many meetings are told whole; longestTold is up to how many
// characters of raw notes that is: a transcript is told by its recap.
const (
	lastMeetings = 2
	longestTold  = 6000
)

// hearMeetings makes evidence of the raw notes of the last two meetings, line by
// line: what the other person said then is what they remember.
func (b *Brief) hearMeetings() {
	held := slices.SortedStableFunc(slices.Values(b.Held), func(x, y *oneonone.Meeting) int { return y.On.Compare(x.On) })
	for _, m := range held[:min(len(held), lastMeetings)] {
		b.SaidSince = m.On
		if len(m.Text) > longestTold {
			continue
		}
		public, _ := oneonone.WithoutPrivate(m.Text)
		for i, line := range strings.Split(public, "\n") {
			if line = strings.TrimLeft(strings.TrimSpace(line), "-*•· \t"); line == "" || prose.AddressesMachine(line) {
				continue
			}
			b.Said = append(b.Said, &Item{Evidence: oneonone.Evidence{
				ID: oneonone.DeriveID("said", m.ID, fmt.Sprint(i)), Kind: oneonone.EvNote, Date: m.On, Text: line,
				Source: fmt.Sprintf("my notes of the 1:1, line %d", i+1),
			}, InWindow: true, Said: true, stems: uniq(b.known.Content(line))})
		}
	}
}
