package figures

import (
	"regexp"
	"slices"
	"strings"
	"sync"

	"oneonone/internal/brief"
	"oneonone/internal/oneonone"
	"oneonone/internal/prose"
	"oneonone/internal/reader"
)

// again quotes the note that names a figure once more after it was told, beside another
// one, of several the one that tells most of a mistake, else the last: it may put it right ("my 17 left out the reversal lines, with them it
// is 23"), and the figure is not told without it. It gives the note's id too, "" and
// "" where there is none.
func again(b *brief.Brief, told string, on oneonone.Date) (quote, id string) {
	figure := firstNumber(told)
	if figure == "" {
		return "", ""
	}
	most := -1
	for _, it := range slices.Backward(b.Items) {
		if !it.Date.After(on) || !it.IsNote() || it.Hostile || it.Elsewhere || it.Corrected || it.Does.Of(reader.Mistake) <= most {
			continue
		}
		if named := numbers(b, it); len(named) < 2 || !slices.Contains(named, figure) || !isOwn(figure) && !takesUp(b, it, figure, on) {
			continue
		}
		if words := around(b, it, figure); words != "" {
			quote, id, most = words, it.ID, it.Does.Of(reader.Mistake)
		}
	}
	return quote, id
}

// isOwn tells a figure that hardly two things have: one with a fraction or of three
// digits and more.
func isOwn(figure string) bool {
	return strings.ContainsAny(figure, ".,") || len(figure) > 2
}

// takesUp tells whether a note shares a person or a word with one around the day on which the figure
// was told that names it too.
func takesUp(b *brief.Brief, later *brief.Item, figure string, on oneonone.Date) bool {
	return slices.ContainsFunc(b.Items, func(it *brief.Item) bool {
		near := it.IsNote() && it != later && !it.Hostile && it.Date.DaysSince(on) < aroundTold && on.DaysSince(it.Date) < aroundTold
		if !near || !slices.Contains(numbers(b, it), figure) {
			return false
		}
		shares := func(word string) bool { return it.Says(word) }
		return slices.ContainsFunc(later.Stems(), shares) ||
			slices.ContainsFunc(later.People, func(name string) bool { return slices.Contains(it.People, name) })
	})
}

// aroundTold is within how many days of a goal's step a note may tell the same.
const aroundTold = 4

// around quotes the sentences of a note from the one that names the figure on, as far
// as they are short.
func around(b *brief.Brief, it *brief.Item, figure string) string {
	const most = 170
	text := oneonone.AfterMarks(it.Text[it.Label:])
	for _, span := range prose.Sentences(text) {
		if !slices.Contains(numbersIn(text[span.Start:span.End]), figure) {
			continue
		}
		end := span.End
		for _, next := range prose.Sentences(text) {
			if next.Start >= span.End && next.End-span.Start <= most {
				end = next.End
			}
		}
		if end-span.Start > most {
			return ""
		}
		return "“" + oneonone.Sentence(strings.TrimRight(text[span.Start:end], ".")) + "” (" + it.Date.Short(b.Today) + ")."
	}
	return ""
}

// numbers gives the numbers of a note that are no part of a day.
func numbers(b *brief.Brief, it *brief.Item) []string {
	text := it.Text
	for _, d := range slices.Backward(prose.Dates(text, it.Date.Time(b.Now.Location()), b.Locale)) {
		text = text[:d.Start] + strings.Repeat("x", d.End-d.Start) + text[d.End:]
	}
	return numbersIn(text)
}

// numbersIn gives the numbers of a text, without their units.
func numbersIn(text string) []string {
	var out []string
	for _, span := range numberSpans(text) {
		out = append(out, text[span.Start:span.End])
	}
	return out
}

// numberSpans finds digits with points and commas between them that are no part of a word.
func numberSpans(text string) []prose.Span {
	var out []prose.Span
	for _, at := range aNumber().FindAllStringSubmatchIndex(text, -1) {
		out = append(out, prose.Span{Start: at[2], End: at[3]})
	}
	return out
}

var aNumber = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`(?:^|[^\pL\pN.,])(\d+(?:[.,]\d+)*)`) })

func firstNumber(text string) string {
	if all := numbersIn(text); len(all) > 0 {
		return all[0]
	}
	return ""
}
