package cli

import (
	"slices"
	"strings"

	"oneonone/internal/oneonone"
	"oneonone/internal/store"
)

// How a second prep keeps what was edited into the first agenda of a meeting:
// both versions stay on file, and what the user wrote in goes over into the
// new one.
//
//   - A line of the user's is one that the old draft did not have.
//   - A line under a topic goes to the end of that topic in the new agenda:
//     the topic with the same id, else with the same heading.
//   - A topic of the user's, or one that the new agenda does not have, goes
//     behind the new topics with the user's lines in it.
//   - What the user wrote below the line stays below it.
//   - What the user took out or changed comes back as the new draft has it.

// withEdits gives the new agenda's text with what the user had written into
// the last one for the same meeting, and says so. Where the store can't be
// read, the new one stands alone: keeping it will say why.
func (o *draftOptions) withEdits(a *App, fresh oneonone.Agenda) string {
	text := oneonone.AgendaMarkdown(fresh)
	if o.demo {
		return text
	}
	last, err := a.lastAgendaFor(fresh.Meeting.ID)
	if err != nil || last == nil || last.Draft.OfEarlierForm() {
		return text
	}
	own := ownSections(last.Text, last.Draft)
	n := 0
	for _, s := range own {
		n += len(s.lines)
	}
	if n == 0 {
		return text
	}
	a.Screen().Say("you had edited the agenda of this meeting: it stays on file as %s, and your %s went over into the new one",
		a.shorten(last.ID), count(n, "line"))
	return insertSections(text, own, last.Draft, fresh)
}

// lastAgendaFor gives the latest agenda on file for a meeting, nil when there
// is none.
func (a *App) lastAgendaFor(meeting string) (last *oneonone.Kept[oneonone.Agenda], err error) {
	err = a.view(func(r *store.Reader) error {
		kept, err := latestOf[*oneonone.Kept[oneonone.Agenda]](r, oneonone.KindAgenda, 20)
		for _, k := range kept {
			newer := last == nil || k.Created.After(last.Created)
			if k.Draft.Meeting.ID == meeting && newer && !k.Removed {
				last = k
			}
		}
		return err
	})
	return last, err
}

// ownSection is what the user wrote under one heading; "" stands for what is
// above the first.
type ownSection struct {
	heading string
	lines   []string
}

// ownSections finds what a text has that its draft did not.
func ownSections(text string, draft oneonone.Agenda) []ownSection {
	drafted := map[string]int{}
	for line := range strings.Lines(oneonone.AgendaMarkdown(draft)) {
		drafted[strings.TrimSpace(line)]++
	}
	var out []ownSection
	at := ownSection{}
	end := func() {
		if len(at.lines) > 0 {
			out = append(out, at)
		}
	}
	for line := range strings.Lines(text) {
		bare := strings.TrimSpace(line)
		if heading, ok := headingOf(line); ok {
			end()
			at = ownSection{heading: heading}
		}
		if drafted[bare] > 0 {
			drafted[bare]--
			continue
		}
		if bare != "" {
			at.lines = append(at.lines, strings.TrimRight(line, " \t\r\n"))
		}
	}
	end()
	return out
}

// headingOf reads a heading of the second level, without its number and its
// minutes, or that of what is not sent.
func headingOf(line string) (string, bool) {
	if strings.TrimSpace(line) == "### "+oneonone.ForMeTitle {
		return oneonone.ForMeTitle, true
	}
	rest, ok := strings.CutPrefix(line, "## ")
	if !ok {
		return "", false
	}
	rest = strings.TrimSpace(rest)
	if number, title, found := strings.Cut(rest, ". "); found && strings.Trim(number, "0123456789") == "" {
		rest = title
	}
	timed := strings.HasSuffix(rest, " min") || strings.HasSuffix(rest, "to read")
	if at := strings.LastIndex(rest, " · "); at >= 0 && timed {
		rest = rest[:at]
	}
	return rest, true
}

// insertSections puts what is the user's into the text of the new agenda.
func insertSections(text string, own []ownSection, old, fresh oneonone.Agenda) string {
	lines := strings.Split(strings.TrimRight(text, "\n"), "\n")
	var orphans []string
	for _, s := range own {
		written := s.lines
		if _, ownHeading := headingOf(written[0]); ownHeading {
			written = written[1:]
		}
		at := endOfSection(lines, newHeading(s.heading, old, fresh))
		switch {
		case at < 0:
			orphans = append(append(orphans, "", "## "+s.heading, ""), written...)
		case len(written) > 0:
			lines = slices.Insert(lines, at, slices.Concat([]string{""}, written, []string{""})...)
		}
	}
	if len(orphans) > 0 {
		at := endOfTopics(lines)
		lines = slices.Insert(lines, at, append(squeeze(orphans), "")...)
	}
	return strings.TrimRight(strings.Join(squeeze(lines), "\n"), "\n") + "\n"
}

// newHeading gives the heading that a topic has now: that of the same id, else
// its old one.
func newHeading(heading string, old, fresh oneonone.Agenda) string {
	for _, was := range old.Topics {
		if topicHeading(was) != heading {
			continue
		}
		for _, is := range fresh.Topics {
			if is.ID == was.ID {
				return topicHeading(is)
			}
		}
	}
	return heading
}

// topicHeading is the title as the Markdown of an agenda has it.
func topicHeading(t oneonone.Topic) string {
	for line := range strings.Lines(oneonone.AgendaMarkdown(oneonone.Agenda{Topics: []oneonone.Topic{t}})) {
		if heading, ok := headingOf(line); ok {
			return heading
		}
	}
	return t.Title
}

// endOfSection gives the line after the last one of a section, -1 when there
// is no such section. What is above the first heading ends there.
func endOfSection(lines []string, heading string) int {
	inside := heading == ""
	for i, line := range lines {
		title, ok := headingOf(line)
		if inside && (ok || strings.TrimSpace(line) == "---") {
			return i
		}
		inside = inside || ok && title == heading
	}
	if inside {
		return len(lines)
	}
	return -1
}

// endOfTopics gives the line before which a topic more has its place: the
// first heading after the numbered ones, or the line that ends what is sent.
func endOfTopics(lines []string) int {
	numbered := false
	for i, line := range lines {
		_, ok := headingOf(line)
		switch {
		case isNumbered(line):
			numbered = true
		case numbered && ok, strings.TrimSpace(line) == "---":
			return i
		}
	}
	return len(lines)
}

// isNumbered tells whether a line is the heading of a drafted topic.
func isNumbered(line string) bool {
	number, _, found := strings.Cut(strings.TrimPrefix(line, "## "), ". ")
	return found && strings.HasPrefix(line, "## ") && strings.Trim(number, "0123456789") == ""
}

// squeeze leaves one empty line where there are several.
func squeeze(lines []string) []string {
	return slices.CompactFunc(lines, func(a, b string) bool { return strings.TrimSpace(a) == "" && strings.TrimSpace(b) == "" })
}
