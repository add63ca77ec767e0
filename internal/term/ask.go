package term

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
)

var (
	// ErrNoTerminal is returned instead of asking where nobody can answer.
	ErrNoTerminal = errors.New("nobody can answer: input and messages are not on a terminal")
	// ErrNoAnswer tells that a question ended without an answer: the input
	// ended (Ctrl-D) or the context did (Ctrl-C).
	ErrNoAnswer = errors.New("the question was not answered")
)

// Confirm asks a question of yes or no on standard error. Enter alone means
// no. It asks again until it understands the answer.
func (s *Screen) Confirm(ctx context.Context, question string) (bool, error) {
	if s.opts.Yes {
		return true, nil
	}
	for {
		answer, err := s.prompt(ctx, question+" [y/N] ")
		if err != nil {
			return false, err
		}
		switch strings.ToLower(answer) {
		case "y", "yes":
			return true, nil
		case "", "n", "no":
			return false, nil
		}
		s.write(s.err, "Please answer y or n.\n")
	}
}

// Ask asks for a line of text on standard error. Enter alone takes the
// suggestion, which may be empty.
func (s *Screen) Ask(ctx context.Context, question, suggestion string) (string, error) {
	if suggestion != "" {
		question += " [" + suggestion + "]"
	}
	answer, err := s.prompt(ctx, question+" ")
	if err == nil && answer == "" {
		return suggestion, nil
	}
	return answer, err
}

// prompt reads one line. The terminal cannot be told to stop reading: when
// ctx ends first, the reader is left behind, and the program is expected to
// end too.
func (s *Screen) prompt(ctx context.Context, question string) (string, error) {
	if !s.Interactive() {
		return "", fmt.Errorf("ask %q: %w", strings.TrimSpace(question), ErrNoTerminal)
	}
	s.write(s.err, Clean(question))
	type reply struct {
		line string
		err  error
	}
	got := make(chan reply, 1)
	go func() {
		line, err := s.answers.ReadString('\n')
		got <- reply{line, err}
	}()
	select {
	case <-ctx.Done():
		s.write(s.err, "\n")
		return "", errors.Join(ErrNoAnswer, context.Cause(ctx))
	case r := <-got:
		if errors.Is(r.err, io.EOF) {
			s.write(s.err, "\n")
			return "", ErrNoAnswer
		}
		return strings.TrimSpace(Clean(r.line)), r.err
	}
}
