package oneonone

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
)

// Room is what a page has place for: a page that is longer is not read in the
// meeting.
type Room struct {
	// Words bounds what is sent, Topics how many there are.
	Words, Topics int
	// Whole tells that what a topic says stays whole: a page that is too long loses
	// its last topic before a sentence of another.
	Whole bool
}

// RoomFor gives the room of a meeting of so many minutes: 250 words and two
// topics in a quarter of an hour, 430 and four in half an hour, 600 and six in
// an hour.
func RoomFor(minutes int) Room {
	switch {
	case minutes <= 0:
		return RoomFor(30)
	case minutes < 15:
		return Room{Words: 250, Topics: 1}
	case minutes <= 30:
		return Room{Words: 250 + (minutes-15)*12, Topics: 2 + (minutes-15)*2/15}
	case minutes <= 60:
		return Room{Words: 430 + (minutes-30)*170/30, Topics: 4 + (minutes-30)*2/30}
	}
	return Room{Words: 600, Topics: 6}
}

// Written gives the room of a page that is written in whole sentences and not put
// together of quotations: a topic more from half an hour on, and twice the words, of
// which a model is asked for Asked. In blind comparisons pages of 430 words lost against
// careful ones of 600 for what they had to leave out, pages of 645 for the sentences that
// were cut to get there, and one of 760 would have lost its last topic for ten words.
// docs/evaluation.md has the figures.
func (r Room) Written() Room {
	return Room{Words: r.Words * 2, Topics: r.Topics + r.Topics/4, Whole: true}
}

// Asked is how many words are asked for of a page: models write up to half as many again.
func (r Room) Asked() int { return r.Words * 2 / 3 }

// Quoted gives the room of a page that is put together of quotations: a third more
// words, for who quotes whole sentences can't shorten them, and a topic more from half
// an hour on, for each is told in two records. On fifteen journals a page of 430 words
// and four topics told 6.6 of the 12 things that the next 1:1 owed, this one 8.8.
func (r Room) Quoted() Room {
	return Room{Words: r.Words * 7 / 5, Topics: r.Topics + r.Topics/4}
}

// How many of each the page shows at most, whatever the words.
const (
	mostSay      = 4
	mostSince    = 7
	mostLate     = 2
	mostIfTime   = 5
	mostMayAsk   = 2
	mostNotToday = 4
	mostUnsure   = 8
	mostDeeds    = 3
	// longestLine is how many words a line may have, longestTitle a heading.
	longestLine  = 60
	longestTitle = 14
	// wordsForMe bounds what the user keeps, wordsWritten below a page that a model
	// wrote: it has what to do before, and answers to what may be asked. longestQuestion
	// bounds a question.
	wordsForMe      = 150
	wordsWritten    = 300
	longestQuestion = 40
	// longestDeed is how many words something to do before may have: it may be a draft of a message.
	longestDeed = 90
)

// Fit cuts an agenda to the room of one page. What gives way first is what costs the meeting
// least: more questions for the time left, sentences of a topic beyond its second
// where they need not stay whole, news, then the last topic, which becomes a line under If there is time.
// Nothing of it vanishes: what leaves the page stands under Not today.
func (a Agenda) Fit(room Room) Agenda {
	a.Topics, a.Since, a.IfTime = slices.Clone(a.Topics), slices.Clone(a.Since), slices.Clone(a.IfTime)
	a.shorten()
	for len(a.Topics) > room.Topics {
		a.leaveLastTopic()
	}
	for len(a.IfTime) > mostIfTime {
		a.leaveIfTime()
	}
	for len(a.Since) > mostSince && a.leaveNews() {
	}
	for a.words() > room.Words && a.giveWay(room) {
	}
	a.shareMinutes()
	a.ForMe.MayAsk = firstOf(a.ForMe.MayAsk, mostMayAsk)
	return a
}

// AtMost leaves only so many topics; the others become lines under If there is time.
func (a Agenda) AtMost(topics int) Agenda {
	a.Topics, a.IfTime = slices.Clone(a.Topics), slices.Clone(a.IfTime)
	for len(a.Topics) > topics {
		a.leaveLastTopic()
	}
	for len(a.IfTime) > mostIfTime {
		a.leaveIfTime()
	}
	return a
}

