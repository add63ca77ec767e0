package oneonone

import (
	"slices"
	"time"
)

// WorkState says what became of a piece of work.
type WorkState string

// The states of a piece of work. One that nobody knows is open.
const (
	WorkOpen   WorkState = "open"
	WorkMerged WorkState = "merged"
	WorkClosed WorkState = "closed"
)

// Work is what a forge or a tracker says of one pull request, issue or task.
type Work struct {
	// Source is the name under which it was read ("github"), Place the repository
	// or project there, Ref what it is called in it ("#412", "PAY-12").
	Source, Place, Ref string
	// Pull tells a pull request from an issue or a task.
	Pull bool
	// Mine tells that the user opened the pull request, closed the issue, has the task.
	Mine  bool
	Title string
	// Who has it, Link leads to it, Branch holds it.
	Who, Link, Branch string
	State             WorkState
	// Ready is when it was there to be looked at: opened, or no draft any more. Draft tells
	// that it is none yet. Ended is when it was merged or closed; zero while it is open.
	Ready, Ended time.Time
	Draft        bool
	// Inserted and Deleted count its lines.
	Inserted, Deleted int
	// Looks are the reviews by people other than who opened it, in the order of time.
	Looks []Look
}

// Look is one review of a pull request.
type Look struct {
	Who  string
	Mine bool
	At   time.Time
	// Asked tells that it asked for changes.
	Asked bool
}

// In gives a copy with all its times in a zone: a day is a day where the user is.
func (w Work) In(zone *time.Location) Work {
	w.Looks = slices.Clone(w.Looks)
	at := []*time.Time{&w.Ready, &w.Ended}
	for i := range w.Looks {
		at = append(at, &w.Looks[i].At)
	}
	for _, t := range at {
		if !t.IsZero() { // no time is none in every zone
			*t = t.In(zone)
		}
	}
	return w
}

// Lines counts the lines that it changes.
func (w Work) Lines() int { return w.Inserted + w.Deleted }

// Name is how it is called where several repositories are: "api#412".
func (w Work) Name() string {
	place := w.Place
	for i := len(place) - 1; i >= 0; i-- {
		if place[i] == '/' {
			place = place[i+1:]
			break
		}
	}
	if len(w.Ref) > 0 && (w.Ref[0] == '#' || w.Ref[0] == '!') {
		return place + w.Ref
	}
	return w.Ref
}

// On is the day that it stands for: when it ended, else when it was ready.
func (w Work) On() Date {
	if !w.Ended.IsZero() {
		return DateOf(w.Ended)
	}
	return DateOf(w.Ready)
}

// Wait is from when it was ready to the first look after that; false where there is none.
func (w Work) Wait() (time.Duration, bool) {
	for _, l := range w.Looks {
		if !l.At.Before(w.Ready) {
			return l.At.Sub(w.Ready), true
		}
	}
	return 0, false
}

// Rounds counts the looks that asked for changes.
func (w Work) Rounds() int {
	n := 0
	for _, l := range w.Looks {
		if l.Asked {
			n++
		}
	}
	return n
}
