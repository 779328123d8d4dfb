package cli

import (
	"bytes"
	"runtime"

	"collectiveimpact/samklar/assess/comparefile"
	"collectiveimpact/samklar/assess/group"
	"collectiveimpact/samklar/cmd/internal/command"
	"collectiveimpact/samklar/cmd/internal/exit"
	"collectiveimpact/samklar/cmd/internal/hearing"
	"collectiveimpact/samklar/cmd/internal/output"
	"collectiveimpact/samklar/report/voices"

	"github.com/spf13/cobra"
)

// runAssessors says where the assessors of many cases stand.
func (o *groupOptions) runAssessors(c *cobra.Command, paths []string) error {
	switch {
	case o.format == "yaml":
		return exit.Usage("-f yaml writes what the voices on one case agree on; expected terminal, markdown, html or json with --assessors", c.CommandPath()+" --help")
	case o.named != "":
		return exit.Usage("--case-title names one case, and --assessors are of several")
	}
	lib, err := o.Library()
	if err != nil {
		return err
	}
	r, err := hearing.ReadRound(c.Context(), o.NewBatch(paths, command.BatchFlags{Workers: runtime.GOMAXPROCS(0)}, true, nil), lib)
	if err != nil {
		return err
	}
	verdict := o.Verdict(r.Tally, "read")
	if r.Tally.Interrupted || r.Tally.Stopped || r.Tally.Documents == r.Tally.Failed {
		return verdict
	}
	selection, err := o.Selection(lib, r.Banks()...)
	if err != nil {
		return err
	}
	in := &voices.Round{Cases: r.Judged(selection), Nameless: r.Nameless, Unread: r.Tally.Failed, Open: o.open, Lang: lib.Language(), Tool: o.Version()}
	in.Standings = group.Assessors(selection, in.Cases)
	var b bytes.Buffer
	kind := output.Of(o.format)
	if o.format == "json" {
		kind, err = output.Assessors, comparefile.WriteAssessors(&b, in.Cases, in.Standings, in.Nameless, in.Unread, in.Open, in.Tool)
	} else {
		err = command.Lay(&b, voices.BuildRound(in), o.format, o.Screen())
	}
	if err != nil {
		return err
	}
	if err := o.write(kind, b.Bytes()); err != nil {
		return err
	}
	return verdict
}
