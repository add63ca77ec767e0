package rulebook

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"
	"time"
	"unicode/utf8"

	"oneonone/internal/oneonone"
	"oneonone/internal/prose"
)

// Remark is a finding in a text, and where it stands: line and column from 1,
// the column in characters.
type Remark struct {
	oneonone.Finding
	Line, Column int
}

// Lint holds a text to the text rules. Today decides which deadlines have
// passed, the locale how numeric dates are read. Remarks come in the order of
// the text, each rule once for a paragraph or list item.
func Lint(source string, today time.Time, loc prose.Locale) []Remark {
	l := &linter{source: source, today: today, loc: loc}
	all := blocks([]byte(source))
	for len(all) > 0 {
		n := slices.IndexFunc(all, func(b block) bool { return b.section != all[0].section })
		if n < 0 {
			n = len(all)
		}
		l.section(all[:n])
		all = all[n:]
	}
	return l.remarks()
}

// section reads what stands under one heading. A proposal may say its figure
// and its day in lines of their own, or ask for them there.
func (l *linter) section(blocks []block) {
	l.asksFigure, l.asksDay = false, false
	for _, b := range blocks {
		l.asksFigure = l.asksFigure || figurePart().MatchString(b.text)
		l.asksDay = l.asksDay || dayPart().MatchString(b.text)
	}
	var all []*sentence
	for i := range blocks {
		sentences := blocks[i].sentences()
		l.block(&blocks[i], sentences)
		all = append(all, sentences...)
	}
	l.complaints(all)
}

// figurePart and dayPart are the parts of a proposal that stand in lines of
// their own: "Measured by: …", "By when?".
var (
	figurePart = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`(?i)^\s*(?:measured by|measure|metric|measurable|baseline|target|success)\b[^.:\n]{0,20}:|(?:how much is it|what would you count|which figure)\b.*\?`)
	})
	dayPart = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`(?i)^\s*(?:when|by when|due|deadline|time-bound|date)\b[^.:\n]{0,12}:|\bby when\b.*\?`)
	})
)

type linter struct {
	source string
	today  time.Time
	loc    prose.Locale
	found  []at
	// asksFigure and asksDay tell that the section at hand has these parts of a
	// proposal in lines of their own.
	asksFigure, asksDay bool
}

// at is a finding at a byte of the source.
type at struct {
	rule, message string
	block, place  int
}

func (l *linter) add(rule string, s *sentence, format string, args ...any) {
	for _, f := range slices.Backward(l.found) {
		if f.block != s.start {
			break
		}
		if f.rule == rule {
			return
		}
	}
	l.found = append(l.found, at{rule, fmt.Sprintf(format, args...), s.start, s.start + s.Start})
}

// remarks puts the findings in order and counts their lines.
func (l *linter) remarks() []Remark {
	slices.SortStableFunc(l.found, func(a, b at) int { return cmp.Compare(a.place, b.place) })
	var out []Remark
	line, start, seen := 1, 0, 0
	for _, f := range l.found {
		for i := seen; i < f.place; i++ {
			if l.source[i] == '\n' {
				line, start = line+1, i+1
			}
		}
		seen = f.place
		rule, _ := Named(f.rule)
		column := utf8.RuneCountInString(l.source[start:f.place]) + 1
		out = append(out, Remark{oneonone.Finding{
			Rule: f.rule, Severity: rule.Severity, Message: f.message, Fix: rule.Fix, Where: fmt.Sprintf("%d:%d", line, column),
		}, line, column})
	}
	return out
}

// block asks of each sentence what its kind owes.
func (l *linter) block(b *block, sentences []*sentence) {
	for _, s := range sentences {
		switch s.kind {
		case proposal:
			l.metric(s)
			l.deadline(s)
			l.bounds(s)
		case promise:
			l.late(s)
			l.bounds(s)
		case action:
			l.late(s)
			l.bounds(s)
			l.owner(s)
		case wish:
			l.aspiration(s)
		case report:
			l.status(s)
		}
		if s.kind != done {
			l.feedback(s)
			l.promotion(s, b)
			l.blame(s)
		}
	}
}

