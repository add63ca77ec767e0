package recap

import (
	"strings"
	"time"
	"unicode"

	"oneonone/internal/notes"
	"oneonone/internal/oneonone"
	"oneonone/internal/prose"
)

// head is what the front of a unit says about the rest of it.
type head struct {
	// rest is where the statement itself begins.
	rest int
	// who is the label's owner or speaker, as written.
	who string
	// owned tells that the label hands a task over ("Sam -> …", "@sam …").
	owned bool
	// marked tells that the line calls itself an action item.
	marked bool
	// opinion tells that the line calls itself feedback, from and to say
	// what the label says of that.
	opinion  bool
	from, to string
	section  notes.Section
}

// readHead reads labels off the front of a unit until none is left.
func (v *voices) readHead(u *unit) head {
	h := head{section: u.Section, from: u.from, to: u.to, who: u.Owner, owned: u.Owner != "", marked: u.Owner != ""}
	if u.directed {
		h.section = notes.Feedback
	}
	if from, to, found := prose.CutArrow(u.Owner); found && v.isWho(from) && v.isWho(to) {
		h = head{section: notes.Feedback, opinion: true, from: strings.TrimSpace(from), to: strings.TrimSpace(to)}
	}
	for range 4 {
		rest := u.Text[h.rest:]
		n := v.readLabel(rest, &h)
		if n <= 0 {
			break
		}
		h.rest += n
		h.rest += len(u.Text[h.rest:]) - len(strings.TrimLeft(u.Text[h.rest:], " \t"))
	}
	return h
}

// readLabel reads one label and gives its length, 0 when there is none.
func (v *voices) readLabel(s string, h *head) int {
	if rest, ok := prose.OpinionMark(s); ok {
		h.opinion = true
		return len(s) - len(rest)
	}
	if n := ornament(s); n > 0 {
		return n
	}
	if n := len(s) - len(prose.CutStamp(s)); n > 0 && v.stamped {
		return n
	}
	if n := v.readHandle(s, h); n > 0 {
		return n
	}
	if n := readTag(s, h); n > 0 {
		return n
	}
	if n := v.readArrow(s, h); n > 0 {
		return n
	}
	if label, rest, ok := prose.CutLabel(s); ok {
		if v.judgeLabel(label, rest, h) {
			return len(s) - len(rest)
		}
		return 0
	}
	if n := v.readMarker(s, h); n > 0 {
		return n
	}
	if n := readMe(s, h); n > 0 {
		return n
	}
	return v.readDash(s, h)
}

// readMe reads the "me" in "me silence + real fix": no sentence begins so, and it says who.
func readMe(s string, h *head) int {
	rest, ok := strings.CutPrefix(s, "me ")
	if !ok || h.who != "" {
		return 0
	}
	if first := firstWord(rest); first == "" || prose.IsStop(first) {
		return 0 // "me and Priya", "me too"
	}
	h.who, h.owned = "me", true
	return len(s) - len(strings.TrimLeft(rest, " "))
}

// ornament measures the emoji or arrow that stands before a statement.
func ornament(s string) int {
	rest := strings.TrimLeftFunc(s, func(r rune) bool {
		return unicode.Is(unicode.So, r) || unicode.Is(unicode.Sk, r) || r == '\ufe0f' || r == '\u200d'
	})
	for _, arrow := range []string{"=> ", "-> ", "→ ", "--> "} {
		rest = strings.TrimPrefix(rest, arrow)
	}
	return len(s) - len(rest)
}

// readHandle reads "@sam", "@sam:" or "(sam)".
func (v *voices) readHandle(s string, h *head) int {
	if inside, _, closed := strings.Cut(strings.TrimPrefix(s, "("), ") "); closed && strings.HasPrefix(s, "(") && h.who == "" && v.isWho(inside) {
		h.who, h.owned = inside, true // "(me) write the rules"
		return len(inside) + len("() ")
	}
	if !strings.HasPrefix(s, "@") || h.who != "" {
		return 0
	}
	end := strings.IndexFunc(s[1:], func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune("._-", r)
	})
	if end <= 0 {
		return 0
	}
	end++
	h.who, h.owned = strings.TrimRight(s[1:end], "._-"), true
	return end + len(s[end:]) - len(strings.TrimLeft(s[end:], " :,-–—"))
}

