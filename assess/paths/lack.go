package paths

import (
	"cmp"
	"maps"
	"slices"

	"collectiveimpact/samklar/assess"
)

// A Lack is what it would take to meet an aim: the fewest levels by which lowest
// possible levels would have to be higher, the highest rising with them, so that
// every completion meets it.
type Lack struct {
	Raises  []BankRaise    // in bank order
	FindOut []assess.Ref   // nodes about the problem that are open and decide first: places in the bank's Nodes
	Why     assess.Refusal // why nothing is offered, where there is nothing to raise or to find out
}

// A BankRaise is a raise in a bank.
type BankRaise struct {
	Bank int
	assess.Raise
}

// Levels counts the levels to be raised.
func (l *Lack) Levels() int { return levels(l.Raises) }

func levels(raises []BankRaise) int {
	n := 0
	for i := range raises {
		n += raises[i].To - raises[i].From
	}
	return n
}

// Lack returns what it would take to meet an aim. What floors and answers ask is
// raised first, where their bank is on a path; then what is left of the codes.
//
// It is exact where a better verdict than a good one is good too; where it is not,
// what is offered suffices. With several conclusions one of them has all that is
// required.
func (s *Set) Lack(a *Aim) *Lack {
	return s.lack(a, func(bank int) assess.Price { return assess.Work(s.Selection.Banks[bank]) })
}

// factLevel is more than all levels of what people can change.
const factLevel = 1_000

// Against returns what stands against an aim: what would have to be otherwise, facts
// among it where it cannot be without, and of those as little as possible. It is for
// saying what is in the way; no fact is to be raised.
func (s *Set) Against(a *Aim) []BankRaise {
	return s.lack(a, func(bank int) assess.Price {
		return func(q, from, to int) int {
			if s.Selection.Banks[bank].IsFact(q) {
				return factLevel * (to - from)
			}
			return to - from
		}
	}).Raises
}

func (s *Set) lack(a *Aim, price func(bank int) assess.Price) *Lack {
	best := &lacking{s: s, aim: a, price: price, cost: impossible}
	whole := uint(1)<<len(a.Require) - 1
	if len(s.Selection.Starts()) == 0 && whole == 0 {
		best.cost = 0
	}
	for _, main := range s.Selection.Starts() {
		needs := make(map[int]uint)
		for _, start := range s.Selection.Starts() {
			needs[start] = 0
		}
		needs[main] = whole
		best.search(needs, nil, 0)
	}
	return best.lack()
}

// A lacking looks for the cheapest way to meet an aim, bank by bank: what leads on
// stands before what it leads to.
type lacking struct {
	s       *Set
	aim     *Aim
	price   func(bank int) assess.Price
	looked  int
	cost    int
	raises  []BankRaise
	findOut []assess.Ref
	why     assess.Refusal
}

// impossible is more than anything can take, and mostSteps bounds what is looked at.
const (
	impossible = assess.Impossible
	mostSteps  = 1_000
)

// maxBehind bounds what may lie behind a bank: all sets of it are looked at.
const maxBehind = 8

// search looks at the first of the banks on paths, each with what the paths from it
// must still have: for every set of what may lie behind it, it takes the fewest levels
// after which nothing else does.
func (l *lacking) search(needs map[int]uint, done []BankRaise, cost int) {
	if cost >= l.cost {
		return
	}
	if len(needs) == 0 {
		l.cost, l.raises = cost, slices.Clone(done)
		return
	}
	if l.looked++; l.looked > mostSteps {
		l.why = assess.TooManyWays
		return
	}
	bank := l.first(needs)
	need := needs[bank]
	type onward struct {
		bank int
		need uint
	}
	var behind []onward
	for ending := range l.s.Selection.Banks[bank].Endings {
		c := Code{bank, ending}
		if to := (onward{next(l.s.Selection, c), need &^ l.aim.has(c)}); to.bank >= 0 && !slices.Contains(behind, to) {
			behind = append(behind, to)
		}
	}
	if len(behind) > maxBehind {
		l.why = assess.TooManyWays
		return
	}
	for set := range uint(1) << len(behind) {
		rest := maps.Clone(needs)
		delete(rest, bank)
		for i, to := range behind {
			if set>>i&1 == 1 {
				rest[to.bank] |= to.need
			}
		}
		good := func(ending int) bool {
			c := Code{bank, ending}
			to := onward{next(l.s.Selection, c), need &^ l.aim.has(c)}
			if to.bank < 0 {
				return to.need == 0
			}
			return set>>slices.Index(behind, to)&1 == 1
		}
		raises, ok := l.raise(bank, good)
		if !ok {
			continue
		}
		all, more := slices.Clone(done), 0
		for _, r := range raises {
			all = append(all, BankRaise{bank, r})
			more += l.price(bank)(r.Question, r.From, r.To)
		}
		l.search(rest, all, cost+more)
	}
}

