package oneonone

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// cover spreads marks over what belongs to the lines that have them.
type cover struct {
	rows    []row
	private []bool
	front   int // how many lines of front matter there are
	// from and to bound the last item that was covered whole.
	from, to int
}

// marks covers what each mark is on, and tells whether one is on the whole
// text.
func (c *cover) marks() (whole bool) {
	for i, r := range c.rows {
		switch {
		case !r.tag && r.label == noLabel:
		case r.level > 0:
			c.section(i)
		case r.label == callout && r.quote > 0:
			if i == 0 || c.rows[i-1].quote < r.quote || !c.private[i-1] { // else it is covered
				c.quoted(i)
			}
		case r.tag && withoutTags(r.text) == "":
			if c.before(i) < 0 {
				return true
			}
			c.tags(i)
		default:
			c.item(i)
		}
	}
	return false
}

// before gives the last line above that is not blank, or -1. Front matter is
// nothing above.
func (c *cover) before(i int) int {
	for i--; i >= c.front && c.rows[i].blank(); i-- {
	}
	if i < c.front {
		return -1
	}
	return i
}

// section covers a heading and what is under it, to the next of its rank.
func (c *cover) section(i int) {
	h := c.rows[i]
	for j := i; j < len(c.rows); j++ {
		r := c.rows[j]
		if j > i && (r.level > 0 && r.level <= h.level || !r.blank() && r.quote < h.quote) {
			return
		}
		c.private[j] = true
	}
}

// quoted covers the quote that a line is in.
func (c *cover) quoted(i int) {
	for j := i; j < len(c.rows) && c.rows[j].quote >= c.rows[i].quote; j++ {
		c.private[j] = true
	}
}

// tags covers what a line of nothing but tags belongs to: the section of a
// heading above it, the lines right above it, else those right below; one that
// stands by itself what comes before the next heading.
func (c *cover) tags(i int) {
	covered := c.private[i]
	c.private[i] = true
	switch above := c.before(i); {
	case c.rows[above].level > 0:
		c.section(above)
	case c.rows[i].owner != i || above == i-1:
		c.item(c.rows[above].owner)
		c.item(i)
	case !covered:
		byItself := i+1 < len(c.rows) && c.rows[i+1].blank()
		for j := i + 1; j < len(c.rows) && (byItself || !c.rows[j].blank()) && c.rows[j].level == 0; j++ {
			c.private[j] = true
		}
	}
}

// item covers a line with the list item that it belongs to, all that is below
// it, and what goes on with it.
func (c *cover) item(i int) {
	from := c.rows[i].owner
	if c.rows[i].label != noLabel && !c.rows[i].tag {
		from = i // it says where it begins
	}
	end := max(c.below(from), i)
	if l := c.rows[from]; !l.bullet && c.heads(from) {
		end = c.list(end)
	}
	for next := c.next(end); next < len(c.rows) && !c.private[next] && c.goesOn(end, next); next = c.next(end) {
		end = c.below(next)
	}
	for ; from > 0 && !c.private[from-1] && wraps(c.rows[from-1], c.rows[from]); from-- {
		c.private[c.rows[from-1].owner], c.private[from-1] = true, true
	}
}

// below covers a line and what is further in, and gives the last line of it.
func (c *cover) below(from int) int {
	c.private[from] = true
	top, end := c.rows[from], from
	if c.from <= from && from < c.to {
		return c.to - 1
	}
	for j := from + 1; j < len(c.rows); j++ {
		r := c.rows[j]
		if r.blank() && !r.code {
			if !top.bullet {
				break
			}
			continue
		}
		if r.indent <= top.indent || r.quote != top.quote {
			break
		}
		for ; end < j; end++ {
			c.private[end+1] = true
		}
	}
	if top.bullet {
		c.from, c.to = from, end+1
	}
	return end
}

// heads tells whether a line stands over the list below it: it ends in a
// colon, has nothing but its mark, or is a word or three after a blank line.
func (c *cover) heads(i int) bool {
	r := c.rows[i]
	text := withoutTags(r.text)
	colon := strings.HasSuffix(strings.TrimRight(text, "*_ "), ":") || strings.HasSuffix(r.text, ":")
	if r.label == alone || text == "" || colon {
		return true
	}
	first := i == 0 || c.rows[i-1].blank() || c.rows[i-1].level > 0
	return first && r.tag && r.label == noLabel && !r.speaks && len(strings.Fields(text)) <= 3 && !endsSentence(text)
}

// list covers the list that follows a line, and gives the last line of it.
func (c *cover) list(end int) int {
	j := end + 1
	for j < len(c.rows) && c.rows[j].blank() {
		j++
	}
	if j == len(c.rows) || !c.rows[j].bullet {
		return end
	}
	first := c.rows[j]
	for ; j < len(c.rows) && c.rows[j].bullet && c.rows[j].indent >= first.indent && c.rows[j].quote == first.quote; j++ {
		end = c.below(j)
		for j = end; j+1 < len(c.rows) && c.rows[j+1].blank(); {
			j++
		}
	}
	return end
}

// next gives the line after one, comments left out.
func (c *cover) next(i int) int {
	for i++; i < len(c.rows) && c.rows[i].cut; i++ {
	}
	return i
}

// goesOn tells whether the next line says more of what a private one says: its
// speaker has not ended, or the line was only wrapped.
func (c *cover) goesOn(i, next int) bool {
	r, n := c.rows[i], c.rows[next]
	if !n.plain() || r.blank() || r.code || n.quote != r.quote {
		return false
	}
	return n.said && r.said || n.owner == r.owner && n.owner < i || wraps(r, n)
}

// narrowest is the width from which lines are wrapped by editors and by hand.
const narrowest = 70

// wraps tells whether a line goes on with the sentence of the one before,
// which ended because the next word did not fit.
func wraps(before, r row) bool {
	if before.blank() || before.code || before.level > 0 || !r.plain() || before.quote != r.quote || endsSentence(before.text) {
		return false
	}
	if _, _, labelled := cutSpeaker(r.text); labelled || r.label != noLabel || strings.HasPrefix(r.text, "|") {
		return false
	}
	first, _ := utf8.DecodeRuneInString(r.text)
	next, _, _ := strings.Cut(r.text, " ")
	return unicode.IsLower(first) && utf8.RuneCountInString(before.text)+1+utf8.RuneCountInString(next) > narrowest
}
