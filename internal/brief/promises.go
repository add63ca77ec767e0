package brief

import "oneonone/internal/oneonone"

// CountPromises counts the user's own action items made in the period: kept by
// their date (or without one), kept late, still open. Dropped ones count as
// made and as nothing else.
func CountPromises(actions []*oneonone.Action, from, to oneonone.Date) oneonone.Promises {
	var n oneonone.Promises
	for _, a := range actions {
		made := a.On()
		if a.Owner != oneonone.Me || made.Before(from) || made.After(to) {
			continue
		}
		n.Made++
		switch {
		case a.Open():
			n.Open++
		case a.Status != oneonone.StatusDone:
		case a.Due.IsZero() || !a.Closed.After(a.Due):
			n.Kept++
		default:
			n.Late++
		}
	}
	return n
}
