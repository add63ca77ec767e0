package rulebook

import "oneonone/internal/oneonone"

// The names of the agenda rules.
const (
	Grounded          = "grounded"
	SmartRule         = "smart"
	InitiativeRule    = "initiative"
	Reframe           = "reframe"
	PriorityAreas     = "priority-areas"
	CodeHealth        = "code-health"
	DeepDive          = "deep-dive"
	FiveWhys          = "five-whys"
	SkillGap          = "skill-gap"
	CompanyGoal       = "company-goal"
	InfluenceMap      = "influence-map"
	FollowUp          = "follow-up"
	FeedbackLoop      = "feedback-loop"
	CareerCadence     = "career-cadence"
	CareerPlan        = "career-plan"
	NeedsOrder        = "needs-order"
	GuidanceRule      = "guidance"
	Collaboration     = "collaboration"
	TimeBox           = "time-box"
	NonTechnicalShare = "non-technical-share"
	DeclinedRule      = "declined"
	Private           = "private"
)

// agendaRules are those that every agenda is held to, whoever drafted it. They
// come from the two guides: what to prepare (SMART, deep dives, whys, the
// influence map, the career plan), what to bring back (promises, feedback) and
// the traps.
func agendaRules() []Rule {
	return []Rule{
		{
			Name: Grounded, Of: Agendas, Severity: oneonone.SeverityError, agenda: (*agendaCase).grounded,
			Flags: "a topic without a record behind it, or a figure, a person or a quotation that its records don't have",
			Why:   "One made-up figure costs the trust in all the others.",
			Fix:   "cite the record that says it, or ask for it",
			Bad:   "Fact: \"The nightly job fails 30% of the time\", and the note it cites says \"nightly red again\".",
			Good:  "Fact: \"Nightly red again\"; to fill in before: how many of the last 30 nights?",
		},
		{
			Name: SmartRule, Of: Agendas, Severity: oneonone.SeverityError, agenda: (*agendaCase).smart,
			Flags: "a proposal that lacks one of the five parts of SMART and does not ask for it either, or whose day has passed",
			Why:   "What is missing cannot be agreed on; what is asked for can.",
			Fix:   "say it, or leave a blank with the question that fills it",
			Bad:   "Proposal: shorter builds. Measured by: 18 to 10 minutes. (No day, and no blank for one.)",
			Good:  "Proposal: shorter builds. Measured by: 18 to 10 minutes. To fill in before: by when?",
		},
		{
			Name: InitiativeRule, Of: Agendas, Severity: oneonone.SeverityWarning, agenda: (*agendaCase).initiative,
			Flags: "an agenda without one proposal that says what would be different",
			Why:   "A meeting without anything to say yes to changes nothing.",
			Fix:   "which one thing would you change in the next 90 days, if you got a yes for it?",
			Bad:   "Four topics, each a question.",
			Good:  "One of the topics: \"Deploys take 20 minutes instead of 26 by 28 February; first step: cache the images.\"",
		},
		{
			Name: Reframe, Of: Agendas, Severity: oneonone.SeverityError, agenda: (*agendaCase).reframed,
			Flags: "a topic that stands as a bare complaint, a vague wish, a status report or a request for a promotion",
			Why:   "The reader hears a mood or a demand, and has nothing to decide.",
			Fix:   "turn it into a proposal, and keep your own words as what it was before (“from … to …”)",
			Bad:   "Topic: \"I want to lead.\"",
			Good:  "Topic: \"Run the release of version 4 by 1 March\", from \"I want to lead\".",
		},
		{
			Name: PriorityAreas, Of: Agendas, Severity: oneonone.SeverityWarning, agenda: (*agendaCase).priorityAreas,
			Flags: "technical debt, ownership or skill neither raised nor named with the reason why not this time",
			Why:   "The three are what decides on your work in a year, and never what is urgent.",
			Fix:   "raise it, or say why not this time",
			Bad:   "Three topics about blockers, and nothing else.",
			Good:  "Three topics about blockers. Not this time: skill, for no record names one.",
		},
		{
			Name: CodeHealth, Of: Agendas, Severity: oneonone.SeverityWarning, agenda: (*agendaCase).codeHealth,
			Flags: "work on quality told without a figure over time",
			Why:   "A list of mended bugs says that you were busy; a figure says whether the code gets better.",
			Fix:   "which figure shows it: the share of fixes, the time to resolve, the flaky rate, the build time?",
			Bad:   "Technical debt: fixed BUG-12, BUG-19 and BUG-31.",
			Good:  "Technical debt: fixes are 13 of 22 commits in the importer since September, 8 of 79 elsewhere.",
		},
		{
			Name: DeepDive, Of: Agendas, Severity: oneonone.SeverityWarning, agenda: (*agendaCase).deepDives,
			Flags: "a project told by its result alone: without the decision, the alternatives, the price and the lesson, and without asking for " +
				"them; or no project prepared although the records hold one",
			Why:  "How you decide is what somebody who decides on your work wants to know.",
			Fix:  "which other way was there, what does yours cost, and what would you do differently?",
			Bad:  "In depth: the new search is live.",
			Good: "In depth: one table instead of two, for the price of a slower backfill. To fill in before: the lesson?",
		},
		{
			Name: FiveWhys, Of: Agendas, Severity: oneonone.SeverityWarning, agenda: (*agendaCase).fiveWhys,
			Flags: "a blocker or a challenge without a why, or a chain of whys that goes in a circle",
			Why:   "Without its cause a problem gets a patch, and comes back.",
			Fix:   "why is that so? Ask until somebody can act on the answer (`oneonone why`)",
			Bad:   "Blocked: no access to the sandbox.",
			Good:  "Blocked: no access to the sandbox. Why? The request needs a signature. Why does nobody sign?",
		},
		{
			Name: SkillGap, Of: Agendas, Severity: oneonone.SeverityWarning, agenda: (*agendaCase).skillGap,
			Flags: "more than one skill at a time, or a skill without what showed the gap, or without steps with days",
			Why:   "One skill gets deeper by steps; a list of wishes by luck.",
			Fix:   "which two or three steps get you there, each with a day and a proof?",
			Bad:   "Skill: distributed systems, and Rust.",
			Good:  "Skill: online migrations; the plan of 24 September was read the wrong way round. Steps, each with a day: ?",
		},
		{
			Name: CompanyGoal, Of: Agendas, Severity: oneonone.SeverityWarning, agenda: (*agendaCase).companyGoal,
			Flags: "a proposal or an aspiration that names no goal on file and does not ask for one",
			Why:   "What serves nobody's goal is the first thing to be cut.",
			Fix:   "which goal of the team or company does it serve? (`oneonone goal add --kind company`)",
			Bad:   "Matters because: it is cleaner.",
			Good:  "Matters because: serves the company goal \"search answers within 500 ms\".",
		},
		{
			Name: InfluenceMap, Of: Agendas, Severity: oneonone.SeverityWarning, agenda: (*agendaCase).influenceMap,
			Flags: "an initiative that says neither who decides nor who is for it, and does not ask whom to win",
			Why:   "What one person wants alone waits; what three want happens.",
			Fix:   "who decides, who is affected, who is for it, and whom do you win next? (`oneonone person stance`)",
			Bad:   "Initiative: one review rota for both teams.",
			Good:  "Initiative: one review rota for both teams. Marit decides, Sam supports it, Ruth is to be won.",
		},
		{
			Name: FollowUp, Of: Agendas, Severity: oneonone.SeverityError, agenda: (*agendaCase).followUps,
			Flags: "an open promise that is missing or stands twice, or a topic that does",
			Why:   "What was promised and not spoken of again teaches both that promises don't count.",
			Fix:   "list each open promise once, and say before the topics which are late",
			Bad:   "Three promises are open, the agenda knows of two.",
			Good:  "Late, mine: the runbook (30 Oct). Due, yours: a fourth person for the rota (5 Nov).",
		},
		{
			Name: FeedbackLoop, Of: Agendas, Severity: oneonone.SeverityWarning, agenda: (*agendaCase).feedbackLoop,
			Flags: "feedback that waits and is not picked up, or a request for feedback that names no piece of work",
			Why:   "Who sees that feedback changes something gives more of it.",
			Fix:   "say what you changed since, or ask about one piece of work and one thing in it",
			Bad:   "Any feedback for me?",
			Good: "You said that my design docs come late. Since then: two came a week before. On the next one, what would " +
				"show you that it is better?",
		},
		{
			Name: CareerCadence, Of: Agendas, Severity: oneonone.SeverityError, agenda: (*agendaCase).careerCadence,
			Flags: "a career topic when none is due, or none when one is: every third meeting held, or when you ask for it",
			Why:   "In every meeting it wears out; never, and nobody thinks of it.",
			Fix:   "bring it at every third meeting, with what is different since the last time",
			Bad:   "Career was talked about in the last meeting, and is a topic again.",
			Good:  "Three meetings without it: \"Career: co-led a review since we spoke on 1 September.\"",
		},
		{
			Name: CareerPlan, Of: Agendas, Severity: oneonone.SeverityWarning, agenda: (*agendaCase).careerPlan,
			Flags: "an aspiration that is a title and no plan: without what was reached, the gap, dated steps and the need it fills, and " +
				"without asking for them",
			Why: "A title is somebody else's to give; contributions are yours to bring.",
			Fix: "what did you reach, what is missing, which steps in the next 12 weeks, and which need do they fill? (`oneonone goal plan`)",
			Bad: "Career: senior engineer next year.",
			Good: "Career: run one project across teams by March. Reached: co-led a review. Missing: a plan of my own. Need: the " +
				"team has no second planner.",
		},
		{
			Name: NeedsOrder, Of: Agendas, Severity: oneonone.SeverityError, agenda: (*agendaCase).needsOrder,
			Flags: "growth before belonging, or either before too much load",
			Why:   "A wish to lead does not convince from somebody who goes under; the guide takes the order of needs from Maslow.",
			Fix:   "put the load first, then what is between people, then growth",
			Bad:   "1. Career: lead a team. 2. My load: 29 pages in two weeks.",
			Good:  "1. My load: 29 pages in two weeks. 2. Career: lead a team.",
		},
		{
			Name: GuidanceRule, Of: Agendas, Severity: oneonone.SeverityWarning, agenda: (*agendaCase).guidance,
			Flags: "an agenda that asks the other person for nothing they can give",
			Why:   "A decision, an introduction, a review, cover or time is what you can only get from them.",
			Fix:   "what can only this person give you: a decision, an introduction, a review, cover, time?",
			Bad:   "Five topics to inform.",
			Good:  "Ask: \"Can you bring me together with the platform team this week?\"",
		},
		{
			Name: Collaboration, Of: Agendas, Severity: oneonone.SeverityError, agenda: (*agendaCase).collaboration,
			Flags: "blame of a named person, or an observation about the team without a suggestion or a question for one",
			Why:   "The person is not there; what is arranged between people can be changed.",
			Fix:   "say what was observed and what it caused, and suggest one thing to arrange differently",
			Bad:   "Viktor never reviews anything.",
			Good:  "Reviews of the importer wait 3 days. Suggestion: two names per week who answer first.",
		},
		{
			Name: TimeBox, Of: Agendas, Severity: oneonone.SeverityError, agenda: (*agendaCase).timeBox,
			Flags: "minutes that add up to more than the meeting has, or a topic with less than two",
			Why:   "What is planned for minutes that don't exist is not reached, and it is always the same that is not.",
			Fix:   "carry the least important over",
			Bad:   "Nine topics of five minutes for half an hour.",
			Good:  "Five topics with 30 minutes, four carried over, each with its reason.",
		},
		{
			Name: NonTechnicalShare, Of: Agendas, Severity: oneonone.SeverityError, agenda: (*agendaCase).nonTechnical,
			Flags: "more than a fifth of the minutes for topics that are not about the work itself",
			Why:   "The topics guide gives them up to 20%: enough to be heard, and the work stays the matter.",
			Fix:   "say it in fewer minutes, by what it does to the work",
			Bad:   "My load: 12 of 30 minutes.",
			Good:  "My load: 6 of 30 minutes.",
		},
		{
			Name: DeclinedRule, Of: Agendas, Severity: oneonone.SeverityError, agenda: (*agendaCase).declined,
			Flags: "an initiative that was turned down and comes back as it was",
			Why:   "Asked again unchanged, a no gets firmer.",
			Fix:   "tie it to a goal, or make it smaller; after a second no, ask who else may hear it (`oneonone initiative`)",
			Bad:   "Turned down on 5 October: an own Postgres. Topic: an own Postgres.",
			Good:  "Turned down on 5 October: an own Postgres. Topic: a connection pool of its own, two days instead of a quarter.",
		},
		{
			Name: Private, Of: Agendas, Severity: oneonone.SeverityError, agenda: (*agendaCase).private,
			Flags: "something marked private, or a secret, in what is shared",
			Why:   "A draft is made to be shown.",
			Fix:   "take it out",
			Bad:   "Fact: \"staging is at postgres://app:s3cr3t-Pw@db/app\".",
			Good:  "Fact: \"staging is at [masked]\".",
		},
	}
}
