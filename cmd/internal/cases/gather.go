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
	Voices
	Several int // cases of more than one voice
	twice   repeats
}

// Run reads the batch.
func (g *Gathering) Run(ctx context.Context, b *batch.Batch) (batch.Tally, error) {
	t, err := batch.Run(ctx, b, func(d *batch.Document) (*resultfile.Row, diag.List) {
		row := g.Rows.Row(d)
		if len(row.Errors) > 0 && row.Errors[0].Code != BadLine && resultfile.IsLine(d.Text) {
			d.Text = nil // the problems are those of another file
		}
		return row, row.Errors
	}, func(row *resultfile.Row) error {
		if row.Summary != nil && g.twice.again(row) || g.Wait(row) {
			return nil
		}
		return g.take(row)
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
		g.Decided.look(row)
	}
	switch {
	case row.Summary != nil && g.Blind:
		g.Into.Add("", &assess.Case{ID: cmp.Or(row.Case.ID, blindID(row.Answers))}, row.Summary)
		return nil
	case row.Summary != nil:
		g.Into.Add(row.Source, &row.Case, row.Summary)
		return nil
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
