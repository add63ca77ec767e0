package coach

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"oneonone/internal/oneonone"
	"oneonone/prompts"
)

// judged is a draft made of an answer, how many of its statements stand, and
// what a model could mend in it, in words for it.
type judged[D any] struct {
	draft    D
	standing int
	cures    []string
	// broken tells that something that counts did not hold: then it is worth
	// asking once more.
	broken bool
}

// talk is one run with a model: the requests of it, what they came to, and
// what there is to say about them.
type talk struct {
	findings
	Coach
	task string
	by   oneonone.DraftedBy
	told map[string]bool
	// mended tells that the round in which a model may mend its answer is
	// used up: there is one in a run.
	mended bool
}

func (c Coach) newTalk() *talk {
	return &talk{Coach: c, told: map[string]bool{}, by: oneonone.DraftedBy{Engine: c.Engine, Model: oneonone.Maybe(modelName(c.Name))}}
}

// begin says what is asked for from now on, and of which records; there is no
// sheet where notes are read.
func (t *talk) begin(task string, s *sheet) {
	t.task, t.list = task, nil
	t.by.PromptChecksum = oneonone.Maybe(t.checksum(task))
	if s != nil {
		s.count(&t.by)
		t.tellLeftOut(s)
	}
}

// checksum identifies the wording that a task is asked with, its schema
// included.
func (c Coach) checksum(task string) string {
	data := prompts.Evidence
	if task == taskRecap {
		data = prompts.Notes
	}
	sum, _ := c.Prompts.Checksum(task+".md", data, prompts.Answer, task+".schema.json") // a prompt that can't be read was told before
	return sum
}

// announce says, before anything leaves, how much goes to whom.
func (t *talk) announce(req Request) {
	if t.To == "" {
		return
	}
	what := "the notes"
	if t.by.SentRecords > 0 && t.task != taskRecap {
		what = oneonone.Plural(t.by.SentRecords, "record", "records")
	}
	t.say("sending %s, about %d tokens, to %s", what, Tokens(req.System+req.User), t.To)
}

func (t *talk) say(format string, args ...any) {
	if t.Say != nil {
		t.Say(line(fmt.Sprintf(format, args...)))
	}
}

// tellLeftOut says what did not fit into the prompt.
func (t *talk) tellLeftOut(s *sheet) {
	if s.left > 0 {
		sent := t.by.SentRecords
		t.say("%d of %d records are sent: the others don't fit into a prompt of %d tokens", sent, sent+s.left, t.Budget)
	}
	if s.tight {
		t.add(oneonone.RuleContext, "", "raise context_tokens, or draft from a shorter period",
			"not even all open promises, blockers, questions, feedback and goals fit into a prompt of %d tokens", t.Budget)
	}
}

// converse asks, judges the answer, and once in a run sends it back with what
// is wrong with it. The better of the two drafts counts.
func converse[W, D any](ctx context.Context, t *talk, req Request, judge func(W) (judged[D], error)) (draft D, err error) {
	reply, err := t.ask(ctx, req)
	if err != nil {
		return draft, err
	}
	first, bad := read(reply.Text, req, judge)
	if bad == nil && !first.broken || t.mended {
		return first.draft, bad
	}
	t.mended = true
	again, err := t.again(req, reply.Text, bad, first.cures)
	if err != nil {
		return first.draft, err
	}
	if again.User == "" {
		return first.draft, bad
	}
	reply, err = t.ask(ctx, again)
	switch {
	case ctx.Err() != nil:
		return first.draft, err
	case err != nil:
		t.say("it was not mended: %v", err)
		return first.draft, bad // what stands of the first answer is a draft
	}
	second, worse := read(reply.Text, req, judge)
	if worse == nil && (bad != nil || second.betterThan(first)) {
		return second.draft, nil
	}
	if bad == nil {
		t.say("it is no better: the first answer counts")
	}
	return first.draft, bad
}

// betterThan compares two answers to the same request: what counts is how much
// stands, then how little had to go.
func (j judged[D]) betterThan(other judged[D]) bool {
	if j.standing != other.standing {
		return j.standing > other.standing
	}
	return len(j.cures) < len(other.cures)
}

// read decodes an answer and judges it.
func read[W, D any](text string, req Request, judge func(W) (judged[D], error)) (judged[D], error) {
	var answer W
	if err := decode(text, req.Schema, &answer); err != nil {
		return judged[D]{}, err
	}
	return judge(answer)
}

