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
		m := scripted(t, string(answer))
		m.replies[0].SentTokens = 0 // nobody counted
		a, err := m.coach().Prep(t.Context(), brief.New(j.Input()))
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
