package portfolio

import (
	"hash/fnv"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/questions"
)

// A Summary is what a batch says of one case: everything in it is small, and a
// portfolio is made from nothing else.
type Summary struct {
	Banks    []BankSummary // of every bank, in the order selected
	Steps    []assess.Step // of the first conclusion; none where no bank has an ending
	Beyond   string        // the bank not selected that it would go on with, or ""
	Settled  bool
	Exact    bool             // false: Pivotal are only possibly so
	Scores   []DimensionScore // of every scale, in bank order: its dimensions, then the whole
	Weakest  DimensionRef     // of the first scale that has one; Bank is -1 where none has
	Open     []assess.Ref     // questions without a level that are asked: on the way, or behind an open step
	Pivotal  []assess.Ref
	Advice   []AdviceRef // of deciding banks, first things first
	Answered int         // questions with a level
	Top      bool        // and all of them at the highest
	Pattern  uint64      // equal for cases that chose the same levels, and by chance for no others
}

// A BankSummary is what one bank has to do with the conclusions, and where it
// can end: the codes that completions reach.
type BankSummary struct {
	Role  assess.Role
	Codes []int // places in the bank's Endings
}

// A DimensionRef names a dimension: its bank's place in the selection and its own in
// the bank. Whole stands for all of them together.
type DimensionRef struct{ Bank, Dimension int }

// Whole is the place of the overall score among the dimensions of a bank.
const Whole = -1

// Dimensions lists the dimensions of all scales, in bank order, and behind those of
// a scale its whole.
func Dimensions(banks []*questions.Bank) []DimensionRef {
	var all []DimensionRef
	for i, b := range banks {
		if b.Kind != questions.Scale {
			continue
		}
		for d := range b.Dimensions {
			all = append(all, DimensionRef{i, d})
		}
		all = append(all, DimensionRef{i, Whole})
	}
	return all
}

// A DimensionScore is the score of a dimension as a range in whole percent, rounded down.
type DimensionScore struct {
	DimensionRef
	Low, High int
	Known     bool
}

// An AdviceRef names an advice: its bank's place in the selection and its id.
type AdviceRef struct {
	Bank   int
	Advice string
}

// Summarize gives what a batch keeps of a result.
func Summarize(r *assess.Result) *Summary {
	s := &Summary{Exact: true, Weakest: DimensionRef{-1, -1}}
	if len(r.Chains) > 0 {
		c := &r.Chains[0]
		s.Steps, s.Beyond, s.Settled, s.Exact, s.Pivotal = c.Steps, c.Beyond, c.OpenStep < 0, c.Exact, c.Pivotal
	}
	for _, g := range r.Advice {
		s.Advice = append(s.Advice, AdviceRef{g.Bank, g.Advice.ID})
	}
	s.Top = true
	pattern := fnv.New64a()
	for i := range r.Banks {
		b := &r.Banks[i]
		s.Banks = append(s.Banks, BankSummary{b.Role, b.Codes})
		s.scores(b, i)
		for q, choice := range b.Sheet {
			mark := byte(0) // nobody asked and nobody knows are the same gap
			if choice.Open() && b.Asked(q) {
				s.Open = append(s.Open, assess.Ref{Bank: i, Question: q})
			}
			if choice.Leveled() || choice == assess.NotApplicable {
				mark = byte(choice + 4)
			}
			if choice.Leveled() {
				s.Answered++
				low, _ := choice.Possible(&b.Bank.Questions[q])
				s.Top = s.Top && low == len(b.Bank.Questions[q].Levels)-1
			}
			_, _ = pattern.Write([]byte{mark}) // a hash takes everything
		}
	}
	s.Top = s.Top && s.Answered > 0
	s.Pattern = pattern.Sum64()
	return s
}

func (s *Summary) scores(r *assess.BankResult, bank int) {
	if r.Bank.Kind != questions.Scale {
		return
	}
	add := func(part int, score *assess.Score) {
		s.Scores = append(s.Scores, DimensionScore{DimensionRef{bank, part}, score.Low.Percent(), score.High.Percent(), score.Known})
	}
	for i := range r.Scores {
		add(i, &r.Scores[i])
	}
	add(Whole, &r.Overall)
	if len(r.Weakest) > 0 && r.Scores[r.Weakest[0]].Known && s.Weakest.Bank < 0 {
		s.Weakest = DimensionRef{bank, r.Weakest[0]}
	}
}

// Score returns the score of a dimension, or a score that is not known.
func (s *Summary) Score(d DimensionRef) DimensionScore {
	for i := range s.Scores {
		if s.Scores[i].DimensionRef == d {
			return s.Scores[i]
		}
	}
	return unknownScore(d)
}

func unknownScore(d DimensionRef) DimensionScore { return DimensionScore{DimensionRef: d, High: 100} }
