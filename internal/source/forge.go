package source

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"net/url"
	"slices"
	"strings"
	"time"

	"oneonone/internal/oneonone"
)

// Forge is a place where code is reviewed, read through the program that the user is logged in with: gh or glab.
type Forge struct {
	Program
	// GitLab tells a GitLab from a GitHub.
	GitLab bool
	// Places are repositories and organisations: "org", "org/api", and with the host before them
	// where it is another one than the program's own ("git.example.org/org").
	Places []string
}

// Answer is what a forge gave.
type Answer struct {
	// Me is who the program is logged in as, the names of several hosts parted by a comma.
	Me   string
	Work []oneonone.Work
}

// question is what a forge is asked.
type question func() (Answer, error)

// mostAsked is how many questions are asked at a time: a forge refuses who asks too many at once.
const mostAsked = 8

// Work reads the pull requests of the user that changed since a time, those of others that they
// reviewed, and the issues that they closed. Each list is read beside the others.
func (f Forge) Work(ctx context.Context, since time.Time) (Answer, error) {
	ask := f.gitHub
	if f.GitLab {
		ask = f.gitLab
	}
	var lists []question
	places := byHost(f.Places)
	for _, host := range slices.Sorted(maps.Keys(places)) {
		lists = append(lists, ask(ctx, host, places[host], since)...)
	}
	got, work := make([]Answer, len(lists)), make([]func() error, len(lists))
	room := make(chan struct{}, mostAsked)
	for i, one := range lists {
		work[i] = func() (err error) {
			room <- struct{}{}
			defer func() { <-room }()
			got[i], err = one()
			return err
		}
	}
	if err := together(work...); err != nil {
		return Answer{}, err
	}
	var names []string
	var all Answer
	for _, a := range got {
		names = oneonone.AppendNew(names, a.Me)
		all.Work = append(all.Work, a.Work...)
	}
	all.Me, all.Work = strings.Join(names, ","), Newest(all.Work)
	return all, nil
}

// Newest leaves one of each piece of work, the first, in the order of their days.
func Newest(all []oneonone.Work) []oneonone.Work {
	seen := map[string]bool{}
	all = slices.DeleteFunc(all, func(w oneonone.Work) bool {
		key := w.Source + " " + cmp.Or(w.Link, w.Place+" "+w.Ref+" "+w.Title)
		again := seen[key]
		seen[key] = true
		return again
	})
	slices.SortStableFunc(all, func(x, y oneonone.Work) int { return cmp.Or(y.On().Compare(x.On()), cmp.Compare(x.Link, y.Link)) })
	return all
}

// byHost parts the places by their host, "" for the program's own.
func byHost(places []string) map[string][]string {
	out := map[string][]string{}
	for _, place := range places {
		place = strings.Trim(place, "/ ")
		host, rest, ok := strings.Cut(place, "/")
		if !ok || !strings.Contains(host, ".") {
			host, rest = "", place
		}
		if rest != "" {
			out[host] = append(out[host], rest)
		}
	}
	return out
}

// api runs the program's command for the API itself, page after page; its answers are those of the
// server, whatever the version of the program.
func (f Forge) api(ctx context.Context, host string, args ...string) ([]byte, error) {
	call := strings.Fields("api --paginate")
	if host != "" {
		call = append(call, "--hostname", host)
	}
	return f.run(ctx, append(call, args...)...)
}

// graphQL gives the arguments for a query with one variable.
func graphQL(query, variable string) []string {
	return append(strings.Fields("graphql -f"), "query="+query, "-f", variable)
}

// pages decodes one value after the other: each page is one.
func pages[T any](out []byte, do func(T) error) error {
	for d := json.NewDecoder(bytes.NewReader(out)); ; {
		var page T
		err := d.Decode(&page)
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err == nil {
			err = do(page)
		}
		var fault *ProgramError
		if err != nil && !errors.As(err, &fault) {
			return fmt.Errorf("its answer is not what it should be: %w", err)
		}
		if err != nil {
			return err
		}
	}
}

// graphErrors is what a GraphQL server says in the place of data.
type graphErrors []struct {
	Message string `json:"message"`
}

func (e graphErrors) err() error {
	if len(e) == 0 {
		return nil
	}
	return &ProgramError{Said: oneLine(e[0].Message, 240)}
}

