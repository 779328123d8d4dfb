package portfolio

import (
	"math"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/paths"
)

// kept is what a portfolio keeps of a case, in little room.
type kept struct {
	source, id, title string
	where, asOf       string
	route             *route
	pattern           uint64
	packed            string // scores, then banks, then nodes, then rules, then questions to ask, then those to find out, then the one raise
	place             int32
	open, pivotal     int16
	answered          int16
	asks              int16 // questions to ask
	short             int16 // levels short of what is required, or none, or unclear
	besides           int16 // answers and sources that lack besides
	finds             int16 // questions to find out first
	decider           int16 // the first pivotal question, of all that there are
	weakest           int16 // of the portfolio's dimensions, -1 where there is none
	together          paths.Met
	decided           *Decided // or nil
	settled           bool
	exact             bool
	top               bool
	scaled            bool
	again             bool // see Against
}

// What short is where no higher level brings what is required, and where that is unclear.
const (
	none    = math.MaxInt16
	unclear = none - 1
)

// spanBytes is the room that a score takes: low and high, of itself and of what it
// counts as, and whether it is known.
const spanBytes = 5

// standing is where a policy puts a case: what meets it before what is not known yet,
// with fewer questions to ask, before what does not, with fewer levels short and fewer
// questions to find out first; behind them what asks again about the problem, and what no
// higher level brings there.
func (k *kept) standing() (class int, count int16) {
	switch k.together {
	case paths.MetMaybe:
		return 1, k.asks
	case paths.MetNever:
		switch {
		case k.short >= unclear:
			return 4, k.short
		case k.again:
			return 3, k.short + k.finds
		}
		return 2, k.short + k.finds
	case paths.MetSurely, paths.NotNeeded:
	}
	return 0, 0
}

// pack keeps a case.
func (p *Portfolio) pack(source string, c *assess.Case, s *Summary) *kept {
	k := &kept{
		source: source, id: c.ID, title: c.Title, where: c.Place, asOf: c.AsOf, pattern: s.Pattern, open: small(len(s.Open)), pivotal: small(len(s.Pivotal)), answered: small(s.Answered),
		weakest: -1, together: paths.MetSurely, settled: s.Settled, exact: s.Exact, top: s.Top, scaled: s.Scaled, decided: s.Decided,
	}
	if at, ok := p.places[s.Weakest]; ok {
		k.weakest = small(at)
	}
	if len(s.Pivotal) > 0 {
		k.decider = p.flat(s.Pivotal[0])
	}
	packed := make([]byte, p.rulesAt(), p.rulesAt()+64)
	for i := range p.dimensions {
		copy(packed[spanBytes*i:], []byte{0, 100, 0, 100, 0})
	}
	for i := range s.Scores {
		d := &s.Scores[i]
		if at, ok := p.places[d.DimensionRef]; ok {
			copy(packed[spanBytes*at:], []byte{byte(d.Low), byte(d.High), byte(d.CountsLow), byte(d.CountsHigh), flag(d.Known)})
		}
	}
	for i := range s.Banks {
		if s.applies(i, p.Banks[i]) {
			packed[spanBytes*len(p.dimensions)+i] = 1
		}
		nodes := packed[p.nodesAt(i):]
		for n := range p.Banks[i].Nodes {
			nodes[n] = byte(paths.NotNeeded)
		}
		for n, met := range s.passages(i, p.Banks[i]) {
			nodes[n] = byte(met)
		}
	}
	if p.Policy != nil {
		packed = p.packJudged(packed, k, s)
	}
	k.packed = string(packed)
	return k
}

// rulesAt is where what is known of rules begins in what is kept of a case.
func (p *Portfolio) rulesAt() int { return p.nodesAt(len(p.Banks)) }

