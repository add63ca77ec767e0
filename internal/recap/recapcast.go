package recap

import (
	"slices"
	"sort"
	"strings"
	"unicode"

	"oneonone/internal/brief"
	"oneonone/internal/notes"
	"oneonone/internal/oneonone"
	"oneonone/internal/prose"
)

// voices is who speaks and who is spoken of in the notes.
type voices struct {
	cast *prose.Cast
	// transcript tells that the lines are turns of speakers.
	transcript bool
	// speakers are the names before the turns.
	speakers []string
	// author is whose notes they are, when they are a mail of the other one; "" for the user.
	author string
	// letter tells that the notes are written to the other person: "you" is
	// them.
	letter bool
	// toSelf tells that they are a letter to the user themselves.
	toSelf bool
	// met are those of the meeting and on file alone, without the names that the notes seem to
	// have.
	met *prose.Cast
	// stamped tells that the time stands before most lines.
	stamped bool
}

// castOf makes the cast of the people that are known before the notes are read.
func castOf(n brief.Notes) *prose.Cast {
	var people []string
	for _, p := range n.People {
		people = append(people, p.Text)
	}
	return prose.NewCast(n.Me, string(n.Meeting.With), people)
}

// knows tells whether a name is one that the cast has, or what programs call the two.
func knows(cast *prose.Cast, name string) bool {
	switch strings.ToLower(name) {
	case "me", "you", "them", "they":
		return true
	}
	_, ok := cast.Who(name)
	return ok && (len(name) > 1 || unicode.IsUpper(firstRune(name))) && endsAsName(name)
}

// endsAsName tells a name of several words from a sentence that begins with one: "Priya Nair",
// not "Priya to send the plan".
func endsAsName(name string) bool {
	words := strings.Fields(name)
	return len(words) < 2 || len(words) < 5 && (!unicode.IsLower(firstRune(words[len(words)-1])) || len(words) == 2 && unicode.IsLower(firstRune(words[0])))
}

// listen finds out who the notes are about.
func listen(cast, met *prose.Cast, form notes.Notes, all []unit) *voices {
	v := &voices{cast: cast, transcript: form.Talk, speakers: form.Speakers, met: met}
	v.callThem()
	if who, ok := cast.Who(form.Author); ok && who != oneonone.Me {
		v.author = who
	}
	if !v.transcript {
		for _, name := range properNames(form.Lines) {
			v.cast.Add(name)
		}
	} else {
		for _, name := range properNames(spokenLines(all)) {
			v.cast.Add(name)
		}
	}
	v.readInitials(form.Lines)
	stamps := 0
	for _, u := range all {
		if prose.CutStamp(u.Text) != u.Text {
			stamps++
		}
	}
	v.stamped = stamps*2 > len(all)
	v.letter = !v.transcript && (form.Author != "" || v.isLetter(form.Lines))
	return v
}

// spokenLines gives the turns of a talk as lines, without who says them.
func spokenLines(all []unit) []notes.Line {
	out := make([]notes.Line, len(all))
	for i, u := range all {
		out[i].Text = u.Text
	}
	return out
}

// callThem makes the speakers of a talk known: programs call the user "Me" or "You" and
// the other one "Them"; of two of whom one is the user, the second is the other one.
func (v *voices) callThem() {
	var others []string
	for _, name := range v.speakers {
		switch strings.ToLower(name) {
		case "me", "you":
			v.cast.Call(name, oneonone.Me)
			continue
		case "them", "they":
			if v.cast.Other() != "" {
				v.cast.Call(name, v.cast.Other())
				continue
			}
		}
		v.cast.Add(name)
		if who, ok := v.cast.Who(name); ok && who != oneonone.Me {
			others = append(others, who)
		}
	}
	if len(v.speakers) == 2 && len(others) == 1 {
		v.cast.SetOther(others[0])
	}
}

