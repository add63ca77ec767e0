package rulebook

import (
	"slices"
	"strings"
	"testing"

	"oneonone/internal/brief"
	"oneonone/internal/oneonone"
)

var theDay = oneonone.DateOf(today)

func head(id string, kind oneonone.Kind, daysAgo int, text string) oneonone.Head {
	return oneonone.Head{ID: id, Kind: kind, At: today.AddDate(0, 0, -daysAgo), Text: text}
}

// exemplaryBrief holds what the exemplary agenda rests on.
func exemplaryBrief() *brief.Brief {
	marit := &oneonone.Person{Head: head("marit", oneonone.KindPerson, 90, "Marit Hoekstra"), Role: oneonone.Manager}
	ruth := &oneonone.Person{Head: head("ruth", oneonone.KindPerson, 90, "Ruth Adeyemi"), Role: oneonone.Peer}
	held := func(id string, daysAgo int) *oneonone.Meeting {
		return &oneonone.Meeting{Head: head(id, oneonone.KindMeeting, daysAgo, ""), On: theDay.AddDays(-daysAgo), With: "Marit Hoekstra", Held: true}
	}
	return brief.New(brief.Input{
		Now: today, From: theDay.AddDays(-21), To: theDay,
		Meeting: oneonone.Slot{ID: "m", On: theDay.AddDays(2), With: "Marit Hoekstra", Minutes: 30, Number: 3},
		People:  []*oneonone.Person{marit, ruth},
		Held:    []*oneonone.Meeting{held("m1", 42), held("m2", 21)},
		Notes: []*oneonone.Note{
			{Head: head("deploys", oneonone.KindNote, 6, "deploys take 26 minutes at noon"), NoteKind: oneonone.Maybe(oneonone.Concern)},
			{Head: head("sandbox", oneonone.KindNote, 9, "no access to the sandbox, blocked"), NoteKind: oneonone.Maybe(oneonone.Blocker)},
			{Head: head("flaky", oneonone.KindNote, 5, "flaky tests: 9 of 120 runs"), NoteKind: oneonone.Maybe("")},
			{Head: head("table", oneonone.KindNote, 12, "we decided for one table instead of two, the price is a slower backfill"), NoteKind: oneonone.Maybe(oneonone.Decided)},
			{Head: head("queue", oneonone.KindNote, 14, "we decided to keep the queue because a rewrite costs a month"), NoteKind: oneonone.Maybe(oneonone.Decided)},
			{Head: head("load", oneonone.KindNote, 4, "worked late again, 3 evenings"), NoteKind: oneonone.Maybe("")},
			{Head: head("handover", oneonone.KindNote, 8, "the handover to Ruth took two days"), NoteKind: oneonone.Maybe("")},
			{Head: oneonone.Head{ID: "secret", Kind: oneonone.KindNote, At: today, Text: "looking for another job", Private: true}},
		},
		Actions:   []*oneonone.Action{{Head: head("runbook", oneonone.KindAction, 20, "write the runbook"), Owner: oneonone.Me, Due: theDay.AddDays(-1), Status: oneonone.StatusOpen}},
		Feedback:  []*oneonone.Feedback{{Head: head("docs", oneonone.KindFeedback, 30, "your design docs come too late"), From: "Marit Hoekstra"}},
		Goals:     []*oneonone.Goal{{Head: head("ship", oneonone.KindGoal, 80, "a change is live within the hour"), GoalKind: oneonone.Company, Status: oneonone.StatusOpen}, {Head: head("lead", oneonone.KindGoal, 80, "run one project across teams"), GoalKind: oneonone.Professional, Status: oneonone.StatusOpen}},
		Decisions: []*oneonone.Decision{{Head: head("no", oneonone.KindDecision, 40, "no own Postgres for the importer"), Declined: true}},
	})
}

