package cli

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"
	"unicode"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/answerfile"
	"collectiveimpact/samklar/cmd/internal/wizard"
	"collectiveimpact/samklar/questions"
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
		Args:    oneFileOrNone,
		RunE: func(c *cobra.Command, args []string) error {
			file := ""
			if len(args) == 1 {
				if file = args[0]; file == "-" || file == "" {
					return usage("an interview needs a file to keep the answers in; standard input is for answering")
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
		return usage(fmt.Sprintf("--as-of: found %s; expected a date such as 2026-03-31, 2026-03 or 2026", diag.Quote(a.given.AsOf)))
	}
	lib, err := a.library()
	if err != nil {
		return err
	}
	selection, err := a.selection(lib)
	if err != nil {
		return err
	}
	keeper, err := a.open(file, lib)
	if err != nil {
		return err
	}
	defer keeper.unlock()
	s := &wizard.Session{
		Interview: assess.NewInterview(selection, keeper.doc.Entries(selection.Banks)),
		Banks:     selection.Banks,
		Phrases:   phrase.For(lib.Language()),
		File:      keeper.path,
		Resumed:   keeper.resumed,
		SavedAt:   keeper.savedAt,
		Given:     keeper.doc.Case,
		Record: func(ref assess.Ref, e assess.Entry) error {
			return keeper.record(selection.Banks[ref.Bank], ref.Question, e)
		},
	}
	s.Begin = func(c assess.Case) (string, error) {
		file, err := keeper.begin(c)
		s.Namesake, s.Explained = keeper.namesake, keeper.explained
		return file, err
	}
	if s.NeedsTitle = keeper.doc.Case.Title == ""; !s.NeedsTitle {
		if s.File, err = s.Begin(assess.Case{}); err != nil {
			return err
		}
	}
	end, err := a.prompter().Run(ctx, s)
	again := oneLine(shellWord(keeper.path)) + a.givenFlags()
	if a.plain {
		again += " --plain"
	}
	// The commands that are named can be typed as they stand.
	saved := phrase.Fill(s.Phrases.Saved, "file", oneLine(keeper.path), "again", again)
	switch {
	case errors.Is(err, context.Canceled):
		if keeper.exists {
			fmt.Fprintln(a.sys.Err, saved)
		}
		return err
	case err != nil:
		return err
	case end == wizard.InputEnded && !keeper.exists:
		return fmt.Errorf("the input ended before the case had a name; nothing was kept")
	case end == wizard.InputEnded:
		fmt.Fprintln(a.sys.Err, phrase.Fill(s.Phrases.InputEnded, "file", oneLine(keeper.path), "again", again))
		return failed
	case end == wizard.Left:
		if keeper.exists {
			fmt.Fprintln(a.sys.Err, saved)
		}
		return nil
	}
	fmt.Fprintln(a.sys.Err)
	in := input(lib, selection, keeper.doc)
	if err := a.write(in, "terminal", ""); err != nil {
		return err
	}
	if a.sys.OutTerminal { // the conclusion has scrolled away
		fmt.Fprintf(a.sys.Err, "\n%s\n", report.Conclusion(in))
	}
	fmt.Fprintf(a.sys.Err, "\n%s\n", phrase.Fill(s.Phrases.AfterReport, "again", again))
	return nil
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

// A keeper keeps the answers on disk.
type keeper struct {
	o         *assessOptions
	lib       *questions.Library
	doc       *answerfile.Document
	path      string // "" until the file has a name
	resumed   bool
	seen      [sha256.Size]byte // of the file as last read or written
	exists    bool
	savedAt   time.Time
	held      *os.File // the lock, or nil
	explained string   // what was said of a lock that was left behind
	namesake  string   // the file that has the name which this one would have had
}

// open reads the file to go on with, or begins a new document. Flags may add
// what the file does not say, and may not contradict it.
func (a *assessOptions) open(file string, lib *questions.Library) (*keeper, error) {
	k := &keeper{o: a, lib: lib, path: file}
	asJSON := strings.EqualFold(filepath.Ext(file), ".json")
	if file == "" {
		k.doc = answerfile.New("", false, lib)
	} else {
		exists, err := statRegular(file)
		if err != nil {
			return nil, err
		}
		k.doc = answerfile.New(file, asJSON, lib)
		if exists {
			name, data, err := a.readInput(file, answerfile.MaxBytes)
			if err != nil {
				return nil, err
			}
			if k.doc, err = parseAnswers(name, data, lib); err != nil {
				return nil, err
			}
			k.seen, k.exists, k.resumed = sha256.Sum256(data), true, true
			if info, err := os.Stat(file); err == nil {
				k.savedAt = info.ModTime()
			}
		}
	}
	for _, f := range []struct{ flag, given, now string }{
		{"--case-title", a.given.Title, k.doc.Case.Title},
		{"--place", a.given.Place, k.doc.Case.Place},
		{"--as-of", a.given.AsOf, k.doc.Case.AsOf},
		{"--respondent", a.given.Respondent.Name, k.doc.Case.Respondent.Name},
	} {
		if f.given != "" && f.now != "" && f.given != f.now {
			return nil, usage(fmt.Sprintf("%s is %s, but %q says %s; change the file, or leave the flag out",
				f.flag, diag.Quote(f.given), file, diag.Quote(f.now)))
		}
	}
	if err := k.doc.Fill(a.given); err != nil {
		return nil, usage(fmt.Sprintf("the details of the case do not fit: %v", err))
	}
	return k, nil
}

// begin gives the file its name and writes it once, so that a folder that
// cannot be written to is found out before anything is asked.
func (k *keeper) begin(c assess.Case) (string, error) {
	if err := k.doc.Fill(c); err != nil {
		return "", err
	}
	if k.path == "" {
		wanted := nameFor(k.doc.Case.Title)
		if k.path = free(wanted, ".yaml"); k.path != wanted+".yaml" {
			k.namesake = wanted + ".yaml"
		}
		k.doc.File = k.path
	}
	if err := k.lock(); err != nil {
		return "", err
	}
	return k.path, k.save()
}

// record puts an answer into the document and the document on the disk.
func (k *keeper) record(b *questions.Bank, question int, e assess.Entry) error {
	q := &b.Questions[question]
	var err error
	if e.Choice == assess.Unanswered {
		err = k.doc.Annotate(b, q.ID, e.Note, e.Evidence)
	} else {
		err = k.doc.Set(b, q.ID, answerfile.Answer{Level: e.Choice.ID(q), Note: e.Note, Evidence: e.Evidence})
	}
	if err != nil {
		return fmt.Errorf("keeping the answer to %q in %q: %w", q.ID, k.path, err)
	}
	return k.save()
}

// save replaces the file, unless somebody else has changed it meanwhile: then
// theirs stays, and ours goes beside it.
func (k *keeper) save() error {
	data := k.doc.Bytes()
	now, err := os.ReadFile(k.path)
	switch {
	case err == nil && k.exists && sha256.Sum256(now) == k.seen:
		if bytes.Equal(now, data) {
			return writable(k.path)
		}
	case err == nil:
		return k.conflict(data)
	case !errors.Is(err, os.ErrNotExist):
		return fmt.Errorf("reading %q: %w", k.path, noPath(err))
	}
	if err := replaceFile(k.path, data); err != nil {
		return err
	}
	k.seen, k.exists = sha256.Sum256(data), true
	return nil
}

// conflict keeps both versions of a file.
func (k *keeper) conflict(data []byte) error {
	ext := filepath.Ext(k.path)
	other := free(strings.TrimSuffix(k.path, ext)+"-mine", ext)
	if err := replaceFile(other, data); err != nil {
		return fmt.Errorf("somebody else has changed %q during the interview, and %w", k.path, err)
	}
	return hinted(fmt.Errorf("somebody else has changed %q during the interview: their version is left as it is, and yours, with the last answer, is in %q",
		k.path, other), "samklar assess "+shellWord(other)+k.o.givenFlags())
}

// writable tells whether a file could be replaced, without replacing it.
func writable(path string) error {
	f, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+".*.tmp")
	if err != nil {
		return fmt.Errorf("writing %q: %w", path, noPath(err))
	}
	_ = f.Close()
	return os.Remove(f.Name())
}

// nameFor names a new file after a title, without its ending.
func nameFor(title string) string {
	var b strings.Builder
	for _, r := range strings.ToLower(title) {
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			b.WriteRune(r)
		case b.Len() > 0 && !strings.HasSuffix(b.String(), "-"):
			b.WriteByte('-')
		}
		if b.Len() > 60 {
			break
		}
	}
	name := strings.Trim(b.String(), "-")
	if name == "" {
		return "case"
	}
	return name
}

// free gives the first name that nothing has: name, name-2, name-3 ….
func free(name, ext string) string {
	path := name + ext
	for n := 2; ; n++ {
		if _, err := os.Lstat(path); errors.Is(err, os.ErrNotExist) {
			return path
		}
		path = name + "-" + strconv.Itoa(n) + ext
	}
}
