package llm

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"io"
)

// events reads a stream of server-sent events and gives it on as plain as the
// client library wants it: a data line per event and nothing else. Comments,
// names and ids go; an event of several lines becomes one. An event that tells
// of an error ends the stream and is kept: the library would lose it.
type events struct {
	body  io.ReadCloser
	lines *bufio.Reader
	most  int64
	alive func()

	total  int64
	event  []byte // the data lines of the event that is being read
	out    []byte // what Read has still to give
	failed []byte // the event that tells of an error
	err    error
}

// streamTimes is how many times the limit of an answer its stream may have: an
// event wraps a few letters in a few hundred.
const streamTimes = 64

func newEvents(body io.ReadCloser, most int64, alive func()) *events {
	return &events{body: body, lines: bufio.NewReader(body), most: most, alive: alive}
}

// isStream looks at the first signs, whatever the server calls what it sends: a
// stream begins with a field of an event, a comment or a byte order mark.
func (e *events) isStream() bool {
	for {
		b, err := e.lines.ReadByte()
		switch {
		case err != nil:
			return false
		case b == ' ', b == '\n', b == '\r', b == '\t':
			continue
		}
		e.lines.UnreadByte() //nolint:errcheck // a byte was read
		return b == ':' || b == '\xef' || b != '{' && b != '<' && e.beginsWithField()
	}
}

func (e *events) beginsWithField() bool {
	start, _ := e.lines.Peek(len("retry:")) // less than that at the end
	for _, field := range []string{"data", "event", "id", "retry"} {
		if bytes.HasPrefix(start, []byte(field+":")) {
			return true
		}
	}
	return false
}

// rest gives the body of what is no stream.
func (e *events) rest() io.ReadCloser {
	return struct {
		io.Reader
		io.Closer
	}{e.lines, e.body}
}

// Close closes the stream.
func (e *events) Close() error { return e.body.Close() }

// Read gives whole events.
func (e *events) Read(p []byte) (int, error) {
	for len(e.out) == 0 {
		if e.err != nil {
			return 0, e.err
		}
		e.err = e.next()
	}
	n := copy(p, e.out)
	e.out = e.out[n:]
	return n, nil
}

// next reads a line.
func (e *events) next() error {
	line, err := e.line()
	data, isData := bytes.CutPrefix(bytes.TrimPrefix(line, []byte("\ufeff")), []byte("data:"))
	switch {
	case isData:
		first := len(e.event) == 0
		e.event = append(append(e.event, bytes.TrimSpace(data)...), '\n')
		if int64(len(e.event)) > e.most {
			return errTooLarge
		}
		// An event is over at its blank line, but one of a single line need not
		// wait for it.
		if !first || !isWhole(e.event) {
			return err
		}
	case len(bytes.TrimSpace(line)) > 0 || len(e.event) == 0:
		return err
	}
	if failed := e.flush(); failed != nil {
		return failed
	}
	return err
}

func isWhole(event []byte) bool {
	event = bytes.TrimSpace(event)
	return bytes.Equal(event, []byte("[DONE]")) || json.Valid(event)
}

// flush gives the event on.
func (e *events) flush() error {
	event := bytes.TrimSpace(e.event)
	e.event = nil
	if len(event) == 0 {
		return nil
	}
	e.alive()
	if isFailure(event) {
		e.failed = event
		return io.EOF
	}
	if rest, found := bytes.CutPrefix(event, []byte(`{"error":`)); found {
		event = append([]byte(`{ "error":`), rest...) // the library takes any that begins so for a failure
	}
	e.out = append(append([]byte("data: "), bytes.ReplaceAll(event, []byte("\n"), []byte(" "))...), '\n')
	return nil
}

// isFailure tells the events that report an error, in any of the forms that
// servers use.
func isFailure(event []byte) bool {
	if !bytes.Contains(event, []byte("error")) {
		return false
	}
	var v struct {
		Error  any    `json:"error"`
		Object string `json:"object"`
	}
	if json.Unmarshal(onlyEntry(event), &v) != nil {
		return false
	}
	return v.Error != nil && v.Error != false && v.Error != "" || v.Object == "error"
}

// onlyEntry takes a value out of a list of its own: Gemini's errors come so.
func onlyEntry(body []byte) []byte {
	var list []json.RawMessage
	if json.Unmarshal(body, &list) == nil && len(list) == 1 {
		return list[0]
	}
	return body
}

// line reads a line of at most the limit, without its end.
func (e *events) line() ([]byte, error) {
	var line []byte
	for {
		part, err := e.lines.ReadSlice('\n')
		e.total += int64(len(part))
		if int64(len(line)+len(part)) > e.most || e.total > streamTimes*e.most {
			return nil, errTooLarge
		}
		if err == nil && line == nil {
			return bytes.TrimRight(part, "\r\n"), nil // valid until the next read
		}
		line = append(line, part...)
		if !errors.Is(err, bufio.ErrBufferFull) {
			return bytes.TrimRight(line, "\r\n"), err
		}
	}
}
