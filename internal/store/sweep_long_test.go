//go:build sweep

package store

import "time"

// How long the sweeps are: long enough to meet what happens once in a thousand times.
const (
	sweepKills    = 10_000
	sweepDamages  = 3_000
	sweepWriters  = 50
	sweepRestores = 3 * time.Minute
	restoreEvery  = time.Second
)
