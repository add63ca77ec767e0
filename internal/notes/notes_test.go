package notes

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

type formCase struct{ name, raw, want string }

// formCases are notes as people and programs write them, with what they hold.
func formCases() []formCase {
	return []formCase{
		{"signs of lists", "- one\n* two\n• three\n1. four\n(b) five\n1.2 six\n-\u00a0seven\n", "one; two; three; four; five; six; seven"},
		{"a day is no number of a list", "31.12 is the last day\n", "31.12 is the last day"},
		{"boxes", "- [ ] write\n- [x] read\n- [-] call\n( ) ask\nTODO go\n- DOING run\n", "[ ] write; [x] read; [-] call; [ ] ask; [ ] go; [ ] run"},
		{"soft line ends", "Ask the data team\u2028We decided: no retries\u2028Priya talks to legal\n", "Ask the data team; We decided: no retries; Priya talks to legal"},
		{"a wrapped entry", "- ask the data team for\n  two nights\n- call Dov\n", "ask the data team for two nights; call Dov"},
		{"headings", "## Actions\n- write\n## Decided\n- no retries\n", "Actions/write; Decided/no retries"},
		{"an empty entry of a list", "- Blockers: none\n- Feedback for my lead:\n\n- we talked\n", "Blockers: none; we talked"},
		{"none", "## Decisions\n- none yet\nFeedback: n/a\n## Actions\n- (none today)\n- nothing to do with the retry rules is left\n", "Actions/nothing to do with the retry rules is left"},
		{"what a template asks for", "- <owner>: <action> by <date>\n- [Owner] to [task] by [date]\n- {{title}}\n- _e.g. Sam will write the doc_\n- p95 < 300 ms and > 100 ms\n", "p95 < 300 ms and > 100 ms"},
		{"a table", "| Task | Owner | Review |\n|---|---|---|\n| Write the rules | Sam | 2026-12-04 |\n", "Sam -> Write the rules, by 2026-12-04"},
		{"a table under another heading", "- Feedback for my lead:\n\n| Agreement | Owner |\n|---|---|\n| Write the rules | Sam |\n", "Sam -> Write the rules"},
		{"a table of what happened", "| Date | What |\n|---|---|\n| 2026-11-20 | Shipped the cache |\n", "2026-11-20: Shipped the cache"},
		{"front matter", "---\ntags: [daily]\nmood: 6\n---\n- one\n", "one"},
		{"another section of the day", "## Standup\n- paging\n## 1:1 with Priya\n- retries\n## Groceries\n- eggs\n", "1:1 with Priya/retries"},
		{"older meetings below", "## 30 Nov 2026\n- new\n## 23 Nov 2026\n- old\n", "30 Nov 2026/new"},
		{"older meetings above", "## 23 Nov 2026\n- old\n## 30 Nov 2026\n- new\n", "30 Nov 2026/new"},
		{"an outline of Logseq", "- Standup\n  id:: 6561\n\t- DOING write the rules\n\t  :LOGBOOK:\n\t  CLOCK: [2026-11-18]\n\t  :END:\n\t- TODO ask\n\t  deadline:: [[2026-12-01]]\n\t  owner:: me\n", "Standup; [ ] write the rules; [ ] ask by 2026-12-01 (me)"},
		{"Org", "#+TITLE: 1:1\n* Checkout :work:\n** TODO write the rules\n   DEADLINE: <2026-12-04 Fri>\n", "Checkout/[ ] write the rules by 2026-12-04"},
		{"a callout", "> [!todo] Next\n> - [ ] write\n", "Next/[ ] write"},
		{"a quote is somebody else's", "- one\n> on Tuesday he wrote\n- two\n", "one; two"},
		{"a mail to oneself", "From: Sam <sam@example.com>\nTo: Sam\nSubject: 1:1\n\nPriya asks the data team.\n\n--\nSam\nEngineer\n", "by Sam: Priya asks the data team."},
		{"a mail of the other one", "From: Priya\nTo: Sam\nSubject: 1:1\n\nI ask the data team.\n\nBest,\nPriya\n", "by Priya: I ask the data team.; Best,"},
		{"a pasted mail", "- one\nFrom: Joe\nTo: all\nI order everybody about.\n\n## Then\n- two\n", "one; Then/two"},
		{"a table of a spreadsheet", "Owner\tTask\tDue\nSam\tWrite the rules\t4 Dec\nPriya\tAsk legal\t\n", "Sam -> Write the rules, by 4 Dec; Priya -> Ask legal"},
		{"a table without a rule", "| Action | Who |\n| Write the rules | Sam |\n| Ask legal | Priya |\n", "Sam -> Write the rules; Priya -> Ask legal"},
		{"a row that was taken out", "| Action | Owner |\n|---|---|\n\n| Fix CI | Priya |\n| Test | Sam |\n", "Priya -> Fix CI; Sam -> Test"},
		{"tags of HTML", "<ul><li>Sam: write the rules</li></ul>\n- <b>Priya</b> will send it\n", "Sam: write the rules; Priya will send it"},
		{"a property that says something", "- x\n  id:: 6561\nDecision:: we go with Postgres\n", "x; Decision: we go with Postgres"},
		{"a dash for a colon", "Todo - mail Tom\n- Decision - ship it\nFeedback - none\n", "Todo: mail Tom; Decision: ship it"},
		{"headings that say something", "## Topics\n- one\n### Tom leaves in March\n### Priya asks legal\n", "Topics/one; Topics/Tom leaves in March; Topics/Priya asks legal"},
		{"a mail of another country", "- one\n\nVon: Joe <joe@example.com>\nAn: Sam\nBetreff: 1:1\n\nI order the laptop.\n", "one"},
		{"names alone above what they say", "Sam Okafor:\nI will write it.\n\nPriya Nair:\nI will read it.\n", "Sam Okafor said I will write it.; Priya Nair said I will read it."},
		{"a third one speaks", "Tom Berg: I'll order it.\nPriya Nair: I will ask.\nSam Okafor: Fine, you two.\nTom Berg: Yes.\n", "Tom Berg said I'll order it.; Priya Nair said I will ask.; Sam Okafor said Fine, you two.; Tom Berg said Yes."},
		{"nicks in angles", "[14:03] <priya> can you take it\n[14:04] <sam> sure\n[14:06] <tom> i bring it\n", "priya said can you take it; sam said sure; tom said i bring it"},
		{"what a chat writes between", "11/30/26, 2:03 PM - Priya Nair: I'll call <This message was edited>\n11/30/26, 2:04 PM - Sam Okafor: ok\nlike 1\n[In reply to Priya]\n11/30/26, 2:05 PM - Priya Nair: bye\n", "Priya Nair said I'll call; Sam Okafor said ok; Priya Nair said bye"},
		{"a link", "- get a window from [[Farid]] and [[people/Ana|Ana]]\n", "get a window from Farid and Ana"},
		{"signs for good and bad", "release is out\n+ suite is fast\n- reports have no steps\nprinting stays\n! quote by Friday\n", "release is out; +suite is fast; -reports have no steps; printing stays; !quote by Friday"},
		{"letters without capitals", "- 决定：法务答复之前超时不重试\n结账接口的延迟\n", "决定: 法务答复之前超时不重试; 结账接口的延迟"},
		{"owners are no speakers", "- Sam: write the rules\n- Priya: ask legal\n- Sam: call Dov\n- Priya: pay\n", "Sam: write the rules; Priya: ask legal; Sam: call Dov; Priya: pay"},
		{"a short talk", "Priya: the cluster is free on Monday\nSam: ok\n", "Priya said the cluster is free on Monday; Sam said ok"},
		{"two names above their lists", "Sam\n- write\nPriya\n- ask\n", "Sam; write; Priya; ask"},
		{"closing lines of a program", "Priya: I'll ask.\nSam: Good.\n\n00:05:00\n\nPriya: Bye.\nTranscription ended after 00:31:02\n\nThis text was made by a machine.\n",
			"Priya said I'll ask.; Sam said Good.; Priya said Bye."},
		{"a reaction repeats", "10:01\tSam:\tI will send it by Friday.\n10:02\tPriya:\tReacted to \"I will send it...\" with 👍\n10:03\tPriya:\tthanks\n", "Sam said I will send it by Friday.; Priya said thanks"},
		{"last name first", "Nair, Priya   0:03\nHello.\n\nOkafor, Sam (External)   0:07\nHi.\n", "Priya Nair said Hello.; Sam Okafor said Hi."},
		{"nobody named in captions", "1\n00:00:01,000 --> 00:00:04,000\nI will ask\n\n2\n00:00:04,000 --> 00:00:09,000\nthe data team.\n", "? said I will ask the data team."},
		{"a cue goes on", "WEBVTT\n\n00:01.000 --> 00:04.000\nAda Byron: I'll ask\n\n00:04.000 --> 00:06.000\nthe R&amp;D team.\n\n00:06.000 --> 00:07.000\nSam Okafor: ok.\n\n00:07.000 --> 00:08.000\nAda Byron: Bye.\n\n00:08.000 --> 00:09.000\nSam Okafor: Bye.\n",
			"Ada Byron said I'll ask the R&D team.; Sam Okafor said ok.; Ada Byron said Bye.; Sam Okafor said Bye."},
		{"notes below a talk", "Priya: I'll ask.\nSam: Good.\nPriya: Bye.\nSam: Bye, and you?\n\n- [ ] Sam: write the rules\n", "Priya said I'll ask.; Sam said Good.; Priya said Bye.; Sam said Bye, and you?; [ ] Sam: write the rules"},
	}
}

