package term

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
	"sync"
	"time"

	xterm "github.com/charmbracelet/x/term"
)

const (
	// defaultColumns is the width where no terminal and no COLUMNS tells one.
	defaultColumns = 80
	// readingColumns is the widest line that still reads well.
	readingColumns = 100
	// quickWork ends before anybody wonders: it shows no progress.
	quickWork = 500 * time.Millisecond
)

// Options are the user's wishes about the screen.
type Options struct {
	// Plain shows Markdown as it is written, on a terminal too.
	Plain bool
	// Quiet silences Say, Warn and Progress.
	Quiet bool
	// Verbose shows Progress as plain lines where it cannot be drawn.
	Verbose bool
	// Yes answers every Confirm with yes, without asking.
	Yes bool
	// Background is "dark" or "light"; otherwise COLORFGBG decides, and dark
	// where that is not set.
	Background string
}

// Screen is where the program meets the user. Its methods may be called from
// several goroutines, except those that ask or edit.
type Screen struct {
	in     io.Reader
	out    io.Writer
	err    io.Writer
	getenv func(string) string
	opts   Options

	inTTY, outTTY, errTTY bool
	// dumb terminals obey no escapes; colour is off there and with NO_COLOR.
	dumb, colour bool

	answers *bufio.Reader
	delay   time.Duration

	// mu guards what is written to a terminal, and drawn.
	mu sync.Mutex
	// drawn tells that the last line of the terminal holds progress.
	drawn bool
}

// New makes the screen of the three streams. A stream is a terminal only if
// it is a file that says so; getenv is asked for NO_COLOR, TERM, COLORFGBG,
// COLUMNS, VISUAL and EDITOR.
func New(in io.Reader, out, errw io.Writer, getenv func(string) string, o Options) *Screen {
	dumb := getenv("TERM") == "dumb"
	return &Screen{
		in: in, out: out, err: errw, getenv: getenv, opts: o,
		inTTY: IsTerminal(in), outTTY: IsTerminal(out), errTTY: IsTerminal(errw),
		dumb: dumb, colour: !dumb && getenv("NO_COLOR") == "",
		answers: bufio.NewReader(in), delay: quickWork,
	}
}

// Interactive tells that somebody is there to answer: questions are read from
// standard input and asked on standard error, so both must be terminals.
func (s *Screen) Interactive() bool { return s.inTTY && s.errTTY }

// Print writes text that is not Markdown to standard output, as it is in a
// pipe and cleaned on a terminal.
func (s *Screen) Print(text string) error {
	if s.outTTY {
		text = Clean(text)
	}
	return s.write(s.out, text)
}

// Mark makes a piece of a line stand out, where the output shows it.
func (s *Screen) Mark(text string) string {
	if !s.outTTY || !s.colour || s.opts.Plain {
		return text
	}
	return "\x1b[1;33m" + text + "\x1b[0m"
}

// Width is the number of columns to write text in, at most 100.
func (s *Screen) Width() int { return min(s.columns(s.out), readingColumns) }

// columns is the real width of the terminal behind w.
func (s *Screen) columns(w io.Writer) int {
	if f, ok := w.(*os.File); ok {
		if width, _, err := xterm.GetSize(f.Fd()); err == nil && width > 0 {
			return width
		}
	}
	if n, err := strconv.Atoi(s.getenv("COLUMNS")); err == nil && n > 0 {
		return n
	}
	return defaultColumns
}

// Say writes a line to standard error, unless quiet.
func (s *Screen) Say(format string, args ...any) {
	if !s.opts.Quiet {
		s.write(s.err, asLine(fmt.Sprintf(format, args...)))
	}
}

// Warn writes a line to standard error that starts with "warning:", unless
// quiet.
func (s *Screen) Warn(format string, args ...any) {
	label := "warning:"
	if s.errTTY && s.colour {
		label = "\x1b[33m" + label + reset
	}
	if !s.opts.Quiet {
		s.write(s.err, label+" "+asLine(fmt.Sprintf(format, args...)))
	}
}

// asLine is text that ends in one newline and does nothing to the screen.
func asLine(text string) string {
	return Clean(strings.TrimRight(text, "\n")) + "\n"
}

// write puts text on a stream, with the line of progress out of the way.
func (s *Screen) write(w io.Writer, text string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.erase()
	_, err := io.WriteString(w, text)
	return err
}

// redraw puts a line of progress in the place of the one before.
func (s *Screen) redraw(line string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.erase()
	io.WriteString(s.err, line)
	s.drawn = line != ""
}

// erase removes the line of progress. The caller holds mu.
func (s *Screen) erase() {
	if s.drawn {
		io.WriteString(s.err, "\r\x1b[K")
		s.drawn = false
	}
}

// light tells that the terminal's background is light. COLORFGBG is
// "foreground;background" in the 16 colours, of which 7 and 9 to 15 are light.
func (s *Screen) light() bool {
	if s.opts.Background != "" {
		return s.opts.Background == "light"
	}
	v := s.getenv("COLORFGBG")
	n, err := strconv.Atoi(v[strings.LastIndexByte(v, ';')+1:])
	return err == nil && (n == 7 || n >= 9 && n <= 15)
}

// IsTerminal tells whether a stream is a terminal.
func IsTerminal(stream any) bool {
	f, ok := stream.(*os.File)
	return ok && xterm.IsTerminal(f.Fd())
}
