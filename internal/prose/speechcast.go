package prose

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Writer is how a Cast calls the one whose notes they are.
const Writer = "me"

// A Cast knows who is who in the notes of a meeting. It resolves what the
// notes call somebody (a first name, a handle, an initial) to one spelling,
// and never guesses: what fits two people fits nobody.
type Cast struct {
	me    []person
	other person
	names []person
	// byLetter gives those of names by the first letters of their parts.
	byLetter map[byte][]person
	// short gives whom the notes shorten to initials of their own.
	short map[string]string
	// told remembers the answers given since somebody was added: the words of
	// a talk come again and again.
	told map[string]answer
}

// answer is what Who said about a name.
type answer struct {
	who string
	ok  bool
}

// NewCast makes a cast of the names of the writer, the one other person of the
// meeting ("" when not known) and further people.
func NewCast(me []string, other string, people []string) *Cast {
	c := &Cast{other: personOf(other)}
	for _, name := range me {
		c.me = append(c.me, personOf(name))
	}
	for _, p := range people {
		c.Add(p)
	}
	return c
}

// Add makes a name known, unless somebody goes by it already.
func (c *Cast) Add(name string) {
	if _, known := c.Who(name); !known && strings.TrimSpace(name) != "" {
		c.enter(personOf(name))
		clear(c.told)
	}
}

// enter keeps somebody under the first letters of their names: a long talk asks for
// thousands of words whether they are one.
func (c *Cast) enter(p person) {
	c.names = append(c.names, p)
	if c.byLetter == nil {
		c.byLetter = map[byte][]person{}
	}
	seen := map[byte]bool{}
	for _, part := range p.parts {
		if !seen[part[0]] {
			seen[part[0]] = true
			c.byLetter[part[0]] = append(c.byLetter[part[0]], p)
		}
	}
}

// Call lets the notes call somebody by initials that are not those of the name.
func (c *Cast) Call(initials, who string) {
	if c.short == nil {
		c.short = map[string]string{}
	}
	c.short[Fold(initials)] = who
	clear(c.told)
}

// Other gives the one other person of the meeting, or "".
func (c *Cast) Other() string { return c.other.name }

// SetOther says who the other person is, where nobody had said so.
func (c *Cast) SetOther(name string) {
	if c.other.name == "" {
		c.other = personOf(name)
		clear(c.told)
	}
}

// Who tells who goes by a name: Writer, the name on file, or false.
func (c *Cast) Who(name string) (string, bool) {
	a, said := c.told[name]
	if !said {
		a.who, a.ok = c.find(name)
		if c.told == nil {
			c.told = map[string]answer{}
		}
		c.told[name] = a
	}
	return a.who, a.ok
}

func (c *Cast) find(name string) (string, bool) {
	written := strings.Trim(name, "@*_ .,:;()[]")
	call := call{text: Fold(written), capitals: strings.ToUpper(written) == written}
	if call.text == "" {
		return "", false
	}
	if who, ok := c.short[call.text]; ok {
		return who, true
	}
	for fits := range 4 {
		hits, found := 0, ""
		if slices.ContainsFunc(c.me, func(p person) bool { return p.goesBy(call, fits) }) {
			found, hits = Writer, 1
		}
		if c.other.name != "" && c.other.goesBy(call, fits) {
			found, hits = cmp.Or(found, c.other.name), hits+1
		}
		if hits == 1 {
			return found, true
		}
		if hits > 1 {
			return "", false
		}
		if found, ok := c.onFile(call, fits); ok && fits < 3 {
			return found, true
		}
	}
	return "", false
}

func (c *Cast) onFile(called call, fits int) (string, bool) {
	found, hits := "", 0
	for _, p := range c.byLetter[called.text[0]] {
		if p.goesBy(called, fits) {
			found, hits = p.name, hits+1
		}
	}
	return found, hits == 1
}

// call is what the notes call somebody, folded.
type call struct {
	text string
	// capitals tells that it is written so.
	capitals bool
}

// person is a name with what is compared of it.
type person struct {
	name, full, initials string
	parts                []string
}

func personOf(name string) person {
	p := person{name: name, full: Fold(name)}
	p.parts = strings.Fields(p.full)
	for _, part := range p.parts {
		r, _ := utf8.DecodeRuneInString(part)
		p.initials += string(r)
	}
	return p
}

// goesBy tells whether a person may be called so: by the full name (fits 0), by one
// of its parts or as a handle (1), by initials (2), by what the two call each other (3).
func (p person) goesBy(called call, fits int) bool {
	switch fits {
	case 0:
		return called.text == p.full
	case 1:
		if slices.Contains(p.parts, called.text) {
			return true
		}
		if len(p.parts) == 1 && strings.HasPrefix(called.text, p.full+" ") {
			return true // the notes have the family name, the file has not
		}
		return len(p.parts) > 1 && (called.text == strings.Join(p.parts, ".") || called.text == strings.Join(p.parts, ""))
	case 3:
		return utf8.RuneCountInString(called.text) >= 2 && len(p.parts) > 0 && len(called.text) < len(p.parts[0]) &&
			strings.HasPrefix(p.parts[0], called.text) && !IsStop(called.text) && !IsTaskVerb(called.text) && !isAmbiguousName(called.text)
	}
	text := strings.ReplaceAll(called.text, ".", "")
	if called.capitals && len(p.parts) == 1 && len(text) == 2 {
		return strings.HasPrefix(p.full, text[:1]) // the family name is not on file
	}
	return text == p.initials || utf8.RuneCountInString(text) == 1 && strings.HasPrefix(p.initials, text)
}

// Fold gives a name in the form in which spellings are compared: lower case,
// without accents.
func Fold(s string) string {
	var b strings.Builder
	for _, r := range norm.NFD.String(s) {
		if !unicode.Is(unicode.Mn, r) {
			b.WriteString(foldRune(unicode.ToLower(r)))
		}
	}
	return b.String()
}

// foldRune covers the letters whose stroke is no accent to Unicode.
func foldRune(r rune) string {
	switch r {
	case 'ł':
		return "l"
	case 'ø':
		return "o"
	case 'đ':
		return "d"
	case 'ß':
		return "ss"
	case '’':
		return "'"
	}
	return string(r)
}
