package reader

import (
	_ "embed"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"sort"
	"strings"
	"sync"
)

// weights.bin holds a model for each kind of text: a line of JSON (header), the
// slots of its features and their rows of weights. The trainer writes it.
//
//go:embed weights.bin
var weights string

// Weights are a model as the trainer makes it and Encode writes it.
type Weights struct {
	Labels []Label
	// Features and Rows belong together: for each feature a weight for each label.
	Features []uint32
	Rows     [][]int8
	// Steps says for each label at which score it is 1, 2 … 99 percent sure.
	Steps [][]int
	// Told says for each label from which percentage on telling it is right more
	// often than leaving it (the best F1).
	Told []int
}

type header struct {
	// Sum tells which lines and features the weights were learned from.
	Sum    string  `json:"sum"`
	Labels []Label `json:"labels"`
	Told   []int   `json:"told"`
	// Bits is the binary logarithm of the number of slots, Rows that of the rows.
	Bits int `json:"bits"`
	Rows int `json:"rows"`
}

const (
	// slotSize is a check of two bytes and a row's number of two, from 1.
	slotSize = 4
	// stepsSize is that of a label's steps, of four bytes each.
	stepsSize = 99 * 4
)

// Encode writes models, one for each kind of text, as they are embedded. Sum is
// that of what they were learned from.
func Encode(sum string, all []Weights) ([]byte, error) {
	var out []byte
	for _, w := range all {
		h := header{Sum: sum, Labels: w.Labels, Told: w.Told, Rows: len(w.Rows)}
		for h.Bits = 4; 1<<h.Bits*3 < len(w.Rows)*4; h.Bits++ {
		}
		if len(w.Rows) > 1<<16-1 {
			return nil, fmt.Errorf("%d features are more than the format holds", len(w.Rows))
		}
		line, err := json.Marshal(h)
		if err != nil {
			return nil, err
		}
		out = append(append(out, line...), '\n')
		for _, steps := range w.Steps {
			for _, score := range steps {
				out = binary.LittleEndian.AppendUint32(out, uint32(int32(score)))
			}
		}
		slots := make([]byte, slotSize<<h.Bits)
		for i, f := range w.Features {
			at := int(f) & (1<<h.Bits - 1)
			for binary.LittleEndian.Uint16(slots[at*slotSize+2:]) != 0 {
				at = (at + 1) & (1<<h.Bits - 1)
			}
			binary.LittleEndian.PutUint16(slots[at*slotSize:], check(f))
			binary.LittleEndian.PutUint16(slots[at*slotSize+2:], uint16(i+1))
		}
		out = append(out, slots...)
		for _, row := range w.Rows {
			for _, v := range row {
				out = append(out, byte(v))
			}
		}
	}
	return out, nil
}

type model struct {
	header
	mask               uint32
	steps, slots, rows string
}

// builtIn reads the embedded weights' headers, once, at the first use.
var builtIn = sync.OnceValue(func() []model {
	all, err := decode(weights)
	if err != nil {
		panic("reader: the embedded weights are damaged: " + err.Error())
	}
	return all
})

func decode(s string) ([]model, error) {
	var all []model
	for s != "" {
		line, rest, _ := strings.Cut(s, "\n")
		var h header
		if err := json.Unmarshal([]byte(line), &h); err != nil {
			return nil, err
		}
		sizes := []int{stepsSize * len(h.Labels), slotSize << h.Bits, h.Rows * len(h.Labels)}
		parts := make([]string, len(sizes))
		for i, size := range sizes {
			if len(rest) < size {
				return nil, fmt.Errorf("%d bytes where %d are due", len(rest), size)
			}
			parts[i], rest = rest[:size], rest[size:]
		}
		all = append(all, model{header: h, mask: 1<<h.Bits - 1, steps: parts[0], slots: parts[1], rows: parts[2]})
		s = rest
	}
	return all, nil
}

// check is what of a feature its slot does not tell.
func check(feature uint32) uint16 { return uint16(feature >> 16) }

// row finds the weights of a feature, or nothing. Two bytes of the hash are
// held against those on file, so that one unknown feature in some ten thousand
// is taken for another.
func (m *model) row(feature uint32) string {
	want := check(feature)
	for at := feature & m.mask; ; at = (at + 1) & m.mask {
		slot := m.slots[at*slotSize : at*slotSize+slotSize]
		n := int(slot[2]) | int(slot[3])<<8
		if n == 0 {
			return ""
		}
		if uint16(slot[0])|uint16(slot[1])<<8 == want {
			return m.rows[(n-1)*len(m.Labels) : n*len(m.Labels)]
		}
	}
}

// scores adds up the weights of a line's features, with what was learned since,
// and divides by the root of what all weigh, known or not: of a line in words that
// it never saw the reader is sure of nothing. Whole numbers all the way.
func (m *model) scores(features []uint32, own learned) []int {
	sums := make([]int, len(m.Labels))
	weight := 0
	for _, f := range features {
		row, more := m.row(f), own[f]
		weight += weightOf(f)
		for i := range row {
			sums[i] += int(int8(row[i])) * part
		}
		for i := range more {
			sums[i] += more[i]
		}
	}
	if weight == 0 {
		return sums
	}
	root := rootOf(weight * 10_000) // of the weight in hundredths, in thousandths
	for i := range sums {
		sums[i] = sums[i] * 1_000_000 / root / part
	}
	return sums
}

// weightOf is the square of what a feature weighs, in hundredths.
func weightOf(feature uint32) int {
	if IsPiece(feature) {
		return PieceWeight * PieceWeight * 100
	}
	return 100
}

// rootOf is the whole part of a square root (Newton's way).
func rootOf(n int) int {
	x := n
	for y := (x + 1) / 2; y < x; y = (x + n/x) / 2 {
		x = y
	}
	return x
}

// chances gives how sure scores are, in percent.
func (m *model) chances(scores []int) []byte {
	out := make([]byte, len(scores))
	for i, s := range scores {
		out[i] = chance(m.steps[i*stepsSize:(i+1)*stepsSize], s)
	}
	return out
}

// chance is how many of the steps a score has reached.
func chance(steps string, score int) byte {
	return byte(sort.Search(stepsSize/4, func(i int) bool {
		at := steps[i*4 : i*4+4]
		return int(int32(uint32(at[0])|uint32(at[1])<<8|uint32(at[2])<<16|uint32(at[3])<<24)) > score
	}))
}
