package cli

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strconv"
	"strings"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/group"
	"collectiveimpact/samklar/assess/interview"
	"collectiveimpact/samklar/cmd/internal/command"
	"collectiveimpact/samklar/cmd/internal/exit"
	"collectiveimpact/samklar/cmd/internal/hearing"
	"collectiveimpact/samklar/cmd/internal/keeper"
	"collectiveimpact/samklar/cmd/internal/say"
	"collectiveimpact/samklar/cmd/internal/session"
	"collectiveimpact/samklar/cmd/internal/usage"
	"collectiveimpact/samklar/cmd/internal/wizard"
	"collectiveimpact/samklar/questions"
	"collectiveimpact/samklar/questions/diag"
	"collectiveimpact/samklar/report"
	"collectiveimpact/samklar/report/phrase"
	"collectiveimpact/samklar/report/terminal"
	"collectiveimpact/samklar/report/view"

	"github.com/spf13/cobra"
)

type assessOptions struct {
	*command.Options
	given    assess.Case // by flags
	replace  bool
	takeOver bool
	voices   []string // files of those whose group agrees in FILE
	moved    []string // how far the group has come, at the end
}

func newAssess(o *command.Options) *cobra.Command {
	a := &assessOptions{Options: o}
	c := &cobra.Command{
		Use:   "assess [FILE] [VOICE...]",
		Short: "Interview: answer the questions, end with what came out",
		Long: `Ask the questions one at a time, keep every answer in FILE before the next
question appears, and end with what came out. A FILE that is there is gone on
with. Without FILE, one is named after the title in the current folder; on a
terminal, the cases that lie there are offered to go on with first.

With the files of several voices behind it, FILE is what samklar group made of
them: what is open is asked, in the order in which it settles most, with the
voices beside the levels as far as they are shown. Nothing of them is kept.

On a terminal the questions are drawn. With --plain (or SAMKLAR_PLAIN=1), on a
dumb terminal, and where the input is no terminal, they come as lines: for
screen readers and scripts. Where the input is no terminal, the first line that
does not fit ends the interview.`,
		Example: "  samklar assess\n  samklar assess case.yaml --case-title \"Our neighbourhood\" --plain\n  samklar assess agreed.yaml street/*.yaml",
		Args:    usage.Files(0, 10_000, "", "a file, and those of voices"),
		RunE: func(c *cobra.Command, args []string) error {
			file := ""
			if len(args) == 2 {
				return exit.Usage("2 files given; expected one, or one and those of several voices", c.CommandPath()+" --help")
			}
			if len(args) > 0 {
				if file, a.voices = args[0], args[1:]; file == "-" || file == "" {
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
	c.Flags().BoolVar(&a.replace, "replace", false, "let these flags replace what FILE says, and say what they replaced")
	c.Flags().BoolVar(&a.Plain, "plain", false, "ask in lines, with nothing drawn: for screen readers, and small windows")
	c.Flags().BoolVar(&a.takeOver, "take-over", false, "go on although another interview seems to have the file open")
	return c
}

func (a *assessOptions) run(ctx context.Context, file string) error {
	if a.given.AsOf != "" && !assess.ValidDate(a.given.AsOf) {
		return exit.Usage(fmt.Sprintf("--as-of: found %s; expected a date such as 2026-03-31, 2026-03 or 2026", diag.Quote(a.given.AsOf)))
	}
	lib, selection, err := a.Selected()
	if err != nil {
		return err
	}
	if file == "" {
		var leave bool
		if file, leave, err = a.goOn(lib); err != nil || leave {
			return err
		}
	}
	k, err := a.open(file, lib)
	if err != nil {
		return err
	}
	defer k.Unlock()
	var heard *hearing.Hearing
	answered := k.Doc.Banks()
	if len(a.voices) > 0 {
		if heard, err = a.hear(k, lib); err != nil {
			return err
		}
		answered = append(answered, heard.Banks()...)
	}
	if len(answered) > 0 {
		if selection, err = a.Selection(lib, answered...); err != nil {
			return err
		}
	}
	k.Banks = selection.Banks
	s := a.session(k, selection, lib.Language())
	var g *group.Group
	if heard != nil {
		g = heard.Group(selection)
		hearing.Join(s, g, selection)
	}
	if s.Given.Title == "" {
		err = a.writable(file)
	} else {
		s.Kept, err = k.Begin(assess.Case{})
	}
	if err != nil {
		return err
	}
	end, err := a.prompter().Run(ctx, s)
	if g != nil {
		a.moved = hearing.Moved(s, g, selection)
	}
	return a.ended(s, a.Input(lib, selection, k.Doc), k, end, err)
}

// hear reads the voices whose group agrees in the file.
func (a *assessOptions) hear(k *keeper.Keeper, lib *questions.Library) (*hearing.Hearing, error) {
	h, err := hearing.Read(a.Options, a.voices, k.Doc.Case.Title, lib)
	if err == nil {
		err = h.Meets(k.Doc, k.Exists(), a.GivenFlags())
	}
	return h, err
}

// session prepares the interview whose answers are kept.
func (a *assessOptions) session(k *keeper.Keeper, selection *assess.Selection, lang string) *session.Session {
	return &session.Session{
		Interview: interview.New(selection, k.Doc.Entries(selection.Banks)),
		Banks:     selection.Banks,
		Phrases:   phrase.For(lang),
		Kept:      session.Kept{File: k.Path},
		Resumed:   k.Exists(),
		SavedAt:   k.SavedAt,
		Given:     k.Doc.Case,
		Begin:     k.Begin,
		Record:    k.Record,
		Undo:      k.Undo,
		Theirs:    k.Theirs,
		Amend:     k.Amend,
		Now:       a.Sys.Now,
	}
}

// ended says what came out of an interview, or what is kept of one that did not come
// to its end.
func (a *assessOptions) ended(s *session.Session, in *report.Input, k *keeper.Keeper, end wizard.End, err error) error {
	if len(s.Unconfirmed) > 0 {
		for _, line := range append([]string{s.Phrases.NotConfirmed}, s.Unconfirmed...) {
			a.sayWrapped(line)
		}
	}
	switch {
	case err != nil:
		_, unfit := errors.AsType[*wizard.LineError](err)
		if (unfit || errors.Is(err, context.Canceled)) && k.Exists() {
			a.sayKept(s.Phrases.Saved, k)
		}
		return err
	case end == wizard.InputEnded && !k.Exists():
		return errors.New("the input ended before the case had a name; nothing was kept")
	case end == wizard.InputEnded:
		a.sayKept(s.Phrases.InputEnded, k)
		return exit.Failed
	case !k.Exists():
		return nil
	case end == wizard.Left && !in.Result.Settled():
		for _, said := range a.moved {
			a.sayWrapped(said)
		}
		a.sayKept(s.Phrases.Saved, k)
		if a.moved != nil {
			a.sayKept(s.Phrases.AfterReport, k)
		}
		return nil
	}
	fmt.Fprintln(a.Sys.Err)
	v := report.Brief(in)
	for i, said := range a.moved {
		v.Sections[0].Blocks = append(v.Sections[0].Blocks, view.Text{ID: "moved-" + strconv.Itoa(i+1), Text: said})
	}
	if err := a.writeView(v); err != nil {
		return err
	}
	fmt.Fprintln(a.Sys.Err)
	if end == wizard.Left {
		a.sayKept(s.Phrases.Saved, k)
	} else {
		a.sayKept(s.Phrases.AnswersIn, k)
	}
	a.sayKept(s.Phrases.AfterReport, k)
	return nil
}

// sayWrapped says a sentence in as many lines as it takes.
func (a *assessOptions) sayWrapped(said string) {
	for _, part := range terminal.Wrap(say.Line(said), cmp.Or(a.width(), terminal.DefaultWidth)) {
		fmt.Fprintln(a.Sys.Err, part)
	}
}

// writeView gives a view to standard output.
func (a *assessOptions) writeView(v *view.View) error {
	var b bytes.Buffer
	if err := command.Lay(&b, v, "terminal", a.Screen()); err != nil {
		return err
	}
	return a.Print(b.Bytes())
}

// sayKept says where the answers are, with commands that can be copied as they stand.
func (a *assessOptions) sayKept(text string, k *keeper.Keeper) {
	files := []string{k.Path}
	if strings.Contains(text, "samklar assess") {
		files = append(files, a.voices...)
	}
	again := say.Line(say.ShellWords(files)) + a.GivenFlags()
	page := say.Line(say.ShellWord(strings.TrimSuffix(k.Path, filepath.Ext(k.Path)) + ".html"))
	fill := func(text string) string {
		return phrase.Fill(text, "file", say.Line(k.Path), "again", again, "page", page, "plain", a.plainFlag())
	}
	for line := range strings.SplitSeq(text, "\n") {
		before, command, found := strings.Cut(line, "samklar ")
		if found {
			command = "samklar " + command
		}
		for _, part := range say.Typed(fill(before), fill(command), a.width()) {
			fmt.Fprintln(a.Sys.Err, part)
		}
	}
}

// plainFlag repeats --plain, for a command that is suggested to somebody who gave it.
func (a *assessOptions) plainFlag() string {
	if a.Plain {
		return " --plain"
	}
	return ""
}

// width is that of the terminal that messages go to; 0 where they go elsewhere.
func (a *assessOptions) width() int { return messageWidth(a.Options) }

// prompter draws where a person sits at a terminal that can be drawn on.
func (a *assessOptions) prompter() wizard.Prompter {
	columns, rows := a.Sys.Size()
	draw := a.Sys.InTerminal && a.Sys.ErrTerminal && !a.Plain &&
		a.Sys.Env("SAMKLAR_PLAIN") == "" && a.Sys.Env("TERM") != "dumb" && a.Sys.Env("TERM") != ""
	if draw && wizard.Fits(columns, rows) {
		return wizard.Form{In: a.Sys.In, Out: a.Sys.Err}
	}
	return wizard.Lines{In: a.Sys.In, Out: a.Sys.Err, Strict: !a.Sys.InTerminal, Width: a.width}
}
