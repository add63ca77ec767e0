package coach

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"oneonone/internal/oneonone"
)

// TestSplit: parts cover all lines that say something, in order, each fits the
// room where it has more than one line, and cuts fall on seams.
func TestSplit(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		lines := rapid.SliceOfN(rapid.SampledFrom([]string{"", "# A heading", "Sam: we talked about the deploys for long", "and then went on to the queue", "Ana: yes"}), 1, 60).Draw(t, "lines")
		n := minutesOf()
		n.Raw = strings.Join(lines, "\n")
		p := newPage(n)
		room := rapid.IntRange(5, 200).Draw(t, "room")
		costs := p.costs()
		last := 0
		for _, s := range p.split(costs, room) {
			if slices.ContainsFunc(p.lines[last:s.from], notBlank) || s.to <= s.from {
				t.Fatalf("lines %d to %d are lost", last, s.from)
			}
			sum := 0
			for _, c := range costs[s.from:s.to] {
				sum += c
			}
			if sum > room && s.to-s.from > 1 {
				t.Fatalf("a part of %d lines has %d tokens, room is %d", s.to-s.from, sum, room)
			}
			last = s.to
		}
		if slices.ContainsFunc(p.lines[last:], notBlank) {
			t.Fatalf("the lines from %d on are lost", last)
		}
	})
}

// TestNoRoomForNotes: notes are not sent to a model that reads less than the task
// alone, nor a line that is longer than it reads.
func TestNoRoomForNotes(t *testing.T) {
	n := minutesOf()
	n.Raw = strings.Repeat("Tomas: this is a point of the long meeting\n", 100)
	var room *RoomError
	_, err := Coach{Model: scripted(t), Budget: 1000}.Recap(t.Context(), n)
	if !errors.As(err, &room) || room.Budget != 1000 || room.Needs < 1000 || room.Line != 0 {
		t.Errorf("got %+v", err)
	}
	n.Raw += strings.Repeat("and then we went on to the next point of the list ", 500)
	_, err = Coach{Model: scripted(t), Budget: 3000}.Recap(t.Context(), n)
	if !errors.As(err, &room) || room.Line != 101 || room.Needs < 5000 {
		t.Errorf("got %+v", err)
	}
}

func TestSeam(t *testing.T) {
	for name, tt := range map[string]struct {
		lines []string
		want  int
	}{
		"heading":    {[]string{"a", "b", "c", "# d", "", "e", "f"}, 3},
		"empty line": {[]string{"a", "b", "c", "", "e", "Sam: f", "g"}, 4},
		"speaker":    {[]string{"a", "b", "c", "d", "Sam: e", "f", "g"}, 4},
		"nothing":    {[]string{"a", "b", "c", "d", "e", "f", "g"}, 6},
	} {
		if got := (&page{lines: tt.lines}).seam(0, 6); got != tt.want {
			t.Errorf("%s: at %d, want %d", name, got, tt.want)
		}
	}
}

// echo is a model that recaps each line that has a point in it.
type echo struct{ asked []Request }

func (e *echo) Complete(_ context.Context, r Request) (Reply, error) {
	e.asked = append(e.asked, r)
	var points, actions []string
	for _, m := range regexp.MustCompile(`(?m)^(\d+) \| (.*point (\d+).*)$`).FindAllStringSubmatch(r.User, -1) {
		points = append(points, fmt.Sprintf(`{"text":%q,"lines":[%s]}`, m[2], m[1]))
		actions = append(actions, fmt.Sprintf(`{"text":%q,"owner":null,"due":null,"lines":[%s]}`, m[2], m[1]))
	}
	topics := `{"topic":"t1","lines":[],"outcome":"carried_over"}`
	if i := strings.Index(r.User, " | staging deploys came up"); i >= 0 {
		at := r.User[strings.LastIndexByte(r.User[:i], '\n')+1 : i]
		topics = fmt.Sprintf(`{"topic":"t1","lines":[%s],"outcome":"discussed"}`, at)
	}
	text := fmt.Sprintf(`{"summary":[],"key_points":[%s],"decisions":[],"action_items":[%s],"feedback":[],"open_questions":[],"ideas":[],"topics":[%s]}`,
		strings.Join(points, ","), strings.Join(actions, ","), topics)
	return Reply{Text: text, SentTokens: 3000, ReceivedTokens: 10}, nil
}

