//go:build sweep

package main

import "time"

// How long the sweeps are: long enough to meet what happens once in a thousand times.
const (
	long          = true // all that they know, not a part of it
	sweepKills    = 3_000
	sweepRestores = 3 * time.Minute
)
