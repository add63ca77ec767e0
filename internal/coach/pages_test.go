package coach

import (
	"flag"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"oneonone/internal/brief"
	"oneonone/internal/oneonone"
	"oneonone/internal/rulebook"
	"oneonone/testdata/journals"
)

var pagesIn = flag.String("pages", "", "write what a model is asked of the journals in this `folder`, and the pages of its answers")

// TestWritePages is the tool for comparing pages blind. Of each NAME.json in the folder
// of -pages it writes NAME.asked.md, what a model is told; of NAME.answer.json the page
// NAME.page.md as prep prints it, and of an answer that is sent back NAME.again.md, the
// request to which NAME.again.json is the answer.
func TestWritePages(t *testing.T) {
	if *pagesIn == "" {
		t.Skip("no -pages")
	}
	folder, err := filepath.Abs(*pagesIn)
	if err != nil {
		t.Fatal(err)
	}
	names, err := fs.Glob(os.DirFS(folder), "*.json")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		if name = strings.TrimSuffix(name, ".json"); !strings.Contains(name, ".") {
			writePage(t, folder, name)
		}
	}
}

func writePage(t *testing.T, folder, name string) {
	files := os.DirFS(folder)
	j, err := journals.Read(files, name)
	if err != nil {
		t.Fatal(err)
	}
	write := func(kind, text string) {
		if err := os.WriteFile(filepath.Join(folder, name+kind), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	b := brief.New(j.Input())
	req, err := Coach{}.PrepRequest(b)
	if err != nil {
		t.Fatal(err)
	}
	write(".asked.md", req.System+"\n\n"+req.User)
	m := scripted(t)
	for _, kind := range []string{".answer.json", ".again.json"} {
		if text, err := fs.ReadFile(files, name+kind); err == nil {
			m.replies = append(m.replies, Reply{Text: string(text)})
		}
	}
	if len(m.replies) == 0 {
		return
	}
	m.replies = append(m.replies, m.replies[len(m.replies)-1]) // to be sent back is no failure here
	a, err := m.coach().Prep(t.Context(), b)
	m.replies = nil
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	if len(m.asked) > 1 {
		write(".again.md", m.asked[1].System+"\n\n"+m.asked[1].User)
	}
	for _, f := range a.Findings {
		t.Logf("%s: %s", name, f.Message)
	}
	a.ForMe.WorthALook = rulebook.ForPage(rulebook.Book{}.Agenda(a, b))
	a.NumberBlanks(oneonone.Agenda{})
	write(".page.md", oneonone.AgendaMarkdown(a))
}

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
