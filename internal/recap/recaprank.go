package recap

import (
	"math"
	"slices"
	"sort"
	"strings"

	"oneonone/internal/notes"
	"oneonone/internal/oneonone"
	"oneonone/internal/prose"
	"oneonone/internal/reader"
)

// The sizes of a recap's free text.
const (
	summaryWords     = 150
	summarySentences = 4
	mostPoints       = 12
	pointWords       = 300
	// longestSpoken is the longest sentence of a talk that anybody reads.
	longestSpoken = 60
)

// digest gives the summary and the key points: the statements that matter
// most, in the order in which they were said.
func (s *scribe) digest() (string, []oneonone.Said) {
	if len(s.said) > 60 {
		return s.digestTalk()
	}
	return s.summaryOfNotes(), s.pointsOfNotes()
}

// pointsOfNotes gives what the notes say that stands in no other part.
func (s *scribe) pointsOfNotes() []oneonone.Said {
	points := s.leftPoints()
	if s.transcript && len(points) > mostPoints {
		points = s.best(points, mostPoints)
	}
	var out []oneonone.Said
	for _, c := range points {
		if text := s.pointText(c); text != "" && c.heard.Count() > s.least() {
			out = append(out, oneonone.Said{Text: text, Lines: c.on()})
		}
	}
	return out
}

// leftPoints gives the points that no decision has taken along.
func (s *scribe) leftPoints() []clause {
	var out []clause
	for _, c := range s.points {
		if !slices.ContainsFunc(s.decisions, func(v verdict) bool { return v.unit == c.unit && v.start <= c.start && c.end <= v.end }) {
			out = append(out, c)
		}
	}
	return out
}

// least is how few words make no point: in a talk there is much between.
func (s *scribe) least() int {
	if s.transcript {
		return 4
	}
	return 2
}

// pointText gives a clause as a point, with the label of who said it.
func (s *scribe) pointText(c clause) string {
	text := plainText(c.words())
	if s.transcript {
		return sentence(spokenBy(c, text))
	}
	return spell(text)
}

// summaryOfNotes joins what was decided and what weighs most of the rest.
func (s *scribe) summaryOfNotes() string {
	type piece struct {
		line   int
		start  int
		weight float64
		text   string
	}
	var pieces []piece
	for _, v := range s.decisions {
		pieces = append(pieces, piece{v.lines[0], v.start, 3, v.text()})
	}
	for _, c := range s.leftPoints() {
		if c.heard.Count() > max(3, s.least()) {
			pieces = append(pieces, piece{c.on()[0], c.start, weight(c), s.pointText(c)})
		}
	}
	sort.SliceStable(pieces, func(i, j int) bool { return pieces[i].weight > pieces[j].weight })
	pieces = pieces[:min(len(pieces), summarySentences)]
	sort.SliceStable(pieces, func(i, j int) bool {
		return pieces[i].line < pieces[j].line || pieces[i].line == pieces[j].line && pieces[i].start < pieces[j].start
	})
	var out []string
	words := 0
	for _, p := range pieces {
		words += len(strings.Fields(p.text))
		if words > summaryWords && len(out) > 0 {
			break
		}
		out = append(out, sentence(p.text))
	}
	return strings.Join(out, " ")
}

// weight values a statement of notes: figures, troubles, successes and length tell
// more, small talk less.
func weight(c clause) float64 {
	w := math.Min(float64(len(prose.Content(c.words()))), 12) / 12
	if len(prose.Quantities(c.words())) > 0 {
		w++
	}
	if c.Section != notes.NoSection {
		w -= 0.5
	}
	w += float64(max(c.alone.Of(reader.Blocker), c.alone.Of(reader.Concern), c.alone.Of(reader.Win), c.alone.Of(reader.Goal))) / 100
	w -= float64(c.alone.Of(reader.Noise)) / 50
	return w
}

// best chooses the heaviest statements of a talk and keeps their order.
func (s *scribe) best(points []clause, most int) []clause {
	index := make([]int, len(points))
	for i := range index {
		index[i] = i
	}
	sort.SliceStable(index, func(a, b int) bool { return weight(points[index[a]]) > weight(points[index[b]]) })
	index = index[:most]
	sort.Ints(index)
	out := make([]clause, 0, most)
	for _, i := range index {
		out = append(out, points[i])
	}
	return out
}

// digestTalk ranks the sentences of a long talk by how much they share with
// the rest (TextRank, Mihalcea and Tarau 2004): the best are the key points, the
// very best of them the summary, none that repeats another.
func (s *scribe) digestTalk() (string, []oneonone.Said) {
	talk := s.sentencesOfTalk()
	order := rank(talk)
	summary := choose(talk, order, summaryWords, summaryWords)
	left := slices.DeleteFunc(slices.Clone(order), func(i int) bool { return talk[i].placed })
	points := choose(talk, left, pointWords, mostPoints)
	var text []string
	for _, i := range inOrder(summary) {
		text = append(text, sentence(talk[i].text))
	}
	var said []oneonone.Said
	for _, i := range inOrder(points) {
		said = append(said, oneonone.Said{Text: sentence(talk[i].text), Lines: talk[i].lines})
	}
	return strings.Join(text, " "), said
}

