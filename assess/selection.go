package assess

import (
	"slices"

	"collectiveimpact/samklar/questions"
)

// A Selection is the banks to assess with, prepared once for any number of
// cases. It is safe for concurrent use.
type Selection struct {
	Banks  []*questions.Bank
	places map[string]int
	roots  []int    // the banks to which no other leads
	starts []int    // those of them that have endings: a conclusion begins there
	scales []*scale // nil for trees
}

// Select prepares banks. They must lead to one another without a circle, and
// not to a bank without verdicts; questions.Library.Select checks both.
func Select(banks []*questions.Bank) *Selection {
	s := &Selection{Banks: banks, places: make(map[string]int, len(banks)), scales: make([]*scale, len(banks))}
	led := make(map[string]bool)
	for i, b := range banks {
		s.places[b.ID] = i
		for _, next := range b.Leads() {
			led[next] = true
		}
		if b.Kind == questions.Scale {
			s.scales[i] = newScale(b)
		}
	}
	for i, b := range banks {
		if led[b.ID] {
			continue
		}
		s.roots = append(s.roots, i)
		if len(b.Endings) > 0 {
			s.starts = append(s.starts, i)
		}
	}
	return s
}

// Place gives the place of a bank by its id, or -1.
func (s *Selection) Place(id string) int {
	if i, ok := s.places[id]; ok {
		return i
	}
	return -1
}

// Evaluate draws every conclusion from the answers of one case.
func (s *Selection) Evaluate(answers Answers) *Result {
	sheets := make([]Sheet, len(s.Banks))
	for i, b := range s.Banks {
		if sheets[i] = answers[b.ID]; sheets[i] == nil {
			sheets[i] = Blank(b)
		}
	}
	return s.Sheets(sheets)
}

// Sheets draws them from a sheet of every bank selected, in their order.
func (s *Selection) Sheets(sheets []Sheet) *Result {
	r := &Result{Banks: make([]BankResult, len(s.Banks))}
	for i, sheet := range sheets {
		r.Banks[i] = s.Bank(i, sheet)
		if len(s.Banks[i].Endings) == 0 {
			r.Banks[i].Role = Beside
		}
	}
	s.Conclude(r)
	return r
}

// Conclude draws the conclusions anew from what the banks of a result say: for those
// who know of more codes than one sheet gives.
func (s *Selection) Conclude(r *Result) {
	r.selection, r.Chains = s, nil
	for _, start := range s.starts {
		r.Chains = append(r.Chains, s.chain(r, start))
	}
	for i := range r.Chains {
		s.assignRoles(r, &r.Chains[i].Path, Deciding)
	}
	r.Advice = s.collect(r, r.speaking())
}

// Bank draws what follows from the answers to one bank by itself.
func (s *Selection) Bank(bank int, sheet Sheet) BankResult {
	r := BankResult{Bank: s.Banks[bank], Sheet: sheet, Exact: true}
	if r.Bank.Kind == questions.Tree {
		evaluateTree(&r)
	} else {
		s.scales[bank].evaluate(&r)
	}
	return r
}

// Starts gives the banks at which conclusions begin, in order.
func (s *Selection) Starts() []int { return s.starts }

// chain follows the banks from a start.
func (s *Selection) chain(r *Result, start int) Chain {
	c := Chain{Path: s.path(r, start), OpenStep: -1, Exact: true}
	c.OpenStep = slices.IndexFunc(c.Steps, func(st Step) bool { return len(st.Codes) > 1 })
	if c.OpenStep < 0 {
		return c
	}
	var pivotal []int
	pivotal, c.Exact = s.Pivotal(c.Steps[c.OpenStep].Bank, &r.Banks[c.Steps[c.OpenStep].Bank], nil)
	c.Pivotal = slices.Grow(c.Pivotal, len(pivotal))
	for _, q := range pivotal {
		c.Pivotal = append(c.Pivotal, Ref{c.Steps[c.OpenStep].Bank, q})
	}
	for _, bank := range s.behind(r, c.Steps[c.OpenStep].Bank) {
		c.Later = slices.Grow(c.Later, r.Banks[bank].Sheet.Open())
		for q, choice := range r.Banks[bank].Sheet {
			if choice.Open() {
				c.Later = append(c.Later, Ref{bank, q})
			}
		}
	}
	return c
}

// path goes on while all codes of a step name the same next bank.
func (s *Selection) path(r *Result, start int) Path {
	p := Path{Steps: make([]Step, 0, len(s.Banks))}
	for at := start; ; {
		b := &r.Banks[at]
		p.Steps = append(p.Steps, Step{Bank: at, Codes: b.Codes})
		endings := b.Bank.Endings
		next := endings[b.Codes[0]].Next
		same := !slices.ContainsFunc(b.Codes, func(c int) bool { return endings[c].Next != next })
		if !same {
			for _, code := range b.Codes {
				if to := endings[code].Next; to != "" {
					p.Branches = append(p.Branches, Branch{code, s.onward(r, to)})
				}
			}
			return p
		}
		if next == "" {
			return p
		}
		if at = s.Place(next); at < 0 {
			p.Beyond = next
			return p
		}
	}
}

// onward gives the path that begins with a bank, selected or not.
func (s *Selection) onward(r *Result, id string) Path {
	if at := s.Place(id); at >= 0 {
		return s.path(r, at)
	}
	return Path{Beyond: id}
}

// behind gives the selected banks that some completion puts behind a bank, in
// the order in which they are met.
func (s *Selection) behind(r *Result, bank int) []int {
	var found []int
	queue := []int{bank}
	for i := 0; i < len(queue); i++ {
		endings := r.Banks[queue[i]].Bank.Endings
		for _, code := range r.Banks[queue[i]].Codes {
			if at := s.Place(endings[code].Next); at >= 0 && !slices.Contains(found, at) {
				found = append(found, at)
				queue = append(queue, at)
			}
		}
	}
	return found
}

// Asked gives the banks that are asked, in order: those that begin, each with
// every bank that a possible code leads to.
func (s *Selection) Asked(r *Result) []int {
	var asked []int
	for _, root := range s.roots {
		for _, bank := range append([]int{root}, s.behind(r, root)...) {
			if !slices.Contains(asked, bank) {
				asked = append(asked, bank)
			}
		}
	}
	return asked
}

// assignRoles marks the banks on a path, and those behind its branches.
func (s *Selection) assignRoles(r *Result, p *Path, role Role) {
	for _, step := range p.Steps {
		r.Banks[step.Bank].Role = max(r.Banks[step.Bank].Role, role)
	}
	for i := range p.Branches {
		s.assignRoles(r, &p.Branches[i].Path, Conditional)
	}
}
