//go:build sweep

package main

// long tells whether the sweeps try all that they know.
const long = true