// spokenBy gives what was said in a talk without the fillers, with the name of
// who says "I".
func spokenBy(c clause, text string) string {
	text = prose.WithoutFillers(text)
	if c.speaker != oneonone.Me && c.speaker != stranger && c.Speaker != "" && c.heard.Says("i", "my", "me") {
		return oneonone.FirstName(c.speaker) + ": " + text
	}
	return text
}

// spoken is a sentence of a talk, ready to be ranked.
type spoken struct {
	text  string
	words int
	bag   map[string]int
	lines []int
	// placed tells that it stands in a part of its own.
	placed bool
}

func (s *scribe) sentencesOfTalk() []spoken {
	var out []spoken
	for _, c := range s.said {
		text := plainText(prose.WithoutFillers(c.words()))
		sp := spoken{text: text, words: len(strings.Fields(text)), bag: map[string]int{}, lines: c.on(), placed: c.kind != plainPoint}
		for _, w := range prose.Content(text) {
			sp.bag[w]++
		}
		if len(sp.bag) >= 3 && sp.words >= 5 && c.alone.Of(reader.Noise) < sureNoise {
			out = append(out, sp)
		}
	}
	return out
}

// choose takes sentences by rank until the words are used up, leaving out what
// says nearly the same as one already taken.
func choose(talk []spoken, order []int, words, most int) []int {
	var out []int
	for _, i := range order {
		if words < 8 || len(out) == most {
			break
		}
		if talk[i].words > words || talk[i].words > longestSpoken || repeatsOne(talk, i, out) {
			continue
		}
		words -= talk[i].words
		out = append(out, i)
	}
	return out
}

func repeatsOne(talk []spoken, i int, taken []int) bool {
	for _, j := range taken {
		if i == j || overlap(talk[i].bag, talk[j].bag) > 0.75 {
			return true
		}
	}
	return false
}

// overlap measures the shared words of two bags against the smaller one.
func overlap(a, b map[string]int) float64 {
	n := 0
	for w := range a {
		if b[w] > 0 {
			n++
		}
	}
	return float64(n) / float64(max(1, min(len(a), len(b))))
}

func inOrder(index []int) []int {
	sort.Ints(index)
	return index
}

// rank orders sentences by their weight in the graph of shared words.
func rank(talk []spoken) []int {
	edges := graph(talk)
	weights := walk(edges)
	order := make([]int, len(talk))
	for i := range order {
		order[i] = i
	}
	sort.SliceStable(order, func(a, b int) bool { return weights[order[a]] > weights[order[b]] })
	return order
}

type edge struct {
	to     int
	weight float64
}

// everywhere is in how many sentences a word may stand and still tie two of
// them together: beyond it the word says nothing, and costs the square.
const everywhere = 400

// graph links sentences that share words, the more the heavier, less for long
// sentences by all of their words.
func graph(talk []spoken) [][]edge {
	where := map[string][]int{}
	for i, sp := range talk {
		for w := range sp.bag {
			where[w] = append(where[w], i)
		}
	}
	edges := make([][]edge, len(talk))
	sums := make([]float64, len(talk))
	for i, sp := range talk {
		clear(sums)
		for w := range sp.bag {
			if len(where[w]) > everywhere {
				continue
			}
			for _, j := range where[w] {
				sums[j]++
			}
		}
		for j, n := range sums {
			if n > 0 && j != i {
				edges[i] = append(edges[i], edge{j, n / (math.Log(float64(sp.words+1)) + math.Log(float64(talk[j].words+1)))})
			}
		}
	}
	return edges
}

// walk runs the random walk of PageRank until it rests.
func walk(edges [][]edge) []float64 {
	n := len(edges)
	now, totals := make([]float64, n), make([]float64, n)
	for i, out := range edges {
		now[i] = 1 / float64(n)
		for _, e := range out {
			totals[i] += e.weight
		}
	}
	for range 40 {
		next := make([]float64, n)
		for i := range next {
			next[i] += 0.15 / float64(n)
			for _, e := range edges[i] {
				next[e.to] += 0.85 * now[i] * e.weight / totals[i]
			}
		}
		if moved(now, next) < 1e-6 {
			return next
		}
		now = next
	}
	return now
}

func moved(a, b []float64) float64 {
	sum := 0.0
	for i := range a {
		sum += math.Abs(a[i] - b[i])
	}
	return sum
}