// first returns the bank to which none of the others leads.
func (l *lacking) first(needs map[int]uint) int {
	for _, bank := range slices.Sorted(maps.Keys(needs)) {
		if !slices.ContainsFunc(slices.Collect(maps.Keys(needs)), func(other int) bool { return other != bank && leads(l.s.Selection, other, bank) }) {
			return bank
		}
	}
	return -1 // banks lead in no circle
}

// leads reports whether some path leads from a bank to another.
func leads(s *assess.Selection, from, to int) bool {
	return slices.ContainsFunc(s.Banks[from].Leads(), func(id string) bool {
		at := s.Place(id)
		return at == to || at >= 0 && leads(s, at, to)
	})
}

// raise returns the fewest levels to be raised in a bank for its floors and answers to
// be met and for all codes left to be good, or false where that cannot be.
func (l *lacking) raise(bank int, good func(ending int) bool) (raises []assess.Raise, ok bool) {
	b, now := l.s.Selection.Banks[bank], l.s.Sheet(bank)
	sheet := slices.Clone(now)
	for _, least := range l.aim.Answers {
		if least.Bank != bank || least.Met(l.s) == MetSurely {
			continue
		}
		q := &b.Questions[least.Question]
		if sheet[least.Question] == assess.NotApplicable {
			return nil, false
		}
		if low, _ := sheet[least.Question].Possible(q); l.price(bank)(least.Question, low, least.Level) >= impossible {
			if b.IsFact(least.Question) {
				l.fact(bank, q.Part, least.Met(l.s) == MetMaybe)
			}
			return nil, false
		}
		sheet[least.Question] = sheet[least.Question].Raised(q, least.Level)
	}
	takes := l.s.Selection.Raise(bank, sheet, l.aim.floors(bank, len(b.Dimensions)), l.price(bank), good)
	for _, node := range takes.FindOut {
		l.fact(bank, node, true)
	}
	if takes.Why != assess.Offered || takes.FindOut != nil {
		if takes.Why != assess.NoHigher {
			l.why = max(l.why, takes.Why)
		}
		return nil, false
	}
	for _, r := range takes.Raises {
		sheet[r.Question] = sheet[r.Question].Raised(&b.Questions[r.Question], r.To)
	}
	if len(doubted(sheet, l.s.Doubts(bank))) > 0 {
		codes := l.s.codes(bank, sheet, func(way assess.Sheet) []int { return l.s.Selection.Bank(bank, way).Codes })
		if slices.ContainsFunc(codes, func(ending int) bool { return !good(ending) }) { // by levels it suffices, and without some question it would not
			l.why = max(l.why, assess.TooManyWays)
			return nil, false
		}
	}
	for i := range sheet {
		low, _ := now[i].Possible(&b.Questions[i])
		if to, _ := sheet[i].Possible(&b.Questions[i]); to > low {
			raises = append(raises, assess.Raise{Question: i, From: low, To: to, Open: now[i].Open()})
		}
	}
	return raises, true
}

// fact remembers that a node about the problem stands against the aim.
func (l *lacking) fact(bank, node int, open bool) {
	if !open {
		l.why = max(l.why, assess.AboutProblem)
		return
	}
	if ref := (assess.Ref{Bank: bank, Question: node}); !slices.Contains(l.findOut, ref) {
		l.findOut = append(l.findOut, ref)
	}
}

func (l *lacking) lack() *Lack {
	if l.cost < impossible {
		slices.SortFunc(l.raises, func(a, b BankRaise) int {
			return cmp.Or(cmp.Compare(a.Bank, b.Bank), cmp.Compare(a.Question, b.Question))
		})
		return &Lack{Raises: l.raises}
	}
	if l.why == assess.Offered && l.findOut == nil {
		l.why = assess.NoHigher
	}
	if l.why != assess.Offered {
		return &Lack{Why: l.why}
	}
	return &Lack{FindOut: l.findOut}
}
