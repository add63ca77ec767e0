package oneonone

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// topic gives the topic of that id, nil when there is none.
func (a Agenda) topic(id string) *Topic {
	if i := slices.IndexFunc(a.Topics, func(t Topic) bool { return t.ID == id }); i >= 0 {
		return &a.Topics[i]
	}
	return nil
}

// drawWords gives a text of up to so many words, among them some that are only
// marks; as often a long one as a short one.
func drawWords(t *rapid.T, label string, most int) string {
	all := []string{"the", "queue", "310", "ms", "(4 Nov)", "depots,", "search;", "it", "—", "rota", "p95", "costs", "us,", "·", "half:"}
	n, from := rapid.SampledFrom([]int{0, 1, 5, 12, most / 2, most}).Draw(t, label), rapid.IntRange(0, len(all)-1).Draw(t, "from")
	out := make([]string, n)
	for i := range out {
		out[i] = all[(from+i)%len(all)]
	}
	return strings.Join(out, " ")
}

func drawLines(t *rapid.T, label string, most int) []Line {
	var out []Line
	for range rapid.SampledFrom([]int{0, 1, 2, most}).Draw(t, label) {
		out = append(out, Line{Text: drawWords(t, label, 90), Evidence: List[string]{"note"}, Unsure: rapid.Bool().Draw(t, "unsure")})
	}
	return out
}

// drawPage gives an agenda as long as a talkative drafter may make it. Of what
// is late there are two lines at most, as of the two people in the room.
func drawPage(t *rapid.T) Agenda {
	a := Agenda{
		Meeting: Slot{ID: "m", On: Date{2026, 11, 24}, With: "Sam Okafor", Minutes: rapid.IntRange(5, 120).Draw(t, "minutes")},
		LastOn:  rapid.SampledFrom([]Date{{}, {2026, 10, 22}}).Draw(t, "last"), IfTime: drawLines(t, "if time", 5),
		Evidence: List[Evidence]{
			{ID: "note", Kind: EvNote, Date: Date{2026, 11, 1}, Text: drawWords(t, "note", 60)},
			{ID: "old", Kind: EvNote, Date: Date{2025, 10, 9}, Text: "old"},
		},
	}
	for i := range rapid.IntRange(0, 12).Draw(t, "topics") {
		topic := Topic{
			ID: fmt.Sprintf("t-%d", i), Title: fmt.Sprintf("Topic%d %s", i, drawWords(t, "title", 30)),
			Minutes: rapid.IntRange(0, 30).Draw(t, "topic's minutes"), Say: drawLines(t, "say", 5),
			Ask: drawWords(t, "ask", 90), Outcome: drawWords(t, "outcome", 90), Proposal: drawWords(t, "proposal", 90),
			Evidence: List[string]{"note", "old"},
		}
		for j := range rapid.IntRange(0, 2).Draw(t, "blanks") {
			topic.Blanks = append(topic.Blanks, Blank{Field: "specific", Question: fmt.Sprintf("%d: %s", j, drawWords(t, "question", 60))})
		}
		topic.Area = rapid.SampledFrom([]Area{InitiativeArea, Blocked, Wellbeing}).Draw(t, "area")
		a.Topics = append(a.Topics, topic)
	}
	if rapid.Bool().Draw(t, "one ask") && len(a.Topics) > 0 {
		a.OneAsk = &OneAsk{TopicID: rapid.SampledFrom([]Topic(a.Topics)).Draw(t, "asks").ID, Text: drawWords(t, "one ask", 90)}
	}
	for _, l := range drawLines(t, "news", 9) {
		a.Since = append(a.Since, News{Kind: rapid.SampledFrom([]NewsKind{GoalNews, FeedbackNews, OtherNews}).Draw(t, "kind"), Line: l})
	}
	for _, l := range drawLines(t, "late", 2) {
		a.Since = slices.Insert(a.Since, rapid.IntRange(0, len(a.Since)).Draw(t, "place"), News{Kind: LateNews, Line: l})
	}
	for i := range rapid.IntRange(0, 6).Draw(t, "kept") {
		a.ForMe.MayAsk = append(a.ForMe.MayAsk, MayAsk{Question: drawWords(t, "may ask", 60), TopicID: Maybe(fmt.Sprintf("t-%d", i))})
		a.ForMe.NotToday = append(a.ForMe.NotToday, NotToday{Text: drawWords(t, "not today", 30), Why: drawWords(t, "why", 30)})
		a.ForMe.WorthALook = append(a.ForMe.WorthALook, drawWords(t, "remark", 40))
	}
	a.ForMe.Private = rapid.IntRange(0, 3).Draw(t, "private")
	return a
}

