package figures

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"oneonone/internal/brief"
	"oneonone/internal/oneonone"
	"oneonone/internal/prose"
)

// ages tells how late promises are and when goals are due, on the day of the
// meeting. What nobody gave a day and the program read out of raw notes is left
// out: it may be misread.
func ages(b *brief.Brief) []Fact {
	day := b.Meeting.On
	told := map[string]bool{}
	for _, p := range b.FollowUps() {
		told[p.ActionID] = p.MaybeDone != ""
	}
	var out []Fact
	add := func(it *brief.Item, text, how string) {
		if it == nil || it.Hostile {
			return
		}
		f := newFact(Age, it.ID)
		f.Text, f.How, f.Evidence, f.On = quote(it.Text)+text, how, []string{it.ID}, it.Date
		if it.Kind == oneonone.EvGoal {
			f.GoalID = it.ID
		}
		out = append(out, f)
	}
	for _, p := range b.Promises {
		if !told[p.ID] && !p.Doubtful() {
			text, how := promiseAge(p, day)
			add(b.Item(p.ID), text, how)
		}
	}
	for _, g := range b.Goals {
		if g.Open() && !g.Due.IsZero() {
			add(b.Item(g.ID), ": a goal, "+dueIn(g.Due, day), "days between its due date and the meeting")
		}
	}
	return out
}

func promiseAge(p brief.Promise, day oneonone.Date) (text, how string) {
	owner := cmp.Or(string(p.Owner), "nobody named")
	if owner == oneonone.Me {
		owner = "mine"
	}
	if p.Due.IsZero() {
		text = fmt.Sprintf(" (%s): promised %s before the meeting, without a date", owner, days(p.AgeDays))
		return text, "days from the promise to the meeting"
	}
	return fmt.Sprintf(" (%s): %s", owner, dueIn(p.Due, day)), "days between its due date and the meeting"
}

func dueIn(due, day oneonone.Date) string {
	switch n := due.DaysSince(day); {
	case n < 0:
		return fmt.Sprintf("due %s, %s late on the day of the meeting", due.Short(day), days(-n))
	case n == 0:
		return fmt.Sprintf("due %s, the day of the meeting", due.Short(day))
	default:
		return fmt.Sprintf("due %s, %s after the meeting", due.Short(day), days(n))
	}
}

func days(n int) string { return oneonone.Plural(n, "day", "days") }

// farAhead is how many days behind the meeting a day is still worth counting.
const farAhead = 42

// ahead tells how far the days that records of the window name lie behind the
// meeting.
func ahead(b *brief.Brief) []Fact {
	var out []Fact
	for _, it := range b.Items {
		due := it.Kind == oneonone.EvGoal || it.Kind == oneonone.EvAction // their days are ages
		if due || !it.InWindow || it.Hostile || it.Corrected || it.Record == nil {
			continue
		}
		for _, d := range prose.Dates(it.Text, it.Date.Time(time.UTC), b.Locale) {
			on := oneonone.DateOf(d.Day)
			n := on.DaysSince(b.Meeting.On)
			// Friday's deploy: which Friday?
			owned := strings.HasPrefix(it.Text[d.End:], "'") || strings.HasPrefix(it.Text[d.End:], "’")
			// "Sunday. Slept late." of a Sunday is that day.
			its := on.DaysSince(it.Date) == 7 && !hasDigit(d.Text)
			if n <= 0 || n > farAhead || !d.Until.Equal(d.Day) || owned || its {
				continue
			}
			f := newFact(Until, it.ID, on.String())
			f.Text = fmt.Sprintf("%s: %s is %s after the meeting",
				quote(sentenceAt(it.Text, d.Start)), on.Time(time.UTC).Format("Monday 2 January"), days(n))
			f.How, f.Evidence, f.On, f.Day = "days from the meeting to the day that the record names", []string{it.ID}, it.Date, on
			out = append(out, f)
		}
	}
	slices.SortStableFunc(out, func(x, y Fact) int { return cmp.Compare(x.ID, y.ID) })
	out = slices.CompactFunc(out, func(x, y Fact) bool { return x.ID == y.ID })
	slices.SortStableFunc(out, func(x, y Fact) int { return cmp.Or(x.On.Compare(y.On), cmp.Compare(x.Text, y.Text)) })
	return out
}

// mostCounts bounds the counts told, oftenEnough is on how many days something
// comes up before it is told.
const (
	mostCounts  = 10
	oftenEnough = 3
)

// counts tells what came up on several days of the window: projects, tags and
// people other than the one met.
func counts(b *brief.Brief) []Fact {
	type seen struct {
		days map[oneonone.Date]bool
		ids  []string
		last oneonone.Date
	}
	found := map[string]*seen{}
	for _, it := range b.Items {
		if !it.InWindow || it.Hostile || !it.IsNote() {
			continue
		}
		for _, key := range keysOf(it, string(b.Meeting.With)) {
			if found[key] == nil {
				found[key] = &seen{days: map[oneonone.Date]bool{}}
			}
			s := found[key]
			s.days[it.Date], s.ids, s.last = true, append(s.ids, it.ID), it.Date
		}
	}
	var keys []string
	for key, s := range found {
		if len(s.days) >= oftenEnough {
			keys = append(keys, key)
		}
	}
	slices.SortFunc(keys, func(x, y string) int {
		return cmp.Or(len(found[y].days)-len(found[x].days), found[y].last.Compare(found[x].last), cmp.Compare(x, y))
	})
	var out []Fact
	for _, key := range keys[:min(len(keys), mostCounts)] {
		s := found[key]
		f := newFact(Count, key)
		f.Text = fmt.Sprintf("%s came up on %d different days since %s, the last time on %s",
			strings.TrimLeft(key, "+#"), len(s.days), b.From.Short(b.Meeting.On), s.last.Short(b.Meeting.On))
		f.How = fmt.Sprintf("different days of the %s of the window that carry %s", oneonone.Plural(len(s.ids), "note", "notes"), key)
		f.Evidence, f.On = s.ids, s.last
		out = append(out, f)
	}
	return out
}

// keysOf gives the marks that say what a note is about, each with its sign.
func keysOf(it *brief.Item, without string) []string {
	var out []string
	add := func(sign string, names []string) {
		for _, n := range names {
			if n != "" {
				out = oneonone.AppendNew(out, sign+n)
			}
		}
	}
	add("+", it.Projects)
	add("#", it.Tags)
	for _, name := range it.People {
		if without == "" || !oneonone.SameName(name, without) {
			add("", []string{name})
		}
	}
	return out
}

// mostQuoted is how many bytes of a text are quoted.
const mostQuoted = 140

// quote gives a text in quotation marks: whole when it is short, else its
// first sentence.
func quote(text string) string {
	s := oneonone.Spoken(text)
	if len(s) > mostQuoted {
		s = oneonone.Spoken(sentenceAt(text, 0))
	}
	if len(s) > mostQuoted {
		cut := max(1, strings.LastIndexByte(s[:mostQuoted], ' '))
		s = strings.ToValidUTF8(s[:cut], "") + " …"
	}
	return "“" + strings.TrimSuffix(s, ".") + "”"
}

// sentenceAt gives the sentence of a text that a byte stands in.
func sentenceAt(text string, at int) string {
	for _, s := range prose.Sentences(text) {
		if at < s.End {
			return text[s.Start:s.End]
		}
	}
	return text
}
