package coach

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"oneonone/internal/brief"
	"oneonone/internal/oneonone"
	"oneonone/prompts"
)

// Model answers a request. An error is the model's or its server's; the
// context's own error comes through as it is.
type Model interface {
	Complete(ctx context.Context, r Request) (Reply, error)
}

// Request is what a model is asked. System holds what to do and the form of the
// answer, User the data. Schema is that form for models that can be held to one,
// under SchemaName.
type Request struct {
	System     string
	User       string
	SchemaName string
	Schema     json.RawMessage
	// MostTokens is how many tokens the answer may have; 0 sets no bound.
	MostTokens int
	// Stream asks for the answer in pieces: the wait for a slow model is then
	// bounded by its silence, not by its answer. Hear, when it is set, gets the
	// pieces as they arrive, one call at a time, before Complete returns. The
	// reply holds the whole answer all the same.
	Stream bool
	Hear   func(Delta)
}

// Delta is a piece of an answer. Again says that the answer starts anew: what
// was heard before it no longer counts.
type Delta struct {
	Text  string
	Again bool
}

// Reply is what came back. Model names who answered, "" when it did not say;
// tokens are 0 when nobody counted them.
type Reply struct {
	Text           string
	Model          string
	SentTokens     int
	ReceivedTokens int
	// Loosened says why the answer was not held to the schema, in the words of
	// a server that refused to, "" when it did not.
	Loosened string
	// Lost is what went into tries that came to no answer. It counts also where
	// the last of them is an error.
	Lost Usage
	// Redactions counts the words that a placeholder stood for in the request.
	Redactions int
}

// Usage is how many tokens were sent and received.
type Usage struct{ Sent, Received int }

// ErrNoRecords says that there is nothing to draft from, so that nothing was
// sent.
var ErrNoRecords = errors.New("there are no records that a model could draft from")

// Coach drafts with a model. Engine and Name say in the draft who drafted.
type Coach struct {
	Model  Model
	Engine oneonone.Engine
	// To names whom requests go to, for the user to read.
	To string
	// Name is the model's name, for when the reply does not give one.
	Name string
	// Prompts are the words it asks with.
	Prompts prompts.Set
	// Budget is how many tokens a prompt may have; 0 sets no bound.
	Budget int
	// AnswerRoom is how many tokens are left to the answer to a prompt that uses
	// up the budget, and more to a shorter one; 0 sets no bound.
	AnswerRoom int
	// Small tells that the model is a small one and gets a task that is as small,
	// Large that it is not, however little it reads.
	Small, Large bool
	// Second, when it is set, is asked of each sentence that the program is not
	// sure of whether its records bear it out.
	Second Model
	// Tell, when it is set, gets a line for each topic, key point or goal as
	// soon as it has arrived, before it is checked.
	Tell func(line string)
	// Say, when it is set, gets a line for what the user should know while
	// the model works: what did not fit, that an answer is sent back.
	Say func(line string)
}

// Prep drafts the agenda of the brief's meeting. A model that gives no answer of
// use is asked for less before Prep gives up.
func (c Coach) Prep(ctx context.Context, b *brief.Brief) (oneonone.Agenda, error) {
	t := c.newTalk()
	a, err := t.prep(ctx, b)
	var useless *AnswerError
	if errors.As(err, &useless) && t.task == taskPrep && !useless.Cut {
		t.say("no answer was of use: asking for less")
		a, err = t.prepShort(ctx, b)
	}
	if err != nil {
		return oneonone.Agenda{}, fmt.Errorf("drafting the agenda: %w", err)
	}
	a.DraftedBy, a.Findings = t.by, append(t.list, a.Findings...)
	return a, nil
}

func (t *talk) prep(ctx context.Context, b *brief.Brief) (oneonone.Agenda, error) {
	if t.isSmall() {
		return t.prepShort(ctx, b)
	}
	sheet, req, err := t.prepSheet(b, taskPrep)
	if err != nil {
		return oneonone.Agenda{}, err
	}
	t.begin(taskPrep, sheet)
	a, err := converse(ctx, t, req, func(w wireAgenda) (judged[oneonone.Agenda], error) {
		return newPlanner(b, sheet, t.Engine).agenda(w)
	})
	if err != nil {
		return oneonone.Agenda{}, err
	}
	return a, t.verify(ctx, &a)
}

// Recap turns raw notes into a recap. Notes that are longer than the budget
// are read part by part.
func (c Coach) Recap(ctx context.Context, n brief.Notes) (oneonone.Recap, error) {
	page, parts, err := c.recapParts(n)
	if err != nil {
		return oneonone.Recap{}, err
	}
	t := c.newTalk()
	t.begin(taskRecap, nil)
	if len(parts) > 1 {
		t.say("the notes are long: they are read in %d parts", len(parts))
	}
	var heard wireRecap
	for _, req := range parts {
		part, err := converse(ctx, t, req, func(w wireRecap) (judged[wireRecap], error) {
			j, err := newListener(n, page).recap(w)
			if len(parts) > 1 && len(j.cures) == 0 {
				err = nil // in a part of the notes nothing may be said
			}
			return judged[wireRecap]{w, j.standing, j.cures, j.broken}, err
		})
		if err != nil {
			return oneonone.Recap{}, fmt.Errorf("drafting the recap: %w", err)
		}
		heard.join(part)
	}
	j, err := newListener(n, page).recap(heard)
	if err != nil {
		return oneonone.Recap{}, fmt.Errorf("drafting the recap: %w", err)
	}
	r := j.draft
	t.by.SentRecords, t.by.ConsideredRecords = 1, 1
	t.by.Redactions += page.redactions
	r.DraftedBy, r.Findings = t.by, append(t.list, r.Findings...)
	return r, nil
}

// Reflect looks back on the brief's window.
func (c Coach) Reflect(ctx context.Context, b *brief.Brief) (oneonone.Reflection, error) {
	sheet, req, err := c.reflectSheet(b)
	if err != nil {
		return oneonone.Reflection{}, err
	}
	t := c.newTalk()
	t.begin(taskReflect, sheet)
	r, err := converse(ctx, t, req, func(w wireReflection) (judged[oneonone.Reflection], error) {
		return (&reviewer{newCourt(b, sheet)}).reflection(w)
	})
	if err != nil {
		return oneonone.Reflection{}, fmt.Errorf("drafting the reflection: %w", err)
	}
	r.DraftedBy, r.Findings = t.by, append(t.list, r.Findings...)
	return r, nil
}

// stamp is a moment as part of an id.
func stamp(t time.Time) string { return t.Format("20060102150405") }

// line makes one clean line of a text.
func line(s string) string { return strings.Join(strings.Fields(oneonone.Clean(s)), " ") }
