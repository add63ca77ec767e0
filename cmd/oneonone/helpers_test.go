package main

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/creack/pty"
	"go.etcd.io/bbolt"
)

// helpers are the programs that scripts can call besides oneonone.
func helpers() map[string]func() {
	return map[string]func(){
		"typewriter":  typewriter,
		"holder":      holder,
		"interrupted": interrupted,
		"closed":      closed,
		"limited":     limited,
		"powerless":   powerless,
		"codes":       codes,
		"onterminal":  onTerminal,
		"exits":       exits,
		"scribe":      scribe,
		"oracle":      oracle,
		"gh":          forge,
		"glab":        forge,
		"jira":        forge,
		"pulls":       pulls,
	}
}

// fail ends a helper that could not do its work.
func fail(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, "helper:", err)
		os.Exit(97)
	}
}

// typewriter is an editor: it shows the file's text on standard error, writes
// $TYPED over it, runs for $TYPING and ends with the exit code $TYPO.
func typewriter() {
	path := os.Args[len(os.Args)-1]
	text, err := os.ReadFile(path)
	fail(err)
	fmt.Fprintf(os.Stderr, "editing: %s", text)
	if typed, ok := os.LookupEnv("TYPED"); ok {
		fail(os.WriteFile(path, []byte(typed), 0o600))
	}
	if between := os.Getenv("MEANWHILE"); between != "" {
		fail(exec.Command("oneonone", "edit", between, "written by somebody else").Run())
	}
	code, _ := strconv.Atoi(os.Getenv("TYPO"))
	os.Exit(code)
}

// holder FILE holds a store as another program would, until it is killed.
func holder() {
	db, err := bbolt.Open(os.Args[1], 0o600, nil)
	fail(err)
	fail(os.WriteFile(os.Args[1]+".held", nil, 0o600))
	time.Sleep(time.Minute)
	fail(db.Close())
}

// interrupted ARGS runs oneonone with an open standard input, interrupts it
// once it waits, and ends as it ends.
func interrupted() {
	cmd := exec.Command("oneonone", os.Args[1:]...)
	in, err := cmd.StdinPipe()
	fail(err)
	cmd.Stdout, cmd.Stderr = os.Stdout, os.Stderr
	fail(cmd.Start())
	_, err = io.WriteString(in, "a text that is not finished")
	fail(err)
	time.Sleep(time.Second) // a busy computer takes long to begin
	fail(cmd.Process.Signal(os.Interrupt))
	_ = cmd.Wait()
	os.Exit(cmd.ProcessState.ExitCode())
}

// codes runs oneonone in several ways and prints the exit codes; with
// "interrupted" it prints the exit code of that.
func codes() {
	if len(os.Args) > 1 {
		cmd := exec.Command(os.Args[1], "note")
		_ = cmd.Run()
		fmt.Println(cmd.ProcessState.ExitCode())
		return
	}
	for _, line := range []string{
		"version", "nte", "note --nope", "show", "show nothing", "log --since nonsense", "log --db /",
	} {
		cmd := exec.Command("oneonone", strings.Fields(line)...)
		_ = cmd.Run()
		fmt.Println(cmd.ProcessState.ExitCode(), line)
	}
}

// onTerminal COLUMNS ARGS runs oneonone on a terminal of that width, types
// $KEYS, and prints what the terminal got.
func onTerminal() {
	columns, err := strconv.Atoi(os.Args[1])
	fail(err)
	cmd := exec.Command("oneonone", os.Args[2:]...)
	tty, err := pty.StartWithSize(cmd, &pty.Winsize{Rows: 24, Cols: uint16(columns)})
	fail(err)
	if keys, ok := os.LookupEnv("KEYS"); ok { // typed at once; \n is Enter, ^D ends the input
		_, err := io.WriteString(tty, strings.NewReplacer(`\n`, "\n", "^D", "\x04").Replace(keys))
		fail(err)
	}
	// Reading the terminal of a program that ended is an error, not an end.
	seen, _ := io.ReadAll(tty)
	err = cmd.Wait()
	fmt.Print(strings.ReplaceAll(string(seen), "\r\n", "\n"))
	fail(err)
}

// closed ARGS runs oneonone and, like head, goes away after its first line of
// output.
func closed() {
	cmd := exec.Command("oneonone", os.Args[1:]...)
	out, err := cmd.StdoutPipe()
	fail(err)
	cmd.Stderr = os.Stderr
	fail(cmd.Start())
	line, err := bufio.NewReaderSize(out, 16).ReadString('\n')
	fail(err)
	fmt.Print(line)
	fail(out.Close())
	_ = cmd.Wait()
	if status := cmd.ProcessState.Sys().(syscall.WaitStatus); status.Signaled() {
		fmt.Println("ended by", status.Signal())
	}
}
