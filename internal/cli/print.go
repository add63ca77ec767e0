package cli

import (
	"bufio"
	"encoding/json"
	"fmt"
	"strings"

	"oneonone/internal/oneonone"
	"oneonone/internal/store"
	"oneonone/internal/term"
)

// print writes a line of the result.
func (a *App) print(format string, args ...any) error {
	_, err := fmt.Fprintf(a.env.Stdout, format+"\n", args...)
	return outputError(err)
}

// printJSON writes the result as one JSON value.
func (a *App) printJSON(v any) error {
	out := bufio.NewWriter(a.env.Stdout)
	e := json.NewEncoder(out)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(v); err != nil {
		return outputError(err)
	}
	return outputError(out.Flush())
}

// printRecord writes a record that was just filed: itself as JSON, else the
// line that say makes of its short id.
func (a *App) printRecord(rec oneonone.Record, say func(id string) string) error {
	if a.opts.json {
		return a.printJSON(rec)
	}
	return a.print("%s", say(a.shorten(rec.Header().ID)))
}

// printRecords writes records: an array as JSON, else a table whose rows row
// makes. Nothing to show is said on standard error.
func printRecords[R oneonone.Record](a *App, records []R, none string, row func(R) []string) error {
	if a.opts.json {
		return a.printJSON(oneonone.List[R](records))
	}
	if len(records) == 0 {
		a.Screen().Say("%s", none)
		return nil
	}
	rows := make([][]string, 0, len(records))
	for _, rec := range records {
		rows = append(rows, row(rec))
	}
	return a.printTable(rows)
}

// printTable aligns the cells of rows. The last cell takes what room is left:
// on a terminal it is cut there.
func (a *App) printTable(rows [][]string) error {
	widths := make([]int, len(rows[0])-1)
	room := 0
	for _, row := range rows {
		for i := range widths {
			widths[i] = max(widths[i], term.Columns(row[i]))
		}
	}
	if term.IsTerminal(a.env.Stdout) {
		room = a.Screen().Width()
	}
	out := bufio.NewWriter(a.env.Stdout)
	for _, row := range rows {
		var b strings.Builder
		for i, w := range widths {
			b.WriteString(row[i] + strings.Repeat(" ", w-term.Columns(row[i])+2))
		}
		line := strings.TrimRight(b.String()+row[len(row)-1], " ")
		if room > 0 {
			line = term.Cut(line, room)
		}
		fmt.Fprintln(out, line)
	}
	return outputError(out.Flush())
}

// outputError says that standard output can't be written.
func outputError(err error) error {
	if err == nil {
		return nil
	}
	return failed(err, "what was filed is on file", "the result can't be written: %v", err)
}

// shorten gives the short form of an id, or the id where the store does not
// answer.
func (a *App) shorten(id string) string {
	short := id
	_ = a.view(func(r *store.Reader) error { // the record is filed: its whole id will do
		short = r.Shorten(id)
		return nil
	})
	return short
}
