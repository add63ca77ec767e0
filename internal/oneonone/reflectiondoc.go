package oneonone

import (
	"slices"
	"strings"
)

// mostAsked is how many questions a look back puts to the user.
const mostAsked = 3

// ReflectionMarkdown gives the reflection as one page: figures over time, what is
// better and whose word there is for it, promises by name, what came up again,
// three questions. What else was drafted stays in the data, as does what the
// rules find.
func ReflectionMarkdown(r Reflection) string {
	var m markdown
	r = r.Sure()
	m.heading(1, "Looking back · "+spanned(r.From, r.To))
	if said := Cut(firstSentence(r.Summary), longestLine); said != "" {
		m.para("**In one sentence:** " + inline(said))
	}
	m.chapters(RoomBack(r.From, r.To), []chapter{
		{name: "Figures", lines: append(inlined(r.Figures), r.goalLines(hasDigit)...), keep: 6, core: coreFigures},
		{name: "What is better, and whose word for it", lines: r.better(), keep: 3},
		{name: "Promises", lines: promiseLines(r.Promises, r.Missed, r.Named), keep: keptMissed},
		{name: "What others said", lines: r.told(), extra: true},
		{name: "What came up again", lines: inlined(r.Recurring), keep: 2},
		{name: "What I learned", lines: inlined(r.Learned), extra: true},
		{name: "Asking myself", lines: r.asked(), keep: 2},
	})
	return m.String()
}

// unsure ends a statement that no record bears out for sure.
const unsure = "(?)"

// Sure leaves out what no record bears out for sure: a page that looks back is
// handed on.
func (r Reflection) Sure() Reflection {
	sure := func(text string) bool { return !strings.HasSuffix(text, unsure) }
	if !sure(strings.TrimRight(r.Summary, ".")) {
		r.Summary = ""
	}
	r.Goals = kept(r.Goals, func(g GoalProgress) bool { return sure(g.Progress) })
	r.Achievements = kept(r.Achievements, func(a Achievement) bool { return sure(a.Text) })
	r.FeedbackThemes = kept(r.FeedbackThemes, func(f FeedbackTheme) bool { return sure(f.Theme) && sure(string(f.Since)) })
	r.Learned = kept(r.Learned, func(f Fact) bool { return sure(f.Text) })
	return r
}

// kept gives the elements that are to stay; the list itself is left as it is.
func kept[T any](list List[T], stays func(T) bool) List[T] {
	return slices.DeleteFunc(slices.Clone(list), func(x T) bool { return !stays(x) })
}

// firstSentence gives a text up to the end of its first sentence.
func firstSentence(text string) string {
	for i := range text {
		if strings.IndexByte(".!?", text[i]) >= 0 && i+2 < len(text) && text[i+1] == ' ' && text[i+2] >= 'A' && text[i+2] <= 'Z' {
			return text[:i+1]
		}
	}
	return text
}

func hasDigit(text string) bool { return strings.ContainsAny(text, "0123456789") }

// goalLines tells the goals of which something was said in the period, as far as
// no figures over time tell it.
func (r Reflection) goalLines(which func(string) bool) []string {
	var out []string
	for _, g := range r.Goals {
		measured := slices.ContainsFunc(r.Figures, func(f Fact) bool { return slices.Contains(f.Evidence, g.GoalID) })
		if g.Moved && !measured && which(g.Progress) {
			out = append(out, Sentence(inline(strings.TrimRight(g.Text, ".")))+": "+Ended(inline(g.Progress)))
		}
	}
	return out
}

// mostBetter is how many notes of what is better stand on the page.
const mostBetter = 4

// better tells what is better: what somebody vouches for, then what notes tell, then the
// goals without figures, then what came of feedback. What stands among the figures, or
// beside a goal, is not told again.
func (r Reflection) better() []string {
	var told []string
	for _, f := range r.Figures {
		told = append(told, f.Evidence...)
	}
	for _, g := range r.Goals {
		if g.Moved {
			told = append(told, g.Evidence...)
		}
	}
	isTold := func(ids []string) bool {
		return len(ids) > 0 && !slices.ContainsFunc(ids, func(id string) bool { return !slices.Contains(told, id) })
	}
	var words, plain []string
	for _, a := range r.Achievements {
		line := Ended(inline(a.Text))
		switch {
		case a.Word != "":
			words = append(words, strings.TrimRight(line, ".")+" — "+Ended(inline(string(a.Word))))
		case !isTold(a.Evidence) && len(plain) < mostBetter:
			plain = append(plain, line)
		}
	}
	out := slices.Concat(words, inlined(r.Praise), plain, r.goalLines(func(text string) bool { return !hasDigit(text) }))
	for _, f := range r.others() {
		if f.Since != "" {
			out = append(out, Ended(strings.TrimRight(inline(f.Theme), ".")+". Since then: "+inline(string(f.Since))))
		}
	}
	return out
}

// others gives the feedback that stands neither as praise nor beside what is better.
func (r Reflection) others() []FeedbackTheme {
	return kept(r.FeedbackThemes, func(f FeedbackTheme) bool {
		praised := slices.ContainsFunc(r.Praise, func(p Fact) bool { return slices.Equal(p.Evidence, f.Evidence) })
		vouched := slices.ContainsFunc(r.Achievements, func(a Achievement) bool {
			return a.Word != "" && slices.ContainsFunc(f.Evidence, func(id string) bool { return slices.Contains(a.Evidence, id) })
		})
		return !praised && !vouched
	})
}

// told tells the feedback of which nothing came yet, as far as no question has it.
func (r Reflection) told() []string {
	var out []string
	for _, f := range r.others() {
		asked := slices.ContainsFunc(firstOf(r.Questions, mostAsked), func(q string) bool { return strings.Contains(q, f.Theme) })
		if f.Since == "" && !asked {
			out = append(out, Ended(inline(f.Theme)))
		}
	}
	return out
}

func (r Reflection) asked() []string {
	var out []string
	for _, q := range firstOf(r.Questions, mostAsked) {
		out = append(out, inline(q))
	}
	return out
}
