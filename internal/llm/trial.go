package llm

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"

	"github.com/cenkalti/backoff/v5"
	openai "github.com/sashabaranov/go-openai"

	"oneonone/internal/coach"
)

// failure is an error and what is known about a way around it.
type failure struct {
	err *Error
	// refused is what of the request the server does not take.
	refused refusal
	// later tells that the same request may succeed in a while, loading that it
	// will; blank that the model had a bad moment; unstreamed that no stream
	// came; broken that the answer ended in the middle; thought that thoughts
	// took all that the answer may have; crowded that question and answer
	// together may have too much.
	later, loading, blank, unstreamed, broken, thought, crowded bool
}

// Error gives the message.
func (f *failure) Error() string { return f.err.Error() }

// plain takes away what only this package needs to know of an error.
func plain(err error) error {
	if f := (*failure)(nil); errors.As(err, &f) {
		return f.err
	}
	return err
}

const (
	// mostTries is how often a request is sent that fails in a way that may
	// pass, mostBlanks how often one to which the model has no answer.
	mostTries  = 3
	mostBlanks = 2
	firstPause = 500 * time.Millisecond
	// longestPause is how long a server may ask to wait before it counts as one
	// that does not answer.
	longestPause = time.Minute
)

// trial is the course of one question: how it is put, and what happened so
// far.
type trial struct {
	patience time.Duration
	begun    time.Time
	put      Habits
	sent     openai.ChatCompletionRequest
	listener listener
	pauses   backoff.ExponentialBackOff
	swapped  bool
	// unstreamed tells that no stream came for once, loosened in the server's
	// words why it is asked in a looser form.
	unstreamed bool
	loosened   string
	// crowded tells that the server has no room for the question, of that size,
	// and all that the answer might have.
	size    coach.Size
	crowded bool
	// reasked tells that an answer broke off after a part of it was heard.
	reasked bool
	tries   int
	blanks  int
	loading *Error
}

func (o *OpenAI) newTrial(r coach.Request) *trial {
	return &trial{
		patience: o.config.Timeout, begun: time.Now(), put: o.Habits(), listener: listener{hear: r.Hear, key: o.secretKey()},
		size:   coach.SizeOf(r),
		pauses: backoff.ExponentialBackOff{InitialInterval: o.pause, RandomizationFactor: 0.5, Multiplier: 2, MaxInterval: 10 * o.pause},
	}
}

// left is how much time is left for the answer to begin.
func (t *trial) left() time.Duration { return t.patience - time.Since(t.begun) }

// again tells whether there is a point in asking once more, after a pause if
// that is what it takes. An answer of which a part was heard is
// asked for again once, if it broke off or was all thoughts, and who heard it is
// told.
func (t *trial) again(ctx context.Context, f *failure) (bool, error) {
	if t.listener.shown {
		if !f.broken && !f.thought || t.reasked {
			return false, nil
		}
		t.reasked = true
	}
	t.listener.again()
	if put, ok := t.put.without(f.refused, t.sent, &t.swapped); ok {
		if put.Form != t.put.Form {
			t.loosened = f.err.Message
		}
		t.put, t.begun = put, time.Now()
		return true, nil
	}
	switch {
	case f.unstreamed && t.sent.Stream:
		t.put.NoStream, t.unstreamed, t.begun = true, true, time.Now()
		return true, nil
	case f.thought && !t.put.Thinks && !isReasoning(t.sent.Model):
		t.put.Thinks, t.begun = true, time.Now()
		return true, nil
	//lint:ignore SA1019 as in ladder.go
	case f.crowded && !t.crowded && t.sent.MaxTokens+t.sent.MaxCompletionTokens > 0:
		t.crowded, t.begun = true, time.Now()
		return true, nil
	case f.blank && t.blanks+1 < mostBlanks:
		t.blanks++
		t.begun = time.Now()
		return true, nil
	case f.loading:
		t.loading = f.err
		return t.wait(ctx, f.err)
	case f.later && t.tries+1 < mostTries:
		t.tries++
		if t.tries == mostTries-1 && f.err.Status == http.StatusInternalServerError && !t.put.NoStream {
			t.put.NoStream, t.unstreamed = true, true // some gateways fail streams alone
		}
		return t.wait(ctx, f.err)
	}
	return false, nil
}

// learned gives what is worth remembering: that no stream came for once may
// have been a bad moment.
func (t *trial) learned() Habits {
	h := t.put
	h.NoStream = h.NoStream && !t.unstreamed
	return h
}

// last gives what to tell in the end: that time ran out says less than that
// the model was still loading.
func (t *trial) last(f *failure) *Error {
	if f.err.Kind == Timeout && t.loading != nil {
		return t.loading
	}
	return f.err
}

// wait pauses, unless that would take longer than an answer may.
func (t *trial) wait(ctx context.Context, err *Error) (bool, error) {
	pause := max(t.pauses.NextBackOff(), err.RetryAfter)
	if pause > longestPause || pause >= t.left() {
		if err.RetryAfter > 0 {
			err.Hint = fmt.Sprintf("the server asks to wait for %s: try again then", err.RetryAfter)
		}
		return false, nil
	}
	select {
	case <-ctx.Done():
		return false, context.Cause(ctx)
	case <-time.After(pause):
		return true, nil
	}
}
