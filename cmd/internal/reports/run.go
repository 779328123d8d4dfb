package reports

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"time"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/paths"
	"collectiveimpact/samklar/cmd/internal/batch"
	"collectiveimpact/samklar/cmd/internal/cases"
	"collectiveimpact/samklar/cmd/internal/command"
	"collectiveimpact/samklar/cmd/internal/exit"
	"collectiveimpact/samklar/cmd/internal/require"
	"collectiveimpact/samklar/cmd/internal/say"
	"collectiveimpact/samklar/cmd/internal/usage"
	"collectiveimpact/samklar/report"
)

// Options say what is reported on, for whom, and where it goes.
type Options struct {
	*command.Options
	command.BatchFlags
	Format   string
	Require  []string
	Policy   string // a file
	Decided  string // a file
	Since    string // a file
	Date     string // of letters
	Each     string // a folder
	Voices   cases.Voices
	Sections command.SectionList
	Audience string
	Picture  bool
}

// picked refuses flags that do not go together.
func (r *Options) picked(files []string) error {
	switch {
	case r.Audience != "" && len(r.Sections.IDs) > 0:
		return exit.Usage("--audience and --section both say what to report; expected one of them")
	case r.Format == "json" && (r.Audience != "" || len(r.Sections.IDs) > 0):
		return exit.Usage("--audience and --section do not go with -f json: that is always the whole result")
	case r.Format == "json" && r.Policy != "":
		return exit.Usage("--policy does not go with -f json: that is always the whole result", "samklar screen FILE --policy POLICY -f json")
	case r.Format == "json" && r.Since != "":
		return exit.Usage("--since does not go with -f json: that is the result of one moment", "samklar compare OLD FILE -f json")
	case r.Since != "" && (r.Each != "" || r.Audience == string(report.Applicant)):
		return exit.Usage("--since is for a report on one case: it goes neither with --each nor with --audience applicant")
	case r.Each != "" && r.Out.Path != "":
		return exit.Usage("--each and --output both say where to write; expected one of them")
	case r.Decided != "" && r.Audience != string(report.Applicant):
		return exit.Usage("--decisions is for --audience applicant: a letter says what was decided")
	case r.Date != "" && r.Audience != string(report.Applicant):
		return exit.Usage("--date is for --audience applicant: it is the day of the letter")
	case r.Date != "" && !assess.ValidDate(r.Date):
		return exit.Usage(fmt.Sprintf("--date: %q; expected a day, a month or a year such as 2027-05-04, 2027-05 or 2027", r.Date))
	case r.Picture && r.Format != "markdown":
		return exit.Usage("--picture is for -f markdown, and the documents made of it: a page has its pictures anyway", "samklar report FILE -f markdown --picture -o FILE.md")
	case r.Picture && !r.has("way"):
		return exit.Usage("--picture draws the way through a tree, and the section way is not part of this report", "samklar report FILE -f markdown --audience partners --picture -o FILE.md")
	}
	if err := usage.OneInput(files, "--policy", r.Policy, "--decisions", r.Decided, "--since", r.Since); err != nil {
		return err
	}
	return r.CheckJobs()
}

// has tells whether a section is part of the report.
func (r *Options) has(section string) bool {
	all := r.Sections.IDs
	if len(all) == 0 {
		all = report.Audience(r.Audience).Sections()
	}
	return slices.Contains(all, section)
}

// Run reports on a case, or on each of those that paths hold.
func (r *Options) Run(ctx context.Context, files []string) error {
	if err := r.picked(files); err != nil {
		return err
	}
	lib, err := r.Library()
	if err != nil {
		return err
	}
	if err := require.Check(r.Require, lib); err != nil {
		return err
	}
	m := &Maker{Options: r.Options, Library: lib, Format: r.Format, Audience: report.Audience(r.Audience), Sections: r.Sections.IDs, Require: r.Require, Date: r.Date, Picture: r.Picture}
	if m.Decided, err = r.decided(); err != nil {
		return err
	}
	var all *assess.Selection
	if r.Policy != "" || m.Audience == report.Applicant { // the banks are those that screen scores
		if all, err = r.Selection(lib); err == nil {
			m.Policy, err = r.ReadPolicy(r.Policy, lib, all)
		}
		if err != nil {
			return err
		}
	}
	if r.Each != "" {
		b := r.NewBatch(files, r.BatchFlags, m.Audience == report.Applicant, nil)
		return r.all(b, func() (*Round, error) {
			if m.Audience == report.Applicant {
				return m.Letters(ctx, b, r.Each, all, &r.Voices)
			}
			return m.Each(ctx, b, r.Each, all, r.Selections(lib))
		})
	}
	selection, doc, err := r.ReadCase(files[0], lib)
	if err == nil && all != nil {
		selection = all
	}
	if err != nil {
		return err
	}
	if m.SinceFile = r.Since; r.Since != "" {
		if _, m.Since, err = r.ReadCase(r.Since, lib); err != nil {
			return err
		}
	}
	m.File = files[0]
	made, err := m.Make(selection, doc)
	if err == nil && m.Decided != nil {
		m.Decided.One = true
		m.Decided.Look(m.File, &doc.Case, made.Answers, made.Judged)
		m.Decided.Say(r.Sys.Err)
	}
	switch {
	case err != nil:
	case r.Format == "terminal" && !made.Short:
		err = r.WritePaged(made.Kind, made.Text)
	default:
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

// decided reads what people decided, where a file of it is named. What has passed has
// before the day of the letter, or today.
func (r *Options) decided() (*cases.Decided, error) {
	all, err := r.ReadDecisions(r.Decided)
	if err != nil || all == nil {
		return nil, err
	}
	return &cases.Decided{File: r.Decided, All: all, Today: cmp.Or(r.Date, r.Sys.Now().Format(time.DateOnly))}, nil
}

// all writes a report for each case of a batch.
func (r *Options) all(b *batch.Batch, write func() (*Round, error)) error {
	for _, file := range b.Paths {
		r.In.Sources.Read(file)
	}
	for _, file := range []string{r.Policy, r.Decided} {
		if info, err := os.Stat(file); err == nil { // it is no case
			b.Beside = append(b.Beside, info)
		}
	}
	round, err := write()
	if err != nil {
		return err
	}
	err = r.Verdict(round.Tally, "written")
	r.each(round.Kept, "kept, since somebody has written into it")
	r.each(round.Replaced, "replaced, though somebody had written into it")
	err = errors.Join(err, left(r.Sys.Err, "--each", round.Left))
	return errors.Join(err, exit.Unmet.When(cases.SayMet(r.Sys.Err, round.Met)), exit.Unmet.When(round.Missed > 0))
}

// each says what has become of files that somebody has written into.
func (r *Options) each(files []string, what string) {
	var lines []string
	for _, file := range files {
		lines = append(lines, fmt.Sprintf("--each: %q is %s", file, what))
	}
	say.Lines(r.Sys.Err, "--each", lines)
}

// left says which files are not written, since something else is there.
func left(w io.Writer, option string, refused []error) error {
	if len(refused) == 0 {
		return nil
	}
	var lines []string
	for _, err := range refused {
		lines = append(lines, option+": "+err.Error())
	}
	say.Lines(w, option, lines)
	return exit.SomeFailed.Hinted(fmt.Errorf("%s: not written, since something else is there: %s", option, say.Count(len(refused), "file")), "to replace one, put it away first; to replace them all, add --force")
}
