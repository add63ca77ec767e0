//go:build !sweep

package main

// long tells whether the sweeps try all that they know; go test -tags sweep does.
const long = false
