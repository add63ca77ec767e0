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
)

// watch ends a request that does not begin to be answered, or whose answer
// stalls or does not end.
type watch struct {
	begin, next, end *time.Timer
	idle             time.Duration
}

// newWatch gives the context for a request. The first call of alive must come
// within the one time, each further one within the other of the one before, and
// all of them within the third after the first.
func newWatch(ctx context.Context, first, idle, whole time.Duration) (context.Context, *watch) {
	ctx, stop := context.WithCancelCause(ctx)
	w := &watch{idle: idle}
	w.begin = time.AfterFunc(first, func() { stop(errTooSlow) })
	w.next = time.AfterFunc(idle, func() { stop(errStalled) })
	w.next.Stop()
	w.end = time.AfterFunc(first+whole, func() { stop(errEndless) })
	context.AfterFunc(ctx, w.stop)
	return ctx, w
}

// alive says that a piece of the answer has come.
func (w *watch) alive() {
	w.begin.Stop()
	w.next.Reset(w.idle)
}

// hurry shortens the wait for the next piece.
func (w *watch) hurry(d time.Duration) {
	w.idle = min(w.idle, d)
	w.next.Reset(w.idle)
}

func (w *watch) stop() {
	w.begin.Stop()
	w.next.Stop()
	w.end.Stop()
}
