package store

import (
	"fmt"
	"testing"
	"time"

	"oneonone/internal/oneonone"
)

// history gives n notes and among them, every fiftieth record, an action item
// of which every tenth is open: one an hour, the last at day 0.
func history(n int) []oneonone.Record {
	records := make([]oneonone.Record, 0, n)
	for i := range n {
		at, text := day(0).Add(time.Duration(i-n)*time.Hour), fmt.Sprintf("note %d: rewrote the retry loop of the importer, so that a failed page is read again #importer +ingest", i)
		if i%50 != 0 {
			records = append(records, note(historyID(i), at, text))
			continue
		}
		a := action(historyID(i), at, text)
		if i%500 != 0 {
			a.Status = oneonone.StatusDone
		}
		records = append(records, a)
	}
	return records
}

// historyID scatters ids as random ones are.
func historyID(i int) string { return fmt.Sprintf("%08x-%06d", uint32(i)*2654435761, i) }

func BenchmarkPut10k(b *testing.B)  { benchmarkPut(b, 10_000) }
func BenchmarkPut100k(b *testing.B) { benchmarkPut(b, 100_000) }

func benchmarkPut(b *testing.B, n int) {
	s := filled(b, history(n)...)
	for i := 0; b.Loop(); i++ {
		must(b, s.Put(note(fmt.Sprintf("%08x", uint32(i)*2246822519), day(0).Add(time.Duration(i)*time.Second), "one more")))
	}
}

func BenchmarkWindow1k(b *testing.B)   { benchmarkWindow(b, 1_000) }
func BenchmarkWindow100k(b *testing.B) { benchmarkWindow(b, 100_000) }

// benchmarkWindow reads two weeks from the middle, 336 notes.
func benchmarkWindow(b *testing.B, n int) {
	s := filled(b, history(n)...)
	from := day(0).Add(-time.Duration(n/2) * time.Hour)
	for b.Loop() {
		must(b, s.View(func(r *Reader) error {
			notes, err := Collect[*oneonone.Note](r.Window(oneonone.KindNote, from, from.AddDate(0, 0, 14)))
			if len(notes) < 300 {
				b.Fatalf("%d notes", len(notes))
			}
			return err
		}))
	}
}

// BenchmarkOpenAction finds 20 open action items among 10,000 records.
func BenchmarkOpenAction(b *testing.B) {
	s := filled(b, history(10_000)...)
	for b.Loop() {
		must(b, s.View(func(r *Reader) error {
			open, err := Collect[*oneonone.Action](r.Open(oneonone.KindAction))
			if len(open) != 20 {
				b.Fatalf("%d open", len(open))
			}
			return err
		}))
	}
}

func BenchmarkCount100k(b *testing.B) {
	s := filled(b, history(100_000)...)
	for b.Loop() {
		must(b, s.View(func(r *Reader) error { r.Count(oneonone.KindNote); return nil }))
	}
}

// BenchmarkGet finds a record by a short prefix among 100,000.
func BenchmarkGet100k(b *testing.B) {
	s := filled(b, history(100_000)...)
	for b.Loop() {
		_, err := s.Get(historyID(777)[:10])
		must(b, err)
	}
}
