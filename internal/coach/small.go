package coach

import (
	"context"

	"oneonone/internal/brief"
	"oneonone/internal/figures"
	"oneonone/internal/oneonone"
)

// smallContext is up to how many tokens of context a model gets the short task.
const smallContext = 8000

// isSmall tells whether the model is asked only to choose, to title and to ask:
// what little it reads and writes is then right.
func (c Coach) isSmall() bool {
	return c.Small || !c.Large && c.Budget > 0 && c.AnswerRoom > 0 && c.Budget+c.AnswerRoom <= smallContext
}

// prepShort drafts an agenda of what a small model chooses: it orders and titles
// records and writes the asks, and the records speak for themselves.
func (t *talk) prepShort(ctx context.Context, b *brief.Brief) (oneonone.Agenda, error) {
	sheet, req, err := t.prepSheet(b, taskShort)
	if err != nil {
		return oneonone.Agenda{}, err
	}
	t.begin(taskShort, sheet)
	return converse(ctx, t, req, func(w wireShort) (judged[oneonone.Agenda], error) {
		return newPlanner(b, sheet, t.Engine).shortAgenda(w)
	})
}

// shortAgenda makes the page of what was chosen. A topic without a record is
// none, nor is a second one of the same.
func (p *planner) shortAgenda(w wireShort) (judged[oneonone.Agenda], error) {
	a := p.frame()
	taken := map[string]bool{}
	for i, chosen := range w.Topics {
		t := oneonone.Topic{ID: p.topicID(i, "", chosen.Title), Area: oneonone.Guidance, Say: p.fromRecords(chosen.Records)}
		for _, l := range t.Say {
			t.Evidence = oneonone.AppendNew(t.Evidence, l.Evidence...)
		}
		if len(t.Evidence) == 0 || taken[t.Evidence[0]] {
			continue
		}
		taken[t.Evidence[0]] = true
		t.Ask, t.Title = p.propose(t.ID, chosen.Ask), p.title(t, chosen.Title)
		a.Topics = append(a.Topics, t)
	}
	if len(a.Topics) == 0 {
		return judged[oneonone.Agenda]{}, &AnswerError{Reason: "it chooses no record"}
	}
	a.OneAsk = p.oneAsk(nil, a.Topics)
	a.Since = append(figures.Since(p.b, figures.Of(p.b)), p.b.LateNews(func(oneonone.Promise) bool { return true })...)
	a.ForMe.Private = p.b.Private
	return p.page(a), nil
}
