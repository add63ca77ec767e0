package oneonone

import (
	"encoding/json"
	"slices"
)

// Area says what a topic is about.
type Area string

// The areas of topics.
const (
	FollowUp       Area = "follow_up"
	TechnicalDebt  Area = "technical_debt"
	Ownership      Area = "ownership"
	Skill          Area = "skill"
	Career         Area = "career"
	InitiativeArea Area = "initiative"
	DeepDive       Area = "deep_dive"
	Blocked        Area = "blocker"
	FeedbackArea   Area = "feedback"
	Collaboration  Area = "collaboration"
	Guidance       Area = "guidance"
	Wellbeing      Area = "wellbeing"
)

// Smart is a proposal in five parts. All of it proposes; only figures with a
// record behind them may stand in it as a baseline. A part that the records
// cannot fill is "" and has a blank in the topic.
type Smart struct {
	Specific   string `json:"specific"`
	Measurable string `json:"measurable"`
	Achievable string `json:"achievable"`
	Relevant   string `json:"relevant"`
	TimeBound  string `json:"time_bound"`
}

// Why is one step of a chain of whys; the answer is absent when no record
// gives one.
type Why struct {
	Question string `json:"question"`
	Answer   Maybe  `json:"answer"`
}

// Stake says what part somebody has in a topic.
type Stake string

// The stakes.
const (
	Decides  Stake = "decides"
	Affected Stake = "affected"
	Supports Stake = "supports"
	ToWin    Stake = "to_win"
)

// Stakeholding is one person's part in a topic.
type Stakeholding struct {
	Name string `json:"name"`
	Role Stake  `json:"role"`
}

// Carry says how often a topic was not reached, and since when it waits.
type Carry struct {
	Times int  `json:"times"`
	Since Date `json:"since"`
}

// Promise is an open action item as the agenda shows it.
type Promise struct {
	ActionID string `json:"action_id"`
	Text     string `json:"text"`
	Owner    Maybe  `json:"owner"`
	Due      Date   `json:"due"`
	Overdue  bool   `json:"overdue"`
	// AgeDays counts from the day the promise was made to the meeting.
	AgeDays int `json:"age_days"`
	// MaybeDone is the id of a later note that tells it as done; only the user
	// can say so for sure.
	MaybeDone Maybe `json:"maybe_done"`
}

// Considered is an area that got no topic, and why not this time.
type Considered struct {
	Area   Area   `json:"area"`
	WhyNot string `json:"why_not"`
}

// CareerDue says whether a career topic is due and how many meetings were
// held since the last one.
type CareerDue struct {
	Due           bool `json:"due"`
	MeetingsSince int  `json:"meetings_since"`
}

// Line is a sentence of a draft with the records that it rests on. One without
// records asks or proposes.
type Line struct {
	Text     string       `json:"text"`
	Evidence List[string] `json:"evidence"`
	// Unsure tells that the program found no record that bears the sentence out,
	// and none that contradicts it. The page lists it below the line, and it is not
	// sent.
	Unsure bool `json:"unsure"`
}

// NewsKind says what a line of what happened since last time is about.
type NewsKind string

// The kinds of news.
const (
	GoalNews     NewsKind = "goal"
	FeedbackNews NewsKind = "feedback"
	LateNews     NewsKind = "late"
	OtherNews    NewsKind = "news"
)

// News is something that the other person should know and need not decide.
type News struct {
	Line
	Kind NewsKind `json:"kind"`
}

// OneAsk is the answer that would change most, and the topic that it is the ask
// of.
type OneAsk struct {
	TopicID string `json:"topic_id"`
	Text    string `json:"text"`
}

// Blank is something that no record says, with the question that fills it. N is
// its number on the page, 0 where the page does not ask it.
type Blank struct {
	Field    string `json:"field"`
	Question string `json:"question"`
	N        int    `json:"n"`
}

