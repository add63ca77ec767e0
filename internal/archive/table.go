package archive

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"oneonone/internal/oneonone"
	"oneonone/internal/prose"
)

// Actions reads action items from the table of a spreadsheet or a tracker, with commas, semicolons or tabs; from names its
// file. The first row names the columns: text (or task, action, title), owner (or assignee), due (or deadline), status (or
// done), created (or date), with (or person), or as Jira, Linear, Notion, Todoist, Asana, Trello and GitHub call them. Days
// are written in any way that a flag takes. An item without a day of its own is dated now. A state that is none of open, done
// and dropped is taken for open, and given in unknown. A row with a key of its tracker is known by that: its source is
// "FILE:KEY", that of any other "FILE:LINE".
//
// A table that is cut off or can't be read in one row is refused whole, with a *LineError.
func Actions(text, from string, now time.Time, loc prose.Locale) (list []oneonone.Record, unknown []string, err error) {
	rows, lines, err := readTable(text)
	if err != nil {
		return nil, nil, err
	}
	at := columnsOf(rows[0])
	if at.text < 0 {
		return nil, nil, &LineError{lines[0], errors.New("no column is called text, task, title, summary or name")}
	}
	at.now, at.locale = now, loc.Of(text)
	at.key = keyColumn(rows)
	for i, row := range rows[1:] {
		a, state, err := at.action(row)
		if err != nil {
			return nil, nil, &LineError{lines[i+1], err}
		}
		if a == nil {
			continue
		}
		place := fmt.Sprint(lines[i+1])
		if at.key >= 0 {
			place = cell(row, at.key)
			a.ID = oneonone.DeriveID(string(oneonone.KindAction), place)
		}
		a.Source = oneonone.Maybe(from + ":" + place)
		list = append(list, a)
		if state != "" && !slices.Contains(unknown, state) {
			unknown = append(unknown, state)
		}
	}
	return list, unknown, nil
}

// readTable reads the rows, the names of the columns first, with their lines.
func readTable(text string) (rows [][]string, lines []int, err error) {
	skipped := 0
	if first, rest, _ := strings.Cut(text, "\n"); strings.HasPrefix(first, "sep=") {
		text, skipped = rest, 1 // Excel's word on what parts the columns
	}
	c := csv.NewReader(strings.NewReader(text))
	c.Comma = separator(text)
	c.FieldsPerRecord, c.TrimLeadingSpace = -1, c.Comma != '\t'
	for {
		row, err := c.Read()
		var broken *csv.ParseError
		switch {
		case errors.As(err, &broken):
			return nil, nil, &LineError{broken.StartLine + skipped, broken.Err}
		case errors.Is(err, io.EOF) && len(rows) == 0:
			return nil, nil, &LineError{1, errors.New("the first row names the columns, and there is none")}
		case errors.Is(err, io.EOF):
			return rows, lines, cutOff(rows, lines, text)
		case err != nil:
			return nil, nil, err
		}
		line, _ := c.FieldPos(0)
		rows, lines = append(rows, row), append(lines, line+skipped)
	}
}

// separator gives what parts the columns: what stands in the first line most.
func separator(text string) rune {
	first, _, _ := strings.Cut(text, "\n")
	best := ','
	for _, sep := range ";\t" {
		if strings.Count(first, string(sep)) > strings.Count(first, string(best)) {
			best = sep
		}
	}
	return best
}

// cutOff tells a table that breaks off in its last row: it alone is too short, and its line has no end.
func cutOff(rows [][]string, lines []int, text string) error {
	last := len(rows) - 1
	if strings.HasSuffix(text, "\n") || last < 2 || len(rows[last]) >= len(rows[0]) {
		return nil
	}
	for _, row := range rows[:last] {
		if len(row) != len(rows[0]) {
			return nil
		}
	}
	return &LineError{lines[last], fmt.Errorf("the file breaks off: %d of %d columns, and no end of the line", len(rows[last]), len(rows[0]))}
}

// places says in which column what stands; -1 for none.
type places struct {
	text, owner, due, status, created, with int
	// closed has the day on which an item was done, or yes; dropped the day on which it was given up.
	closed, dropped int
	// typed, planned are Todoist's: what a row is, and its day as its writer said it.
	typed, planned int
	key            int

	now    time.Time
	locale prose.Locale
}

func columnsOf(names []string) places {
	find := columnFinder(names)
	p := places{
		text:   find("text", "task", "action", "title", "summary", "name", "content", "what"),
		owner:  find("owner", "assignee", "responsible"),
		due:    find("due", "deadline", "by"),
		status: find("status", "state", "done"),
		with:   find("with", "person"), created: find("created", "date", "on"),
		closed: find("completed", "closed", "resolved"), dropped: find("canceled", "cancelled"),
		typed: -1, planned: -1,
	}
	if p.owner < 0 {
		p.owner = find("assignees", "members")
	}
	if p.status < 0 {
		p.status = find("list", "section", "section/column")
	}
	if p.closed < 0 {
		p.closed = find("due complete")
	}
	if find("date_lang") >= 0 {
		p.typed, p.planned, p.created = find("type"), find("date"), -1
	}
	return p
}