// readTag reads "#todo write the rules", "#feedback the docs came late".
func readTag(s string, h *head) int {
	if !strings.HasPrefix(s, "#") || h.section != notes.NoSection {
		return 0
	}
	tag, _, _ := strings.Cut(s[1:], " ")
	section := notes.SectionOf(tag)
	if section == notes.NoSection || section == notes.PastActions {
		return 0
	}
	h.section, h.marked = section, section == notes.Actions
	return len(s) - len(strings.TrimLeft(s[1+len(tag):], " "))
}

// readArrow reads "Sam -> talk to legal" and "Sam → Ola: more context".
func (v *voices) readArrow(s string, h *head) int {
	before, after, found := prose.CutArrow(s)
	if !found || h.who != "" || !v.isWho(before) && !(isNewName(strings.TrimSpace(before)) && prose.Hear(after).Orders()) {
		return 0
	}
	if to, rest, ok := prose.CutLabel(strings.TrimSpace(after)); ok && v.isWho(to) {
		h.opinion, h.from, h.to = true, strings.TrimSpace(before), to
		return len(s) - len(rest)
	}
	h.who, h.owned = strings.TrimSpace(before), true
	return len(s) - len(strings.TrimLeft(after, " "))
}

// judgeLabel tells whether a label before a colon says who or what kind. A
// label that names the subject stays with the text.
func (v *voices) judgeLabel(label, rest string, h *head) bool {
	if who, ok := markerOwner(label); ok {
		h.marked = true
		if v.isWho(who) || isNewName(who) {
			h.who = who
		}
		return true
	}
	if o, ok := prose.FeedbackLabel(label); ok {
		h.opinion = true
		if o.From != "" {
			h.from = o.From
		}
		if o.To != "" {
			h.to = o.To
		}
		return true
	}
	if given, found := strings.CutPrefix(strings.ToLower(label), "from "); found && !h.opinion {
		who, _, _ := strings.Cut(label[len("from "):], " ")
		if _, gets := strings.CutSuffix(given, "get"); gets || v.letter && len(strings.Fields(given)) == 1 && v.isWho(who) {
			h.who, h.owned = who, true
			return true
		}
	}
	for _, about := range []string{" to ", " on ", " about "} {
		if from, to, found := strings.Cut(label, about); found && v.isWho(from) && v.isWho(to) {
			h.opinion, h.from, h.to = true, from, to
			return true
		}
	}
	if name, _, found := strings.Cut(label, " ("); found && h.who == "" && v.isWho(name) {
		h.who = name // "Carlos (infra)"
		return true
	}
	if h.who == "" && (v.isWho(strings.ToUpper(label)) && len(label) == 1 || v.isWho(label) || prose.IsJobTitle(label)) {
		h.who = label
		return true
	}
	if _, speaks := prose.Hear(rest).Starts("i will", "i am", "i have"); speaks && h.who == "" && writtenAsNames(label) {
		h.who = label // somebody who is not on file speaks
		return true
	}
	if s := notes.SectionOf(label); s != notes.NoSection && s != notes.PastActions && len(strings.Fields(label)) <= 3 {
		h.section = s
		h.marked = h.marked || s == notes.Actions
		return true
	}
	return false
}

// markerOwner reads "AI", "AI me", "Action (Sam)", "TODO for Sam".
func markerOwner(label string) (who string, ok bool) {
	if strings.HasPrefix(strings.ToLower(label), "to") && notes.SectionOf(label) == notes.Actions && label != strings.ToUpper(label) {
		return "me", true // "todo: …" is what one writes down for oneself
	}
	switch strings.ToLower(label) {
	case "my action", "my actions", "my todo", "my todos", "my to-do", "my ai", "my task", "my homework", "my next step",
		"my next steps", "for me", "on me":
		return "me", true
	case "his action", "his todo", "her action", "her todo", "his actions", "her actions":
		return "he", true
	}
	if of, who, found := strings.Cut(label, " for "); found && len(strings.Fields(of)) <= 2 && prose.Hear(of).Says("homework", "next step",
		"next steps", "job", "to do", "one") {
		return who, true
	}
	first, rest, _ := strings.Cut(label, " ")
	switch strings.Trim(first, "()[]") {
	case "AI", "AP", "AIs", "TODO", "Todo", "todo", "ToDo", "ACTION", "Action", "action", "Task", "task", "TASK":
	default:
		return "", false
	}
	rest = strings.TrimSpace(rest)
	for _, word := range []string{"item", "items", "Item", "point", "for", "on"} {
		rest = strings.TrimSpace(strings.TrimPrefix(rest, word+" "))
		if rest == word {
			rest = ""
		}
	}
	return strings.Trim(rest, "()[]- "), true
}

