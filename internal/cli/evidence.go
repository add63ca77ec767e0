package cli

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"oneonone/internal/oneonone"
	"oneonone/internal/prose"
	"oneonone/internal/store"
)

// claim is a statement of a draft beside what it rests on.
type claim struct {
	// Section is the topic, or the part of a recap or a reflection.
	Section string `json:"section"`
	Text    string `json:"text"`
	// Quote is cut from one of the records: what the drafter pointed at, else
	// the sentence that says most of it.
	Quote   oneonone.Maybe                   `json:"quote"`
	Records oneonone.List[oneonone.Evidence] `json:"records"`
	// Lines are those of the raw notes, for a recap.
	Lines oneonone.List[noteLine] `json:"lines"`
}

// noteLine is a line of raw notes. Of a line that is a paragraph, the sentences that bear a
// claim stand for it; they count from 1.
type noteLine struct {
	Line      int    `json:"line"`
	Sentences []int  `json:"sentences,omitempty"`
	Text      string `json:"text"`
}

// fewSentences is up to how many sentences a line is quoted whole.
const fewSentences = 2

// bearing gives a line of the notes as the evidence of a claim.
func bearing(no int, line, claim string) noteLine {
	all := prose.Sentences(line)
	if len(all) <= fewSentences {
		return noteLine{Line: no, Text: line}
	}
	said := wordsOf(claim)
	at := noteLine{Line: no}
	var texts []string
	for i, s := range all {
		text := line[s.Start:s.End]
		words := wordsOf(text)
		shared := 0
		for w := range words {
			if said[w] {
				shared++
			}
		}
		if shared*2 > min(len(words), len(said)) {
			at.Sentences, texts = append(at.Sentences, i+1), append(texts, text)
		}
	}
	if len(texts) == 0 {
		return noteLine{Line: no, Text: line}
	}
	at.Text = strings.Join(texts, " … ")
	return at
}

// wordsOf gives the words of a text that carry its meaning.
func wordsOf(text string) map[string]bool {
	set := map[string]bool{}
	for _, w := range prose.Content(text) {
		set[w] = true
	}
	return set
}

// place names the line, and the sentences of it.
func (l noteLine) place() string {
	if len(l.Sentences) == 0 {
		return fmt.Sprintf("line %d", l.Line)
	}
	var nos []string
	for _, n := range l.Sentences {
		nos = append(nos, strconv.Itoa(n))
	}
	return fmt.Sprintf("line %d, sentence %s", l.Line, strings.Join(nos, ", "))
}

// evidenced is a draft as show --evidence gives it.
type evidenced struct {
	ID        string                          `json:"id"`
	Kind      oneonone.Kind                   `json:"kind"`
	Claims    oneonone.List[claim]            `json:"claims"`
	Findings  oneonone.List[oneonone.Finding] `json:"findings"`
	DraftedBy oneonone.DraftedBy              `json:"drafted_by"`
}

// runEvidence shows every claim of a draft beside the record and the words it
// rests on.
func runEvidence(a *App, rec oneonone.Record) error {
	e := evidenced{ID: rec.Header().ID, Kind: rec.Header().Kind}
	switch r := rec.(type) {
	case *oneonone.Kept[oneonone.Agenda]:
		e.Claims, e.Findings, e.DraftedBy = agendaClaims(r.Draft), r.Draft.Findings, r.Draft.DraftedBy
	case *oneonone.Kept[oneonone.Recap]:
		e.Claims, e.Findings, e.DraftedBy = recapClaims(r.Draft, a.rawNotes(r.Draft.Meeting.ID)), r.Draft.Findings, r.Draft.DraftedBy
	case *oneonone.Kept[oneonone.Reflection]:
		e.Claims, e.Findings, e.DraftedBy = reflectionClaims(r.Draft), r.Draft.Findings, r.Draft.DraftedBy
	default:
		return wrong("it shows what an agenda, a recap or a reflection rests on", "--evidence is for drafts, and %s is %s", a.shorten(e.ID),
			withArticle(wordFor(rec)))
	}
	if a.opts.json {
		return a.printJSON(e)
	}
	return outputError(a.Screen().Markdown(e.markdown()))
}

// rest makes the claim of a text and the evidence that it cites.
func rest(section, text string, quote oneonone.Maybe, ids []string, all []oneonone.Evidence) claim {
	c := claim{Section: section, Text: text, Quote: quote}
	for _, id := range ids {
		for _, e := range all {
			if e.ID == id {
				c.Records = append(c.Records, e)
			}
		}
	}
	if c.Quote == "" {
		c.Quote = oneonone.Maybe(closestSentence(text, c.Records))
	}
	return c
}

// closestSentence gives the sentence of the records that has most of the
// words of a text, "" when none has two.
func closestSentence(text string, records []oneonone.Evidence) string {
	words := prose.Content(text)
	best, most := "", 1
	for _, r := range records {
		for _, s := range prose.Sentences(r.Text) {
			sentence := strings.TrimSpace(r.Text[s.Start:s.End])
			has := prose.Content(sentence)
			n := 0
			for i, w := range words {
				if slices.Contains(has, w) && !slices.Contains(words[:i], w) {
					n++
				}
			}
			if n > most {
				best, most = sentence, n
			}
		}
	}
	return best
}

