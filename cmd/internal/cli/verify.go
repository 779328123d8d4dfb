package cli

import (
	"bytes"
	"errors"
	"fmt"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/resultfile"
	"collectiveimpact/samklar/cmd/internal/command"
	"collectiveimpact/samklar/cmd/internal/exit"
	"collectiveimpact/samklar/cmd/internal/input"
	"collectiveimpact/samklar/cmd/internal/reports"
	"collectiveimpact/samklar/cmd/internal/say"
	"collectiveimpact/samklar/cmd/internal/usage"
	"collectiveimpact/samklar/questions"

	"github.com/spf13/cobra"
)

func newVerify(o *command.Options) *cobra.Command {
	return &cobra.Command{
		Use:   "verify RESULT FILE",
		Short: "Does a stored result still hold?",
		Long: `RESULT is a result stored with samklar report -f json, or a page made with
-f html, which carries one. Score the answers in FILE again, with the banks that
RESULT names, and say whether RESULT is what comes out: the same rules, the same answers, the same
conclusion. The tool's version, and the words of the banks, may differ.

Exit code 4: it does not hold; each difference is printed.`,
		Args: usage.Files(2, 2, "", "a result and an answer file"),
		RunE: func(_ *cobra.Command, args []string) error { return verify(o, args[0], args[1]) },
	}
}

func verify(o *command.Options, resultFile, file string) error {
	lib, err := o.Library()
	if err != nil {
		return err
	}
	name, data, err := o.In.Read(resultFile, resultfile.MaxBytes)
	if err != nil {
		return err
	}
	stored, ok := resultfile.Stored(data)
	if !ok {
		what := "no stored result"
		if content := questions.Begins(data); content != "" {
			what = string(content) + ", not a stored result"
		}
		hint := "samklar report FILE -f json -o RESULT"
		other, err := o.In.File(file, resultfile.MaxBytes)
		if _, is := resultfile.Stored(other); err == nil && file != "-" && is {
			hint = "samklar verify " + say.ShellWord(file) + " " + say.ShellWord(resultFile)
		}
		return exit.Invalid.Hinted(fmt.Errorf("%q is %s", name, what), hint)
	}
	ids, err := resultfile.BankIDs(stored)
	if err != nil {
		return exit.Invalid.Errorf("reading result %q: %w", name, err)
	}
	banks, err := lib.Select(ids, false)
	if err != nil {
		return input.WithBanks(err)
	}
	doc, err := o.ReadAnswers(file, lib)
	if err != nil {
		return err
	}
	var b bytes.Buffer
	if err := reports.WriteResult(&b, o.Input(lib, assess.Select(banks), doc), !resultfile.NotesLeftOut(stored)); err != nil {
		return err
	}
	differences, err := resultfile.Compare(stored, b.Bytes())
	if err != nil {
		return err
	}
	var out bytes.Buffer
	for _, d := range differences {
		fmt.Fprintln(&out, say.Line(d.Path+": "+d.Was+" → "+d.Is))
	}
	if len(differences) == 0 {
		return o.Print([]byte("the result holds\n"))
	}
	out.WriteString("the result does not hold\n")
	return errors.Join(o.Print(out.Bytes()), exit.Unmet)
}
