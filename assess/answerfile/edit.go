package answerfile

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/questions"
	"collectiveimpact/samklar/questions/yamldoc"
)

// ErrEdit says that an answer could not be put into a file without changing
// something else in it. The document is then as it was.
var ErrEdit = errors.New("the answer cannot be put into the file without changing something else in it")

// New gives a document with no answers yet, in YAML or JSON.
func New(file string, asJSON bool, library *questions.Library) *Document {
	text := fmt.Sprintf("samklar: %d\n", Format)
	if asJSON {
		text = fmt.Sprintf("{\n  \"samklar\": %d\n}\n", Format)
	}
	d, err := Read(file, []byte(text), library)
	if err != nil {
		panic("answerfile: a document without answers is valid: " + err.Error())
	}
	return d
}

// Fill puts what is known of the case into the document where it has nothing. Fields that are empty are left alone. The error is a diag.List
// where a field does not fit: a date that is none, a text that is too long.
func (d *Document) Fill(c assess.Case) error {
	now := d.Case.Fields()
	for i, f := range c.Fields() {
		if *now[i].Text != "" {
			*f.Text = *now[i].Text
		}
	}
	return d.Correct(c)
}

// Correct makes the document say this of the case. What it says already is left as
// it is written; what is to be empty is. The error is as that of Fill.
func (d *Document) Correct(c assess.Case) error {
	draft := *d
	now := d.Case.Fields()
	for i, f := range c.Fields() {
		if *f.Text == *now[i].Text {
			continue
		}
		// A date too stands in quotes, so that no other writer makes a time of it.
		if err := draft.change([]string{f.Section, f.Name}, quote(*f.Text)); err != nil {
			return err
		}
	}
	again, err := Read(d.File, draft.source, d.library)
	if err != nil {
		return err
	}
	again.bom = d.bom
	if !d.sameAnswers(again) {
		return ErrEdit
	}
	*d = *again
	return nil
}

// Set puts an answer into the document's text and leaves the rest of the text
// as it is: what follows a value on its line, comments, order and layout. The
// bank's version is entered in banks. Where older answers there would thereby
// count as given for the newer version, each first gets its own version.
func (d *Document) Set(bank *questions.Bank, question string, a Answer) error {
	q := bank.Question(question)
	if q < 0 {
		return fmt.Errorf("bank %q has no question %q", bank.ID, question)
	}
	draft := d.draft(bank.ID)
	old, versioned := d.versions[bank.ID]
	if old < bank.Version {
		for id, other := range d.answers[bank.ID] {
			was := old
			if !versioned {
				was = bank.GoneFrom(id) - 1 // what today's version does not ask was answered in an older one
			}
			if id != question && other.Version == 0 && was > 0 {
				other.Version = was
				if err := draft.put(bank.ID, id, other); err != nil {
					return err
				}
			}
		}
		if err := draft.change([]string{"banks", bank.ID}, strconv.Itoa(bank.Version)); err != nil {
			return err
		}
		draft.versions[bank.ID] = bank.Version
	}
	if a.Version == bank.Version || a.Version == 0 && d.answers[bank.ID][question].Version != 0 {
		a.Version = bank.Version // an entry that has its own version keeps one
	}
	if err := draft.put(bank.ID, question, a); err != nil {
		return err
	}
	*d = *draft
	return nil
}

// draft is a copy in which the answers to a bank may change.
func (d *Document) draft(bank string) *Document {
	draft := *d
	draft.versions, draft.answers = maps.Clone(d.versions), maps.Clone(d.answers)
	draft.answers[bank] = maps.Clone(d.answers[bank])
	return &draft
}

// Annotate puts a note and evidence beside an answer and leaves the rest of it
// as it is: its level, and whether it is stale. Without an answer they stand
// alone, and leave the question unanswered; without them too, the file says nothing
// of it.
func (d *Document) Annotate(bank *questions.Bank, question, note string, evidence []string) error {
	old, given := d.Answer(bank.ID, question)
	if old.Level == "" && strings.TrimSpace(note) == "" && len(evidence) == 0 {
		return d.withdraw(bank.ID, question)
	}
	if !given {
		return d.Set(bank, question, Answer{Note: note, Evidence: evidence})
	}
	draft := d.draft(bank.ID)
	old.Note, old.Evidence = note, evidence
	if err := draft.put(bank.ID, question, old); err != nil {
		return err
	}
	*d = *draft
	return nil
}

