package cli

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"

	"github.com/spf13/cobra"

	"oneonone/internal/oneonone"
)

func newGoalPlanCmd(a *App) *cobra.Command {
	var o oneonone.Plan
	var gap, need, trial, measure string
	cmd := &cobra.Command{
		Use:   "plan ID",
		Short: "How you get there: the gap, the need, a trial",
		Long: `plan says what is missing to reach a goal, which need of the team or company it
fills, on which small piece you could show it, and what would tell that it
worked. goal milestone adds the steps. A career topic is drafted from it.
Without a flag it shows the plan.`,
		Example: `  oneonone goal plan g5t1 --gap "no design review alone" --need "a planner"
  oneonone goal plan g5t1 --trial "the calendar migration, until 30 Jan"`,
		Args:              takes("ID"),
		ValidArgsFunction: completeIDs(a, oneonone.KindGoal, false),
		RunE: func(cmd *cobra.Command, args []string) error {
			o.Gap, o.Need, o.Trial, o.Measure = oneonone.Maybe(clean(gap)), oneonone.Maybe(clean(need)), oneonone.Maybe(clean(trial)), oneonone.Maybe(clean(measure))
			return runGoalPlan(cmd, a, o, args[0])
		},
	}
	f := cmd.Flags()
	f.StringVar(&gap, "gap", "", "what is missing (`TEXT`)")
	f.StringVar(&need, "need", "", "which need of the team or company it fills (`TEXT`)")
	f.StringVar(&trial, "trial", "", "a small piece to show it on: what, until when (`TEXT`)")
	f.StringVar(&measure, "measure", "", "what would tell that it worked (`TEXT`)")
	return cmd
}

func runGoalPlan(cmd *cobra.Command, a *App, o oneonone.Plan, id string) error {
	given := cmd.Flags().Changed
	if !given("gap") && !given("need") && !given("trial") && !given("measure") {
		rec, err := a.find(oneonone.KindGoal, id)
		if err != nil {
			return err
		}
		return a.printPlan(rec.(*oneonone.Goal))
	}
	g, err := a.changePlan(id, func(p *oneonone.Plan) error {
		set(&p.Gap, o.Gap, given("gap"))
		set(&p.Need, o.Need, given("need"))
		set(&p.Trial, o.Trial, given("trial"))
		set(&p.Measure, o.Measure, given("measure"))
		return nil
	})
	if err != nil {
		return err
	}
	return a.printPlan(g)
}

// changePlan lets fn change the plan of a goal.
func (a *App) changePlan(id string, fn func(*oneonone.Plan) error) (*oneonone.Goal, error) {
	return change(a, oneonone.KindGoal, id, func(g *oneonone.Goal) error {
		p := oneonone.Plan{}
		if g.Plan != nil {
			p = *g.Plan
			p.Milestones = slices.Clone(p.Milestones)
		}
		if err := fn(&p); err != nil {
			return err
		}
		g.Plan = &p
		return nil
	})
}

// printPlan shows the plan of a goal as one sees it on the day: what was
// reached, what is missing, the steps with their weeks.
func (a *App) printPlan(g *oneonone.Goal) error {
	if a.opts.json {
		return a.printJSON(g)
	}
	if err := a.print("%s %s — %s", a.shorten(g.ID), oneLine(g.Text, 0), goalDue(g, a.Today())); err != nil {
		return err
	}
	rows := [][]string{}
	for _, s := range g.Progress {
		rows = append(rows, []string{"  reached", s.On.Short(a.Today()) + ": " + oneLine(s.Text, 0)})
	}
	plan := cmp.Or(g.Plan, &oneonone.Plan{})
	for _, part := range []struct {
		name string
		text oneonone.Maybe
		flag string
	}{{"missing", plan.Gap, "--gap"}, {"need", plan.Need, "--need"}, {"trial", plan.Trial, "--trial"}, {"measured", plan.Measure, "--measure"}} {
		rows = append(rows, []string{"  " + part.name, orElse(oneLine(string(part.text), 0), "? ("+part.flag+" says it)")})
	}
	for i, m := range plan.Milestones {
		rows = append(rows, []string{fmt.Sprintf("  step %d", i+1), a.milestoneLine(m)})
	}
	if len(plan.Milestones) == 0 {
		rows = append(rows, []string{"  steps", "? (goal milestone adds one)"})
	}
	return a.printTable(rows)
}

