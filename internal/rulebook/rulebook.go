package rulebook

import (
	"slices"
	"time"

	"oneonone/internal/brief"
	"oneonone/internal/oneonone"
	"oneonone/internal/prose"
)

// Subject is what a rule is held against.
type Subject string

// The subjects of rules.
const (
	Texts       Subject = "text"
	Agendas     Subject = "agenda"
	Recaps      Subject = "recap"
	Reflections Subject = "reflection"
)

// Rule is one rule, for people to read and for code to check.
type Rule struct {
	Name string
	Of   Subject
	// Severity is how it is reported where nobody set another one. An error is
	// what should not be said that way; a warning is what could be stronger.
	Severity oneonone.Severity
	// Flags says what it finds, Why what is wrong with that.
	Flags, Why string
	// Fix says what to write instead, without inventing anything.
	Fix string
	// Bad is a text, or a draft told in short, that it finds fault with; Good
	// is what could stand instead.
	Bad, Good string

	agenda     func(*agendaCase)
	recap      func(*recapCase)
	reflection func(*reflectionCase)
}

// Rules lists the rulebook: the rules for any text, for agendas, for recaps,
// for reflections.
func Rules() []Rule {
	return slices.Concat(textRules(), agendaRules(), recapRules(), reflectionRules())
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

// Book is the rulebook as the user set it. The zero Book has every rule at its
// own severity.
type Book struct {
	// Off are the names of rules that are not asked, Warn those of rules that
	// are warnings and no more.
	Off, Warn []string
}

// Holds tells whether a rule is not off.
func (b Book) Holds(rule string) bool { return !slices.Contains(b.Off, rule) }

// Lint holds a text against the book; see the function Lint.
func (b Book) Lint(source string, today time.Time, loc prose.Locale) []Remark {
	remarks := slices.DeleteFunc(Lint(source, today, loc), func(r Remark) bool { return !b.Holds(r.Rule) })
	for i := range remarks {
		b.weigh(&remarks[i].Finding)
	}
	return remarks
}

// Agenda holds an agenda against what it may rest on. The findings name the
// topic by its id in Where, or nothing for the whole agenda.
func (b Book) Agenda(a oneonone.Agenda, rests *brief.Brief) []oneonone.Finding {
	c := newAgendaCase(a, rests)
	return b.hold(agendaRules(), &c.docket, func(r Rule) { r.agenda(c) })
}

// Recap holds a recap against the raw notes.
func (b Book) Recap(r oneonone.Recap, n brief.Notes) []oneonone.Finding {
	c := newRecapCase(r, n)
	return b.hold(recapRules(), &c.docket, func(r Rule) { r.recap(c) })
}

// Reflection holds a reflection against what it may rest on.
func (b Book) Reflection(r oneonone.Reflection, rests *brief.Brief) []oneonone.Finding {
	c := newReflectionCase(r, rests)
	return b.hold(reflectionRules(), &c.docket, func(r Rule) { r.reflection(c) })
}

// hold asks the rules that are not off, one after the other.
func (b Book) hold(rules []Rule, d *docket, ask func(Rule)) []oneonone.Finding {
	for _, r := range rules {
		if b.Holds(r.Name) {
			d.rule = r
			ask(r)
		}
	}
	for i := range d.found {
		b.weigh(&d.found[i])
	}
	return d.found
}

func (b Book) weigh(f *oneonone.Finding) {
	if slices.Contains(b.Warn, f.Rule) {
		f.Severity = oneonone.SeverityWarning
	}
}

// mostOnPage is how many remarks a page has room for.
const mostOnPage = 2

// ForPage gives the findings that a page tells its user, what must be mended first,
// in their words. Those that only say what else could be considered or put on
// record stay in the data: a page is not made to cover every area.
func ForPage(findings []oneonone.Finding) []string {
	var out []string
	for _, severity := range []oneonone.Severity{oneonone.SeverityError, oneonone.SeverityWarning} {
		for _, f := range findings {
			if f.Severity == severity && aboutPage(f.Rule) && len(out) < mostOnPage {
				out = append(out, f.Message)
			}
		}
	}
	return out
}

// aboutPage tells the rules that can be kept by what stands on the page alone.
func aboutPage(rule string) bool {
	switch rule {
	case "reframe", "follow-up", "feedback-loop", "career-cadence", "needs-order", "guidance", "collaboration",
		"time-box", "declined", "private":
		return true
	}
	return false
}

// docket collects what the rules find, each thing once.
type docket struct {
	rule  Rule
	found []oneonone.Finding
}

// add takes a finding of the rule at hand; without a fix of its own it has the
// rule's.
func (d *docket) add(where, message, fix string) {
	if fix == "" {
		fix = d.rule.Fix
	}
	f := oneonone.Finding{Rule: d.rule.Name, Severity: d.rule.Severity, Message: message, Where: where, Fix: fix}
	if !slices.Contains(d.found, f) {
		d.found = append(d.found, f)
	}
}
