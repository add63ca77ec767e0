package main

import (
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"strconv"
	"time"
)

// exits CODE ARGS runs oneonone and fails unless it ends with that exit code.
// An interrupt goes on to it.
func exits() {
	want, err := strconv.Atoi(os.Args[1])
	fail(err)
	cmd := exec.Command("oneonone", os.Args[2:]...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, os.Stdout, os.Stderr
	fail(cmd.Start())
	interrupts := make(chan os.Signal, 1)
	signal.Notify(interrupts, os.Interrupt)
	go func() {
		for s := range interrupts {
			_ = cmd.Process.Signal(s) // it may have ended
		}
	}()
	_ = cmd.Wait()
	if got := cmd.ProcessState.ExitCode(); got != want {
		fmt.Fprintf(os.Stderr, "helper: the exit code is %d, not %d\n", got, want)
		os.Exit(1)
	}
}

// scribe is an editor that, unlike typewriter, keeps what it finds: it adds
// $TYPED at the end, and leaves what it found in the file $FOUND.
func scribe() {
	path := os.Args[len(os.Args)-1]
	text, err := os.ReadFile(path)
	fail(err)
	if found := os.Getenv("FOUND"); found != "" {
		fail(os.WriteFile(found, text, 0o600))
	}
	fail(os.WriteFile(path, append(text, os.Getenv("TYPED")+"\n"...), 0o600))
	code, _ := strconv.Atoi(os.Getenv("TYPO"))
	os.Exit(code)
}

// oracle ANSWER is a program that answers prompts: it leaves what it reads in
// the file $HEARD and writes the file ANSWER. $ORACLE makes it fail or tarry.
func oracle() {
	prompt, err := io.ReadAll(os.Stdin)
	fail(err)
	if heard := os.Getenv("HEARD"); heard != "" {
		fail(os.WriteFile(heard, prompt, 0o600))
	}
	switch os.Getenv("ORACLE") {
	case "fails":
		fmt.Fprintln(os.Stderr, "the oracle is on holiday")
		os.Exit(9)
	case "tarries":
		time.Sleep(time.Minute)
	}
	answer, err := os.ReadFile(os.Args[1])
	fail(err)
	_, err = os.Stdout.Write(answer)
	fail(err)
}
