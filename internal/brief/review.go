package brief

import (
	"slices"
	"strings"
	"unicode/utf8"

	"oneonone/internal/oneonone"
	"oneonone/internal/prose"
	"oneonone/internal/reader"
	"oneonone/internal/secret"
)

// The most that a review tells of one thing: the strongest comes first.
const (
	mostOfSkill  = 3
	mostOfOthers = 4
)

// Review turns a reflection into a self-review: its figures, then by competency, where
// the user has a ladder, what shows it in the very words that are quoted, then what is
// better now, what others said, and what feedback changed. Each stands there once; what no record
// shows is asked, the competencies without evidence all at once.
func (b *Brief) Review(r oneonone.Reflection) oneonone.Review {
	r = r.Sure()
	v := reviewing{Brief: b, r: r, told: map[string]bool{}}
	out := oneonone.Review{From: r.From, To: r.To, Figures: v.figures(), Promises: r.Promises, Missed: r.Missed}
	better, praise, changed := v.outcomes(), b.results(r.Praise), v.changes()
	out.Parts, out.Gaps = v.byCompetency(slices.Concat(v.above(), better, praise, changed))
	var personal []string
	for _, g := range r.Goals {
		switch {
		case v.told[g.GoalID]:
		case v.isPersonal(g.GoalID) && g.Moved:
			personal = append(personal, "“"+named(g.Text)+"”")
		case g.Moved:
			entry := oneonone.Result{On: v.lastStep(g.Evidence), Text: oneonone.AsTyped(g.Progress)}
			out.Parts = append(out.Parts, oneonone.ReviewPart{Name: named(g.Text), Entries: []oneonone.Result{entry}, Keep: 1})
		case !v.isServed(g.GoalID):
			out.Gaps = append(out.Gaps, "“"+named(g.Text)+"”: what came of it in this period?")
		}
	}
	if len(personal) > 0 {
		out.Gaps = append(out.Gaps, "Left out as personal: "+strings.Join(personal, ", ")+". Does one of them belong here?")
	}
	add := func(name string, entries []oneonone.Result, keep int) {
		if entries = v.untold(entries, mostOfOthers); len(entries) > 0 {
			out.Parts = append(out.Parts, oneonone.ReviewPart{Name: name, Entries: entries, Keep: keep})
		}
	}
	add("What is better now", better, 2)
	add("What others said", praise, 1)
	add("What I changed after feedback", changed, 1)
	if i := slices.IndexFunc(r.Achievements, func(a oneonone.Achievement) bool { return a.Word == "" && v.told[a.Text] }); i >= 0 {
		out.Gaps = append(out.Gaps, "“"+r.Achievements[i].Text+"”: whom did it help?")
	}
	return out
}

// named gives a goal as a heading.
func named(text string) string { return strings.TrimRight(oneonone.AsTyped(text), ". ") }

// isPersonal tells a goal that is nobody's business at work.
func (b *Brief) isPersonal(id string) bool {
	return slices.ContainsFunc(b.Goals, func(g *oneonone.Goal) bool { return g.ID == id && g.GoalKind == oneonone.Personal })
}

func (b *Brief) results(facts []oneonone.Fact) []oneonone.Result {
	var out []oneonone.Result
	for _, f := range facts {
		out = append(out, oneonone.Result{On: b.dayOf(f.Evidence), Text: f.Text, Core: f.Text, Evidence: f.Evidence})
	}
	return out
}

// reviewing is a review while it is made.
type reviewing struct {
	*Brief
	r oneonone.Reflection
	// told are the records that the figures rest on, and the entries that stand somewhere.
	told map[string]bool
}

// isServed tells whether something that is better is about the same thing as a goal.
func (v reviewing) isServed(id string) bool {
	goal := v.Item(id)
	return slices.ContainsFunc(v.r.Achievements, func(a oneonone.Achievement) bool {
		return slices.ContainsFunc(a.Evidence, func(id string) bool {
			it := v.Item(id)
			return goal != nil && it != nil && it != goal && v.Near(it, goal)
		})
	})
}

