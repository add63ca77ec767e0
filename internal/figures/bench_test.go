package figures

import (
	"fmt"
	"testing"
	"time"

	"oneonone/internal/brief"
	"oneonone/internal/oneonone"
)

// BenchmarkOf reads 10,000 notes of three years, three weeks of them new.
func BenchmarkOf(b *testing.B) {
	in := sampleInput(b)
	subjects := []string{"search", "importer", "pipeline", "calendar", "backfill", "portal", "pager", "review"}
	for i := range 10_000 {
		at := in.Now.Add(-time.Duration(i) * 150 * time.Minute)
		text := fmt.Sprintf("%s of %s took %d min, talked to the %s about it", subjects[i%8], subjects[i/8%8], i%60, subjects[i/64%8])
		if i%3 > 0 {
			text = fmt.Sprintf("talked about the %s and the %s with somebody else", subjects[i%8], subjects[i/8%8])
		}
		in.Notes = append(in.Notes, &oneonone.Note{Head: oneonone.Head{ID: fmt.Sprintf("n%d", i), Kind: oneonone.KindNote, At: at, Text: text}})
	}
	br := brief.New(in)
	for b.Loop() {
		Of(br)
	}
}
