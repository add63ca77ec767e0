package source

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
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

// Work reads the pull requests of the user that changed since a time, those of others that they
// reviewed, and the issues that they closed. Each list is read beside the others.
func (f Forge) Work(ctx context.Context, since time.Time) ([]oneonone.Work, error) {
	var lists []*[]oneonone.Work
	var work []func() error
	for host, places := range byHost(f.Places) {
		ask := f.gitHub
		if f.GitLab {
			ask = f.gitLab
		}
		for _, list := range ask(ctx, host, places, since) {
			got := new([]oneonone.Work)
			lists = append(lists, got)
			work = append(work, func() (err error) { *got, err = list(); return err })
		}
	}
	if err := together(work...); err != nil {
		return nil, err
	}
	var all []oneonone.Work
	for _, got := range lists {
		all = append(all, *got...)
	}
	return Newest(all), nil
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

// gitHub gives what is asked of a GitHub: gh's own @me is the user.
func (f Forge) gitHub(ctx context.Context, host string, places []string, since time.Time) []func() ([]oneonone.Work, error) {
	scope := " archived:false updated:>=" + since.UTC().Format(time.DateOnly)
	for _, place := range places {
		kind := " user:"
		if strings.Contains(place, "/") {
			kind = " repo:"
		}
		scope += kind + place
	}
	ask := func(query, q string, pull bool) func() ([]oneonone.Work, error) {
		return func() (all []oneonone.Work, err error) {
			out, err := f.api(ctx, host, graphQL(gitHubHead+query, "q="+q+scope)...)
			if err != nil {
				return nil, err
			}
			return all, pages(out, func(p gitHubPage) error {
				for _, n := range p.Data.Search.Nodes {
					if w := n.work(p.Data.Viewer.Login, pull); w.Mine || pull {
						all = append(all, w)
					}
				}
				return p.Errors.err()
			})
		}
	}
	mine, reviewed := ask(gitHubPull, "is:pr author:@me", true), ask(gitHubPull, "is:pr reviewed-by:@me -author:@me", true)
	closed := ask(gitHubIssue, "is:issue is:closed involves:@me", false)
	return []func() ([]oneonone.Work, error){mine, reviewed, closed}
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
			w.Looks = append(w.Looks, oneonone.Look{Who: oneLine(r.Author.Login, 100), Mine: r.Author.Login == me, At: r.At, Asked: r.State == "CHANGES_REQUESTED"})
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

const gitLabPulls = `query($since: Time, $endCursor: String) { currentUser { username %s(updatedAfter: $since, first: 20, after: $endCursor) { ` +
	`pageInfo { hasNextPage endCursor } nodes { iid title webUrl draft state createdAt updatedAt mergedAt sourceBranch author { username } ` +
	`project { fullPath } diffStatsSummary { additions deletions } notes(first: 50) { nodes { system body createdAt author { username } } } } } } }`

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

// gitLab gives what is asked of a GitLab.
func (f Forge) gitLab(ctx context.Context, host string, places []string, since time.Time) []func() ([]oneonone.Work, error) {
	stamp := since.UTC().Format(time.RFC3339)
	within := func(w oneonone.Work) bool {
		return slices.ContainsFunc(places, func(place string) bool {
			return strings.EqualFold(w.Place, place) || strings.HasPrefix(strings.ToLower(w.Place), strings.ToLower(place)+"/")
		})
	}
	merges := func(list string) func() ([]oneonone.Work, error) {
		return func() (all []oneonone.Work, err error) {
			out, err := f.api(ctx, host, graphQL(fmt.Sprintf(gitLabPulls, list), "since="+stamp)...)
			if err != nil {
				return nil, err
			}
			return all, pages(out, func(p gitLabPage) error {
				for _, n := range slices.Concat(p.Data.User.Authored.Nodes, p.Data.User.Asked.Nodes) {
					if w := n.work(p.Data.User.Username); within(w) {
						all = append(all, w)
					}
				}
				return p.Errors.err()
			})
		}
	}
	issues := func() (all []oneonone.Work, err error) {
		out, err := f.api(ctx, host, "user")
		if err != nil {
			return nil, err
		}
		var me username
		if err := json.Unmarshal(out, &me); err != nil {
			return nil, fmt.Errorf("its answer is not what it should be: %w", err)
		}
		out, err = f.api(ctx, host, "issues?scope=assigned_to_me&state=closed&per_page=100&updated_after="+url.QueryEscape(stamp))
		if err != nil {
			return nil, err
		}
		return all, pages(out, func(page []gitLabIssue) error {
			for _, n := range page {
				if w := n.work(); within(w) && n.ClosedBy == me {
					all = append(all, w)
				}
			}
			return nil
		})
	}
	mine, asked := merges("authoredMergeRequests"), merges("reviewRequestedMergeRequests")
	return []func() ([]oneonone.Work, error){mine, asked, issues}
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
		// GitLab writes an approval down as a note of its own, in these words.
		approved := note.System && strings.HasPrefix(note.Body, "approved this merge request")
		asked := note.System && strings.HasPrefix(note.Body, "requested changes")
		if note.Author.Username != n.Author.Username && (!note.System || approved || asked) {
			w.Looks = append(w.Looks, oneonone.Look{Who: oneLine(note.Author.Username, 100), Mine: note.Author.Username == me, At: note.At, Asked: asked})
		}
	}
	return inTime(w)
}

func (n gitLabIssue) work() oneonone.Work {
	place, number, _ := strings.Cut(n.References.Full, "#")
	return oneonone.Work{
		Source: "gitlab", Place: oneLine(place, 200), Ref: "#" + oneLine(number, 20), Mine: true, Title: oneLine(n.Title, 300), Who: oneLine(n.ClosedBy.Username, 100),
		Link: webLink(n.URL), State: oneonone.WorkClosed, Ready: n.Created, Ended: n.Closed,
	}
}
