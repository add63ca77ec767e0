package coach

import (
	"context"
	"slices"
	"strings"

	"oneonone/internal/ground"
	"oneonone/internal/oneonone"
	"oneonone/prompts"
)

// verifyData fills verify.md.
type verifyData struct {
	Mark  string
	Cases []verifyCase
}

// verifyCase is a sentence that the program is not sure of, with what is on
// record.
type verifyCase struct {
	N        int
	Sentence string
	Records  []string
}

type wireVerify struct {
	Answers []struct {
		N     int    `json:"n"`
		Bears bool   `json:"bears"`
		Words string `json:"words"`
	} `json:"answers"`
}

// mostVerified is how many sentences are asked about in one request, mostRecords
// how many records stand beside each.
const (
	mostVerified = 12
	mostRecords  = 6
)

// verify asks a second reader, when there is one, about each sentence that the
// program is not sure of: does a record bear it, and in which words? A yes counts
// when the words stand there. It changes marks and nothing else, and an answer of
// no use changes nothing.
func (t *talk) verify(ctx context.Context, a *oneonone.Agenda) error {
	lines := a.UnsureLines()
	if t.Second == nil || len(lines) == 0 {
		return nil
	}
	lines = lines[:min(len(lines), mostVerified)]
	data := verifyData{}
	var texts []string
	for i, l := range lines {
		one := verifyCase{N: i + 1, Sentence: l.Text}
		for _, id := range l.Evidence[:min(len(l.Evidence), mostRecords)] {
			for _, e := range a.Evidence {
				if e.ID == id {
					one.Records = append(one.Records, e.Date.String()+": "+line(safe(e.Text)))
				}
			}
		}
		data.Cases = append(data.Cases, one)
		texts = append(append(texts, l.Text), one.Records...)
	}
	data.Mark = markOf(texts)
	var reply Reply
	req, err := t.request(taskVerify, prompts.Doubts, data)
	if err == nil {
		req.Stream = false
		t.say("asking about %s that the records do not bear out for sure", oneonone.Plural(len(lines), "sentence", "sentences"))
		reply, err = t.Second.Complete(ctx, req)
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if err != nil {
		t.say("nobody could say: %v", err)
		return nil
	}
	t.tally(reply)
	var answer wireVerify
	if decode(reply.Text, req.Schema, &answer) != nil {
		return nil
	}
	for _, one := range answer.Answers {
		if one.Bears && one.N > 0 && one.N <= len(lines) && standsThere(one.Words, data.Cases[one.N-1].Records) {
			lines[one.N-1].Unsure = false
		}
	}
	return nil
}

// standsThere tells whether the words are a record's own.
func standsThere(words string, records []string) bool {
	words = strings.Trim(line(words), "“”\"' .…")
	if len(strings.Fields(words)) < 2 {
		return false
	}
	return slices.ContainsFunc(records, func(r string) bool { return ground.Contains(r, words) })
}
