package cli

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"oneonone/internal/brief"
	"oneonone/internal/oneonone"
)

// chosen lets the user choose by number, on a terminal, which topics the page has and
// in which order, where there is more than it has room for. A model's page is as it is,
// but for their number.
func (o *draftOptions) chosen(ctx context.Context, a *App, b *brief.Brief, agenda oneonone.Agenda) (oneonone.Agenda, error) {
	if o.topics > 0 {
		agenda = agenda.AtMost(o.topics)
	}
	embedded := agenda.DraftedBy.Engine == oneonone.Offline
	asks := o.saves() && !a.opts.yes && !a.opts.json && o.form == "" && a.Screen().Interactive()
	if !embedded || !asks || len(agenda.IfTime) == 0 || len(agenda.Topics) == 0 {
		return agenda, nil
	}
	var ids []string
	for i, t := range agenda.Topics {
		a.Screen().Say("%2d  %s", i+1, oneLine(t.Title, 0))
		ids = append(ids, t.Evidence[0])
	}
	a.Screen().Say("there is no room for")
	for _, l := range agenda.IfTime {
		if len(l.Evidence) > 0 {
			ids = append(ids, l.Evidence[0])
			a.Screen().Say("%2d  %s", len(ids), oneLine(l.Text, 0))
		}
	}
	for {
		answer, err := a.Screen().Ask(ctx, "which topics, in which order? (Enter: the first "+strconv.Itoa(len(agenda.Topics))+")", "")
		if err != nil || strings.TrimSpace(answer) == "" {
			return agenda, ctx.Err()
		}
		if o.pick = picks(answer, ids); o.pick == nil {
			a.Screen().Say("numbers from 1 to %d, please: 2 1 %d", len(ids), len(ids))
			continue
		}
		return draft(ctx, a, o, func(d Drafter) (oneonone.Agenda, error) { return d.Prep(ctx, b) })
	}
}

// picks reads the numbers of what the user chose, nil when they are none.
func picks(answer string, ids []string) []string {
	var out []string
	for _, word := range strings.FieldsFunc(answer, func(r rune) bool { return r == ' ' || r == ',' }) {
		n, err := strconv.Atoi(word)
		if err != nil || n < 1 || n > len(ids) {
			return nil
		}
		out = oneonone.AppendNew(out, ids[n-1])
	}
	return out
}

// tellUnused says how many notes of the window no part of the page rests on; --verbose
// lists them.
func (a *App) tellUnused(b *brief.Brief, agenda oneonone.Agenda) {
	cited := agenda.Cites()
	unused := slices.DeleteFunc(slices.Clone(b.Items), func(it *brief.Item) bool {
		return !it.IsNote() || b.IsWork(it) || !it.InWindow || cited[it.ID]
	})
	if len(unused) == 0 {
		return
	}
	a.Screen().Say("%s in no part of the page: `oneonone triage`", oneonone.Plural(len(unused), "note is", "notes are"))
	if !a.opts.verbose {
		return
	}
	for _, it := range unused {
		a.Screen().Say("  %s  %s", it.Date.Short(b.Today), oneLine(it.Text, 0))
	}
}
