// Package require is what --require asks of a case: that its path surely has one of some codes.
package require

import (
	"fmt"
	"slices"
	"strings"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/paths"
	"collectiveimpact/samklar/assess/portfolio"
	"collectiveimpact/samklar/cmd/internal/exit"
	"collectiveimpact/samklar/questions"
	"collectiveimpact/samklar/questions/diag"
)

// CodesOf gives the codes of a bank: bank:id.
func CodesOf(b *questions.Bank) []string {
	var all []string
	for _, e := range b.Endings {
		all = append(all, b.ID+":"+e.ID)
	}
	return all
}

// Check refuses a code that no bank has.
func Check(codes []string, lib *questions.Library) error {
	for _, code := range codes {
		id, _, pair := strings.Cut(code, ":")
		switch known := lib.IDs(); {
		case slices.Contains(known, id):
		case !pair:
			return exit.Usage(fmt.Sprintf("--require: %s is no code; expected bank:id, such as when:launch", diag.Quote(code)))
		default:
			return exit.Usage("--require: " + diag.Unknown("bank", id, known))
		}
		b, err := lib.Bank(id)
		if err != nil {
			return err
		}
		if known := CodesOf(b); !slices.Contains(known, code) {
			return exit.Usage("--require: " + diag.Unknown("code", code, known))
		}
	}
	return nil
}

// A Requirement is what --require asks of a case: one of some codes.
type Requirement struct {
	names []string
	codes []paths.Code
}

// New makes a requirement of codes that some bank has; it is nil where there are none. A code of a bank that
// is not selected is met by nothing.
func New(names []string, s *assess.Selection) *Requirement {
	if len(names) == 0 {
		return nil
	}
	r := &Requirement{names: names}
	for _, name := range names {
		id, ending, _ := strings.Cut(name, ":")
		if at := s.Place(id); at >= 0 {
			r.codes = append(r.codes, paths.Code{Bank: at, Ending: s.Banks[at].Ending(ending)})
		}
	}
	return r
}

// Unmet says what a case comes to instead of what is required, or "". The steps are those of its conclusion.
func (r *Requirement) Unmet(s *paths.Set, steps []assess.Step) string {
	if r == nil {
		return ""
	}
	rule, found := diag.Or(r.names), portfolio.PathText(steps, s.Selection.Banks)
	if found == "" {
		found = "nothing"
	}
	switch s.Meets(func(c paths.Code) bool { return slices.Contains(r.codes, c) }) {
	case paths.MetNever:
		return "required " + rule + "; found " + found
	case paths.MetMaybe:
		return "required " + rule + "; not known yet: " + found
	case paths.MetSurely, paths.NotNeeded:
	}
	return ""
}

// Rule is the requirement as a rule of a policy.
func (r *Requirement) Rule() portfolio.Rule {
	return portfolio.Rule{Kind: portfolio.Require, Codes: r.codes}
}
