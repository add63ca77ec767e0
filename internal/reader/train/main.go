// Train fits the reader's weights to the labelled lines in testdata/reader and
// writes them, with the table of how good they are (docs/reader.md). It is run
// by go generate and promises the same bytes for the same lines.
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"

	"oneonone/internal/reader"
)

// task is a kind of text, in the reader's order: what is to be told of it and how many features may.
type task struct {
	name   string
	read   func([]byte) (string, []reader.Line, [][]reader.Label, error)
	labels []reader.Label
	// kinds are those that one figure is told of.
	kinds []reader.Label
	most  int
}

var tasks = []task{
	{name: "journal", read: journalLine, labels: []reader.Label{
		reader.Win, reader.Blocker, reader.Unblocked, reader.Concern, reader.Risk, reader.Question, reader.Decision, reader.Learning,
		reader.Mistake, reader.Idea, reader.Wish, reader.Toil, reader.Incident, reader.Feedback, reader.Praise, reader.Criticism,
		reader.PromiseMe, reader.PromiseOther, reader.Done, reader.Trivia,
	}, most: 27000, kinds: []reader.Label{
		reader.Win, reader.Blocker, reader.Concern, reader.Question, reader.Decision, reader.Learning, reader.Idea,
	}},
	{name: "meetings", read: meetingLines, labels: []reader.Label{
		reader.Action, reader.Decision, reader.Declined, reader.Feedback, reader.Question, reader.Idea, reader.Done, reader.Blocker,
		reader.Concern, reader.Win, reader.Goal, reader.Info, reader.Noise,
	}, most: 32000},
	{name: "drafts", read: draftLines, labels: []reader.Label{
		reader.Proposal, reader.Promise, reader.Action, reader.Ask, reader.Report, reader.Outcome, reader.Wish, reader.Grievance,
		reader.Blame, reader.VagueFeedback, reader.Promotion, reader.Earned, reader.Quoted,
	}, most: 22000},
	{name: "feedback", read: journalLine, labels: []reader.Label{reader.Praise, reader.Criticism}, most: 6000},
}

func main() {
	data := flag.String("data", "../../testdata/reader", "folder with the labelled lines")
	out := flag.String("o", "weights.bin", "file for the weights")
	card := flag.String("card", "../../docs/reader.md", "page with the figures")
	flag.Parse()
	if err := run(*data, *out, *card); err != nil {
		fmt.Fprintln(os.Stderr, "train:", err)
		os.Exit(1)
	}
}

func run(data, out, card string) error {
	sum, err := sumOf(data)
	if err != nil {
		return err
	}
	var models []reader.Weights
	var tables []string
	var bytes []byte
	built := new(reader.Reader)
	for kind, t := range tasks {
		all, err := readAll(filesOf(data, t), t.read)
		if err != nil {
			return err
		}
		for i := range all {
			all[i].features = built.Features(reader.Kind(kind), all[i].Line)
		}
		w, table := learn(t, all)
		fmt.Print(table)
		models, tables = append(models, w), append(tables, table)
		if bytes, err = reader.Encode(sum, models); err != nil {
			return err
		}
		if built, err = reader.Decode(bytes); err != nil {
			return err
		}
	}
	if err := os.WriteFile(out, bytes, 0o644); err != nil {
		return err
	}
	more, err := unseen(filepath.Join(data, "unseen"), built)
	if err != nil || card == os.DevNull {
		return err
	}
	return writeCard(card, sum, append(more, tables...))
}

// learn fits a task's model and grades it on lines of authors that it did not see.
func learn(t task, all []example) (reader.Weights, string) {
	held := transposed(outOfFold(all, t.labels), len(t.labels))
	slope, shift := make([]float64, len(t.labels)), make([]float64, len(t.labels))
	told, chances := make([]int, len(t.labels)), make([][]int, len(t.labels))
	for i, label := range t.labels {
		is := truths(all, label)
		slope[i], shift[i] = calibrate(held[i], is)
		chances[i] = percents(held[i], slope[i], shift[i])
		told[i] = bestAt(chances[i], is)
	}
	g := newGrade()
	for k, e := range all {
		line := make([]int, len(t.labels))
		for i := range t.labels {
			line[i] = chances[i][k]
		}
		g.judge(e, t.labels, line, told)
	}
	title := fmt.Sprintf("%s, each line by a model that saw none of its author's (%d writers)", t.name, countWriters(all))
	c := known(all)
	use := make([]int, len(all))
	for i := range use {
		use[i] = i
	}
	weights := fitAll(all, c.rows(all), use, t.labels, len(c))
	if len(c) > t.most {
		c = strongest(c, weights, t.most)
		weights = fitAll(all, c.rows(all), use, t.labels, len(c))
	}
	w := pack(c, weights, t.labels, slope, shift)
	w.Told = told
	return w, g.table(title, t)
}
