// Package wizard is the interview: one question at a time, every answer kept
// before the next question appears, back without loss at any time.
//
// There are two ways of asking, with the same powers and the same keys: drawn
// on a terminal, and in lines for screen readers, dumb terminals and pipes. The
// state of the interview is interview.Interview; nothing here decides what is
// asked.
package wizard

import (
	"context"

	"collectiveimpact/samklar/cmd/internal/session"
)

// End is how an interview ended.
type End uint8

// The ends of an interview.
const (
	Finished   End = iota // through the review
	Left                  // left by the user; all answers are kept
	InputEnded            // before the review; all answers are kept
)

// A Prompter asks. It returns an error where an answer could not be kept, or
// the context's where the interview was interrupted.
type Prompter interface {
	Run(ctx context.Context, s *session.Session) (End, error)
}
