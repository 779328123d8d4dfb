// Package intake puts the cases of a table into a folder, a file for each.
package intake

import (
	"fmt"
	"os"
	"path/filepath"

	"collectiveimpact/samklar/assess/answerfile"
	"collectiveimpact/samklar/assess/tablefile"
	"collectiveimpact/samklar/cmd/internal/casefile"
	"collectiveimpact/samklar/cmd/internal/output"
)

// names gives the names of the cases' files: by their ids, or their titles, or their
// rows. Several respondents of one case have a number behind; their names are not for
// the names of files.
func names(cases []*tablefile.Case) []string {
	var given output.Names
	names := make([]string, len(cases))
	for i, c := range cases {
		names[i] = given.Take(c.Case.ID, c.Case.Title, fmt.Sprint("row-", c.Row)) + ".yaml"
	}
	return names
}

// Write writes a file for each case into the folder that is the target. Where one of them would
// replace a file in which something else stands nothing is written, and the error is
// an output.RefusedError, unless the target is to be replaced.
func Write(target output.Target, lexicon *tablefile.Lexicon, cases []*tablefile.Case, from *output.Sources) (written int, err error) {
	dir, names := target.Path, names(cases)
	texts := make([][]byte, len(cases))
	for i, c := range cases {
		texts[i] = answerfile.Compose(c.Case, lexicon.Banks, c.Answers, false)
	}
	create := func(i int) (*output.File, error) {
		target.Path = filepath.Join(dir, names[i])
		return target.Create(nil, output.Cases, texts[i], from)
	}
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return 0, fmt.Errorf("making the folder %q: %w", dir, casefile.NoPath(err))
	}
	for i, name := range names {
		if _, err := os.Lstat(filepath.Join(dir, name)); err != nil {
			continue // it is new
		}
		f, err := create(i)
		if err != nil {
			return 0, err
		}
		f.Discard()
	}
	for i := range names {
		f, err := create(i)
		if err != nil {
			return i, err
		}
		if _, err := f.Write(texts[i]); err != nil {
			f.Discard()
			return i, err
		}
		if err := f.Commit(); err != nil {
			return i, err
		}
	}
	return len(names), nil
}