// Topic is one thing to talk about.
type Topic struct {
	ID    string `json:"id"`
	Title string `json:"title"`
	Area  Area   `json:"area"`
	// Minutes is how long it may take.
	Minutes int `json:"minutes"`
	// Say is what to say, in the user's voice, one sentence each.
	Say List[Line] `json:"say"`
	// Ask is what the user wants of the other person, Outcome what is settled
	// when the two leave the topic.
	Ask     string `json:"ask"`
	Outcome string `json:"outcome"`
	// Proposal is the sentence that proposes, from what to what and by when; "" where
	// nothing is proposed, or no record has the measure.
	Proposal string `json:"proposal"`
	// ReframedFrom is the complaint, wish or refusal that the proposal grew
	// out of, in the user's words.
	ReframedFrom Maybe              `json:"reframed_from"`
	Smart        *Smart             `json:"smart"`
	Whys         List[Why]          `json:"whys"`
	People       List[Stakeholding] `json:"people"`
	Blanks       List[Blank]        `json:"blanks"`
	Evidence     List[string]       `json:"evidence"`
	// Carried is nil for a topic that is new on the agenda.
	Carried *Carry `json:"carried,omitempty"`
}

// UnmarshalJSON reads a topic, also one that an earlier version kept: what it
// called facts is what there is to say.
func (t *Topic) UnmarshalJSON(b []byte) error {
	type plain Topic
	kept := struct {
		*plain
		Facts List[Line] `json:"facts"`
	}{plain: (*plain)(t)}
	if err := json.Unmarshal(b, &kept); err != nil {
		return err
	}
	if t.Say == nil {
		t.Say = kept.Facts
	}
	return nil
}

// MayAsk is a question that the other person is likely to ask, and the topic
// that it belongs to.
type MayAsk struct {
	Question string `json:"question"`
	TopicID  Maybe  `json:"topic_id"`
}

// NotToday is something that is left for another time, and why.
type NotToday struct {
	Text string `json:"text"`
	Why  string `json:"why"`
}

// ForMe is what the user takes along and sends to nobody.
type ForMe struct {
	// Before is what to do before the meeting.
	Before   List[Line]     `json:"before"`
	MayAsk   List[MayAsk]   `json:"may_ask"`
	NotToday List[NotToday] `json:"not_today"`
	// WorthALook is what the rulebook would mend on the page.
	WorthALook List[string] `json:"worth_a_look"`
	// Private counts the private records of the time; they are never worded.
	Private int `json:"private"`
}

// Agenda is the draft for a meeting to come: one page to walk in with, and the
// data behind it. OneAsk, Since, Topics and IfTime are what may be sent to the
// other person.
type Agenda struct {
	ID      string `json:"id"`
	Meeting Slot   `json:"meeting"`
	// LastOn is the day of the last meeting of the two, absent before the
	// first.
	LastOn     Date             `json:"last_on"`
	OneAsk     *OneAsk          `json:"one_ask"`
	Since      List[News]       `json:"since"`
	Topics     List[Topic]      `json:"topics"`
	IfTime     List[Line]       `json:"if_time"`
	ForMe      ForMe            `json:"for_me"`
	FollowUps  List[Promise]    `json:"follow_ups"`
	Considered List[Considered] `json:"considered"`
	Career     CareerDue        `json:"career"`
	Evidence   List[Evidence]   `json:"evidence"`
	Findings   List[Finding]    `json:"findings"`
	DraftedBy  DraftedBy        `json:"drafted_by"`
}

// OfEarlierForm tells whether an earlier version kept the agenda, before there
// was one page: its document says more than its data. Nothing in it is settled,
// and nothing stands beside its topics.
func (a Agenda) OfEarlierForm() bool {
	settles := func(t Topic) bool { return t.Outcome != "" }
	return len(a.Topics) > 0 && a.OneAsk == nil && len(a.Since)+len(a.IfTime) == 0 && !slices.ContainsFunc(a.Topics, settles)
}

