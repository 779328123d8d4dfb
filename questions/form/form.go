// Package form writes the questions of banks as forms that are filled in elsewhere: a
// page, a form for KoboToolbox and its kin, sheets, and paper.
//
// A form asks, and says nothing of what an answer is worth: no rule, no mark, no advice
// is on it. What a page and an XLSForm must know to tell which questions are still
// asked stands in their source, and nothing else of the rules. A form of what a case
// still needs holds what that case leaves open, and none of its answers.
package form

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/questions"
	"collectiveimpact/samklar/report/phrase"
)

// A Form is the questions to ask, in order.
type Form struct {
	Title string
	Case  assess.Case // what is known already of what it is about
	Banks []Bank
	Words *phrase.Phrases

	selection *assess.Selection
	known     assess.Entries
}

// A Bank is what is asked of one bank.
type Bank struct {
	*questions.Bank
	Parts     []Part
	Questions []Question // those of all parts

	first bool   // asked whatever the answers
	leads []int  // by ending, or by any of them in a scale: the place of the bank it goes on with, or -1
	nodes []node // of a tree
}

// A Part is a node or a dimension, with what is asked of it.
type Part struct {
	ID, Title string
	Questions []int // places in Bank.Questions
}

// A Question is asked with the levels that are still possible.
type Question struct {
	*questions.Question
	Levels []questions.Level
	fails  int // how many of its levels do not pass, or -1 where it does not count
}

// A node says which way a walk goes on. Its targets are nodes, or as ^n endings.
type node struct {
	questions  []int
	needs      int
	pass, fail int
}

// New gives the form of all that the banks may ask, or of what a case leaves open: the
// questions that are still asked and of which more than one level is possible, with
// those levels.
func New(s *assess.Selection, known assess.Entries, words *phrase.Phrases) *Form {
	r := s.Evaluate(known.Answers())
	f := &Form{Title: words.FormTitle, Words: words, selection: s, known: known}
	asked := s.Asked(r)
	for _, at := range asked {
		f.Banks = append(f.Banks, newBank(&r.Banks[at]))
	}
	led := make(map[string]bool)
	for _, b := range s.Banks {
		for _, id := range b.Leads() {
			led[id] = true
		}
	}
	for i, at := range asked {
		b := &f.Banks[i]
		b.first, b.leads = !led[b.ID], []int{}
		for ending, e := range b.Endings {
			to := -1
			if slices.Contains(r.Banks[at].Codes, ending) {
				to = slices.IndexFunc(f.Banks, func(b Bank) bool { return b.ID == e.Next })
			}
			b.leads = append(b.leads, to)
		}
	}
	return f
}

// In gives the form in another language, and whether any of its banks speaks that.
func (f *Form) In(lang string, library *questions.Library) (other *Form, spoken bool, err error) {
	banks := make([]*questions.Bank, len(f.selection.Banks))
	for i, b := range f.selection.Banks {
		own, overlays, err := library.Written(b.ID)
		if err != nil {
			return nil, false, err
		}
		banks[i] = own
		if overlay := overlays[lang]; overlay != nil {
			banks[i] = own.With(overlay)
		}
		spoken = spoken || banks[i].Language == lang
	}
	other = New(assess.Select(banks), f.known, phrase.For(lang))
	other.Title, other.Case = f.Title, f.Case
	return other, spoken, nil
}

// newBank gives what is asked of a bank. What answers that are there say of a node is
// worked into how many of its questions must pass, so that they need not be told.
func newBank(r *assess.BankResult) Bank {
	b := Bank{Bank: r.Bank, Questions: []Question{}}
	for i, part := range b.Bank.Parts() {
		shown := Part{ID: part.ID, Title: part.Title}
		sure := 0 // of those that are not asked
		for _, q := range part.Questions {
			asked := &b.Bank.Questions[q]
			low, high := r.Sheet[q].Possible(asked)
			if r.Reached(q) && r.Sheet[q].Open() {
				shown.Questions = append(shown.Questions, len(b.Questions))
				b.Questions = append(b.Questions, newQuestion(asked, low, high, b.Kind == questions.Tree))
			} else if asked.Counts && low >= asked.Passes {
				sure++
			}
		}
		if len(shown.Questions) > 0 {
			b.Parts = append(b.Parts, shown)
		}
		if b.Kind != questions.Tree {
			continue
		}
		n := node{needs: max(0, b.Nodes[i].Needs-sure), pass: target(b.Nodes[i].Pass), fail: target(b.Nodes[i].Fail), questions: shown.Questions}
		switch r.Nodes[i].Status {
		case assess.Passed:
			n.questions, n.needs = slices.Clone(shown.Questions), 0
			b.settle(n.questions)
		case assess.Failed:
			n.needs = len(b.Bank.Questions) + 1
		case assess.Open:
		}
		b.nodes = append(b.nodes, n)
	}
	return b
}

// settle has questions count for nothing, as their node has passed without them.
func (b *Bank) settle(asked []int) {
	for _, q := range asked {
		b.Questions[q].fails = -1
	}
}

func target(t questions.Target) int {
	if t.Outcome {
		return ^t.Index
	}
	return t.Index
}

func newQuestion(q *questions.Question, low, high int, inTree bool) Question {
	asked := Question{Question: q, Levels: q.Levels[low : high+1], fails: -1}
	if inTree && q.Counts {
		asked.fails = min(max(q.Passes-low, 0), len(asked.Levels))
	}
	return asked
}

// Questions counts what is asked.
func (f *Form) Questions() int {
	n := 0
	for i := range f.Banks {
		n += len(f.Banks[i].Questions)
	}
	return n
}

// Version names what a form was made from: banks, their versions, and the beginning of
// the digest of their rules.
func (f *Form) Version() string {
	var all []string
	for _, b := range f.Banks {
		all = append(all, fmt.Sprintf("%s-%d-%.12s", b.ID, b.Version, strings.TrimPrefix(b.Rules, "sha256:")))
	}
	return strings.Join(all, " ")
}

// digest tells forms apart in a browser that keeps what is typed into several.
func (f *Form) digest() string {
	sum := sha256.New()
	fmt.Fprintf(sum, "%q %q %q", f.Version(), f.Case.ID, f.Case.Title)
	for _, b := range f.Banks {
		for _, q := range b.Questions {
			fmt.Fprintf(sum, " %q %d", q.ID, len(q.Levels))
		}
	}
	return hex.EncodeToString(sum.Sum(nil)[:8])
}