// complaints finds grievances in a section that neither proposes anything nor
// asks for a decision.
func (l *linter) complaints(section []*sentence) {
	offers := func(s *sentence) bool {
		return s.kind == proposal || s.kind == action || s.kind == promise ||
			s.kind == ask && s.Says("decide", "decision", "could we", "can we", "may i", "shall we", "should we", "would you", "which", "could you", "can you")
	}
	if slices.ContainsFunc(section, offers) {
		return
	}
	for _, s := range section {
		if s.kind == grievance {
			l.add(Complaint, s, "a complaint with nothing to say yes to")
			return
		}
	}
}

func (l *linter) metric(s *sentence) {
	if !l.asksFigure && !l.measures(s.block) {
		l.add(NoMetric, s, "this proposal has nothing to measure")
	}
}

// measures tells whether a block has a figure that is no part of a date.
func (l *linter) measures(b *block) bool {
	dates := prose.Dates(b.text, l.today, l.loc)
	versions := prose.Read(b.text).Says("upgrade", "update", "bump", "migrate", "move to version", "ticket")
	for _, q := range prose.Quantities(b.text) {
		if versions && (strings.Contains(q.Text, ".") && q.Unit == "" || q.Start > 0 && b.text[q.Start-1] == '-') {
			continue // a version, or a ticket
		}
		inDate := slices.ContainsFunc(dates, func(d prose.DateSpan) bool { return q.Start < d.End && d.Start < q.End })
		if !inDate {
			return true
		}
	}
	return prose.Read(b.text).Says("halve", "half", "twice", "double", "a third", "a quarter of", "zero", "no more than", "none")
}

// windows are times that name no day.
var windows = []string{"next sprint", "this sprint", "the sprint", "next release", "this release", "next iteration", "this iteration", "next increment", "per sprint", "this half", "next half", "this cycle", "next cycle"}

func (l *linter) deadline(s *sentence) {
	if l.late(s) {
		return
	}
	if !l.asksDay && !l.dated(s.block) {
		l.add(NoDeadline, s, "this proposal says no day")
	}
}

// dated tells whether a block names a day to come, or a window. What was
// measured today or last week is a baseline.
func (l *linter) dated(b *block) bool {
	if due, span, ok := prose.Due(b.text, l.today, l.loc); ok && (due.After(day(l.today)) || due.Before(day(l.today)) || limited().MatchString(b.text[:span.Start])) {
		return true // "today" alone is when something was measured
	}
	ahead := func(d prose.DateSpan) bool { return d.Until.After(day(l.today)) }
	return slices.ContainsFunc(prose.Dates(b.text, l.today, l.loc), ahead) || prose.Read(b.text).Says(windows...)
}

// limited ends with a word that makes a day a limit.
var limited = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)\b(?:by|until|till|before|due|from|starting)\s*:?\s*$`)
})

// late tells whether the day of a sentence has passed.
func (l *linter) late(s *sentence) bool {
	due, span, ok := prose.Due(s.says, l.today, l.loc)
	if !ok && s.kind == action {
		due, span, ok = l.lastDay(s)
	}
	if !ok || !due.Before(day(l.today)) {
		return false
	}
	l.add(PastDeadline, s, "%s has passed", strings.TrimSpace(span.Text))
	return true
}

// lastDay gives the day that ends an action item, which is its due date
// without saying so ("send the numbers, 16 November").
func (l *linter) lastDay(s *sentence) (time.Time, prose.DateSpan, bool) {
	spans := prose.Dates(s.says, l.today, l.loc)
	if len(spans) == 0 {
		return time.Time{}, prose.DateSpan{}, false
	}
	last := spans[len(spans)-1]
	before := strings.TrimRight(s.says[:last.Start], " ")
	ends := strings.Trim(s.says[last.End:], " .)]*_") == ""
	return last.Until, last, ends && before != "" && strings.ContainsAny(before[len(before)-1:], ",(–-—[")
}

func day(t time.Time) time.Time {
	return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, t.Location())
}

// bounds finds a scope without an edge.
func (l *linter) bounds(s *sentence) {
	for i, w := range s.words {
		if s.boundless(i) {
			l.add(Unbounded, s, "“%s” has no edge", w.Text)
			return
		}
	}
}

func (s *sentence) boundless(i int) bool {
	w := s.words[i]
	next, before := "", ""
	if i+1 < len(s.words) {
		next = s.words[i+1].Lower
	}
	if i > 0 {
		before = s.words[i-1].Lower
	}
	switch w.Lower {
	case "everything", "always", "everywhere":
		return before != "almost" && before != "not"
	case "all", "every", "any", "entire", "whole":
	case "complete":
		if before != "the" && before != "a" {
			return false
		}
	default:
		return false
	}
	counted := len(prose.Quantities(next)) > 0 || next != "" && next[0] >= '0' && next[0] <= '9' || next == "the" && i+2 < len(s.words) && len(prose.Quantities(s.words[i+2].Text)) > 0
	timed := slices.Contains([]string{"week", "weeks", "day", "month", "sprint", "quarter", "time", "year", "monday", "tuesday", "wednesday", "thursday", "friday", "hour", "morning", "other", "second", "release", "two", "three", "six"}, next)
	set := slices.Contains([]string{"at", "after", "above", "in", "not", "nearly", "almost", "if", "without"}, before)
	return !counted && !timed && !set && next != "in" && next != "else"
}

// step are the words of a first step.
var step = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)\b(?:first step|first steps|next step|step 1|start(?:ing)? (?:with|by|in|on)|begin(?:ning)? (?:with|by)|by \w+ing|shadow\w*|pair(?:ing)? with|to get there|plan:|steps?:|first,?)\b|\b(?:by|from|until|on|starting)\b[^.\n]{1,24}\bI\s+[a-z]+`)
})

