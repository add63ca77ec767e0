package brief

import (
	"slices"
	"strings"

	"oneonone/internal/oneonone"
)

// Names lists whom the records name, but the user, the fullest spelling of each
// first: that of the meeting and of the people on file.
func (b *Brief) Names() []string {
	var names []string
	add := func(name string) {
		name = strings.Join(strings.Fields(oneonone.Clean(strings.TrimPrefix(name, "@"))), " ")
		same := func(known string) bool { return oneonone.SameName(known, name) }
		if name != "" && name != oneonone.Me && !slices.ContainsFunc(b.Me, same) && !slices.ContainsFunc(names, same) {
			names = append(names, name)
		}
	}
	add(string(b.Meeting.With))
	for _, p := range b.People {
		add(p.Text)
	}
	for _, it := range b.Items {
		if it.Hostile {
			continue
		}
		switch r := it.Record.(type) {
		case *oneonone.Action:
			add(string(r.Owner))
			add(string(r.With))
		case *oneonone.Feedback:
			add(string(r.From))
		}
		for _, name := range it.People {
			add(name)
		}
	}
	return names
}