func exemplaryPlan() *oneonone.Smart {
	return &oneonone.Smart{Specific: "deploys take 20 minutes", Measurable: "from 26 to 20 minutes", Achievable: "first step: cache the images", Relevant: "serves the company goal “a change is live within the hour”", TimeBound: "by 28 February"}
}

// say is one sentence with its record.
func say(text, id string) oneonone.List[oneonone.Line] {
	return oneonone.List[oneonone.Line]{{Text: text, Evidence: oneonone.List[string]{id}}}
}

const secretText = "see postgres://app:s3cr3t-Pw9xQ@db.internal/app"

// exemplary is an agenda in which the rulebook finds nothing.
func exemplary() oneonone.Agenda {
	decides := oneonone.List[oneonone.Stakeholding]{{Name: "Marit Hoekstra", Role: oneonone.Decides}, {Name: "Ruth Adeyemi", Role: oneonone.Supports}}
	plan := exemplaryPlan()
	plan.Specific, plan.Measurable, plan.TimeBound = "I run the move of the importer across both teams", "two teams, one plan", "by 31 March"
	return oneonone.Agenda{
		Meeting:   oneonone.Slot{ID: "m", On: theDay.AddDays(2), With: "Marit Hoekstra", Minutes: 30, Number: 3},
		Career:    oneonone.CareerDue{Due: true, MeetingsSince: 2},
		FollowUps: exemplaryBrief().FollowUps(),
		OneAsk:    &oneonone.OneAsk{TopicID: "t1", Text: "Can you bring me together with the platform team this week?"},
		Since:     oneonone.List[oneonone.News]{{Kind: oneonone.LateNews, Line: say("Late, mine: write the runbook (19 Nov).", "runbook")[0]}},
		IfTime:    oneonone.List[oneonone.Line]{say("Who reads the weekly figures?", "deploys")[0]},
		Topics: oneonone.List[oneonone.Topic]{
			{ID: "t1", Title: "Access to the sandbox", Area: oneonone.Blocked, Minutes: 4, Ask: "Can you bring me together with the platform team this week?", Say: say("No access to the sandbox", "sandbox"), Whys: oneonone.List[oneonone.Why]{{Question: "Why can it not move?"}}, Evidence: oneonone.List[string]{"sandbox"}},
			{ID: "t2", Title: "My load: which work moves", Area: oneonone.Wellbeing, Minutes: 3, Ask: "Which piece of work would you move first?", Say: say("Worked late again, 3 evenings", "load"), Evidence: oneonone.List[string]{"load"}},
			{ID: "t3", Title: "Deploys in 20 minutes", Area: oneonone.InitiativeArea, Minutes: 5, Ask: "May I try this for two weeks?", ReframedFrom: "deploys take forever", Smart: exemplaryPlan(), People: decides, Say: say("Deploys take 26 minutes at noon", "deploys"), Whys: oneonone.List[oneonone.Why]{{Question: "Why do they take so long at noon?"}}, Evidence: oneonone.List[string]{"deploys", "ship"}},
			{ID: "t4", Title: "Flaky tests: a figure to bring down", Area: oneonone.TechnicalDebt, Minutes: 3, Ask: "Is this the figure you would steer by?", Say: say("Flaky tests: 9 of 120 runs", "flaky"), Evidence: oneonone.List[string]{"flaky"}},
			{ID: "t5", Title: "Handovers: one thing to arrange", Area: oneonone.Collaboration, Minutes: 2, Ask: "How would you arrange this?", Say: say("The handover to Ruth took two days", "handover"), Evidence: oneonone.List[string]{"handover"}, Blanks: oneonone.List[oneonone.Blank]{{Field: "suggestion", Question: "What do you suggest?"}}},
			{ID: "t6", Title: "Career: one project across teams", Area: oneonone.Career, Minutes: 4, Ask: "Which two contributions would show it?", Smart: plan, Say: say("The handover to Ruth took two days", "handover"), Evidence: oneonone.List[string]{"lead", "ship", "handover"}},
			{ID: "t7", Title: "In depth: one table instead of two", Area: oneonone.DeepDive, Minutes: 3, Ask: "Would you have weighed it the same way?", Say: say("We decided for one table instead of two, the price is a slower backfill", "table"), Evidence: oneonone.List[string]{"table"}},
			{ID: "t8", Title: "In depth: the queue stays", Area: oneonone.DeepDive, Minutes: 2, Ask: "What would have made you choose the other?", Say: say("We decided to keep the queue because a rewrite costs a month", "queue"), Evidence: oneonone.List[string]{"queue"}},
			{ID: "t9", Title: "Your feedback on my design docs", Area: oneonone.FeedbackArea, Minutes: 2, Ask: "On the next design doc: what would show you that it is better?", Evidence: oneonone.List[string]{"docs"}},
		},
		Considered: oneonone.List[oneonone.Considered]{{Area: oneonone.Ownership, WhyNot: "no record shows an area"}, {Area: oneonone.Skill, WhyNot: "no record names one"}},
		Evidence:   oneonone.List[oneonone.Evidence]{{ID: "deploys"}},
	}
}

