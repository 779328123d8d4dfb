// Package intake puts cases that came in, of tables and of forms, where they go: a file
// for each into a folder, or their answers into the file of a case.
package intake

import (
	"os"
	"path/filepath"

	"collectiveimpact/samklar/cmd/internal/casefile"
	"collectiveimpact/samklar/cmd/internal/output"
	"collectiveimpact/samklar/questions"
)

// names gives the names of the items' files: by their ids, or their titles, or their
// rows. Several respondents of one case have a number behind; their names are not for
// the names of files.
func names(items []Item) []string {
	var given output.Names
	names := make([]string, len(items))
	for i := range items {
		name, ending := items[i].name()
		names[i] = given.Take(name...) + ending
	}
	return names
}

// Write writes a file for each item into the folder that is the target. Where one of them would
// replace a file in which something else stands nothing is written, and the error is
// an output.RefusedError, unless the target is to be replaced.
func Write(target output.Target, banks []*questions.Bank, items []Item, from *output.Sources) (written int, err error) {
	dir, names := target.Path, names(items)
	texts := make([][]byte, len(items))
	for i := range items {
		texts[i] = items[i].text(banks)
	}
	create := func(i int) (*output.File, error) {
		target.Path = filepath.Join(dir, names[i])
		return target.Create(nil, output.Cases, texts[i], from)
	}
	if err := casefile.MakeFolder(dir); err != nil {
		return 0, err
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
