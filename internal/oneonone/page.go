package oneonone

import (
	"slices"
	"strings"
	"unicode"
)

// Room is what a page has place for: a page that is longer is not read in the
// meeting.
type Room struct {
	// Words bounds what is sent, Topics how many there are.
	Words, Topics int
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

// How many of each the page shows at most, whatever the words.
const (
	mostSay      = 3
	mostSince    = 6
	mostIfTime   = 3
	mostMayAsk   = 2
	mostNotToday = 4
	// longestLine is how many words a line may have, longestTitle a heading.
	longestLine  = 60
	longestTitle = 14
	// wordsForMe bounds what the user keeps.
	wordsForMe = 150
)

// Fit cuts an agenda to one page. What gives way first is what costs the meeting
// least: more questions for the time left, news, the second sentence of a
// topic, then the last topic, which becomes a line under If there is time.
// Nothing of it vanishes: what leaves the page stands under Not today.
func (a Agenda) Fit() Agenda {
	room := RoomFor(a.Meeting.Minutes)
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
	for a.words() > room.Words && a.giveWay() {
	}
	a.shareMinutes()
	a.fitForMe()
	return a
}

// giveWay takes one thing off the page, and tells whether there was one.
func (a *Agenda) giveWay() bool {
	switch {
	case len(a.IfTime) > 1:
		a.leaveIfTime()
	case a.leaveSentence(2):
	case len(a.Since) > 4 && a.leaveNews():
	case len(a.Topics) > 3:
		a.leaveLastTopic()
	case a.leaveSentence(1):
	case len(a.Topics) > 1:
		a.leaveLastTopic()
	case len(a.IfTime) > 0:
		a.leaveIfTime()
	default:
		return a.leaveNews()
	}
	return true
}

// shorten cuts what is too long for its place, whoever wrote it.
func (a *Agenda) shorten() {
	for i := range a.Topics {
		t := &a.Topics[i]
		t.Title, t.Ask, t.Outcome = brief(t.Title, longestTitle), brief(t.Ask, longestLine), brief(t.Outcome, longestLine)
		t.Say = fitting(t.Say)
		for len(t.Say) > mostSay {
			t.leaveSentence()
		}
		t.Proposal = brief(t.Proposal, longestLine)
	}
	for i := range a.Since {
		a.Since[i].Text = brief(a.Since[i].Text, longestLine)
	}
	for i := range a.IfTime {
		a.IfTime[i].Text = brief(a.IfTime[i].Text, longestLine)
	}
	if a.OneAsk != nil {
		ask := *a.OneAsk
		ask.Text = brief(ask.Text, longestLine)
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
		l.Text = brief(l.Text, longestLine)
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
	a.IfTime = append([]Line{{Text: last.Title, Evidence: last.Evidence}}, a.IfTime...)
	for i := range a.ForMe.MayAsk {
		if a.ForMe.MayAsk[i].TopicID == Maybe(last.ID) {
			a.ForMe.MayAsk = slices.Delete(slices.Clone(a.ForMe.MayAsk), i, i+1)
			break
		}
	}
}

func (a *Agenda) leaveIfTime() {
	last := a.IfTime[len(a.IfTime)-1]
	a.IfTime = a.IfTime[:len(a.IfTime)-1]
	a.ForMe.NotToday = append(slices.Clone(a.ForMe.NotToday), NotToday{Text: last.Text})
}

// leaveNews takes out the last line that tells nothing late.
func (a *Agenda) leaveNews() bool {
	for _, late := range []bool{false, true} {
		for i, n := range slices.Backward(a.Since) {
			if late == (n.Kind == LateNews) {
				a.Since = slices.Delete(a.Since, i, i+1)
				return true
			}
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

// fitForMe cuts what the user keeps.
func (a *Agenda) fitForMe() {
	a.ForMe.MayAsk = firstOf(a.ForMe.MayAsk, mostMayAsk)
	a.ForMe.NotToday = slices.Clone(firstOf(a.ForMe.NotToday, mostNotToday))
	for i, n := range a.ForMe.NotToday {
		a.ForMe.NotToday[i] = NotToday{Text: brief(n.Text, longestTitle), Why: brief(n.Why, longestTitle)}
	}
	for a.wordsForMe() > wordsForMe && len(a.ForMe.NotToday) > 1 {
		a.ForMe.NotToday = a.ForMe.NotToday[:len(a.ForMe.NotToday)-1]
	}
	for a.wordsForMe() > wordsForMe && len(a.ForMe.MayAsk) > 0 {
		a.ForMe.MayAsk = a.ForMe.MayAsk[:len(a.ForMe.MayAsk)-1]
	}
	for a.wordsForMe() > wordsForMe && len(a.ForMe.WorthALook) > 0 {
		a.ForMe.WorthALook = a.ForMe.WorthALook[:len(a.ForMe.WorthALook)-1]
	}
}

func firstOf[T any](list []T, most int) []T { return list[:min(len(list), most)] }

func (a Agenda) words() int {
	var m markdown
	m.agenda(a)
	return wordsIn(m.String())
}

func (a Agenda) wordsForMe() int {
	var m markdown
	m.forMe(a)
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
