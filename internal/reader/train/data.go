package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"oneonone/internal/prose"
	"oneonone/internal/reader"
)

// example is a labelled line; who wrote it and whose file it is in decide with
// what it may be trained and tested.
type example struct {
	reader.Line
	author, writer string
	labels         []reader.Label
	// features are those of the line, as numbers of columns once chosen.
	features []uint32
}

func (e example) is(label reader.Label) bool { return slices.Contains(e.labels, label) }

// fileLine is a line as the files have it.
type fileLine struct {
	T      string         `json:"t"`
	New    bool           `json:"new"`
	Labels []reader.Label `json:"labels"`
}

// readAll reads the labelled lines of the files that a pattern finds; finding none is an error.
func readAll(pattern string, read func(line []byte) (writer string, lines []reader.Line, labels [][]reader.Label, err error)) ([]example, error) {
	files, err := filepath.Glob(pattern)
	if err != nil {
		return nil, err
	}
	var all []example
	for _, name := range files {
		text, err := os.ReadFile(name)
		if err != nil {
			return nil, err
		}
		author := strings.TrimSuffix(filepath.Base(name), ".jsonl")
		scan := bufio.NewScanner(bytes.NewReader(text))
		scan.Buffer(nil, 1<<24)
		for n := 1; scan.Scan(); n++ {
			writer, lines, labels, err := read(scan.Bytes())
			if err != nil {
				return nil, fmt.Errorf("%s:%d: %w", name, n, err)
			}
			for i, line := range lines {
				e := example{Line: line, author: author, writer: author + "/" + writer, labels: labels[i]}
				all = append(all, e)
			}
		}
	}
	if len(all) == 0 {
		return nil, fmt.Errorf("no lines in %s", pattern)
	}
	return all, nil
}

// filesOf is the pattern for the files of a task: their names begin with its name.
func filesOf(folder string, t task) string { return filepath.Join(folder, t.name+"-*.jsonl") }

// journalLine reads a note of a journal.
func journalLine(line []byte) (string, []reader.Line, [][]reader.Label, error) {
	var note struct {
		Writer string
		fileLine
	}
	err := json.Unmarshal(line, &note)
	return note.Writer, []reader.Line{{Text: note.T}}, [][]reader.Label{note.Labels}, err
}

// meetingLines reads the raw notes of a 1:1.
func meetingLines(line []byte) (string, []reader.Line, [][]reader.Label, error) {
	var note struct {
		ID, With string
		Me       []string
		Lines    []fileLine
	}
	if err := json.Unmarshal(line, &note); err != nil {
		return "", nil, nil, err
	}
	var lines []reader.Line
	var labels [][]reader.Label
	section := ""
	for _, l := range note.Lines {
		if isHeading(l.T) {
			section = l.T
		}
		out := reader.Line{Text: l.T, Section: section}
		if label, rest, ok := prose.CutLabel(l.T); ok {
			if who := speaker(label, note.Me, note.With); who != reader.Unsaid {
				out.Text, out.Speaker = rest, who
			}
		}
		out.Text = prose.CutStamp(out.Text)
		lines, labels = append(lines, out), append(labels, l.Labels)
	}
	return note.ID, withNeighbours(lines), labels, nil
}

func isHeading(line string) bool {
	line = strings.TrimSpace(line)
	return strings.HasPrefix(line, "#") || strings.HasSuffix(line, ":") || strings.HasPrefix(line, "**") && strings.HasSuffix(line, "**")
}

func speaker(label string, me []string, with string) reader.Speaker {
	label = strings.ToLower(label)
	for _, name := range me {
		if name != "" && strings.Contains(label, strings.ToLower(name)) {
			return reader.Me
		}
	}
	for name := range strings.FieldsSeq(strings.ToLower(with)) {
		if strings.Contains(label, name) {
			return reader.Them
		}
	}
	return reader.Unsaid
}

func withNeighbours(lines []reader.Line) []reader.Line {
	for i := range lines {
		if i > 0 {
			lines[i].Before = lines[i-1].Text
		}
		if i+1 < len(lines) {
			lines[i].After = lines[i+1].Text
		}
	}
	return lines
}

// draftLines reads the sentences of a draft.
func draftLines(line []byte) (string, []reader.Line, [][]reader.Label, error) {
	var draft struct {
		ID    string
		Lines []fileLine
	}
	if err := json.Unmarshal(line, &draft); err != nil {
		return "", nil, nil, err
	}
	var lines []reader.Line
	var labels [][]reader.Label
	section := ""
	for _, l := range draft.Lines {
		if strings.TrimSpace(l.T) == "" {
			continue
		}
		if isHeading(l.T) {
			section = l.T
		}
		lines, labels = append(lines, reader.Line{Text: l.T, Section: section}), append(labels, l.Labels)
	}
	return draft.ID, withNeighbours(lines), labels, nil
}
