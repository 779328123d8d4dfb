package assess

import "collectiveimpact/samklar/questions"

// An Entry is what was recorded for one question.
type Entry struct {
	Choice   Choice
	Note     string
	Evidence []string
	Stale    string // the level once answered, for a bank version in which the question meant something else
}

// A Gone is what was recorded for a question that its bank has given up. It is kept
// and told, and counts for nothing.
type Gone struct {
	Bank, Question string
	Entry          // its level, if it has one, is stale
}

// Empty reports whether nothing is recorded.
func (e *Entry) Empty() bool {
	return e.Choice == Unanswered && e.Stale == "" && e.Note == "" && len(e.Evidence) == 0
}

// Entries holds an entry for every question of a bank, by the ids of the banks.
type Entries map[string][]Entry

// Sourced lists the answers that have a source: a piece of evidence.
func (e Entries) Sourced(banks []*questions.Bank) []Ref {
	var all []Ref
	for i, b := range banks {
		for q := range e[b.ID] {
			if entry := &e[b.ID][q]; len(entry.Evidence) > 0 && entry.Choice != Unanswered {
				all = append(all, Ref{i, q})
			}
		}
	}
	return all
}

// Answers gives what the rules see of the entries.
func (e Entries) Answers() Answers {
	answers := make(Answers, len(e))
	for id, entries := range e {
		sheet := make(Sheet, len(entries))
		for i := range entries {
			sheet[i] = entries[i].Choice
		}
		answers[id] = sheet
	}
	return answers
}
