// Package keeper keeps the answers of an interview in their file: every one on the
// disk before the next question, what was recorded last taken back, and what
// somebody else writes into the file meanwhile taken in.
package keeper

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
	"sync"
	"time"
	"unicode"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/answerfile"
	"collectiveimpact/samklar/cmd/internal/casefile"
	"collectiveimpact/samklar/cmd/internal/exit"
	"collectiveimpact/samklar/cmd/internal/say"
	"collectiveimpact/samklar/cmd/internal/session"
	"collectiveimpact/samklar/questions"
)

// A Keeper keeps the answers of one interview.
type Keeper struct {
	casefile.File
	Doc     *answerfile.Document
	SavedAt time.Time         // of a file that is gone on with
	Banks   []*questions.Bank // that are asked

	Read  func(path string) (*answerfile.Document, []byte, error)
	Err   io.Writer
	Now   func() time.Time
	Asks  bool   // somebody can be asked what is to stay
	Over  bool   // goes on although another interview seems to have the file open
	Flags string // of a command that is suggested

	before []answerfile.Document // the document before each change, to take them back
	theirs bool                  // changes of somebody else's were taken in, and nobody knows yet
}

// Begin gives the file its name and writes it once, so that a folder that
// cannot be written to is found out before anything is asked.
func (k *Keeper) Begin(c assess.Case) (session.Kept, error) {
	if err := k.Doc.Fill(c); err != nil {
		return session.Kept{}, err
	}
	var kept session.Kept
	if k.Path == "" {
		wanted := nameFor(k.Doc.Case.Title)
		if k.Path = casefile.Free(wanted, ".yaml"); k.Path != wanted+".yaml" {
			kept.Namesake = wanted + ".yaml"
		}
		k.Doc.File = k.Path
	}
	found, err := k.Lock(k.Now(), k.Over)
	if err != nil {
		return session.Kept{}, k.withHint(err)
	}
	if found.Left {
		kept.Explained = fmt.Sprintf("the interview that had %q open%s ended without closing it; nothing of it is lost, and it is gone on with",
			say.Line(k.Path), say.Line(found.Who))
		fmt.Fprintf(k.Err, "samklar: %s\n", kept.Explained)
	}
	if found.NoLock != nil {
		fmt.Fprintf(k.Err, "samklar: %q cannot be locked here (%v): another interview with it is only noticed when one of the two writes\n", k.Path, found.NoLock)
	}
	kept.File = k.Path
	return kept, k.save()
}

// Record puts an answer into the document and the document on the disk. Where that
// cannot be written the document is as it was, and recording can be tried again.
func (k *Keeper) Record(ref assess.Ref, e assess.Entry) error {
	b := k.Banks[ref.Bank]
	q := &b.Questions[ref.Question]
	a := answerfile.Answer{Level: e.Choice.ID(q), Note: e.Note, Evidence: e.Evidence}
	if e.Choice == assess.Unanswered {
		a.Level = ""
	}
	if err := k.meet(b, q, a); err != nil {
		return err
	}
	was := *k.Doc
	var err error
	if e.Choice == assess.Unanswered {
		err = k.Doc.Annotate(b, q.ID, e.Note, e.Evidence)
	} else {
		err = k.Doc.Set(b, q.ID, a)
	}
	if err != nil {
		return k.retry(fmt.Errorf("keeping the answer to %q in %q: %w", q.ID, k.Path, err))
	}
	return k.changed(was)
}

// changed saves a change, which can then be taken back.
func (k *Keeper) changed(was answerfile.Document) error {
	if err := k.save(); err != nil {
		*k.Doc = was
		return err
	}
	k.before = append(k.before, was)
	return nil
}

