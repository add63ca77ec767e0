package cli

import (
	"slices"

	"oneonone/internal/oneonone"
)

// step reads something told about a record: its words and the day.
func (a *App) step(words []string, on string) (oneonone.Step, error) {
	text := a.typedAs(words).text
	if text == "" {
		return oneonone.Step{}, wrong("write it after the id", "there is nothing told")
	}
	day, err := a.closingDay(on)
	return oneonone.Step{On: day, Text: text}, err
}

// addStep puts a step in its place, the oldest first.
func addStep(steps oneonone.List[oneonone.Step], step oneonone.Step) oneonone.List[oneonone.Step] {
	steps = append(slices.Clone(steps), step)
	slices.SortStableFunc(steps, func(x, y oneonone.Step) int { return x.On.Compare(y.On) })
	return steps
}
