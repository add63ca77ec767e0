package recap

import (
	"sort"
	"strings"
	"unicode"

	"oneonone/internal/brief"
	"oneonone/internal/oneonone"
	"oneonone/internal/prose"
)

// voices is who speaks and who is spoken of in the notes.
type voices struct {
	cast *prose.Cast
	// transcript tells that the lines are turns of speakers.
	transcript bool
	speakers   map[string]bool
	// letter tells that the notes are written to the other person: "you" is
	// them.
	letter bool
	// stamped tells that the time stands before most lines.
	stamped bool
}

// listen finds out who the notes are about.
func listen(n brief.Notes, all []unit, lines []line) *voices {
	var people []string
	for _, p := range n.People {
		people = append(people, p.Text)
	}
	v := &voices{cast: prose.NewCast(n.Me, string(n.Meeting.With), people), speakers: map[string]bool{}}
	v.findSpeakers(all)
	if len(v.speakers) == 2 {
		v.findOther()
	}
	for _, name := range properNames(lines) {
		v.cast.Add(name)
	}
	v.readInitials(lines)
	stamps := 0
	for _, u := range all {
		if prose.CutStamp(u.text) != u.text {
			stamps++
		}
	}
	v.stamped = stamps*2 > len(all)
	v.letter = !v.transcript && v.isLetter(lines)
	return v
}

// isLetter sees the greeting of a letter among the first lines.
func (v *voices) isLetter(lines []line) bool {
	seen := 0
	for _, l := range lines {
		if l.blank || isMailField(l.text) {
			continue
		}
		if seen++; seen > 4 {
			return false
		}
		words := strings.Fields(strings.TrimSuffix(l.text, ","))
		if n := len(words); n > 0 && n <= 3 && strings.HasSuffix(l.text, ",") && v.cast.Other() != "" {
			if who, _ := v.cast.Who(words[n-1]); who == v.cast.Other() {
				return true
			}
		}
		if _, ok := prose.Hear(l.text).Starts("hi", "hello", "hey", "dear"); ok && len(strings.Fields(l.text)) <= 5 {
			return true
		}
	}
	return false
}

// readInitials learns what the head of the notes shortens the two to: "Nikhil R
// (NR) / Steph K (SK)", "T.O. / DM".
func (v *voices) readInitials(lines []line) {
	seen := 0
	for _, l := range lines {
		if l.blank || l.foreign {
			continue
		}
		if seen++; seen > 3 {
			return
		}
		words := prose.Words(l.text)
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
				if ok && len(name) > 1 && strings.EqualFold(name[:1], short[:1]) && strings.Contains(l.text[words[j].End:w.Start], "(") {
					v.cast.Call(short, who)
				}
			}
			if _, known := v.cast.Who(short); !known && strings.ContainsAny(l.text, "/&+<") {
				if who, ok := v.cast.Who(short[:1]); ok && (who == oneonone.Me || who == v.cast.Other()) {
					v.cast.Call(short, who)
				}
			}
		}
	}
}

// findSpeakers tells a transcript from notes: most lines have a label, and
// the labels come again and again.
func (v *voices) findSpeakers(all []unit) {
	counts, labelled := map[string]int{}, 0
	for _, u := range all {
		label, _, ok := prose.CutLabel(u.text)
		if ok && !u.bullet && sectionOf(label) == noSection {
			counts[label]++
			labelled++
		}
	}
	if labelled < 4 || labelled*10 < len(all)*6 || labelled < 2*len(counts) {
		return
	}
	v.transcript = true
	for label, n := range counts {
		if n > 1 || isName(label) {
			v.speakers[label] = true
			v.cast.Add(label)
		}
	}
}

// findOther takes the second of two speakers for the other person, when the
// first is the user.
func (v *voices) findOther() {
	var others []string
	for label := range v.speakers {
		if who, ok := v.cast.Who(label); ok && who != oneonone.Me {
			others = append(others, who)
		}
	}
	if len(others) == 1 {
		v.cast.SetOther(others[0])
	}
}

func isName(s string) bool {
	for _, w := range strings.Fields(s) {
		if !unicode.IsUpper(firstRune(w)) {
			return false
		}
	}
	return s != ""
}

// takesTask tells whether a line begins with somebody who is to do something:
// "Alex to send …", "Ola will check …", "Mia sends …". Words that lead to a verb themselves
// ("plan to send") are nobody.
func takesTask(words []prose.Word) bool {
	if len(words) < 4 || !writtenAsName(words[0]) || prose.IsStop(words[0].Lower) || prose.LeadsToVerb(words[0].Lower) {
		return false
	}
	switch words[1].Lower {
	case "to", "will", "must":
		return prose.IsTaskVerb(words[2].Lower)
	case "has", "needs":
		return words[2].Lower == "to" && prose.IsTaskVerb(words[3].Lower)
	}
	return words[1].Text == words[1].Lower && prose.BaseForm(words[1].Lower) != ""
}

// isAssigned tells whether a line begins with the name of somebody and what to
// do: "Mia: fix the flaky test".
func isAssigned(text string, words []prose.Word) bool {
	return len(words) > 2 && writtenAsName(words[0]) && !prose.LeadsToVerb(words[0].Lower) &&
		strings.HasPrefix(text[words[0].End:], ": ") && prose.IsTaskVerb(words[1].Lower)
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
func properNames(lines []line) []string {
	seen, common := map[string]bool{}, map[string]bool{}
	for _, l := range lines {
		if l.foreign {
			continue
		}
		before := -1
		words := prose.Words(l.text)
		if takesTask(words) || isAssigned(l.text, words) || isReporter(l.text, words) {
			seen[words[0].Text] = true
		}
		for i, w := range words {
			gap := ""
			if before >= 0 {
				gap = l.text[before:w.Start]
			}
			before = w.End
			if w.Start > 0 && l.text[w.Start-1] == '@' {
				seen[w.Text] = true
				continue
			}
			if w.Text == w.Lower {
				common[w.Lower] = true
			}
			if writtenAsName(w) && (l.heading || i > 0 && joinsNames(gap)) {
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
	if prose.IsStop(w.Lower) || prose.IsTaskVerb(w.Lower) || sectionOf(w.Text) != noSection ||
		!unicode.IsUpper(firstRune(w.Text)) || len(w.Text) < 2 {
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
	switch strings.ToLower(who) {
	case "":
		return ""
	case "mine", "that's me", "thats me", "that is me", "on me", "all mine":
		return oneonone.Me
	case "i", "me", "myself":
		if speaker != "" {
			return oneonone.Maybe(speaker)
		}
		return oneonone.Me
	case "he", "she", "him", "her", "they", "them":
		return oneonone.Maybe(v.cast.Other())
	case "you":
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
	if speaker != "" && (speaker == v.cast.Other() || len(v.speakers) == 2) {
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
