package oneonone

import (
	"slices"
	"time"
)

// EvidenceKind says what a piece of evidence is.
type EvidenceKind string

// The kinds of evidence.
const (
	EvNote     EvidenceKind = "note"
	EvCommit   EvidenceKind = "commit"
	EvFeedback EvidenceKind = "feedback"
	EvGoal     EvidenceKind = "goal"
	EvAction   EvidenceKind = "action"
	EvDecision EvidenceKind = "decision"
	EvTopic    EvidenceKind = "topic"
	EvFile     EvidenceKind = "file"
	EvSignal   EvidenceKind = "signal"
)

// Evidence is a record, commit or signal in the form that a draft cites.
type Evidence struct {
	ID   string       `json:"id"`
	Kind EvidenceKind `json:"kind"`
	Date Date         `json:"date"`
	Text string       `json:"text"`
	// Source says where it stands: "notes on file", "git: api", a file with
	// its line; for a signal, how it was counted.
	Source string `json:"source"`
}

// Commit is one piece of work in a git history.
type Commit struct {
	// Hash is the full hash; Repo the name of the repository's folder.
	Hash string
	Repo string
	Time time.Time
	// Email and Name are the author's, as recorded.
	Email, Name string
	// Mine tells that the user is its author or a co-author (CoAuthored).
	Mine, CoAuthored bool
	Subject, Body    string
	// Branch is a branch that holds it and is not merged; "" where it is
	// merged or not known.
	Branch string
	Files  []FileChange
}

// Lines counts the lines that the commit inserted and deleted.
func (c Commit) Lines() (inserted, deleted int) {
	for _, f := range c.Files {
		inserted += f.Inserted
		deleted += f.Deleted
	}
	return inserted, deleted
}

// FileChange is what a commit did to one file. A binary file counts no lines.
type FileChange struct {
	Path              string
	Inserted, Deleted int
	Binary            bool
}

// History is what was read of one repository.
type History struct {
	// Repo names it, Path is where it lies.
	Repo, Path string
	// Authors are the addresses that counted as the user's.
	Authors []string
	// Alike are addresses that counted as others', though the name with them is the user's.
	Alike []string
	// Since and Until bound what was read.
	Since, Until time.Time
	// Commits are everybody's, newest first, merges left out.
	Commits []Commit
	// Gone lists the paths that they changed and that are on the main line no more.
	Gone []string
	// Earlier lists the paths the user had touched in the year before Since,
	// to tell what is new to them. EarlierFrom is where that look-back began.
	Earlier     []string
	EarlierFrom time.Time
	// Doubles counts commits left out because the same change is counted
	// already (cherry-picked, squashed, rebased).
	Doubles int
}

// AppendNew adds to a list what it does not have yet, and nothing empty.
func AppendNew(list []string, more ...string) []string {
	for _, s := range more {
		if s != "" && !slices.Contains(list, s) {
			list = append(list, s)
		}
	}
	return list
}
