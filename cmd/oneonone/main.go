// Command oneonone prepares a software engineer's 1:1s from their own records.
package main

import (
	"context"
	"io"
	"log"
	"os"
	"os/signal"
	"syscall"

	"oneonone/internal/cli"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	context.AfterFunc(ctx, stop) // a second interrupt ends the program at once
	log.SetOutput(io.Discard)    // net/http logs what a server sends unasked, whatever is in it
	os.Exit(cli.Main(ctx, os.Args[1:], cli.System()))
}
