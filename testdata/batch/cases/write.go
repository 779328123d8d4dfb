package cases

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"path/filepath"
)

// perFolder is how many files a folder holds.
const perFolder = 1000

// WriteFolder writes the first n cases as files into folders 000, 001 and so on
// of dir, which must be there.
func (m *Maker) WriteFolder(dir string, n int) error {
	for number := range n {
		folder := filepath.Join(dir, fmt.Sprintf("%03d", number/perFolder))
		if number%perFolder == 0 {
			if err := os.MkdirAll(folder, 0o755); err != nil {
				return err
			}
		}
		c := m.Case(number)
		if err := os.WriteFile(filepath.Join(folder, c.Name), c.Text, 0o644); err != nil {
			return err
		}
	}
	return nil
}

// A Form is how the documents of a stream are written.
type Form int

// The forms of a stream.
const (
	YAML  Form = iota // divided by lines of ---
	JSONL             // one object a line
)

// WriteStream writes the first n cases as a stream, each as it is made: the
// memory taken does not depend on n. A case says what it says as a file.
func (m *Maker) WriteStream(w io.Writer, n int, form Form) error {
	out := bufio.NewWriterSize(w, 1<<16)
	var text []byte
	for number := range n {
		r := m.random(number, 0)
		d := m.draft(r, number)
		if form == JSONL {
			text = append(appendJSON(text[:0], d, r, false), '\n')
		} else {
			text = appendYAML(append(text[:0], "---\n"...), d, r)
		}
		if form == YAML && d.fault == CutOff {
			text = append(text, '\n') // the next document begins on a line of its own
		}
		if _, err := out.Write(text); err != nil {
			return err
		}
	}
	return out.Flush()
}
