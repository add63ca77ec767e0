package coach

import (
	"fmt"
	"slices"
	"strings"

	"oneonone/internal/brief"
	"oneonone/internal/ground"
	"oneonone/internal/notes"
	"oneonone/internal/oneonone"
	"oneonone/internal/prose"
	"oneonone/internal/secret"
)

// page is the raw notes of a meeting as a model is shown them. Lines keep
// their numbers, whatever was left out of them.
type page struct {
	lines      []string
	topics     []shown
	byLabel    map[string]oneonone.Topic
	mark       string
	redactions int
	// talk tells that the lines are the turns of a talk.
	talk bool
}

func newPage(n brief.Notes) *page {
	p := &page{byLabel: map[string]oneonone.Topic{}}
	turns := turnsOf(n)
	p.talk = turns != nil
	for i, raw := range strings.Split(n.Raw, "\n") {
		if turns != nil {
			raw = turns[i+1]
		}
		text := safe(strings.TrimRight(raw, "\r"))
		p.redactions += strings.Count(text, secret.Masked)
		p.lines = append(p.lines, text)
	}
	for i, t := range n.Topics {
		label := fmt.Sprintf("t%d", i+1)
		p.byLabel[label] = t
		p.topics = append(p.topics, shown{Label: label, Text: line(safe(t.Title))})
	}
	p.mark = markOf(p.lines)
	return p
}

// turnsOf gives the lines of a talk with who says each, without the times and marks of the
// program that wrote it down; nil for notes that are no talk.
func turnsOf(n brief.Notes) map[int]string {
	cast := prose.NewCast(n.Me, string(n.Meeting.With), nil)
	form := notes.Read(n.Raw, notes.Meeting{On: n.Meeting.On.Time(n.Now.Location()), Knows: func(name string) bool {
		_, ok := cast.Who(name)
		return ok
	}})
	if !form.Talk {
		return nil
	}
	turns := form.Turns()
	for _, l := range form.Lines {
		if _, ok := turns[l.No]; !ok && (l.Says() || l.Heading) {
			turns[l.No] = l.Text
		}
	}
	return turns
}

func (p *page) empty() bool {
	return !slices.ContainsFunc(p.lines, func(l string) bool { return strings.TrimSpace(l) != "" })
}

func (p *page) numbered() []string {
	out := make([]string, len(p.lines))
	for i, l := range p.lines {
		out[i] = strings.TrimRight(fmt.Sprintf("%d | %s", i+1, l), " ")
	}
	return out
}

// shown gives the lines of a part. Of a talk those that nobody spoke are left out: files of
// captions have four of them for each that says something.
func (p *page) shown(part span) []string {
	lines := p.numbered()[part.from:part.to]
	if !p.talk {
		return lines
	}
	return slices.DeleteFunc(lines, func(l string) bool { return strings.HasSuffix(l, " |") })
}

// listener makes a recap of an answer.
type listener struct {
	findings
	n    brief.Notes
	page *page
	cast *prose.Cast
	// people are the names of the meeting and on file, but the user's.
	people []string
	ground *ground.Ground
	// notSure is what may be something that changes what is on file.
	notSure []oneonone.NotSure
	// used are the lines that an entry rests on, had what each section has.
	used map[int]bool
	had  map[string]bool
}

func newListener(n brief.Notes, p *page) *listener {
	l := &listener{n: n, page: p, used: map[int]bool{}, had: map[string]bool{}}
	for _, person := range n.People {
		if !l.isMe(person.Text) {
			l.people = append(l.people, line(person.Text))
		}
	}
	l.cast = prose.NewCast(n.Me, string(n.Meeting.With), l.people)
	if with := line(string(n.Meeting.With)); with != "" && !slices.Contains(l.people, with) {
		l.people = append([]string{with}, l.people...)
	}
	l.ground = l.groundOfNotes()
	return l
}

func (l *listener) isMe(name string) bool {
	return slices.ContainsFunc(l.n.Me, func(me string) bool { return oneonone.SameName(me, name) })
}

// cited gives those of the line numbers that exist and say something, sorted,
// each once.
func (l *listener) cited(numbers []int) []int {
	var out []int
	for _, n := range numbers {
		if n >= 1 && n <= len(l.page.lines) && strings.TrimSpace(l.page.lines[n-1]) != "" {
			out = append(out, n)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func (l *listener) texts(lines []int) []string {
	out := make([]string, len(lines))
	for i, n := range lines {
		out[i] = l.page.lines[n-1]
	}
	return out
}

// groundOfNotes gathers the lines. The user and the other person may be named
// wherever the notes leave them out.
func (l *listener) groundOfNotes() *ground.Ground {
	var sources []ground.Source
	for i, text := range l.page.lines {
		if strings.TrimSpace(text) != "" {
			sources = append(sources, ground.Source{ID: lineID(i + 1), Text: text, On: l.n.Meeting.On})
		}
	}
	names := append(append(slices.Clone(l.people), l.n.Me...), string(l.n.Meeting.With))
	return ground.New(sources, l.n.Meeting.On, l.n.Locale, names)
}