// Cites lists the ids of all that the agenda rests on.
func (a Agenda) Cites() map[string]bool {
	ids := map[string]bool{}
	add := func(list []string) {
		for _, id := range list {
			ids[id] = true
		}
	}
	for _, n := range a.Since {
		add(n.Evidence)
	}
	for _, t := range a.Topics {
		add(t.Evidence)
		for _, l := range t.Say {
			add(l.Evidence)
		}
	}
	for _, l := range slices.Concat(a.IfTime, a.ForMe.Before) {
		add(l.Evidence)
	}
	for _, p := range a.FollowUps {
		add([]string{p.ActionID})
		if p.MaybeDone != "" {
			add([]string{string(p.MaybeDone)})
		}
	}
	return ids
}

// askedOnce leaves out an ask that a topic before it has already, in the same words.
func (a Agenda) askedOnce() Agenda {
	a.Topics = slices.Clone(a.Topics)
	asked := map[string]bool{}
	for _, t := range a.Topics {
		if a.OneAsk != nil && t.ID == a.OneAsk.TopicID {
			asked[t.Ask] = true
		}
	}
	for i := range a.Topics {
		t := &a.Topics[i]
		onTop := a.OneAsk != nil && t.ID == a.OneAsk.TopicID
		if asked[t.Ask] && !onTop {
			t.Ask = ""
		}
		asked[t.Ask] = true
	}
	return a
}

// UnsureLines gives the statements of the page that the program is not sure of, to
// be changed.
func (a *Agenda) UnsureLines() []*Line {
	var out []*Line
	add := func(l *Line) {
		if l.Unsure {
			out = append(out, l)
		}
	}
	for i := range a.Since {
		add(&a.Since[i].Line)
	}
	for i := range a.Topics {
		for j := range a.Topics[i].Say {
			add(&a.Topics[i].Say[j])
		}
	}
	for i := range a.IfTime {
		add(&a.IfTime[i])
	}
	return out
}

// written tells an agenda that a model wrote in sentences of its own from one that is
// put together of quotations.
func (a Agenda) written() bool { return a.DraftedBy.Engine == OpenAI || a.DraftedBy.Engine == Command }

// mostBlanks is how many questions a page puts to the user before the meeting.
const mostBlanks = 5

// NumberBlanks numbers the questions that the page asks, as they stand on it: the
// first of each topic, and the second of each where there is room. One that an earlier draft for the same
// meeting asked keeps its number, so that a number means the same after the
// next draft.
func (a *Agenda) NumberBlanks(earlier Agenda) {
	key := func(t Topic, b Blank) string { return first(t.Evidence) + "\x00" + b.Question }
	known, last := map[string]int{}, 0
	for _, t := range earlier.Topics {
		for _, b := range t.Blanks {
			known[key(t, b)] = b.N
			last = max(last, b.N)
		}
	}
	asked := map[*Blank]bool{}
	for rank := range mostBlanks {
		for _, t := range a.Topics {
			if b := t.asks(rank); b != nil && len(asked) < mostBlanks {
				asked[b] = true
			}
		}
	}
	for _, t := range a.Topics {
		for i := range t.Blanks {
			b := &t.Blanks[i]
			switch b.N = known[key(t, *b)]; {
			case !asked[b]:
				b.N = 0
			case b.N == 0:
				last++
				b.N = last
			default:
				delete(known, key(t, *b)) // two topics may be made of one record
			}
		}
	}
}

// asks gives the question of that rank that changes what the topic comes to, nil
// when there is none: which goal it serves and by when can be settled later.
func (t Topic) asks(rank int) *Blank {
	for i, b := range t.Blanks {
		if b.Field == "relevant" || b.Field == "time_bound" {
			continue
		}
		if rank == 0 {
			return &t.Blanks[i]
		}
		rank--
	}
	return nil
}

func first(ids []string) string {
	if len(ids) == 0 {
		return ""
	}
	return ids[0]
}