// put changes one answer and checks, by reading the text again, that this and
// nothing else has changed.
func (d *Document) put(bank, question string, a Answer) error {
	if d.answers[bank] == nil {
		d.answers[bank] = make(map[string]Answer)
	}
	was, given := d.answers[bank][question]
	if a.Level == "" && (was.Level != "" || strings.TrimSpace(a.Note) == "" && len(a.Evidence) == 0) {
		a.Level = Unknown // a level that was said is not taken back, and an answer says something
	}
	if given && same(a, was) {
		return nil
	}
	path := []string{"answers", bank, question}
	now := d.root.Get("answers").Get(bank).Get(question)
	if now == nil || now.Kind != yamldoc.Map {
		if err := d.change(path, d.render(a)); err != nil {
			return err
		}
	} else {
		before, after := d.fields(was), d.fields(a)
		if before[0].name != after[0].name && was.Level != "" {
			if err := d.rename(now, before[0].name, after[0].name); err != nil {
				return err
			}
		}
		for i, f := range after {
			if f.value == before[i].value {
				continue
			}
			if m := d.root.Get("answers").Get(bank).Get(question); !f.given && len(m.Items) > 2 && m.Get(f.name) != nil {
				if d.remove(m, f.name, true) == nil {
					continue
				} // else it is emptied
			}
			if err := d.changeField(append(path[:3:3], f.name), f.value, was, a); err != nil {
				return err
			}
		}
	}
	d.answers[bank][question] = a
	again, err := Read(d.File, d.source, d.library)
	if err != nil || again.Case != d.Case || !d.sameAnswers(again) {
		return ErrEdit
	}
	d.root = again.root
	return nil
}

// withdraw takes what is said of a question without an answer out of the text.
func (d *Document) withdraw(bank, question string) error {
	if _, given := d.Answer(bank, question); !given {
		return nil
	}
	draft := d.draft(bank)
	if err := draft.remove(d.root.Get("answers").Get(bank), question, false); err != nil {
		return err
	}
	delete(draft.answers[bank], question)
	again, err := Read(d.File, draft.source, d.library)
	if err != nil || again.Case != d.Case || !draft.sameAnswers(again) {
		return ErrEdit
	}
	draft.root = again.root
	*d = *draft
	return nil
}

// changeField changes one field of an answer. Evidence is changed and added to
// piece by piece, so that comments in the list stay; only where the list becomes
// shorter is it written anew.
func (d *Document) changeField(path []string, value string, was, a Answer) error {
	n := len(was.Evidence)
	if path[3] != "evidence" || n == 0 || len(a.Evidence) < n {
		return d.change(path, value)
	}
	for i, piece := range a.Evidence {
		list := d.root.Get(path[0]).Get(path[1]).Get(path[2]).Get(path[3])
		var err error
		switch {
		case i >= n:
			err = d.appendItem(list, quote(piece))
		case piece != was.Evidence[i]:
			from := d.offset(&list.Items[i])
			err = d.splice(from, d.end(&list.Items[i], list.Column-1), quote(piece))
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// sameAnswers compares what two documents say; an answer without evidence may
// hold none or an empty list, and a bank without answers may be there or not.
func (d *Document) sameAnswers(other *Document) bool {
	if !maps.Equal(d.versions, other.versions) {
		return false
	}
	for bank, answers := range d.answers {
		if !maps.EqualFunc(answers, other.answers[bank], same) {
			return false
		}
	}
	for bank, answers := range other.answers {
		if len(answers) > len(d.answers[bank]) {
			return false
		}
	}
	return true
}

func same(a, b Answer) bool {
	return a.Level == b.Level && a.Note == b.Note && a.Version == b.Version && slices.Equal(a.Evidence, b.Evidence)
}