// isLetter sees the greeting of a letter among the first lines.
func (v *voices) isLetter(lines []notes.Line) bool {
	seen := 0
	for _, l := range lines {
		if l.Blank || l.Form {
			continue
		}
		if seen++; seen > 4 {
			return false
		}
		words := strings.Fields(strings.TrimSuffix(l.Text, ","))
		if strings.HasSuffix(l.Text, ",") && len(words) <= 5 && slices.ContainsFunc(words, v.isUser) {
			v.toSelf = true
			return false
		}
		if n := len(words); n > 0 && n <= 3 && strings.HasSuffix(l.Text, ",") && v.cast.Other() != "" {
			if who, _ := v.cast.Who(words[n-1]); who == v.cast.Other() {
				return true
			}
		}
		if _, ok := prose.Hear(l.Text).Starts("hi", "hello", "hey", "dear"); ok && len(strings.Fields(l.Text)) <= 5 {
			return true
		}
	}
	return false
}

func (v *voices) isUser(name string) bool {
	who, ok := v.cast.Who(name)
	return ok && who == oneonone.Me && len(name) > 1
}

// isMet tells whether a text names somebody of the meeting or on file.
func (v *voices) isMet(name string) bool {
	_, ok := v.met.Who(strings.TrimSpace(name))
	return ok && len(strings.TrimSpace(name)) > 1
}

// readInitials learns what the head of the notes shortens the two to: "Nikhil R
// (NR) / Steph K (SK)", "T.O. / DM".
func (v *voices) readInitials(lines []notes.Line) {
	seen := 0
	for _, l := range lines {
		if l.Blank || l.Foreign {
			continue
		}
		if seen++; seen > 3 {
			return
		}
		words := prose.Words(l.Text)
		for i, w := range words {
			short := strings.ReplaceAll(w.Text, ".", "")
			if len(short) < 2 || len(short) > 3 || short != strings.ToUpper(short) || strings.ContainsAny(short, "0123456789") {
				continue
			}
			if _, known := v.cast.Who(short); known {
				continue
			}
			for j := i - 1; j >= 0 && j >= i-2; j-- { // the name before it
				name := words[j].Text
				who, ok := v.cast.Who(name)
				if ok && len(name) > 1 && strings.EqualFold(name[:1], short[:1]) && strings.Contains(l.Text[words[j].End:w.Start], "(") {
					v.cast.Call(short, who)
				}
			}
			if _, known := v.cast.Who(short); !known && strings.ContainsAny(l.Text, "/&+<") {
				if who, ok := v.cast.Who(short[:1]); ok && (who == oneonone.Me || who == v.cast.Other()) {
					v.cast.Call(short, who)
				}
			}
		}
	}
}

// takesTask tells whether a line begins with somebody who is to do something:
// "Alex to send …", "Ola will check …", "Mia sends …". Words that lead to a verb themselves
// ("plan to send") are nobody.
func takesTask(words []prose.Word) bool {
	if len(words) < 4 || !writtenAsName(words[0]) || prose.IsStop(words[0].Lower) || prose.LeadsToVerb(words[0].Lower) {
		return false
	}
	switch words[1].Lower {
	case "from", "in", "at": // where they belong: "Oisín in stores swaps it"
		return len(words) > 4 && !prose.IsStop(words[2].Lower) && (words[3].Lower == "is" || words[3].Lower == "will" || prose.BaseForm(words[3].Lower) != "")
	case "to", "will", "must", "should":
		return prose.IsTaskVerb(words[2].Lower) || prose.IsTaskVerb(words[3].Lower)
	case "is":
		return words[2].Lower == "going" && words[3].Lower == "to"
	case "has", "needs":
		return words[2].Lower == "to" && prose.IsTaskVerb(words[3].Lower)
	}
	second := words[1].Lower
	return words[1].Text == second && (prose.BaseForm(second) != "" || prose.IsIrregularPast(second) || strings.HasSuffix(second, "ed"))
}