// readMarker reads "AI me - …", "TODO check …", "[AI Sam] …".
func (v *voices) readMarker(s string, h *head) int {
	first, rest, found := strings.Cut(strings.TrimLeft(s, "[("), " ")
	if !found || h.marked {
		return 0
	}
	sure := false
	switch strings.TrimRight(first, ")]-") {
	case "AI", "AP", "TODO", "ACTION":
		sure = true
	case "Todo", "ToDo", "todo", "Action", "action", "Task", "task", "ai":
	default:
		return 0
	}
	rest = strings.TrimLeft(rest, "-–— ")
	if who, after, ok := strings.Cut(rest, " "); ok && v.isWho(strings.Trim(who, ":,)]-")) && h.who == "" &&
		!strings.HasPrefix(after, "to ") && !strings.HasPrefix(after, "will ") {
		h.who, rest, sure = strings.Trim(who, ":,)]-"), after, true
	}
	if !sure {
		return 0
	}
	h.marked = true
	return len(s) - len(strings.TrimLeft(rest, "-–— :"))
}

// readDash reads "Abby - prepare the demo".
func (v *voices) readDash(s string, h *head) int {
	for _, dash := range []string{" - ", " – ", " — "} {
		before, after, found := strings.Cut(s, dash)
		if found && h.who == "" && (v.isWho(before) || isNewName(before) && prose.Hear(after).Orders()) {
			h.who = before
			return len(s) - len(strings.TrimLeft(after, " "))
		}
	}
	return 0
}

// writtenAsNames tells whether a text is one or two words that are written as names.
func writtenAsNames(s string) bool {
	words := prose.Words(s)
	for _, w := range words {
		if !writtenAsName(w) {
			return false
		}
	}
	return len(words) > 0 && len(words) <= 2
}

// isNewName tells whether a text may be the name, the initials or the job of
// somebody not on file.
func isNewName(s string) bool {
	if prose.IsJobTitle(s) {
		return true
	}
	return !strings.ContainsAny(s, " 0123456789/") && unicode.IsUpper(firstRune(s)) && (strings.ToLower(s[1:]) == s[1:] || len(s) < 4) &&
		!prose.IsTaskVerb(strings.ToLower(s)) && !prose.IsStop(strings.ToLower(s)) &&
		len(s) < 16 && notes.SectionOf(s) == notes.NoSection
}

// ownerMark is an owner written behind a task: "(me)", "— Sam", "@sam".
type ownerMark struct {
	who        string
	start, end int
}

// trailingOwner finds the owner behind a task, where nothing but a date may
// follow.
func (v *voices) trailingOwner(text string) (ownerMark, bool) {
	if m, ok := v.ownerInBrackets(text); ok {
		return m, true
	}
	if m, ok := v.ownerBetween(text); ok {
		return m, true
	}
	for _, dash := range []string{" — ", " – ", " - ", " → ", " -> ", " -- "} {
		at := strings.LastIndex(text, dash)
		if at < 0 {
			continue
		}
		who, _, _ := strings.Cut(text[at+len(dash):], ",")
		who = strings.TrimPrefix(strings.TrimRight(who, ". !"), "@")
		pointed := strings.HasSuffix(dash, "> ") || dash == " → "
		if first := firstWord(who); pointed && !v.isWho(who) && v.isWho(first) && len(strings.Fields(who)) < 5 && !v.isVerb(who) {
			who = first // "→ me before the release"
		}
		dated := isNewName(who) && len(daysIn(text[at+len(dash)+len(who):])) > 0
		if v.isWho(who) || (pointed || dated) && isNewName(who) && len(daysIn(who)) == 0 {
			return ownerMark{who, at, at + len(dash) + len(who)}, true
		}
	}
	if at := strings.LastIndexAny(text, "@#"); at > 0 && text[at-1] == ' ' {
		who := firstWord(strings.TrimRight(text[at+1:], ". !"))
		if rest := text[at+1+len(who):]; v.isWho(who) && (strings.Trim(rest, ". !") == "" || len(daysIn(rest)) > 0) {
			return ownerMark{who, at, at + 1 + len(who)}, true
		}
	}
	return ownerMark{}, false
}

