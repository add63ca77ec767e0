package notes

import (
	"regexp"
	"strings"
	"sync"
)

// frontMatter marks the properties that Obsidian and others keep between two rules at
// the top, and gives how many lines they are.
func frontMatter(lines []Line) int {
	if len(lines) == 0 || lines[0].Text != "---" {
		return 0
	}
	for i := 1; i < len(lines); i++ {
		if lines[i].Text == "---" {
			for j := range i + 1 {
				lines[j].Form = true
			}
			return i + 1
		}
		if !lines[i].Blank && !strings.Contains(lines[i].Text, ":") && !lines[i].Bullet {
			return 0
		}
	}
	return 0
}

// drawer finds a line that opens or closes what Org and Logseq fold away.
var drawer = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^:[A-Za-z_-]+:$`) })

// property finds a line that is only a key and its value: "id:: 6561", "#+TITLE: 1:1".
var property = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^(?:[\w-]+::(?: |$)|#\+\w+:|:[\w-]+: )`)
})

// planned finds the day that Org and Logseq keep beside a task.
var planned = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`\b(DEADLINE|SCHEDULED|CLOSED): *[<\[](\d{4}-\d{2}-\d{2})[^>\]]*[>\]]`)
})

// orgTags finds the tags behind a heading of Org.
var orgTags = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`\s+:[\w@:]+:$`) })

// wikiLink finds a link of Obsidian, Logseq or Org.
var wikiLink = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`!?\[\[(?:([^\[\]|]*)\||[^\[\]]*\]\[)?([^\[\]|]+)\]\]`)
})

// linkText gives the words of a link: what stands for its page, or the page's own name where
// that is only an initial.
func linkText(link string) string {
	m := wikiLink().FindStringSubmatch(link)
	if len(m[2]) < 2 && m[1] != "" {
		return m[1]
	}
	return m[2]
}

// readOutliner leaves out drawers and properties of Org and Logseq, and puts the day of a
// task behind it.
func readOutliner(lines []Line) {
	org, folded := isOrg(lines), false
	for i := range lines {
		l := &lines[i]
		if !folded && !strings.ContainsAny(l.Text, "#[<📅➕🛫✅⏳⏫🔼🔽🔺⏬") && !strings.Contains(l.Text, "::") && !strings.HasPrefix(l.Text, ":") &&
			!strings.HasPrefix(l.Text, "#+") && !org {
			continue // most lines are of no outliner
		}
		switch {
		case drawer().MatchString(l.Text):
			folded = !folded && !strings.EqualFold(l.Text, ":END:")
			l.Form = true
			continue
		case folded:
			l.Form = true
			continue
		case property().MatchString(l.Text):
			l.readProperty()
			continue
		}
		if rest, ok := strings.CutPrefix(l.Text, "#task "); ok && l.Box != NoBox { // the mark of Obsidian's tasks
			l.Text, l.own = rest, l.own || l.Box == OpenBox
		}
		l.readLinks()
		if org {
			l.readOrg()
		}
		l.own = l.own || l.Box == OpenBox && strings.Contains(l.Text, "📅 ")
		l.Text = strings.Replace(taskDays().ReplaceAllString(l.Text, ""), "📅 ", "by ", 1)
		if m := planned().FindStringSubmatch(l.Text); m != nil {
			l.plan(m[0], m[1], m[2])
		}
	}
}

// readLinks writes links as their words. A name that is linked before a task has it.
func (l *Line) readLinks() {
	if !strings.Contains(l.Text, "[[") {
		return
	}
	if rest, ok := strings.CutPrefix(l.Text, "{{[[TODO]]}} "); ok { // as Roam has it
		l.Text, l.Box, l.own = rest, OpenBox, true
	} else if rest, ok := strings.CutPrefix(l.Text, "{{[[DONE]]}} "); ok {
		l.Text, l.Box = rest, DoneBox
	}
	leads := l.Box != NoBox && strings.HasPrefix(l.Text, "[[")
	l.Text = wikiLink().ReplaceAllStringFunc(l.Text, linkText)
	if name, rest, found := strings.Cut(l.Text, " "); leads && found && isNameWord(name, false) && !strings.HasPrefix(rest, ":") {
		l.Text = name + ": " + rest
	}
}

// taskDays finds what Obsidian's tasks keep besides the due day: when they were made, begun and
// done, and how much they press.
var taskDays = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`\s*(?:[➕🛫✅⏳]\s*\d{4}-\d{2}-\d{2}|[⏫🔼🔽🔺⏬])`)
})

// readProperty keeps what a property says of a task: who has it, and until when.
func (l *Line) readProperty() {
	key, value, _ := strings.Cut(l.Text, "::")
	value = strings.TrimSpace(wikiLink().ReplaceAllStringFunc(value, linkText))
	switch strings.ToLower(key) {
	case "deadline", "due":
		l.Text = "by " + value
	case "scheduled":
		l.Text = "on " + value
	case "owner", "assignee":
		l.Text = "(" + value + ")"
	default:
		if len(strings.Fields(value)) < 3 {
			l.Form = true
			return
		}
		l.Text = strings.TrimSpace(key) + ": " + value // somebody wrote a sentence there
	}
}

// plan writes the day of a task in words; one that is only closed has none.
func (l *Line) plan(written, state, day string) {
	lead := map[string]string{"DEADLINE": "by ", "SCHEDULED": "on "}[state]
	if lead == "" {
		day = ""
	}
	rest := strings.TrimSpace(strings.Replace(l.Text, written, "", 1))
	l.Text = strings.TrimSpace(rest + " " + lead + day)
	l.Form, l.joins = l.Text == "", rest == ""
	l.Bullet, l.Heading = l.Bullet && rest != "", l.Heading && rest != ""
}

// isOrg tells whether the notes are Org's: headings of two stars, a state behind a star or
// settings of a file.
func isOrg(lines []Line) bool {
	for _, l := range lines {
		if strings.HasPrefix(l.Text, "#+") || drawer().MatchString(l.Text) && l.sign == 0 && !l.Bullet && l.Indent == 0 || planned().MatchString(l.Text) {
			return true
		}
	}
	return false
}

// readOrg reads one star as a heading, and leaves out the tags behind one.
func (l *Line) readOrg() {
	if tags := orgTags().FindString(l.Text); tags != "" {
		l.Text = strings.TrimSuffix(l.Text, tags)
	}
	if l.sign == '*' && l.Box == NoBox {
		l.Heading, l.Bullet = true, false
	}
}

// readCallouts reads the boxes of Obsidian ("> [!todo] Title") as notes.
func readCallouts(lines []Line) {
	inside := false
	for i := range lines {
		l := &lines[i]
		if !strings.HasPrefix(l.Text, ">") {
			inside = false
			continue
		}
		text := strings.TrimLeft(l.Text, "> ")
		if rest, ok := strings.CutPrefix(text, "[!"); ok {
			_, title, _ := strings.Cut(rest, "]")
			inside = true
			*l = Line{No: l.No, Text: strings.Trim(title, "+- "), Heading: true}
			l.Blank = l.Text == ""
		} else if inside {
			*l = readLine(l.No, strings.TrimPrefix(strings.TrimPrefix(l.Text, ">"), " "))
		}
	}
}