func TestForms(t *testing.T) {
	m := Meeting{
		On:    time.Date(2026, 11, 30, 0, 0, 0, 0, time.UTC),
		Knows: func(name string) bool { return strings.Contains("Sam Okafor Priya Nair", name) && len(name) > 2 },
	}
	for _, c := range formCases() {
		t.Run(c.name, func(t *testing.T) {
			if diff := cmp.Diff(c.want, told(Read(c.raw, m))); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

// told writes notes on one line.
func told(n Notes) string {
	var parts []string
	for _, it := range n.Items {
		text := map[Box]string{OpenBox: "[ ] ", DoneBox: "[x] ", DroppedBox: "[-] "}[it.Box] + it.Text
		if it.Owner != "" {
			text = it.Owner + " -> " + text
		}
		if it.Sign != 0 {
			text = string(it.Sign) + text
		}
		if it.Heading != "" {
			text = it.Heading + "/" + text
		}
		switch {
		case it.Speaker != "":
			text = it.Speaker + " said " + text
		case n.Talk && !it.Bullet:
			text = "? said " + text
		}
		parts = append(parts, text)
	}
	all := strings.Join(parts, "; ")
	if n.Author != "" {
		return fmt.Sprintf("by %s: %s", n.Author, all)
	}
	return all
}
