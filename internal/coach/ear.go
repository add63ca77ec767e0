package coach

import (
	"encoding/json"
	"regexp"
	"strings"
	"sync"
)

// ear tells of what arrives while an answer is written: the titles of topics, the
// sentences of a recap or a reflection. What it tells is not checked yet.
type ear struct {
	// titled tells that the answer is topics, of which the titles are told.
	titled bool
	tell   func(string)
	// rest is what was heard and not told.
	rest string
}

// longestHeard bounds what is kept of an answer in which nothing is told.
const longestHeard = 64 << 10

func newEar(task string, tell func(string)) *ear {
	return &ear{titled: task == taskPrep || task == taskShort, tell: tell}
}

// entry finds a field whose text is complete.
var entry = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`"(title|text|progress|theme)"\s*:\s*("(?:[^"\\]|\\.)*")`)
})

// hear takes the next piece. What a model thinks aloud is no answer.
func (e *ear) hear(d Delta) {
	if d.Again {
		e.rest = ""
	}
	e.rest += d.Text
	if at := strings.LastIndex(e.rest, "</think>"); at >= 0 {
		e.rest = e.rest[at:]
	} else if strings.HasPrefix(strings.TrimSpace(e.rest), "<think>") {
		return
	}
	if !strings.ContainsRune(d.Text, '"') {
		return
	}
	end := 0
	for _, m := range entry().FindAllStringSubmatchIndex(e.rest, -1) {
		end = m[1]
		var text string
		field := e.rest[m[2]:m[3]]
		if json.Unmarshal([]byte(e.rest[m[4]:m[5]]), &text) == nil && (field == "title") == e.titled && line(text) != "" {
			e.tell(short(text))
		}
	}
	e.rest = e.rest[end:]
	if len(e.rest) > longestHeard {
		e.rest = e.rest[len(e.rest)-longestHeard:]
	}
}
