package store

import (
	"bytes"
	"os"

	"oneonone/internal/oneonone"
)

// Salvage reads what can be read of a file, however damaged: every record, or
// tombstone, that still stands in it whole. Of several versions it gives the
// one that changed last, in no order. It needs nothing of the file's structure:
// bbolt keeps a value in one piece. What was overwritten is gone; what was
// removed long ago may come back, where its tombstone is gone.
func (s *Store) Salvage() ([]oneonone.Record, error) {
	data, err := os.ReadFile(s.path)
	if err != nil {
		return nil, access{s, "read"}.failed(err)
	}
	last := salvaged(data)
	out := make([]oneonone.Record, 0, len(last))
	for _, rec := range last {
		out = append(out, rec)
	}
	return out, nil
}

// salvaged finds the records in the bytes of a file, by their ids.
func salvaged(data []byte) map[string]oneonone.Record {
	last := map[string]oneonone.Record{}
	for at := 0; ; {
		i := bytes.Index(data[at:], []byte(`{"id":"`))
		if i < 0 {
			return last
		}
		at += i
		rec, n := recordAt(data[at:])
		if rec == nil {
			at++
			continue
		}
		h := rec.Header()
		if old, ok := last[h.ID]; !ok || h.Changed.After(old.Header().Changed) {
			last[h.ID] = rec
		}
		at += n
	}
}

// recordAt reads the record with which the data begins, and tells how long it
// is; nil when there is none.
func recordAt(data []byte) (oneonone.Record, int) {
	n := objectEnd(data)
	rec, err := oneonone.Decode(data[:n])
	if err != nil {
		return nil, 0
	}
	h := rec.Header()
	if checkID(h.ID) != nil || h.At.IsZero() || h.Created.IsZero() {
		return nil, 0 // part of a draft
	}
	return rec, n
}

// deepest is deeper than the objects and lists of any record nest.
const deepest = 64

// objectEnd gives the length of the JSON object with which the data begins, 0 when it does not
// end or is none of a record's: a damaged file is looked at in many places, and each must be
// given up soon.
func objectEnd(data []byte) int {
	depth, quoted := 0, false
	for i := 0; i < len(data); i++ {
		switch c := data[i]; {
		case c < ' ':
			return 0 // a record is on one line
		case c == '"':
			quoted = !quoted
		case quoted && c == '\\':
			i++
		case quoted:
		case c == '{' || c == '[':
			if depth++; depth > deepest {
				return 0
			}
		case c == '}' || c == ']':
			if depth--; depth == 0 {
				return i + 1
			}
		}
	}
	return 0
}
