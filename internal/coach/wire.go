package coach

// The types in this file are the answers as models give them, field by field
// as the schemas in prompts have it. Nothing of them reaches a user before it
// was checked.

// wireLine is a statement with the labels of what it rests on.
type wireLine struct {
	Text  string   `json:"text"`
	Cites []string `json:"cites"`
}

type wireAgenda struct {
	Topics []wireTopic `json:"topics"`
	OneAsk *wireOneAsk `json:"one_ask"`
	Since  []wireNews  `json:"since"`
	IfTime []wireLine  `json:"if_time"`
	Before []wireLine  `json:"before"`
	MayAsk []struct {
		Question string `json:"question"`
		Topic    *int   `json:"topic"`
	} `json:"may_ask"`
	NotToday []struct {
		Text string `json:"text"`
		Why  string `json:"why"`
	} `json:"not_today"`
}

type wireOneAsk struct {
	Topic int    `json:"topic"`
	Text  string `json:"text"`
}

type wireNews struct {
	Kind  string   `json:"kind"`
	Text  string   `json:"text"`
	Cites []string `json:"cites"`
}

type wireTopic struct {
	Area         string        `json:"area"`
	Title        string        `json:"title"`
	Minutes      int           `json:"minutes"`
	Say          []wireLine    `json:"say"`
	Ask          string        `json:"ask"`
	Outcome      string        `json:"outcome"`
	Proposal     *wireProposal `json:"proposal"`
	ReframedFrom *string       `json:"reframed_from"`
	People       []wirePerson  `json:"people"`
	Blanks       []struct {
		Field    string `json:"field"`
		Question string `json:"question"`
	} `json:"blanks"`
}

// cites lists all labels of the topic.
func (w wireTopic) cites() []string {
	var out []string
	for _, l := range w.Say {
		out = append(out, l.Cites...)
	}
	return out
}

// wireProposal keeps the figure of today, which is a fact, apart from what is
// proposed.
type wireProposal struct {
	Text      string  `json:"text"`
	Metric    string  `json:"metric"`
	From      *string `json:"from"`
	To        *string `json:"to"`
	By        *string `json:"by"`
	FirstStep *string `json:"first_step"`
	Goal      *string `json:"goal"`
}

// wireShort is the answer of a small model: it chooses and asks, and the records
// speak for themselves.
type wireShort struct {
	Topics []struct {
		Title   string   `json:"title"`
		Records []string `json:"records"`
		Ask     string   `json:"ask"`
	} `json:"topics"`
}

type wirePerson struct {
	Name string `json:"name"`
	Role string `json:"role"`
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
	Learned        []wireLine        `json:"learned"`
	Summary        []wireLine        `json:"summary"`
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
