package assess

import "slices"

// An Entry is what was recorded for one question.
type Entry struct {
	Choice   Choice
	Note     string
	Evidence []string
	Stale    string // the level once answered, for a bank version in which the question meant something else
}

// Empty reports whether nothing is recorded.
func (e *Entry) Empty() bool {
	return e.Choice == Unanswered && e.Stale == "" && e.Note == "" && len(e.Evidence) == 0
}

// Entries holds an entry for every question of a bank, by the ids of the banks.
type Entries map[string][]Entry

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

// An Interview is the state of asking one case: what is recorded, what follows
// from it, and which questions that leaves. It is evaluated from the top after
// every change, so there is nothing that could go out of step.
type Interview struct {
	selection *Selection
	entries   Entries
	result    *Result
	banks     []int // in the order in which they are asked
	queue     []Ref
}

// Start is the place before the first question.
func Start() Ref { return Ref{-1, -1} }

// NewInterview begins or resumes. Entries of banks that have none yet are added.
func NewInterview(s *Selection, entries Entries) *Interview {
	i := &Interview{selection: s, entries: make(Entries, len(s.Banks))}
	for _, b := range s.Banks {
		mine := slices.Clone(entries[b.ID])
		if mine == nil {
			mine = make([]Entry, len(b.Questions))
			for q := range mine {
				mine[q].Choice = Unanswered
			}
		}
		i.entries[b.ID] = mine
	}
	i.update()
	return i
}

func (i *Interview) update() {
	i.result = i.selection.Evaluate(i.entries.Answers())
	i.ask()
}

// ask lists what is asked: every question of every node that can be reached,
// of the banks that begin and of every bank that a possible code leads to.
func (i *Interview) ask() {
	s, r := i.selection, i.result
	i.banks, i.queue = nil, nil
	for _, bank := range s.roots {
		for _, asked := range append([]int{bank}, s.behind(r, bank)...) {
			if !slices.Contains(i.banks, asked) {
				i.banks = append(i.banks, asked)
			}
		}
	}
	for _, bank := range i.banks {
		b := &r.Banks[bank]
		for q := range b.Bank.Questions {
			if b.Reached(q) {
				i.queue = append(i.queue, Ref{bank, q})
			}
		}
	}
}

// Result gives what follows from the entries so far.
func (i *Interview) Result() *Result { return i.result }

// Queue lists the questions that are asked, in order, answered or not.
func (i *Interview) Queue() []Ref { return i.queue }

// Rest lists the answered questions that are not asked, since they no longer
// decide anything: their entries are kept.
func (i *Interview) Rest() []Ref {
	var rest []Ref
	for bank, b := range i.selection.Banks {
		for q := range b.Questions {
			ref := Ref{bank, q}
			if i.Entry(ref).Choice != Unanswered && !slices.Contains(i.queue, ref) {
				rest = append(rest, ref)
			}
		}
	}
	return rest
}

// Others lists the questions that are neither asked nor answered: they decide
// nothing, and may be answered all the same.
func (i *Interview) Others() []Ref {
	var others []Ref
	for bank, b := range i.selection.Banks {
		for q := range b.Questions {
			ref := Ref{bank, q}
			if i.Entry(ref).Choice == Unanswered && !slices.Contains(i.queue, ref) {
				others = append(others, ref)
			}
		}
	}
	return others
}

// Entry gives what is recorded for a question.
func (i *Interview) Entry(ref Ref) Entry {
	return i.entries[i.selection.Banks[ref.Bank].ID][ref.Question]
}

// Entries gives everything recorded.
func (i *Interview) Entries() Entries { return i.entries }

// Set records an entry and works out what follows.
func (i *Interview) Set(ref Ref, e Entry) {
	i.entries[i.selection.Banks[ref.Bank].ID][ref.Question] = e
	i.update()
}

// Next gives the first unanswered question after a place in the queue, or else
// before it. Start stands before all. It reports false where all are answered.
func (i *Interview) Next(after Ref) (Ref, bool) {
	var earlier *Ref
	for at := range i.queue {
		ref := i.queue[at]
		if i.Entry(ref).Choice != Unanswered {
			continue
		}
		if i.before(after, ref) {
			return ref, true
		}
		if earlier == nil && ref != after {
			earlier = &i.queue[at]
		}
	}
	if earlier != nil {
		return *earlier, true
	}
	return Ref{}, false
}

// Before gives the question before one in the queue. It reports false at the
// first.
func (i *Interview) Before(ref Ref) (Ref, bool) {
	for _, earlier := range slices.Backward(i.queue) {
		if i.before(earlier, ref) {
			return earlier, true
		}
	}
	return Ref{}, false
}

// Last gives the last question of the queue.
func (i *Interview) Last() Ref { return i.queue[len(i.queue)-1] }

// Left counts the unanswered questions of the queue: at most so many are still
// to come, as an answer can only close ways.
func (i *Interview) Left() int {
	n := 0
	for _, ref := range i.queue {
		if i.Entry(ref).Choice == Unanswered {
			n++
		}
	}
	return n
}

// before orders questions as the queue does. One that is no longer asked keeps
// its place in its bank; banks that are not asked come last.
func (i *Interview) before(a, b Ref) bool {
	if a.Bank == b.Bank {
		return a.Question < b.Question
	}
	return i.rank(a.Bank) < i.rank(b.Bank)
}

func (i *Interview) rank(bank int) int {
	if at := slices.Index(i.banks, bank); at >= 0 || bank < 0 {
		return at
	}
	return len(i.banks) + bank
}
