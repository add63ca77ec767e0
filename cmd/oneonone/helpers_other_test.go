//go:build !linux

package main

// limited and powerless need Linux; scripts that call them ask for it.
func limited()   { main() }
func powerless() { main() }
