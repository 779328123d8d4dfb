package cli

import (
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"collectiveimpact/samklar/assess/answerfile"
	"collectiveimpact/samklar/cmd/internal/casefile"
	"collectiveimpact/samklar/cmd/internal/command"
	"collectiveimpact/samklar/cmd/internal/exit"
	"collectiveimpact/samklar/cmd/internal/keeper"
	"collectiveimpact/samklar/cmd/internal/output"
	"collectiveimpact/samklar/cmd/internal/say"
	"collectiveimpact/samklar/questions"
	"collectiveimpact/samklar/questions/diag"
)

// open reads the file to go on with, or begins a new document. Flags may add
// what the file does not say, and replace what it does where that is asked for.
func (a *assessOptions) open(file string, lib *questions.Library) (*keeper.Keeper, error) {
	k := &keeper.Keeper{
		Doc: answerfile.New(file, strings.EqualFold(filepath.Ext(file), ".json"), lib),
		Err: a.Sys.Err, Now: a.Sys.Now, Asks: a.Sys.InTerminal, Over: a.takeOver, Flags: a.GivenFlags() + a.plainFlag(),
		Read: a.read(lib),
	}
	k.Path = file
	exists, err := output.Regular(file)
	if exists && err == nil {
		if err = a.mend(file); err == nil {
			err = resume(k)
		}
	}
	if err != nil {
		return nil, err
	}
	return k, a.details(k)
}

// read reads answer files.
func (a *assessOptions) read(lib *questions.Library) func(path string) (*answerfile.Document, []byte, error) {
	return func(path string) (*answerfile.Document, []byte, error) {
		name, data, err := a.In.Exact(path, answerfile.MaxBytes)
		if err != nil {
			return nil, nil, err
		}
		doc, err := command.ParseAnswers(name, data, lib)
		return doc, data, err
	}
}

// resume reads what the file says.
func resume(k *keeper.Keeper) error {
	doc, data, err := k.Read(k.Path)
	if err != nil {
		return err
	}
	k.Doc = doc
	k.Seen(data)
	if info, err := os.Stat(k.Path); err == nil {
		k.SavedAt = info.ModTime()
	}
	return nil
}

// details puts into the document what the flags say of the case. What the file says
// otherwise is refused, or with --replace replaced, which is said.
func (a *assessOptions) details(k *keeper.Keeper) error {
	c := k.Doc.Case
	flags := map[string]string{"title": "--case-title", "place": "--place", "as-of": "--as-of", "name": "--respondent"}
	for i, f := range c.Fields() {
		given, flag := *a.given.Fields()[i].Text, flags[f.Name]
		switch {
		case given == "" || given == *f.Text:
			continue
		case *f.Text != "" && !a.replace:
			return exit.Usage(fmt.Sprintf("%s is %s, but %q says %s; change the file, or leave the flag out",
				flag, diag.Quote(given), k.Path, diag.Quote(*f.Text)),
				"samklar assess "+say.ShellWord(k.Path)+" "+flag+" "+say.ShellWord(given)+" --replace")
		case *f.Text != "":
			fmt.Fprintf(a.Sys.Err, "samklar: %s is now the %s of %q, no longer %s\n", say.Line(diag.Quote(given)), f.Name, k.Path, say.Line(diag.Quote(*f.Text)))
		}
		*f.Text = given
	}
	if err := k.Doc.Correct(c); err != nil {
		return exit.Usage(fmt.Sprintf("the details of the case do not fit: %v", err))
	}
	return nil
}

// mend ends the writing of a file that was cut short.
func (a *assessOptions) mend(file string) error {
	before, err := casefile.Mend(file)
	if before != "" {
		fmt.Fprintf(a.Sys.Err, "samklar: the writing of %q had been cut short and is ended now; what stood in it is in %q\n", file, before)
	}
	return err
}

// writable looks whether a new case can be kept at all, before anybody types its name.
func (a *assessOptions) writable(file string) error {
	err := casefile.Writable(cmp.Or(file, casefile.Free("case", ".yaml")))
	if err == nil {
		return nil
	}
	return exit.Failed.Hinted(fmt.Errorf("the answers cannot be kept here: %w", err), "samklar assess another-folder/case.yaml"+a.GivenFlags()+a.plainFlag())
}
