// Package interview asks the questions of one case: in which order, and which are
// left. It shows nothing and keeps nothing.
package interview

import (
	"cmp"
	"slices"

	"collectiveimpact/samklar/assess"
)

// An Interview is the state of asking one case: what is recorded, what follows
// from it, and which questions that leaves. It is evaluated from the top after
// every change, so there is nothing that could go out of step.
type Interview struct {
	selection *assess.Selection
	entries   assess.Entries
	result    *assess.Result
	banks     []int // in the order in which they are asked
	queue     []assess.Ref
	agenda    []assess.Ref        // asked before all others that are left, in this order
	settled   map[assess.Ref]bool // recorded when it was set, and not on it: they stand before it
	again     map[assess.Ref]bool // of those, the ones that are still to be asked, whatever is recorded
}

// Start is the place before the first question.
func Start() assess.Ref { return assess.Ref{Bank: -1, Question: -1} }

// New begins or resumes. Entries of banks that have none yet are added.
func New(s *assess.Selection, entries assess.Entries) *Interview {
	i := &Interview{selection: s, entries: make(assess.Entries, len(s.Banks))}
	for _, b := range s.Banks {
		mine := slices.Clone(entries[b.ID])
		if mine == nil {
			mine = make([]assess.Entry, len(b.Questions))
			for q := range mine {
				mine[q].Choice = assess.Unanswered
			}
		}
		i.entries[b.ID] = mine
	}
	i.update()
	return i
}

// Again has some questions asked before all others that are left, in this order, though
// something may be recorded for them. One that is recorded anew, or gone on from, has been
// asked. What is recorded for others stands before them in the queue, so that whoever comes
// back counts on from there.
func (i *Interview) Again(agenda []assess.Ref) {
	i.agenda, i.again, i.settled = agenda, make(map[assess.Ref]bool, len(agenda)), make(map[assess.Ref]bool)
	for _, ref := range agenda {
		i.again[ref] = true
	}
	for bank, b := range i.selection.Banks {
		for q := range b.Questions {
			ref := assess.Ref{Bank: bank, Question: q}
			i.settled[ref] = len(agenda) > 0 && !i.asks(ref)
		}
	}
	i.update()
}

func (i *Interview) update() {
	i.result = i.selection.Evaluate(i.entries.Answers())
	i.banks, i.queue = i.selection.Asked(i.result), nil
	for _, bank := range i.banks {
		b := &i.result.Banks[bank]
		for q := range b.Bank.Questions {
			if b.Reached(q) {
				i.queue = append(i.queue, assess.Ref{Bank: bank, Question: q})
			}
		}
	}
	slices.SortStableFunc(i.queue, func(a, b assess.Ref) int { return cmp.Compare(i.place(a), i.place(b)) })
}

// place is that of a question on the agenda; what was settled before comes before it, and
// all others behind it.
func (i *Interview) place(ref assess.Ref) int {
	if i.settled[ref] {
		return -1
	}
	if at := slices.Index(i.agenda, ref); at >= 0 {
		return at
	}
	return len(i.agenda)
}

// asks reports whether a question is still to be asked.
func (i *Interview) asks(ref assess.Ref) bool {
	return i.Entry(ref).Choice == assess.Unanswered || i.again[ref]
}

// Pending reports whether a question is on the agenda and has not been asked: nobody here
// has chosen what is recorded for it.
func (i *Interview) Pending(ref assess.Ref) bool { return i.again[ref] }

// Result gives what follows from the entries so far.
func (i *Interview) Result() *assess.Result { return i.result }

// Queue lists the questions that are asked, in order, answered or not.
func (i *Interview) Queue() []assess.Ref { return i.queue }

// Rest lists the answered questions that are not asked, since they no longer
// decide anything: their entries are kept.
func (i *Interview) Rest() []assess.Ref { return i.aside(true) }

// Others lists the questions that are neither asked nor answered: they decide
// nothing, and may be answered all the same.
func (i *Interview) Others() []assess.Ref { return i.aside(false) }

func (i *Interview) aside(answered bool) []assess.Ref {
	var aside []assess.Ref
	for bank, b := range i.selection.Banks {
		for q := range b.Questions {
			ref := assess.Ref{Bank: bank, Question: q}
			if (i.Entry(ref).Choice != assess.Unanswered) == answered && !slices.Contains(i.queue, ref) {
				aside = append(aside, ref)
			}
		}
	}
	return aside
}

// Entry gives what is recorded for a question.
func (i *Interview) Entry(ref assess.Ref) assess.Entry {
	return i.entries[i.selection.Banks[ref.Bank].ID][ref.Question]
}

// Entries gives everything recorded.
func (i *Interview) Entries() assess.Entries { return i.entries }

// Set records an entry and works out what follows.
func (i *Interview) Set(ref assess.Ref, e assess.Entry) {
	i.entries[i.selection.Banks[ref.Bank].ID][ref.Question] = e
	delete(i.again, ref)
	i.update()
}

// Take goes on with other entries, as somebody else has left them.
func (i *Interview) Take(entries assess.Entries) {
	agenda, again, settled := i.agenda, i.again, i.settled
	*i = *New(i.selection, entries)
	i.agenda, i.again, i.settled = agenda, again, settled
	i.update()
}

// If gives what would follow if a question had another answer.
func (i *Interview) If(ref assess.Ref, c assess.Choice) *assess.Result {
	answers := i.entries.Answers()
	answers[i.selection.Banks[ref.Bank].ID][ref.Question] = c
	return i.selection.Evaluate(answers)
}

// Next gives the first question after a place in the queue that is still to be asked, or
// else before it. Start stands before all. It reports false where all are answered.
func (i *Interview) Next(after assess.Ref) (assess.Ref, bool) {
	delete(i.again, after)
	var earlier *assess.Ref
	for at := range i.queue {
		ref := i.queue[at]
		if !i.asks(ref) {
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
	return assess.Ref{}, false
}

// Before gives the question before one in the queue. It reports false at the
// first.
func (i *Interview) Before(ref assess.Ref) (assess.Ref, bool) {
	for _, earlier := range slices.Backward(i.queue) {
		if i.before(earlier, ref) {
			return earlier, true
		}
	}
	return assess.Ref{}, false
}

// Last gives the last question of the queue.
func (i *Interview) Last() assess.Ref { return i.queue[len(i.queue)-1] }

// Left counts the questions of the queue that are still to be asked: at most so many are still
// to come, as an answer can only close ways.
func (i *Interview) Left() int {
	n := 0
	for _, ref := range i.queue {
		if i.asks(ref) {
			n++
		}
	}
	return n
}

// before orders questions as the queue does. One that is no longer asked keeps
// its place in its bank; banks that are not asked come last.
func (i *Interview) before(a, b assess.Ref) bool {
	if x, y := i.place(a), i.place(b); x != y && a != Start() {
		return x < y
	}
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
