// Package testdata is the sample that --demo works on: two months in the
// journal of one engineer, the history of the repository they worked in, and
// the raw notes of a 1:1 just held.
//
// It promises a fixed clock, so that a demo prints the same bytes on every
// day, and that journal, history and notes agree with each other. Everybody
// and everything in it is made up. It reads no file at run time: the sample is
// built into the program.
package testdata

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"oneonone/internal/oneonone"
)

// RawNotes is what the engineer typed during the third 1:1, the one that
// Meeting gives.
//
//go:embed sample/raw-notes.md
var RawNotes string

//go:embed sample/journal.jsonl
var journal string

//go:embed sample/history.json
var history string

// Me gives the names by which the sample calls the engineer.
func Me() []string { return []string{"Daria", "Daria Melnyk"} }

// Now is the clock of the sample: the morning before the third 1:1.
func Now() time.Time {
	return time.Date(2026, time.November, 12, 9, 10, 0, 0, time.FixedZone("CET", 60*60))
}

// Journal gives the records, ordered by time. One of them is private.
func Journal() ([]oneonone.Record, error) {
	var records []oneonone.Record
	for line := range strings.Lines(journal) {
		r, err := oneonone.Decode([]byte(line))
		if err != nil {
			return nil, fmt.Errorf("sample journal, record %d: %w", len(records)+1, err)
		}
		records = append(records, r)
	}
	return records, nil
}

// History gives ten weeks of the repository, by four people.
func History() (oneonone.History, error) {
	var h oneonone.History
	if err := json.Unmarshal([]byte(history), &h); err != nil {
		return h, fmt.Errorf("sample history: %w", err)
	}
	return h, nil
}

// Meeting gives the 1:1 to come, which is also in the journal.
func Meeting() (oneonone.Slot, error) {
	records, err := Journal()
	if err != nil {
		return oneonone.Slot{}, err
	}
	for _, r := range records {
		if m, ok := r.(*oneonone.Meeting); ok && !m.Held {
			return m.Slot(), nil
		}
	}
	return oneonone.Slot{}, fmt.Errorf("sample journal: no meeting is planned")
}
