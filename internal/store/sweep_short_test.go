//go:build !sweep

package store

import "time"

// How long the sweeps are: short enough for every run of the tests.
const (
	sweepKills    = 25
	sweepDamages  = 80
	sweepWriters  = 12
	sweepRestores = 1500 * time.Millisecond
	restoreEvery  = 100 * time.Millisecond
)
