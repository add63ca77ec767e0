package llm

import (
	"context"
	"errors"
	"time"
)

// What ends a request that takes too long.
var (
	errTooSlow = errors.New("time is up")
	errStalled = errors.New("nothing more came")
	errEndless = errors.New("the answer goes on and on")
	errDrips   = errors.New("the answer hardly comes")
)

const (
	// slowest is how many bytes of an answer come in a second at least, in the
	// long run: some two tokens, half of what a slow computer writes.
	slowest = 8
	// lulls is how many times the longest pause an answer may lie behind that.
	lulls = 15
)

// watch ends a request that does not begin to be answered, or whose answer
// stalls, hardly comes or does not end. Its methods are for one goroutine.
type watch struct {
	begin, next, pace, end *time.Timer
	idle                   time.Duration
	// due is when the pace has to end the answer, as far as it has come; over
	// tells that all of it has.
	due   time.Time
	bytes int
	over  bool
}

// newWatch gives the context for a request. The first call of alive must come
// within the one time, each further one within the other of the one before, and
// all of them within the third after the first.
func newWatch(ctx context.Context, first, idle, whole time.Duration) (context.Context, *watch) {
	ctx, stop := context.WithCancelCause(ctx)
	after := func(d time.Duration, why error) *time.Timer { return time.AfterFunc(d, func() { stop(why) }) }
	w := &watch{idle: idle, begin: after(first, errTooSlow), end: after(first+whole, errEndless)}
	w.next, w.pace = after(idle, errStalled), after(idle, errDrips)
	w.next.Stop()
	w.pace.Stop()
	context.AfterFunc(ctx, w.stop)
	return ctx, w
}

// alive says that a piece of the answer has come.
func (w *watch) alive() {
	w.begin.Stop()
	if !w.over {
		w.next.Reset(w.idle)
	}
	if w.due.IsZero() {
		w.due = time.Now().Add(lulls * w.idle)
		w.pace.Reset(lulls * w.idle)
	}
}

// came says how many bytes of the answer itself are there: what comes buys time
// for what is still to come.
func (w *watch) came(bytes int) {
	if more := bytes - w.bytes; more > 0 {
		w.bytes = bytes
		w.due = w.due.Add(time.Duration(more) * time.Second / slowest)
		w.pace.Reset(time.Until(w.due))
	}
}

// hurry gives what may follow an answer that is whole so long.
func (w *watch) hurry(d time.Duration) {
	if !w.over {
		w.over = true
		w.next.Reset(d)
	}
}

func (w *watch) stop() {
	for _, t := range []*time.Timer{w.begin, w.next, w.pace, w.end} {
		t.Stop()
	}
}
