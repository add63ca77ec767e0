package cli

import (
	"cmp"
	"slices"

	"github.com/spf13/cobra"

	"oneonone/internal/oneonone"
)

type stanceOptions struct{ part, view, next string }

func newStanceCmd(a *App) *cobra.Command {
	var o stanceOptions
	cmd := &cobra.Command{
		Use:   "stance NAME INITIATIVE",
		Short: "Where somebody stands on what you propose",
		Long: `stance keeps a person's part in one of your initiatives, how they look at it,
and what to ask of them next. person map shows all of them, and the agenda
names who decides, who is for it and whom to win.`,
		Example: `  oneonone person stance ruth i3k9 --view against --next "show her the pages"
  oneonone person stance priya i3k9 --part decides --view open`,
		Args: takes("NAME", "INITIATIVE"),
		RunE: func(cmd *cobra.Command, args []string) error { return runStance(cmd, a, o, args[0], args[1]) },
		ValidArgsFunction: func(cmd *cobra.Command, args []string, begun string) ([]string, cobra.ShellCompDirective) {
			kind := oneonone.KindPerson
			if len(args) == 1 {
				kind = oneonone.KindInitiative
			}
			return completeIDs(a, kind, true)(cmd, nil, begun)
		},
	}
	cmd.Flags().StringVar(&o.part, "part", "", "their part: decides or affected (`PART`)")
	cmd.Flags().StringVar(&o.view, "view", "", "how they look at it: for, open or against (`VIEW`)")
	cmd.Flags().StringVar(&o.next, "next", "", "what to ask of them or to show them (`TEXT`)")
	completeWords(cmd, "part", []string{"decides", "affected"})
	completeWords(cmd, "view", []string{"for", "open", "against"})
	return cmd
}

func runStance(cmd *cobra.Command, a *App, o stanceOptions, name, initiative string) error {
	given := cmd.Flags().Changed
	if given("part") {
		part, err := oneOf("part", o.part, []string{string(oneonone.Decides), string(oneonone.Affected)})
		if err != nil {
			return err
		}
		o.part = part
	}
	if given("view") {
		view, err := oneOf("view", o.view, []string{string(oneonone.ViewFor), string(oneonone.ViewOpen), string(oneonone.ViewAgainst)})
		if err != nil {
			return err
		}
		o.view = view
	}
	if !given("part") && !given("view") && !given("next") {
		return wrong("--part, --view or --next says it", "there is nothing told about %s", name)
	}
	i, err := a.find(oneonone.KindInitiative, initiative)
	if err != nil {
		return err
	}
	person, err := a.find(oneonone.KindPerson, name)
	if err != nil {
		return err
	}
	p, err := change(a, oneonone.KindPerson, person.Header().ID, func(p *oneonone.Person) error {
		stances := slices.Clone(p.Stances)
		at := slices.IndexFunc(stances, func(s oneonone.Stance) bool { return s.Initiative == i.Header().ID })
		if at < 0 {
			at, stances = len(stances), append(stances, oneonone.Stance{Initiative: i.Header().ID})
		}
		set(&stances[at].Part, oneonone.Stake(o.part), given("part"))
		set(&stances[at].View, oneonone.View(o.view), given("view"))
		set(&stances[at].Next, oneonone.Maybe(clean(o.next)), given("next"))
		p.Stances = stances
		return nil
	})
	if err != nil {
		return err
	}
	return a.printRecord(p, func(string) string {
		for _, s := range p.Stances {
			if s.Initiative == i.Header().ID {
				return p.Text + ", " + stanceWords(s) + ": " + oneLine(i.Header().Text, 0)
			}
		}
		return p.Text
	})
}

func stanceWords(s oneonone.Stance) string {
	words := cmp.Or(string(s.Part), "takes part")
	if s.View != "" {
		words += ", " + string(s.View)
	}
	return words
}