// columnFinder finds the column that one of the words names: alone, else before or behind others ("Due date", "Card Name").
// One that holds keys, addresses or who did it is none.
func columnFinder(names []string) func(words ...string) int {
	return func(words ...string) int {
		found := -1
		for i, name := range names {
			name = strings.ToLower(strings.TrimSpace(name))
			parts := strings.Fields(name)
			if len(parts) == 0 {
				continue
			}
			if slices.Contains(words, name) {
				return i
			}
			last := parts[len(parts)-1]
			other := len(parts) > 1 && (isKeyWord(last) || last == "by" || last == "complete" || last == "description")
			if found < 0 && !other && (slices.Contains(words, parts[0]) || slices.Contains(words, last)) {
				found = i
			}
		}
		return found
	}
}

func isKeyWord(word string) bool { return word == "id" || word == "key" || word == "url" }

// keyColumn finds the column with the tracker's own names of its items (PAY-1, 1201234567890123): each row has one, no two
// the same. A short number says nothing outside its list.
func keyColumn(rows [][]string) int {
columns:
	for i, name := range rows[0] {
		words := strings.Fields(strings.ToLower(name))
		if len(words) == 0 || !isKeyWord(words[len(words)-1]) {
			continue
		}
		seen := map[string]bool{}
		for _, row := range rows[1:] {
			key := cell(row, i)
			short := len(key) < 8 && strings.Trim(key, "0123456789") == ""
			if short || seen[key] || strings.ContainsAny(key, " \n") {
				continue columns
			}
			seen[key] = true
		}
		return i
	}
	return -1
}

func cell(row []string, i int) string {
	if i < 0 || i >= len(row) {
		return ""
	}
	return strings.TrimSpace(oneonone.Clean(row[i]))
}

// day reads a day as trackers write it, with or without a time behind it: 2026-12-01T10:00, 20/Nov/26 12:00 AM,
// November 20, 2026, and the first day of a run: "Nov 20, 2026 → Nov 27, 2026".
func (p places) day(s string) (oneonone.Date, error) {
	s, _, _ = strings.Cut(s, "→")
	day, err := prose.StampDay(s, p.now, prose.Past, p.locale)
	if err != nil {
		return oneonone.Date{}, err
	}
	return oneonone.DateOf(day), nil
}

// action reads a row. State is what the row says of its state where that is none that is known:
// it is taken for open.
func (p places) action(row []string) (a *oneonone.Action, state string, err error) {
	text := cell(row, p.text)
	if text == "" || p.typed >= 0 && !strings.EqualFold(cell(row, p.typed), "task") {
		return nil, "", nil
	}
	at, dated := p.now, false
	if day := cell(row, p.created); day != "" {
		d, err := p.day(day)
		if err != nil {
			return nil, "", err
		}
		at, dated = d.Time(p.now.Location()), true
	}
	due, text, err := p.dueOf(row, text)
	if err != nil {
		return nil, "", err
	}
	a = &oneonone.Action{Head: head(oneonone.KindAction, text, at, cell(row, p.owner), cell(row, p.due), cell(row, p.created)), Due: due,
		Owner: oneonone.Maybe(cell(row, p.owner)), With: oneonone.Maybe(cell(row, p.with)), Status: oneonone.StatusOpen}
	switch strings.ToLower(string(a.Owner)) {
	case "me", "i", "myself":
		a.Owner = oneonone.Me
	}
	state = p.close(a, row)
	if !dated { // nobody knows when it changed: what is on file already is newer
		a.Changed = time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)
	}
	return a, state, nil
}

// dueOf gives the day on which a row is due. A plan that is no day ("every Monday") stays with the text.
func (p places) dueOf(row []string, text string) (oneonone.Date, string, error) {
	if said := cell(row, p.due); said != "" {
		d, err := p.day(said)
		return d, text, err
	}
	plan := cell(row, p.planned)
	if plan == "" {
		return oneonone.Date{}, text, nil
	}
	if d, err := p.day(plan); err == nil {
		return d, text, nil
	}
	return oneonone.Date{}, text + " (" + plan + ")", nil
}

// close takes over what a row says of its end, and gives the state that is none that is known.
func (p places) close(a *oneonone.Action, row []string) (unknown string) {
	end := func(status oneonone.Status, day string) {
		a.Status, a.Closed = status, a.On()
		if d, err := p.day(day); err == nil {
			a.Closed = d
		}
	}
	said := func(i int) string {
		s := cell(row, i)
		if l := strings.ToLower(s); l == "no" || l == "false" || l == "0" {
			return ""
		}
		return s
	}
	state, closed, dropped := said(p.status), said(p.closed), said(p.dropped)
	switch strings.ToLower(state) {
	case "done", "x", "yes", "true", "closed", "completed", "1":
		end(oneonone.StatusDone, closed)
		return ""
	case "dropped", "cancelled", "canceled":
		end(oneonone.StatusDropped, dropped)
		return ""
	}
	switch {
	case dropped != "":
		end(oneonone.StatusDropped, dropped)
	case closed != "":
		end(oneonone.StatusDone, closed)
	case state == "", strings.EqualFold(state, "open"), strings.EqualFold(state, "todo"):
	default:
		return state
	}
	return ""
}
