package cli

import (
	"strings"

	"collectiveimpact/samklar/cmd/internal/command"
	"collectiveimpact/samklar/cmd/internal/reports"
	"collectiveimpact/samklar/cmd/internal/usage"
	"collectiveimpact/samklar/questions/diag"
	"collectiveimpact/samklar/report"

	"github.com/spf13/cobra"
)

func reportFormats() []string { return []string{"terminal", "markdown", "html", "json"} }

func newReport(o *command.Options) *cobra.Command {
	r := &reports.Options{Options: o}
	c := &cobra.Command{
		Use:   "report FILE",
		Short: "Report on one case, or on each of many",
		Long: `Report on the answers of one case: where it stands, how that follows from the
answers, what is not known, and what to do next.

FILE is an answer file in YAML or JSON, a result stored with -f json, or a page
made with -f html, which carries its result; - is standard input.

In the terminal it is one screen: the conclusion, the scores, and the next
steps. --audience takes the sections that serve a board, or partners who prepare
a meeting, or all of them; --section picks them one by one:
` + strings.Join(report.Sections()[:5], ", ") + `,
` + strings.Join(report.Sections()[5:], ", ") + `.
Other formats have them all unless told otherwise, and so has a report with
--policy. A board's page in HTML is one sheet of paper. JSON is always the whole
result. What is longer than the screen is shown with the program that PAGER
names, or less.

--picture puts a picture of the way through each tree into Markdown, with what
it shows in words: for documents that are made of it. It is one long line at the
end of the file. A tree too long for one sheet of paper stays in words alone.

--since says what has changed since an earlier answer file, result or page of the
case: both ranges of each part, what has become known, what is unknown again, and
what has become of the steps of last time. Both are scored by the banks of today.

--audience applicant is a letter to those who answered, mostly on one page: what
follows from their answers, and what to do next. With --policy it says which
requirements are met and which are not, and the smallest change that meets them
all; with --decisions, what was decided. It names nobody, and no other case. Steps
have dates where --date says on which day it goes out, or else from the decision on.

--each writes a report for each case into a folder; FILE may then be a folder
too, or hold many cases, as with samklar score. Files are named by case.id, or
by title; files of one id are of one case and get one letter. Letters into which
somebody has written are kept; with --force they are replaced too, and named.

Exit code 4: --require or --policy is not met, or is not known to be yet.`,
		Example: `  samklar report case.yaml
  samklar report case.yaml -f html -o case.html
  samklar report case.yaml -f markdown --audience board -o board.md
  samklar report case-2020.yaml --since case-2017.yaml -f html -o case.html
  samklar report cases --each letters --audience applicant --policy fund.yaml`,
		Args: func(c *cobra.Command, args []string) error {
			if r.Each != "" {
				return usage.SomePaths(c, args)
			}
			return usage.Files(1, 1, usage.FileMissing, "one, or --each and a folder")(c, args)
		},
		RunE: func(c *cobra.Command, args []string) error { return r.Run(c.Context(), args) },
	}
	usage.AddFormat(c, &r.Format, reportFormats())
	r.AddOutput(c)
	flags := c.Flags()
	flags.StringVar(&r.Each, "each", "", "write a report for each case into this `FOLDER`")
	flags.BoolVar(&r.Plain, "plain", false, "in the terminal format draw nothing: for screen readers")
	flags.BoolVar(&r.Picture, "picture", false, "in Markdown draw the way through a tree: for Word")
	command.AddSections(c, &r.Sections, report.Sections)
	usage.AddChoice(c, &r.Audience, "audience", "", "audience", report.Audiences(), "report for an audience: "+diag.Or(report.Audiences())+" (default: one screen in the terminal, else full)")
	flags.StringVar(&r.Since, "since", "", "say what has changed since the answers in this `FILE`")
	flags.StringVar(&r.Policy, "policy", "", "say how a case stands to what is required: by a policy in a `FILE`")
	flags.StringVar(&r.Decided, "decisions", "", "in letters, what people decided, by case.id: a `FILE`, which is only read")
	flags.StringVar(&r.Date, "date", "", "in letters, the `DAY` on which they go out: dates are counted from it")
	addVoices(c, &r.Voices)
	r.BatchFlags.Add(c)
	r.AddRequire(c, &r.Require)
	return c
}
