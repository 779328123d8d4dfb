package assess

import "slices"

// An Outlook is what could still change a result's conclusions, in both
// directions.
type Outlook struct {
	Chains []ChainOutlook // beside Result.Chains
	Banks  []BankOutlook  // beside Result.Banks
}

// A ChainOutlook is what it takes to settle a conclusion. It is empty where the
// conclusion is settled.
type ChainOutlook struct {
	First   []Ref   // the pivotal questions, in the order in which to ask them: see Selection.First
	Answers int     // the fewest answers that could settle the open step: see Selection.Fewest
	Exact   bool    // false: Answers are at least so many
	Turns   [][]int // what each level of the pivotal question gives, where there is only one: see Selection.Turns
}

// A BankOutlook is what a deciding bank could come to. It is empty where a bank
// does not decide.
type BankOutlook struct {
	RuledOut []RuledOut // the better codes that no missing answer can bring, best first
	Next     *Takes     // what the next better code would take: see Selection.Take; nil where there is none
	Firm     int        // the fewest levels lower that change a settled code: see Selection.Firm; 0 where nothing does, or it is open
}

// Outlook returns what could still change the conclusions of a result.
func (s *Selection) Outlook(r *Result) *Outlook {
	o := &Outlook{Chains: make([]ChainOutlook, len(r.Chains)), Banks: make([]BankOutlook, len(r.Banks))}
	for i := range r.Chains {
		if c := &r.Chains[i]; c.OpenStep >= 0 {
			o.Chains[i].First = s.First(r, c)
			o.Chains[i].Answers, o.Chains[i].Exact = s.Fewest(r, c.Steps[c.OpenStep].Bank)
			if len(c.Pivotal) == 1 && len(r.Banks[c.Pivotal[0].Bank].Doubts) == 0 { // without a question it may come to what no level does
				o.Chains[i].Turns = s.Turns(r, c.Pivotal[0])
			}
		}
	}
	for i := range r.Banks {
		if b := &r.Banks[i]; b.Role == Deciding && len(b.Codes) > 0 {
			o.Banks[i].RuledOut = b.RuledOut()
			o.Banks[i].Next, _ = s.Take(r, i)
			if levels, ok := s.Firm(r, i); ok {
				o.Banks[i].Firm = levels
			}
		}
	}
	return o
}

// Turns gives what a bank comes to for each level that a question of it may have,
// everything else as it is, in codes as a result gives them; none for levels that
// an open question cannot have, and nil where no level makes a difference.
func (s *Selection) Turns(r *Result, ref Ref) [][]int {
	b := &r.Banks[ref.Bank]
	sheet := slices.Clone(b.Sheet)
	codes := make([][]int, len(b.Bank.Questions[ref.Question].Levels))
	same := true
	low, high := 0, len(codes)-1
	if choice := b.Sheet[ref.Question]; choice.Open() {
		low, high = choice.Possible(&b.Bank.Questions[ref.Question])
	}
	for level := low; level <= high; level++ {
		sheet[ref.Question] = Choice(level)
		if t := s.scales[ref.Bank]; t != nil {
			codes[level], _ = t.weigh(sheet).codes()
		} else {
			with := BankResult{Bank: b.Bank, Sheet: sheet}
			evaluateTree(&with)
			codes[level] = with.Codes
		}
		same = same && slices.Equal(codes[level], codes[low])
	}
	if same {
		return nil
	}
	return codes
}
