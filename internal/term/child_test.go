package term

import (
	"fmt"
	"os"
	"testing"
)

// TestMain lets a test run this binary as a program that shows a file on its
// own standard output.
func TestMain(m *testing.M) {
	if os.Getenv("TERM_TEST_JOB") == "" {
		os.Exit(m.Run())
	}
	md, err := os.ReadFile(os.Args[1])
	if err == nil {
		o := Options{Background: os.Getenv("TERM_TEST_BACKGROUND")}
		err = New(os.Stdin, os.Stdout, os.Stderr, os.Getenv, o).Markdown(string(md))
	}
	if err != nil {
		fmt.Println("error:", err)
		os.Exit(1)
	}
}
