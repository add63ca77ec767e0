package notes

import (
	"html"
	"regexp"
	"strings"
	"sync"
)

// Captions are read as the W3C's WebVTT describes them, and SubRip, which WebVTT came
// from: cues of an optional id, a line of times and the text, parted by blank lines;
// NOTE, STYLE and REGION blocks say nothing.

// cueTimes finds the line of times of a cue.
var cueTimes = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^(?:\d{1,2}:)?\d{1,2}:\d{2}[.,]\d{1,3}\s+-->\s+(?:\d{1,2}:)?\d{1,2}:\d{2}[.,]\d{1,3}`)
})

// cueTag finds the tags within the text of a cue.
var cueTag = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`</?(?:[cibu]|v|ruby|rt|lang|font)(?:[ .][^>]*)?>|<[\d:.]+>|\{\\[^}]*\}`)
})

// readCaptions marks what holds a file of captions together and writes the speaker of
// a voice tag before what is said. It tells whether the text is such a file.
func readCaptions(lines []Line) bool {
	cues := 0
	for i, l := range lines {
		if cueTimes().MatchString(l.Text) {
			cues++
		}
		if i > 40 && cues == 0 {
			return false
		}
	}
	if cues == 0 {
		return false
	}
	inCue, voice := false, ""
	for i := range lines {
		l := &lines[i]
		switch {
		case l.Blank:
			inCue = inCue && i > 0 && cueTimes().MatchString(lines[i-1].Text) // some programs leave a line free there
		case cueTimes().MatchString(l.Text):
			inCue, voice = true, ""
			l.Form = true
		case !inCue:
			l.Form = true // the head, an id, a note, a style
		default:
			l.readCue(&voice)
		}
		l.Heading, l.Bullet, l.Foreign, l.Box = false, false, false, NoBox
	}
	return true
}

// readCue cleans a line of a cue, and puts the name of its voice before it.
func (l *Line) readCue(voice *string) {
	text := strings.TrimPrefix(l.Text, ">> ")
	if after, ok := strings.CutPrefix(text, "<v"); ok {
		if name, said, closed := strings.Cut(after, ">"); closed {
			*voice = strings.TrimSpace(html.UnescapeString(name[strings.IndexByte(name+" ", ' '):]))
			text = said
		}
	}
	text = strings.TrimSpace(html.UnescapeString(cueTag().ReplaceAllString(text, "")))
	if *voice != "" && text != "" {
		text, *voice = *voice+": "+text, ""
	}
	l.Text, l.Form = text, text == ""
}
