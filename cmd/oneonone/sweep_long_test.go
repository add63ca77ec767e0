//go:build sweep

package main

import "time"

// How long the sweeps are: long enough to meet what happens once in a thousand times.
const (
	sweepKills    = 3_000
	sweepRestores = 3 * time.Minute
)
