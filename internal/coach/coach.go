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

// Request is what a model is asked. System holds what to do and the schema of
// the answer, User the data. Schema is the same schema for models that can be
// held to one, under SchemaName.
type Request struct {
	System     string
	User       string
	SchemaName string
	Schema     json.RawMessage
	// Hear, when it is set, gets the answer piece by piece as it arrives, one
	// call at a time, before Complete returns. The reply holds the whole answer
	// all the same.
	Hear func(Delta)
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
}

// ErrNoRecords says that there is nothing to draft from, so that nothing was
// sent.
var ErrNoRecords = errors.New("there are no records that a model could draft from")

// Coach drafts with a model. Engine and Name say in the draft who drafted.
type Coach struct {
	Model  Model
	Engine oneonone.Engine
	// Name is the model's name, for when the reply does not give one.
	Name string
	// Prompts are the words it asks with.
	Prompts prompts.Set
}

// Prep drafts the agenda of the brief's meeting.
func (c Coach) Prep(ctx context.Context, b *brief.Brief) (oneonone.Agenda, error) {
	sheet := newSheet(b)
	req, err := c.prepRequest(b, sheet)
	if err != nil {
		return oneonone.Agenda{}, err
	}
	var answer wireAgenda
	by, err := c.ask(ctx, req, &answer)
	if err != nil {
		return oneonone.Agenda{}, fmt.Errorf("drafting the agenda: %w", err)
	}
	sheet.count(&by)
	return newPlanner(b, sheet).agenda(answer, by)
}

// Recap turns raw notes into a recap.
func (c Coach) Recap(ctx context.Context, n brief.Notes) (oneonone.Recap, error) {
	page := newPage(n)
	req, err := c.recapRequest(n, page)
	if err != nil {
		return oneonone.Recap{}, err
	}
	var answer wireRecap
	by, err := c.ask(ctx, req, &answer)
	if err != nil {
		return oneonone.Recap{}, fmt.Errorf("drafting the recap: %w", err)
	}
	by.SentRecords, by.ConsideredRecords, by.Redactions = 1, 1, page.redactions
	return newListener(n, page).recap(answer, by)
}

// Reflect looks back on the brief's window.
func (c Coach) Reflect(ctx context.Context, b *brief.Brief) (oneonone.Reflection, error) {
	sheet := newSheet(b)
	req, err := c.reflectRequest(b, sheet)
	if err != nil {
		return oneonone.Reflection{}, err
	}
	var answer wireReflection
	by, err := c.ask(ctx, req, &answer)
	if err != nil {
		return oneonone.Reflection{}, fmt.Errorf("drafting the reflection: %w", err)
	}
	sheet.count(&by)
	return newReviewer(b, sheet).reflection(answer, by)
}

// ask sends the request and reads the answer into the wire type.
func (c Coach) ask(ctx context.Context, req Request, answer any) (oneonone.DraftedBy, error) {
	reply, err := c.Model.Complete(ctx, req)
	if err != nil {
		return oneonone.DraftedBy{}, err
	}
	name := reply.Model
	if name == "" {
		name = c.Name
	}
	by := oneonone.DraftedBy{
		Engine: c.Engine, Model: oneonone.Maybe(line(name)),
		SentTokens: reply.SentTokens, ReceivedTokens: reply.ReceivedTokens,
	}
	return by, decode(reply.Text, req.Schema, answer)
}

// stamp is a moment as part of an id.
func stamp(t time.Time) string { return t.Format("20060102150405") }

// line makes one clean line of a text.
func line(s string) string { return strings.Join(strings.Fields(oneonone.Clean(s)), " ") }