// halves gives what is sent and what is kept.
func halves(t *rapid.T, a Agenda) (sent, kept string) {
	sent, kept, found := strings.Cut(AgendaMarkdown(a), "\n"+ruler+"\n")
	if !found {
		t.Fatalf("nothing ends what is sent in\n%s", AgendaMarkdown(a))
	}
	return sent, kept
}

// tokens counts what has a letter or a digit.
func tokens(text string) int {
	has := func(w string) bool {
		return strings.ContainsFunc(w, unicode.IsLetter) || strings.ContainsFunc(w, unicode.IsDigit)
	}
	return len(slices.DeleteFunc(strings.Fields(text), func(w string) bool { return !has(w) }))
}

func encoded(t *rapid.T, v any) string {
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// TestFitKeepsThePage holds any agenda to the length of a page, whoever drafted
// it: also with the questions that are numbered later.
func TestFitKeepsThePage(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := drawPage(t)
		before := encoded(t, a)
		fit := a.Fit(RoomFor(a.Meeting.Minutes))
		if after := encoded(t, a); after != before {
			t.Fatalf("what was given is changed\n%s\n%s", before, after)
		}
		if rapid.Bool().Draw(t, "numbered") {
			fit.NumberBlanks(Agenda{})
			fit = fit.Fit(RoomFor(a.Meeting.Minutes))
		}
		room := RoomFor(a.Meeting.Minutes)
		sent, kept := halves(t, fit)
		if n := tokens(sent); n > room.Words {
			t.Errorf("%d words are sent for %d minutes, not %d\n%s", n, a.Meeting.Minutes, room.Words, sent)
		}
		if n := len(fit.Topics); n > room.Topics {
			t.Errorf("%d topics in %d minutes", n, a.Meeting.Minutes)
		}
		if n := tokens(kept); n > 150 {
			t.Errorf("%d words are for me\n%s", n, kept)
		}
		if diff := cmp.Diff(fit, fit.Fit(RoomFor(a.Meeting.Minutes))); diff != "" {
			t.Errorf("fit again (-once +twice):\n%s", diff)
		}
	})
}

func TestFitSharesTheMinutes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		drawn := drawPage(t)
		a, sum := drawn.Fit(RoomFor(drawn.Meeting.Minutes)), 0
		if len(a.Since) > 0 {
			sum = ReadingMinutes(len(a.Since))
		}
		for _, topic := range a.Topics {
			sum += topic.Minutes
			given := drawn.topic(topic.ID).Minutes
			switch {
			case topic.Area != Wellbeing && topic.Minutes < 2:
				t.Errorf("%q has %d minutes", topic.Title, topic.Minutes)
			case topic.Area == Wellbeing && given > 0 && topic.Minutes > given:
				t.Errorf("%q had %d of %d minutes and has %d", topic.Title, given, a.Meeting.Minutes, topic.Minutes)
			}
		}
		if sum > a.Meeting.Minutes {
			t.Errorf("%d minutes in a meeting of %d", sum, a.Meeting.Minutes)
		}
	})
}

// TestFitLosesNothing: what is late stays, a topic that leaves is still named,
// and nothing speaks of a topic that left.
func TestFitLosesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := drawPage(t)
		fit := a.Fit(RoomFor(a.Meeting.Minutes))
		late := func(a Agenda) []string {
			var out []string
			for _, n := range a.Since {
				if n.Kind == LateNews {
					out = append(out, strings.Join(n.Evidence, " ")+": "+Cut(n.Text, longestLine))
				}
			}
			return out
		}
		if diff := cmp.Diff(late(a), late(fit)); diff != "" {
			t.Errorf("what is late (-before +after):\n%s", diff)
		}
		var left []string
		for _, l := range fit.IfTime {
			left = append(left, l.Text)
		}
		for _, n := range fit.ForMe.NotToday {
			left = append(left, n.Text)
		}
		for _, topic := range a.Topics {
			named := func(text string) bool { return strings.HasPrefix(text, strings.Fields(topic.Title)[0]) }
			if fit.topic(topic.ID) == nil && !slices.ContainsFunc(left, named) {
				t.Errorf("%q is gone: %q", topic.Title, left)
			}
		}
		if fit.OneAsk != nil && fit.topic(fit.OneAsk.TopicID) == nil {
			t.Errorf("the one ask is of %s, which left", fit.OneAsk.TopicID)
		}
		for _, q := range fit.ForMe.MayAsk {
			if a.topic(string(q.TopicID)) != nil && fit.topic(string(q.TopicID)) == nil {
				t.Errorf("%q is asked about %s, which left", q.Question, q.TopicID)
			}
		}
	})
}

