package assess

import "slices"

// An Edge is an answer that stands on the edge of a threshold: one level lower
// or one level higher, and its bank would come to something else.
type Edge struct {
	Ref
	Down []int // the codes with one level less; nil where they stay
	Up   []int // and with one level more
}

// Edges finds the answers to deciding banks that stand on the edge of a
// threshold, in the order of the result's banks and of their questions. Every
// other answer stays as it is, and what is open stays open. A scale with gaps is
// compared by its worst and best verdicts, which completions always reach, and
// gives the codes as a result does.
func (s *Selection) Edges(r *Result) []Edge {
	var edges []Edge
	for i := range r.Banks {
		b := &r.Banks[i]
		if b.Role != Deciding || len(b.Codes) == 0 {
			continue
		}
		now := s.ends(i, b.Sheet)
		sheet := slices.Clone(b.Sheet)
		for q, choice := range b.Sheet {
			if _, ok := choice.Level(); !ok || !b.Asked(q) || !b.Bank.Questions[q].Counts {
				continue
			}
			edge := Edge{Ref: Ref{i, q}}
			if choice > 0 {
				sheet[q] = choice - 1
				edge.Down = s.other(i, sheet, now)
			}
			if int(choice) < len(b.Bank.Questions[q].Levels)-1 {
				sheet[q] = choice + 1
				edge.Up = s.other(i, sheet, now)
			}
			sheet[q] = choice
			if edge.Down != nil || edge.Up != nil {
				edges = append(edges, edge)
			}
		}
	}
	return edges
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
		codes[level] = s.codes(ref.Bank, sheet)
		same = same && slices.Equal(codes[level], codes[low])
	}
	if same {
		return nil
	}
	return codes
}

// other gives what a sheet comes to, or nil where it is what it is now.
func (s *Selection) other(bank int, sheet Sheet, now []int) []int {
	if slices.Equal(s.ends(bank, sheet), now) {
		return nil
	}
	return s.codes(bank, sheet)
}

// ends gives the outcomes that a sheet of a tree can come to, or the best and
// the worst verdict of a scale.
func (s *Selection) ends(bank int, sheet Sheet) []int {
	if s.scales[bank] == nil {
		r := BankResult{Bank: s.Banks[bank], Sheet: sheet}
		evaluateTree(&r)
		return r.Codes
	}
	t := s.scales[bank].weigh(sheet)
	best, worst := t.best(), t.worst()
	if best == worst {
		return []int{best}
	}
	return []int{best, worst}
}

// codes returns every code that a sheet can come to.
func (s *Selection) codes(bank int, sheet Sheet) []int {
	if s.scales[bank] == nil {
		return s.ends(bank, sheet)
	}
	codes, _ := s.scales[bank].weigh(sheet).codes()
	return codes
}
