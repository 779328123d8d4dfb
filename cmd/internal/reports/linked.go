package reports

import (
	"errors"
	"fmt"
	"net/url"
	"path/filepath"
	"strings"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/answerfile"
	"collectiveimpact/samklar/assess/resultfile"
	"collectiveimpact/samklar/cmd/internal/batch"
	"collectiveimpact/samklar/cmd/internal/casefile"
	"collectiveimpact/samklar/cmd/internal/cases"
	"collectiveimpact/samklar/cmd/internal/output"
)

// Linked are the reports on the cases of a page, each a page in a folder: it leads back,
// and the page leads to it.
type Linked struct {
	*Maker
	Selection *assess.Selection

	page, dir string // absolute
	names     output.Names
	target    output.Target
	addresses map[string]string // by source
	left      []error           // why files that are there already are not replaced
}

// NewLinked prepares the folder for the reports of a page.
func NewLinked(m *Maker, selection *assess.Selection, page, dir string) (*Linked, error) {
	l := &Linked{Maker: m, Selection: selection, target: output.Target{Force: m.Out.Force}, addresses: make(map[string]string)}
	err := casefile.MakeFolder(dir)
	if err != nil {
		return nil, err
	}
	if l.page, err = filepath.Abs(page); err == nil {
		l.dir, err = filepath.Abs(dir)
	}
	if err == nil {
		m.Back.Address, err = address(l.dir, l.page)
	}
	l.names.Take(strings.TrimSuffix(filepath.Base(page), filepath.Ext(page))) // which may lie there too
	return l, err
}

// address gives the way from a folder to a file as a relative link.
func address(folder, file string) (string, error) {
	way, err := filepath.Rel(folder, file)
	if err != nil {
		return "", fmt.Errorf("linking %q: %w", file, err)
	}
	return (&url.URL{Path: filepath.ToSlash(way)}).String(), nil
}

// Beside makes the report on a case; what it returns writes it. Without a document, as of
// several voices and of lines of scores, it is made of the answers alone.
func (l *Linked) Beside(d *batch.Document, row *resultfile.Row) func() error {
	var doc *answerfile.Document
	if d != nil && !resultfile.IsLine(d.Text) {
		doc, _ = cases.Read(d, l.Library) // which has been read before
	}
	return func() error { // one at a time, so that few are in memory
		made, err := l.one(doc, row)
		if err != nil {
			return err
		}
		base := strings.TrimSuffix(filepath.Base(row.Source), filepath.Ext(row.Source))
		l.target.Path = filepath.Join(l.dir, l.names.Take(row.Case.ID, row.Case.Title, base, "case")+endings[l.Format])
		err = l.write(&l.target, made)
		if refused, ok := errors.AsType[*output.RefusedError](err); ok {
			l.left = append(l.left, refused)
			return nil
		}
		if err == nil {
			l.addresses[row.Source], err = address(filepath.Dir(l.page), l.target.Path)
		}
		return err
	}
}

func (l *Linked) one(doc *answerfile.Document, row *resultfile.Row) (*Report, error) {
	if doc != nil {
		return l.Make(l.Selection, doc)
	}
	return l.make(l.Selection, l.inputOf(l.Selection, row), row.Answers)
}

// Address is the way from the page to the report on a case, or "".
func (l *Linked) Address(source string) string { return l.addresses[source] }

// Err says which reports are not there since something else is; Linked may be nil.
func (l *Linked) Err() error {
	if l == nil {
		return nil
	}
	return left(l.Sys.Err, "--reports", l.left)
}
