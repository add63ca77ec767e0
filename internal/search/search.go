// Package search finds records by words: what the user types into `oneonone
// search`, held against the records as they lie on file.
//
// It promises to find what grep would (every record that has the words, upper
// case or lower, with accents or without), other forms of a word besides ("reviews" finds "reviewed"), and
// to put first what says most about them and is most recent. It refuses to keep
// an index: a journal is read faster than an index would be kept right.
package search

import (
	"bytes"
	"encoding/json"
	"errors"
	"iter"
	"math"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"oneonone/internal/prose"
)

// ErrEmpty tells that a query has no word in it.
var ErrEmpty = errors.New("there is nothing to look for")

// mostTerms bounds how many words of a query count.
const mostTerms = 8

// Query is what somebody looks for: all of its terms.
type Query struct{ terms []term }

// term is a word of the query, or several that stand together in quotes.
type term struct {
	// text is folded. raw is the same as it stands in JSON.
	text string
	raw  []byte
	// stem begins other forms of the word, "" when there are none.
	stem []byte
}

// Parse reads a query: words, and phrases in double quotes.
func Parse(text string) (Query, error) {
	var q Query
	for i, part := range strings.Split(text, `"`) {
		if i%2 == 1 { // in quotes
			q.add(strings.Join(strings.Fields(part), " "), true)
			continue
		}
		for word := range strings.FieldsSeq(part) {
			q.add(word, false)
		}
	}
	if words := slices.DeleteFunc(slices.Clone(q.terms), func(t term) bool { return !strings.ContainsFunc(t.text, isWordRune) }); len(words) > 0 {
		q.terms = words // a dash between words is none
	}
	if len(q.terms) == 0 {
		return q, ErrEmpty
	}
	return q, nil
}

func isWordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

func (q *Query) add(text string, phrase bool) {
	text = foldText(text).text
	if text == "" || len(q.terms) == mostTerms || slices.ContainsFunc(q.terms, func(t term) bool { return t.text == text }) {
		return
	}
	t := term{text: text, raw: inJSON(text)}
	if stem := prose.Stem(text); !phrase && len(stem) > 3 && strings.HasPrefix(text, stem) {
		t.stem = inJSON(stem)
	}
	q.terms = append(q.terms, t)
}

// inJSON gives a text as it stands between the quotes of a JSON string.
func inJSON(text string) []byte {
	b, err := json.Marshal(text)
	if err != nil {
		return []byte(text)
	}
	return bytes.ToLower(b[1 : len(b)-1])
}

// Words gives the terms as they are looked for.
func (q Query) Words() []string {
	var out []string
	for _, t := range q.terms {
		out = append(out, t.text)
	}
	return out
}

// Doc is a record to be searched: its JSON, when it happened, and how much a
// hit in it is worth beside one in others.
type Doc struct {
	JSON   []byte
	At     time.Time
	Weight float64
}

// Hit is a record that has terms of the query. Place counts the documents from
// 0. All tells that it has every term.
type Hit struct {
	Place int
	At    time.Time
	All   bool
	score float64
	marks [mostTerms]float32
	size  int
	worth float64
}

// The constants of BM25 (Robertson and Zaragoza, 2009, section 3.4), and what a
// term is worth that stands in the middle of a word.
const (
	saturation = 1.2
	lengthBias = 0.75
	withinWord = 0.4
	otherForm  = 0.8
)

// halfLife is the age at which recency counts half as much as on the day.
const halfLife = 180 * 24 * time.Hour

// Rank gives the documents that have terms of the query, those that have all of
// them first, and among these what says most about them. Now is the day from
// which age counts.
func (q Query) Rank(docs iter.Seq[Doc], now time.Time) []Hit {
	var hits []Hit
	var df [mostTerms]int
	var buffer []byte
	n, total := 0, 0
	for d := range docs {
		low := fold(&buffer, d.JSON)
		h := Hit{Place: n, At: d.At, size: len(low), worth: d.Weight, All: true}
		n++
		total += len(low)
		any := false
		for i, t := range q.terms {
			h.marks[i] = float32(t.count(low))
			if h.marks[i] > 0 {
				df[i]++
				any = true
			}
			h.All = h.All && h.marks[i] > 0
		}
		if any {
			hits = append(hits, h)
		}
	}
	if n == 0 {
		return nil
	}
	mean := float64(total) / float64(n)
	for i := range hits {
		hits[i].score = hits[i].rate(len(q.terms), df, n, mean, now)
	}
	slices.SortStableFunc(hits, func(x, y Hit) int {
		switch {
		case x.All != y.All && x.All:
			return -1
		case x.All != y.All:
			return 1
		case x.score > y.score:
			return -1
		case x.score < y.score:
			return 1
		}
		return y.At.Compare(x.At)
	})
	return hits
}

