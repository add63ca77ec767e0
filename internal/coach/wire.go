package coach

// The types in this file are the answers as models give them, field by field
// as the schemas in prompts have it. Nothing of them reaches a user before it
// was checked.

type wireFact struct {
	Text  string   `json:"text"`
	Cites []string `json:"cites"`
	// Quote points at the words of the record; see cutQuote.
	Quote *string `json:"quote"`
}

type wireAgenda struct {
	Topics     []wireTopic      `json:"topics"`
	Considered []wireConsidered `json:"considered"`
}

type wireConsidered struct {
	Area   string `json:"area"`
	WhyNot string `json:"why_not"`
}

type wireTopic struct {
	Area          string       `json:"area"`
	Facts         []wireFact   `json:"facts"`
	Title         string       `json:"title"`
	Minutes       int          `json:"minutes"`
	WhyNow        string       `json:"why_now"`
	ReframedFrom  *string      `json:"reframed_from"`
	Ask           string       `json:"ask"`
	Smart         *wireSmart   `json:"smart"`
	TalkingPoints []string     `json:"talking_points"`
	Whys          []wireWhy    `json:"whys"`
	People        []wirePerson `json:"people"`
	Blanks        []wireBlank  `json:"blanks"`
}

// wireSmart keeps the baseline, which is a fact, apart from the proposal.
type wireSmart struct {
	Specific      string   `json:"specific"`
	Metric        string   `json:"metric"`
	Baseline      *string  `json:"baseline"`
	BaselineCites []string `json:"baseline_cites"`
	Target        *string  `json:"target"`
	Achievable    string   `json:"achievable"`
	Goal          *string  `json:"goal"`
	Relevant      string   `json:"relevant"`
	By            *string  `json:"by"`
}

type wireWhy struct {
	Question string   `json:"question"`
	Answer   *string  `json:"answer"`
	Cites    []string `json:"cites"`
}

type wirePerson struct {
	Name string `json:"name"`
	Role string `json:"role"`
}

type wireBlank struct {
	Field    string `json:"field"`
	Question string `json:"question"`
}

type wireRecap struct {
	Summary       []wireSaid     `json:"summary"`
	KeyPoints     []wireSaid     `json:"key_points"`
	Decisions     []wireDecision `json:"decisions"`
	ActionItems   []wireAction   `json:"action_items"`
	Feedback      []wireFeedback `json:"feedback"`
	OpenQuestions []wireSaid     `json:"open_questions"`
	Ideas         []wireSaid     `json:"ideas"`
	Topics        []wireOutcome  `json:"topics"`
}

type wireSaid struct {
	Text  string `json:"text"`
	Lines []int  `json:"lines"`
}

type wireDecision struct {
	Text     string `json:"text"`
	Declined bool   `json:"declined"`
	Lines    []int  `json:"lines"`
}

type wireAction struct {
	Text  string  `json:"text"`
	Owner *string `json:"owner"`
	Due   *string `json:"due"`
	Lines []int   `json:"lines"`
}

type wireFeedback struct {
	Text  string  `json:"text"`
	From  *string `json:"from"`
	About *string `json:"about"`
	Lines []int   `json:"lines"`
}

type wireOutcome struct {
	Topic   string `json:"topic"`
	Lines   []int  `json:"lines"`
	Outcome string `json:"outcome"`
}

type wireReflection struct {
	Goals          []wireProgress    `json:"goals"`
	Achievements   []wireAchievement `json:"achievements"`
	FeedbackThemes []wireTheme       `json:"feedback_themes"`
	Learned        []wireFact        `json:"learned"`
	Summary        []wireFact        `json:"summary"`
	Start          *string           `json:"start"`
	Stop           *string           `json:"stop"`
	Continue       *string           `json:"continue"`
	Questions      []string          `json:"questions"`
	NextTopics     []string          `json:"next_topics"`
}

type wireProgress struct {
	Goal     string   `json:"goal"`
	Progress string   `json:"progress"`
	Cites    []string `json:"cites"`
}

type wireAchievement struct {
	Text   string   `json:"text"`
	Metric *string  `json:"metric"`
	Cites  []string `json:"cites"`
}

type wireTheme struct {
	Theme string   `json:"theme"`
	Since *string  `json:"since"`
	Cites []string `json:"cites"`
}

// value gives the text, "" for null.
func value(s *string) string {
	if s == nil {
		return ""
	}
	return line(*s)
}
