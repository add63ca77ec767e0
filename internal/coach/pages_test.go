package coach

import (
	"io/fs"
	"os"
	"strings"
	"testing"

	"oneonone/internal/brief"
	"oneonone/internal/oneonone"
	"oneonone/testdata/journals"
)

// TestRecordedPages makes the pages of answers that a careful model gave for
// journals of several trades: each keeps its topics with something to say and to
// ask, fits its room, and of what the answer says hardly anything is taken out,
// for hardly anything in it is false.
func TestRecordedPages(t *testing.T) {
	files := os.DirFS("../../testdata/journals")
	answers, err := fs.Glob(files, "pages/*.answer.json")
	if err != nil || len(answers) < 3 {
		t.Fatalf("%d recorded answers, %v", len(answers), err)
	}
	sentences, wrong := 0, 0
	for _, path := range answers {
		name := strings.TrimSuffix(strings.TrimPrefix(path, "pages/"), ".answer.json")
		j, err := journals.Read(files, name)
		if err != nil {
			t.Fatal(err)
		}
		answer, err := fs.ReadFile(files, path)
		if err != nil {
			t.Fatal(err)
		}
		a, err := scripted(t, string(answer)).coach().Prep(t.Context(), brief.New(inputOf(j)))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if a.OneAsk == nil || len(a.Topics) < 3 || len(a.Since) < 2 {
			t.Errorf("%s: one ask %v, %d topics, %d lines of news", name, a.OneAsk, len(a.Topics), len(a.Since))
		}
		for _, topic := range a.Topics {
			if len(topic.Say) == 0 || topic.Ask == "" || topic.Outcome == "" {
				t.Errorf("%s: “%s” says %d sentences, asks %q", name, topic.Title, len(topic.Say), topic.Ask)
			}
			sentences += len(topic.Say)
		}
		sentences += len(a.Since)
		wrong += len(a.Findings)
		sent, _, _ := strings.Cut(oneonone.AgendaMarkdown(a), "\n---\n")
		if n, most := len(strings.Fields(sent)), oneonone.RoomFor(30).Written().Words; n > most+most/10 { // signs between words are no words
			t.Errorf("%s: %d words are sent, %d is the room", name, n, most)
		}
	}
	if wrong*20 > sentences {
		t.Errorf("%d of %d sentences are taken out", wrong, sentences)
	}
}

// inputOf gives what the next meeting of a journal is prepared from.
func inputOf(j *journals.Journal) brief.Input {
	in := brief.Input{Now: j.At(), Meeting: j.Slot(), From: j.Meetings[len(j.Meetings)-1].On, To: j.Now, Me: []string{j.Me}}
	for _, rec := range j.Records() {
		switch r := rec.(type) {
		case *oneonone.Note:
			in.Notes = append(in.Notes, r)
		case *oneonone.Action:
			in.Actions = append(in.Actions, r)
		case *oneonone.Feedback:
			in.Feedback = append(in.Feedback, r)
		case *oneonone.Goal:
			in.Goals = append(in.Goals, r)
		case *oneonone.Person:
			in.People = append(in.People, r)
		case *oneonone.Meeting:
			in.Held = append(in.Held, r)
		}
	}
	return in
}
