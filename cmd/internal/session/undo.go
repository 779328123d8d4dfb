package session

import (
	"errors"

	"collectiveimpact/samklar/assess"
)

// Taken is everything that is recorded, after something was taken in or taken back.
type Taken struct {
	Case    assess.Case
	Entries assess.Entries
}

// ErrNothing says that nothing is left that could be taken back.
var ErrNothing = errors.New("there is nothing to take back")

// Correct makes what is said of the case something else.
func (s *Session) Correct(c assess.Case) error {
	if c == s.Given {
		return nil
	}
	if err := s.Amend(c); err != nil {
		return err
	}
	s.Given = c
	if !s.TakeTheirs() {
		s.done = append(s.done, Undone{OfCase: true})
	}
	return nil
}

// TakeTheirs takes in what somebody else has changed in the file, and reports whether
// there was anything. What was done before is not taken back then: it would take
// theirs away.
func (s *Session) TakeTheirs() bool {
	if s.Theirs == nil {
		return false
	}
	theirs := s.Theirs()
	if theirs == nil {
		return false
	}
	s.Interview.Take(theirs.Entries)
	s.Given = theirs.Case
	s.done, s.taken = nil, true
	return true
}

// TakenIn reports whether changes of somebody else's were taken in that nobody has been
// told yet, and counts them as told.
func (s *Session) TakenIn() bool {
	was := s.taken
	s.taken = false
	return was
}

// Undone is what was taken back: the answer to a question, or what was said of the case.
type Undone struct {
	Ref     assess.Ref
	OfCase  bool
	Nothing bool
}

// Done lists what can be taken back, the last thing last.
func (s *Session) Done() []Undone { return s.done }

// TakeBack takes back what was recorded or corrected last.
func (s *Session) TakeBack() (Undone, error) {
	n := len(s.done)
	if n == 0 {
		return Undone{Nothing: true}, nil
	}
	now, err := s.Undo()
	switch {
	case errors.Is(err, ErrNothing):
		s.done = nil
		return Undone{Nothing: true}, nil
	case err != nil:
		s.TakeTheirs() // it is they who stand in the way
		return Undone{}, err
	}
	last := s.done[n-1]
	s.done = s.done[:n-1]
	s.Interview.Take(now.Entries)
	s.Given = now.Case
	return last, nil
}
