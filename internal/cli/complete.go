package cli

import (
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"oneonone/internal/oneonone"
	"oneonone/internal/store"
)

// completer completes an argument or the value of a flag. It never fails:
// where nothing can be read, there is nothing to suggest.
type completer = cobra.CompletionFunc

// mostSuggested is how many ids the shell offers.
const mostSuggested = 50

// completeIDs suggests the latest records of a kind, or of all, as the first
// argument: only open ones unless all is set.
func completeIDs(a *App, kind oneonone.Kind, all bool) completer {
	return func(_ *cobra.Command, args []string, begun string) ([]string, cobra.ShellCompDirective) {
		var found []string
		if len(args) == 0 {
			_ = a.view(func(r *store.Reader) (err error) {
				found, err = suggestIDs(r, kind, all, begun, a.Today())
				return err
			})
		}
		return found, cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveKeepOrder
	}
}

func suggestIDs(r *store.Reader, kind oneonone.Kind, all bool, begun string, today oneonone.Date) ([]string, error) {
	kinds := []oneonone.Kind{kind}
	if kind == "" {
		kinds = r.Kinds()
	}
	var found []string
	for _, k := range kinds {
		records, err := latest(r, k, all)
		if err != nil {
			return nil, err
		}
		for _, rec := range records {
			if id := rec.Header().ID; strings.HasPrefix(id, strings.ToLower(begun)) {
				found = append(found, cobra.CompletionWithDesc(r.Shorten(id), suggested(rec, today)))
			}
		}
	}
	return found, nil
}

// suggested says what a record is: somebody may look on, so of a private one
// only that it is.
func suggested(rec oneonone.Record, today oneonone.Date) string {
	if oneonone.IsPrivate(rec) {
		return wordFor(rec) + ": (private)"
	}
	return wordFor(rec) + ": " + oneLine(summary(rec, today), 60)
}

// latest gives the newest records of a kind that are worth suggesting.
func latest(r *store.Reader, kind oneonone.Kind, all bool) ([]oneonone.Record, error) {
	if !all {
		return store.Collect[oneonone.Record](r.Open(kind))
	}
	return r.Latest(kind, time.Time{}, mostSuggested)
}

// completePeople suggests the people on file for a flag.
func completePeople(a *App, cmd *cobra.Command, flag string) {
	complete(cmd, flag, func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
		people, _ := a.peopleOnFile()
		return namesOf(people), cobra.ShellCompDirectiveNoFileComp
	})
}

// completeMarks suggests the projects or tags of the latest notes for a flag.
func completeMarks(a *App, cmd *cobra.Command, flag string, marks func(*oneonone.Head) []string) {
	complete(cmd, flag, func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
		seen := map[string]bool{}
		_ = a.view(func(r *store.Reader) error {
			notes, err := r.Latest(oneonone.KindNote, time.Time{}, 20*mostSuggested)
			for _, n := range notes {
				if oneonone.IsPrivate(n) {
					continue
				}
				for _, m := range marks(n.Header()) {
					seen[m] = true
				}
			}
			return err
		})
		return slices.Sorted(maps.Keys(seen)), cobra.ShellCompDirectiveNoFileComp
	})
}

// completeWords suggests words for a flag.
func completeWords(cmd *cobra.Command, flag string, words []string) {
	complete(cmd, flag, func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
		return words, cobra.ShellCompDirectiveNoFileComp
	})
}

// complete registers a completer; that fails only for a flag that the command
// does not have.
func complete(cmd *cobra.Command, flag string, c completer) {
	if err := cmd.RegisterFlagCompletionFunc(flag, c); err != nil {
		panic(err)
	}
}
