package cli

import (
	"errors"
	"fmt"

	"collectiveimpact/samklar/assess/answerfile"
	"collectiveimpact/samklar/cmd/internal/casefile"
	"collectiveimpact/samklar/cmd/internal/command"
	"collectiveimpact/samklar/cmd/internal/exit"
	"collectiveimpact/samklar/cmd/internal/intake"
	"collectiveimpact/samklar/cmd/internal/output"
	"collectiveimpact/samklar/cmd/internal/say"
)

// fill puts what came in into the file of a case, which is locked and replaced as in an
// interview.
func (i *importOptions) fill(items []intake.Item) error {
	switch exists, err := output.Regular(i.into); {
	case err != nil:
		return err
	case !exists:
		return exit.Usage(fmt.Sprintf("--into: there is no case %q; with -o a file is made for each", i.into))
	}
	f := &casefile.File{Path: i.into}
	if _, err := f.Lock(i.Sys.Now(), false); err != nil {
		return err
	}
	defer f.Unlock()
	name, data, err := i.In.Exact(i.into, answerfile.MaxBytes)
	if err != nil {
		return err
	}
	f.Seen(data)
	doc, err := command.ParseAnswers(name, data, i.lib)
	if err != nil {
		return err
	}
	put := 0
	for _, item := range items {
		odd, wrong := intake.Same(doc, item)
		if wrong != nil {
			return exit.Usage("--into: " + wrong.Error() + "; nothing is written")
		}
		if odd != "" {
			fmt.Fprintf(i.Sys.Err, "samklar: %s\n", say.Line(odd))
		}
		filling, err := intake.Fill(doc, item, i.lib)
		if err != nil {
			return err
		}
		for _, left := range filling.Left {
			fmt.Fprintln(i.Sys.Err, say.Line(left))
		}
		put += filling.Put
		i.missed += len(filling.Left)
	}
	if i.missed > 0 && i.strict {
		fmt.Fprintf(i.Sys.Err, "samklar: %s not put in or not understood; nothing is written\n", say.Count(i.missed, "answer"))
		return exit.Invalid
	}
	if err := f.Save(doc.Bytes()); err != nil {
		return err
	}
	fmt.Fprintf(i.Sys.Err, "samklar: %s put into %s\n", say.Count(put, "answer"), say.Line(fmt.Sprintf("%q", i.into)))
	return errors.Join(exit.SomeFailed.When(i.missed > 0))
}