// TestWrittenStaysWhole: of what a written page says on a topic no sentence goes for
// want of room while a topic could.
func TestWrittenStaysWhole(t *testing.T) {
	cut := 0
	rapid.Check(t, func(t *rapid.T) {
		a := drawPage(t)
		room := Room{Words: 150, Topics: 6, Whole: true} // little, for a sentence to go at all
		fit, whole := a.Fit(room), a
		whole.Topics = slices.Clone(a.Topics)
		whole.shorten()
		for _, topic := range fit.Topics {
			if len(topic.Say) == len(whole.topic(topic.ID).Say) {
				continue
			}
			cut++
			if len(fit.Topics) > 3 {
				t.Errorf("%q says %d sentences of %d on a page of %d topics", topic.Title, len(topic.Say), len(whole.topic(topic.ID).Say), len(fit.Topics))
			}
		}
	})
	if cut == 0 {
		t.Error("no page was too long")
	}
}

// TestRoomGrows: a longer meeting has no less room.
func TestRoomGrows(t *testing.T) {
	for minutes, want := range map[int]Room{
		0: {Words: 430, Topics: 4}, 5: {Words: 250, Topics: 1}, 15: {Words: 250, Topics: 2}, 30: {Words: 430, Topics: 4},
		60: {Words: 600, Topics: 6}, 240: {Words: 600, Topics: 6},
	} {
		if got := RoomFor(minutes); got != want {
			t.Errorf("%d minutes have room for %+v, want %+v", minutes, got, want)
		}
	}
	for minutes := 2; minutes < 240; minutes++ {
		less, more := RoomFor(minutes-1), RoomFor(minutes)
		if more.Words < less.Words || more.Topics < less.Topics {
			t.Errorf("%d minutes have room for %+v, %d for %+v", minutes-1, less, minutes, more)
		}
	}
}

// drawAsked gives an agenda with questions; those answered already are left
// out, as the next draft does.
func drawAsked(t *rapid.T, answered map[string]bool) Agenda {
	var a Agenda
	for i := range rapid.IntRange(0, 6).Draw(t, "topics") {
		about := rapid.SampledFrom([]string{"note1", "note2", "note3", "note4"}).Draw(t, "about")
		topic := Topic{ID: fmt.Sprintf("t-%d", i), Title: "x", Evidence: List[string]{about}}
		for _, field := range []string{"measurable", "relevant", "specific", "why1"} {
			b := Blank{Field: field, Question: field + " of " + about + "?", N: rapid.IntRange(0, 2).Draw(t, "carried")}
			if rapid.Bool().Draw(t, field) && !answered[b.Question] {
				topic.Blanks = append(topic.Blanks, b)
			}
		}
		a.Topics = append(a.Topics, topic)
	}
	return a
}

// numbersOf gives the questions that a page asks by their numbers, each number
// once, and checks which are asked.
func numbersOf(t *rapid.T, a Agenda) map[int]string {
	out := map[int]string{}
	for _, topic := range a.Topics {
		for _, b := range topic.Blanks {
			if b.N == 0 {
				continue
			}
			if out[b.N] != "" {
				t.Errorf("%d is the number of %q and of %q", b.N, out[b.N], b.Question)
			}
			if b.Field == "relevant" || b.Field == "time_bound" {
				t.Errorf("%q is asked before the meeting", b.Question)
			}
			out[b.N] = b.Question
		}
	}
	if len(out) > 5 {
		t.Errorf("%d questions are asked", len(out))
	}
	return out
}

// TestNumberBlanksStay drafts for one meeting again and again, some questions
// answered in between: a number never comes to mean another question in the
// next draft, and the first draft counts from one.
func TestNumberBlanksStay(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		answered := map[string]bool{}
		var before Agenda
		for draft := range 4 {
			a := drawAsked(t, answered)
			a.NumberBlanks(before)
			was, is := numbersOf(t, before), numbersOf(t, a)
			for n, question := range is {
				if was[n] != "" && was[n] != question {
					t.Errorf("%d was %q and is %q", n, was[n], question)
				}
				if draft == 0 && n > len(is) {
					t.Errorf("%d questions, and one has the number %d", len(is), n)
				}
			}
			for _, n := range slices.Sorted(maps.Keys(is)) {
				if question := is[n]; rapid.Bool().Draw(t, "answered") {
					answered[question] = true
				}
			}
			before = a
		}
	})
}

