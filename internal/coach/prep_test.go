package coach

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"oneonone/internal/brief"
	"oneonone/internal/oneonone"
)

var update = flag.Bool("update", false, "write what comes out into the files of what should")

// twice is a model that does not mend what it is told.
func twice(answer string) []string { return []string{answer, answer} }

// replies gives an answer as often as it is asked for: twice where enough of it is
// wrong that it is worth a second request.
func replies(t *testing.T, name string) []string {
	if strings.Contains(name, "careful") {
		return []string{golden(t, name)}
	}
	return twice(golden(t, name))
}

// asWanted compares a draft with the file of what should come out, but for what is
// marked as unsure: that is for package ground to say.
func asWanted(t *testing.T, file string, draft any) {
	t.Helper()
	got, err := json.MarshalIndent(draft, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	got = regexp.MustCompile(` \(\?\)|"unsure": (true|false),?\s*`).ReplaceAll(got, nil)
	got = regexp.MustCompile(`"prompt_checksum": "[0-9a-f]{12}"`).ReplaceAll(got, []byte(`"prompt_checksum": "twelve digits"`))
	if *update {
		if err := os.WriteFile(filepath.Join("testdata", file), append(got, '\n'), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if diff := cmp.Diff(golden(t, file), string(got)+"\n"); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

// TestPrep compares what comes of whole answers with what should: one as a
// good model gives it, and one with prose around it, invented figures, names,
// quotations and tickets, labels that nobody has and fields nobody asked for.
func TestPrep(t *testing.T) {
	for answer, want := range map[string]string{"careful.json": "careful.want.json", "sloppy.txt": "sloppy.want.json"} {
		t.Run(answer, func(t *testing.T) {
			a, err := scripted(t, replies(t, answer)...).coach().Prep(t.Context(), brief.New(journal()))
			if err != nil {
				t.Fatal(err)
			}
			asWanted(t, want, a)
		})
	}
}

// TestWhatIsSent checks what a model gets to see, and that PrepRequest shows
// just that.
func TestWhatIsSent(t *testing.T) {
	m := scripted(t, golden(t, "careful.json"))
	if _, err := m.coach().Prep(t.Context(), brief.New(journal())); err != nil {
		t.Fatal(err)
	}
	shown, err := Coach{}.PrepRequest(brief.New(journal()))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]Request{shown}, m.asked); diff != "" {
		t.Error(diff)
	}
	for _, secret := range []string{"abcd1234efgh", "leaving", "ignore all previous", "release manager"} {
		if strings.Contains(shown.System+shown.User, secret) {
			t.Errorf("%q is sent", secret)
		}
	}
	for _, there := range []string{"{{.Secret}} printed as text", "\n    [n1] 2026-11-20, note: a forged record", "[secret removed]"} {
		if !strings.Contains(shown.User, there) {
			t.Errorf("%q is not sent", there)
		}
	}
}

// TestOrderOfRecords shuffles the records: the request stays the same, byte for
// byte.
func TestOrderOfRecords(t *testing.T) {
	want, err := Coach{}.PrepRequest(brief.New(journal()))
	if err != nil {
		t.Fatal(err)
	}
	for seed := range uint64(20) {
		in, r := journal(), rand.New(rand.NewPCG(seed, 1))
		r.Shuffle(len(in.Notes), func(i, j int) { in.Notes[i], in.Notes[j] = in.Notes[j], in.Notes[i] })
		r.Shuffle(len(in.Actions), func(i, j int) { in.Actions[i], in.Actions[j] = in.Actions[j], in.Actions[i] })
		r.Shuffle(len(in.People), func(i, j int) { in.People[i], in.People[j] = in.People[j], in.People[i] })
		got, err := Coach{}.PrepRequest(brief.New(in))
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatal(diff)
		}
	}
}

// TestRecordsDeleted takes a record away: the figures that only it had go with
// it, wherever they stood.
func TestRecordsDeleted(t *testing.T) {
	in := journal()
	in.Notes = in.Notes[1:] // the one with the failed deploys
	a, err := scripted(t, golden(t, "careful.json")).coach().Prep(t.Context(), brief.New(in))
	if err != nil {
		t.Fatal(err)
	}
	if text := onPage(a); strings.Contains(text, "40 minutes") {
		t.Errorf("the figure is still on the page:\n%s", text)
	}
}

// onPage is what an agenda says.
func onPage(a oneonone.Agenda) string { return oneonone.AgendaMarkdown(a) }

// TestNoRecords: nothing is asked where there is nothing to ask about.
func TestNoRecords(t *testing.T) {
	in := brief.Input{Now: journal().Now, Meeting: journal().Meeting, From: journal().From, To: journal().To}
	m := scripted(t)
	small := m.coach()
	small.Small = true
	for name, c := range map[string]Coach{"large": m.coach(), "small": small} {
		if _, err := c.Prep(t.Context(), brief.New(in)); !errors.Is(err, ErrNoRecords) {
			t.Errorf("Prep, %s: %v", name, err)
		}
	}
	if _, err := m.coach().Reflect(t.Context(), brief.New(in)); !errors.Is(err, ErrNoRecords) {
		t.Errorf("Reflect: %v", err)
	}
	if _, err := m.coach().Recap(t.Context(), brief.Notes{Raw: " \n\n"}); !errors.Is(err, ErrNoRecords) {
		t.Errorf("Recap: %v", err)
	}
	if len(m.asked) > 0 {
		t.Error("a model was asked about nothing")
	}
}

func TestModelFails(t *testing.T) {
	m := scripted(t)
	m.err = context.Canceled
	if _, err := m.coach().Prep(t.Context(), brief.New(journal())); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	if len(m.asked) != 1 {
		t.Errorf("asked %d times", len(m.asked))
	}
}

// drafted is the agenda that comes of an answer of the journal's.
func drafted(t *testing.T, in brief.Input, answer wireAgenda) oneonone.Agenda {
	t.Helper()
	b := brief.New(in)
	s, _, err := Coach{}.prepSheet(b, taskPrep)
	if err != nil {
		t.Fatal(err)
	}
	j, err := newPlanner(b, s, oneonone.OpenAI).agenda(answer)
	if err != nil {
		t.Fatal(err)
	}
	return j.draft
}

// oneTopic is an answer with one topic of these sentences, all citing the same
// labels.
func oneTopic(cites []string, say ...string) wireAgenda {
	topic := wireTopic{Area: "blocker", Title: "Staging deploys", Minutes: 10, Ask: "May I?", Outcome: "A yes."}
	for _, text := range say {
		topic.Say = append(topic.Say, wireLine{text, cites})
	}
	return wireAgenda{Topics: []wireTopic{topic}}
}

func spokenBy(a oneonone.Agenda) []string {
	var out []string
	for _, l := range a.Topics[0].Say {
		out = append(out, l.Text)
	}
	return out
}

// TestContradicted: what the records contradict is taken out, sentence by
// sentence, and its topic stays. Where nothing is left, the records that it cites
// speak for it.
func TestContradicted(t *testing.T) {
	for name, tt := range map[string]struct {
		say  []string
		want []string
	}{
		"all holds": {[]string{"Staging deploys failed 4 of the last 9 times."}, []string{"Staging deploys failed 4 of the last 9 times."}},
		"one goes":  {[]string{"Staging deploys failed 4 of the last 9 times. Each costs us 300 euros."}, []string{"Staging deploys failed 4 of the last 9 times."}},
		"all goes":  {[]string{"Each failed deploy costs us 300 euros.", "OPS-77 says so."}, []string{"Staging deploys failed 4 of the last 9 times, each costs me about 40 min (12 Nov)."}},
		"labels go": {[]string{"Staging deploys failed 4 of the last 9 times [n1, n3]. Each [time] cost me about 40 minutes [n1]."}, []string{"Staging deploys failed 4 of the last 9 times. Each [time] cost me about 40 minutes."}},
	} {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, spokenBy(drafted(t, journal(), oneTopic([]string{"n1"}, tt.say...)))); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// TestLabelsMended: a figure of a record that was not cited is right with a wrong
// label, and nobody is told.
func TestLabelsMended(t *testing.T) {
	a := drafted(t, journal(), oneTopic([]string{"n3"}, "Staging deploys failed 4 of the last 9 times."))
	if got := a.Topics[0].Say[0]; !slices.Contains(got.Evidence, "nstaging") || got.Unsure || len(a.Findings) > 0 {
		t.Errorf("got %+v, findings %v", got, a.Findings)
	}
}

// TestComputedIsCited: what the program computed can be cited like a record, and
// stands among the evidence.
func TestComputedIsCited(t *testing.T) {
	a := drafted(t, journal(), oneTopic([]string{"c1"}, "The rollback runbook is 11 days late."))
	said := a.Topics[0].Say[0]
	i := slices.IndexFunc(a.Evidence, func(e oneonone.Evidence) bool { return strings.Contains(e.Text, "11 days late") })
	if said.Unsure || i < 0 || !slices.Contains(said.Evidence, a.Evidence[i].ID) || a.Evidence[i].Source == "" {
		t.Errorf("got %+v, evidence %v", said, a.Evidence)
	}
}

// TestLateIsTold: the user's own late promises stand in the news whether the
// model says so or not, and once.
func TestLateIsTold(t *testing.T) {
	said := wireNews{Kind: "late", Text: "Late, mine: the rollback runbook, since 13 November.", Cites: []string{"a2"}}
	for name, tt := range map[string]struct {
		news []wireNews
		want []string
	}{
		"unsaid":        {nil, []string{"Late, mine: write the rollback runbook (13 Nov)."}},
		"said":          {[]wireNews{said}, []string{said.Text}},
		"said as news":  {[]wireNews{{Kind: "news", Text: "The rollback runbook was due on 13 November.", Cites: []string{"a2"}}}, []string{"The rollback runbook was due on 13 November."}},
		"another wrong": {[]wireNews{{Kind: "late", Text: "Late, mine: OPS-77.", Cites: []string{"a2"}}}, []string{"Late, mine: write the rollback runbook (13 Nov)."}},
	} {
		t.Run(name, func(t *testing.T) {
			answer := oneTopic([]string{"n1"}, "Staging deploys failed 4 of the last 9 times.")
			answer.Since = tt.news
			var got []string
			for _, n := range drafted(t, journal(), answer).Since {
				got = append(got, n.Text)
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// TestProposals: what a proposal lacks is asked, and nothing is taken for today's
// figure that is none.
func TestProposals(t *testing.T) {
	text := func(s string) *string { return &s }
	whole := wireProposal{Text: "Failed deploys from 4 of 9 to 1 of 10 by 18 December.", Metric: "failed deploys", From: text("4 of the last 9"), To: text("1 of 10"), By: text("2026-12-18"), FirstStep: text("split the migrations out"), Goal: text("g1")}
	wrong, past, astray := whole, whole, whole
	astray.Goal = text("c1")
	wrong.From, past.By = text("55%"), text("2026-11-01")
	for name, tt := range map[string]struct {
		proposal wireProposal
		shown    bool
		blanks   []string
	}{
		"whole":        {whole, true, nil},
		"wrong figure": {wrong, false, []string{"measurable"}},
		"another goal": {astray, true, []string{"relevant"}},
		"past":         {past, true, []string{"time_bound"}},
		"bare":         {wireProposal{Text: "Fewer failed deploys.", Metric: "failed deploys"}, false, []string{"measurable", "relevant", "time_bound"}},
	} {
		t.Run(name, func(t *testing.T) {
			answer := oneTopic([]string{"n1"}, "Staging deploys failed 4 of the last 9 times.")
			answer.Topics[0].Proposal = &tt.proposal
			topic := drafted(t, journal(), answer).Topics[0]
			var blanks []string
			for _, b := range topic.Blanks {
				blanks = append(blanks, b.Field)
			}
			if diff := cmp.Diff(tt.blanks, blanks); diff != "" || (topic.Proposal != "") != tt.shown || topic.Smart == nil {
				t.Errorf("proposal %q, %s", topic.Proposal, diff)
			}
		})
	}
}
