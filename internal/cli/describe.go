package cli

import (
	"fmt"
	"strings"

	"oneonone/internal/oneonone"
	"oneonone/internal/term"
)

// kindWord names a kind of record as people say it.
func kindWord(k oneonone.Kind) string {
	if k == oneonone.KindAction {
		return "promise"
	}
	return string(k)
}

// wordFor names what a record is: a note by its kind, with a question mark where that was guessed.
func wordFor(rec oneonone.Record) string {
	if n, ok := rec.(*oneonone.Note); ok && n.NoteKind != "" {
		if n.KindGuessed {
			return string(n.NoteKind) + "?"
		}
		return string(n.NoteKind)
	}
	return kindWord(rec.Header().Kind)
}

// withArticle puts "a" or "an" before a word.
func withArticle(word string) string {
	if word != "" && strings.ContainsRune("aeiouAEIO", rune(word[0])) {
		return "an " + word
	}
	return "a " + word
}

// summary gives a record in one line, as it looks on the day.
func summary(rec oneonone.Record, today oneonone.Date) string {
	text := oneLine(rec.Header().Text, 0)
	switch r := rec.(type) {
	case *oneonone.Action:
		text = box(r.Status) + ownerPrefix(r.Owner) + oneonone.AfterOwner(r.Owner, text) + afterAction(r, today)
	case *oneonone.Goal:
		text = box(r.Status) + text
	case *oneonone.Note:
		if r.Fills != nil {
			text = oneLine(r.Fills.Question, 0) + " " + text
		}
	case *oneonone.Initiative:
		text = r.Standing.Said() + ": " + text
	case *oneonone.Feedback:
		text = namePrefix(r.From) + text
	case *oneonone.Decision:
		if r.Declined {
			text = "declined: " + text
		}
	case *oneonone.Meeting:
		text = meetingSummary(r)
	case *oneonone.Kept[oneonone.Agenda]:
		text = slotSummary(r.Draft.Meeting, today) + ", " + count(len(r.Draft.Topics), "topic")
	case *oneonone.Kept[oneonone.Recap]:
		text = slotSummary(r.Draft.Meeting, today) + ", " + count(len(r.Draft.ActionItems), "promise")
	case *oneonone.Kept[oneonone.Reflection]:
		text = fmt.Sprintf("%s to %s", r.Draft.From.Short(today), r.Draft.To.Short(today))
	}
	return withPrivate(rec, text)
}

// withPrivate puts before what is said of a record that it is private.
func withPrivate(rec oneonone.Record, text string) string {
	if oneonone.IsPrivate(rec) {
		return "(private) " + text
	}
	return text
}

// box marks what is done and what was dropped.
func box(s oneonone.Status) string {
	switch s {
	case oneonone.StatusDone:
		return "[x] "
	case oneonone.StatusDropped:
		return "[-] "
	}
	return "[ ] "
}

func ownerPrefix(owner oneonone.Maybe) string {
	if owner == oneonone.Me {
		return ""
	}
	return namePrefix(owner)
}

func namePrefix(name oneonone.Maybe) string {
	if name == "" {
		return ""
	}
	return string(name) + ": "
}

// afterAction tells what matters of an action item besides its text.
func afterAction(r *oneonone.Action, today oneonone.Date) string {
	switch {
	case r.Status == oneonone.StatusDropped && r.Why != "":
		return " — dropped: " + oneLine(string(r.Why), 0)
	case r.Open() && !r.Due.IsZero():
		return " — " + sayDue(r.Due, today)
	}
	return ""
}

func meetingSummary(m *oneonone.Meeting) string {
	return fmt.Sprintf("1:1%s, %d minutes, %s", withWhom(m.With), m.Length, meetingState(m))
}

func slotSummary(s oneonone.Slot, today oneonone.Date) string {
	return fmt.Sprintf("1:1%s on %s", withWhom(s.With), s.On.Short(today))
}

func withWhom(name oneonone.Maybe) string {
	if name == "" {
		return ""
	}
	return " with " + string(name)
}

func count(n int, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return fmt.Sprintf("%d %ss", n, thing)
}

// oneLine folds a text into one clean line of at most so many columns; 0 sets
// no bound.
func oneLine(text string, columns int) string {
	text = strings.Join(strings.Fields(oneonone.Clean(text)), " ")
	if columns > 0 {
		text = term.Cut(text, columns)
	}
	return text
}
