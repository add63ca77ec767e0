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

// The rules by which a model's answer is held against the records; what they find
// was mended or left out before anybody saw it.
const (
	RuleGrounded = "grounded"
	RuleContext  = "context"
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

// SaidAction makes an action item of a meeting. The same words, owner and day give the
// same id.
func SaidAction(m Slot, text string, owner Maybe, due Date, lines []int) ActionSaid {
	id := DeriveID("action", m.ID, m.On.String(), text, string(owner), due.String())
	return ActionSaid{ID: id, Text: text, Owner: owner, Due: due, Lines: lines}
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

// NotSure is what may be an action item, a decision or feedback; only the user
// can say.
type NotSure struct {
	Text string `json:"text"`
	// As is what it may be: "action", "decision" or "feedback".
	As string `json:"as"`
	// Who has the action item or gives the feedback, Due is until when.
	Who   Maybe     `json:"who"`
	Due   Date      `json:"due"`
	Lines List[int] `json:"lines"`
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
	ID      string `json:"id"`
	Meeting Slot   `json:"meeting"`
	// Talk tells that the notes are what the two said word by word: "you" is one of them, and
	// "she" is not.
	Talk          bool               `json:"talk"`
	Summary       string             `json:"summary"`
	KeyPoints     List[Said]         `json:"key_points"`
	Decisions     List[DecisionSaid] `json:"decisions"`
	ActionItems   List[ActionSaid]   `json:"action_items"`
	Feedback      List[FeedbackSaid] `json:"feedback"`
	OpenQuestions List[Said]         `json:"open_questions"`
	Ideas         List[Said]         `json:"ideas"`
	// NotSure is what the drafter leaves to the user, NotPlaced the lines that it
	// made nothing of: no line is lost.
	NotSure   List[NotSure]      `json:"not_sure"`
	NotPlaced List[Said]         `json:"not_placed"`
	Topics    List[TopicOutcome] `json:"topics"`
	Findings  List[Finding]      `json:"findings"`
	DraftedBy DraftedBy          `json:"drafted_by"`
}

// IsEmpty tells whether the recap holds no word of the notes.
func (r Recap) IsEmpty() bool {
	return len(r.KeyPoints)+len(r.Decisions)+len(r.ActionItems)+len(r.Feedback)+len(r.OpenQuestions)+len(r.Ideas)+len(r.NotSure)+len(r.NotPlaced) == 0
}

// Lines gives the lines of the notes that the entries rest on.
func (r Recap) Lines() []int {
	var out []int
	for _, list := range []List[Said]{r.KeyPoints, r.OpenQuestions, r.Ideas} {
		for _, s := range list {
			out = append(out, s.Lines...)
		}
	}
	for _, d := range r.Decisions {
		out = append(out, d.Lines...)
	}
	for _, a := range r.ActionItems {
		out = append(out, a.Lines...)
	}
	for _, f := range r.Feedback {
		out = append(out, f.Lines...)
	}
	for _, n := range r.NotSure {
		out = append(out, n.Lines...)
	}
	return out
}

// GoalProgress says how far a goal is.
type GoalProgress struct {
	GoalID   string       `json:"goal_id"`
	Text     string       `json:"text"`
	Progress string       `json:"progress"`
	Evidence List[string] `json:"evidence"`
	// Moved tells that a record of the period speaks of it.
	Moved bool `json:"moved"`
}

// Achievement is something that is better now, with the figure that says so
// where the records have one.
type Achievement struct {
	Text     string       `json:"text"`
	Metric   Maybe        `json:"metric"`
	Evidence List[string] `json:"evidence"`
	// Word is what somebody said of it, with who and when; absent when nobody did.
	// The program finds it itself.
	Word Maybe `json:"word"`
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
	ID      string `json:"id"`
	From    Date   `json:"from"`
	To      Date   `json:"to"`
	Summary string `json:"summary"`
	// Figures are what was measured, over time, those of goals first. The program
	// computes them, whoever drafted.
	Figures        List[Fact]          `json:"figures"`
	Goals          List[GoalProgress]  `json:"goals"`
	Achievements   List[Achievement]   `json:"achievements"`
	FeedbackThemes List[FeedbackTheme] `json:"feedback_themes"`
	Promises       Promises            `json:"promises"`
	// Praise is what others said well of the period and of no achievement, Missed
	// are the user's own promises of it that missed their date, Recurring what came
	// up again and again; Named tells the other promises by name. The program finds all four itself.
	Praise     List[Fact]     `json:"praise"`
	Missed     List[string]   `json:"missed"`
	Named      List[Fact]     `json:"named"`
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