// TestNumberBlanksOfTheSame: what is asked in both drafts has one number, also
// when the topics change places.
func TestNumberBlanksOfTheSame(t *testing.T) {
	blank := func(q string) List[Blank] { return List[Blank]{{Field: "specific", Question: q}} }
	queue := Topic{ID: "t-1", Evidence: List[string]{"queue"}, Blanks: append(blank("how many?"), blank("how long?")...)}
	tests := Topic{ID: "t-2", Evidence: List[string]{"tests"}, Blanks: blank("how many?")}
	page := func(topics ...Topic) Agenda {
		var a Agenda
		for _, topic := range topics {
			topic.Blanks = slices.Clone(topic.Blanks)
			a.Topics = append(a.Topics, topic)
		}
		return a
	}
	asked := func(a Agenda) string {
		var out []string
		for _, topic := range a.Topics {
			for _, b := range topic.Blanks {
				out = append(out, fmt.Sprintf("%s %s %d", topic.ID, b.Question, b.N))
			}
		}
		slices.Sort(out)
		return strings.Join(out, ", ")
	}
	first := page(queue, tests)
	first.NumberBlanks(Agenda{})
	if want := "t-1 how long? 2, t-1 how many? 1, t-2 how many? 3"; asked(first) != want {
		t.Errorf("first %q, want %q", asked(first), want)
	}
	queue.Blanks = queue.Blanks[1:] // "how many?" was answered
	again := page(tests, queue, Topic{ID: "t-3", Evidence: List[string]{"new"}, Blanks: blank("since when?")})
	again.NumberBlanks(first)
	if want := "t-1 how long? 2, t-2 how many? 3, t-3 since when? 4"; asked(again) != want {
		t.Errorf("again %q, want %q", asked(again), want)
	}
}

// An earlier version kept what there is to say as facts, and a document that
// says more than its data.
func TestAgendaOfEarlierForm(t *testing.T) {
	const kept = `{"id": "a1", "meeting": {"id": "m", "on": "2026-10-22", "with": "Sam", "minutes": 30, "number": 2},
		"last_time": "the grid goes live",
		"topics": [{"id": "t-1", "title": "The queue", "area": "blocker", "minutes": 6, "why_now": "stuck for 5 days",
			"ask": "Who decides?", "reframed_from": null, "smart": null,
			"facts": [{"text": "It fails daily", "evidence": ["n1"], "quote": "fails daily"}], "talking_points": ["It fails daily", "another"],
			"whys": [{"question": "why?", "answer": null}], "people": [], "blanks": [{"field": "x", "question": "how many?"}], "evidence": ["n1"]}],
		"follow_ups": [], "considered": [], "questions": [], "career": {"due": false, "meetings_since": 0},
		"evidence": [{"id": "n1", "kind": "note", "date": "2026-10-19", "text": "fails daily", "source": "notes on file"}],
		"findings": [], "drafted_by": {"engine": "offline"}}`
	var a Agenda
	if err := json.Unmarshal([]byte(kept), &a); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(List[Line]{{Text: "It fails daily", Evidence: List[string]{"n1"}}}, a.Topics[0].Say); diff != "" {
		t.Errorf("say (-want +got):\n%s", diff)
	}
	if !a.OfEarlierForm() || a.Topics[0].Ask != "Who decides?" || !a.Cites()["n1"] {
		t.Errorf("read as %+v", a)
	}
	if doc := AgendaMarkdown(a); !strings.Contains(doc, "It fails daily\n\n**Ask:** Who decides?") {
		t.Errorf("its data make the page\n%s", doc)
	}
	b, err := json.Marshal(wholePage())
	if err != nil {
		t.Fatal(err)
	}
	var again Agenda
	if err := json.Unmarshal(b, &again); err != nil {
		t.Fatal(err)
	}
	if again.OfEarlierForm() || (Agenda{}).OfEarlierForm() {
		t.Errorf("a page is taken for an agenda of an earlier version: %s", b)
	}
}

// TestAgendaComesBack: what is kept as JSON is read as it was.
func TestAgendaComesBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		whole := drawPage(t)
		want := encoded(t, whole.Fit(RoomFor(whole.Meeting.Minutes)))
		var a Agenda
		if err := json.Unmarshal([]byte(want), &a); err != nil {
			t.Fatal(err)
		}
		if got := encoded(t, a); got != want {
			t.Errorf("(-kept +read):\n%s", cmp.Diff(want, got))
		}
	})
}