func topic(a *oneonone.Agenda, id string) *oneonone.Topic {
	i := slices.IndexFunc(a.Topics, func(t oneonone.Topic) bool { return t.ID == id })
	return &a.Topics[i]
}

func drop(a *oneonone.Agenda, id string) {
	a.Topics = slices.DeleteFunc(a.Topics, func(t oneonone.Topic) bool { return t.ID == id })
}

func named(findings []oneonone.Finding) string {
	var names []string
	for _, f := range findings {
		names = append(names, f.Rule)
	}
	return strings.Join(names, " ")
}

// Each agenda rule finds what breaks it, and nothing else does; the exemplary
// agenda breaks none.
func TestAgendaRules(t *testing.T) {
	b := exemplaryBrief()
	if got := (Book{}).Agenda(exemplary(), b); len(got) > 0 {
		t.Fatalf("in the exemplary agenda: %v", got)
	}
	breaks := map[string][]func(*oneonone.Agenda){
		Grounded: {
			func(a *oneonone.Agenda) { topic(a, "t4").Say[0].Evidence = nil },
			func(a *oneonone.Agenda) { topic(a, "t1").Evidence = oneonone.List[string]{"sandbox", "nowhere"} },
			func(a *oneonone.Agenda) {
				topic(a, "t9").Evidence = nil
				a.Considered = append(a.Considered, oneonone.Considered{Area: oneonone.FeedbackArea, WhyNot: "later"})
			},
			func(a *oneonone.Agenda) { topic(a, "t3").People[1].Name = "Viktor" },
		},
		SmartRule: {
			func(a *oneonone.Agenda) { topic(a, "t3").Smart.TimeBound = "by 1 October" },
			func(a *oneonone.Agenda) { topic(a, "t3").Smart.Specific = "work on the deploys" },
			func(a *oneonone.Agenda) { topic(a, "t3").Smart.Measurable = "from 26 minutes to [target?]" },
		},
		InitiativeRule: {func(a *oneonone.Agenda) {
			topic(a, "t3").Smart, topic(a, "t6").Smart = nil, nil
			topic(a, "t6").Blanks = oneonone.List[oneonone.Blank]{{Field: "specific", Question: "which role?"}}
		}},
		Reframe: {
			func(a *oneonone.Agenda) { topic(a, "t9").Title = "I want to lead" },
			func(a *oneonone.Agenda) { topic(a, "t9").Ask = "When will I be promoted?" },
			func(a *oneonone.Agenda) {
				topic(a, "t9").Title, topic(a, "t9").Ask = "I have way too much on my plate", ""
			},
		},
		PriorityAreas: {func(a *oneonone.Agenda) { a.Considered = a.Considered[:1] }},
		CodeHealth:    {func(a *oneonone.Agenda) { topic(a, "t4").Say[0].Text = "Flaky tests again" }},
		DeepDive: {
			func(a *oneonone.Agenda) { drop(a, "t8") },
			func(a *oneonone.Agenda) { topic(a, "t8").Say = nil },
		},
		FiveWhys: {
			func(a *oneonone.Agenda) { topic(a, "t1").Whys = nil },
			func(a *oneonone.Agenda) { topic(a, "t1").Whys = append(topic(a, "t1").Whys, topic(a, "t1").Whys[0]) },
		},
		SkillGap: {func(a *oneonone.Agenda) {
			a.Topics = append(a.Topics, oneonone.Topic{ID: "s", Title: "Skill: online migrations", Area: oneonone.Skill, Minutes: 2, Ask: "Who does it well?", Evidence: oneonone.List[string]{"table"}})
			topic(a, "t3").Minutes = 3
		}},
		CompanyGoal: {func(a *oneonone.Agenda) {
			topic(a, "t3").Smart.Relevant, topic(a, "t3").Evidence = "it is cleaner", oneonone.List[string]{"deploys"}
		}},
		InfluenceMap: {func(a *oneonone.Agenda) { topic(a, "t3").People = topic(a, "t3").People[:1] }},
		FollowUp: {
			func(a *oneonone.Agenda) { a.FollowUps = nil },
			func(a *oneonone.Agenda) { a.FollowUps = append(a.FollowUps, a.FollowUps[0]) },
			func(a *oneonone.Agenda) {
				topic(a, "t3").Minutes = 3
				a.Topics = append(a.Topics, *topic(a, "t9"))
			},
		},
		FeedbackLoop: {
			func(a *oneonone.Agenda) { topic(a, "t9").Ask = "Any feedback for me?" },
			func(a *oneonone.Agenda) { drop(a, "t9") },
		},
		CareerCadence: {
			func(a *oneonone.Agenda) { a.Career.Due = false },
			func(a *oneonone.Agenda) { drop(a, "t6") },
		},
		CareerPlan: {func(a *oneonone.Agenda) { topic(a, "t6").Say = nil }},
		NeedsOrder: {func(a *oneonone.Agenda) { a.Topics[1], a.Topics[5] = a.Topics[5], a.Topics[1] }},
		GuidanceRule: {func(a *oneonone.Agenda) {
			for i := range a.Topics {
				a.Topics[i].Ask = "For your information"
			}
		}},
		Collaboration: {
			func(a *oneonone.Agenda) {
				topic(a, "t5").Say = append(topic(a, "t5").Say, say("The delay was Ruth's fault", "handover")...)
			},
			func(a *oneonone.Agenda) { topic(a, "t5").Outcome = "The delay was Ruth's fault" },
			func(a *oneonone.Agenda) { topic(a, "t5").Proposal = "The delay was Ruth's fault" },
			func(a *oneonone.Agenda) { topic(a, "t5").Blanks, topic(a, "t5").Ask = nil, "So it is." },
		},
		TimeBox: {
			func(a *oneonone.Agenda) { topic(a, "t3").Minutes = 12 },
			func(a *oneonone.Agenda) { topic(a, "t9").Minutes = 1 },
		},
		NonTechnicalShare: {func(a *oneonone.Agenda) {
			topic(a, "t2").Minutes, topic(a, "t3").Minutes, topic(a, "t6").Minutes = 7, 3, 2
		}},
		DeclinedRule: {func(a *oneonone.Agenda) {
			t := topic(a, "t3")
			t.Title, t.ReframedFrom, t.Smart.Specific = "An own Postgres for the importer", "", "an own Postgres for the importer"
		}},
		Private: {
			func(a *oneonone.Agenda) { topic(a, "t9").Outcome = secretText },
			func(a *oneonone.Agenda) { topic(a, "t9").Proposal = secretText },
			func(a *oneonone.Agenda) { topic(a, "t4").Say[0].Text += ", " + secretText },
			func(a *oneonone.Agenda) { a.OneAsk.Text = secretText },
			func(a *oneonone.Agenda) { a.Since[0].Text = secretText },
			func(a *oneonone.Agenda) { a.IfTime[0].Text = secretText },
		},
	}
	for _, r := range agendaRules() {
		if len(breaks[r.Name]) == 0 {
			t.Errorf("nothing breaks %s", r.Name)
		}
		for i, spoil := range breaks[r.Name] {
			a := exemplary()
			spoil(&a)
			got := (Book{}).Agenda(a, b)
			names := strings.Fields(named(got))
			if len(slices.Compact(names)) != 1 || names[0] != r.Name {
				t.Errorf("%s, %d: found %v", r.Name, i, got)
				continue
			}
			if got[0].Severity != r.Severity || got[0].Message == "" || got[0].Fix == "" {
				t.Errorf("%s, %d: told as %+v", r.Name, i, got[0])
			}
			off := Book{Off: []string{r.Name}}.Agenda(a, b)
			if len(off) > 0 {
				t.Errorf("%s, %d: turned off, it finds %v", r.Name, i, off)
			}
			for _, f := range (Book{Warn: []string{r.Name}}).Agenda(a, b) {
				if f.Severity != oneonone.SeverityWarning {
					t.Errorf("%s, %d: as a warning it is told as %s", r.Name, i, f.Severity)
				}
			}
		}
	}
}

