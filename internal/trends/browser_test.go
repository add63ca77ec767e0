package trends

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"oneonone/internal/oneonone"
)

// looked is what a browser says about the page.
type looked struct {
	Width, ScrollWidth int
	Charts, Lines      int
	Small              int
	Paper, Ink         string
}

// probe asks the page how it looks. It is added to a copy of the page; the page
// itself may run nothing.
const probe = `<script>addEventListener("load", () => {
  const charts = [...document.querySelectorAll("section > svg")];
  const body = getComputedStyle(document.body);
  document.body.innerHTML = "<pre id=looked>" + JSON.stringify({
    Width: innerWidth, ScrollWidth: document.documentElement.scrollWidth, Charts: charts.length,
    Lines: document.querySelectorAll("svg path.line").length, Small: charts.filter(c => c.getBoundingClientRect().width < 200 || c.getBoundingClientRect().height < 80).length,
    Paper: body.backgroundColor, Ink: body.color}) + "</pre>";
})</script>`

// TestInABrowser looks at the page in a real browser where there is one: at the
// width of a phone and of a desktop, light and dark, with a month and with five
// years of records. Nothing is wider than the window, and every chart is there.
func TestInABrowser(t *testing.T) {
	browser := ""
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			browser = path
			break
		}
	}
	if browser == "" || testing.Short() {
		t.Skip("there is no browser")
	}
	for name, r := range map[string]Report{"month": yearsOf(t, 31), "five years": yearsOf(t, 5*365)} {
		var page bytes.Buffer
		if err := r.HTML(&page); err != nil {
			t.Fatal(err)
		}
		text := regexp.MustCompile(`<meta http-equiv="Content-Security-Policy"[^>]*>`).ReplaceAllString(page.String(), "")
		path := filepath.Join(t.TempDir(), "page.html")
		if err := os.WriteFile(path, []byte(strings.Replace(text, "</body>", probe+"</body>", 1)), 0o600); err != nil {
			t.Fatal(err)
		}
		for _, width := range []int{500, 1280} { // a browser without a screen goes no narrower than 500
			papers := map[string]bool{}
			for _, dark := range []bool{false, true} {
				got := look(t, browser, path, width, dark)
				t.Logf("%s, %d wide, dark %v: %+v", name, width, dark, got)
				if got.ScrollWidth > got.Width {
					t.Errorf("%s, %d wide: the page is %d wide", name, got.Width, got.ScrollWidth)
				}
				if got.Charts < 7 || got.Lines == 0 || got.Small > 0 {
					t.Errorf("%s, %d wide: %+v", name, width, got)
				}
				if got.Paper == got.Ink {
					t.Errorf("%s: %s on %s", name, got.Ink, got.Paper)
				}
				papers[got.Paper] = true
			}
			if len(papers) != 2 {
				t.Errorf("%s: light and dark look alike: %v", name, papers)
			}
		}
	}
}

func look(t *testing.T, browser, path string, width int, dark bool) looked {
	t.Helper()
	scheme := 1
	if dark {
		scheme = 0
	}
	cmd := exec.Command(browser, "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
		"--user-data-dir="+t.TempDir(), fmt.Sprintf("--window-size=%d,900", width), fmt.Sprintf("--blink-settings=preferredColorScheme=%d", scheme), "--dump-dom", "file://"+path)
	cmd.WaitDelay = 30 * time.Second
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("the browser: %v", err)
	}
	found := regexp.MustCompile(`<pre id="looked">(.*?)</pre>`).FindSubmatch(out)
	if found == nil {
		t.Fatalf("the browser says %.500s", out)
	}
	var got looked
	if err := json.Unmarshal(found[1], &got); err != nil {
		t.Fatal(err)
	}
	return got
}

// yearsOf makes a report with something in every picture.
func yearsOf(t *testing.T, days int) Report {
	t.Helper()
	in := Input{From: day(2026, 11, 20).AddDays(-days), To: day(2026, 11, 20)}
	repo := oneonone.History{Repo: "a-repository-with-quite-a-long-name"}
	areas := []oneonone.Area{oneonone.FollowUp, oneonone.TechnicalDebt, oneonone.Career, oneonone.Skill, oneonone.Wellbeing, oneonone.Collaboration, oneonone.DeepDive}
	for i := range days {
		on := in.From.AddDays(i)
		at := on.Time(time.UTC).Add(time.Duration(i%24) * time.Hour)
		head := oneonone.Head{ID: fmt.Sprint(i), At: at, Created: at}
		in.Notes = append(in.Notes, &oneonone.Note{Head: head, NoteKind: oneonone.Maybe([]string{"", "win", "blocker"}[i%3])})
		in.Actions = append(in.Actions, &oneonone.Action{Head: head, Owner: oneonone.Me, Status: []oneonone.Status{oneonone.StatusOpen, oneonone.StatusDone}[i%2], Due: on.AddDays(3), Closed: on.AddDays(i % 7)})
		in.Feedback = append(in.Feedback, &oneonone.Feedback{Head: head, Acted: []oneonone.Step{{On: on.AddDays(1)}}})
		slot := oneonone.Slot{ID: head.ID, On: on}
		var topics []oneonone.Topic
		for j := range i % len(areas) {
			topics = append(topics, oneonone.Topic{Area: areas[j]})
		}
		in.Agendas = append(in.Agendas, &oneonone.Kept[oneonone.Agenda]{Head: head, Draft: oneonone.Agenda{Meeting: slot, Topics: topics}})
		in.Recaps = append(in.Recaps, &oneonone.Kept[oneonone.Recap]{Head: head, Draft: oneonone.Recap{Meeting: slot, Topics: []oneonone.TopicOutcome{{Outcome: oneonone.CarriedOver}, {Outcome: oneonone.Declined}}}})
		repo.Commits = append(repo.Commits, oneonone.Commit{Mine: i%2 == 0, Time: at, Subject: []string{"fix x", "add y", "Revert z"}[i%3]})
	}
	in.Histories = []oneonone.History{repo}
	return New(in)
}
