package term

import (
	"sync"
	"time"

	"github.com/charmbracelet/x/ansi"
)

// frame is how long one picture of the spinner stands.
const frame = 100 * time.Millisecond

var spinner = [...]string{"⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"}

// Progress is work that goes on. It shows only when the work takes longer
// than half a second: a line that is rewritten on a terminal, a plain one
// elsewhere if the user wants it.
type Progress struct {
	screen *Screen
	text   string
	stop   chan struct{}
	ended  chan struct{}
	once   sync.Once
}

// Progress starts to say what is going on, like "asking the model". The
// caller stops it; one is shown at a time.
func (s *Screen) Progress(text string) *Progress {
	p := &Progress{screen: s, text: Clean(text), stop: make(chan struct{}), ended: make(chan struct{})}
	switch drawable := s.errTTY && !s.dumb; {
	case s.opts.Quiet, !drawable && !s.opts.Verbose:
		close(p.ended)
	case drawable:
		go p.draw()
	default:
		go p.tell()
	}
	return p
}

// Stop clears the line. It may be called again.
func (p *Progress) Stop() {
	p.once.Do(func() { close(p.stop) })
	<-p.ended
}

// wait sleeps and tells whether the work still goes on.
func (p *Progress) wait(d time.Duration) bool {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-p.stop:
		return false
	case <-t.C:
		return true
	}
}

// draw rewrites one line of a terminal until the work ends.
func (p *Progress) draw() {
	defer close(p.ended)
	s := p.screen
	wait := s.delay
	for i := 0; p.wait(wait); i++ {
		line := ansi.Truncate(spinner[i%len(spinner)]+" "+p.text, s.columns(s.err)-1, "…")
		s.redraw(line)
		wait = frame
	}
	s.redraw("")
}

// tell writes a line when the work goes on for long.
func (p *Progress) tell() {
	defer close(p.ended)
	if p.wait(p.screen.delay) {
		p.screen.Say("%s …", p.text)
	}
}
