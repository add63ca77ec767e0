package brief

import (
	"testing"

	"oneonone/internal/oneonone"
)

// Whose matter a record is: that of the two who meet, or of the user and
// somebody else.
func TestElsewhere(t *testing.T) {
	action := func(owner, with, meeting oneonone.Maybe) oneonone.Record {
		return &oneonone.Action{Head: oneonone.Head{Text: "rename the flags"}, Owner: owner, With: with, Meeting: meeting}
	}
	feedback := func(from, with, meeting oneonone.Maybe) oneonone.Record {
		return &oneonone.Feedback{Head: oneonone.Head{Text: "the docs come late"}, From: from, With: with, Meeting: meeting, About: "docs"}
	}
	tests := map[string]struct {
		record    oneonone.Record
		elsewhere bool
	}{
		"my promise":                       {action("me", "", ""), false},
		"mine to the person met":           {action("me", "priya", ""), false},
		"mine to a third person":           {action("me", "Sam Okafor", ""), true},
		"mine, noted as with me":           {action("me", "Mira", ""), false},
		"nobody's":                         {action("", "", ""), false},
		"nobody's, said elsewhere":         {action("", "Sam Okafor", "m2"), true},
		"theirs":                           {action("Priya Nair", "", ""), false},
		"theirs, made elsewhere":           {action("Priya Nair", "Sam Okafor", "m2"), false},
		"a third person's":                 {action("Sam Okafor", "", ""), true},
		"a third person's, to me":          {action("Sam Okafor", "me", ""), true},
		"a third person's, to them":        {action("Sam Okafor", "Priya Nair", ""), false},
		"a third person's, said here":      {action("Sam Okafor", "", "m1"), false},
		"mine, given over to a third":      {action("me", "Sam Okafor", "m1"), true},
		"their feedback":                   {feedback("Priya Nair", "", ""), false},
		"nobody's feedback":                {feedback("", "", ""), false},
		"a third person's feedback":        {feedback("Sam Okafor", "", ""), true},
		"a third person's, said by them":   {feedback("Sam Okafor", "", "m1"), false},
		"a third person's, for them":       {feedback("Sam Okafor", "Priya", ""), false},
		"a decision of the two":            {&oneonone.Decision{With: "Priya Nair"}, false},
		"a decision of nobody in mind":     {&oneonone.Decision{}, false},
		"a decision with a third person":   {&oneonone.Decision{With: "Sam Okafor"}, true},
		"a proposal for a third person":    {&oneonone.Initiative{With: "Sam Okafor"}, true},
		"a proposal for them":              {&oneonone.Initiative{With: "@priya"}, false},
		"a note that names a third person": {&oneonone.Note{Head: oneonone.Head{Text: "@sam is blocked", People: []string{"sam"}}}, false},
	}
	people := []*oneonone.Person{{Head: oneonone.Head{Text: "Priya Nair"}}}
	met := func(about ...string) *Brief {
		held := []*oneonone.Meeting{{Head: oneonone.Head{ID: "m1"}}}
		return &Brief{Meeting: oneonone.Slot{With: "Priya Nair"}, People: people, Me: []string{"Mira"}, Held: held, About: about}
	}
	for name, test := range tests {
		if got := met().Elsewhere(test.record); got != test.elsewhere {
			t.Errorf("%s: elsewhere is %v", name, got)
		}
		nobody, empty := met(), met()
		nobody.Meeting.With, empty.People = "", nil
		if nobody.Elsewhere(test.record) || empty.Elsewhere(test.record) {
			t.Errorf("%s: elsewhere though nobody is named, or on file", name)
		}
		if met("sam").Elsewhere(test.record) {
			t.Errorf("%s: elsewhere though asked about", name)
		}
	}
	for text, want := range map[string]bool{"DOCS": false, "the docs": false, "flags": true, "sam okafor": false, "sa": true} {
		if got := met(text).Elsewhere(feedback("Sam Okafor", "", "")); got != want {
			t.Errorf("about %q: elsewhere is %v", text, got)
		}
	}
}