// figures gives the figures of goals and of what is better, and not of what only got
// worse or is a burden.
func (v reviewing) figures() []oneonone.Fact {
	var out []oneonone.Fact
	for _, f := range v.r.Figures {
		isResult := slices.ContainsFunc(f.Evidence, func(id string) bool {
			it := v.Item(id)
			return it != nil && it.Kind == oneonone.EvGoal && !v.isPersonal(id) || slices.ContainsFunc(v.r.Achievements, func(a oneonone.Achievement) bool {
				return slices.Contains(a.Evidence, id)
			})
		})
		if isResult {
			out = append(out, f)
			for _, id := range f.Evidence {
				v.told[id] = true
			}
		}
	}
	return out
}

// above points to the goals that the figures tell.
func (v reviewing) above() []oneonone.Result {
	var out []oneonone.Result
	for _, g := range v.r.Goals {
		if v.told[g.GoalID] {
			out = append(out, oneonone.Result{Text: "In the figures above: " + named(g.Text), Core: oneonone.AsTyped(g.Text), Evidence: g.Evidence})
		}
	}
	return out
}

// outcomes gives what is better now, without what the figures and nobody else tell.
func (v reviewing) outcomes() []oneonone.Result {
	var out []oneonone.Result
	for _, a := range v.r.Achievements {
		untold := slices.ContainsFunc(a.Evidence, func(id string) bool { return !v.told[id] })
		if a.Word != "" || untold {
			out = append(out, oneonone.Result{On: v.dayOf(a.Evidence), Text: a.Text, Impact: string(a.Word), Core: a.Text, Evidence: a.Evidence})
		}
	}
	return out
}

// changes gives the feedback of the period of which something came.
func (v reviewing) changes() []oneonone.Result {
	var out []oneonone.Result
	for _, f := range v.r.FeedbackThemes {
		if f.Since != "" {
			out = append(out, oneonone.Result{On: v.lastStep(f.Evidence), Text: oneonone.Ended(f.Theme) + " Since then: " + string(f.Since), Core: string(f.Since), Evidence: f.Evidence})
		}
	}
	return out
}

// lastStep gives the day of the last step of the window that was told of a goal or of
// feedback among the records, else the day of the first.
func (v reviewing) lastStep(ids []string) oneonone.Date {
	var steps []oneonone.Step
	for _, id := range ids {
		if it := v.Item(id); it != nil {
			switch r := it.Record.(type) {
			case *oneonone.Goal:
				steps = r.Progress
			case *oneonone.Feedback:
				steps = r.Acted
			}
		}
	}
	for _, s := range slices.Backward(steps) {
		if v.isIn(s.On) {
			return s.On
		}
	}
	return v.dayOf(ids[max(0, len(ids)-1):])
}

// untold gives the first entries that stand nowhere yet, and marks them as told.
func (v reviewing) untold(entries []oneonone.Result, most int) []oneonone.Result {
	var out []oneonone.Result
	for _, e := range entries {
		if len(out) < most && !v.told[e.Text] {
			v.told[e.Text] = true
			out = append(out, e)
		}
	}
	return out
}

// byCompetency sorts what shows a skill of the ladder under it, by the words that are
// quoted: then what was promised and kept, and what a note tells as done.
func (v reviewing) byCompetency(entries []oneonone.Result) (parts []oneonone.ReviewPart, gaps []string) {
	entries = slices.Concat(entries, v.kept(), v.done())
	var without []string
	for _, skill := range v.Ladder {
		shown := slices.DeleteFunc(slices.Clone(entries), func(e oneonone.Result) bool { return !v.shows(skill.Skilled, e) })
		if shown = v.untold(shown, mostOfSkill); len(shown) > 0 {
			parts = append(parts, oneonone.ReviewPart{Name: skill.Name, Entries: shown, Keep: 1})
		} else {
			without = append(without, skill.Name)
		}
	}
	if len(without) > 0 {
		gaps = append(gaps, "No record shows "+strings.Join(without, ", ")+": which work does? (A note with its name as a #tag stands there.)")
	}
	return parts, gaps
}

