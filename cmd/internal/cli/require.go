package cli

import (
	"fmt"
	"slices"
	"strings"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/questions"
	"collectiveimpact/samklar/questions/diag"

	"github.com/spf13/cobra"
)

// addRequire adds the codes that are required.
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

// codesOf lists the codes of a bank.
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
		id, ending, _ := strings.Cut(code, ":")
		if !slices.Contains(lib.IDs(), id) {
			if !strings.Contains(code, ":") {
				return usage(fmt.Sprintf("--require: %s is no code; expected bank:id, such as when:launch", diag.Quote(code)))
			}
			return usage("--require: " + diag.Unknown("bank", id, lib.IDs()))
		}
		b, err := lib.Bank(id)
		if err != nil {
			return err
		}
		known := codesOf(b)
		if !slices.Contains(known, id+":"+ending) || !strings.Contains(code, ":") {
			return usage("--require: " + diag.Unknown("code", code, known))
		}
	}
	return nil
}

// required tells whether any of the codes is the only one of some step.
func required(r *assess.Result, codes []string) error {
	if len(codes) == 0 {
		return nil
	}
	for i := range r.Chains {
		for _, step := range r.Chains[i].Steps {
			b := r.Banks[step.Bank].Bank
			if len(step.Codes) == 1 && slices.Contains(codes, b.ID+":"+b.Endings[step.Codes[0]].ID) {
				return nil
			}
		}
	}
	return unmet.errorf("required %s; the conclusion is another, or not settled", diag.Or(codes))
}
