package cli

import (
	"fmt"
	"slices"
	"strings"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/paths"
	"collectiveimpact/samklar/assess/portfolio"
	"collectiveimpact/samklar/cmd/internal/exit"
	"collectiveimpact/samklar/cmd/internal/usage"
	"collectiveimpact/samklar/questions"
	"collectiveimpact/samklar/questions/diag"

	"github.com/spf13/cobra"
)

func (o *options) addRequire(c *cobra.Command, require *[]string) {
	c.Flags().StringArrayVar(require, "require", nil, "exit with 4 unless the path surely has this `CODE`, such as preconditions:ready; may be repeated: any of them")
	usage.Complete(c, "require", func(string) []string {
		lib := o.offered()
		var all []string
		for _, id := range lib.IDs() {
			if b, err := lib.Bank(id); err == nil {
				all = append(all, codesOf(b)...)
			}
		}
		return all
	})
}

func codesOf(b *questions.Bank) []string {
	var all []string
	for _, e := range b.Endings {
		all = append(all, b.ID+":"+e.ID)
	}
	return all
}

// checkCodes refuses a code that no bank has.
func checkCodes(codes []string, lib *questions.Library) error {
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
		if known := codesOf(b); !slices.Contains(known, code) {
			return exit.Usage("--require: " + diag.Unknown("code", code, known))
		}
	}
	return nil
}

// A requirement is what --require asks of a case: one of some codes.
type requirement struct {
	names []string
	codes []paths.Code
}

// newRequirement makes a requirement of codes that some bank has; it is nil where there are none. A code of a bank that
// is not selected is met by nothing.
func newRequirement(names []string, s *assess.Selection) *requirement {
	if len(names) == 0 {
		return nil
	}
	r := &requirement{names: names}
	for _, name := range names {
		id, ending, _ := strings.Cut(name, ":")
		if at := s.Place(id); at >= 0 {
			r.codes = append(r.codes, paths.Code{Bank: at, Ending: s.Banks[at].Ending(ending)})
		}
	}
	return r
}

// unmet says what a case comes to instead of what is required, or "". The steps are those of its conclusion.
func (r *requirement) unmet(s *paths.Set, steps []assess.Step) string {
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
