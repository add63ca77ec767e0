package prose

import (
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
	me    []string
	other string
	names []string
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
	c := &Cast{me: me, other: other}
	for _, p := range people {
		c.Add(p)
	}
	return c
}

// Add makes a name known, unless somebody goes by it already.
func (c *Cast) Add(name string) {
	if _, known := c.Who(name); !known && strings.TrimSpace(name) != "" {
		c.names = append(c.names, name)
		clear(c.told)
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
func (c *Cast) Other() string { return c.other }

// SetOther says who the other person is, where nobody had said so.
func (c *Cast) SetOther(name string) {
	if c.other == "" {
		c.other = name
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
	called := Fold(strings.Trim(name, "@*_ .,:;()[]"))
	if called == "" {
		return "", false
	}
	if who, ok := c.short[called]; ok {
		return who, true
	}
	for fits := range 4 {
		found, hits := "", 0
		if fitsAny(called, c.me, fits) {
			found, hits = Writer, 1
		}
		if c.other != "" && goesBy(called, c.other, fits) && found == "" {
			found, hits = c.other, hits+1
		} else if c.other != "" && goesBy(called, c.other, fits) {
			hits++
		}
		if hits == 1 {
			return found, true
		}
		if hits > 1 {
			return "", false
		}
		if found, ok := c.onFile(called, fits); ok && fits < 3 {
			return found, true
		}
	}
	return "", false
}

func (c *Cast) onFile(called string, fits int) (string, bool) {
	found, hits := "", 0
	for _, name := range c.names {
		if goesBy(called, name, fits) {
			found, hits = name, hits+1
		}
	}
	return found, hits == 1
}

func fitsAny(called string, names []string, fits int) bool {
	for _, name := range names {
		if goesBy(called, name, fits) {
			return true
		}
	}
	return false
}

// goesBy tells whether a person may be called so: by the full name (fits 0),
// by one of its parts or as a handle (1), by initials (2).
func goesBy(called, name string, fits int) bool {
	full := Fold(name)
	parts := strings.Fields(full)
	switch fits {
	case 0:
		return called == full
	case 1:
		for _, p := range parts {
			if called == p {
				return true
			}
		}
		if len(parts) == 1 && strings.HasPrefix(called, full+" ") {
			return true // the notes have the family name, the file has not
		}
		return len(parts) > 1 && (called == strings.Join(parts, ".") || called == strings.Join(parts, ""))
	}
	if fits == 3 { // what the two call each other
		return utf8.RuneCountInString(called) >= 2 && len(parts) > 0 && len(called) < len(parts[0]) && strings.HasPrefix(parts[0], called) &&
			!IsStop(called) && !IsTaskVerb(called) && !isAmbiguousName(called)
	}
	if called = strings.ReplaceAll(called, ".", ""); len(parts) == 1 && len(called) == 2 {
		return strings.HasPrefix(full, called[:1]) // the family name is not on file
	}
	initials := ""
	for _, p := range parts {
		r, _ := utf8.DecodeRuneInString(p)
		initials += string(r)
	}
	return called == initials || utf8.RuneCountInString(called) == 1 && strings.HasPrefix(initials, called)
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