// Without one of its five parts a complete proposal has exactly the finding
// that names the part; with a blank that asks for it, none.
func TestSmartParts(t *testing.T) {
	b := exemplaryBrief()
	for _, part := range []struct {
		field, named string
		take         func(*oneonone.Smart)
	}{
		{"specific", "what exactly would be different", func(s *oneonone.Smart) { s.Specific = "" }},
		{"measurable", "what is measured", func(s *oneonone.Smart) { s.Measurable = "" }},
		{"achievable", "what makes it doable", func(s *oneonone.Smart) { s.Achievable = "" }},
		{"relevant", "which goal it serves", func(s *oneonone.Smart) { s.Relevant = "" }},
		{"time_bound", "by when", func(s *oneonone.Smart) { s.TimeBound = "" }},
	} {
		a := exemplary()
		part.take(topic(&a, "t3").Smart)
		got := (Book{}).Agenda(a, b)
		if len(got) != 1 || got[0].Rule != SmartRule || got[0].Where != "t3" || !strings.Contains(got[0].Message, part.named) {
			t.Errorf("without %s: %v", part.field, got)
		}
		topic(&a, "t3").Blanks = oneonone.List[oneonone.Blank]{{Field: part.field, Question: "which?"}}
		if got := (Book{}).Agenda(a, b); len(got) > 0 {
			t.Errorf("with a blank for %s: %v", part.field, got)
		}
	}
}

