package cli

import (
	"strings"

	"github.com/rogpeppe/go-internal/diff"

	"oneonone/internal/oneonone"
	"oneonone/internal/store"
)

// runDiff shows a draft beside the version before it.
func runDiff(a *App, rec oneonone.Record) error {
	if !isDraft(rec) {
		return wrong("--diff takes an agenda, a recap or a reflection", "%s is %s", rec.Header().ID, withArticle(wordFor(rec)))
	}
	before, err := a.versionBefore(rec)
	if err != nil {
		return err
	}
	if before == nil {
		return wrong("draft it again to have another", "there is no version before %s", a.shorten(rec.Header().ID))
	}
	name := func(r oneonone.Record) string {
		return a.shorten(r.Header().ID) + ", " + r.Header().Created.Format("2006-01-02 15:04")
	}
	text := diff.Diff(name(before), []byte(markdownOf(before, a.Today())), name(rec), []byte(markdownOf(rec, a.Today())))
	if len(text) == 0 {
		a.Screen().Say("nothing is different")
		return nil
	}
	_, rest, _ := strings.Cut(string(text), "\n") // the first line names a command that nobody ran
	return a.print("%s", strings.TrimRight(rest, "\n"))
}

// versionBefore gives the newest draft of the same thing that is older.
func (a *App) versionBefore(rec oneonone.Record) (before oneonone.Record, err error) {
	err = a.view(func(r *store.Reader) error {
		for other, err := range r.All(rec.Header().Kind) {
			if err != nil {
				return err
			}
			older := other.Header().Created.Before(rec.Header().Created) && other.Header().ID != rec.Header().ID
			if older && draftOf(other) == draftOf(rec) && (before == nil || other.Header().Created.After(before.Header().Created)) {
				before = other
			}
		}
		return nil
	})
	return before, err
}

// draftOf tells what a draft is of: its meeting, or its period.
func draftOf(rec oneonone.Record) string {
	switch r := rec.(type) {
	case *oneonone.Kept[oneonone.Agenda]:
		return r.Draft.Meeting.ID
	case *oneonone.Kept[oneonone.Recap]:
		return r.Draft.Meeting.ID
	case *oneonone.Kept[oneonone.Reflection]:
		return r.Draft.From.String()
	}
	return ""
}
