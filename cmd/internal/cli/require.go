package cli

import (
	"fmt"
	"slices"
	"strings"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/portfolio"
	"collectiveimpact/samklar/cmd/internal/exit"
	"collectiveimpact/samklar/questions"
	"collectiveimpact/samklar/questions/diag"

	"github.com/spf13/cobra"
)

func (o *options) addRequire(c *cobra.Command, require *[]string) {
	c.Flags().StringArrayVar(require, "require", nil, "exit with 4 unless a step has this `CODE` alone, such as when:launch; may be repeated: any of them")
	complete(c, "require", func(string) []string {
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
	codes  []string
	policy *portfolio.Policy
	banks  []*questions.Bank
}

// newRequirement makes a requirement of codes that some bank has; it is nil where there are none. A code of a bank that
// is not selected is met by nothing.
func newRequirement(codes []string, s *assess.Selection) *requirement {
	if len(codes) == 0 {
		return nil
	}
	rule := portfolio.Rule{Codes: make([]portfolio.Code, len(codes))}
	for i, code := range codes {
		id, ending, _ := strings.Cut(code, ":")
		rule.Codes[i].Bank = len(s.Banks)
		if at := s.Place(id); at >= 0 {
			rule.Codes[i] = portfolio.Code{Bank: at, Ending: s.Banks[at].Ending(ending)}
		}
	}
	return &requirement{codes, &portfolio.Policy{Rules: []portfolio.Rule{rule}}, s.Banks}
}

// unmet says what a case comes to instead of what is required, or "".
func (r *requirement) unmet(s *portfolio.Summary) string {
	if r == nil || s == nil {
		return ""
	}
	return unmetText(diag.Or(r.codes), r.policy.Judge(s)[0], portfolio.PathText(s.Steps, r.banks))
}

// unmetText says of a rule what was found instead, or "" where it is met.
func unmetText(rule string, met portfolio.Met, found string) string {
	if found == "" {
		found = "nothing"
	}
	switch met {
	case portfolio.MetNever:
		return "required " + rule + "; found " + found
	case portfolio.MetMaybe:
		return "required " + rule + "; not known yet: " + found
	case portfolio.MetSurely:
	}
	return ""
}