func exemplaryNotes() brief.Notes {
	return brief.Notes{
		Now: today, Meeting: oneonone.Slot{ID: "m", On: theDay, With: "Marit Hoekstra"},
		Raw:    "deploys: we decided for the image cache\nSam to send the 14 numbers by Friday\nMarit: design docs come too late\nmaybe a new cluster, not decided\n",
		Topics: []oneonone.Topic{{ID: "t1", Title: "Deploys"}},
	}
}

func exemplaryRecap() oneonone.Recap {
	return oneonone.Recap{
		Decisions:     oneonone.List[oneonone.DecisionSaid]{{Text: "the image cache", Lines: oneonone.List[int]{1}}},
		ActionItems:   oneonone.List[oneonone.ActionSaid]{{ID: "a", Text: "send the 14 numbers", Owner: "Sam", Due: theDay.AddDays(7), Lines: oneonone.List[int]{2}}},
		Feedback:      oneonone.List[oneonone.FeedbackSaid]{{Text: "design docs come too late", From: "Marit Hoekstra", Lines: oneonone.List[int]{3}}},
		OpenQuestions: oneonone.List[oneonone.Said]{{Text: "a new cluster?", Lines: oneonone.List[int]{4}}},
		Topics:        oneonone.List[oneonone.TopicOutcome]{{TopicID: "t1", Outcome: oneonone.Discussed}},
	}
}

