package cli

import (
	"bytes"
	"io"
	"strings"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/paths"
	"collectiveimpact/samklar/assess/resultfile"
	"collectiveimpact/samklar/cmd/internal/command"
	"collectiveimpact/samklar/cmd/internal/exit"
	"collectiveimpact/samklar/cmd/internal/output"
	"collectiveimpact/samklar/cmd/internal/require"
	"collectiveimpact/samklar/cmd/internal/usage"
	"collectiveimpact/samklar/questions/diag"
	"collectiveimpact/samklar/report"

	"github.com/spf13/cobra"
)

func reportFormats() []string { return []string{"terminal", "markdown", "html", "json"} }

type reportOptions struct {
	*command.Options
	format  string
	require []string

	sections command.SectionList
	audience string
}

func newReport(o *command.Options) *cobra.Command {
	r := &reportOptions{Options: o}
	c := &cobra.Command{
		Use:   "report FILE",
		Short: "Report on one case",
		Long: `Report on the answers of one case: where it stands, how that follows from the
answers, what is not known, and what to do next.

FILE is an answer file in YAML or JSON, or a result stored with -f json; - is
standard input.

A report has these sections: ` + strings.Join(report.Sections(), ", ") + `.
--audience takes those that serve a board, or partners who prepare a meeting,
and as many next steps as they can carry; a board's page in HTML is one sheet of
paper. --section picks sections one by one.
JSON is always the whole result.`,
		Example: "  samklar report case.yaml\n  samklar report case.yaml -f html -o case.html\n  samklar report case.yaml -f markdown --audience board -o board.md",
		Args:    usage.Files(1, 1, usage.FileMissing, "one"),
		RunE:    func(_ *cobra.Command, args []string) error { return r.run(args[0]) },
	}
	usage.AddFormat(c, &r.format, reportFormats())
	r.AddOutput(c)
	c.Flags().BoolVar(&r.Plain, "plain", false, "in the terminal format draw nothing: for screen readers")
	c.Flags().Var(&r.sections, "section", "report this `SECTION` (repeatable, or several with commas)")
	usage.Complete(c, "section", usage.InList(report.Sections))
	usage.AddChoice(c, &r.audience, "audience", "", "audience", report.Audiences(), "report for an audience: "+diag.Or(report.Audiences())+" (default full)")
	r.AddRequire(c, &r.require)
	return c
}

// picked refuses flags that do not go together.
func (r *reportOptions) picked() error {
	switch {
	case r.audience != "" && len(r.sections) > 0:
		return exit.Usage("--audience and --section both say what to report; expected one of them")
	case r.format == "json" && (r.audience != "" || len(r.sections) > 0):
		return exit.Usage("--audience and --section do not go with -f json: that is always the whole result")
	}
	return nil
}

func (r *reportOptions) run(file string) error {
	if err := r.picked(); err != nil {
		return err
	}
	lib, err := r.Library()
	if err != nil {
		return err
	}
	if err := require.Check(r.require, lib); err != nil {
		return err
	}
	selection, doc, err := r.ReadCase(file, lib)
	if err != nil {
		return err
	}
	in := r.Input(lib, selection, doc)
	in.Audience, in.Sections = report.Audience(r.audience), r.sections
	if err := writeReport(r.Options, in, r.format); err != nil {
		return err
	}
	var steps []assess.Step
	if len(in.Result.Chains) > 0 {
		steps = in.Result.Chains[0].Steps
	}
	if text := require.New(r.require, selection).Unmet(paths.Of(selection, in.Result), steps); text != "" {
		return exit.Unmet.Errorf("%s", text)
	}
	return nil
}

// writeResult writes what a report is made from, for programs.
func writeResult(w io.Writer, in *report.Input) error {
	return resultfile.WriteResult(w, &resultfile.Case{Case: in.Case, Result: in.Result, Entries: in.Entries, Gone: in.Gone, Outlook: in.Outlook, Tool: in.Tool})
}

func writeReport(o *command.Options, in *report.Input, format string) error {
	var b bytes.Buffer
	var err error
	kind := output.Of(format)
	if format == "json" {
		kind, err = output.Result, writeResult(&b, in)
	} else {
		err = command.Lay(&b, report.Build(in), format, o.Screen())
	}
	if err != nil {
		return err
	}
	return o.WriteOutput(kind, b.Bytes())
}
