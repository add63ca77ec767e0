package brief

import (
	"oneonone/internal/oneonone"
	"oneonone/internal/prose"
	"oneonone/internal/secret"
)

// withoutSecrets gives a copy of a record in which no text holds a secret or is
// marked private.
func withoutSecrets[R oneonone.Record](record R) R {
	var masked oneonone.Record = record
	switch r := masked.(type) {
	case *oneonone.Note:
		c := *r
		if len(c.Whys) > 0 {
			c.Whys, c.Cause = maskWhys(c.Whys), fit(c.Cause)
		}
		masked = &c
	case *oneonone.Action:
		c := *r
		c.Why, c.Owner, c.With = maskMaybe(c.Why), maskMaybe(c.Owner), maskMaybe(c.With)
		masked = &c
	case *oneonone.Feedback:
		c := *r
		c.About, c.Acted = maskMaybe(c.About), maskSteps(c.Acted)
		c.From, c.With = maskMaybe(c.From), maskMaybe(c.With)
		masked = &c
	case *oneonone.Goal:
		c := *r
		c.Progress, c.Plan = maskSteps(c.Progress), maskPlan(c.Plan)
		masked = &c
	case *oneonone.Initiative:
		c := *r
		c.Turns, c.With = maskTurns(c.Turns), maskMaybe(c.With)
		masked = &c
	case *oneonone.Decision:
		c := *r
		masked = &c
	case *oneonone.Person:
		c := *r
		masked = &c
	case *oneonone.Meeting:
		c := *r
		c.Text, _ = oneonone.WithoutPrivate(c.Text)
		c.With = maskMaybe(c.With)
		masked = &c
	}
	h := masked.Header()
	h.Text = secret.Mask(oneonone.Clean(h.Text))
	h.Tags, h.People, h.Projects = maskNames(h.Tags), maskNames(h.People), maskNames(h.Projects)
	return masked.(R)
}

// maskMaybe masks a text, and leaves out one that is marked private.
func maskMaybe(text oneonone.Maybe) oneonone.Maybe {
	if oneonone.IsMarked(string(text)) {
		return ""
	}
	return oneonone.Maybe(secret.Mask(oneonone.Clean(string(text))))
}

// maskNames masks tags, names and projects, which are part of what is drafted.
func maskNames(names oneonone.List[string]) oneonone.List[string] {
	var out oneonone.List[string]
	for _, name := range names {
		out = append(out, secret.Mask(oneonone.Clean(name)))
	}
	return out
}

// maskSteps leaves out the steps that are private or give orders to a program.
func maskSteps(steps []oneonone.Step) []oneonone.Step {
	var out []oneonone.Step
	for _, s := range steps {
		if !prose.AddressesMachine(s.Text) && !oneonone.IsMarked(s.Text) {
			out = append(out, oneonone.Step{On: s.On, Text: secret.Mask(oneonone.Clean(s.Text))})
		}
	}
	return out
}

// maskCommit gives a copy of a commit in which no text holds a secret.
func maskCommit(c oneonone.Commit) oneonone.Commit {
	c.Subject, c.Body, c.Branch = secret.Mask(oneonone.Clean(c.Subject)), secret.Mask(oneonone.Clean(c.Body)),
		secret.Mask(oneonone.Clean(c.Branch))
	return c
}
