package portfolio

import (
	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/paths"
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
	Weakest  DimensionRef     // of the first such scale that has one; Bank is -1 where none has
	Scaled   bool             // a scale decides, or may; or has no verdicts to decide with
	Open     []assess.Ref     // open questions that are asked: on the way, or behind an open step
	Asked    []assess.Ref     // all questions that are
	Pivotal  []assess.Ref
	Advice   []AdviceRef  // of deciding banks, first things first
	Sourced  []assess.Ref // answers that have a source
	Answered int          // questions with a level
	Decided  *Decided     // what people decided on it, or nil
	Judged   *Judged      // by the policy of a portfolio, where that is known already
	Top      bool         // and all of them at the highest
	Pattern  uint64       // equal for cases that chose the same levels, and by chance for no others
}

// A BankSummary is what one bank has to do with the conclusions, where it can end,
// and the answers from which all of that follows.
type BankSummary struct {
	Role   assess.Role
	Codes  []int       // that completions reach: places in the bank's Endings
	Nodes  []paths.Met // of a tree: see passages
	Sheet  assess.Sheet
	Doubts []int // questions that may not apply: see paths.Evaluate
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

// A DimensionScore is the score of a dimension as a range in whole percent, rounded
// down, and what it counts as.
type DimensionScore struct {
	DimensionRef
	Low, High             int
	CountsLow, CountsHigh int
	Known                 bool
}

// Held reports whether the dimension counts as less than its score.
func (d *DimensionScore) Held() bool { return d.CountsLow != d.Low || d.CountsHigh != d.High }

// An AdviceRef names an advice: its bank's place in the selection and its id.
type AdviceRef struct {
	Bank   int
	Advice string
}

// Summarize gives what a batch keeps of a result, and of the answers that have a
// source.
func Summarize(r *assess.Result, sourced []assess.Ref) *Summary {
	s := &Summary{Exact: true, Sourced: sourced, Weakest: DimensionRef{-1, -1}}
	if len(r.Chains) > 0 {
		c := &r.Chains[0]
		s.Steps, s.Beyond, s.Settled, s.Exact, s.Pivotal = c.Steps, c.Beyond, c.OpenStep < 0, c.Exact, c.Pivotal
	}
	s.Advice = make([]AdviceRef, len(r.Advice))
	for i, g := range r.Advice {
		s.Advice[i] = AdviceRef{g.Bank, g.Advice.ID}
	}
	all, open, scores := 0, 0, 0
	for i := range r.Banks {
		all, open = all+len(r.Banks[i].Sheet), open+r.Banks[i].Sheet.Open()
		scores += len(r.Banks[i].Scores) + 1
	}
	s.Banks, s.Scores = make([]BankSummary, 0, len(r.Banks)), make([]DimensionScore, 0, scores)
	refs := make([]assess.Ref, all+open)
	s.Asked, s.Open = refs[:0:all], refs[all:all]
	s.Top = true
	s.Pattern = fnvBegin
	for i := range r.Banks {
		b := &r.Banks[i]
		s.Banks = append(s.Banks, BankSummary{b.Role, b.Codes, passages(b), b.Sheet, b.Doubts})
		s.scores(b, i)
		for q, choice := range b.Sheet {
			if b.Asked(q) {
				s.Asked = append(s.Asked, assess.Ref{Bank: i, Question: q})
			}
			mark := uint64(0) // nobody asked and nobody knows are the same gap
			if choice.Open() && b.Asked(q) {
				s.Open = append(s.Open, assess.Ref{Bank: i, Question: q})
			}
			if choice.Leveled() || choice == assess.NotApplicable {
				mark = uint64(byte(choice + 4))
			}
			if choice.Leveled() {
				s.Answered++
				low, _ := choice.Possible(&b.Bank.Questions[q])
				s.Top = s.Top && low == len(b.Bank.Questions[q].Levels)-1
			}
			s.Pattern = (s.Pattern ^ mark) * fnvPrime
		}
	}
	s.Top = s.Top && s.Answered > 0
	return s
}

// A pattern is hashed by FNV-1a, mark by mark.
const (
	fnvBegin = 14695981039346656037
	fnvPrime = 1099511628211
)

func (s *Summary) scores(r *assess.BankResult, bank int) {
	if r.Bank.Kind != questions.Scale {
		return
	}
	add := func(part int, score *assess.Score) {
		s.Scores = append(s.Scores, DimensionScore{
			DimensionRef{bank, part}, score.Low.Percent(), score.High.Percent(), score.CountsLow.Percent(), score.CountsHigh.Percent(), score.Known,
		})
	}
	for i := range r.Scores {
		add(i, &r.Scores[i])
	}
	add(Whole, &r.Overall)
	if !s.applies(bank, r.Bank) {
		return // what it says is of no account here
	}
	s.Scaled = true
	if len(r.Weakest) > 0 && r.Scores[r.Weakest[0]].Known && s.Weakest.Bank < 0 {
		s.Weakest = DimensionRef{bank, r.Weakest[0]}
	}
}

// applies reports whether a bank has, or may have, a say.
func (s *Summary) applies(bank int, b *questions.Bank) bool {
	return s.Banks[bank].Role != assess.Aside || len(b.Endings) == 0
}

// Codes gives the endings of a bank that completions of the case reach.
func (s *Summary) Codes(bank int) []int { return s.Banks[bank].Codes }

// Paths gives the paths of the case's completions.
func (s *Summary) Paths(selection *assess.Selection) *paths.Set {
	return &paths.Set{
		Selection: selection, Codes: s.Codes, Sheet: func(bank int) assess.Sheet { return s.Banks[bank].Sheet },
		Doubts: func(bank int) []int { return s.Banks[bank].Doubts },
	}
}

// Result draws the conclusions that a summary is of anew.
func (s *Summary) Result(selection *assess.Selection) *assess.Result {
	sheets, doubts := make([]assess.Sheet, len(s.Banks)), make([][]int, len(s.Banks))
	for i := range s.Banks {
		sheets[i], doubts[i] = s.Banks[i].Sheet, s.Banks[i].Doubts
	}
	return paths.Evaluate(selection, sheets, doubts)
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

func unknownScore(d DimensionRef) DimensionScore {
	return DimensionScore{DimensionRef: d, High: 100, CountsHigh: 100}
}
