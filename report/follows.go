package report

import (
	"slices"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/questions"
	"collectiveimpact/samklar/report/phrase"
	"collectiveimpact/samklar/report/view"
)

// certain says what no missing answer can change: which better endings are ruled
// out, and what comes whichever way the open step goes. Of a settled scale its
// verdicts say the first.
func (b *builder) certain(id string, c *assess.Chain) []view.Block {
	items := view.Items{ID: id + "--certain"}
	at := c.Stands()
	if bank := c.Steps[at].Bank; c.OpenStep >= 0 || b.r.Banks[bank].Bank.Kind == questions.Tree {
		items.Items = b.ruledOut(id+"--ruled-out", bank)
	}
	for i := at + 1; i < len(c.Steps); i++ {
		if said := b.short(&c.Steps[i]); said != "" {
			items.Items = append(items.Items, view.Item{ID: id + "--whichever--" + b.r.Banks[c.Steps[i].Bank].Bank.ID, Text: phrase.Fill(b.p.Whichever, "said", said)})
		}
	}
	if len(items.Items) == 0 {
		return nil
	}
	return []view.Block{items}
}

// ruledOut says which better endings no missing answer can bring, and what stands
// against them: once for all that the same stands against.
func (b *builder) ruledOut(id string, bank int) []view.Item {
	r := &b.r.Banks[bank]
	var items []view.Item
	all := b.in.Outlook.Banks[bank].RuledOut
	for from := 0; from < len(all); {
		first, to := &all[from], from
		e := &r.Bank.Endings[first.Code]
		var codes []int
		for ; to < len(all) && all[to].Node == first.Node && slices.Equal(all[to].Dimensions, first.Dimensions) && (first.Node >= 0 ||
			r.Bank.Endings[all[to].Code].Every == e.Every && r.Bank.Endings[all[to].Code].Overall == e.Overall); to++ {
			codes = append(codes, all[to].Code)
		}
		items = append(items, view.Item{ID: id + "--" + e.ID, Text: b.against(r, first, e, b.titles(bank, codes, b.p.And))})
		from = to
	}
	return items
}

// against says what stands against endings.
func (b *builder) against(r *assess.BankResult, out *assess.RuledOut, e *questions.Ending, codes string) string {
	switch {
	case out.Node >= 0 && r.Nodes[out.Node].Status == assess.Passed:
		return phrase.Fill(b.p.OutByPass, "codes", codes, "part", r.Bank.Nodes[out.Node].Title)
	case out.Node >= 0:
		return phrase.Fill(b.p.OutByStep, "codes", codes, "part", r.Bank.Nodes[out.Node].Title)
	case len(out.Dimensions) == len(r.Scores) && len(r.Scores) > 1:
		return phrase.Fill(b.p.OutByAll, "codes", codes, "percent", b.p.Percent(e.Every, e.Every))
	case len(out.Dimensions) > 0:
		return phrase.Fill(b.p.OutByParts, "codes", codes, "dimensions", b.dimensions(r, out.Dimensions, b.p.And), "percent", b.p.Percent(e.Every, e.Every))
	}
	return phrase.Fill(b.p.OutByWhole, "codes", codes, "percent", b.p.Percent(e.Overall, e.Overall))
}

// follows says how a conclusion follows from the scores, up to its open step: the
// verdicts of each scale with what they ask for. Trees are drawn.
func (b *builder) follows(id string, c *assess.Chain) []view.Block {
	links := view.Links{ID: id + "--follows", Title: b.p.Follows}
	for _, step := range c.Steps[:c.Stands()+1] {
		links.Links = append(links.Links, b.verdicts(links.ID, step.Bank)...)
	}
	if len(links.Links) == 0 {
		return nil
	}
	return []view.Block{links}
}

// verdicts says of the verdicts of a scale, down to the worst that is possible,
// what they ask for, and whether the case's own numbers meet that: one stands
// because better ones fail.
func (b *builder) verdicts(id string, bank int) []view.Link {
	r := &b.r.Banks[bank]
	if r.Bank.Kind != questions.Scale {
		return nil
	}
	var links []view.Link
	for v := range r.Codes[len(r.Codes)-1] + 1 {
		e, c := &r.Bank.Endings[v], r.Conditions(v)
		is := assess.Possible
		switch {
		case !slices.Contains(r.Codes, v):
			is = assess.HoldsNot
		case len(r.Codes) == 1:
			is = assess.Holds
		}
		mark, met := b.met(is)
		link := view.Link{ID: id + "--" + r.Bank.ID + "--" + e.ID, Text: b.p.Quote(e.Title) + ": " + met, Mark: mark}
		asks := func(text string, percent int, h assess.Holding, found string) {
			if _, met := b.met(h); percent > 0 {
				if r.Overall.Known { // there are figures
					met += " (" + found + ")"
				}
				link.Details = append(link.Details, phrase.Fill(text, "percent", b.p.Percent(percent, percent), "met", met))
			}
		}
		asks(b.p.VerdictEvery, e.Every, c.Every, b.below(r, c.Below))
		asks(b.p.VerdictOverall, e.Overall, c.Overall, b.percent(&r.Overall))
		if len(link.Details) == 0 {
			link.Details = []string{b.p.Otherwise}
		}
		links = append(links, link)
	}
	return links
}

// met puts in words whether something that is asked for is there.
func (b *builder) met(h assess.Holding) (view.Mark, string) {
	switch h {
	case assess.Holds:
		return view.Yes, b.p.RuleMet
	case assess.HoldsNot:
		return view.No, b.p.RuleNot
	case assess.Possible:
	}
	return view.Maybe, b.p.RuleMaybe
}

// below names the dimensions that do not surely reach something with their scores,
// or else the one that counts as least.
func (b *builder) below(r *assess.BankResult, some []int) string {
	scored := func(d int) string { return b.p.Quote(r.Bank.Dimensions[d].Title) + " " + b.percent(&r.Scores[d]) }
	if len(some) == 0 {
		least := 0
		for d := range r.Scores {
			if r.Scores[d].CountsLow.Below(r.Scores[least].CountsLow) {
				least = d
			}
		}
		return phrase.Fill(b.p.LowestPart, "part", scored(least))
	}
	said := make([]string, len(some))
	for i, d := range some {
		said[i] = scored(d)
	}
	return phrase.Join(said, b.p.And)
}

// percent gives a score, and what it counts as where that differs.
func (b *builder) percent(s *assess.Score) string {
	score := b.p.DimNotKnown
	if s.Known {
		score = b.p.Percent(s.Low.Percent(), s.High.Percent())
	}
	if s.Low.Equal(s.CountsLow) && s.High.Equal(s.CountsHigh) {
		return score
	}
	return phrase.Fill(b.p.CountsAs, "score", score, "counts", b.p.Percent(s.CountsLow.Percent(), s.CountsHigh.Percent()))
}
