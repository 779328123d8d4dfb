package report

import (
	"strings"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/questions"
	"collectiveimpact/samklar/report/phrase"
	"collectiveimpact/samklar/report/view"
)

// weakest says which link of a scale is the weakest, and before it what the
// scale comes to where no step of a conclusion says so.
func (b *builder) weakest(bank int) string {
	r := &b.r.Banks[bank]
	var said string
	switch surely, maybe, all := len(r.Weakest), len(r.MaybeWeakest), len(r.Scores); {
	case all < 2: // one alone is no link
	case surely == all:
		said = b.p.AllAlike
	case surely > 1:
		said = phrase.Fill(b.p.WeakestTied, "dimensions", b.dimensions(r, r.Weakest, b.p.And))
	case surely == 1:
		said = phrase.Fill(b.p.Weakest, "dimension", b.dimensions(r, r.Weakest, b.p.And))
	case maybe < all:
		said = phrase.Fill(b.p.WeakestMaybe, "dimensions", b.dimensions(r, r.MaybeWeakest, b.p.Or))
	default:
		said = b.p.NoWeakest
	}
	if len(r.Codes) == 0 || r.Role == assess.Deciding || len(r.Codes) == len(r.Bank.Endings) {
		return said
	}
	return strings.TrimSpace(phrase.Fill(b.p.VerdictIs, "codes", b.codes(bank, r.Codes)) + ". " + said)
}

// dimensions joins the titles of some of a bank's dimensions.
func (b *builder) dimensions(r *assess.BankResult, some []int, word string) string {
	titles := make([]string, len(some))
	for i, d := range some {
		titles[i] = b.p.Quote(r.Bank.Dimensions[d].Title)
	}
	return phrase.Join(titles, word)
}

// scores shows every scale that decides, or that has answers.
func (b *builder) scores() []view.Block {
	var blocks []view.Block
	for _, bank := range b.order() {
		r := &b.r.Banks[bank]
		if r.Bank.Kind != questions.Scale || r.Role != assess.Deciding && !r.Answered() {
			continue
		}
		id := "scores--" + r.Bank.ID
		blocks = append(blocks, view.Text{ID: id, Text: b.scaleTitle(bank), Weight: view.Heading})
		bars := b.bars(id, r)
		for i := range b.r.Chains {
			if b.includes("conclusion") && b.drawn(&b.r.Chains[i], bank) {
				bars.Again = b.p.AsTable
			}
		}
		blocks = append(blocks, bars)
		blocks = append(blocks, b.held(id, r)...)
		if said := b.weakest(bank); said != "" {
			blocks = append(blocks, view.Text{ID: id + "--weakest", Text: said})
		}
	}
	return blocks
}

// held says of the dimensions that key questions hold down, or may hold down, why they
// count as less than their score, and whether they did at an earlier moment.
func (b *builder) held(id string, r *assess.BankResult) []view.Block {
	items := view.Items{ID: id + "--held"}
	for d := range r.Scores {
		now, then := heldDown(&r.Scores[d]), b.heldThen(r, d)
		below := r.Bank.Bands[min(1, len(r.Bank.Bands)-1)].From
		say := func(id, said, question string) {
			items.Items = append(items.Items, view.Item{ID: items.ID + "--" + id, Text: phrase.Fill(said,
				"part", r.Bank.Dimensions[d].Title, "percent", b.p.Percent(below, below), "question", question)})
		}
		if now == free && then > free {
			say(r.Bank.Dimensions[d].ID, b.p.HeldOnlyThen[then-1], "")
		}
		if now == free {
			continue
		}
		said := [...]string{mayBeHeld: b.p.MayBeHeld, isHeld: b.p.HeldDown}[now]
		if then >= free {
			said += " " + b.p.HeldThen[then]
		}
		for _, i := range r.Bank.Dimensions[d].Questions {
			q := &r.Bank.Questions[i]
			if low, high := r.Sheet[i].Possible(q); q.Key && low == 0 && (now == mayBeHeld || high == 0) {
				say(q.ID, said, q.Ask)
			}
		}
	}
	if len(items.Items) == 0 {
		return nil
	}
	return []view.Block{items}
}

// How a key question holds a dimension down.
const (
	free = iota
	mayBeHeld
	isHeld
)

func heldDown(s *assess.Score) int {
	switch {
	case s.Low.Equal(s.CountsLow) && s.High.Equal(s.CountsHigh):
		return free
	case s.High.Equal(s.CountsHigh):
		return mayBeHeld
	}
	return isHeld
}

// heldThen says the same of an earlier moment; -1 where there is none.
func (b *builder) heldThen(r *assess.BankResult, dimension int) int {
	if b.in.Was != nil {
		for i := range b.in.Was.Banks {
			if was := &b.in.Was.Banks[i]; was.Bank.ID == r.Bank.ID && dimension < len(was.Scores) {
				return heldDown(&was.Scores[dimension])
			}
		}
	}
	return -1
}

// condition says when a bank counts, if it does not surely.
func (b *builder) condition(bank int) string {
	switch b.r.Banks[bank].Role {
	case assess.Aside:
		return strings.ToLower(b.p.NotDeciding)
	case assess.Conditional:
		for i := range b.r.Chains {
			p := &b.r.Chains[i].Path
			if code := leadsTo(p, bank); code >= 0 {
				return phrase.Fill(b.p.Conditional, "code", b.codes(p.Steps[len(p.Steps)-1].Bank, []int{code}))
			}
		}
	case assess.Beside, assess.Deciding:
	}
	return ""
}

// leadsTo gives the first code behind which a path's branches hold a bank, or -1.
func leadsTo(p *assess.Path, bank int) int {
	for i := range p.Branches {
		for _, s := range p.Branches[i].Path.Steps {
			if s.Bank == bank {
				return p.Branches[i].Code
			}
		}
		if leadsTo(&p.Branches[i].Path, bank) >= 0 {
			return p.Branches[i].Code
		}
	}
	return -1
}

func (b *builder) bars(id string, r *assess.BankResult) view.Bars {
	bars := view.Bars{ID: id + "--bars", Legend: b.p.RangeLegend, Drawn: b.p.RangeDrawn, Head: [4]string{b.p.ColPart, b.p.ColScore, b.p.ColBand, b.p.ColRange}}
	bar := func(id, label string, s *assess.Score) view.Bar {
		low, high := s.Low.Percent(), s.High.Percent()
		out := view.Bar{ID: id, Label: label, Low: low, High: high, Known: s.Known, Percent: b.p.DimNotKnown}
		if s.Known {
			out.Percent = b.p.Percent(low, high)
			from, to := s.CountsLow.Band(r.Bank.Bands), s.CountsHigh.Band(r.Bank.Bands)
			out.Band = r.Bank.Bands[from].Title
			switch {
			case from == 0 && to == len(r.Bank.Bands)-1 && to > 0:
				out.Band = b.p.AnyBand
			case to != from:
				out.Band += " – " + r.Bank.Bands[to].Title
			}
		}
		return out
	}
	for d := range r.Scores {
		bars.Bars = append(bars.Bars, bar(id+"--part--"+r.Bank.Dimensions[d].ID, r.Bank.Dimensions[d].Title, &r.Scores[d]))
	}
	total := bar(id+"--overall", b.p.Overall, &r.Overall)
	total.Total = true
	bars.Bars = append(bars.Bars, total)
	b.measure(&bars, r)
	return bars
}
