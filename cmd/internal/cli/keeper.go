package cli

import (
	"cmp"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"time"
	"unicode"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/answerfile"
	"collectiveimpact/samklar/cmd/internal/casefile"
	"collectiveimpact/samklar/cmd/internal/exit"
	"collectiveimpact/samklar/cmd/internal/output"
	"collectiveimpact/samklar/cmd/internal/say"
	"collectiveimpact/samklar/cmd/internal/wizard"
	"collectiveimpact/samklar/questions"
	"collectiveimpact/samklar/questions/diag"
)

// A keeper keeps the answers of an interview in their file.
type keeper struct {
	casefile.File
	o       *assessOptions
	lib     *questions.Library
	doc     *answerfile.Document
	savedAt time.Time // of a file that is gone on with
}

// open reads the file to go on with, or begins a new document. Flags may add
// what the file does not say, and may not contradict it.
func (a *assessOptions) open(file string, lib *questions.Library) (*keeper, error) {
	k := &keeper{o: a, lib: lib, doc: answerfile.New(file, strings.EqualFold(filepath.Ext(file), ".json"), lib)}
	k.Path = file
	exists, err := output.Regular(file)
	if exists && err == nil {
		if err = a.mend(file); err == nil {
			err = k.read()
		}
	}
	if err != nil {
		return nil, err
	}
	for _, f := range []struct{ flag, given, now string }{
		{"--case-title", a.given.Title, k.doc.Case.Title},
		{"--place", a.given.Place, k.doc.Case.Place},
		{"--as-of", a.given.AsOf, k.doc.Case.AsOf},
		{"--respondent", a.given.Respondent.Name, k.doc.Case.Respondent.Name},
	} {
		if f.given != "" && f.now != "" && f.given != f.now {
			return nil, exit.Usage(fmt.Sprintf("%s is %s, but %q says %s; change the file, or leave the flag out",
				f.flag, diag.Quote(f.given), file, diag.Quote(f.now)))
		}
	}
	if err := k.doc.Fill(a.given); err != nil {
		return nil, exit.Usage(fmt.Sprintf("the details of the case do not fit: %v", err))
	}
	return k, nil
}

// mend ends the writing of a file that was cut short.
func (a *assessOptions) mend(file string) error {
	before, err := casefile.Mend(file)
	if before != "" {
		fmt.Fprintf(a.sys.Err, "samklar: the writing of %q had been cut short and is ended now; what stood in it is in %q\n", file, before)
	}
	return err
}

func (k *keeper) read() error {
	name, data, err := k.o.readExact(k.Path, answerfile.MaxBytes)
	if err != nil {
		return err
	}
	if k.doc, err = parseAnswers(name, data, k.lib); err != nil {
		return err
	}
	k.Seen(data)
	if info, err := os.Stat(k.Path); err == nil {
		k.savedAt = info.ModTime()
	}
	return nil
}

// begin gives the file its name and writes it once, so that a folder that
// cannot be written to is found out before anything is asked.
func (k *keeper) begin(c assess.Case) (wizard.Kept, error) {
	if err := k.doc.Fill(c); err != nil {
		return wizard.Kept{}, err
	}
	var kept wizard.Kept
	if k.Path == "" {
		wanted := nameFor(k.doc.Case.Title)
		if k.Path = casefile.Free(wanted, ".yaml"); k.Path != wanted+".yaml" {
			kept.Namesake = wanted + ".yaml"
		}
		k.doc.File = k.Path
	}
	found, err := k.Lock(k.o.sys.Now(), k.o.takeOver)
	if err != nil {
		return wizard.Kept{}, k.withHint(err)
	}
	if found.Left {
		kept.Explained = fmt.Sprintf("the interview that had %q open%s ended without closing it; nothing of it is lost, and it is gone on with",
			say.Line(k.Path), say.Line(found.Who))
		fmt.Fprintf(k.o.sys.Err, "samklar: %s\n", kept.Explained)
	}
	if found.NoLock != nil {
		fmt.Fprintf(k.o.sys.Err, "samklar: %q cannot be locked here (%v): another interview with it is only noticed when one of the two writes\n", k.Path, found.NoLock)
	}
	kept.File = k.Path
	return kept, k.save()
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
		return fmt.Errorf("keeping the answer to %q in %q: %w", q.ID, k.Path, err)
	}
	return k.save()
}

func (k *keeper) save() error { return k.withHint(k.Save(k.doc.Bytes())) }

// withHint says how to go on where the file is not ours alone.
func (k *keeper) withHint(err error) error {
	if held, ok := errors.AsType[*casefile.HeldError](err); ok {
		return exit.Failed.Hinted(err, "samklar assess "+say.ShellWord(held.Path)+k.o.givenFlags()+" --take-over")
	}
	if changed, ok := errors.AsType[*casefile.ChangedError](err); ok {
		return exit.Failed.Hinted(err, "samklar assess "+say.ShellWord(changed.Mine)+k.o.givenFlags())
	}
	return err
}

// nameFor names a new file after a title, without its ending.
func nameFor(title string) string {
	words := strings.FieldsFunc(strings.ToLower(title), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	name := strings.Join(words, "-")
	for i := range name {
		if i > 60 {
			name = name[:i]
			break
		}
	}
	name = cmp.Or(strings.TrimRight(name, "-"), "case")
	if reserved.MatchString(name) {
		name += "-case"
	}
	return name
}

// reserved are names that Windows keeps for devices, whatever their ending.
var reserved = regexp.MustCompile(`^(con|prn|aux|nul|com[0-9]|lpt[0-9])$`)