// isIntroduced tells whether a line begins with somebody and who that is, and then what is
// done: "Delphine, her assistant, will set up the series".
func isIntroduced(text string, words []prose.Word) bool {
	if len(words) < 4 || !writtenAsName(words[0]) || !strings.HasPrefix(text[words[0].End:], ", ") {
		return false
	}
	for i := 2; i < min(6, len(words)); i++ {
		if gap := text[words[i-1].End:words[i].Start]; gap == ", " {
			return words[i].Lower == "will" || words[i].Lower == "is" || prose.BaseForm(words[i].Lower) != ""
		}
	}
	return false
}

// isAssigned tells whether a line begins with the name of somebody and what to
// do: "Mia: fix the flaky test".
func isAssigned(text string, words []prose.Word) bool {
	label, rest, labelled := prose.CutLabel(text)
	name, _, _ := strings.Cut(label, " (")
	return labelled && len(words) > 2 && name == words[0].Text && writtenAsName(words[0]) && !prose.LeadsToVerb(words[0].Lower) &&
		prose.IsTaskVerb(strings.ToLower(firstWord(rest)))
}

// isReporter tells whether a line begins with somebody who says something:
// "Devon told K …", "Ximena (support) wrote …", "Sarah, who runs QA, finds …".
func isReporter(text string, words []prose.Word) bool {
	if len(words) < 4 || !writtenAsName(words[0]) {
		return false
	}
	for _, w := range words[1:min(7, len(words))] {
		if strings.ContainsAny(text[:w.Start], ".:;!?") {
			return false
		}
		switch w.Lower {
		case "told", "said", "says", "thinks", "finds", "wrote", "feels", "felt", "mentioned", "complained", "reckons":
			return true
		}
	}
	return false
}

// properNames finds the words that are written like names: with a capital in
// the middle of a sentence, or after an @.
func properNames(lines []notes.Line) []string {
	seen, common := map[string]bool{}, map[string]bool{}
	for _, l := range lines {
		if l.Foreign {
			continue
		}
		before := -1
		words := prose.Words(l.Text)
		if takesTask(words) || isAssigned(l.Text, words) || isIntroduced(l.Text, words) || isReporter(l.Text, words) {
			seen[words[0].Text] = true
		}
		for i, w := range words {
			gap := ""
			if before >= 0 {
				gap = l.Text[before:w.Start]
			}
			before = w.End
			if strings.ContainsAny(gap, ".!?") && (takesTask(words[i:]) || isIntroduced(l.Text, words[i:])) {
				seen[w.Text] = true
			}
			if w.Start > 0 && l.Text[w.Start-1] == '@' {
				seen[w.Text] = true
				continue
			}
			if w.Text == w.Lower {
				common[w.Lower] = true
			}
			if writtenAsName(w) && i > 0 && joinsNames(gap) {
				seen[w.Text] = true
			}
		}
	}
	var names []string
	for name := range seen {
		if !common[strings.ToLower(name)] {
			names = append(names, name)
		}
	}
	sort.Strings(names)
	return names
}

// joinsNames tells what may stand before a name in a sentence.
func joinsNames(gap string) bool {
	switch gap {
	case " ", ", ", " / ", " & ", " + ", " (":
		return true
	}
	return false
}

// writtenAsName tells whether a word has one capital, at its front, and is no
// word of the calendar or of every day.
func writtenAsName(w prose.Word) bool {
	if prose.IsStop(w.Lower) || prose.IsTaskVerb(w.Lower) || notes.SectionOf(w.Text) != notes.NoSection ||
		!unicode.IsUpper(firstRune(w.Text)) || len(w.Text) < 2 || len(daysIn(strings.TrimSuffix(w.Text, "s"))) > 0 {
		return false
	}
	for i, r := range w.Text {
		if i > 0 && !unicode.IsLower(r) && r != '-' {
			return false
		}
	}
	return true
}

// name tells whether a word names a person.
func (v *voices) name(word string) bool {
	_, ok := v.cast.Who(word)
	return ok && (len(word) > 1 || unicode.IsUpper(firstRune(word)))
}