// subject is how many words at the beginning of a sentence tell what it is about.
const subject = 5

// shows tells whether an entry shows a skill: its record has the skill's name as a tag, or
// it has a phrase of it anywhere or a single word where a sentence says what it is about.
func (v reviewing) shows(skill oneonone.Skilled, e oneonone.Result) bool {
	for _, id := range e.Evidence {
		if it := v.Item(id); it != nil && slices.ContainsFunc(it.Tags, skill.IsCalled) {
			return true
		}
	}
	if phrases := skill.Phrases(); phrases.ShownBy(e.Core, stemSet(e.Core)) {
		return true
	}
	for _, span := range prose.Sentences(e.Core) {
		words := strings.Fields(e.Core[span.Start:span.End])
		lead := strings.Join(words[:min(subject, len(words))], " ")
		if skill.ShownBy(lead, stemSet(lead)) {
			return true
		}
	}
	return false
}

// kept gives the user's own promises that were kept in the window.
func (v reviewing) kept() []oneonone.Result {
	var out []oneonone.Result
	for _, a := range v.Actions {
		if a.Owner == oneonone.Me && a.Status == oneonone.StatusDone && v.isIn(a.Closed) && !v.isHostile(a.ID) {
			out = append(out, oneonone.Result{On: a.Closed, Text: "Promised and done: " + promised(a), Core: promised(a), Evidence: []string{a.ID}})
		}
	}
	return out
}

// surelyDone is how sure the reader is of a note that tells of something done, in percent;
// leastDoubt is from when on it may tell of something else.
const surelyDone, leastDoubt = 50, 30

// done gives the notes that tell of something done, as far as they can be quoted whole, and
// those that the user gave the name of a skill as a tag.
func (v reviewing) done() []oneonone.Result {
	var out []oneonone.Result
	for _, it := range v.Items {
		doubt := max(it.Does.Of(reader.Concern), it.Does.Of(reader.Mistake), it.Does.Of(reader.Trivia))
		called := slices.ContainsFunc(v.Ladder, func(s Shown) bool { return slices.ContainsFunc(it.Tags, s.IsCalled) })
		surely := it.Does.Of(reader.Done) >= surelyDone && doubt < leastDoubt && !v.IsOfOther(it)
		if !it.IsNote() || !it.InWindow || it.Corrected || !called && !surely {
			continue
		}
		if text := it.Quoted(v.Today); text != "" && utf8.RuneCountInString(it.Text) <= wholeUnder {
			out = append(out, oneonone.Result{On: it.Date, Text: text, Core: text, Evidence: []string{it.ID}})
		}
	}
	return out
}

// IsOfOther tells a note whose first word is somebody else's name: what it tells is theirs.
func (b *Brief) IsOfOther(it *Item) bool {
	words := prose.Words(oneonone.AfterMarks(it.Text[it.Label:]))
	return len(words) > 0 && slices.ContainsFunc(b.People, func(p *oneonone.Person) bool {
		return strings.EqualFold(oneonone.FirstName(p.Text), strings.TrimSuffix(words[0].Lower, "'s"))
	})
}

func (b *Brief) isHostile(id string) bool {
	it := b.Item(id)
	return it == nil || it.Hostile
}

func (b *Brief) isIn(d oneonone.Date) bool { return !d.Before(b.From) && !d.After(b.To) }

// promised gives a promise in its words, those of its marks among them.
func promised(a *oneonone.Action) string {
	words := strings.Fields(secret.Mask(a.Text))
	for i, w := range words {
		if bare := strings.TrimLeft(w, "#@+"); len(bare) > 1 {
			words[i] = bare
		}
	}
	return strings.TrimRight(strings.Join(words, " "), ". ")
}

