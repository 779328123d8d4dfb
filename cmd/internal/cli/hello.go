package cli

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"io"
	"strconv"
	"strings"

	"collectiveimpact/samklar/cmd/internal/command"
	"collectiveimpact/samklar/cmd/internal/exit"
	"collectiveimpact/samklar/cmd/internal/keeper"
	"collectiveimpact/samklar/cmd/internal/keyboard"
	"collectiveimpact/samklar/cmd/internal/say"
	"collectiveimpact/samklar/questions"
	"collectiveimpact/samklar/report/phrase"
	"collectiveimpact/samklar/report/terminal"
)

// hello says to somebody who came without a command what this is, and offers to
// begin. Where nobody can be asked, a command is missing.
func hello(ctx context.Context, o *command.Options) error {
	if !o.Sys.InTerminal || !o.Sys.OutTerminal {
		return exit.Usage("a command is missing", "samklar assess", "samklar help")
	}
	lang, err := o.Language()
	if err != nil {
		return err
	}
	p := phrase.For(lang)
	tell(o, p.Hello+"\n")
	return choose(o, p.HelloBegin, func(typed string) (bool, error) {
		switch typed {
		case "":
			return true, (&assessOptions{Options: o}).run(ctx, "")
		case "q":
			return true, nil
		}
		return false, nil
	})
}

// tell says something on the terminal, broken between words.
func tell(o *command.Options, text string) {
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		if width := messageWidth(o); width > 0 {
			lines[i] = strings.Join(terminal.Wrap(line, width), "\n")
		}
	}
	fmt.Fprint(o.Sys.Err, strings.Join(lines, "\n"))
}

// messageWidth is that of the terminal that messages go to; 0 where they go elsewhere.
func messageWidth(o *command.Options) int {
	if !o.Sys.ErrTerminal {
		return 0
	}
	width, _ := o.Sys.Size()
	return width
}

// choose asks on the terminal, in a line, until what was typed is one of the choices. At
// the end of the input nothing is.
func choose(o *command.Options, prompt string, take func(typed string) (done bool, err error)) error {
	for {
		tell(o, prompt)
		line, err := o.In.Wait(func() ([]byte, error) { return readLine(o.Sys.In) })
		if err != nil || !bytes.HasSuffix(line, []byte("\n")) {
			return err
		}
		if done, err := take(keyboard.Key(strings.TrimSpace(string(line)))); done || err != nil {
			return err
		}
	}
}

// goOn offers to go on with a case that lies in the folder, where nobody has named a
// file: a new one beside it would look as if all answers were gone. It gives the file
// that was chosen, "" for a new one.
func (a *assessOptions) goOn(lib *questions.Library) (file string, leave bool, err error) {
	if !a.Sys.InTerminal || a.given.Title != "" {
		return "", false, nil
	}
	found := keeper.Find(".", lib, a.read(lib))
	if len(found) == 0 {
		return "", false, nil
	}
	p := phrase.For(lib.Language())
	tell(a.Options, p.FoundHere+"\n")
	for i, f := range found {
		tell(a.Options, strconv.Itoa(i+1)+". "+phrase.Fill(p.FoundCase, "title", say.Line(cmp.Or(f.Title, p.Untitled)),
			"n", strconv.Itoa(f.Answers), "when", p.Moment(f.SavedAt), "file", say.Line(f.Path))+"\n")
	}
	leave = true
	err = choose(a.Options, p.FoundAsk, func(typed string) (bool, error) {
		n, err := strconv.Atoi(typed)
		switch {
		case typed == "":
			leave = false
		case err == nil && n >= 1 && n <= len(found):
			file, leave = found[n-1].Path, false
		case typed != "q":
			return false, nil
		}
		return true, nil
	})
	return file, leave, err
}

// readLine reads one line and nothing behind it, which is the interview's. At the
// end of the input it is empty.
func readLine(in io.Reader) ([]byte, error) {
	var line []byte
	one := make([]byte, 1)
	for {
		if n, err := in.Read(one); n == 0 || err != nil {
			return line, nil //nolint:nilerr // an input that has ended says no
		}
		if line = append(line, one[0]); one[0] == '\n' {
			return line, nil
		}
	}
}
