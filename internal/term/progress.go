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
// than half a second: a line that is rewritten on a terminal, plain lines
// elsewhere if the user wants them.
type Progress struct {
	screen *Screen
	mu     sync.Mutex
	text   string
	stop   chan struct{}
	ended  chan struct{}
	once   sync.Once
}

// Progress starts to say what is going on, like "asking the model". The
// caller stops it; one is shown at a time.
func (s *Screen) Progress(text string) *Progress {
	p := &Progress{screen: s, text: text, stop: make(chan struct{}), ended: make(chan struct{})}
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

// Update changes what is going on.
func (p *Progress) Update(text string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.text = text
}

// Stop clears the line. It may be called again.
func (p *Progress) Stop() {
	p.once.Do(func() { close(p.stop) })
	<-p.ended
}

func (p *Progress) now() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return Clean(p.text)
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
		line := ansi.Truncate(spinner[i%len(spinner)]+" "+p.now(), s.columns(s.err)-1, "…")
		s.redraw(line)
		wait = frame
	}
	s.redraw("")
}

// tell writes a line for everything that goes on for long.
func (p *Progress) tell() {
	defer close(p.ended)
	for told, wait := "", p.screen.delay; p.wait(wait); wait = frame {
		if text := p.now(); text != told {
			p.screen.Say("%s …", text)
			told = text
		}
	}
}
