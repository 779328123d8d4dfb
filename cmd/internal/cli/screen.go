package cli

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/portfolio"
	"collectiveimpact/samklar/assess/resultfile"
	"collectiveimpact/samklar/cmd/internal/casefile"
	"collectiveimpact/samklar/cmd/internal/cases"
	"collectiveimpact/samklar/cmd/internal/command"
	"collectiveimpact/samklar/cmd/internal/exit"
	"collectiveimpact/samklar/cmd/internal/output"
	"collectiveimpact/samklar/cmd/internal/reports"
	"collectiveimpact/samklar/cmd/internal/require"
	"collectiveimpact/samklar/cmd/internal/usage"
	"collectiveimpact/samklar/questions"
	"collectiveimpact/samklar/report/phrase"
	"collectiveimpact/samklar/report/round"
	"collectiveimpact/samklar/report/view"

	"github.com/spf13/cobra"
)

func screenFormats() []string { return []string{"terminal", "markdown", "html", "csv", "json"} }

// sectionsInLines lists the sections of a portfolio as help has room for them.
func sectionsInLines() string {
	ids := round.Sections()
	return strings.Join(ids[:6], ", ") + ",\n" + strings.Join(ids[6:], ", ")
}

type screenOptions struct {
	*command.Options
	command.BatchFlags
	format  string
	title   string
	policy  string
	dialect resultfile.Dialect
	require []string
	blind   bool
	voices  cases.Voices
	decided string
	date    string

	sections command.SectionList
	top      int
	reports  string
}

func newScreen(o *command.Options) *cobra.Command {
	s := &screenOptions{Options: o}
	c := &cobra.Command{
		Use:   "screen PATH...",
		Short: "Screen many cases: a portfolio",
		Long: `Report on many cases side by side: how many meet what is required, how many
come to what, where they stand on each part, which are one answer away, and all
of them in order, a line each. The page in HTML can be searched and sorted.

PATH is an answer file, a folder or - for standard input, as with samklar score;
or what samklar score -f jsonl wrote, in any number of parts: the portfolio is the
same. Files of one id are of one case, as with samklar score.

--blind names cases by case.id, or where there is none by the digest of their
answers, and leaves out titles, places, names and sources.

The sections are ` + sectionsInLines() + `.
--section picks some; in-the-way says of each case what it lacks, and is there
only where it is picked. --top lists so many cases. CSV and JSON always hold
everything.

--policy names a file that says what is required: conclusions, floors under single
dimensions, answers, and what must be complete and have sources. Then those that
meet it stand first. Exit code 4: a case does not meet it, or is not known to yet.
--decisions names a file of what people decided: granted, returned or refused, under
case.id. It is only read. Said is which decisions were taken on other answers than
these, or against the policy without a reason, and of which the date has passed.

--section follow-up gives the questions to ask of those of which that is not known
yet, each with the answers to choose from; in csv a row for each case and question,
for a mail merge.

Exit code 5: some cases could not be read; they stand in the portfolio with the
first thing to mend.`,
		Example: `  samklar screen proposals
  samklar screen proposals --policy fund.yaml -f html -o portfolio.html
  samklar screen proposals -f html -o round/index.html --reports round/cases
  samklar screen part-1.jsonl part-2.jsonl -f csv --csv-dialect eu -o portfolio.csv`,
		Args: usage.SomePaths,
		RunE: func(c *cobra.Command, args []string) error { return s.run(c.Context(), args) },
	}
	usage.AddFormat(c, &s.format, screenFormats())
	s.AddOutput(c)
	flags := c.Flags()
	flags.StringVar(&s.title, "title", "", "the name of the round (default: that of the policy)")
	flags.StringVar(&s.policy, "policy", "", "what is required of every case: a `FILE`")
	flags.StringVar(&s.decided, "decisions", "", "what people decided, by case.id: a `FILE`, which is only read")
	command.AddDialect(c, &s.dialect, "in csv: standard; for a double click in Excel eu (Danish, Dutch) or en (English)")
	flags.BoolVar(&s.blind, "blind", false, "name cases by their ids alone: no titles, places, names and sources")
	flags.BoolVar(&s.Plain, "plain", false, "in the terminal format draw nothing: for screen readers")
	flags.StringVar(&s.date, "date", "", "with --decisions, the `DAY` before which dates have passed (default: today)")
	addVoices(c, &s.voices)
	command.AddSections(c, &s.sections, round.Sections)
	flags.IntVar(&s.top, "top", 0, "list the first `N` cases (default: all)")
	flags.StringVar(&s.reports, "reports", "", "with -f html -o FILE: write the report on each case into this `FOLDER`")
	s.BatchFlags.Add(c)
	s.AddRequire(c, &s.require)
	return c
}

// followUp tells whether nothing but what is to be asked is wanted.
func (s *screenOptions) followUp() bool {
	return slices.Equal(s.sections.IDs, []string{round.FollowUp})
}

func (s *screenOptions) check(paths []string) error {
	if err := usage.OneInput(paths, "--policy", s.policy, "--decisions", s.decided); err != nil {
		return err
	}
	switch tables := s.format == "json" || s.format == "csv" && !s.followUp(); {
	case slices.Contains(s.sections.IDs, round.FollowUp) && s.policy == "" && len(s.require) == 0:
		return exit.Usage("--section follow-up says what to ask by a policy; expected --policy or --require")
	case tables && (s.top != 0 || len(s.sections.IDs) > 0):
		return exit.Usage("--section and --top do not go with -f " + s.format + ": that always holds everything")
	case s.reports != "" && (s.format != "html" || s.Out.Standard()):
		return exit.Usage("--reports links the reports with a page; expected -f html and -o FILE beside it", "samklar report PATH... --each FOLDER")
	case s.reports != "" && s.blind:
		return exit.Usage("--reports and --blind do not go together: a report names its case")
	case s.date != "" && !assess.ValidDate(s.date):
		return exit.Usage(fmt.Sprintf("--date: %q; expected a day, a month or a year such as 2027-05-04, 2027-05 or 2027", s.date))
	case s.date != "" && s.decided == "":
		return exit.Usage("--date is for --decisions: it says which of their dates have passed")
	case s.top < 0:
		return exit.Usage(fmt.Sprintf("--top: %d; expected at least 1", s.top))
	}
	return s.CheckJobs()
}

