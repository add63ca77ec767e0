package cli

import (
	"iter"
	"strings"

	"github.com/spf13/cobra"

	"oneonone/internal/oneonone"
	"oneonone/internal/search"
	"oneonone/internal/store"
)

// searchLimit is how many hits are shown when --limit does not say.
const searchLimit = 20

func newSearchCmd(a *App) *cobra.Command {
	o := logOptions{limit: searchLimit}
	cmd := &cobra.Command{
		Use:   "search QUERY",
		Short: "Find what is on file by its words",
		Long: `search looks for words in everything on file: notes, promises, feedback, goals,
raw notes of meetings and drafts. A record is a hit when it has all of them, in
any form ("review" finds "reviewed") and also inside other words; words in
double quotes stand together. What says most about them and is most recent
comes first. A word that nobody wrote is taken for a slip of the finger.` + "\n" + dateForms,
		Example: `  oneonone search checkout p95
  oneonone search '"load test"' --since "last quarter"
  oneonone search review --kind feedback --json`,
		Args: atLeastOne("QUERY"),
		RunE: func(_ *cobra.Command, args []string) error { return runSearch(a, o, strings.Join(args, " ")) },
	}
	o.flags(a, cmd, "from this day on (`DATE`)")
	cmd.Flags().IntVar(&o.limit, "limit", searchLimit, "at most `N` hits; 0 for all")
	return cmd
}

// atLeastOne takes one or more words.
func atLeastOne(name string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) == 0 {
			return wrong(seeHelp(cmd), "%s needs a %s", cmd.CommandPath(), name)
		}
		return nil
	}
}

func runSearch(a *App, o logOptions, text string) error {
	q, err := search.Parse(clean(text))
	if err != nil {
		return wrong(`name a word: oneonone search "load test"`, "there is nothing to look for")
	}
	if err := o.check(); err != nil {
		return err
	}
	w, err := o.everWindow(a)
	if err != nil {
		return err
	}
	var found []oneonone.Record
	err = a.view(func(r *store.Reader) (err error) {
		if o.with != "" {
			if o.with, err = a.known("with", o.with, r); err != nil {
				return err
			}
		}
		found, q, err = o.search(a, r, w, q)
		return err
	})
	if err != nil {
		return err
	}
	return a.printHits(found, q)
}

// search finds the records that have the words. Words that stand nowhere are
// put right first where that is possible; where no record has all words, those
// that have some are hits.
func (o logOptions) search(a *App, r *store.Reader, w window, q search.Query) ([]oneonone.Record, search.Query, error) {
	raws, docs := o.docs(r, w)
	hits := q.Rank(docs, a.now)
	for _, word := range q.Missing(hits) {
		_, again := o.docs(r, w)
		near := search.Near(word, again)
		if near == "" {
			continue
		}
		a.Screen().Say("nothing on file has %q; looking for %q", word, near)
		_, again = o.docs(r, w)
		q = q.With(word, near)
		hits = q.Rank(again, a.now)
	}
	var found []oneonone.Record
	all := len(hits) > 0 && hits[0].All
	for _, h := range hits {
		if all && !h.All || o.limit > 0 && len(found) == o.limit {
			break
		}
		rec, err := r.Read((*raws)[h.Place])
		if err != nil {
			return nil, q, err
		}
		if o.fits(rec) {
			found = append(found, rec)
		}
	}
	if len(found) > 0 && !all && len(q.Words()) > 1 {
		a.Screen().Say("no record has all of these words; these have some")
	}
	return found, q, nil
}

// docs gives the records of the window to be searched, and the list of those
// that were given so far.
func (o logOptions) docs(r *store.Reader, w window) (*[]store.Raw, iter.Seq[search.Doc]) {
	raws := new([]store.Raw)
	return raws, func(yield func(search.Doc) bool) {
		for raw := range r.Raws(w.from, w.to) {
			*raws = append(*raws, raw)
			if !yield(search.Doc{JSON: raw.JSON, At: raw.At, Weight: weightOf(raw.Kind)}) {
				return
			}
		}
	}
}

// weightOf says how much a hit is worth by the kind of its record: what the
// user wrote is worth more than drafts that say it again.
func weightOf(kind oneonone.Kind) float64 {
	switch kind {
	case oneonone.KindAgenda:
		return 0.4
	case oneonone.KindReflection, oneonone.KindRecap:
		return 0.5
	case oneonone.KindMeeting:
		return 0.8
	case oneonone.KindPerson:
		return 1.2
	}
	return 1
}

// snippetColumns is how long the piece of a hit is that is shown.
const snippetColumns = 96

// printHits prints the hits a line each, with the piece that has the words.
func (a *App) printHits(found []oneonone.Record, q search.Query) error {
	short := shortIDs(a, found)
	return printRecords(a, found, "nothing on file has "+strings.Join(q.Words(), " and "), func(rec oneonone.Record) []string {
		h := rec.Header()
		return []string{short[h.ID], sayDay(h.On(), a.Today()), wordFor(rec), a.snippet(rec, q)}
	})
}

// snippet gives the piece of a record that has the words, marked.
func (a *App) snippet(rec oneonone.Record, q search.Query) string {
	texts := textsOf(rec)
	best, most := texts[0], 0
	for _, text := range texts {
		if n := len(q.Marks(text)); n > most {
			best, most = text, n
		}
	}
	text, marks := q.Snippet(oneonone.Clean(best), snippetColumns)
	var b strings.Builder
	at := 0
	for _, m := range marks {
		b.WriteString(text[at:m.Start] + a.Screen().Mark(text[m.Start:m.End]))
		at = m.End
	}
	b.WriteString(text[at:])
	return b.String()
}

// textsOf gives the texts of a record in which a hit may lie, the main one
// first.
func textsOf(rec oneonone.Record) []string {
	texts := []string{rec.Header().Text}
	steps := func(list []oneonone.Step) {
		for _, s := range list {
			texts = append(texts, s.Text)
		}
	}
	switch r := rec.(type) {
	case *oneonone.Note:
		if r.Fills != nil {
			texts = append(texts, r.Fills.Question)
		}
		for _, w := range r.Whys {
			texts = append(texts, w.Question, string(w.Answer))
		}
		texts = append(texts, string(r.Section), string(r.Source))
		if r.Settled != nil {
			texts = append(texts, r.Settled.Text)
		}
	case *oneonone.Action:
		texts = append(texts, string(r.Owner)+": "+r.Text, "with "+string(r.With), string(r.Why))
	case *oneonone.Feedback:
		texts = append(texts, string(r.From)+": "+r.Text, "about "+string(r.About))
		steps(r.Acted)
	case *oneonone.Goal:
		steps(r.Progress)
	case *oneonone.Meeting:
		texts = append(append(texts, "with "+string(r.With), string(r.Cancelled)), r.Earlier...)
	case *oneonone.Decision:
		texts = append(texts, "with "+string(r.With))
	case *oneonone.Initiative:
		for _, t := range r.Turns {
			texts = append(texts, t.Text)
		}
	}
	return texts
}
