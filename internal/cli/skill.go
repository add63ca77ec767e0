package cli

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"oneonone/internal/brief"
	"oneonone/internal/oneonone"
	"oneonone/internal/prose"
	"oneonone/internal/source"
)

// ladderDays is how far back records show a skill: half a year.
const ladderDays = 182

func newSkillCmd(a *App) *cobra.Command {
	ladder := ""
	cmd := &cobra.Command{
		Use:   "skill",
		Short: "Your ladder against your records",
		Long: `skill holds the notes, the feedback and the progress of the last half year
against the ladder of your company, a YAML file: which skill is shown by what,
and which one to show next. An entry has a name, and may have a level, an area
and signs, phrases by which a record shows it. The ladder in the config is used
by prep, too. Words are compared: a gap may only be one of your notes.`,
		Example: "  oneonone skill --ladder ladder.yaml\n  oneonone skill --json",
		Args:    takes(),
		RunE:    func(*cobra.Command, []string) error { return runSkill(a, ladder) },
	}
	cmd.Flags().StringVar(&ladder, "ladder", "", "read the ladder from `FILE`")
	return cmd
}

func runSkill(a *App, file string) error {
	cfg, err := a.Config()
	if err != nil {
		return err
	}
	if file == "" {
		file = cfg.Ladder
	}
	if file == "" {
		return wrong("--ladder names a file, or ladder in the config", "there is no ladder to hold your records against")
	}
	skills, err := a.readLadder(file)
	if err != nil {
		return err
	}
	g := &gathering{Input: brief.Input{Now: a.now, From: a.Today().AddDays(-ladderDays), To: a.Today(), Ladder: skills}}
	if err := a.readRecords(g); err != nil {
		return err
	}
	return a.printSkills(brief.New(g.Input).Ladder)
}

// readLadder reads a ladder; relative paths count from here.
func (a *App) readLadder(file string) ([]oneonone.Skilled, error) {
	skills, err := source.Ladder(expandHome(file, a.Getenv("HOME")))
	if errors.Is(err, source.ErrLadder) {
		return nil, wrong("for example: a list of entries like \"- name: System design\"", "%v", err)
	}
	if err != nil {
		return nil, wrong("--ladder takes a YAML file", "the ladder can't be read: %s", file)
	}
	for i := range skills {
		skills[i].Stems = prose.Content(skills[i].Name)
	}
	return skills, nil
}

// shownSkill is a skill as --json prints it.
type shownSkill struct {
	Name  string                `json:"name"`
	Level oneonone.Maybe        `json:"level"`
	Area  oneonone.Maybe        `json:"area"`
	By    oneonone.List[string] `json:"by"`
	Last  oneonone.Date         `json:"last"`
	Next  bool                  `json:"next"`
}

func (a *App) printSkills(skills []brief.Shown) error {
	next := -1
	for i, s := range skills {
		if len(s.By) == 0 && next < 0 {
			next = i
		}
	}
	var list oneonone.List[shownSkill]
	var rows [][]string
	for i, s := range skills {
		list = append(list, shownSkill{s.Name, oneonone.Maybe(s.Level), oneonone.Maybe(s.Area), s.By, s.Last, i == next})
		state := "no record shows it"
		if n := len(s.By); n > 0 {
			state = fmt.Sprintf("%s, the last of %s", count(n, "record"), s.Last.Short(a.Today()))
		}
		mark := "  "
		if i == next {
			mark = "> "
		}
		rows = append(rows, []string{mark + oneLine(s.Name, 60), oneLine(s.Level, 20), state})
	}
	if a.opts.json {
		return a.printJSON(list)
	}
	if err := a.printTable(rows); err != nil {
		return err
	}
	if next < 0 {
		return nil
	}
	return a.print("\nOne at a time: %q. Steps with days and proofs: oneonone goal add %q, then goal milestone.", skills[next].Name, skills[next].Name)
}
