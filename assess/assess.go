// Package assess draws conclusions from answers: bank + answers → result.
//
// It is pure. No clock, terminal, file or randomness comes in, and no word for
// people goes out: results are ids, places, whole numbers and statuses.
//
// Unknown stays unknown. A gate is passed, failed or open, a score is a range,
// and a conclusion is settled only if every completion of the missing answers
// leads to it. One law bounds everything: raising an answer never un-passes a
// node and never lowers a score or a verdict.
//
// All arithmetic is exact, in whole numbers over a common denominator.
package assess

import (
	"slices"

	"collectiveimpact/samklar/questions"
)

// A Ref names a question: its bank's place in the selection and its own in the
// bank.
type Ref struct{ Bank, Question int }

// Status is what is known of a node.
type Status uint8

// The statuses of a node.
const (
	Open Status = iota
	Passed
	Failed
)

// String gives the status as it stands in a result.
func (s Status) String() string { return [...]string{"open", "passed", "failed"}[s] }

// Holding is what is known of a finding.
type Holding uint8

// What is known of a finding, over all completions of the missing answers.
const (
	HoldsNot Holding = iota // in none
	Possible                // in some
	Holds                   // in all
)

// String gives the holding as it stands in a result.
func (h Holding) String() string { return [...]string{"no", "possible", "yes"}[h] }

// Role is what a bank has to do with the conclusions.
type Role uint8

// The roles of a bank.
const (
	Aside       Role = iota // has endings, and does not decide
	Beside                  // has none: it is heard beside the conclusions, and settles nothing
	Conditional             // lies behind one outcome of an open step: "if launch: …"
	Deciding                // a step of a conclusion
)

// String gives the role as it stands in a result.
func (r Role) String() string { return [...]string{"aside", "beside", "conditional", "deciding"}[r] }

// A Result is everything that follows from the answers of one case.
type Result struct {
	Banks     []BankResult // in the order selected
	Chains    []Chain      // the first is the conclusion
	Advice    []Given      // of the banks on the chains and beside them, first things first
	selection *Selection
}

// Selected returns the banks that the answers were scored with, in their order.
func (r *Result) Selected() []*questions.Bank {
	banks := make([]*questions.Bank, len(r.Banks))
	for i := range banks {
		banks[i] = r.Banks[i].Bank
	}
	return banks
}

// Settled tells whether no missing answer can change the conclusion.
func (r *Result) Settled() bool {
	return len(r.Chains) > 0 && r.Chains[0].OpenStep < 0
}

// Exact reports whether every reachable verdict and every pivotal question was
// found exactly, and not by bounds: see MaxSearch.
func (r *Result) Exact() bool {
	return !slices.ContainsFunc(r.Banks, func(b BankResult) bool { return !b.Exact }) &&
		!slices.ContainsFunc(r.Chains, func(c Chain) bool { return !c.Exact })
}

// A BankResult is what follows from the answers to one bank.
type BankResult struct {
	Bank         *questions.Bank
	Sheet        Sheet
	Doubts       []int // questions that are open over all levels, and that may not apply either: see paths.Evaluate
	Role         Role
	Nodes        []NodeResult // tree
	Scores       []Score      // scale: one per dimension
	Overall      Score        // scale
	Weakest      []int        // scale: the dimensions that are the weakest, whatever is missing
	MaybeWeakest []int        // scale: where there are none, those that may be
	Codes        []int        // the endings that completions reach, in bank order
	Exact        bool         // false: Codes are all from the best to the worst
	Findings     []Holding

	factor []int64 // scale: what a dimension's sum counts in the overall score, over whole
	whole  int64
}

// Reached reports whether a question belongs to a scale, or to a node that some
// completion's walk reaches.
func (r *BankResult) Reached(question int) bool {
	return r.Bank.Kind == questions.Scale || r.Nodes[r.Bank.Questions[question].Part].Reachable
}

// A NodeResult is the state of a node. Certain counts the questions that surely
// pass, Possible those that pass or are open.
type NodeResult struct {
	Status    Status
	Reachable bool // by the walk
	Certain   int
	Possible  int
}

// A Score is a range reached by the worst and the best completion. What every
// rule sees of a dimension is what it counts as: its score, or just below the
// second band where a key question at its lowest level holds it down. Known is
// false where no question of a dimension has a level.
type Score struct {
	Low, High             Fraction
	CountsLow, CountsHigh Fraction
	Known                 bool
}

// A Fraction is a score from 0 to 1, exactly.
type Fraction struct{ Num, Den int64 }

// Percent gives the fraction in whole percent, rounded down: a shown 75 has
// really reached 75.
func (f Fraction) Percent() int { return int(f.Num * 100 / f.Den) }

// Reaches tells whether the fraction is at least so many percent.
func (f Fraction) Reaches(percent int) bool { return f.Num*100 >= int64(percent)*f.Den }

// Below tells whether a fraction is less than another.
func (f Fraction) Below(g Fraction) bool { return f.compare(g) < 0 }

// Equal tells whether two fractions are the same score.
func (f Fraction) Equal(g Fraction) bool { return f.compare(g) == 0 }

// compare gives the sign of f - g.
func (f Fraction) compare(g Fraction) int {
	// Num ≤ Den, and a dimension's Den is at most Unit·3·MaxQuestions: no overflow.
	a, b := f.Num*g.Den, g.Num*f.Den
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

// Band gives the place of the band a score lies in.
func (f Fraction) Band(bands []questions.Band) int {
	place := 0
	for i := range bands {
		if f.Reaches(bands[i].From) {
			place = i
		}
	}
	return place
}

// Answered tells whether any question of the bank has an answer, unknown
// included.
func (r *BankResult) Answered() bool {
	for _, c := range r.Sheet {
		if c != Unanswered {
			return true
		}
	}
	return false
}

// Asked reports whether a question belongs to a conclusion, or to what lies behind
// its open step, and not to a node that the walk passes by.
func (r *BankResult) Asked(question int) bool {
	return r.Role >= Conditional && r.Reached(question)
}

// A Path is one step per bank. Where it ends because the codes of its last step
// lead to different banks, Branches hold what lies behind each.
type Path struct {
	Steps    []Step
	Beyond   string // the bank not selected that it would go on with, or ""
	Branches []Branch
}

// A Step is a bank on a path with every code that some completion gives.
type Step struct {
	Bank  int   // place in Result.Banks
	Codes []int // places in the bank's Endings
}

// A Branch is what lies behind one code of an open step.
type Branch struct {
	Code int
	Path Path
}

// A Chain is a conclusion: its path, and what hangs on the missing answers.
type Chain struct {
	Path
	OpenStep int   // the first step with several codes, or -1: settled
	Pivotal  []Ref // open questions of the open step that can change its code
	Exact    bool  // false: Pivotal are only possibly so
	Later    []Ref // open questions of the banks that may lie behind the open step
}

// Stands returns the place of the step at which the conclusion stands: the open
// step, or the last where all are settled.
func (c *Chain) Stands() int {
	if c.OpenStep >= 0 {
		return c.OpenStep
	}
	return len(c.Steps) - 1
}

// A Given is one advice that is given, and why.
type Given struct {
	Bank   int // place in Result.Banks
	Advice *questions.Advice
	Blocks bool // it would lift what stands in the way
	Origin Origin
}

// An Origin is what an advice comes from: exactly one place is not -1.
type Origin struct {
	Question int
	Finding  int
	Ending   int
}
