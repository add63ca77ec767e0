package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// forge stands in for gh, glab and trackers, by the name it is called with. It writes down
// what it was asked (in $ASKED), and answers with the file of that name in $ANSWERS:
// gh-pulls.json, gh-reviewed.json, gh-issues.json, glab-authored.json, …; with "[]" or an empty page where there is none.
// $FORGE_SAYS and $FORGE_CODE make it fail as the real ones do; $FORGE_WAITS makes it slow.
func forge() {
	name := filepath.Base(os.Args[0])
	args := strings.Join(os.Args[1:], " ")
	if path := os.Getenv("ASKED"); path != "" {
		f, err := os.OpenFile(path, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
		fail(err)
		fmt.Fprintf(f, "%s %s key=%q\n", name, args, os.Getenv("OPENAI_API_KEY"))
		fail(f.Close())
	}
	if d, err := time.ParseDuration(os.Getenv("FORGE_WAITS")); err == nil {
		time.Sleep(d)
	}
	if says := os.Getenv("FORGE_SAYS"); says != "" && !strings.HasPrefix(args, "--version") {
		fmt.Fprintln(os.Stderr, says)
		if os.Getenv("FORGE_CODE") == "" {
			os.Exit(1)
		}
	}
	if code := os.Getenv("FORGE_CODE"); code != "" && !strings.HasPrefix(args, "--version") {
		var n int
		fmt.Sscan(code, &n)
		os.Exit(n)
	}
	answer, empty := "list", "[]"
	has := func(s string) bool { return strings.Contains(args, s) }
	page := `{"data":{"viewer":{"login":"sam"},"search":{"pageInfo":{"hasNextPage":false,"endCursor":null},"nodes":[]}}}`
	switch {
	case has("--version"):
		fmt.Println(name + " version 2.46.0 (2024-03-20)")
		return
	case has("auth status"):
		fmt.Println("  Logged in to github.com account sam (keyring)")
		return
	case has("author:@me") && !has("-author:@me"):
		answer, empty = "pulls", page
	case has("reviewed-by:@me"):
		answer, empty = "reviewed", page
	case has("is:issue"):
		answer, empty = "issues", page
	case has("authoredMergeRequests"):
		answer, empty = "authored", `{"data":{"currentUser":{"username":"sam","authoredMergeRequests":{"nodes":[]}}}}`
	case has("reviewRequestedMergeRequests"):
		answer, empty = "requested", `{"data":{"currentUser":{"username":"sam","reviewRequestedMergeRequests":{"nodes":[]}}}}`
	case has("scope=assigned_to_me"):
		answer = "issues"
	case os.Args[len(os.Args)-1] == "user":
		empty = `{"id":7,"username":"sam"}`
	case name == "gh" && has("api"):
		fail(fmt.Errorf("nobody knows what %s means", args))
	}
	f, err := os.Open(filepath.Join(os.Getenv("ANSWERS"), name+"-"+answer+".json"))
	if err != nil {
		fmt.Println(empty)
		return
	}
	_, err = io.Copy(os.Stdout, f)
	fail(err)
}

// pulls DIR N writes an answer of gh with N merged pull requests, in pages of fifty, one a workday back from 19 November 2026.
func pulls() {
	var n int
	fmt.Sscan(os.Args[2], &n)
	fail(os.MkdirAll(os.Args[1], 0o700))
	f, err := os.Create(filepath.Join(os.Args[1], "gh-pulls.json"))
	fail(err)
	fail(writePulls(f, n, time.Date(2026, 11, 19, 9, 0, 0, 0, time.UTC)))
	fail(f.Close())
}

// writePulls writes the pages, each with up to fifty pull requests, six a day.
func writePulls(w io.Writer, n int, last time.Time) error {
	var nodes []any
	for i := range n {
		at := last.AddDate(0, 0, -i/6)
		wait := 4 + i%5
		nodes = append(nodes, map[string]any{
			"number": 1000 + n - i, "title": fmt.Sprintf("Retry step %d of the importer", n-i), "url": fmt.Sprintf("https://github.com/acme/api/pull/%d", 1000+n-i),
			"isDraft": false, "createdAt": at, "mergedAt": at.Add(30 * time.Hour), "closedAt": at.Add(30 * time.Hour), "additions": 80 + i%7, "deletions": 20,
			"headRefName": fmt.Sprintf("retry-%d", n-i), "repository": map[string]any{"nameWithOwner": "acme/api"}, "author": map[string]any{"login": "sam"},
			"reviews": map[string]any{"nodes": []any{map[string]any{
				"author": map[string]any{"login": "priya", "__typename": "User"}, "submittedAt": at.Add(time.Duration(wait) * time.Hour), "state": "APPROVED",
			}}},
			"timelineItems": map[string]any{"nodes": []any{}},
		})
	}
	for i := 0; i < len(nodes); i += 50 {
		page := map[string]any{"data": map[string]any{"viewer": map[string]any{"login": "sam"}, "search": map[string]any{
			"pageInfo": map[string]any{"hasNextPage": i+50 < len(nodes), "endCursor": "x"}, "nodes": nodes[i:min(i+50, len(nodes))],
		}}}
		if err := json.NewEncoder(w).Encode(page); err != nil {
			return err
		}
	}
	return nil
}
