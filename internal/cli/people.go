package cli

import (
	"slices"
	"strings"

	"oneonone/internal/oneonone"
	"oneonone/internal/store"
)

// peopleOnFile gives the persons that the user put on file.
func (a *App) peopleOnFile() (people []*oneonone.Person, err error) {
	err = a.view(func(r *store.Reader) error {
		people, err = store.Collect[*oneonone.Person](r.All(oneonone.KindPerson))
		return err
	})
	return people, err
}

// named gives the persons that a name may mean.
func named(name string, people []*oneonone.Person) []*oneonone.Person {
	var found []*oneonone.Person
	for _, p := range people {
		if strings.EqualFold(p.Text, name) {
			return []*oneonone.Person{p}
		}
		if oneonone.SameName(p.Text, name) {
			found = append(found, p)
		}
	}
	return found
}

// isMe tells whether a name is the user's.
func isMe(name string, cfg Config) bool {
	if strings.EqualFold(name, oneonone.Me) {
		return true
	}
	return slices.ContainsFunc(cfg.Me, func(mine string) bool { return oneonone.SameName(mine, name) })
}

// who gives the name to keep for somebody whom the user named: Me for the
// user, the full name of the only person on file who can be meant, else the
// name as it was typed. Empty stays empty.
func (a *App) who(name string) (oneonone.Maybe, error) {
	name = strings.TrimPrefix(clean(name), "@")
	if name == "I" {
		return oneonone.Me, nil
	}
	if name == "" || strings.EqualFold(name, oneonone.Me) {
		return oneonone.Maybe(strings.ToLower(name)), nil
	}
	cfg, err := a.Config()
	if err != nil {
		return "", err
	}
	if isMe(name, cfg) {
		return oneonone.Me, nil
	}
	people, err := a.peopleOnFile()
	if err != nil {
		return "", err
	}
	if found := named(name, people); len(found) == 1 {
		return oneonone.Maybe(found[0].Text), nil
	}
	if near := nearestPerson(name, people); near != "" && len(named(name, people)) == 0 {
		a.Screen().Warn("%s is not on file; did you mean %s?", name, near)
	}
	return oneonone.Maybe(name), nil
}

// nearestPerson gives the full name of the person whose full or first name is
// most like the given one, or "".
func nearestPerson(name string, people []*oneonone.Person) string {
	var names []string
	full := map[string]string{}
	for _, p := range people {
		for _, n := range []string{p.Text, oneonone.FirstName(p.Text)} {
			names = append(names, n)
			full[n] = p.Text
		}
	}
	return full[nearest(name, names)]
}

// known makes sure that a name to look for is one that the records know, so
// that a slip of the finger does not look like an empty result. It gives the
// full name, if there is one on file.
func (a *App) known(flag, name string, r *store.Reader) (string, error) {
	name = strings.TrimPrefix(clean(name), "@")
	people, err := store.Collect[*oneonone.Person](r.All(oneonone.KindPerson))
	if err != nil {
		return "", err
	}
	if found := named(name, people); len(found) == 1 {
		return found[0].Text, nil
	} else if len(found) > 1 {
		return name, nil
	}
	mentioned, err := isMentioned(name, r)
	if err != nil || mentioned {
		return name, err
	}
	return "", unknownPerson(flag, name, people)
}

// namesOf gives the full names of people.
func namesOf(people []*oneonone.Person) []string {
	names := make([]string, 0, len(people))
	for _, p := range people {
		names = append(names, p.Text)
	}
	return names
}

func unknownPerson(flag, name string, people []*oneonone.Person) error {
	return wrong(whoIsOnFile(name, people), "--%s: no record knows %q", flag, name)
}

// nobodyCalled says that nobody, or more than one, is on file under a name.
func nobodyCalled(name string, people []*oneonone.Person) error {
	if several := named(name, people); len(several) > 1 {
		return wrong("write the full name: "+listWords(namesOf(several), 8), "several people on file are called %q", name)
	}
	return wrong(whoIsOnFile(name, people), "nobody on file is called %q", name)
}

func whoIsOnFile(name string, people []*oneonone.Person) string {
	if near := nearestPerson(name, people); near != "" {
		return "did you mean " + near + "?"
	}
	if len(people) > 0 {
		return "on file are " + listWords(namesOf(people), 8)
	}
	return "`oneonone person add` puts somebody on file"
}

// listWords writes names as a list, the first n of them.
func listWords(words []string, n int) string {
	if len(words) > n {
		return strings.Join(words[:n], ", ") + " and others"
	}
	return strings.Join(words, ", ")
}

// isMentioned tells whether any record has to do with the person.
func isMentioned(name string, r *store.Reader) (bool, error) {
	for _, kind := range r.Kinds() {
		for rec, err := range r.All(kind) {
			if err != nil {
				return false, err
			}
			if concerns(rec, name) {
				return true, nil
			}
		}
	}
	return false, nil
}

// concerns tells whether a record has to do with a person.
func concerns(rec oneonone.Record, name string) bool {
	same := func(other string) bool { return oneonone.SameName(other, name) }
	if slices.ContainsFunc(rec.Header().People, same) {
		return true
	}
	switch r := rec.(type) {
	case *oneonone.Action:
		return same(string(r.Owner)) || same(string(r.With))
	case *oneonone.Feedback:
		return same(string(r.From)) || same(string(r.With))
	case *oneonone.Person:
		return same(r.Text)
	case *oneonone.Decision:
		return same(string(r.With))
	case *oneonone.Initiative:
		return same(string(r.With))
	case *oneonone.Meeting:
		return same(string(r.With))
	case *oneonone.Kept[oneonone.Agenda]:
		return same(string(r.Draft.Meeting.With))
	case *oneonone.Kept[oneonone.Recap]:
		return same(string(r.Draft.Meeting.With))
	}
	return false
}
