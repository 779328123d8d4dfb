package cli

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/answerfile"
	"collectiveimpact/samklar/questions"
	"collectiveimpact/samklar/questions/diag"

	"github.com/spf13/cobra"
)

func newCheck(o *options) *cobra.Command {
	return &cobra.Command{
		Use:   "check PATH...",
		Short: "Check answer files: are they valid, and complete?",
		Long: `Check whether answer files are valid, and whether every question that is asked
has an answer; "unknown" is one. PATH is a file, a folder (searched for *.yaml,
*.yml and *.json) or - for standard input; a file may hold several documents.

Exit code 3: a file is not valid. Exit code 4: all are valid, some not complete.`,
		Args: func(c *cobra.Command, args []string) error {
			if len(args) == 0 {
				return usage("a file is missing", c.CommandPath()+" --help")
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error { return o.check(args) },
	}
}

// A checker goes on after a bad file and keeps what it saw.
type checker struct {
	*options
	lib        *questions.Library
	selection  *assess.Selection
	problems   diag.List
	sources    map[string][]byte
	unreadable []error
	incomplete int
	out        bytes.Buffer
}

func (o *options) check(paths []string) error {
	lib, err := o.library()
	if err != nil {
		return err
	}
	selection, err := o.selection(lib)
	if err != nil {
		return err
	}
	c := &checker{options: o, lib: lib, selection: selection, sources: make(map[string][]byte)}
	for _, path := range paths {
		files, err := expand(path)
		if err != nil {
			c.unreadable = append(c.unreadable, err)
		}
		for _, file := range files {
			if err := c.file(file); err != nil {
				return err
			}
		}
	}
	return c.verdict()
}

// expand gives the files that a path stands for.
func expand(path string) ([]string, error) {
	if path == "-" {
		return []string{path}, nil
	}
	var files []string
	folder := false
	err := filepath.WalkDir(path, func(file string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() {
			folder = true
			return nil
		}
		ext := strings.ToLower(filepath.Ext(file))
		if file == path || ext == ".yaml" || ext == ".yml" || ext == ".json" {
			files = append(files, file)
		}
		return nil
	})
	switch {
	case err != nil:
		return files, fail(exitFailed, nil, "reading %q: %w", path, noPath(err))
	case folder && len(files) == 0:
		return nil, fail(exitFailed, nil, "no answer file (*.yaml, *.yml, *.json) in %q", path)
	}
	return files, nil
}

// file checks every document of a file. Only an error that concerns all files
// is returned.
func (c *checker) file(path string) error {
	name, data, err := c.readInput(path, answerfile.MaxStream)
	if err != nil {
		c.unreadable = append(c.unreadable, err)
		return nil
	}
	parts, err := answerfile.Split(name, data)
	if err != nil {
		return c.bad(name, data, 0, err)
	}
	for _, part := range parts {
		doc, err := answerfile.Read(name, part.Text, c.lib)
		if err != nil {
			if err := c.bad(name, data, part.Line-1, err); err != nil {
				return err
			}
			continue
		}
		c.good(label(name, part, len(parts)), doc)
	}
	return nil
}

// label names a document: by its file, and by its line where there are several.
func label(name string, part answerfile.Part, of int) string {
	if of == 1 {
		return name
	}
	return fmt.Sprintf("%s:%d", name, part.Line)
}

// bad keeps the problems of a document that begins so many lines into a file.
func (c *checker) bad(name string, data []byte, lines int, err error) error {
	var problems diag.List
	if !errors.As(err, &problems) {
		return err
	}
	for _, p := range problems {
		if p.Line > 0 {
			p.Line += lines
		}
		c.problems = append(c.problems, p)
	}
	c.sources[name] = data
	return nil
}

func (c *checker) good(name string, doc *answerfile.Document) {
	interview := assess.NewInterview(c.selection, doc.Entries(c.selection.Banks))
	left := interview.Left()
	if left == 0 {
		fmt.Fprintf(&c.out, "%s: valid and complete\n", oneLine(name))
		return
	}
	c.incomplete++
	var missing []string
	for _, ref := range interview.Queue() {
		if interview.Entry(ref).Choice == assess.Unanswered {
			b := c.selection.Banks[ref.Bank]
			missing = append(missing, b.ID+"."+b.Questions[ref.Question].ID)
		}
	}
	word := "answers are"
	if left == 1 {
		word = "answer is"
	}
	fmt.Fprintf(&c.out, "%s: valid; %d %s missing: %s\n", oneLine(name), left, word, strings.Join(missing, ", "))
}

func (c *checker) verdict() error {
	if err := c.writeOutput("", c.out.Bytes()); err != nil {
		return err
	}
	code := exitDone
	if c.incomplete > 0 {
		code = exitUnmet
	}
	if len(c.problems) > 0 {
		code = printProblems(c.sys, c.problems, c.sources)
	}
	for _, err := range c.unreadable {
		code = conclude(c.sys, err)
	}
	if code == exitDone {
		return nil
	}
	return errPrinted(code)
}
