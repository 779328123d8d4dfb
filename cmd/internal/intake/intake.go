// Package intake puts the cases of a table into a folder, a file for each.
package intake

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"unicode"

	"collectiveimpact/samklar/assess/answerfile"
	"collectiveimpact/samklar/assess/tablefile"
	"collectiveimpact/samklar/cmd/internal/casefile"
	"collectiveimpact/samklar/cmd/internal/output"
)

// names gives the names of the cases' files: by their ids, or their titles, or their
// rows. Several respondents of one case have a number behind; their names are not for
// the names of files.
func names(cases []*tablefile.Case) []string {
	names, taken := make([]string, len(cases)), make(map[string]bool)
	for i, c := range cases {
		name := plain(c.Case.ID)
		if name == "" {
			name = plain(c.Case.Title)
		}
		if name == "" {
			name = fmt.Sprint("row-", c.Row)
		}
		free := name
		for n := 2; taken[strings.ToLower(free)]; n++ {
			free = fmt.Sprint(name, "-", n)
		}
		taken[strings.ToLower(free)] = true
		names[i] = free + ".yaml"
	}
	return names
}

// longest is the number of characters that a name has at most, before its ending.
const longest = 60

// plain gives a name that every system takes: letters and digits, divided by hyphens.
func plain(s string) string {
	var b strings.Builder
	n, gap := 0, false
	for _, r := range s {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '_' {
			gap = true
			continue
		}
		if n++; n > longest {
			break
		}
		if gap && b.Len() > 0 {
			b.WriteByte('-')
		}
		gap = false
		b.WriteRune(r)
	}
	switch name := strings.ToLower(b.String()); {
	case name == "con", name == "prn", name == "aux", name == "nul", len(name) == 4 && (name[:3] == "com" || name[:3] == "lpt"):
		return "case-" + b.String() // Windows keeps these for devices
	}
	return b.String()
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