func (p *Portfolio) packJudged(packed []byte, k *kept, s *Summary) []byte {
	judged := s.Judged
	if judged == nil {
		judged = p.Policy.Judge(p.selection, s)
	}
	k.together, k.asks, k.short = judged.Together, small(len(judged.Ask)), none
	for i, m := range judged.Rules {
		packed = append(packed, byte(m), byte(judged.Found[i]))
	}
	number := func(n int16) { packed = append(packed, byte(n>>8), byte(n)) }
	for i, ref := range judged.Ask {
		number(p.flat(ref))
		packed = append(packed, byte(judged.Asked[i].Now), flag(judged.Asked[i].Source))
	}
	c := judged.Change
	if c == nil {
		return packed
	}
	w, ok := c.Takes(p.Banks)
	switch {
	case c.Unclear():
		k.short = unclear
		return packed
	case !ok:
		return packed
	}
	k.short, k.besides, k.finds, k.again = small(w.Levels()), small(w.besides()), small(len(c.Against.Find)), c.Against.Again
	for _, ref := range c.Against.Find {
		number(p.flat(ref))
	}
	if k.oneShort() {
		r := &w.Raises[0]
		number(p.flat(assess.Ref{Bank: r.Bank, Question: r.Question}))
		packed = append(packed, byte(r.From), flag(r.Open))
	}
	return packed
}

// oneShort reports whether one level is all that a case lacks.
func (k *kept) oneShort() bool { return k.short == 1 && k.besides == 0 && k.finds == 0 && !k.again }

// unpack gives a case as it was kept.
func (p *Portfolio) unpack(k *kept) *Ranked {
	r := &Ranked{
		Place: int(k.place), Source: k.source, ID: k.id, Title: k.title, Where: k.where, AsOf: k.asOf, Path: &k.route.path, Settled: k.settled, Exact: k.exact, Top: k.top,
		Weakest: DimensionRef{-1, -1}, Open: int(k.open), Pivotal: int(k.pivotal), Answered: int(k.answered), Scaled: k.scaled, Decided: k.decided, kept: k,
	}
	if k.weakest >= 0 {
		r.Weakest = p.dimensions[k.weakest]
	}
	if k.pivotal > 0 {
		r.Decider = p.questions[k.decider]
	}
	if p.Policy == nil {
		return r
	}
	rest := k.packed[p.rulesAt():]
	r.Judged = &Judged{Together: k.together}
	for range p.Policy.Rules {
		r.Judged.Rules = append(r.Judged.Rules, paths.Met(rest[0]))
		r.Judged.Found = append(r.Judged.Found, assess.Choice(rest[1]))
		rest = rest[2:]
	}
	number := func() int {
		n := int(rest[0])<<8 | int(rest[1])
		rest = rest[2:]
		return n
	}
	for range k.asks {
		r.Judged.Ask = append(r.Judged.Ask, p.questions[number()])
		r.Judged.Asked = append(r.Judged.Asked, Asked{assess.Choice(rest[0]), rest[1] == 1})
		rest = rest[2:]
	}
	if k.together != paths.MetNever {
		return r
	}
	r.Besides, r.Again, r.Unclear = int(k.besides), k.again, k.short == unclear
	if r.Short = int(k.short); k.short >= unclear {
		r.Short = -1
	}
	for range k.finds {
		r.Find = append(r.Find, p.questions[number()])
	}
	if k.oneShort() {
		ref := p.questions[number()]
		from := int(rest[0])
		r.OneShort = &paths.BankRaise{Bank: ref.Bank, Raise: assess.Raise{Question: ref.Question, From: from, To: from + 1, Open: rest[1] == 1}}
	}
	return r
}

// flat gives the place of a question among all that there are.
func (p *Portfolio) flat(ref assess.Ref) int16 { return small(p.first[ref.Bank] + ref.Question) }

func flag(set bool) byte {
	if set {
		return 1
	}
	return 0
}

// small keeps a number that is never large: questions and levels of a few banks.
func small(n int) int16 { return int16(min(n, math.MaxInt16/4)) }