// giveWay takes one thing off the page, and tells whether there was one.
func (a *Agenda) giveWay(room Room) bool {
	switch {
	case !room.Whole && a.leaveSentence(2):
	case room.Whole && len(a.Since) > 5 && a.leaveNews():
	case len(a.IfTime) > 1:
		a.leaveIfTime()
	case len(a.Since) > 4 && a.leaveNews():
	case len(a.Topics) > 3:
		a.leaveLastTopic()
	case a.leaveSentence(1):
	case len(a.Topics) > 1:
		a.leaveLastTopic()
	case len(a.IfTime) > 0:
		a.leaveIfTime()
	case a.leaveNews():
	case a.leaveProposal():
	case len(a.Topics) > 0:
		a.leaveLastTopic()
	default:
		return false
	}
	return true
}

// shorten cuts what is too long for its place, whoever wrote it.
func (a *Agenda) shorten() {
	for i := range a.Topics {
		t := &a.Topics[i]
		t.Title, t.Ask, t.Outcome = Cut(t.Title, longestTitle), Cut(t.Ask, longestLine), Cut(t.Outcome, longestLine)
		t.Say = fitting(t.Say)
		for len(t.Say) > mostSay {
			t.leaveSentence()
		}
		t.Proposal = Cut(t.Proposal, longestLine)
	}
	for i := range a.Since {
		a.Since[i].Text = Cut(a.Since[i].Text, longestLine)
	}
	for i := range a.IfTime {
		a.IfTime[i].Text = Cut(a.IfTime[i].Text, longestLine)
	}
	if a.OneAsk != nil {
		ask := *a.OneAsk
		ask.Text = Cut(ask.Text, longestLine)
		a.OneAsk = &ask
	}
}

// fitting keeps the sentences that fit; one that is too long is cut only where it
// would be the only one.
func fitting(say []Line) []Line {
	var out []Line
	for _, l := range say {
		if wordsIn(l.Text) <= longestLine {
			out = append(out, l)
		}
	}
	if len(out) == 0 && len(say) > 0 {
		l := say[0]
		l.Text = Cut(l.Text, longestLine)
		out = append(out, l)
	}
	return out
}

func (a *Agenda) leaveLastTopic() {
	last := a.Topics[len(a.Topics)-1]
	a.Topics = a.Topics[:len(a.Topics)-1]
	if a.asksOnTop(last) {
		a.OneAsk = nil
	}
	text := last.Title
	if a.written() && last.Ask != "" && last.Ask != text {
		text += ": " + last.Ask
	}
	a.IfTime = append([]Line{{Text: text, Evidence: last.Evidence}}, a.IfTime...)
	about := func(q MayAsk) bool { return q.TopicID != "" && q.TopicID == Maybe(last.ID) }
	a.ForMe.MayAsk = slices.DeleteFunc(slices.Clone(a.ForMe.MayAsk), about)
}

func (a *Agenda) leaveIfTime() {
	last := a.IfTime[len(a.IfTime)-1]
	a.IfTime = a.IfTime[:len(a.IfTime)-1]
	a.ForMe.NotToday = append(slices.Clone(a.ForMe.NotToday), NotToday{Text: last.Text})
}

// leaveNews takes out the last line that tells nothing late, else the first of
// more than two that do. What is late between the two people stays.
func (a *Agenda) leaveNews() bool {
	var late []int
	for i, n := range slices.Backward(a.Since) {
		if n.Kind != LateNews {
			a.Since = slices.Delete(a.Since, i, i+1)
			return true
		}
		late = append(late, i)
	}
	if len(late) <= mostLate {
		return false
	}
	a.Since = slices.Delete(a.Since, late[len(late)-1], late[len(late)-1]+1)
	return true
}

// leaveProposal takes out the first proposal: its parts stay in the data.
func (a *Agenda) leaveProposal() bool {
	for i := range a.Topics {
		if a.Topics[i].Proposal != "" {
			a.Topics[i].Proposal = ""
			return true
		}
	}
	return false
}

// leaveSentence takes a sentence out of the topic that says most, as long as it
// has more than so many.
func (a *Agenda) leaveSentence(least int) bool {
	at, most := -1, 0
	for i, t := range a.Topics {
		n := 0
		for _, l := range t.Say {
			n += wordsIn(l.Text)
		}
		if len(t.Say) > least && n > most {
			at, most = i, n
		}
	}
	if at < 0 {
		return false
	}
	a.Topics[at].leaveSentence()
	return true
}