// milestoneLine tells a step with its week, counted from today.
func (a *App) milestoneLine(m oneonone.Milestone) string {
	when := fmt.Sprintf("by %s", m.Due.Short(a.Today()))
	switch {
	case !m.Done.IsZero():
		when = "done " + m.Done.Short(a.Today())
	case m.Late(a.Today()):
		when += ", " + sayDue(m.Due, a.Today())
	default:
		when += fmt.Sprintf(", week %d", m.Due.DaysSince(a.Today())/7+1)
	}
	line := oneLine(m.Text, 0) + " — " + when
	if m.Proof != "" {
		line += "; proof: " + oneLine(string(m.Proof), 0)
	}
	return line
}

type milestoneOptions struct {
	by, proof, on string
	done, drop    bool
}

func newMilestoneCmd(a *App) *cobra.Command {
	var o milestoneOptions
	cmd := &cobra.Command{
		Use:   "milestone ID [N|TEXT...]",
		Short: "The steps towards a goal, each with its day",
		Long: fmt.Sprintf(`milestone adds a step to the plan of a goal, at most %d weeks ahead, with what
will prove that it is done; with the number N of a step, --by and --proof change
it, --done closes it and --drop takes it out.`, oneonone.PlanWeeks) + "\n" + dateForms,
		Example: `  oneonone goal milestone g5t1 "migration plan" --by "12 dec" --proof "read"
  oneonone goal milestone g5t1 1 --done`,
		Args:              takes("ID", "[TEXT...]"),
		ValidArgsFunction: completeIDs(a, oneonone.KindGoal, false),
		RunE:              func(_ *cobra.Command, args []string) error { return runMilestone(a, o, args[0], args[1:]) },
	}
	f := cmd.Flags()
	f.StringVar(&o.by, "by", "", "until when (`DATE`)")
	f.StringVar(&o.proof, "proof", "", "what will show that it is done (`TEXT`)")
	f.BoolVar(&o.done, "done", false, "step N is done")
	f.StringVar(&o.on, "on", "", "when it was done (`DATE`; today if not given)")
	f.BoolVar(&o.drop, "drop", false, "take step N out")
	return cmd
}

func runMilestone(a *App, o milestoneOptions, id string, words []string) error {
	var g *oneonone.Goal
	var err error
	if o.done && o.drop {
		return wrong("a step that is dropped was not done", "--done and --drop don't go together")
	}
	if o.done || o.drop {
		g, err = a.closeMilestone(o, id, words)
	} else {
		g, err = a.addMilestone(o, id, words)
	}
	if err != nil {
		return err
	}
	return a.printPlan(g)
}

func (a *App) closeMilestone(o milestoneOptions, id string, words []string) (*oneonone.Goal, error) {
	n := 0
	if len(words) == 1 {
		n, _ = strconv.Atoi(words[0])
	}
	day, err := a.closingDay(o.on)
	if err != nil {
		return nil, err
	}
	return a.changePlan(id, func(p *oneonone.Plan) error {
		if n < 1 || n > len(p.Milestones) {
			return wrong("`oneonone goal plan "+id+"` numbers the steps", "which step is it?")
		}
		if o.drop {
			p.Milestones = slices.Delete(p.Milestones, n-1, n)
			return nil
		}
		p.Milestones[n-1].Done = day
		return nil
	})
}

func (a *App) addMilestone(o milestoneOptions, id string, words []string) (*oneonone.Goal, error) {
	text := a.typedAs(words).text
	if n, err := strconv.Atoi(text); err == nil {
		return a.changeMilestone(o, id, n)
	}
	if text == "" {
		return nil, wrong(`for example: oneonone goal milestone `+id+` "…" --by "12 dec"`, "there is no step to add")
	}
	due, err := a.dueDay(o.by)
	switch {
	case err != nil:
		return nil, err
	case due.IsZero():
		return nil, wrong("--by says it", "a step needs a day")
	case due.Before(a.Today()):
		return nil, wrong("a step lies ahead", "%s has passed", due.Long())
	case due.After(a.Today().AddDays(7 * oneonone.PlanWeeks)):
		return nil, wrong("name a step on the way to it", "%s is more than %d weeks ahead", due.Long(), oneonone.PlanWeeks)
	}
	return a.changePlan(id, func(p *oneonone.Plan) error {
		if slices.ContainsFunc(p.Milestones, func(m oneonone.Milestone) bool { return m.Text == text && m.Due == due }) {
			return nil // it stands there already
		}
		p.Milestones = append(p.Milestones, oneonone.Milestone{Text: text, Due: due, Proof: oneonone.Maybe(clean(o.proof))})
		slices.SortStableFunc(p.Milestones, func(x, y oneonone.Milestone) int { return x.Due.Compare(y.Due) })
		return nil
	})
}

