package command

import (
	"strings"
	"sync"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/answerfile"
	"collectiveimpact/samklar/questions"
)

// Selections are those of the banks that files have answers for. They are safe for
// concurrent use.
type Selections struct {
	o     *Options
	lib   *questions.Library
	mu    sync.Mutex // guards known
	known map[string]*assess.Selection
}

// Selections begins with none.
func (o *Options) Selections(lib *questions.Library) *Selections {
	return &Selections{o: o, lib: lib, known: make(map[string]*assess.Selection)}
}

// Of gives the banks to ask for a file: those of --banks, or those it has answers
// for, or else the default ones.
func (s *Selections) Of(doc *answerfile.Document) (*assess.Selection, error) {
	answered := doc.Banks()
	if s.o.Banks != "" {
		answered = nil
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	key := strings.Join(answered, " ")
	if s.known[key] == nil {
		selection, err := s.o.Selection(s.lib, answered...)
		if err != nil {
			return nil, err
		}
		s.known[key] = selection
	}
	return s.known[key], nil
}