func newMapCmd(a *App) *cobra.Command {
	return &cobra.Command{
		Use:   "map [INITIATIVE]",
		Short: "Who decides, who is for it, whom to win",
		Long: `map shows the influence map of an initiative, or of all: who decides, who is
affected, how they look at it, and what to ask next. One that nobody is for yet
is marked.`,
		Example:           "  oneonone person map\n  oneonone person map i3k9 --json",
		Args:              atMostOne("INITIATIVE"),
		ValidArgsFunction: completeIDs(a, oneonone.KindInitiative, false),
		RunE:              func(_ *cobra.Command, args []string) error { return runMap(a, args) },
	}
}

// influence is a row of the map as --json prints it.
type influence struct {
	Initiative string         `json:"initiative"`
	Text       string         `json:"text"`
	Name       string         `json:"name"`
	Part       oneonone.Maybe `json:"part"`
	View       oneonone.Maybe `json:"view"`
	Next       oneonone.Maybe `json:"next"`
	Role       oneonone.Stake `json:"role"`
	Is         oneonone.Role  `json:"is"`
}

func runMap(a *App, args []string) error {
	var list []*oneonone.Initiative
	if len(args) == 1 {
		rec, err := a.find(oneonone.KindInitiative, args[0])
		if err != nil {
			return err
		}
		list = []*oneonone.Initiative{rec.(*oneonone.Initiative)}
	} else {
		var err error
		if list, err = collect[*oneonone.Initiative](a, oneonone.KindInitiative, false); err != nil {
			return err
		}
	}
	people, err := a.peopleOnFile()
	if err != nil {
		return err
	}
	if a.opts.json {
		var rows oneonone.List[influence]
		for _, i := range list {
			rows = append(rows, influences(i, people)...)
		}
		return a.printJSON(rows)
	}
	if len(list) == 0 {
		a.Screen().Say("nothing is proposed; `oneonone initiative add` begins")
		return nil
	}
	short := shortIDs(a, list)
	for n, i := range list {
		if n > 0 {
			_ = a.print("") // the line below fails if this does
		}
		if err := a.print("%s %s", short[i.ID], oneLine(i.Text, 0)); err != nil {
			return err
		}
		if err := a.printInfluence(influences(i, people)); err != nil {
			return err
		}
	}
	return nil
}

// influences lists who has a part in an initiative: who decides, who is for it,
// who is to be won, who is affected.
func influences(i *oneonone.Initiative, people []*oneonone.Person) []influence {
	var rows []influence
	for _, p := range people {
		for _, s := range p.Stances {
			if s.Initiative == i.ID {
				rows = append(rows, influence{i.ID, i.Text, p.Text, oneonone.Maybe(s.Part), oneonone.Maybe(s.View), s.Next, s.Stake(), p.Role})
			}
		}
	}
	known := func(r influence) bool { return oneonone.SameName(r.Name, string(i.With)) }
	if i.With != "" && !slices.ContainsFunc(rows, known) {
		is := oneonone.Role("")
		for _, p := range people {
			if oneonone.SameName(p.Text, string(i.With)) {
				is = p.Role
			}
		}
		rows = append(rows, influence{Initiative: i.ID, Text: i.Text, Name: string(i.With), Part: oneonone.Maybe(oneonone.Decides), Role: oneonone.Decides, Is: is})
	}
	order := []oneonone.Stake{oneonone.Decides, oneonone.Supports, oneonone.ToWin, oneonone.Affected}
	slices.SortStableFunc(rows, func(x, y influence) int {
		return cmp.Or(cmp.Compare(slices.Index(order, x.Role), slices.Index(order, y.Role)), cmp.Compare(x.Name, y.Name))
	})
	return rows
}

func (a *App) printInfluence(rows []influence) error {
	var table [][]string
	won := false
	for _, r := range rows {
		won = won || r.View == oneonone.Maybe(oneonone.ViewFor)
		table = append(table, []string{"  " + r.Name, string(r.Is), orElse(string(r.Part), "-"), orElse(string(r.View), "?"), oneLine(string(r.Next), 0)})
	}
	if len(table) > 0 {
		if err := a.printTable(table); err != nil {
			return err
		}
	}
	if !won {
		return a.print("  nobody is for it yet: whom do you win first, also in another team?")
	}
	return nil
}