// changeMilestone gives a step another day or another proof.
func (a *App) changeMilestone(o milestoneOptions, id string, n int) (*oneonone.Goal, error) {
	due, err := a.dueDay(o.by)
	if err != nil {
		return nil, err
	}
	return a.changePlan(id, func(p *oneonone.Plan) error {
		if n < 1 || n > len(p.Milestones) {
			return wrong("`oneonone goal plan "+id+"` numbers the steps", "which step is it?")
		}
		set(&p.Milestones[n-1].Due, due, !due.IsZero())
		set(&p.Milestones[n-1].Proof, oneonone.Maybe(clean(o.proof)), o.proof != "")
		slices.SortStableFunc(p.Milestones, func(x, y oneonone.Milestone) int { return x.Due.Compare(y.Due) })
		return nil
	})
}

func newGoalMapCmd(a *App) *cobra.Command {
	return &cobra.Command{
		Use:   "map",
		Short: "Which goal serves which",
		Long: `map shows the goals of the company with those of yours and the initiatives that
count toward them, and what serves none.`,
		Example: "  oneonone goal map\n  oneonone goal map --json",
		Args:    takes(),
		RunE:    func(*cobra.Command, []string) error { return runGoalMap(a) },
	}
}

// served is a goal or an initiative with the goal that it serves.
type served struct {
	ID     string         `json:"id"`
	Kind   oneonone.Kind  `json:"kind"`
	Text   string         `json:"text"`
	Serves oneonone.Maybe `json:"serves"`
	// Top tells a goal of the company, which serves no other.
	Top bool `json:"company"`
}

func runGoalMap(a *App) error {
	goals, err := collect[*oneonone.Goal](a, oneonone.KindGoal, false)
	if err != nil {
		return err
	}
	initiatives, err := collect[*oneonone.Initiative](a, oneonone.KindInitiative, false)
	if err != nil {
		return err
	}
	var all oneonone.List[served]
	open := map[string]bool{}
	for _, g := range goals {
		open[g.ID] = true
	}
	for _, g := range goals {
		all = append(all, served{g.ID, oneonone.KindGoal, g.Text, known(g.Serves, open), g.GoalKind == oneonone.Company})
	}
	for _, i := range initiatives {
		all = append(all, served{i.ID, oneonone.KindInitiative, i.Text, known(i.Goal, open), false})
	}
	if a.opts.json {
		return a.printJSON(all)
	}
	if len(all) == 0 {
		a.Screen().Say("no goal is open; `oneonone goal add --kind company` begins with the company's")
		return nil
	}
	return a.printGoalMap(all)
}

// known leaves out a goal that is not open any more.
func known(id oneonone.Maybe, open map[string]bool) oneonone.Maybe {
	if open[string(id)] {
		return id
	}
	return ""
}

func (a *App) printGoalMap(all []served) error {
	short := map[string]string{}
	for _, s := range all {
		short[s.ID] = a.shorten(s.ID)
	}
	for _, s := range all {
		if s.Top {
			if err := a.printServed(s, all, short, 0); err != nil {
				return err
			}
		}
	}
	var orphans []served
	for _, s := range all {
		if !s.Top && s.Serves == "" {
			orphans = append(orphans, s)
		}
	}
	if len(orphans) == 0 {
		return nil
	}
	if err := a.print("serves no goal of the company yet (goal edit --serves, initiative edit --goal)"); err != nil {
		return err
	}
	for _, s := range orphans {
		if err := a.printServed(s, all, short, 1); err != nil {
			return err
		}
	}
	return nil
}

// deepest is how far the map is followed: goals that serve each other in a
// circle end there.
const deepest = 6

// printServed prints a goal and what serves it, each step further in.
func (a *App) printServed(s served, all []served, short map[string]string, depth int) error {
	if err := a.print("%*s%s %s: %s", 2*depth, "", short[s.ID], map[bool]string{true: "company", false: string(s.Kind)}[s.Top], oneLine(s.Text, 0)); err != nil {
		return err
	}
	for _, other := range all {
		if other.Serves == oneonone.Maybe(s.ID) && depth < deepest {
			if err := a.printServed(other, all, short, depth+1); err != nil {
				return err
			}
		}
	}
	return nil
}
