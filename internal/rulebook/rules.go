package rulebook

import (
	"slices"

	"oneonone/internal/oneonone"
)

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

// Rule is a rule for people to read.
type Rule struct {
	Name string
	// Severity is how it is reported where nobody set another one. An error is
	// what should not be said that way; a warning is what could be stronger.
	Severity oneonone.Severity
	// Flags says what it finds, Why what is wrong with that.
	Flags, Why string
	// Fix says what to write instead, without inventing anything.
	Fix string
	// Bad is a text that it finds fault with, Good what could stand instead.
	Bad, Good string
}

// Rules lists the text rules, in the order in which they are explained.
func Rules() []Rule {
	return []Rule{
		{
			Complaint, oneonone.SeverityError,
			"a problem told with frustration, in a text that proposes nothing and asks for no decision",
			"It leaves the other person with a feeling and nothing to say yes to.",
			"say which work would move, by how much, and what that buys; or ask for one decision",
			"I have way too much on my plate.",
			"I propose to hand the weekly export to the data team by 15 January: it takes 5 hours a week, which would go into the importer.",
		},
		{
			VagueAspiration, oneonone.SeverityError,
			"a wish about your own role, skill or reach without a day and a first step",
			"Nobody can help with a wish; a step with a day is something to decide on.",
			"say what, by when, and with which first step",
			"I want to lead.",
			"By June I want to run the on-call rotation of our squad; first step: shadow Beatriz for two shifts in December.",
		},
		{
			VagueFeedback, oneonone.SeverityError,
			"asking for feedback without naming a piece of work, a situation or a skill",
			"The answer to it is \"all good\". A question about one piece of work gets an answer that helps.",
			"name the work and what about it: which part, which decision, which skill",
			"Do you have any feedback for me?",
			"In my design doc for the webhook retries, was the section on ordering clear enough for the mobile team?",
		},
		{
			PromotionAsk, oneonone.SeverityError,
			"asking for a title, a level or pay without the contributions that would earn it",
			"Tenure, comparison and the market are no contributions, and it puts the other person on the spot.",
			"ask for a roadmap: which contributions are missing, by when, and who has to see them",
			"When will I be promoted?",
			"Which two contributions are missing for the senior level? I bring a plan for the first half of 2027 on 4 December.",
		},
		{
			StatusReport, oneonone.SeverityError,
			"work told as done or going on, without what is better now",
			"Half an hour of what was done changes nothing, and could have been read.",
			"say what is better, faster, cheaper or safer now, measured; or leave it out",
			"I fixed 12 bugs this week.",
			"Moved the thumbnails to WebP; the product page loads in 1.1 s instead of 1.9 s.",
		},
		{
			NoMetric, oneonone.SeverityError,
			"a proposal with nothing to measure",
			"Without a figure nobody can tell afterwards whether it worked.",
			"of what, from how much to how much? If nobody measured it, say so and ask for a first figure",
			"Improve our code reviews by the end of January.",
			"Bring the first answer to a review from 2 days to 4 hours by 29 January.",
		},
		{
			NoDeadline, oneonone.SeverityError,
			"a proposal without a day or a window",
			"\"Soon\" is never late.",
			"say by when, and when the two of you look at it again",
			"Reduce the Docker image of the worker from 1.9 GB to 600 MB.",
			"Reduce the Docker image of the worker from 1.9 GB to 600 MB by 15 January.",
		},
		{
			PastDeadline, oneonone.SeverityError,
			"a proposal, a goal or an open action item whose day has passed",
			"A date that is over says that nobody looked.",
			"give it a new day, or drop it and say why",
			"- [ ] Ivana: send the load test numbers to finance, due 2020-11-06",
			"- [ ] Ivana: send the load test numbers to finance, due 2120-11-06",
		},
		{
			Unbounded, oneonone.SeverityError,
			"\"all\", \"everything\", \"always\" as the scope of a proposal, a promise or an action item",
			"What has no edge is never done.",
			"name the first bounded piece",
			"Rewrite all tests by 31 March, 400 of them a month.",
			"Rewrite the 40 slowest tests by 31 March; the suite then takes 9 minutes instead of 14.",
		},
		{
			Blame, oneonone.SeverityError,
			"fault laid on a named person",
			"It makes the talk about a person who is not there, and about nothing that can be changed.",
			"say what was observed, what it caused, and what you suggest",
			"The rollback was Viktor's fault.",
			"The commit went out without the checks and was rolled back; a required check on main would have stopped it.",
		},
		{
			NoOwner, oneonone.SeverityError,
			"an open action item that nobody owns",
			"What everybody does is done by nobody.",
			"write who does it: a name, or me",
			"- [ ] renew the TLS certificate of the gateway",
			"- [ ] Omar: renew the TLS certificate of the gateway",
		},
	}
}

// Named gives the rule of that name.
func Named(name string) (Rule, bool) {
	all := Rules()
	i := slices.IndexFunc(all, func(r Rule) bool { return r.Name == name })
	if i < 0 {
		return Rule{}, false
	}
	return all[i], true
}
