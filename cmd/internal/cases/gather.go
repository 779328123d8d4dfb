package cases

import (
	"cmp"
	"context"
	"crypto/sha256"
	"fmt"
	"io"
	"strings"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/portfolio"
	"collectiveimpact/samklar/assess/resultfile"
	"collectiveimpact/samklar/cmd/internal/batch"
	"collectiveimpact/samklar/cmd/internal/say"
	"collectiveimpact/samklar/questions/diag"
)

// A Gathering reads a batch into a portfolio.
type Gathering struct {
	Rows    *Scorer
	Into    *portfolio.Portfolio
	Blind   bool     // cases are named by their ids alone
	Decided *Decided // or nil
	// Beside makes something more of a case, and what it returns is called when its turn
	// comes; it may be nil. A case of several voices has no document.
	Beside func(d *batch.Document, row *resultfile.Row) func() error
	Voices
	Several int // cases of more than one voice
	twice   repeats
	more    map[*resultfile.Row]func() error
}

// gathered is a row with what is made beside it.
type gathered struct {
	*resultfile.Row
	more func() error
}

// Run reads the batch.
func (g *Gathering) Run(ctx context.Context, b *batch.Batch) (batch.Tally, error) {
	g.more = make(map[*resultfile.Row]func() error)
	t, err := batch.Run(ctx, b, func(d *batch.Document) (gathered, diag.List) {
		row := gathered{Row: g.Rows.Row(d)}
		if g.Beside != nil && row.Summary != nil {
			row.more = g.Beside(d, row.Row)
		}
		if len(row.Errors) > 0 && row.Errors[0].Code != BadLine && resultfile.IsLine(d.Text) {
			d.Text = nil // the problems are those of another file
		}
		return row, row.Errors
	}, func(row gathered) error {
		if row.Summary != nil && g.twice.again(row.Row) {
			return nil
		}
		if row.more != nil {
			g.more[row.Row] = row.more
		}
		if g.Wait(row.Row) {
			return nil
		}
		return g.take(row.Row)
	})
	if err == nil {
		err = g.Rest(g.Rows, g.take)
	}
	return t, err
}

// take puts what came of a case into the portfolio.
func (g *Gathering) take(row *resultfile.Row) error {
	if row.Respondents > 1 {
		g.Several++
	}
	if row.Summary != nil && g.Decided != nil {
		row.Summary.Decided = g.Decided.Look(row.Source, &row.Case, row.Answers, row.Summary.Judged)
	}
	switch {
	case row.Summary != nil && g.Blind:
		g.Into.Add("", &assess.Case{ID: cmp.Or(row.Case.ID, blindID(row.Answers))}, row.Summary)
		return nil
	case row.Summary != nil:
		g.Into.Add(row.Source, &row.Case, row.Summary)
		if g.Beside == nil {
			return nil
		}
		more := g.more[row]
		if more == nil {
			more = g.Beside(nil, row)
		}
		delete(g.more, row)
		return more()
	}
	first := &row.Errors[0]
	unread := portfolio.Unread{
		Source: row.Source, File: first.File, Line: first.Line, Column: first.Column,
		Code: first.Code, Problem: first.Message, More: len(row.Errors) - 1,
	}
	if g.Blind { // a message repeats what it found, which may be a name
		unread.Source = fmt.Sprintf("#%d", len(g.Into.Unread())+1)
		unread.File, unread.Problem = unread.Source, unread.Code
	}
	g.Into.AddUnread(unread)
	return nil
}

// SayDecided says which decisions are to be looked at again.
func (g *Gathering) SayDecided(w io.Writer) {
	if g.Decided != nil {
		g.Decided.Say(w)
	}
}

// SayCounted says which cases were given again, and which are of several voices.
func (g *Gathering) SayCounted(w io.Writer) {
	g.Say(w)
	if r := &g.twice; r.n > 0 {
		fmt.Fprintf(w, "samklar: %s given again, from the same source with the same answers, and counted once; the first is %s\n", say.Count(r.n, "case"), say.Line(r.first))
	}
}

// blindID names a case without an id by its answers: the beginning of their digest,
// by which it is found again among lines of scores.
func blindID(answers string) string { return answers[:min(len(answers), 15)] }

// repeats are cases that were given before: from the same source, with the same
// answers. They come from lines of scores that lie beside the answers, or from
// parts that were given twice.
type repeats struct {
	seen  map[[sha256.Size]byte]struct{}
	n     int
	first string
}

// again tells whether a case was given before. Lines of standard input are
// numbered anew in every part, so they are never taken for each other.
func (r *repeats) again(row *resultfile.Row) bool {
	if strings.HasPrefix(row.Source, batch.Stdin) {
		return false
	}
	key := sha256.Sum256(fmt.Appendf(nil, "%q %q %q %s", row.Source, row.Case.ID, row.Case.Title, row.Answers))
	if r.seen == nil {
		r.seen = make(map[[sha256.Size]byte]struct{})
	}
	_, twice := r.seen[key]
	if r.seen[key] = struct{}{}; !twice {
		return false
	}
	if r.n++; r.n == 1 {
		r.first = row.Source
	}
	return true
}