// mostNamed is how many promises of a kind are named, with how many words together.
const mostNamed, mostWords = 3, 50

// Missed lists the user's own promises of the window that missed their date, each open one
// with the last word on it.
func (b *Brief) Missed() []string {
	var out []string
	for _, a := range b.Actions {
		asOf := b.Today
		if b.To.Before(asOf) {
			asOf = b.To.AddDays(1)
		}
		late := a.Overdue(asOf) || a.Status == oneonone.StatusDone && !a.Due.IsZero() && a.Closed.After(a.Due)
		if a.Owner != oneonone.Me || !late || !b.isIn(a.On()) || b.isHostile(a.ID) {
			continue
		}
		text := promised(a) + " (due " + a.Due.Short(b.Today)
		if a.Status == oneonone.StatusDone {
			text += ", done " + a.Closed.Short(b.Today) + ")"
		} else if word, _ := b.lastWord(a); word != "" {
			text += ", open on file): " + word
		} else {
			text += ", still open)"
		}
		out = append(out, text)
	}
	return out
}

// longestWord is up to how many characters a last word is quoted.
const longestWord = 140

// lastWord quotes what a note, made after a promise, says of it: the sentence, or the short
// note, that has most of its words, whose it is among them, and two at least; of several the
// last. It may tell it as done; that is for the user to say. It gives the note's id, too.
func (b *Brief) lastWord(a *oneonone.Action) (quote, id string) {
	promise := b.Item(a.ID)
	if promise == nil {
		return "", ""
	}
	words := b.Content(a.Text + " " + oneonone.FirstName(string(a.Owner)) + " " + string(a.With))
	most := 1
	for _, it := range slices.Backward(b.Items) {
		if !it.IsNote() || !it.InWindow || it.Hostile || !b.Follows(it, promise) || strings.Contains(it.Text, secret.Masked) {
			continue
		}
		for _, s := range lines(it) {
			n := 0
			for _, stem := range b.Content(s) {
				if slices.Contains(words, stem) {
					n++
				}
			}
			if n > most && 3*n >= len(words) && utf8.RuneCountInString(s) <= longestWord {
				quote, id, most = "“"+oneonone.Sentence(strings.TrimRight(s, ". "))+"” ("+it.Date.Short(b.Today)+")", it.ID, n
			}
		}
	}
	return quote, id
}

// lines gives a short note whole, of a longer one its sentences, line by line.
func lines(it *Item) []string {
	var out []string
	for line := range strings.Lines(it.Text[it.Label:]) {
		line = oneonone.Unmarked(oneonone.AfterMarks(strings.TrimLeft(strings.TrimSpace(line), "•-* ")))
		if utf8.RuneCountInString(line) <= longestWord {
			out = append(out, line)
			continue
		}
		for _, span := range prose.Sentences(line) {
			out = append(out, strings.TrimSpace(line[span.Start:span.End]))
		}
	}
	return out
}

// Named tells other promises of the window by name: what others owe the user, each with the
// last word on it, what was dropped, and why, and what is open.
func (b *Brief) Named() []oneonone.Fact {
	out := b.owed()
	tell := func(lead string, which func(*oneonone.Action) bool, name func(*oneonone.Action) string) {
		var f oneonone.Fact
		var names []string
		for _, a := range slices.Backward(b.Actions) {
			if a.Owner != oneonone.Me || !b.isIn(a.On()) || !which(a) || b.isHostile(a.ID) || len(names) == mostNamed {
				continue
			}
			if next := name(a); len(strings.Fields(strings.Join(names, " ")+next)) < mostWords {
				names, f.Evidence = append(names, next), append(f.Evidence, a.ID)
			}
		}
		if f.Text = lead + strings.Join(names, "; "); len(names) > 0 {
			out = append(out, f)
		}
	}
	tell("Dropped: ", func(a *oneonone.Action) bool { return a.Status == oneonone.StatusDropped }, func(a *oneonone.Action) string {
		text := promised(a) + " (" + a.Closed.Short(b.Today) + ")"
		if a.Why != "" {
			text += ", “" + strings.TrimRight(secret.Mask(string(a.Why)), ". ") + "”"
		}
		return text
	})
	tell("Open: ", func(a *oneonone.Action) bool { return a.Open() && !a.Overdue(b.To.AddDays(1)) }, func(a *oneonone.Action) string {
		if a.Due.IsZero() {
			return promised(a)
		}
		return promised(a) + " (due " + a.Due.Short(b.Today) + ")"
	})
	return out
}

