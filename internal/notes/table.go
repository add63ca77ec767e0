package notes

import (
	"slices"
	"strings"

	"oneonone/internal/prose"
)

// column is what the head of a table says about a column.
type column int

const (
	textColumn column = iota
	whoColumn
	whenColumn
	// dayColumn holds the day of what the row tells.
	dayColumn
	stateColumn
	// numberColumn counts the rows.
	numberColumn
	// taskColumn holds what is to be done, with its owner in the cell.
	taskColumn
)

// readTables turns the rows of Markdown tables into the statements that their
// cells hold: who is to do it and by when stand in columns of their own there.
func readTables(lines []Line) []Line {
	var out []Line
	for i := 0; i < len(lines); i++ {
		first := tableAt(lines, i)
		if first < 0 {
			out = append(out, lines[i])
			continue
		}
		rows := first
		for rows < len(lines) && (isRow(lines[rows]) || lines[rows].Blank && rows+1 < len(lines) && isRow(lines[rows+1]) && tableAt(lines, rows+1) < 0) {
			rows++ // a row that was taken out leaves a free line
		}
		head := columns(cells(lines[i].Text), lines[first:rows])
		if slices.Contains(head, whoColumn) { // what stands above the table ends there
			out = append(out, Line{No: lines[i].No, Heading: true})
		}
		for _, row := range lines[first:rows] {
			if !row.Blank && !isTableRule(row.Text) {
				out = append(out, statements(row, head)...)
			}
		}
		i = rows - 1
	}
	return out
}

// tableAt gives the line of the first row of the table whose head stands at i, or -1. A head
// has a rule below it, or names an owner over rows with as many cells.
func tableAt(lines []Line, i int) int {
	if !isRow(lines[i]) || i+1 >= len(lines) {
		return -1
	}
	if isRow(lines[i+1]) && isTableRule(lines[i+1].Text) {
		return i + 2
	}
	names := cells(lines[i].Text)
	for j := i + 1; j <= i+2; j++ {
		if j >= len(lines) || !isRow(lines[j]) || len(cells(lines[j].Text)) > len(names) {
			return -1
		}
	}
	if slices.Contains(columns(names, nil), whoColumn) {
		return i + 1
	}
	return -1
}

func isRow(l Line) bool {
	return !l.Foreign && (strings.Count(l.Text, "|") > 1 || strings.Count(l.Text, "\t") > 0 && !strings.Contains(l.Text, "|"))
}

// isTableRule sees the line of dashes under the head of a table.
func isTableRule(s string) bool { return strings.Trim(s, "|-: ") == "" && strings.Contains(s, "-") }

func cells(row string) []string {
	var out []string
	if !strings.Contains(row, "|") {
		row = strings.ReplaceAll(row, "\t", "|") // as a spreadsheet copies it
	}
	row = strings.ReplaceAll(row, `\|`, "\x00") // a bar that is part of its cell
	for cell := range strings.SplitSeq(strings.Trim(strings.TrimSpace(row), "|"), "|") {
		cell = strings.ReplaceAll(strings.TrimSpace(cell), "\x00", "|")
		if struck, ok := strings.CutPrefix(cell, "~~"); ok {
			if _, rest, closed := strings.Cut(struck, "~~"); closed && strings.TrimSpace(rest) != "" {
				cell = strings.TrimSpace(rest) // what was struck gave way to it
			}
		}
		if strings.Trim(cell, "-–—?. ") == "" {
			cell = ""
		}
		out = append(out, cell)
	}
	return out
}

// columns tells what each column holds, by its head, or by its cells where they are all
// days beside an owner.
func columns(head []string, rows []Line) []column {
	out := make([]column, len(head))
	for i, name := range head {
		switch h := prose.Hear(name); {
		case h.Says("who", "owner", "assignee", "responsible", "owned by", "assigned to", "dri"):
			out[i] = whoColumn
		case i == 0 && h.Says("date", "day"):
			out[i] = dayColumn
		case h.Says("when", "date", "due", "due date", "deadline", "by", "until", "by when", "eta"):
			out[i] = whenColumn
		case h.Says("next", "next step", "next steps", "action", "actions", "todo", "to do", "follow-up", "follow up"):
			out[i] = taskColumn
		case h.Says("status", "state", "done"):
			out[i] = stateColumn
		}
	}
	if len(out) > 1 && out[0] == textColumn && areNumbers(rows) {
		out[0] = numberColumn
	}
	if !slices.Contains(out, whoColumn) {
		return out
	}
	for i := range out { // then the task is a text like others, and a day is when it is due
		switch {
		case out[i] == taskColumn:
			out[i] = textColumn
		case out[i] == dayColumn, out[i] == textColumn && areDays(rows, i):
			out[i] = whenColumn
		}
	}
	return out
}