// TestLongNotes reads a transcript part by part: each point is there once, at
// its own line, and the topic counts although one part only speaks of it.
func TestLongNotes(t *testing.T) {
	n := minutesOf()
	var lines []string
	for i := range 300 {
		lines = append(lines, fmt.Sprintf("Tomas: this is point %d of the long meeting about many different things", i))
		if i%10 == 9 {
			lines = append(lines, "")
		}
	}
	lines = append(lines, "staging deploys came up at last", lines[0])
	n.Raw = strings.Join(lines, "\n")
	m := &echo{}
	var said []string
	c := Coach{Model: m, Budget: 4000, Say: func(s string) { said = append(said, s) }}
	r, err := c.Recap(t.Context(), n)
	if err != nil {
		t.Fatal(err)
	}
	for _, req := range m.asked {
		if got := weigh(req); got > c.Budget {
			t.Errorf("%d tokens for a budget of %d", got, c.Budget)
		}
	}
	if len(m.asked) < 3 || len(said) != 1 || !strings.Contains(said[0], "in "+strconv.Itoa(len(m.asked))+" parts") {
		t.Errorf("asked %d times, said %q", len(m.asked), said)
	}
	if len(r.KeyPoints) != 300 || len(r.ActionItems) != 300 {
		t.Errorf("%d key points, %d action items", len(r.KeyPoints), len(r.ActionItems))
	}
	for i, p := range r.KeyPoints {
		if want := fmt.Sprintf("Tomas: this is point %d of the long meeting about many different things", i); p.Text != want || lines[p.Lines[0]-1] != want {
			t.Fatalf("key point %d is %+v", i, p)
		}
	}
	if len(r.NotPlaced) != 1 || r.NotPlaced[0].Text != "staging deploys came up at last" {
		t.Errorf("not placed: %v", r.NotPlaced)
	}
	if diff := cmp.Diff(oneonone.Discussed, r.Topics[0].Outcome); diff != "" {
		t.Error(diff)
	}
	if r.DraftedBy.SentTokens != 3000*len(m.asked) {
		t.Errorf("%d tokens counted for %d requests", r.DraftedBy.SentTokens, len(m.asked))
	}
}

// TestEmptyPart: in a part of the notes nothing may be said, in all of them not.
func TestEmptyPart(t *testing.T) {
	n := minutesOf()
	said := "Tomas: this is point 7 of the meeting\n"
	n.Raw = said + strings.Repeat("Tomas: and then there was small talk about the weather of the week\n", 200)
	m := &echo{}
	r, err := Coach{Model: m, Budget: 2500}.Recap(t.Context(), n)
	if err != nil || len(r.KeyPoints) != 1 || len(m.asked) < 3 {
		t.Errorf("%d key points after %d requests, %v", len(r.KeyPoints), len(m.asked), err)
	}
	n.Raw = strings.TrimPrefix(n.Raw, said)
	_, err = Coach{Model: &echo{}, Budget: 2500}.Recap(t.Context(), n)
	var useless *AnswerError
	if !errors.As(err, &useless) {
		t.Errorf("got %v", err)
	}
}

// TestOutcomes: what was planned counts as talked about only where a line says
// so, and as declined only where one says no.
func TestOutcomes(t *testing.T) {
	for _, tt := range []struct {
		line string
		told oneonone.Outcome
		want oneonone.Outcome
	}{
		{"staging deploys: she will think about it", oneonone.Discussed, oneonone.Discussed},
		{"who is on call over the holidays?", oneonone.Discussed, oneonone.CarriedOver},
		{"staging deploys: not reached, next time", oneonone.Discussed, oneonone.CarriedOver},
		{"staging: she said no, not this year", oneonone.Declined, oneonone.Declined},
		{"staging: she will think about it", oneonone.Declined, oneonone.Discussed},
		{"may split the migrations out", oneonone.Discussed, oneonone.Discussed},
		{"", oneonone.Discussed, oneonone.CarriedOver},
	} {
		n := minutesOf()
		n.Raw = tt.line
		l := newListener(n, newPage(n))
		got := l.topics([]wireOutcome{{Topic: "t1", Lines: []int{1}, Outcome: string(tt.told)}})[0].Outcome
		if got != tt.want {
			t.Errorf("%q told as %s: got %s", tt.line, tt.told, got)
		}
	}
}

// TestDecided: what is supposed, asked or left open is no decision, and what may
// be one or its opposite is left to the user.
func TestDecided(t *testing.T) {
	for line, want := range map[string]struct{ decided, wondered int }{
		"we split the migrations out of the deploy job":         {1, 0},
		"agreed: split the migrations out":                      {1, 0},
		"maybe we could split the migrations out":               {0, 1},
		"split the migrations out? not decided yet":             {0, 1},
		"no to splitting the migrations out":                    {0, 1},
		"should we split the migrations out of the deploy job?": {0, 1},
	} {
		n := minutesOf()
		n.Raw = line
		l := newListener(n, newPage(n))
		got := l.decisions([]wireDecision{{Text: "Split the migrations out", Lines: []int{1}}})
		if len(got) != want.decided || len(l.notSure) != want.wondered {
			t.Errorf("%q: %d decisions, %v not sure", line, len(got), l.notSure)
		}
	}
}
