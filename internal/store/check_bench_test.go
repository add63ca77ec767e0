package store

import "testing"

func BenchmarkSound1k(b *testing.B)   { benchmarkSound(b, 1_000) }
func BenchmarkSound10k(b *testing.B)  { benchmarkSound(b, 10_000) }
func BenchmarkSound100k(b *testing.B) { benchmarkSound(b, 100_000) }

// benchmarkSound measures what is looked at before the first write of a day.
func benchmarkSound(b *testing.B, n int) {
	s := filled(b, history(n)...)
	must(b, s.View(func(r *Reader) error {
		b.ReportMetric(float64(r.tx.Size())/(1<<20), "MB")
		for b.Loop() {
			must(b, r.Sound())
		}
		return nil
	}))
}