// isVerb tells whether somebody does something there: "Sam to send", "she sends".
func (v *voices) isVerb(s string) bool {
	_, promises := prose.Hear(s).Promise(v.name)
	_, tells := prose.Hear(s).Deed(v.name)
	return promises || tells
}

// ownerBetween reads "unit tests for the driver, me, end of Feb", "rubric: NR, v2
// by Friday", "lab badge → DM, still open, tmrw": a piece between marks that is
// nothing but an owner.
func (v *voices) ownerBetween(text string) (ownerMark, bool) {
	rest := text
	for at := 0; ; {
		n, mark := nextMark(rest, ". ", "... ")
		if n < 0 {
			return ownerMark{}, false
		}
		from := at + n
		at = from + len(mark)
		rest = text[at:]
		end, _ := nextMark(rest)
		if end < 0 {
			end = len(rest)
		}
		who := strings.TrimRight(rest[:end], " .!")
		if len(strings.Fields(text[:from])) < 1 || !v.isOwnerAside(who) {
			continue
		}
		behind := rest[end:]
		mine := v.owner(who, "") == "me"
		if strings.HasSuffix(mark, ". ") && (!mine || strings.HasPrefix(behind, ":")) {
			continue // the next sentence begins with a name
		}
		if mark == ", " && !mine && len(daysIn(behind)) == 0 || mark == ", " && len(strings.Fields(behind)) > 8 {
			continue
		}
		return ownerMark{who, from, at + len(who)}, true
	}
}

// isOwnerAside tells whether a piece of a line says who takes it and nothing
// else. A pronoun is no owner there: ", he, " is part of a sentence.
func (v *voices) isOwnerAside(s string) bool {
	switch strings.ToLower(s) {
	case "i", "he", "she", "we", "us", "him", "her", "they", "":
		return false
	}
	if v.owner(s, "") == oneonone.Me {
		return true
	}
	for _, w := range strings.Fields(s) {
		if len(w) > 3 && !unicode.IsUpper(firstRune(strings.TrimLeft(w, "@("))) {
			return false // "Carlos retires"
		}
	}
	return len(strings.Fields(s)) <= 3 && s != strings.ToLower(s) && v.isWho(s)
}

// nextMark finds the next mark that parts the pieces of a line, or one of more.
func nextMark(s string, more ...string) (at int, mark string) {
	at = -1
	for _, m := range append(more, ", ", ": ", " → ", " -> ", " => ", " = ", " ➡️ ", " - ", " – ", " — ", " 👉 ") {
		if i := strings.Index(s, m); i >= 0 && (at < 0 || i < at) {
			at, mark = i, m
		}
	}
	return at, mark
}

// daysIn finds the days in a text, to ask whether and where it names one.
func daysIn(text string) []prose.DateSpan {
	return prose.Dates(text, time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC), prose.Locale{})
}

// ownerInBrackets reads "(me)", "[Sam]", "(owner: Sam, due Fri)".
func (v *voices) ownerInBrackets(text string) (ownerMark, bool) {
	for i := len(text) - 1; i >= 0; i-- {
		if text[i] != '(' && text[i] != '[' {
			continue
		}
		length := strings.IndexAny(text[i:], ")]")
		if length < 0 {
			continue
		}
		inside := text[i+1 : i+length]
		who, behind, several := strings.Cut(inside, ",")
		if several && len(daysIn(behind)) == 0 && (v.isWho(behind) || len(strings.Fields(behind)) > 3) {
			who = inside
		}
		if several && len(daysIn(behind)) == 0 && !v.isMet(who) && !strings.EqualFold(who, "me") {
			continue // "(Rotterdam, specialist track)" tells of somebody
		}
		for _, label := range []string{"owner:", "Owner:", "who:", "assignee:", "AI:", "AI "} {
			who = strings.TrimSpace(strings.TrimPrefix(who, label))
		}
		if v.isWho(strings.TrimPrefix(who, "@")) && len(strings.Fields(text[i+length:])) <= 5 {
			m := ownerMark{strings.TrimPrefix(who, "@"), i, i + length + 1}
			if several {
				m.start, m.end = i+1, i+1+strings.IndexByte(inside, ',')+1
			}
			return m, true
		}
	}
	return ownerMark{}, false
}
