package rulebook

import "oneonone/internal/oneonone"

// The names of the text rules.
const (
	Complaint       = "complaint"
	VagueAspiration = "vague-aspiration"
	VagueFeedback   = "vague-feedback"
	PromotionAsk    = "promotion-ask"
	StatusReport    = "status-report"
	NoMetric        = "no-metric"
	NoDeadline      = "no-deadline"
	PastDeadline    = "past-deadline"
	Unbounded       = "unbounded"
	Blame           = "blame"
	NoOwner         = "no-owner"
)

// textRules are those that lint holds any text to.
func textRules() []Rule {
	return []Rule{
		{
			Name: Complaint, Of: Texts, Severity: oneonone.SeverityError,
			Flags: "a problem told with frustration, in a text that proposes nothing and asks for no decision",
			Why:   "It leaves the other person with a feeling and nothing to say yes to.",
			Fix:   "say which work would move, by how much, and what that buys; or ask for one decision",
			Bad:   "I have way too much on my plate.",
			Good:  "I propose to hand the weekly export to the data team by 15 January: it takes 5 hours a week, which would go into the importer.",
		},
		{
			Name: VagueAspiration, Of: Texts, Severity: oneonone.SeverityError,
			Flags: "a wish about your own role, skill or reach without a day and a first step",
			Why:   "Nobody can help with a wish; a step with a day is something to decide on.",
			Fix:   "say what, by when, and with which first step",
			Bad:   "I want to lead.",
			Good:  "By June I want to run the on-call rotation of our squad; first step: shadow Beatriz for two shifts in December.",
		},
		{
			Name: VagueFeedback, Of: Texts, Severity: oneonone.SeverityError,
			Flags: "asking for feedback without naming a piece of work, a situation or a skill",
			Why:   "The answer to it is \"all good\". A question about one piece of work gets an answer that helps.",
			Fix:   "name the work and what about it: which part, which decision, which skill",
			Bad:   "Do you have any feedback for me?",
			Good:  "In my design doc for the webhook retries, was the section on ordering clear enough for the mobile team?",
		},
		{
			Name: PromotionAsk, Of: Texts, Severity: oneonone.SeverityError,
			Flags: "asking for a title, a level or pay without the contributions that would earn it",
			Why:   "Tenure, comparison and the market are no contributions, and it puts the other person on the spot.",
			Fix:   "ask for a roadmap: which contributions are missing, by when, and who has to see them",
			Bad:   "When will I be promoted?",
			Good:  "Which two contributions are missing for the senior level? I bring a plan for the first half of 2027 on 4 December.",
		},
		{
			Name: StatusReport, Of: Texts, Severity: oneonone.SeverityError,
			Flags: "work told as done or going on, without what is better now",
			Why:   "Half an hour of what was done changes nothing, and could have been read.",
			Fix:   "say what is better, faster, cheaper or safer now, measured; or leave it out",
			Bad:   "I fixed 12 bugs this week.",
			Good:  "Moved the thumbnails to WebP; the product page loads in 1.1 s instead of 1.9 s.",
		},
		{
			Name: NoMetric, Of: Texts, Severity: oneonone.SeverityError,
			Flags: "a proposal with nothing to measure",
			Why:   "Without a figure nobody can tell afterwards whether it worked.",
			Fix:   "of what, from how much to how much? If nobody measured it, say so and ask for a first figure",
			Bad:   "Improve our code reviews by the end of January.",
			Good:  "Bring the first answer to a review from 2 days to 4 hours by 29 January.",
		},
		{
			Name: NoDeadline, Of: Texts, Severity: oneonone.SeverityError,
			Flags: "a proposal without a day or a window",
			Why:   "\"Soon\" is never late.",
			Fix:   "say by when, and when the two of you look at it again",
			Bad:   "Reduce the Docker image of the worker from 1.9 GB to 600 MB.",
			Good:  "Reduce the Docker image of the worker from 1.9 GB to 600 MB by 15 January.",
		},
		{
			Name: PastDeadline, Of: Texts, Severity: oneonone.SeverityError,
			Flags: "a proposal, a goal or an open action item whose day has passed",
			Why:   "A date that is over says that nobody looked.",
			Fix:   "give it a new day, or drop it and say why",
			Bad:   "- [ ] Ivana: send the load test numbers to finance, due 2020-11-06",
			Good:  "- [ ] Ivana: send the load test numbers to finance, due 2120-11-06",
		},
		{
			Name: Unbounded, Of: Texts, Severity: oneonone.SeverityError,
			Flags: "\"all\", \"everything\", \"always\" as the scope of a proposal, a promise or an action item",
			Why:   "What has no edge is never done.",
			Fix:   "name the first bounded piece",
			Bad:   "Rewrite all tests by 31 March, 400 of them a month.",
			Good:  "Rewrite the 40 slowest tests by 31 March; the suite then takes 9 minutes instead of 14.",
		},
		{
			Name: Blame, Of: Texts, Severity: oneonone.SeverityError,
			Flags: "fault laid on a named person",
			Why:   "It makes the talk about a person who is not there, and about nothing that can be changed.",
			Fix:   "say what was observed, what it caused, and what you suggest",
			Bad:   "The rollback was Viktor's fault.",
			Good:  "The commit went out without the checks and was rolled back; a required check on main would have stopped it.",
		},
		{
			Name: NoOwner, Of: Texts, Severity: oneonone.SeverityError,
			Flags: "an open action item that nobody owns",
			Why:   "What everybody does is done by nobody.",
			Fix:   "write who does it: a name, or me",
			Bad:   "- [ ] renew the TLS certificate of the gateway",
			Good:  "- [ ] Omar: renew the TLS certificate of the gateway",
		},
	}
}
