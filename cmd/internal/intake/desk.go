package intake

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"time"

	"collectiveimpact/samklar/assess/answerfile"
	"collectiveimpact/samklar/assess/tablefile"
	"collectiveimpact/samklar/cmd/internal/casefile"
	"collectiveimpact/samklar/cmd/internal/exit"
	"collectiveimpact/samklar/cmd/internal/input"
	"collectiveimpact/samklar/cmd/internal/output"
	"collectiveimpact/samklar/cmd/internal/say"
	"collectiveimpact/samklar/questions"
)

// A Desk reads what came in, and says what it found and what it did not understand.
type Desk struct {
	Err      io.Writer
	Lexicon  *tablefile.Lexicon
	LatestBy string // the column by which the last of several rows is taken, or ""
	Strict   bool   // nothing is written where something is missed
	Missed   int    // cells that were not understood, and answers that were not put in

	in      *input.Reader
	library *questions.Library
	rules   *tablefile.Map // or nil
	tables  int            // that were read

	mapName string // of the rules
	mapText []byte
}

// NewDesk gets the words of banks ready, and a mapping where one is named.
func NewDesk(in *input.Reader, library *questions.Library, ids []string, mapping string) (*Desk, error) {
	d := &Desk{in: in, library: library}
	var err error
	if d.Lexicon, err = tablefile.NewLexicon(library, ids); err != nil || mapping == "" {
		return d, err
	}
	name, data, err := in.Read(mapping, tablefile.MaxMapBytes)
	if err != nil {
		return nil, err
	}
	d.mapName, d.mapText = name, data
	d.rules, err = tablefile.ReadMap(name, data, d.Lexicon)
	return d, exit.WithSource(err, name, data)
}

// Read reads tables and answer files: all that is wrong with any of them is the error.
func (d *Desk) Read(paths []string) ([]Item, error) {
	var items []Item
	var wrong []error
	for _, path := range paths {
		name, data, err := d.in.Exact(path, tablefile.MaxBytes)
		switch {
		case err != nil:
		case IsAnswers(data) || len(beginnings(tablefile.Text(data))) > 0:
			var item Item
			if item, err = d.answers(name, data); err == nil {
				items = append(items, item)
			}
		default:
			var cases []*tablefile.Case
			if cases, _, _, err = d.table(name, data); err == nil {
				for _, c := range cases {
					items = append(items, Item{Of: c, from: name})
				}
			}
		}
		if err != nil {
			wrong = append(wrong, err)
		}
	}
	if d.Strict && wrong == nil && d.Missed > 0 {
		fmt.Fprintf(d.Err, "samklar: %s not understood; nothing is written\n", say.Count(d.Missed, "cell"))
		return nil, exit.Invalid
	}
	return items, errors.Join(wrong...)
}

// Map gives what was found in a table as a mapping to go on with; with an error where a
// person must choose in it first, and without one where there is nothing to go on with.
func (d *Desk) Map(path string) ([]byte, error) {
	name, data, err := d.in.Exact(path, tablefile.MaxBytes)
	if err != nil {
		return nil, err
	}
	_, plan, remarks, err := d.table(name, data)
	if plan == nil || err != nil && !plan.ToChoose() {
		return nil, err
	}
	return plan.Map(remarks), err
}

// answers reads an answer file, or the answers inside a mail. What was undone in a mail
// is said.
func (d *Desk) answers(name string, data []byte) (Item, error) {
	text := bytes.TrimPrefix(data, []byte("\ufeff"))
	doc, err := answerfile.Read(name, text, d.library)
	if err == nil {
		return FromFile(doc, data), nil
	}
	m, found, cut := fromMail(tablefile.Text(data))
	switch {
	case !found:
		return Item{}, exit.WithSource(err, name, text)
	case cut != nil:
		return Item{}, exit.Usage(fmt.Sprintf("%q is a mail: %v", name, cut))
	}
	if doc, err = answerfile.Read(name, m.text, d.library); err != nil {
		return Item{}, exit.WithSource(err, name, m.text)
	}
	fmt.Fprintf(d.Err, "samklar: %s: a mail; %s\n", say.Line(name), m.String())
	var laid bytes.Buffer
	if err := json.Indent(&laid, bytes.TrimSpace(m.text), "", "  "); err != nil {
		return Item{}, fmt.Errorf("laying out the answers of %q: %w", name, err)
	}
	laid.WriteByte('\n')
	return FromFile(doc, laid.Bytes()), nil
}

// table reads a table, and says what was found in it.
func (d *Desk) table(name string, data []byte) ([]*tablefile.Case, *tablefile.Plan, []tablefile.Remark, error) {
	table, err := tablefile.Read(name, data)
	if err != nil {
		return nil, nil, nil, err
	}
	if d.tables++; d.tables > 1 && d.rules.OneTable() != "" {
		return nil, nil, nil, exit.Usage(fmt.Sprintf("%s, and another one is given: %q; import each with a mapping of its own", d.rules.OneTable(), name))
	}
	plan, err := tablefile.NewPlan(table, d.Lexicon, d.rules)
	if err != nil {
		return nil, plan, nil, exit.WithSource(err, d.mapName, d.mapText)
	}
	if d.LatestBy != "" {
		if err := plan.Latest(d.LatestBy); err != nil {
			return nil, nil, nil, exit.Usage("--latest-by: " + err.Error())
		}
	}
	cases, remarks := plan.Cases()
	for _, line := range plan.Found() {
		fmt.Fprintf(d.Err, "samklar: %s\n", say.Line(line))
	}
	for _, r := range remarks {
		fmt.Fprintln(d.Err, say.Line(r.String()))
	}
	d.Missed += len(remarks)
	return cases, plan, remarks, nil
}

// Into puts what came in into the file of a case, which is locked and replaced as in an
// interview.
func (d *Desk) Into(path string, items []Item, now time.Time) error {
	switch exists, err := output.Regular(path); {
	case err != nil:
		return err
	case !exists:
		return exit.Usage(fmt.Sprintf("--into: there is no case %q; with -o a file is made for each", path))
	}
	f := &casefile.File{Path: path}
	if _, err := f.Lock(now, false); err != nil {
		return err
	}
	defer f.Unlock()
	name, data, err := d.in.Exact(path, answerfile.MaxBytes)
	if err != nil {
		return err
	}
	f.Seen(data)
	doc, err := answerfile.Read(name, data, d.library)
	if err != nil {
		return exit.WithSource(err, name, data)
	}
	put, left := 0, 0
	for _, item := range items {
		odd, wrong := Same(doc, item)
		if wrong != nil {
			return exit.Usage("--into: " + wrong.Error() + "; nothing is written")
		}
		if odd != "" {
			fmt.Fprintf(d.Err, "samklar: %s\n", say.Line(odd))
		}
		filling, err := Fill(doc, item, d.library)
		if err != nil {
			return err
		}
		for _, l := range filling.Left {
			fmt.Fprintln(d.Err, say.Line(l))
		}
		put, left = put+filling.Put, left+len(filling.Left)
	}
	if left > 0 && d.Strict {
		fmt.Fprintf(d.Err, "samklar: %s not put in; nothing is written\n", say.Count(left, "answer"))
		return exit.Invalid
	}
	d.Missed += left
	if err := f.Save(doc.Bytes()); err != nil {
		return err
	}
	fmt.Fprintf(d.Err, "samklar: %s put into %s\n", say.Count(put, "answer"), say.Line(fmt.Sprintf("%q", path)))
	return nil
}
