package recap

import (
	"regexp"
	"slices"
	"strings"
	"sync"
)

// Meeting programs put the speaker on a line of its own, with the time: "Ada
// Byron   0:03", "Ada Byron 10:02 AM", "[00:12] Ada Byron:". Caption files say
// "<v Ada Byron>".
// The patterns are made on first use: most runs read no talk.
var talkLines = sync.OnceValue(func() (p talk) {
	p.speaker = regexp.MustCompile(`^(?:\[?\(?\d{1,2}:\d{2}(?::\d{2})?\]?\)?\s+)?\[?(\p{Lu}[\pL'’.-]*(?: \p{Lu}[\pL'’.-]*){0,3})\]?(?:\s+\(?\[?\d{1,2}:\d{2}(?::\d{2})?(?: ?[AaPp][Mm])?\]?\)?|:)$`)
	p.handle = regexp.MustCompile(`^(\pL[\pL\d._-]{1,20})\s+\(?\[?\d{1,2}:\d{2}(?::\d{2})?(?: ?[AaPp][Mm])?\]?\)?$`)
	p.stamped = regexp.MustCompile(`^\[?\(?\d{1,2}:\d{2}(?::\d{2})?\]?\)?\s+(\p{Lu}[\pL.'’-]*(?: \p{Lu}[\pL.'’-]*)?)(?:\s{2,}|\t)(\S.*)$`)
	p.captionTime = regexp.MustCompile(`^(?:\d+|WEBVTT.*|\d{1,2}:\d{2}(?::\d{2})?[.,]\d{3} --> .*|[0-9a-f-]{36}(?:/\d+-\d+)?)$`)
	p.captionTurn = regexp.MustCompile(`^<v ([^>]{1,48})>(.*?)(?:</v>)?$`)
	return p
})

type talk struct{ speaker, handle, stamped, captionTime, captionTurn *regexp.Regexp }

// name reads the speaker off a line that says nothing else.
func (p talk) name(line string) []string {
	if m := p.speaker.FindStringSubmatch(line); m != nil {
		return m
	}
	return p.handle.FindStringSubmatch(line)
}

// joinSpeakers puts the speaker of a talk in front of what they say, where the
// notes have them on lines of their own. Line numbers stay.
func joinSpeakers(lines []line) []line {
	if !hasSpeakerLines(lines) {
		return withoutCaptions(lines)
	}
	var out []line
	p, speaker := talkLines(), ""
	for _, l := range lines {
		turn := p.captionTurn.FindStringSubmatch(l.text)
		name := p.name(l.text)
		stamped := p.stamped.FindStringSubmatch(l.text)
		switch {
		case l.foreign:
			out = append(out, l)
		case stamped != nil:
			out = append(out, turnOf(l, stamped[1], stamped[2]))
		case p.captionTime.MatchString(l.text):
		case turn != nil:
			out = append(out, turnOf(l, turn[1], turn[2]))
		case name != nil:
			speaker = name[1]
		case l.blank:
			out = append(out, l)
			speaker = ""
		case speaker != "":
			out = append(out, turnOf(l, speaker, l.text))
		default:
			out = append(out, l)
		}
	}
	return out
}

func turnOf(l line, who, text string) line {
	l.text = who + ": " + strings.TrimSpace(text)
	l.heading, l.bullet = false, false
	return l
}

// hasSpeakerLines asks for four turns by at least two people, one of them twice.
func hasSpeakerLines(lines []line) bool {
	p, turns, who := talkLines(), 0, map[string]bool{}
	for _, l := range lines {
		if m := p.name(l.text); m != nil && !l.foreign && sectionOf(m[1]) == noSection {
			turns++
			who[m[1]] = true
		} else if m := p.stamped.FindStringSubmatch(l.text); m != nil {
			turns++
			who[m[1]] = true
		} else if m := p.captionTurn.FindStringSubmatch(l.text); m != nil {
			turns++
			who[m[1]] = true
		}
	}
	return turns >= 4 && len(who) >= 2 && turns > len(who)
}

// withoutCaptions leaves the times and numbers out of a caption file whose
// speakers stand before what they say.
func withoutCaptions(lines []line) []line {
	if len(lines) == 0 || !strings.HasPrefix(strings.TrimPrefix(lines[0].text, "\ufeff"), "WEBVTT") {
		return lines
	}
	p := talkLines()
	return slices.DeleteFunc(lines, func(l line) bool { return p.captionTime.MatchString(l.text) })
}
