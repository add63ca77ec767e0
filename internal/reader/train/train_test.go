package main

import (
	"math"
	"os"
	"strings"
	"testing"

	"oneonone/internal/reader"
)

const data = "../../../testdata/reader"

// The weights, the labelled lines, what can be seen of a line and the page with
// the figures belong together.
func TestWeightsBelongToTheLines(t *testing.T) {
	sum, err := sumOf(data)
	if err != nil {
		t.Fatal(err)
	}
	if reader.Sum() != sum {
		t.Errorf("the weights are of other lines or features (%s, now %s): go generate ./internal/reader", reader.Sum(), sum)
	}
	page, err := os.ReadFile("../../../docs/reader.md")
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(page), "Lines "+sum+".") {
		t.Error("the figures in docs/reader.md are of other lines: go generate ./internal/reader")
	}
}

// Each line has labels that are known, and there are as many lines and writers
// as the page claims at least.
func TestLines(t *testing.T) {
	least := map[string][2]int{"journal": {8000, 150}, "meetings": {8000, 150}, "drafts": {2000, 150}, "feedback": {900, 100}}
	for _, task := range tasks {
		all, err := readAll(filesOf(data, task), task.read)
		if err != nil {
			t.Fatal(err)
		}
		if lines, writers := len(all), countWriters(all); lines < least[task.name][0] || writers < least[task.name][1] {
			t.Errorf("%s: %d lines of %d writers", task.name, lines, writers)
		}
		for _, label := range task.labels {
			n := 0
			for _, e := range all {
				if e.is(label) {
					n++
				}
			}
			if n < 10 {
				t.Errorf("%s: %d lines are %s", task.name, n, label)
			}
		}
	}
}

// A label that hangs on one word is learned from ten lines, and calibrated
// scores mean what they say.
func TestFit(t *testing.T) {
	var all []example
	for i := range 200 {
		text := []string{"the gateway hums", "the importer sings", "the billing job hums", "the rota sings"}[i%4]
		e := example{Line: reader.Line{Text: text}}
		if strings.Contains(text, "hums") {
			e.labels = []reader.Label{reader.Win}
		}
		e.features = new(reader.Reader).Features(0, e.Line)
		all = append(all, e)
	}
	c := known(all)
	rows := c.rows(all)
	use := make([]int, len(all))
	for i := range use {
		use[i] = i
	}
	w := fit(all, rows, use, reader.Win, len(c))
	scores := make([]float64, len(all))
	for i := range all {
		scores[i] = score(w, rows[i])
		if scores[i] > 0 != all[i].is(reader.Win) {
			t.Fatalf("%q has the score %.2f", all[i].Text, scores[i])
		}
	}
	slope, shift := calibrate([]float64{-1, -1, -1, -1, 1, 1, 1, 1}, []bool{false, false, false, true, true, true, true, false})
	for s, want := range map[float64]float64{-1: 0.25, 1: 0.75} {
		if p := sigmoid(slope*s + shift); math.Abs(p-want) > 0.05 {
			t.Errorf("a score of %.0f means %.2f, want about %.2f", s, p, want)
		}
	}
}