func (l *linter) aspiration(s *sentence) {
	dated := l.dated(s.block)
	if dated && step().MatchString(s.text) || s.Says("be considered for", "be nominated for", "apply for") {
		return // a plan, or an ask, which has a rule of its own
	}
	l.add(VagueAspiration, s, "a wish without %s", missing(dated, step().MatchString(s.text)))
}

func missing(dated, stepped bool) string {
	switch {
	case dated:
		return "a first step"
	case stepped:
		return "a day"
	}
	return "a day and a first step"
}

// feedbackAsks are the ways of asking how one is doing.
var feedbackAsks = []string{"any feedback", "feedback for me", "feedback on me", "feedback about me", "some feedback", "your feedback", "feedback with me", "need feedback", "want feedback", "some honest feedback", "honest feedback", "how i perform", "how do i perform", "how you see me", "how do you see me", "see my work", "meeting your expectations", "meet your expectations", "meeting expectations", "meet expectations", "what am i good at", "my strengths", "my weaknesses", "where do i stand", "how i'm perceived", "what should i change", "give me feedback", "have feedback", "more feedback", "get feedback", "how am i doing", "how i am doing", "how i'm doing", "how do i do", "how did i do", "how have i been doing",
	"can i do better", "could i do better", "should i do better", "i can do better", "i could do better", "i should do better", "can i improve", "could i improve", "should i improve", "i can improve", "i could improve", "i should improve", "can i get better", "am i doing", "do you think of me", "do you think about me", "you think of me", "happy with me", "happy with my work", "satisfied with me", "satisfied with my work", "think of my work", "my performance", "where i stand", "impression of me", "your impression", "think about my work", "view of me", "happy about me", "anything i should", "anything i can", "anything i could"}

