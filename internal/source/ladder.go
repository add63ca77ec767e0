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
	case explodes(text):
		return nil, fmt.Errorf("%w: %s refers to itself or nests too deep", ErrLadder, path)
	}
	rungs, err := rungsOf(bytes.TrimPrefix(text, []byte("\ufeff")))
	if err != nil {
		return nil, fmt.Errorf("%w: %s: %s", ErrLadder, path, firstLine(err.Error()))
	}
	var out []oneonone.Skilled
	for _, r := range rungs {
		if s := r.skill(); s.Name != "" {
			out = append(out, s)
		}
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("%w: %s has none", ErrLadder, path)
	}
	return out, nil
}

// deepest is how many brackets may be open in a ladder.
const deepest = 64

// explodes tells a file that takes longer to read than it is worth: one with
// aliases, which may double at every line, or with brackets without end.
func explodes(text []byte) bool {
	open := 0
	for i, c := range text {
		switch c {
		case '[', '{':
			if open++; open > deepest {
				return true
			}
		case ']', '}':
			open = max(open-1, 0)
		case '\n':
			open = 0
		case '*', '&':
			before := i == 0 || bytes.IndexByte([]byte(" \t\n[,-:"), text[i-1]) >= 0
			after := i+1 < len(text) && text[i+1] > ' ' && text[i+1] != c
			if before && after {
				return true
			}
		}
	}
	return false
}

func rungsOf(text []byte) ([]rung, error) {
	var list []rung
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