func TestRecapRules(t *testing.T) {
	n := exemplaryNotes()
	if got := (Book{}).Recap(exemplaryRecap(), n); len(got) > 0 {
		t.Fatalf("in the exemplary recap: %v", got)
	}
	breaks := map[string][]func(*oneonone.Recap){
		SaidOnly: {
			func(r *oneonone.Recap) { r.OpenQuestions[0].Lines = nil },
			func(r *oneonone.Recap) { r.OpenQuestions[0].Lines = oneonone.List[int]{9} },
			func(r *oneonone.Recap) { r.ActionItems[0].Text = "send the 20 numbers" },
		},
		Decided: {func(r *oneonone.Recap) {
			r.Decisions[0] = oneonone.DecisionSaid{Text: "a new cluster", Lines: oneonone.List[int]{4}}
		}},
		ActionItem:    {func(r *oneonone.Recap) { r.ActionItems[0].Owner = "Beatriz" }},
		FeedbackKept:  {func(r *oneonone.Recap) { r.Feedback[0].From = "" }},
		Shareable:     {func(r *oneonone.Recap) { r.Summary = "see postgres://app:s3cr3t-Pw9xQ@db.internal/app" }},
		ClosesTheLoop: {func(r *oneonone.Recap) { r.Topics = nil }},
	}
	for _, r := range recapRules() {
		if len(breaks[r.Name]) == 0 {
			t.Errorf("nothing breaks %s", r.Name)
		}
		for i, spoil := range breaks[r.Name] {
			bad := exemplaryRecap()
			spoil(&bad)
			if got := named((Book{}).Recap(bad, n)); got != r.Name {
				t.Errorf("%s, %d: found %q", r.Name, i, got)
			}
		}
	}
}

func exemplaryReflection() oneonone.Reflection {
	return oneonone.Reflection{
		From: theDay.AddDays(-60), To: theDay, Summary: "One promise missed its date.",
		Goals: oneonone.List[oneonone.GoalProgress]{
			{GoalID: "ship", Text: "x", Progress: "no progress on record", Evidence: oneonone.List[string]{"ship"}},
			{GoalID: "lead", Text: "y", Progress: "no progress on record", Evidence: oneonone.List[string]{"lead"}},
		},
		Achievements:   oneonone.List[oneonone.Achievement]{{Text: "Flaky tests: 9 of 120 runs", Metric: "9 of 120", Evidence: oneonone.List[string]{"flaky"}}},
		FeedbackThemes: oneonone.List[oneonone.FeedbackTheme]{{Theme: "design docs come late", Evidence: oneonone.List[string]{"docs"}}},
		Promises:       oneonone.Promises{Made: 1, Open: 1},
		Start:          "a runbook a week",
		Questions:      oneonone.List[string]{"What would have told me in time?"},
		Evidence:       oneonone.List[oneonone.Evidence]{{ID: "ship"}, {ID: "lead"}, {ID: "flaky"}, {ID: "docs"}},
	}
}

