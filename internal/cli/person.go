package cli

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"oneonone/internal/oneonone"
)

func newPersonCmd(a *App) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "person",
		Short: "The people you meet and work with",
		Long: `person keeps who is who: your manager, a mentor, peers. A first name or @name
in a record means the person on file.`,
		Example: `  oneonone person add "Priya Nair" --role manager --every 2w --minutes 30
  oneonone person succeed priya "Dana Ruiz"
  oneonone person list`,
	}
	makeGroup(cmd)
	cmd.AddCommand(newPersonAddCmd(a), newPersonListCmd(a), newPersonEditCmd(a), newPersonSucceedCmd(a),
		newStanceCmd(a), newMapCmd(a), newRemoveCmd(a, oneonone.KindPerson))
	return cmd
}

// roles are the words for who somebody is.
func roles() []string {
	var words []string
	for _, r := range oneonone.Roles {
		words = append(words, string(r))
	}
	return words
}

type personOptions struct {
	role, every string
	minutes     int
}

func (o *personOptions) flags(cmd *cobra.Command, role string) {
	f := cmd.Flags()
	f.StringVar(&o.role, "role", role, "who it is to you: "+listWords(roles(), 9)+" (`ROLE`)")
	f.StringVar(&o.every, "every", "", "how often you meet (`TIME`: "+everyForms+", or none)")
	f.IntVar(&o.minutes, "minutes", 0, "how long you meet (`N` minutes)")
	completeWords(cmd, "role", roles())
}

// person reads the flags.
func (o personOptions) person() (p oneonone.Person, err error) {
	if o.role != "" {
		word, err := oneOf("role", o.role, roles())
		if err != nil {
			return p, err
		}
		p.Role = oneonone.Role(word)
	}
	if p.EveryDays, err = readEvery(o.every); err != nil {
		return p, err
	}
	p.Minutes = o.minutes
	return p, checkMinutes(o.minutes)
}

func newPersonAddCmd(a *App) *cobra.Command {
	var o personOptions
	cmd := &cobra.Command{
		Use:   "add NAME...",
		Short: "Put a person on file",
		Long:  "add puts a person on file, with who they are to you and how often you meet.",
		Example: `  oneonone person add "Priya Nair" --role manager --every 2w --minutes 30
  oneonone person add Dana Ruiz`,
		Args: takes("NAME..."),
		RunE: func(_ *cobra.Command, args []string) error { return runPersonAdd(a, o, args) },
	}
	o.flags(cmd, string(oneonone.Peer))
	return cmd
}

func runPersonAdd(a *App, o personOptions, args []string) error {
	p, err := o.person()
	if err != nil {
		return err
	}
	name := personName(args)
	if name == "" {
		return wrong(`for example: oneonone person add "Priya Nair"`, "a person needs a name")
	}
	if err := a.refuseDouble(name, ""); err != nil {
		return err
	}
	p.Head = a.newHead(oneonone.KindPerson, name, a.now, false)
	if err := a.file(typed{}, &p); err != nil {
		return err
	}
	return a.printRecord(&p, func(id string) string { return "person " + id + ": " + personLine(&p) })
}

// personName makes a name of words.
func personName(words []string) string {
	return oneLine(clean(strings.Join(words, " ")), 0)
}

// refuseDouble refuses a name that is taken by another person than the one
// with the id.
func (a *App) refuseDouble(name, id string) error {
	people, err := a.peopleOnFile()
	if err != nil {
		return err
	}
	for _, p := range named(name, people) {
		if p.ID != id {
			hint := fmt.Sprintf("`oneonone person edit %s` changes that; a full name tells two people apart", a.shorten(p.ID))
			return wrong(hint, "%s is on file already", p.Text)
		}
	}
	return nil
}

func personLine(p *oneonone.Person) string {
	return p.Text + " — " + string(p.Role) + ", " + sayRhythm(p)
}

// sayRhythm says how often and how long somebody meets the user.
func sayRhythm(p *oneonone.Person) string {
	rhythm := sayEvery(p.EveryDays)
	if p.Minutes > 0 {
		rhythm += fmt.Sprintf(", %d minutes", p.Minutes)
	}
	return rhythm
}

func newPersonListCmd(a *App) *cobra.Command {
	return &cobra.Command{
		Use:     "list",
		Short:   "List the people on file",
		Long:    "list shows the people on file.",
		Example: "  oneonone person list\n  oneonone person list --json",
		Args:    takes(),
		RunE:    func(*cobra.Command, []string) error { return runPersonList(a) },
	}
}

func runPersonList(a *App) error {
	people, err := a.peopleOnFile()
	if err != nil {
		return err
	}
	short := shortIDs(a, people)
	return printRecords(a, people, "nobody is on file; `oneonone person add` puts somebody there", func(p *oneonone.Person) []string {
		return []string{short[p.ID], p.Text, string(p.Role), sayRhythm(p)}
	})
}

func newPersonEditCmd(a *App) *cobra.Command {
	var o personOptions
	cmd := &cobra.Command{
		Use:   "edit ID|NAME [NEW NAME...]",
		Short: "Change a person",
		Long: `edit changes the name of a person, who they are to you, or how often you meet.
Records keep the name they have.`,
		Example: `  oneonone person edit priya --every 3w --minutes 45
  oneonone person edit dana "Dana Ruiz-Meyer"`,
		Args:              takes("ID", "[NAME...]"),
		ValidArgsFunction: completeIDs(a, oneonone.KindPerson, true),
		RunE:              func(cmd *cobra.Command, args []string) error { return runPersonEdit(cmd, a, o, args) },
	}
	o.flags(cmd, "")
	return cmd
}

func runPersonEdit(cmd *cobra.Command, a *App, o personOptions, args []string) error {
	changed, err := o.person()
	if err != nil {
		return err
	}
	before, err := a.find(oneonone.KindPerson, args[0])
	if err != nil {
		return err
	}
	rv := newRevision(cmd, oneonone.KindPerson, args)
	rv.id = before.Header().ID
	if len(rv.words) > 0 {
		rv.words = []string{personName(rv.words)}
		if err := a.refuseDouble(rv.words[0], rv.id); err != nil {
			return err
		}
	} else if !rv.flags {
		return wrong(exampleOf(cmd), "there is nothing to change: neither a new name nor a flag")
	}
	given := cmd.Flags().Changed
	rv.apply = func(rec oneonone.Record) error {
		p := rec.(*oneonone.Person)
		set(&p.Role, changed.Role, given("role"))
		set(&p.EveryDays, changed.EveryDays, given("every"))
		set(&p.Minutes, changed.Minutes, given("minutes"))
		return nil
	}
	return a.revise(cmd.Context(), rv)
}
