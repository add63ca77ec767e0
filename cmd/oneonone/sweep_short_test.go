//go:build !sweep

package main

import "time"

// How long the sweeps are: short enough for every run of the tests.
const (
	long          = false
	sweepKills    = 12
	sweepRestores = 2 * time.Second
)
