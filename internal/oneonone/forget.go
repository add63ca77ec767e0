package oneonone

import (
	"slices"
	"strings"
)

// Forget takes out of a kept draft what rests on a record that was removed, or is private by
// now, and tells whether anything did. What the record said goes from the page that the user
// mended, too, a line at a time. A recap rests on no record: what is private in raw notes is
// never in it.
func Forget(draft Record, id, said string) bool {
	switch k := draft.(type) {
	case *Kept[Agenda]:
		written := AgendaMarkdown(k.Draft)
		gone := k.Draft.forget(id)
		k.Text = rewritten(k.Text, written, AgendaMarkdown(k.Draft), append(gone, said))
		return len(gone) > 0
	case *Kept[Reflection]:
		written := ReflectionMarkdown(k.Draft)
		gone := k.Draft.forget(id, said)
		k.Text = rewritten(k.Text, written, ReflectionMarkdown(k.Draft), append(gone, said))
		return len(gone) > 0
	}
	return false
}

// Quoted gives the records that a kept agenda or reflection rests on, with what it says of each.
func Quoted(draft Record) []Evidence {
	switch k := draft.(type) {
	case *Kept[Agenda]:
		list := slices.Clone(k.Draft.Evidence)
		for id := range k.Draft.Cites() {
			if !slices.ContainsFunc(list, func(e Evidence) bool { return e.ID == id }) {
				list = append(list, Evidence{ID: id})
			}
		}
		return list
	case *Kept[Reflection]:
		return k.Draft.Evidence
	}
	return nil
}

// forget takes out what rests on a record, and gives the texts that went.
func (a *Agenda) forget(id string) []string {
	gone := []string{}
	topics := map[string]bool{}
	a.Topics = slices.DeleteFunc(a.Topics, func(t Topic) bool {
		rests := slices.Contains(t.Evidence, id) || slices.ContainsFunc(t.Say, func(l Line) bool { return slices.Contains(l.Evidence, id) })
		if rests {
			topics[t.ID] = true
			gone = append(gone, t.Title, t.Ask, t.Proposal, t.Outcome)
			for _, l := range t.Say {
				gone = append(gone, l.Text)
			}
		}
		return rests
	})
	a.Since = slices.DeleteFunc(a.Since, func(n News) bool { return n.rests(id, &gone) })
	a.IfTime = slices.DeleteFunc(a.IfTime, func(l Line) bool { return l.rests(id, &gone) })
	a.FollowUps = slices.DeleteFunc(a.FollowUps, func(p Promise) bool {
		if p.ActionID == id {
			gone = append(gone, p.Text)
		}
		return p.ActionID == id
	})
	before := len(a.Evidence)
	a.Evidence = withoutID(a.Evidence, id)
	if len(gone) == 0 && len(a.Evidence) == before {
		return nil
	}
	if a.OneAsk != nil && topics[a.OneAsk.TopicID] {
		a.OneAsk = nil
	}
	a.ForMe.MayAsk = slices.DeleteFunc(a.ForMe.MayAsk, func(m MayAsk) bool { return topics[string(m.TopicID)] })
	a.ForMe.Before = slices.DeleteFunc(a.ForMe.Before, func(l Line) bool { return l.rests(id, &gone) })
	// Nothing tells which records these grew out of.
	a.ForMe.NotToday, a.ForMe.WorthALook, a.Findings = nil, nil, nil
	return append(gone, "")
}

// forget takes out what rests on a record, or says what it said, and gives the texts that went.
func (r *Reflection) forget(id, said string) []string {
	gone := []string{}
	facts := func(list List[Fact]) List[Fact] {
		return slices.DeleteFunc(list, func(f Fact) bool { return restsOn(id, f.Evidence, &gone, f.Text) })
	}
	r.Figures, r.Praise, r.Recurring, r.Learned = facts(r.Figures), facts(r.Praise), facts(r.Recurring), facts(r.Learned)
	r.Named = facts(r.Named)
	r.Goals = slices.DeleteFunc(r.Goals, func(g GoalProgress) bool { return restsOn(id, g.Evidence, &gone) })
	r.Achievements = slices.DeleteFunc(r.Achievements, func(a Achievement) bool { return restsOn(id, a.Evidence, &gone, a.Text) })
	r.FeedbackThemes = slices.DeleteFunc(r.FeedbackThemes, func(f FeedbackTheme) bool { return restsOn(id, f.Evidence, &gone, f.Theme) })
	texts := func(list List[string]) List[string] {
		return slices.DeleteFunc(list, func(text string) bool {
			if tells(text, said) {
				gone = append(gone, text)
			}
			return tells(text, said)
		})
	}
	r.Missed, r.Questions, r.NextTopics = texts(r.Missed), texts(r.Questions), texts(r.NextTopics)
	before := len(r.Evidence)
	r.Evidence = withoutID(r.Evidence, id)
	if len(gone) == 0 && len(r.Evidence) == before {
		return nil
	}
	// Nothing tells which records these grew out of.
	r.Summary, r.Start, r.Stop, r.Continue, r.Findings = "", "", "", "", nil
	return append(gone, "")
}

func (l Line) rests(id string, gone *[]string) bool { return restsOn(id, l.Evidence, gone, l.Text) }

// restsOn tells whether a record is among the evidence, and adds the texts that go with it.
func restsOn(id string, evidence []string, gone *[]string, texts ...string) bool {
	if !slices.Contains(evidence, id) {
		return false
	}
	*gone = append(*gone, texts...)
	return true
}

func withoutID(list List[Evidence], id string) List[Evidence] {
	return slices.DeleteFunc(list, func(e Evidence) bool { return e.ID == id })
}

// rewritten gives the page of a draft from which something went: drawn anew where it was as the
// program wrote it, without the lines that hold one of the texts where the user mended it.
func rewritten(page, written, anew string, texts []string) string {
	if strings.TrimSpace(page) == strings.TrimSpace(written) {
		return anew
	}
	lines := strings.SplitAfter(page, "\n")
	return strings.Join(slices.DeleteFunc(lines, func(line string) bool {
		return slices.ContainsFunc(texts, func(text string) bool { return tells(line, text) })
	}), "")
}

// tells tells whether a text says what another one said.
func tells(text, said string) bool {
	said = strings.ToLower(strings.TrimRight(strings.TrimSpace(said), "."))
	return said != "" && strings.Contains(strings.ToLower(text), said)
}