func agendaClaims(d oneonone.Agenda) []claim {
	var out []claim
	say := func(section string, l oneonone.Line) {
		text := l.Text
		if l.Unsure {
			text += " (?)"
		}
		out = append(out, rest(section, text, "", l.Evidence, d.Evidence))
	}
	for _, n := range d.Since {
		say("Since last time", n.Line)
	}
	for _, t := range d.Topics {
		for _, l := range t.Say {
			say(t.Title, l)
		}
		for _, w := range t.Whys {
			if w.Answer != "" {
				out = append(out, rest(t.Title, w.Question+" "+string(w.Answer), "", t.Evidence, d.Evidence))
			}
		}
	}
	for _, l := range d.IfTime {
		say("If there is time", l)
	}
	for _, p := range d.FollowUps {
		out = append(out, rest("Promises", p.Text, "", []string{p.ActionID}, d.Evidence))
	}
	return out
}

func reflectionClaims(d oneonone.Reflection) []claim {
	var out []claim
	facts := func(section string, all []oneonone.Fact) {
		for _, f := range all {
			out = append(out, rest(section, f.Text, f.Quote, f.Evidence, d.Evidence))
		}
	}
	facts("Figures", d.Figures)
	for _, g := range d.Goals {
		out = append(out, rest("Goals", g.Text+": "+g.Progress, "", g.Evidence, d.Evidence))
	}
	for _, x := range d.Achievements {
		text := x.Text
		if x.Metric != "" {
			text += " (" + string(x.Metric) + ")"
		}
		if x.Word != "" {
			text += " — " + string(x.Word)
		}
		out = append(out, rest("What is better now", text, "", x.Evidence, d.Evidence))
	}
	for _, f := range d.FeedbackThemes {
		text := f.Theme
		if f.Since != "" {
			text += "; since then: " + string(f.Since)
		}
		out = append(out, rest("Feedback", text, "", f.Evidence, d.Evidence))
	}
	facts("What came up again", d.Recurring)
	facts("Learned", d.Learned)
	return out
}

// rawNotes gives the lines of the raw notes of a meeting; none where it is no
// longer on file.
func (a *App) rawNotes(meeting string) []string {
	var lines []string
	_ = a.view(func(r *store.Reader) error { // without the notes, the numbers of the lines are shown alone
		rec, err := r.Get(meeting)
		if err == nil {
			lines = strings.Split(rec.Header().Text, "\n")
		}
		return err
	})
	return lines
}

func recapClaims(d oneonone.Recap, raw []string) []claim {
	var out []claim
	add := func(section, text string, lines []int) {
		c := claim{Section: section, Text: text}
		for _, n := range lines {
			if n < 1 || n > len(raw) {
				c.Lines = append(c.Lines, noteLine{Line: n})
				continue
			}
			c.Lines = append(c.Lines, bearing(n, strings.TrimSpace(strings.TrimRight(raw[n-1], "\r")), text))
		}
		out = append(out, c)
	}
	for _, s := range d.KeyPoints {
		add("Key points", s.Text, s.Lines)
	}
	for _, s := range d.Decisions {
		add("Decisions", s.Text, s.Lines)
	}
	for _, s := range d.ActionItems {
		add("Action items", s.Text, s.Lines)
	}
	for _, s := range d.Feedback {
		add("Feedback", s.Text, s.Lines)
	}
	for _, s := range d.OpenQuestions {
		add("Open questions", s.Text, s.Lines)
	}
	for _, s := range d.Ideas {
		add("Ideas", s.Text, s.Lines)
	}
	for _, s := range d.NotSure {
		add("Not sure", s.Text, s.Lines)
	}
	return out
}

// markdown writes the claims, grouped as the draft has them.
func (e evidenced) markdown() string {
	var b strings.Builder
	fmt.Fprintf(&b, "# What this %s rests on\n\n%s\n", e.Kind, draftedWords(e.DraftedBy))
	section := ""
	for _, c := range e.Claims {
		if c.Section != section {
			section = c.Section
			fmt.Fprintf(&b, "\n## %s\n\n", oneonone.Inline(section))
		}
		fmt.Fprintf(&b, "- %s\n", oneonone.Inline(c.Text))
		c.writeSources(&b)
	}
	if len(e.Claims) == 0 {
		b.WriteString("\nIt claims nothing.\n")
	}
	if len(e.Findings) > 0 {
		b.WriteString("\n## What did not hold\n\n")
		for _, f := range e.Findings {
			fmt.Fprintf(&b, "- %s\n", oneonone.Inline(f.Message))
		}
	}
	return b.String()
}

func (c claim) writeSources(b *strings.Builder) {
	for _, r := range c.Records {
		fmt.Fprintf(b, "  - %s %s `%s`: %s\n", r.Kind, r.Date, r.ID[:min(6, len(r.ID))], oneonone.Inline(r.Text))
	}
	if c.Quote != "" && !slices.ContainsFunc(c.Records, func(r oneonone.Evidence) bool { return r.Text == string(c.Quote) }) {
		fmt.Fprintf(b, "  - in its words: “%s”\n", oneonone.Inline(string(c.Quote)))
	}
	for _, l := range c.Lines {
		fmt.Fprintf(b, "  - %s: %s\n", l.place(), oneonone.Inline(l.Text))
	}
	if len(c.Records)+len(c.Lines) == 0 {
		b.WriteString("  - **nothing on record**\n")
	}
}

func draftedWords(d oneonone.DraftedBy) string {
	if d.Engine == oneonone.Offline {
		return "Drafted without a model."
	}
	text := "Drafted by " + oneonone.Inline(orElse(string(d.Model), string(d.Engine)))
	if d.PromptChecksum != "" {
		text += ", asked with the prompts `" + string(d.PromptChecksum) + "`"
	}
	return text + "."
}