func (s *screenOptions) run(ctx context.Context, paths []string) error {
	if err := s.check(paths); err != nil {
		return err
	}
	lib, selection, err := s.Selected(s.require...)
	if err != nil {
		return err
	}
	rules, err := s.rules(lib, selection)
	if err != nil {
		return err
	}
	decisions, err := s.ReadDecisions(s.decided)
	if err != nil {
		return err
	}
	kind := output.Of(s.format)
	if s.format == "json" {
		kind = output.Portfolio
	}
	if s.reports != "" {
		if err := casefile.MakeFolder(filepath.Dir(s.Out.Path)); err != nil {
			return err
		}
	}
	out, err := s.CreateFrom(kind, paths)
	if err != nil {
		return err
	}
	defer out.Discard()
	b := s.NewBatch(paths, s.BatchFlags, true, out)
	b.Format.Pass = cases.PassOver(questions.ResultFile, questions.PortfolioFile, questions.PolicyFile, questions.DecisionFile)
	for _, file := range []string{s.policy, s.decided} {
		if info, err := os.Stat(file); err == nil { // reading it has said why
			b.Beside = append(b.Beside, info)
		}
	}
	in := &round.Input{
		Title: s.title, Portfolio: portfolio.NewPortfolio(selection, rules), Lang: lib.Language(), Tool: s.Version(), Page: s.format == "html", Sections: s.sections.IDs, Top: s.top,
	}
	g := &cases.Gathering{Rows: &cases.Scorer{Library: lib, Selection: selection, Policy: rules, Lines: true}, Into: in.Portfolio, Blind: s.blind, Voices: s.voices}
	if decisions != nil {
		in.Portfolio.Decided = true
		g.Decided = &cases.Decided{File: s.decided, All: decisions, Today: cmp.Or(s.date, s.Sys.Now().Format(time.DateOnly))}
	}
	linked, err := s.linked(in, g, lib, selection)
	if err != nil {
		return err
	}
	t, err := g.Run(ctx, b)
	if err != nil {
		return err
	}
	g.SayCounted(s.Sys.Err)
	in.Several = g.Several
	g.SayDecided(s.Sys.Err)
	err = s.Verdict(t, "read")
	if ctx.Err() != nil && !t.Interrupted {
		return command.InterruptedAfter(t)
	}
	if t.Interrupted || t.Stopped || t.Documents == 0 {
		return err // there is no portfolio; the file stays as it was
	}
	if err := s.write(out, in); err != nil {
		return err
	}
	if err := out.Commit(); err != nil {
		return err
	}
	together, _ := in.Portfolio.MetCounts()
	return errors.Join(err, linked.Err(), exit.Unmet.When(cases.SayMet(s.Sys.Err, together)))
}

// linked prepares a report for each case, where they are wanted.
func (s *screenOptions) linked(in *round.Input, g *cases.Gathering, lib *questions.Library, selection *assess.Selection) (*reports.Linked, error) {
	if s.reports == "" {
		return nil, nil //nolint:nilnil // there are none
	}
	m := &reports.Maker{Options: s.Options, Library: lib, Format: s.format, Require: s.require, Policy: in.Portfolio.Policy, Back: view.Back{Text: in.Heading()}}
	linked, err := reports.NewLinked(m, selection, s.Out.Path, s.reports)
	if err == nil {
		in.Report, g.Beside = linked.Address, linked.Beside
	}
	return linked, err
}

// rules gives what is required: by the policy, and by --require beside it. It is
// nil where nothing is.
func (s *screenOptions) rules(lib *questions.Library, selection *assess.Selection) (*portfolio.Policy, error) {
	rules, err := s.ReadPolicy(s.policy, lib, selection)
	if err != nil || len(s.require) == 0 {
		return rules, err
	}
	for _, code := range s.require {
		if id, _, _ := strings.Cut(code, ":"); selection.Place(id) < 0 {
			return nil, exit.Usage(fmt.Sprintf("--require: bank %q is not among those that are scored here (--banks)", id))
		}
	}
	if rules == nil {
		rules = new(portfolio.Policy)
	}
	rules.Rules = append(rules.Rules, require.New(s.require, selection).Rule())
	return rules, nil
}

func (s *screenOptions) write(w io.Writer, in *round.Input) error {
	switch {
	case s.followUp() && s.format == "csv":
		return resultfile.WriteFollowUpCSV(w, in.Portfolio, s.dialect, followUpWords(in.Lang))
	case s.format == "csv":
		return resultfile.WritePortfolioCSV(w, in.Portfolio, s.dialect)
	case s.format == "json":
		return resultfile.WritePortfolio(w, in.Portfolio, in.Name(), in.Tool)
	}
	return command.Lay(w, round.Build(in), s.format, s.Screen())
}

// followUpWords are the words of the table of what is to be asked.
func followUpWords(lang string) *resultfile.FollowUpWords {
	p := phrase.For(lang)
	return &resultfile.FollowUpWords{Head: p.FollowColumns[:], Wanted: p.FollowWanted, Source: func(question, level string) string {
		return phrase.Fill(p.AskSource, "question", p.Quote(question), "level", p.Quote(level))
	}}
}