// --- GitHub

const (
	gitHubHead = `query($q: String!, $endCursor: String) { viewer { login } ` +
		`search(query: $q, type: ISSUE, first: 50, after: $endCursor) { pageInfo { hasNextPage endCursor } nodes { `
	gitHubPull = `... on PullRequest { number title url isDraft createdAt mergedAt closedAt additions deletions headRefName ` +
		`repository { nameWithOwner } author { login } ` +
		`reviews(first: 50) { nodes { author { login __typename } submittedAt state } } ` +
		`timelineItems(last: 1, itemTypes: [READY_FOR_REVIEW_EVENT]) { nodes { ... on ReadyForReviewEvent { createdAt } } } } } } }`
	gitHubIssue = `... on Issue { number title url createdAt closedAt repository { nameWithOwner } author { login } ` +
		`timelineItems(last: 1, itemTypes: [CLOSED_EVENT]) { nodes { ... on ClosedEvent { createdAt actor { login } } } } } } } }`
)

type gitHubPage struct {
	Errors graphErrors `json:"errors"`
	Data   struct {
		Viewer login `json:"viewer"`
		Search struct {
			Nodes []gitHubNode `json:"nodes"`
		} `json:"search"`
	} `json:"data"`
}

type login struct {
	Login string `json:"login"`
	Type  string `json:"__typename"`
}

type gitHubNode struct {
	Number     int       `json:"number"`
	Title      string    `json:"title"`
	URL        string    `json:"url"`
	Draft      bool      `json:"isDraft"`
	Created    time.Time `json:"createdAt"`
	Merged     time.Time `json:"mergedAt"`
	Closed     time.Time `json:"closedAt"`
	Additions  int       `json:"additions"`
	Deletions  int       `json:"deletions"`
	Branch     string    `json:"headRefName"`
	Author     login     `json:"author"`
	Repository struct {
		Name string `json:"nameWithOwner"`
	} `json:"repository"`
	Reviews struct {
		Nodes []struct {
			Author login     `json:"author"`
			At     time.Time `json:"submittedAt"`
			State  string    `json:"state"`
		} `json:"nodes"`
	} `json:"reviews"`
	Timeline struct {
		Nodes []struct {
			At    time.Time `json:"createdAt"`
			Actor login     `json:"actor"`
		} `json:"nodes"`
	} `json:"timelineItems"`
}

// gitHub gives what is asked of a GitHub: gh's own @me is the user. Each place is asked for by itself, as GitHub's search
// takes several in one question for "in all of them".
func (f Forge) gitHub(ctx context.Context, host string, places []string, since time.Time) []question {
	var lists []question
	for _, place := range places {
		kind := " user:"
		if strings.Contains(place, "/") {
			kind = " repo:"
		}
		scope := " archived:false updated:>=" + since.UTC().Format(time.DateOnly) + kind + place
		lists = append(lists,
			func() (Answer, error) { return f.searched(ctx, host, gitHubPull, "is:pr author:@me"+scope) },
			func() (Answer, error) {
				return f.searched(ctx, host, gitHubPull, "is:pr reviewed-by:@me -author:@me"+scope)
			},
			func() (Answer, error) {
				return f.searched(ctx, host, gitHubIssue, "is:issue is:closed involves:@me"+scope)
			})
	}
	return lists
}

// searched asks GitHub's search for pull requests or for issues.
func (f Forge) searched(ctx context.Context, host, nodes, q string) (a Answer, err error) {
	out, err := f.api(ctx, host, graphQL(gitHubHead+nodes, "q="+q)...)
	if err != nil {
		return a, err
	}
	pull := nodes == gitHubPull
	err = pages(out, func(p gitHubPage) error {
		a.Me = p.Data.Viewer.Login
		for _, n := range p.Data.Search.Nodes {
			if w := n.work(a.Me, pull); w.Mine || pull {
				a.Work = append(a.Work, w)
			}
		}
		return p.Errors.err()
	})
	return a, err
}