// areNumbers tells whether the first cells of the rows only count them.
func areNumbers(rows []Line) bool {
	n := 0
	for _, row := range rows {
		first := cells(row.Text)[0]
		if row.Blank || isTableRule(row.Text) {
			continue
		}
		if first == "" || len(first) > 3 || strings.Trim(first, "0123456789.") != "" {
			return false
		}
		n++
	}
	return n > 1
}

// areDays tells whether most cells of a column are days and nothing else.
func areDays(rows []Line, column int) bool {
	found, others := 0, 0
	for _, row := range rows {
		all := cells(row.Text)
		if column >= len(all) || all[column] == "" {
			continue
		}
		if !isStamp(all[column]) {
			others++
		} else if len(daysIn(writtenDay(all[column]))) > 0 {
			found++
		}
	}
	return found > others
}

// writtenDay writes a day of two numbers tied by a hyphen as one with a slash: "27-03" is a day
// where a table says when.
func writtenDay(cell string) string {
	day, month, found := strings.Cut(cell, "-")
	if found && len(day) < 3 && len(month) < 3 && strings.Trim(day+month, "0123456789") == "" {
		return "by " + day + "/" + month
	}
	return "by " + cell
}

// statements gives what a row says: its texts, behind the owner and before the
// date of their own columns. A cell of those columns that says more than a name
// or a day is a statement of its own.
func statements(row Line, head []column) []Line {
	var texts, alone []string
	who, when := "", ""
	for i, cell := range cells(row.Text) {
		kind := textColumn
		if i < len(head) {
			kind = head[i]
		}
		switch {
		case cell == "":
		case kind == taskColumn && prose.Hear(cell).Done():
			texts = append(texts, cell)
		case kind == taskColumn:
			alone = append(alone, "[ ] "+cell)
		case kind == numberColumn:
		case kind == textColumn:
			texts = append(texts, cell)
		case len(strings.Fields(cell)) > 6 || strings.Contains(cell, ": ") || kind == whoColumn && len(strings.Fields(cell)) > 3:
			alone = append(alone, cell)
		case kind == whoColumn && strings.Contains(cell, " ") && cell == strings.ToLower(cell):
			// "not assigned yet" is nobody
		case kind == whoColumn:
			who = strings.ReplaceAll(strings.Trim(cell, "*_` "), "+", " + ")
		case kind == dayColumn:
			texts = append(texts, cell)
		case when == "":
			when = cell
		default:
			when += ", " + cell
		}
	}
	text := joined(texts)
	if who != "" && prose.Hear(when).Undecided() {
		when = "" // it is taken on all the same
	}
	if first, _, _ := strings.Cut(strings.ToLower(when), " "); len(daysIn(writtenDay(when))) > 0 && (!prose.IsStop(first) || len(daysIn(first)) > 0) {
		when = writtenDay(when)
	}
	switch {
	case who != "" && text != "" && when != "":
		text += ", " + when
	case when != "" && text != "" && slices.Contains(head, whoColumn) && prose.Hear(texts[len(texts)-1]).Orders():
		text = "[ ] " + text + ", " + when // nobody has taken it
	case when != "" && text != "":
		text += ", " + when
	}
	var out []Line
	for _, s := range append([]string{text}, alone...) {
		if s != "" {
			l := readLine(row.No, s)
			l.Bullet = true
			if s == text {
				l.owner = who
			}
			out = append(out, l)
		}
	}
	return out
}

// joined puts the first cell, which names the subject, before the others,
// unless they say themselves whose words they are.
func joined(texts []string) string {
	if len(texts) < 2 {
		return strings.Join(texts, "")
	}
	rest := strings.Join(texts[1:], "; ")
	if _, _, labelled := prose.CutLabel(rest); labelled || strings.ContainsAny(texts[0], ",:") {
		return rest
	}
	return texts[0] + ": " + rest
}
