package changes

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/compare"
	"collectiveimpact/samklar/assess/comparefile"
	"collectiveimpact/samklar/assess/resultfile"
	"collectiveimpact/samklar/cmd/internal/casefile"
	"collectiveimpact/samklar/cmd/internal/cases"
	"collectiveimpact/samklar/cmd/internal/command"
	"collectiveimpact/samklar/cmd/internal/exit"
	"collectiveimpact/samklar/cmd/internal/output"
	"collectiveimpact/samklar/cmd/internal/say"
	"collectiveimpact/samklar/questions"
	"collectiveimpact/samklar/report/moments"
)

// NoBack is what may be required of a comparison, and AsOf what cases may be followed over.
const (
	NoBack = "no-back"
	AsOf   = "as-of"
)

// Options are the flags of a comparison of many cases.
type Options struct {
	*command.Options
	command.BatchFlags
	Format  string
	Require string // NoBack or ""
	Over    string // AsOf or ""
	Dialect resultfile.Dialect
}

// Run compares many cases: those of one path with those of another, or of one over
// all their dates.
func (c *Options) Run(ctx context.Context, paths []string) error {
	if err := c.CheckJobs(); err != nil {
		return err
	}
	lib, selection, err := c.Selected()
	if err != nil {
		return err
	}
	for _, path := range paths {
		if _, err := os.Stat(path); err != nil { // or all of its cases would be new, or gone
			return fmt.Errorf("reading %q: %w", path, casefile.NoPath(err))
		}
		c.In.Sources.Read(path)
	}
	scorer := &cases.Scorer{Library: lib, Selection: selection, Lines: true}
	var rounds []*Round
	failed := error(nil)
	unread := 0
	for _, path := range paths {
		b := c.NewBatch([]string{path}, c.BatchFlags, true, nil)
		b.Format.Pass = cases.PassOver(questions.ResultFile, questions.PortfolioFile, questions.PolicyFile)
		way := cases.Together
		if c.Over != "" {
			way = cases.Separate
		}
		r, err := Read(ctx, b, scorer, way)
		if err != nil {
			return err
		}
		verdict := c.Verdict(r.Tally, "read")
		if r.Tally.Interrupted || r.Tally.Stopped || len(r.Rows) == 0 {
			return verdict
		}
		if verdict != nil {
			failed = verdict
		}
		unread += r.Tally.Failed
		rounds = append(rounds, r)
	}
	var all []compare.History
	if c.Over != "" {
		all = compare.Over(selection, rounds[0].Over(scorer))
	} else {
		all = compare.Match(selection, rounds[0].Moments(selection), rounds[1].Moments(selection))
	}
	for _, r := range rounds {
		r.Voices.Say(c.Sys.Err)
	}
	in := &moments.Histories{All: all, Unnamed: unnamed(rounds, c.Over != ""), Unread: unread, Over: c.Over != "", Banks: selection.Banks, Lang: lib.Language(), Tool: c.Version()}
	if err := c.writeMany(in, selection); err != nil {
		return err
	}
	return errors.Join(failed, c.back(all))
}

// unnamed counts what cannot be compared.
func unnamed(rounds []*Round, over bool) int {
	n := 0
	for _, r := range rounds {
		for _, row := range r.Rows {
			if row.Case.ID == "" || over && row.Case.AsOf == "" {
				n++
			}
		}
	}
	return n
}

func (c *Options) writeMany(in *moments.Histories, selection *assess.Selection) error {
	var b bytes.Buffer
	kind := output.Of(c.Format)
	var err error
	switch c.Format {
	case "json":
		kind, err = output.Changes, comparefile.WriteHistories(&b, in.All, in.Unnamed, selection.Banks, in.Tool)
	case "csv":
		err = resultfile.WriteHistoriesCSV(&b, in.All, selection.Banks, c.Dialect)
	default:
		err = command.Lay(&b, moments.BuildAll(in), c.Format, c.Screen())
	}
	if err != nil {
		return err
	}
	return c.WriteOutput(kind, b.Bytes())
}

// back ends with a requirement that is not met where a case has gone back.
func (c *Options) back(all []compare.History) error {
	if c.Require != NoBack {
		return nil
	}
	n, first := 0, ""
	for i := range all {
		if all[i].WentBack() {
			if n++; n == 1 {
				first = all[i].ID
			}
		}
	}
	if n == 0 {
		return nil
	}
	return exit.Unmet.Errorf("required %s; the conclusion has gone back in %s; the first is %s", NoBack, say.Count(n, "case"), say.Line(first))
}