func TestReflectionRules(t *testing.T) {
	b := exemplaryBrief()
	if got := (Book{}).Reflection(exemplaryReflection(), b); len(got) > 0 {
		t.Fatalf("in the exemplary reflection: %v", got)
	}
	breaks := map[string][]func(*oneonone.Reflection){
		EveryGoal: {
			func(r *oneonone.Reflection) { r.Goals = r.Goals[:1] },
			func(r *oneonone.Reflection) { r.Goals[0].Evidence = nil },
		},
		Quantified: {
			func(r *oneonone.Reflection) { r.Achievements[0].Metric = "5 of 120" },
			func(r *oneonone.Reflection) { r.Achievements[0].Evidence = nil },
		},
		FeedbackSince:   {func(r *oneonone.Reflection) { r.FeedbackThemes = nil }},
		PromisesCounted: {func(r *oneonone.Reflection) { r.Promises.Kept, r.Promises.Open = 1, 0 }},
		NoFlattery: {
			func(r *oneonone.Reflection) { r.Summary = "Nothing happened." },
			func(r *oneonone.Reflection) { r.Achievements[0].Text = "Spearheaded the flaky tests: 9 of 120 runs" },
		},
		OneThing:      {func(r *oneonone.Reflection) { r.Start = "" }},
		SaysWhatLacks: {func(r *oneonone.Reflection) { r.Questions = nil }},
	}
	for _, r := range reflectionRules() {
		if len(breaks[r.Name]) == 0 {
			t.Errorf("nothing breaks %s", r.Name)
		}
		for i, spoil := range breaks[r.Name] {
			bad := exemplaryReflection()
			spoil(&bad)
			if got := named((Book{}).Reflection(bad, b)); got != r.Name {
				t.Errorf("%s, %d: found %q", r.Name, i, got)
			}
		}
	}
}

// Every rule is explained, by an example of each sort, under a name of its own.
func TestRulesAreExplained(t *testing.T) {
	seen := map[string]bool{}
	for _, r := range Rules() {
		if seen[r.Name] {
			t.Errorf("two rules are called %s", r.Name)
		}
		seen[r.Name] = true
		if r.Flags == "" || r.Why == "" || r.Fix == "" || r.Bad == "" || r.Good == "" || r.Bad == r.Good || r.Severity == "" || r.Of == "" {
			t.Errorf("%s is not explained", r.Name)
		}
		checks := 0
		for _, has := range []bool{r.agenda != nil, r.recap != nil, r.reflection != nil} {
			if has {
				checks++
			}
		}
		if (r.Of == Texts) != (checks == 0) || checks > 1 {
			t.Errorf("%s has %d checks", r.Name, checks)
		}
	}
}

// A sentence that is marked as not sure needs no record: it says itself that it
// may have none.
func TestUnsureNeedsNoRecord(t *testing.T) {
	a := exemplary()
	topic(&a, "t4").Say = append(topic(&a, "t4").Say, oneonone.Line{Text: "It costs us an hour a day", Unsure: true})
	if got := (Book{}).Agenda(a, exemplaryBrief()); len(got) > 0 {
		t.Errorf("found %v", got)
	}
}

// A page tells two things that can be mended on it, what must be mended first;
// what else could be considered stays in the data.
func TestForPage(t *testing.T) {
	b := exemplaryBrief()
	a := exemplary()
	topic(&a, "t9").Ask = "Any feedback for me?"
	a.Considered = nil
	a.FollowUps = nil
	topic(&a, "t9").Minutes = 1
	findings := (Book{}).Agenda(a, b)
	if !strings.Contains(named(findings), PriorityAreas) || !strings.Contains(named(findings), FeedbackLoop) {
		t.Fatalf("found %s", named(findings))
	}
	got := ForPage(findings)
	if len(got) != 2 || !strings.Contains(got[0], "open promise") || !strings.Contains(got[1], "1 minute") {
		t.Errorf("told %q of %q", got, named(findings))
	}
	for _, r := range Rules() {
		told := ForPage([]oneonone.Finding{{Rule: r.Name, Severity: oneonone.SeverityError, Message: "m"}})
		if len(told) > 0 && r.Of != Agendas {
			t.Errorf("%s is no rule for agendas and stands on one", r.Name)
		}
	}
	if told := ForPage([]oneonone.Finding{{Rule: PriorityAreas, Severity: oneonone.SeverityError, Message: "m"}}); len(told) > 0 {
		t.Errorf("told %q", told)
	}
}