func (n gitHubNode) work(me string, pull bool) oneonone.Work {
	w := oneonone.Work{
		Source: "github", Place: oneLine(n.Repository.Name, 200), Ref: fmt.Sprintf("#%d", n.Number), Pull: pull, Mine: n.Author.Login == me,
		Title: oneLine(n.Title, 300), Who: oneLine(n.Author.Login, 100), Link: webLink(n.URL), Branch: oneLine(n.Branch, 200),
		State: oneonone.WorkOpen, Ready: n.Created, Ended: n.Closed, Draft: n.Draft, Inserted: n.Additions, Deleted: n.Deletions,
	}
	switch {
	case !n.Merged.IsZero():
		w.State, w.Ended = oneonone.WorkMerged, n.Merged
	case !n.Closed.IsZero():
		w.State = oneonone.WorkClosed
	}
	for _, event := range n.Timeline.Nodes {
		if pull && !event.At.IsZero() {
			w.Ready = event.At
		}
		w.Mine = w.Mine && pull || event.Actor.Login == me && !pull
	}
	for _, r := range n.Reviews.Nodes {
		if r.Author.Login != n.Author.Login && r.Author.Type != "Bot" && !r.At.IsZero() {
			w.Looks = append(w.Looks, oneonone.Look{
				Who: oneLine(r.Author.Login, 100), Mine: r.Author.Login == me, At: r.At, Asked: r.State == "CHANGES_REQUESTED",
			})
		}
	}
	return inTime(w)
}

// inTime puts the looks in the order of time.
func inTime(w oneonone.Work) oneonone.Work {
	slices.SortStableFunc(w.Looks, func(x, y oneonone.Look) int { return x.At.Compare(y.At) })
	return w
}

// webLink gives a link of the web, "" for anything else.
func webLink(s string) string {
	if u, err := url.Parse(s); err != nil || u.Scheme != "https" && u.Scheme != "http" {
		return ""
	}
	return oneLine(s, 500)
}

// --- GitLab

const gitLabPulls = `query($since: Time, $endCursor: String) { currentUser { username ` +
	`%s(updatedAfter: $since, first: 20, after: $endCursor) { pageInfo { hasNextPage endCursor } ` +
	`nodes { iid title webUrl draft state createdAt updatedAt mergedAt sourceBranch author { username } ` +
	`project { fullPath } diffStatsSummary { additions deletions } ` +
	`notes(first: 50) { nodes { system body createdAt author { username bot } } } } } } }`

type gitLabPage struct {
	Errors graphErrors `json:"errors"`
	Data   struct {
		User struct {
			Username string      `json:"username"`
			Authored gitLabNodes `json:"authoredMergeRequests"`
			Asked    gitLabNodes `json:"reviewRequestedMergeRequests"`
		} `json:"currentUser"`
	} `json:"data"`
}

type gitLabNodes struct {
	Nodes []gitLabNode `json:"nodes"`
}

type username struct {
	Username string `json:"username"`
	Bot      bool   `json:"bot"`
}

type gitLabNode struct {
	IID     string    `json:"iid"`
	Title   string    `json:"title"`
	URL     string    `json:"webUrl"`
	Draft   bool      `json:"draft"`
	State   string    `json:"state"`
	Created time.Time `json:"createdAt"`
	Updated time.Time `json:"updatedAt"`
	Merged  time.Time `json:"mergedAt"`
	Branch  string    `json:"sourceBranch"`
	Author  username  `json:"author"`
	Project struct {
		Path string `json:"fullPath"`
	} `json:"project"`
	Stats struct {
		Additions int `json:"additions"`
		Deletions int `json:"deletions"`
	} `json:"diffStatsSummary"`
	Notes struct {
		Nodes []struct {
			System bool      `json:"system"`
			Body   string    `json:"body"`
			At     time.Time `json:"createdAt"`
			Author username  `json:"author"`
		} `json:"nodes"`
	} `json:"notes"`
}

type gitLabIssue struct {
	Title      string    `json:"title"`
	URL        string    `json:"web_url"`
	Created    time.Time `json:"created_at"`
	Closed     time.Time `json:"closed_at"`
	ClosedBy   username  `json:"closed_by"`
	References struct {
		Full string `json:"full"`
	} `json:"references"`
}