// rate is BM25 times what the document is worth, a little more for what is
// recent.
func (h *Hit) rate(terms int, df [mostTerms]int, n int, mean float64, now time.Time) float64 {
	score := 0.0
	for i := range terms {
		tf := float64(h.marks[i])
		if tf == 0 {
			continue
		}
		idf := math.Log(1 + (float64(n)-float64(df[i])+0.5)/(float64(df[i])+0.5))
		score += idf * tf * (saturation + 1) / (tf + saturation*(1-lengthBias+lengthBias*float64(h.size)/mean))
	}
	age := max(0, now.Sub(h.At))
	return score * h.worth * (1 + 0.5*math.Exp2(-float64(age)/float64(halfLife)))
}

// count tells how often a term stands in the values of a document: once for a
// word, less inside one or in another form. Words beyond the eighth count no
// more.
func (t term) count(low []byte) float64 {
	n := 0.0
	for at, seen := 0, 0; seen < 8; seen++ {
		i := bytes.Index(low[at:], t.raw)
		if i < 0 {
			break
		}
		at += i
		if isValue(low, at) {
			if at > 0 && isLetter(low[at-1]) {
				n += withinWord
			} else {
				n++
			}
		}
		at += len(t.raw)
	}
	if n > 0 || t.stem == nil {
		return n
	}
	for at, seen := 0, 0; seen < 8; seen++ {
		i := bytes.Index(low[at:], t.stem)
		if i < 0 {
			break
		}
		at += i
		if (at == 0 || !isLetter(low[at-1])) && isValue(low, at) && endsSoon(low[at+len(t.stem):]) {
			n += otherForm
		}
		at += len(t.stem)
	}
	return n
}

// endsSoon tells whether a word ends within the few letters of an ending.
func endsSoon(rest []byte) bool {
	for i, c := range rest {
		if !isLetter(c) {
			return i <= 4
		}
	}
	return true
}

func isLetter(c byte) bool {
	return 'a' <= c && c <= 'z' || '0' <= c && c <= '9' || c >= utf8.RuneSelf
}

// dumb are the keys whose values are no words of the user's.
var dumb = [][]byte{[]byte(`"id":`), []byte(`"kind":`), []byte(`"at":`), []byte(`"created":`), []byte(`"changed":`), []byte(`_id":`), []byte(`"engine":`), []byte(`"area":`), []byte(`_kind":`), []byte(`"rule":`), []byte(`"severity":`), []byte(`"status":`)}

// isValue tells whether a place of a JSON text lies in a string that somebody
// wrote: no key, no id, no time.
func isValue(text []byte, at int) bool {
	end := quoteAfter(text, at)
	if end+1 < len(text) && text[end+1] == ':' {
		return false
	}
	start := quoteBefore(text, at)
	if start < 0 {
		return false
	}
	return !slices.ContainsFunc(dumb, func(key []byte) bool { return bytes.HasSuffix(text[:start], key) })
}

func quoteAfter(text []byte, at int) int {
	for i := at; i < len(text); i++ {
		if text[i] == '"' && !escaped(text, i) {
			return i
		}
	}
	return len(text)
}

func quoteBefore(text []byte, at int) int {
	for i := at - 1; i >= 0; i-- {
		if text[i] == '"' && !escaped(text, i) {
			return i
		}
	}
	return -1
}

// escaped tells whether a quote is part of its string.
func escaped(text []byte, at int) bool {
	n := 0
	for i := at - 1; i >= 0 && text[i] == '\\'; i-- {
		n++
	}
	return n%2 == 1
}
