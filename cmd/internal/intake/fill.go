package intake

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/answerfile"
	"collectiveimpact/samklar/questions"
	"collectiveimpact/samklar/questions/diag"
)

// A Filling is what became of the answers that were put into a case.
type Filling struct {
	Put  int      // questions of which the case now says more
	Left []string // what was not put in, and why
}

// Fill puts the answers of an item into a document, each where that leaves open what it
// says: where its possible levels are among those that the document leaves possible. An
// answer that is there is never changed for another, nor a note or a source taken away.
func Fill(doc *answerfile.Document, item Item, library *questions.Library) (Filling, error) {
	var f Filling
	given := item.Doc
	if given == nil {
		var banks []*questions.Bank
		for id := range item.Of.Answers {
			b, err := library.Bank(id)
			if err != nil {
				return f, err
			}
			banks = append(banks, b)
		}
		var err error
		if given, err = answerfile.Read(doc.File, item.text(banks), library); err != nil {
			return f, err
		}
	}
	for _, id := range given.Banks() {
		b, err := library.Bank(id)
		if err != nil {
			return f, err
		}
		banks := []*questions.Bank{b}
		theirs, ours := given.Entries(banks)[id], doc.Entries(banks)[id]
		for q := range b.Questions {
			if theirs[q].Empty() {
				continue
			}
			put, left, err := merge(doc, b, q, ours[q], theirs[q])
			if err != nil {
				return f, fmt.Errorf("putting the answer to %s.%s into %q: %w", id, b.Questions[q].ID, doc.File, err)
			}
			if put {
				f.Put++
			}
			if left != "" {
				f.Left = append(f.Left, fmt.Sprintf("%s.%s: %s", id, b.Questions[q].ID, left))
			}
		}
	}
	return f, nil
}

// merge puts one answer into the document, or says why it is left.
func merge(doc *answerfile.Document, b *questions.Bank, at int, ours, theirs assess.Entry) (put bool, left string, err error) {
	q := &b.Questions[at]
	choice := ours.Choice
	switch {
	case theirs.Stale != "":
		return false, "was answered when the question meant something else; it is to be answered again [stale]", nil
	case saysMore(q, ours.Choice, theirs.Choice):
		choice = theirs.Choice
	case theirs.Choice != ours.Choice && (theirs.Choice.Leveled() || theirs.Choice == assess.NotApplicable):
		return false, fmt.Sprintf("says %s, and the case says %s already, which stays [answered]", theirs.Choice.ID(q), ours.Choice.ID(q)), nil
	}
	note, evidence := ours.Note, slices.Clone(ours.Evidence)
	if n := strings.TrimSpace(theirs.Note); n != "" && !strings.Contains("\n"+note+"\n", "\n"+n+"\n") {
		note = strings.TrimLeft(note+"\n"+n, "\n")
	}
	for _, e := range theirs.Evidence {
		if !slices.Contains(evidence, e) {
			evidence = append(evidence, e)
		}
	}
	if utf8.RuneCountInString(note) > assess.MaxNote || len(evidence) > assess.MaxEvidence {
		return false, fmt.Sprintf("there is no room for its note or its sources beside those of the case, of %d characters and %d at most; it is left out [too-long]", assess.MaxNote, assess.MaxEvidence), nil
	}
	switch {
	case choice != ours.Choice:
		return true, "", doc.Set(b, q.ID, answerfile.Answer{Level: choice.ID(q), Note: note, Evidence: evidence})
	case note != ours.Note || len(evidence) > len(ours.Evidence):
		return true, "", doc.Annotate(b, q.ID, note, evidence)
	}
	return false, "", nil
}

// saysMore tells whether an answer says more than another, and nothing against it.
func saysMore(q *questions.Question, than, answer assess.Choice) bool {
	low, high := answer.Possible(q)
	from, to := than.Possible(q)
	switch {
	case answer == than || !than.Open() || answer == assess.Unanswered:
		return false
	case answer == assess.Unknown:
		return than == assess.Unanswered
	case answer == assess.NotApplicable:
		return !than.Leveled()
	}
	return from <= low && high <= to
}

// Same says that an item cannot be of a case, as it has another id; or, where one of
// them has none, that it is called otherwise, which may be.
func Same(doc *answerfile.Document, item Item) (otherwise string, err error) {
	ours, theirs := doc.Case, item.Of.Case
	switch {
	case ours.ID != "" && theirs.ID != "" && ours.ID != theirs.ID:
		return "", fmt.Errorf("the answers are of the case %s, and %q is %s", diag.Quote(theirs.ID), doc.File, diag.Quote(ours.ID))
	case (ours.ID == "" || theirs.ID == "") && ours.Title != "" && theirs.Title != "" && ours.Title != theirs.Title:
		return fmt.Sprintf("the answers are of %s, and %q is called %s", diag.Quote(theirs.Title), doc.File, diag.Quote(ours.Title)), nil
	}
	return "", nil
}