// ask sends one request and adds up what it came to.
func (t *talk) ask(ctx context.Context, req Request) (Reply, error) {
	if t.Tell != nil {
		req.Hear = t.listenTo(newEar(t.task, t.tellOnce))
	}
	t.announce(req)
	reply, err := t.Model.Complete(ctx, req)
	t.tally(reply)
	if err != nil {
		return reply, err
	}
	if reply.Loosened != "" {
		t.say("the answer is not held to the schema, only checked: %s", reply.Loosened)
	}
	if reply.Model != "" {
		t.by.Model = oneonone.Maybe(modelName(reply.Model))
	}
	return reply, readWhole(req, reply)
}

// modelName is how a draft names a model: by the name of its file where a
// server, or the config, says where that lies.
func modelName(name string) string {
	name = strings.TrimRight(line(name), `/\`)
	isPath := strings.HasPrefix(name, "/") || strings.HasPrefix(name, ".") || strings.HasPrefix(name, "~") ||
		strings.Contains(name, `\`) || strings.HasSuffix(name, ".gguf")
	if !isPath {
		return name
	}
	return name[strings.LastIndexAny(name, `/\`)+1:]
}

// tally adds up what a request came to.
func (t *talk) tally(reply Reply) {
	t.by.SentTokens += reply.SentTokens + reply.Lost.Sent
	t.by.ReceivedTokens += reply.ReceivedTokens + reply.Lost.Received
	t.by.Redactions += reply.Redactions
}

// readWhole refuses the answer of a server that read only a part of what it was
// sent, however good it looks: what was cut off is missing in it.
func readWhole(req Request, reply Reply) error {
	size := SizeOf(req)
	if !size.ReadInPart(reply.SentTokens) {
		return nil
	}
	return &AnswerError{Cut: true, Reason: fmt.Sprintf("the server read only %d of about %d tokens that were sent: raise its context",
		reply.SentTokens, size.About)}
}

// listenTo says when an answer that was heard in part begins anew.
func (t *talk) listenTo(e *ear) func(Delta) {
	return func(d Delta) {
		if d.Again && len(t.told) > 0 {
			t.say("the answer broke off: asking again")
		}
		e.hear(d)
	}
}

func (t *talk) tellOnce(text string) {
	if !t.told[text] {
		t.told[text] = true
		t.Tell(text)
	}
}

// longestReturned is how many bytes of an answer are sent back at most,
// longestUseless how many of one that can't be read at all, and mostComplaints
// how many complaints.
const (
	longestReturned = 24 << 10
	longestUseless  = 4 << 10
	leastReturned   = 400
	mostComplaints  = 20
)

// returned fills repair.md.
type returned struct {
	Mark       string
	Answer     string
	Complaints []string
}

// again makes the request that sends an answer back, as much of it as fits: it
// may take up to a quarter more than the first, out of the room that is left to
// the answer. It is empty where that is too little. It is one message: not
// every server takes an answer as part of a conversation.
func (t *talk) again(req Request, answer string, bad error, complaints []string) (Request, error) {
	var misfit *AnswerError
	if errors.As(bad, &misfit) {
		what := misfit.Reason
		if misfit.Detail != "" {
			what += " (" + short(misfit.Detail) + ")"
		}
		complaints = append([]string{what}, complaints...)
	}
	told := fmt.Sprintf("%d of what the answer says did not hold", len(complaints))
	most := longestReturned
	if bad != nil {
		told, most = "the answer is of no use yet", longestUseless
	}
	if misfit != nil {
		told += " (" + misfit.Reason + ")"
	}
	complaints = complaints[:min(len(complaints), mostComplaints)]
	answer = oneonone.Clean(answer)
	for ; most >= leastReturned; most /= 2 {
		again, err := t.returning(req, answer, most, complaints)
		if err != nil || t.Budget <= 0 || weigh(again) <= t.Budget+t.Budget/4 {
			t.say("%s; asking the model once to mend it", told)
			return again, err
		}
	}
	t.say("%s; there is no room to send it back", told)
	return Request{}, nil
}

// returning is a request with up to so many bytes of its answer.
func (t *talk) returning(req Request, answer string, most int, complaints []string) (Request, error) {
	if len(answer) > most {
		answer = oneonone.Clean(answer[:most]) + "…"
	}
	show, err := t.Prompts.Render(prompts.Repair, returned{markOf([]string{req.User, answer}), answer, complaints})
	req.User += "\n" + show
	req.MostTokens = t.roomFor(req)
	return req, err
}