// owed tells what others promised for a day of the window and is open, the newest first.
func (b *Brief) owed() []oneonone.Fact {
	var out []oneonone.Fact
	for _, a := range slices.Backward(b.Actions) {
		if a.Owner == oneonone.Me || a.Owner == "" || !b.isIn(a.Due) || !a.Overdue(b.To.AddDays(1)) || b.isHostile(a.ID) || b.DoneBy(a) != nil {
			continue
		}
		f := oneonone.Fact{Evidence: []string{a.ID}}
		f.Text = "Due from " + string(a.Owner) + ": “" + strings.TrimRight(oneonone.AfterOwner(a.Owner, promised(a)), ". ") + "” (" + a.Due.Short(b.Today) + ")"
		if word, id := b.lastWord(a); word != "" {
			f.Text, f.Evidence = f.Text+". Last word: "+word, append(f.Evidence, id)
		}
		out = append(out, f)
	}
	return out[:min(len(out), mostNamed)]
}

// Vouch finds what others said well of what is better, where they said of which piece of
// work, and what they said well of nothing that stands there. What was acted on was no praise.
func (b *Brief) Vouch(all []oneonone.Achievement) (praise []oneonone.Fact) {
	for _, f := range b.Feedback {
		said := b.Item(f.ID)
		if said == nil || said.Hostile || !said.InWindow || !surelyPraises(f) {
			continue
		}
		about := b.Content(string(f.About))
		i := slices.IndexFunc(all, func(a oneonone.Achievement) bool {
			there := b.Content(a.Text)
			return a.Word == "" && len(about) > 1 && !slices.ContainsFunc(about, func(s string) bool { return !slices.Contains(there, s) })
		})
		if i >= 0 && f.From != "" {
			all[i].Word, all[i].Evidence = oneonone.Maybe(b.Word(f)), append(slices.Clone(all[i].Evidence), f.ID)
			continue
		}
		praise = append(praise, oneonone.Fact{Text: b.wordAbout(f), Evidence: []string{f.ID}})
	}
	return praise
}

// wordAbout is Word with the piece of work that was meant, where the words don't name it.
func (b *Brief) wordAbout(f *oneonone.Feedback) string {
	there := b.Content(f.Text)
	named := slices.ContainsFunc(b.Content(string(f.About)), func(s string) bool { return slices.Contains(there, s) })
	if f.From == "" || f.About == "" || named {
		return b.Word(f)
	}
	return string(f.From) + ", about " + string(f.About) + ": " + strings.TrimPrefix(b.Word(f), string(f.From)+": ")
}

// Word gives what somebody said, as it was put down, with who and when.
func (b *Brief) Word(f *oneonone.Feedback) string {
	text := prose.WithoutReporter(oneonone.Unmarked(secret.Mask(f.Text)), oneonone.FirstName(string(f.From)))
	if short := firstSentences(text, wholeUnder); utf8.RuneCountInString(text) > wholeUnder && short != "" {
		text = short
	}
	text = "“" + oneonone.Sentence(strings.TrimRight(text, ".")) + "” (" + f.On().Short(b.Today) + ")"
	if f.From != "" {
		text = string(f.From) + ": " + text
	}
	return text
}

func (b *Brief) dayOf(ids []string) oneonone.Date {
	for _, id := range ids {
		if it := b.Item(id); it != nil {
			return it.Date
		}
	}
	return b.To
}
