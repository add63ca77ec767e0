package oneonone

// Slot is the meeting that a draft belongs to.
type Slot struct {
	ID      string `json:"id"`
	On      Date   `json:"on"`
	With    Maybe  `json:"with"`
	Minutes int    `json:"minutes"`
	Number  int    `json:"number"`
}

// Engine says who drafted.
type Engine string

// The engines.
const (
	Offline Engine = "offline"
	OpenAI  Engine = "openai"
	Command Engine = "command"
)

// DraftedBy says who drafted and from how much.
type DraftedBy struct {
	Engine            Engine `json:"engine"`
	Model             Maybe  `json:"model"`
	SentTokens        int    `json:"sent_tokens"`
	ReceivedTokens    int    `json:"received_tokens"`
	SentRecords       int    `json:"sent_records"`
	ConsideredRecords int    `json:"considered_records"`
	Redactions        int    `json:"redactions"`
	// PromptChecksum identifies the wording of the prompts that a model was
	// asked with; absent when none was.
	PromptChecksum Maybe `json:"prompt_checksum"`
	// RulesOff and RulesWarn are the rules that the user turned off, or wants
	// as warnings only.
	RulesOff  List[string] `json:"rules_off"`
	RulesWarn List[string] `json:"rules_warn"`
}

// Severity of a finding.
type Severity string

// The severities: an error says something it may not, a warning could be
// stronger.
const (
	SeverityError   Severity = "error"
	SeverityWarning Severity = "warning"
)

// Finding is what a rule has to say about a draft or a text.
type Finding struct {
	Rule     string   `json:"rule"`
	Severity Severity `json:"severity"`
	Message  string   `json:"message"`
	Where    string   `json:"where"`
	Fix      string   `json:"fix"`
}

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

// Fact is a statement that the records make: it says nothing that they don't.
type Fact struct {
	Text string `json:"text"`
	// Evidence lists the ids it rests on; a fact without one is no fact.
	Evidence List[string] `json:"evidence"`
	// Quote is what one of the records says, cut from it letter by letter;
	// absent where nobody pointed at the words.
	Quote Maybe `json:"quote"`
}

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