// leaveSentence takes out the last sentence that does not tell what the topic
// was made of.
func (t *Topic) leaveSentence() {
	at := len(t.Say) - 1
	for i, l := range slices.Backward(t.Say) {
		if !slices.Contains(l.Evidence, first(t.Evidence)) {
			at = i
			break
		}
	}
	t.Say = slices.Delete(slices.Clone(t.Say), at, at+1)
}

// leastMinutes is what a topic costs at least.
const leastMinutes = 5

// shareMinutes makes the minutes of the topics fit the meeting, with what the
// news take to read: each topic its part, and five at least where there are as
// many.
func (a *Agenda) shareMinutes() {
	left := a.Meeting.Minutes
	if len(a.Since) > 0 {
		left -= ReadingMinutes(len(a.Since))
	}
	left -= a.quickMinutes()
	if len(a.Topics) == 0 || a.Meeting.Minutes <= 0 {
		return
	}
	sum := 0
	for i, t := range a.Topics {
		least := min(leastMinutes, left/len(a.Topics))
		if t.Area == Wellbeing && t.Minutes > 0 { // not about the work itself: it keeps its part of the meeting
			least = t.Minutes
		}
		a.Topics[i].Minutes = max(t.Minutes, least)
		sum += a.Topics[i].Minutes
	}
	for ; sum > left; sum-- {
		longest := 0
		for i, t := range a.Topics {
			if t.Minutes >= a.Topics[longest].Minutes {
				longest = i
			}
		}
		a.Topics[longest].Minutes--
	}
}

// quickMinutes is how long the small matters of a written page take, half a minute
// each and one at least; 0 where there are none or they are for the time that is left.
func (a Agenda) quickMinutes() int {
	if !a.written() || len(a.Topics) == 0 {
		return 0
	}
	return (len(a.IfTime) + 1) / 2
}

// part is a line of what the user keeps, or a list where each piece is to be read by
// itself. Left counts the pieces that the page has no room for: they stay in the data.
type part struct {
	name   string
	listed bool
	pieces []string
	left   int
}

func (p *part) all() []string {
	if p.left == 0 {
		return p.pieces
	}
	return append(slices.Clone(p.pieces), fmt.Sprintf("%d more", p.left))
}

func (p *part) line() string { return "**" + p.name + ":** " + strings.Join(p.all(), " · ") }

// wordsAround is what the heading and the line about private notes have.
const wordsAround = 16

// mine gives the lines of what the user keeps, as much of each as there is room
// for. What is left for another time and what can be looked up give way first, what
// the user has to settle before the meeting last.
func (a Agenda) mine() []*part {
	mayAsk := &part{name: a.mayAskName(), pieces: a.mayAsk(), listed: a.written()}
	before := &part{name: "Before I go in", pieces: a.before(), listed: a.written()}
	notToday, unsure := &part{name: "Not today", pieces: a.notToday()}, &part{name: "Check before I send (`oneonone show last --evidence`)", pieces: a.unsure()}
	remarks, rests := &part{name: "Worth a look", pieces: a.remarks()}, &part{name: "Rests on", pieces: a.restsOn()}
	all := []*part{before, mayAsk, notToday, unsure, remarks, rests}
	room := wordsForMe
	if a.written() {
		room = wordsWritten
	}
	words := func() int {
		n := wordsAround
		for _, p := range all {
			if len(p.pieces) > 0 {
				n += wordsIn(p.line())
			}
		}
		return n
	}
	cut := func(p *part, most, least int) {
		for len(p.pieces) > most || len(p.pieces) > least && words() > room {
			p.pieces, p.left = p.pieces[:len(p.pieces)-1], p.left+1
		}
	}
	cut(unsure, mostUnsure, mostUnsure)
	cut(notToday, mostNotToday, 1)
	cut(rests, len(rests.pieces), 0)
	cut(remarks, len(remarks.pieces), 0)
	cut(mayAsk, mostMayAsk, 0)
	cut(unsure, mostUnsure, 1)
	cut(before, mostBlanks+mostDeeds, 1)
	return all
}

func firstOf[T any](list []T, most int) []T { return list[:min(len(list), most)] }

// words counts what is sent, with the minutes that the topics will have.
func (a Agenda) words() int {
	a.Topics = slices.Clone(a.Topics)
	a.shareMinutes()
	var m markdown
	m.agenda(a)
	return wordsIn(m.String())
}

// wordsIn counts the words of a text: what has a letter or a digit.
func wordsIn(text string) int {
	n := 0
	for _, w := range strings.Fields(text) {
		if strings.IndexFunc(w, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) >= 0 {
			n++
		}
	}
	return n
}
