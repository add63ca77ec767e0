package source

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/goccy/go-yaml"

	"oneonone/internal/oneonone"
)

// ErrLadder is wrapped by errors about a file that is no ladder.
var ErrLadder = errors.New("a ladder lists skills, each with a name")

// maxLadder is the most that is read of a ladder, in bytes.
const maxLadder = 1 << 20

// rung is one entry of a ladder, by the names that ladders in the open use for
// it (the Financial Times' engineering progression has id, summary, level,
// area, examples).
type rung struct {
	Name     string `yaml:"name"`
	Title    string `yaml:"title"`
	Skill    string `yaml:"skill"`
	Summary  string `yaml:"summary"`
	ID       string `yaml:"id"`
	Level    string `yaml:"level"`
	Area     string `yaml:"area"`
	Category string `yaml:"category"`
	Signs    any    `yaml:"signs"`
	Words    any    `yaml:"words"`
}

// Ladder reads the skills that a ladder asks for from a YAML file: a list of
// entries, or one under skills or competencies. An entry has a name (or a
// title or a summary), and may have a level, an area, and signs: phrases by
// which a record shows it.
func Ladder(path string) ([]oneonone.Skilled, error) {
	if info, err := os.Stat(path); err == nil && !info.Mode().IsRegular() {
		return nil, fmt.Errorf("%w: %s is not a file", ErrLadder, path)
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("reading the ladder: %w", err)
	}
	defer f.Close() // read only
	text, err := io.ReadAll(io.LimitReader(f, maxLadder+1))
	switch {
	case err != nil:
		return nil, fmt.Errorf("reading the ladder: %w", err)
	case len(text) > maxLadder:
		return nil, fmt.Errorf("%w: %s is larger than 1 MB", ErrLadder, path)
	}
	skills, err := skillsOf(text)
	if err != nil {
		return nil, fmt.Errorf("%w: %s %w", ErrLadder, path, err)
	}
	return skills, nil
}

// skillsOf reads the text of a ladder. What is wrong is told as what goes on after its name.
func skillsOf(text []byte) ([]oneonone.Skilled, error) {
	if explodes(text) {
		return nil, errors.New("refers to itself, nests too deep or has too long a line")
	}
	rungs, err := rungsOf(bytes.TrimPrefix(text, []byte("\ufeff")))
	if err != nil {
		return nil, fmt.Errorf("can't be read: %s", firstLine(err.Error()))
	}
	var out []oneonone.Skilled
	for _, r := range rungs {
		if s := r.skill(); s.Name != "" {
			out = append(out, s)
		}
	}
	if len(out) == 0 {
		return nil, errors.New("has none")
	}
	return out, nil
}

// deepest is how many brackets may be open in a ladder.
const deepest = 64

// longestRung is how long a line of a ladder may be, in bytes: the parser takes the square of it.
const longestRung = 4 << 10

// explodes tells a file that takes longer to read than it is worth: one with
// aliases, which may double at every line, with lines without end, or that nests so.
func explodes(text []byte) bool {
	for line := range bytes.Lines(text) {
		if len(line) > longestRung {
			return true
		}
	}
	for i, c := range text {
		switch c {
		case '*', '&':
			before := i == 0 || bytes.IndexByte([]byte(" \t\n[,-:"), text[i-1]) >= 0
			after := i+1 < len(text) && text[i+1] > ' ' && text[i+1] != c
			if before && after {
				return true
			}
		}
	}
	return tooDeep(text)
}

// tooDeep tells YAML that nests deeper than anybody does: a parser takes more than the square of
// the depth. What counts are brackets where a value may begin, and the marks of lists and keys
// in one line.
func tooDeep(text []byte) bool {
	open, marks, last := 0, 0, byte('\n')
	for i, c := range text {
		begins := bytes.IndexByte([]byte("\n-:?[{,"), last) >= 0
		alone := i+1 == len(text) || text[i+1] <= ' '
		switch {
		case c == ' ' || c == '\t' || c == '\r':
			continue
		case c == '\n':
			marks = 0
		case begins && (c == '[' || c == '{'):
			open++
		case begins && alone && (c == '-' || c == '?' || c == ':'):
			marks++
		case c == ']' || c == '}':
			open = max(open-1, 0)
		}
		if open > deepest || marks > deepest {
			return true
		}
		last = c
	}
	return false
}

func rungsOf(text []byte) (list []rung, err error) {
	defer func() { // a parser that gives up on odd bytes must not end the program
		if recover() != nil {
			list, err = nil, errors.New("it is no YAML")
		}
	}()
	if err := yaml.Unmarshal(text, &list); err == nil {
		return list, nil
	}
	var names []string
	if err := yaml.Unmarshal(text, &names); err == nil {
		for _, n := range names {
			list = append(list, rung{Name: n})
		}
		return list, nil
	}
	var under struct {
		Skills       []rung `yaml:"skills"`
		Competencies []rung `yaml:"competencies"`
	}
	if err := yaml.Unmarshal(text, &under); err != nil {
		return nil, err
	}
	return append(under.Skills, under.Competencies...), nil
}

func (r rung) skill() oneonone.Skilled {
	s := oneonone.Skilled{Level: one(r.Level), Area: one(r.Area)}
	if s.Area == "" {
		s.Area = one(r.Category)
	}
	for _, name := range []string{r.Name, r.Title, r.Skill, r.Summary, r.ID} {
		if s.Name == "" {
			s.Name = one(name)
		}
	}
	s.Signs = append(phrases(r.Signs), phrases(r.Words)...)
	return s
}

// one makes one clean line of a text.
func one(s string) string { return strings.Join(strings.Fields(oneonone.Clean(s)), " ") }

// phrases reads a list of phrases, or a single one.
func phrases(v any) []string {
	var out []string
	switch v := v.(type) {
	case string:
		for _, p := range strings.Split(v, ",") {
			if p = one(p); p != "" {
				out = append(out, p)
			}
		}
	case []any:
		for _, p := range v {
			if s := one(fmt.Sprint(p)); s != "" {
				out = append(out, s)
			}
		}
	}
	return out
}

func firstLine(s string) string {
	line, _, _ := strings.Cut(s, "\n")
	return one(line)
}
