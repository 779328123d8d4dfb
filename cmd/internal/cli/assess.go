package cli

import (
	"context"
	"errors"
	"fmt"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/interview"
	"collectiveimpact/samklar/cmd/internal/exit"
	"collectiveimpact/samklar/cmd/internal/say"
	"collectiveimpact/samklar/cmd/internal/wizard"
	"collectiveimpact/samklar/questions/diag"
	"collectiveimpact/samklar/report"
	"collectiveimpact/samklar/report/phrase"

	"github.com/spf13/cobra"
)

type assessOptions struct {
	*options
	given    assess.Case // by flags
	takeOver bool
}

func newAssess(o *options) *cobra.Command {
	a := &assessOptions{options: o}
	c := &cobra.Command{
		Use:   "assess [FILE]",
		Short: "Interview: answer the questions, end with the report",
		Long: `Ask the questions one at a time, keep every answer in FILE before the next
question appears, and end with the report. A FILE that is there is gone on with.
Without FILE, one is named after the title in the current folder.

On a terminal the questions are drawn. With --plain (or SAMKLAR_PLAIN=1), on a
dumb terminal, and where the input is no terminal, they come as lines.`,
		Example: "  samklar assess\n  samklar assess case.yaml --case-title \"Our neighbourhood\" --plain",
		Args:    files(0, 1, "", "at most one"),
		RunE: func(c *cobra.Command, args []string) error {
			file := ""
			if len(args) == 1 {
				if file = args[0]; file == "-" || file == "" {
					return exit.Usage("an interview needs a file to keep the answers in; standard input is for answering")
				}
			}
			return a.run(c.Context(), file)
		},
	}
	c.Flags().StringVar(&a.given.Title, "case-title", "", "what the collaboration is called")
	c.Flags().StringVar(&a.given.Place, "place", "", "where it is")
	c.Flags().StringVar(&a.given.AsOf, "as-of", "", "the `DATE` that the answers describe: 2026-03-31, 2026-03 or 2026")
	c.Flags().StringVar(&a.given.Respondent.Name, "respondent", "", "the `NAME` of who answers")
	c.Flags().BoolVar(&a.plain, "plain", false, "ask in lines")
	c.Flags().BoolVar(&a.takeOver, "take-over", false, "go on although another interview seems to have the file open")
	return c
}

func (a *assessOptions) run(ctx context.Context, file string) error {
	if a.given.AsOf != "" && !assess.ValidDate(a.given.AsOf) {
		return exit.Usage(fmt.Sprintf("--as-of: found %s; expected a date such as 2026-03-31, 2026-03 or 2026", diag.Quote(a.given.AsOf)))
	}
	lib, selection, err := a.selected()
	if err != nil {
		return err
	}
	k, err := a.open(file, lib)
	if err != nil {
		return err
	}
	defer k.Unlock()
	if answered := k.doc.Banks(); len(answered) > 0 {
		if selection, err = a.selection(lib, answered...); err != nil {
			return err
		}
	}
	s := k.session(selection)
	if s.Given.Title != "" {
		if s.Kept, err = k.begin(assess.Case{}); err != nil {
			return err
		}
	}
	end, err := a.prompter().Run(ctx, s)
	if err != nil || end != wizard.Finished {
		return a.leave(s, k, end, err)
	}
	return a.finish(s, a.input(lib, selection, k.doc), k)
}

// session prepares the interview whose answers are kept.
func (k *keeper) session(selection *assess.Selection) *wizard.Session {
	return &wizard.Session{
		Interview: interview.New(selection, k.doc.Entries(selection.Banks)),
		Banks:     selection.Banks,
		Phrases:   phrase.For(k.lib.Language()),
		Kept:      wizard.Kept{File: k.Path},
		Resumed:   k.Exists(),
		SavedAt:   k.savedAt,
		Given:     k.doc.Case,
		Begin:     k.begin,
		Record: func(ref assess.Ref, e assess.Entry) error {
			return k.record(selection.Banks[ref.Bank], ref.Question, e)
		},
	}
}

// leave says what is kept of an interview that did not come to its end.
func (a *assessOptions) leave(s *wizard.Session, k *keeper, end wizard.End, err error) error {
	stopped := err == nil || errors.Is(err, context.Canceled)
	switch {
	case end == wizard.InputEnded && err == nil && !k.Exists():
		return errors.New("the input ended before the case had a name; nothing was kept")
	case end == wizard.InputEnded && err == nil:
		a.sayKept(s.Phrases.InputEnded, k)
		return exit.Failed
	case stopped && k.Exists():
		a.sayKept(s.Phrases.Saved, k)
	}
	return err
}

// finish reports on an interview that came to its end.
func (a *assessOptions) finish(s *wizard.Session, in *report.Input, k *keeper) error {
	fmt.Fprintln(a.sys.Err)
	if err := a.write(in, "terminal"); err != nil {
		return err
	}
	if a.sys.OutTerminal { // the conclusion has scrolled away
		fmt.Fprintf(a.sys.Err, "\n%s\n", report.Conclusion(in))
	}
	fmt.Fprintln(a.sys.Err)
	a.sayKept(s.Phrases.AfterReport, k)
	return nil
}

// sayKept says where the answers are, with commands that can be typed as they stand.
func (a *assessOptions) sayKept(text string, k *keeper) {
	again := say.Line(say.ShellWord(k.Path)) + a.givenFlags()
	if a.plain {
		again += " --plain"
	}
	fmt.Fprintln(a.sys.Err, phrase.Fill(text, "file", say.Line(k.Path), "again", again))
}

// prompter draws where a person sits at a terminal that can be drawn on.
func (a *assessOptions) prompter() wizard.Prompter {
	columns, rows := a.sys.Size()
	draw := a.sys.InTerminal && a.sys.ErrTerminal && !a.plain &&
		a.sys.Env("SAMKLAR_PLAIN") == "" && a.sys.Env("TERM") != "dumb" && a.sys.Env("TERM") != ""
	if draw && wizard.Fits(columns, rows) {
		return wizard.Form{In: a.sys.In, Out: a.sys.Err, Colour: a.colour()}
	}
	return wizard.Lines{In: a.sys.In, Out: a.sys.Err}
}
