package cli

import (
	"context"
	"fmt"
	"io"

	"collectiveimpact/samklar/cmd/internal/command"
	"collectiveimpact/samklar/cmd/internal/exit"
	"collectiveimpact/samklar/report/phrase"
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
	fmt.Fprintf(o.Sys.Err, "%s\n%s", p.Hello, p.HelloBegin)
	line, err := o.In.Wait(func() ([]byte, error) { return readLine(o.Sys.In) })
	if err != nil || len(line) != 1 { // the line break alone
		return err
	}
	return (&assessOptions{Options: o}).run(ctx, "")
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