// meet takes in what somebody else has written into the file, unless it is another
// answer to the question that is being answered: then it says so where somebody can
// be asked, and else leaves both versions to the saving.
func (k *Keeper) meet(b *questions.Bank, q *questions.Question, a answerfile.Answer) error {
	changed, err := k.Changed()
	if err != nil || !changed {
		return k.retry(err)
	}
	doc, data, err := k.Read(k.Path)
	if err != nil {
		return nil //nolint:nilerr // what cannot be read is left as it is, and ours goes beside it
	}
	ours, _ := k.Doc.Answer(b.ID, q.ID)
	theirs, given := doc.Answer(b.ID, q.ID)
	clash := !same(ours, theirs) && !same(theirs, a)
	if clash && !k.Asks {
		return nil
	}
	k.take(doc, data)
	if !clash {
		return nil
	}
	entry := assess.Entry{Choice: assess.Unanswered}
	if given {
		entry = doc.Entries(k.Banks)[b.ID][slices.IndexFunc(b.Questions, func(other questions.Question) bool { return other.ID == q.ID })]
	}
	return &session.Conflict{Theirs: entry}
}

func same(a, b answerfile.Answer) bool {
	return a.Level == b.Level && a.Note == b.Note && slices.Equal(a.Evidence, b.Evidence)
}

// take goes on with the file as somebody else has left it.
func (k *Keeper) take(doc *answerfile.Document, data []byte) {
	*k.Doc = *doc
	k.Seen(data)
	k.before, k.theirs = nil, true
}

// Undo makes the file what it was before the last change.
func (k *Keeper) Undo() (*session.Taken, error) {
	if changed, err := k.Changed(); err != nil || changed {
		if doc, data, err := k.Read(k.Path); err == nil && changed {
			k.take(doc, data)
		}
		return nil, &session.Unsaved{Err: cmp.Or(err, errMeanwhile)}
	}
	n := len(k.before)
	if n == 0 {
		return nil, session.ErrNothing
	}
	now := *k.Doc
	*k.Doc = k.before[n-1]
	if err := k.save(); err != nil {
		*k.Doc = now
		return nil, err
	}
	k.before = k.before[:n-1]
	return k.recorded(), nil
}

func (k *Keeper) recorded() *session.Taken {
	return &session.Taken{Case: k.Doc.Case, Entries: k.Doc.Entries(k.Banks)}
}

var errMeanwhile = errors.New("somebody else has changed the file meanwhile, and what they wrote is not undone")

// Theirs gives everything that is recorded, once after changes of somebody else's
// were taken in; else nil.
func (k *Keeper) Theirs() *session.Taken {
	if !k.theirs {
		return nil
	}
	k.theirs = false
	return k.recorded()
}

// Amend corrects what is said of the case.
func (k *Keeper) Amend(c assess.Case) error {
	was := *k.Doc
	if changed, err := k.Changed(); err == nil && changed {
		if doc, data, err := k.Read(k.Path); err == nil {
			before, theirs, ours := k.Doc.Case.Fields(), doc.Case, c.Fields()
			for i, f := range theirs.Fields() {
				if *ours[i].Text == *before[i].Text { // not corrected here
					*ours[i].Text = *f.Text
				}
			}
			k.take(doc, data)
			was = *k.Doc
		}
	}
	if err := k.Doc.Correct(c); err != nil {
		return k.retry(err)
	}
	return k.changed(was)
}

func (k *Keeper) save() error { return k.withHint(k.Save(k.Doc.Bytes())) }

// withHint says how to go on where the file is not ours alone. What else went wrong
// can be tried again.
func (k *Keeper) withHint(err error) error {
	if held, ok := errors.AsType[*casefile.HeldError](err); ok {
		return exit.Failed.Hinted(err, "samklar assess "+say.ShellWord(held.Path)+k.Flags+" --take-over")
	}
	if changed, ok := errors.AsType[*casefile.ChangedError](err); ok {
		return exit.Failed.Hinted(err, "samklar assess "+say.ShellWord(changed.Mine)+k.Flags)
	}
	return k.retry(err)
}

func (k *Keeper) retry(err error) error {
	if err == nil || !k.Asks {
		return err
	}
	return &session.Unsaved{Err: err}
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
	if reserved().MatchString(name) {
		name += "-case"
	}
	return name
}

// reserved are names that Windows keeps for devices, whatever their ending.
var reserved = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^(con|prn|aux|nul|com[0-9]|lpt[0-9])$`) })