// owner resolves what a statement calls its owner. Speaker is whose words
// they are: "" in the user's own notes.
func (v *voices) owner(who, speaker string) oneonone.Maybe {
	who = strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(who), "the "))
	switch strings.TrimPrefix(strings.ToLower(who), "my ") {
	case "":
		return ""
	case "mine", "that's me", "thats me", "that is me", "on me", "all mine":
		return oneonone.Me
	case "i", "me", "myself":
		return v.person(speaker)
	case "he", "she", "him", "her", "they", "them", "boss", "manager":
		if v.transcript {
			return "" // the two call each other "you"
		}
		return oneonone.Maybe(v.cast.Other())
	case "you":
		if speaker == "" && v.toSelf {
			return oneonone.Me
		}
		if speaker == "" && v.letter {
			return oneonone.Maybe(v.cast.Other()) // the notes are a letter
		}
		return oneonone.Maybe(v.addressee(speaker))
	case "we", "us":
		return ""
	case "both", "both of us", "together", "we both", "us both":
		return "both"
	}
	if inside, ok := spelledOut(who); ok {
		who = inside
	}
	if first, second, found := cutPair(who); found {
		return v.pair(v.owner(first, speaker), v.owner(second, speaker), who)
	}
	if name, ok := v.cast.Who(who); ok {
		return oneonone.Maybe(name)
	}
	return oneonone.Maybe(strings.TrimPrefix(who, "@"))
}

// stranger is whose words they are in a talk where no name stands before them.
const stranger = "?"

// person gives who speaks: the user in notes of their own, nobody where it is not known.
func (v *voices) person(speaker string) oneonone.Maybe {
	switch speaker {
	case "":
		return oneonone.Me
	case stranger:
		return ""
	}
	return oneonone.Maybe(speaker)
}

// pair resolves two owners: the user and the other person are "both", the
// user with somebody else owns it, two others stay as written.
func (v *voices) pair(a, b oneonone.Maybe, written string) oneonone.Maybe {
	other := oneonone.Maybe(v.cast.Other())
	switch {
	case a == oneonone.Me && b == other || b == oneonone.Me && a == other:
		return "both"
	case a == oneonone.Me || b == oneonone.Me:
		return oneonone.Me
	}
	return oneonone.Maybe(written)
}

// addressee is who is meant by "you" when two people talk.
func (v *voices) addressee(speaker string) string {
	if speaker == oneonone.Me {
		return v.cast.Other()
	}
	if speaker != "" && speaker != stranger && (speaker == v.cast.Other() || len(v.speakers) == 2) {
		return oneonone.Me
	}
	return ""
}

// spelledOut reads the names behind "we (Ola + me)".
func spelledOut(who string) (string, bool) {
	we, inside, found := strings.Cut(who, "(")
	if we = strings.ToLower(strings.TrimSpace(we)); !found || we != "we" && we != "both" && we != "us" {
		return "", false
	}
	return strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(inside), ")")), true
}

func cutPair(who string) (first, second string, found bool) {
	for _, and := range []string{" & ", " and ", " + ", "/", ", "} {
		if first, second, found = strings.Cut(who, and); found {
			return strings.TrimSpace(first), strings.TrimSpace(second), true
		}
	}
	return "", "", false
}

// isWho tells whether a short text names an owner and nothing else.
func (v *voices) isWho(s string) bool {
	s = strings.TrimSpace(s)
	if s == "" || len(strings.Fields(s)) > 5 {
		return false
	}
	switch strings.ToLower(s) {
	case "i", "me", "mine", "you", "he", "she", "both", "we", "us", "him", "her", "both of us", "together":
		return true
	}
	if inside, ok := spelledOut(s); ok {
		return v.isWho(inside)
	}
	if first, second, found := cutPair(s); found {
		return v.isWho(first) && v.isWho(second)
	}
	_, ok := v.cast.Who(s)
	return ok && (len(s) > 1 || unicode.IsUpper(firstRune(s)))
}
