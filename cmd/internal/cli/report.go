package cli

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/answerfile"
	"collectiveimpact/samklar/assess/paths"
	"collectiveimpact/samklar/cmd/internal/cases"
	"collectiveimpact/samklar/cmd/internal/command"
	"collectiveimpact/samklar/cmd/internal/exit"
	"collectiveimpact/samklar/cmd/internal/reports"
	"collectiveimpact/samklar/cmd/internal/require"
	"collectiveimpact/samklar/cmd/internal/say"
	"collectiveimpact/samklar/cmd/internal/usage"
	"collectiveimpact/samklar/questions/diag"
	"collectiveimpact/samklar/report"

	"github.com/spf13/cobra"
)

func reportFormats() []string { return []string{"terminal", "markdown", "html", "json"} }

type reportOptions struct {
	*command.Options
	command.BatchFlags
	format  string
	require []string
	policy  string
	each    string
	decided string

	sections command.SectionList
	audience string
}

func newReport(o *command.Options) *cobra.Command {
	r := &reportOptions{Options: o}
	c := &cobra.Command{
		Use:   "report FILE",
		Short: "Report on one case, or on each of many",
		Long: `Report on the answers of one case: where it stands, how that follows from the
answers, what is not known, and what to do next.

FILE is an answer file in YAML or JSON, or a result stored with -f json; - is
standard input.

A report has these sections: ` + strings.Join(report.Sections()[:5], ", ") + `,
` + strings.Join(report.Sections()[5:], ", ") + `.
--audience takes those that serve a board, or partners who prepare a meeting,
and as many next steps as they can carry; a board's page in HTML is one sheet of
paper. --section picks sections one by one.
JSON is always the whole result.

--audience applicant is a letter to those who answered: what follows from their
answers, and what to do next. With --policy it says of each requirement whether
it is met, with their answer and the one that would have been enough, and the
smallest change that would have met them all. It names nobody, and no other case.

--each writes a report for each case into a folder; FILE may then be a folder
too, or hold many cases, as with samklar score. Files are named by case.id, or
by title. Letters that are there already are left as they are: somebody may have
written into them.

Exit code 4: --require or --policy is not met, or is not known to be yet.`,
		Example: `  samklar report case.yaml
  samklar report case.yaml -f html -o case.html
  samklar report case.yaml -f markdown --audience board -o board.md
  samklar report cases --each letters --audience applicant --policy fund.yaml`,
		Args: func(c *cobra.Command, args []string) error {
			if r.each != "" {
				return usage.SomePaths(c, args)
			}
			return usage.Files(1, 1, usage.FileMissing, "one, or --each and a folder")(c, args)
		},
		RunE: func(c *cobra.Command, args []string) error { return r.run(c.Context(), args) },
	}
	usage.AddFormat(c, &r.format, reportFormats())
	r.AddOutput(c)
	flags := c.Flags()
	flags.StringVar(&r.each, "each", "", "write a report for each case into this `FOLDER`")
	flags.BoolVar(&r.Plain, "plain", false, "in the terminal format draw nothing: for screen readers")
	command.AddSections(c, &r.sections, report.Sections)
	usage.AddChoice(c, &r.audience, "audience", "", "audience", report.Audiences(), "report for an audience: "+diag.Or(report.Audiences())+" (default full)")
	flags.StringVar(&r.policy, "policy", "", "say how a case stands to what is required: by a policy in a `FILE`")
	flags.StringVar(&r.decided, "decisions", "", "in letters, what people decided, by case.id: a `FILE`, which is only read")
	r.BatchFlags.Add(c)
	r.AddRequire(c, &r.require)
	return c
}

// picked refuses flags that do not go together.
func (r *reportOptions) picked(files []string) error {
	switch {
	case r.audience != "" && len(r.sections.IDs) > 0:
		return exit.Usage("--audience and --section both say what to report; expected one of them")
	case r.format == "json" && (r.audience != "" || len(r.sections.IDs) > 0):
		return exit.Usage("--audience and --section do not go with -f json: that is always the whole result")
	case r.format == "json" && r.policy != "":
		return exit.Usage("--policy does not go with -f json: that is always the whole result", "samklar screen FILE --policy POLICY -f json")
	case r.each != "" && r.Out.Path != "":
		return exit.Usage("--each and --output both say where to write; expected one of them")
	case r.decided != "" && r.audience != string(report.Applicant):
		return exit.Usage("--decisions is for --audience applicant: a letter says what was decided")
	case r.policy == "-" && slices.Contains(files, "-"):
		return exit.Usage("--policy - and the path - both read standard input; expected one of them")
	}
	return r.CheckJobs()
}

func (r *reportOptions) run(ctx context.Context, files []string) error {
	if err := r.picked(files); err != nil {
		return err
	}
	lib, err := r.Library()
	if err != nil {
		return err
	}
	if err := require.Check(r.require, lib); err != nil {
		return err
	}
	m := &reports.Maker{Options: r.Options, Library: lib, Format: r.format, Audience: report.Audience(r.audience), Sections: r.sections.IDs, Require: r.require}
	if m.Decisions, err = r.ReadDecisions(r.decided); err != nil {
		return err
	}
	of := (&selections{o: r.Options, lib: lib, known: make(map[string]*assess.Selection)}).of
	if r.policy != "" { // the banks are those that screen scores
		all, err := r.Selection(lib)
		if err == nil {
			m.Policy, err = r.ReadPolicy(r.policy, lib, all)
		}
		if err != nil {
			return err
		}
		of = func(*answerfile.Document) (*assess.Selection, error) { return all, nil }
	}
	if r.each != "" {
		return r.all(ctx, m, files, of)
	}
	selection, doc, err := r.ReadCase(files[0], lib)
	if err == nil && m.Policy != nil {
		selection, err = of(doc)
	}
	if err != nil {
		return err
	}
	made, err := m.Make(selection, doc)
	if err == nil {
		err = r.WriteOutput(made.Kind, made.Text)
	}
	switch {
	case err != nil:
		return err
	case made.Unmet != "":
		return exit.Unmet.Errorf("%s", made.Unmet)
	case made.Met != paths.MetSurely:
		return exit.Unmet.Errorf("%s", map[paths.Met]string{paths.MetNever: "the policy is not met", paths.MetMaybe: "it is not known yet whether the policy is met"}[made.Met])
	}
	return nil
}

// all writes a report for each case.
func (r *reportOptions) all(ctx context.Context, m *reports.Maker, files []string, of func(*answerfile.Document) (*assess.Selection, error)) error {
	for _, file := range files {
		r.In.Sources.Read(file)
	}
	round, err := m.Each(ctx, r.NewBatch(files, r.BatchFlags, false, nil), r.each, of)
	if err != nil {
		return err
	}
	err = r.Verdict(round.Tally, "written")
	if round.Kept > 0 {
		err = errors.Join(err, exit.Usage(fmt.Sprintf("--each: %s there already, with something else in it; the first: %s", say.Count(round.Kept, "file"), round.First), "to replace them all the same, add --force"))
	}
	return errors.Join(err, exit.Unmet.When(cases.SayMet(r.Sys.Err, round.Met)), exit.Unmet.When(round.Missed > 0))
}