// generic are the stems that name no piece of work, in a question about
// oneself.
var generic = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^(?:feedback|ani|any|anyth|anything|general|gener|overal|overall|far|do|doe|well|ok|okay|good|better|improv|give|have|got|get|tell|think|work|job|perform|performanc|like|would|happi|satisfi|know|hear|thing|late|lately|current|right|now|today|week|month|quarter|year|time|sprint|pleas|please|let|share|lot|bit|know|honest|open|chang|differ|make|just|moment|recent|way|one|new|last|next|start|stop|keep|continu|expect|opinion|thought|more|some|moment|long|period|side|whether|also|could|should|can|manag|boss|whatev|both|welcom|hi|hello|hey|kind|kindli|speak|impress|curious|view|meet|talk|want|ask|need|appreci|love|great|nice|wonder|minut|hold|back|check|see|eye|eyes|six|month|strength|weak|stand|perceiv|thought|hear|pls|love|year|previous|develop|engin|person|colleagu|teammat|team)$`)
})

func (l *linter) feedback(s *sentence) {
	if !s.Says(feedbackAsks...) && !aboutMe().MatchString(s.says) || s.kind != ask && !s.Says("please", "pls", "want to check", "wanted to check", "tell me", "i'd like", "i would like", "i want", "i wonder", "i need", "i hope", "looking for", "grateful", "appreciate", "welcome") {
		return
	}
	if s.Says("feedback loop", "feedback button", "feedback form", "user feedback", "customer feedback") {
		return
	}
	for _, stem := range prose.Content(s.askedPart()) {
		if !generic().MatchString(stem) {
			return
		}
	}
	l.add(VagueFeedback, s, "feedback on what?")
}

// askedPart gives the clauses of a sentence that ask, and those that say where
// or about what ("In my design doc, …"): what only leads to an ask is not its
// subject.
func (s *sentence) askedPart() string {
	var kept []string
	for _, clause := range clause().Split(s.says, -1) {
		if prose.Read(clause).Says(feedbackAsks...) || aboutMe().MatchString(clause) || about().MatchString(clause) {
			kept = append(kept, clause)
		}
	}
	if len(kept) == 0 {
		return s.says
	}
	return strings.Join(kept, ", ")
}

var (
	clause = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`[:;,] | - | – | — |\? `) })
	about  = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`(?i)^\s*(?:in|on|about|regarding|concerning|after|for|with|during|since|as for|when|especially|particularly|mainly)\b`)
	})
	aboutMe = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`(?i)\bfeedback\b[^.?!,:]{0,30}\b(?:for|on|about) me\b`)
	})
)

// promotion finds the bare ask for title, level or pay.
func (l *linter) promotion(s *sentence, b *block) {
	self := slices.ContainsFunc(s.words, func(w prose.Word) bool {
		return slices.Contains([]string{"i", "me", "my", "i'm", "i've", "i'd", "i'll", "mine"}, w.Lower)
	})
	if !self && s.kind != ask {
		return
	}
	if s.Says("not asking", "not ask", "not after", "no need for", "don't need", "not interested", "not about", "don't want", "do not want", "no promotion", "after my promotion", "since my promotion", "before my promotion", "with my promotion", "promotion campaign", "promotion code", "not for a promotion", "his promotion", "her promotion", "their promotion", "raise a", "raise an", "raised a") {
		return
	}
	title := s.Says("when is it my turn", "promotion", "promoted", "promote me", "a raise", "my raise", "the raise", "pay rise", "pay raise", "salary raise", "raise my salary", "salary increase", "my salary", "more salary", "higher salary", "better pay", "more pay", "my pay", "more money", "paid more", "earn more", "underpaid", "my compensation", "a bonus", "my bonus", "levelled up", "leveled up", "level up", "nominate me", "nominated for", "a pay", "get a promo", "promo cycle", "salary adjustment", "an adjustment", "market pays", "market value")
	level := s.Says("senior title", "staff title", "lead title", "the title", "a title", "job title", "my title", "title of", "title change", "new title", "senior level", "staff level", "next level", "my level", "higher level", "senior position", "senior role", "become senior", "made senior", "be senior", "senior engineer", "staff engineer", "staff engineers", "senior engineers", "my turn", "lead role", "got senior", "get senior", "principal level", "for senior", "for staff", "for principal") || grade().MatchString(s.says)
	level = level || s.Says("same grade", "same level", "higher grade", "next grade", "deserve senior", "deserve staff", "deserve principal", "deserve lead")
	level = level && s.Says("when", "time has come", "i want", "same grade", "same level", "consider me", "grateful", "raised to", "stay at", "deserve", "deserve", "expect", "should be", "should have", "time for", "ready for", "entitled", "why am i", "why i am", "still not", "still no", "talk about", "want the", "like the", "overdue", "fair", "get the", "give me", "owe me", "waiting for", "what about me", "has to follow", "should follow", "already work at", "already working at", "nominate")
	if !title && !level {
		return
	}
	earns := prose.Read(b.text).Says("contribution", "contributions", "criteria", "roadmap", "missing for", "is missing", "are missing", "would earn", "to show", "have to show", "evidence", "would it take", "need to see", "gap", "gaps", "expectations for", "to get there", "plan for") || len(prose.Changes(b.text)) > 0
	if !earns {
		l.add(PromotionAsk, s, "a title or pay is asked for without the contributions that would earn it")
	}
}

// grade is a rung of a ladder by its letters and number.
var grade = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`\b(?:[LPTEG]|IC|SDE|SWE|SE)-?[2-8]\b|\b(?:grade|level) [A-Z]?\d\b`)
})

// outcomes are the words by which a report says what is different now.
var outcomes = []string{"now", "instead of", "so that", "which means", "as a result", "faster", "slower", "fewer", "lighter", "smaller", "shorter", "cheaper", "safer", "quicker", "no longer", "not anymore", "any more", "saves", "saved", "reduces", "reduced", "cuts", "went down", "went up", "dropped", "fell", "rose", "gained", "unblocks", "unblocked", "lets", "can now", "without", "less", "down to", "up to", "down from", "up from", "down by", "up by", "by half", "where the last", "where the old", "since then", "zero", "halved", "doubled", "stopped", "because of it", "prevents", "avoids", "gone", "from then on", "so the", "so we", "so it", "so they", "so nobody"}

func (l *linter) status(s *sentence) {
	told := prose.Read(s.text)
	if prose.IsGrievance(s.text) || told.Says("exhausting", "i asked") {
		return // told with frustration: that is a rule of its own
	}
	if told.Says("i'm doing", "i am doing", "i'm on", "still busy", "still working", "i'm at") && !told.Says(outcomes[1:]...) && len(prose.Changes(s.text)) == 0 && !strings.Contains(s.text, "%") {
		l.add(StatusReport, s, "nobody learns what is better now")
		return
	}
	share := strings.Contains(s.text, "%") && !told.Says("completed", "subtasks", "tasks", "tickets", "progress", "of the work")
	if told.Says(outcomes...) && (share || !strings.Contains(s.text, "%")) || len(prose.Changes(s.text)) > 0 || share {
		return
	}
	l.add(StatusReport, s, "nobody learns what is better now")
}

// owner finds an action item that nobody owns.
func (l *linter) owner(s *sentence) {
	if !s.owned() {
		l.add(NoOwner, s, "nobody owns this action item")
	}
}

// owned tells whether somebody is named who does it: a handle, "me", "I", or a
// name where the doer of an action item stands.
func (s *sentence) owned() bool {
	if owner := bracketed().FindStringSubmatch(marked().FindString(s.says)); owner != nil {
		return true
	}
	body := marked().ReplaceAllString(s.says, "")
	words := prose.Words(body)
	for i, w := range words {
		switch {
		case w.Start > 0 && body[w.Start-1] == '@':
			return true
		case w.Lower == "i", w.Lower == "me", w.Lower == "i'll", w.Lower == "myself", w.Lower == "i'm":
			return i == 0 || w.Lower != "me" || closes(body, w)
		}
	}
	one := &sentence{block: s.block, says: body, Reading: prose.Read(body), words: words}
	for i := range words {
		if !one.namesPerson(i) {
			continue
		}
		after := body[words[i].End:]
		switch {
		case i <= 1 && announces(after):
			return true
		case i <= 1 && i+1 < len(words) && (slices.Contains([]string{"to", "will", "and", "has", "is", "should", "must"}, words[i+1].Lower) || strings.HasSuffix(words[i+1].Lower, "s") && prose.IsTaskVerb(strings.TrimSuffix(words[i+1].Lower, "s")) || strings.HasSuffix(words[i+1].Lower, "es") && prose.IsTaskVerb(strings.TrimSuffix(words[i+1].Lower, "es"))):
			return true
		case closes(body, words[i]):
			return true
		case i > 0 && (words[i-1].Lower == "owner" || words[i-1].Lower == "assignee" || words[i-1].Lower == "by" && !prose.Read(body).Says("by the")):
			return true
		}
	}
	return false
}

// announces tells a colon or a dash behind a name: "Mei: the report".
func announces(after string) bool {
	after = strings.TrimLeft(after, " ")
	return slices.ContainsFunc([]string{":", "–", "—", "- "}, func(mark string) bool { return strings.HasPrefix(after, mark) })
}

// bracketed is an owner in brackets behind the word that marks an action item.
var bracketed = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`\((?:me|I|@\w+|[A-Z][a-zé]+)\)`)
})

// closes tells a name in brackets or after a dash at the end.
func closes(body string, w prose.Word) bool {
	before, after := strings.TrimRight(body[:w.Start], " "), strings.TrimSpace(body[w.End:])
	return (strings.HasSuffix(before, "(") || strings.HasSuffix(before, "[") || strings.HasSuffix(before, "–") || strings.HasSuffix(before, "—") || strings.HasSuffix(before, "->") || strings.HasSuffix(before, "→")) && len(after) < 24
}