// gitLab gives what is asked of a GitLab: all that is the user's there, of which what lies in the places is kept.
func (f Forge) gitLab(ctx context.Context, host string, places []string, since time.Time) []question {
	stamp := since.UTC().Format(time.RFC3339)
	within := func(w oneonone.Work) bool {
		return slices.ContainsFunc(places, func(place string) bool {
			return strings.EqualFold(w.Place, place) || strings.HasPrefix(strings.ToLower(w.Place), strings.ToLower(place)+"/")
		})
	}
	return []question{
		func() (Answer, error) { return f.merges(ctx, host, "authoredMergeRequests", stamp, within) },
		func() (Answer, error) { return f.merges(ctx, host, "reviewRequestedMergeRequests", stamp, within) },
		func() (Answer, error) { return f.gitLabIssues(ctx, host, stamp, within) },
	}
}

func (f Forge) merges(ctx context.Context, host, of, since string, within func(oneonone.Work) bool) (a Answer, err error) {
	out, err := f.api(ctx, host, graphQL(fmt.Sprintf(gitLabPulls, of), "since="+since)...)
	if err != nil {
		return a, err
	}
	err = pages(out, func(p gitLabPage) error {
		a.Me = p.Data.User.Username
		for _, n := range slices.Concat(p.Data.User.Authored.Nodes, p.Data.User.Asked.Nodes) {
			if w := n.work(a.Me); within(w) {
				a.Work = append(a.Work, w)
			}
		}
		return p.Errors.err()
	})
	return a, err
}

func (f Forge) gitLabIssues(ctx context.Context, host, since string, within func(oneonone.Work) bool) (a Answer, err error) {
	out, err := f.api(ctx, host, "user")
	if err != nil {
		return a, err
	}
	var me username
	if err := json.Unmarshal(out, &me); err != nil {
		return a, fmt.Errorf("its answer is not what it should be: %w", err)
	}
	a.Me = me.Username
	out, err = f.api(ctx, host, "issues?scope=assigned_to_me&state=closed&per_page=100&updated_after="+url.QueryEscape(since))
	if err != nil {
		return a, err
	}
	err = pages(out, func(page []gitLabIssue) error {
		for _, n := range page {
			if w := n.work(); within(w) && n.ClosedBy.Username == a.Me {
				a.Work = append(a.Work, w)
			}
		}
		return nil
	})
	return a, err
}

func (n gitLabNode) work(me string) oneonone.Work {
	w := oneonone.Work{
		Source: "gitlab", Place: oneLine(n.Project.Path, 200), Ref: "!" + oneLine(n.IID, 20), Pull: true, Mine: n.Author.Username == me,
		Title: oneLine(n.Title, 300), Who: oneLine(n.Author.Username, 100), Link: webLink(n.URL), Branch: oneLine(n.Branch, 200),
		State: oneonone.WorkOpen, Ready: n.Created, Ended: n.Merged, Draft: n.Draft, Inserted: n.Stats.Additions, Deleted: n.Stats.Deletions,
	}
	switch {
	case !n.Merged.IsZero():
		w.State = oneonone.WorkMerged
	case n.State == "closed":
		w.State, w.Ended = oneonone.WorkClosed, n.Updated
	}
	for _, note := range n.Notes.Nodes {
		if note.System && strings.HasPrefix(note.Body, "marked this merge request as **ready**") && note.At.After(w.Ready) {
			w.Ready = note.At
		}
		// GitLab writes an approval down as a note of its own, in these words.
		approved := note.System && strings.HasPrefix(note.Body, "approved this merge request")
		asked := note.System && strings.HasPrefix(note.Body, "requested changes")
		if who := note.Author; who.Username != n.Author.Username && !who.Bot && (!note.System || approved || asked) {
			w.Looks = append(w.Looks, oneonone.Look{Who: oneLine(who.Username, 100), Mine: who.Username == me, At: note.At, Asked: asked})
		}
	}
	return inTime(w)
}

func (n gitLabIssue) work() oneonone.Work {
	place, number, _ := strings.Cut(n.References.Full, "#")
	return oneonone.Work{
		Source: "gitlab", Place: oneLine(place, 200), Ref: "#" + oneLine(number, 20), Mine: true, Title: oneLine(n.Title, 300),
		Who: oneLine(n.ClosedBy.Username, 100), Link: webLink(n.URL), State: oneonone.WorkClosed, Ready: n.Created, Ended: n.Closed,
	}
}