// Blank is something that no record says, with the question that fills it.
type Blank struct {
	Field    string `json:"field"`
	Question string `json:"question"`
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

// Topic is one thing to talk about.
type Topic struct {
	ID      string `json:"id"`
	Title   string `json:"title"`
	Area    Area   `json:"area"`
	Minutes int    `json:"minutes"`
	WhyNow  string `json:"why_now"`
	// Ask is what the user wants of the other person.
	Ask string `json:"ask"`
	// ReframedFrom is the complaint, wish or refusal that the proposal grew
	// out of, in the user's words.
	ReframedFrom Maybe  `json:"reframed_from"`
	Smart        *Smart `json:"smart"`
	// Facts are what the records say; TalkingPoints what to say, in order.
	Facts         List[Fact]         `json:"facts"`
	TalkingPoints List[string]       `json:"talking_points"`
	Whys          List[Why]          `json:"whys"`
	People        List[Stakeholding] `json:"people"`
	Blanks        List[Blank]        `json:"blanks"`
	Evidence      List[string]       `json:"evidence"`
	// Carried is nil for a topic that is new on the agenda.
	Carried *Carry `json:"carried,omitempty"`
}

// Carry says how often a topic was not reached, and since when it waits.
type Carry struct {
	Times int  `json:"times"`
	Since Date `json:"since"`
}

// SpareQuestion is one to ask if there is time, with what made the drafter think of
// it. The id says which of the program's questions it is.
type SpareQuestion struct {
	ID   string `json:"id"`
	Text string `json:"text"`
	Why  string `json:"why"`
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

// Agenda is the draft for a meeting to come.
type Agenda struct {
	ID      string `json:"id"`
	Meeting Slot   `json:"meeting"`
	// LastTime says in a line what was agreed in the last meeting.
	LastTime   Maybe               `json:"last_time"`
	Topics     List[Topic]         `json:"topics"`
	FollowUps  List[Promise]       `json:"follow_ups"`
	Considered List[Considered]    `json:"considered"`
	Questions  List[SpareQuestion] `json:"questions"`
	Career     CareerDue           `json:"career"`
	Evidence   List[Evidence]      `json:"evidence"`
	Findings   List[Finding]       `json:"findings"`
	DraftedBy  DraftedBy           `json:"drafted_by"`
}

// Said is a statement of a recap with the 1-based lines of the raw notes that
// say it.
type Said struct {
	Text  string    `json:"text"`
	Lines List[int] `json:"lines"`
}

// ActionSaid is an action item in a recap. The owner is Me, a name, or absent
// when nobody was named; due is absent when no date was said.
type ActionSaid struct {
	ID    string    `json:"id"`
	Text  string    `json:"text"`
	Owner Maybe     `json:"owner"`
	Due   Date      `json:"due"`
	Lines List[int] `json:"lines"`
}

// FeedbackSaid is a piece of feedback in a recap.
type FeedbackSaid struct {
	Text  string    `json:"text"`
	From  Maybe     `json:"from"`
	About Maybe     `json:"about"`
	Lines List[int] `json:"lines"`
}

// DecisionSaid is a decision in a recap; Declined tells that it says no.
type DecisionSaid struct {
	Text     string    `json:"text"`
	Declined bool      `json:"declined"`
	Lines    List[int] `json:"lines"`
}

// Outcome says what became of a topic of the agenda.
type Outcome string

// The outcomes.
const (
	Discussed   Outcome = "discussed"
	CarriedOver Outcome = "carried_over"
	Declined    Outcome = "declined"
)

// TopicOutcome is what became of one topic.
type TopicOutcome struct {
	TopicID string  `json:"topic_id"`
	Outcome Outcome `json:"outcome"`
}

// Recap says what was said in a meeting, and only that.
type Recap struct {
	ID            string             `json:"id"`
	Meeting       Slot               `json:"meeting"`
	Summary       string             `json:"summary"`
	KeyPoints     List[Said]         `json:"key_points"`
	Decisions     List[DecisionSaid] `json:"decisions"`
	ActionItems   List[ActionSaid]   `json:"action_items"`
	Feedback      List[FeedbackSaid] `json:"feedback"`
	OpenQuestions List[Said]         `json:"open_questions"`
	Ideas         List[Said]         `json:"ideas"`
	Topics        List[TopicOutcome] `json:"topics"`
	Findings      List[Finding]      `json:"findings"`
	DraftedBy     DraftedBy          `json:"drafted_by"`
}

// GoalProgress says how far a goal is.
type GoalProgress struct {
	GoalID   string       `json:"goal_id"`
	Text     string       `json:"text"`
	Progress string       `json:"progress"`
	Evidence List[string] `json:"evidence"`
}

// Achievement is something that is better now, with the figure that says so
// where the records have one.
type Achievement struct {
	Text     string       `json:"text"`
	Metric   Maybe        `json:"metric"`
	Evidence List[string] `json:"evidence"`
}

// FeedbackTheme is what feedback said, and what changed since.
type FeedbackTheme struct {
	Theme    string       `json:"theme"`
	Since    Maybe        `json:"since"`
	Evidence List[string] `json:"evidence"`
}

// Promises counts the user's own action items of a period.
type Promises struct {
	Made int `json:"made"`
	// Kept were done by their date (or had none), Late after it; Open are not
	// done yet.
	Kept int `json:"kept"`
	Late int `json:"late"`
	Open int `json:"open"`
}

// Reflection looks back on a period.
type Reflection struct {
	ID             string              `json:"id"`
	From           Date                `json:"from"`
	To             Date                `json:"to"`
	Summary        string              `json:"summary"`
	Goals          List[GoalProgress]  `json:"goals"`
	Achievements   List[Achievement]   `json:"achievements"`
	FeedbackThemes List[FeedbackTheme] `json:"feedback_themes"`
	Promises       Promises            `json:"promises"`
	// Missed are the user's own promises of the period that missed their date,
	// Recurring what came up again and again. The program finds both itself.
	Missed     List[string]   `json:"missed"`
	Recurring  List[Fact]     `json:"recurring"`
	Learned    List[Fact]     `json:"learned"`
	Start      Maybe          `json:"start"`
	Stop       Maybe          `json:"stop"`
	Continue   Maybe          `json:"continue"`
	Questions  List[string]   `json:"questions"`
	NextTopics List[string]   `json:"next_topics"`
	Evidence   List[Evidence] `json:"evidence"`
	Findings   List[Finding]  `json:"findings"`
	DraftedBy  DraftedBy      `json:"drafted_by"`
}
