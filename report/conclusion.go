package report

import (
	"slices"
	"strconv"
	"strings"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/questions"
	"collectiveimpact/samklar/report/phrase"
	"collectiveimpact/samklar/report/view"
)

// conclusion says where every chain ends: two sentences, the path, and what the
// ending means.
func (b *builder) conclusion() []view.Block {
	if len(b.r.Chains) == 0 {
		return []view.Block{view.Text{ID: "no-conclusion", Text: b.p.NoConclusion, Weight: view.Lead}}
	}
	var blocks []view.Block
	for i := range b.r.Chains {
		c := &b.r.Chains[i]
		id := "conclusion--" + b.r.Banks[c.Steps[0].Bank].Bank.ID
		if i > 0 {
			blocks = append(blocks, view.Text{ID: id + "--title", Text: phrase.Fill(b.p.OtherChain, "bank", b.bankTitle(b.r.Banks[c.Steps[0].Bank].Bank.ID)), Weight: view.Heading})
		}
		if c.OpenStep < 0 {
			last := &c.Steps[len(c.Steps)-1]
			blocks = append(blocks, view.Text{ID: id + "--name", Text: b.r.Banks[last.Bank].Bank.Endings[last.Codes[0]].Title, Weight: view.Heading})
		}
		blocks = append(blocks, view.Text{ID: id, Text: b.twoSentences(c), Weight: view.Lead})
		blocks = append(blocks, b.cautions(id, c)...)
		for _, step := range c.Steps {
			if len(step.Codes) != 1 {
				continue
			}
			bank := b.r.Banks[step.Bank].Bank
			e := bank.Endings[step.Codes[0]]
			blocks = append(blocks, view.Text{ID: id + "--means--" + bank.ID, Text: e.Text})
		}
		if i == 0 {
			blocks = append(blocks, b.turns(id, c)...)
			if len(b.next) > 0 {
				blocks = append(blocks, view.Text{ID: id + "--first", Text: b.first(c)})
			}
		}
		blocks = append(blocks, b.why(id, c)...)
		blocks = append(blocks, b.ruledOut(id, c)...)
		blocks = append(blocks, b.branches(id, &c.Path)...)
		blocks = append(blocks, b.also(id, c)...)
	}
	return blocks
}

// first says what to do first.
func (b *builder) first(c *assess.Chain) string {
	switch n := len(c.Pivotal); {
	case n == 1:
		return b.p.FirstFindOut // it has just been named
	case n > findOuts:
		return phrase.Fill(b.p.FirstStep, "step", b.findAll(n))
	}
	return phrase.Fill(b.p.FirstStep, "step", b.next[0].Do)
}

// twoSentences is the conclusion of a chain, as one would say it aloud.
func (b *builder) twoSentences(c *assess.Chain) string {
	var said []string
	for i, step := range c.Steps {
		if c.OpenStep >= 0 && i >= c.OpenStep {
			break
		}
		said = append(said, b.r.Banks[step.Bank].Bank.Endings[step.Codes[0]].Short)
	}
	if c.OpenStep < 0 {
		if len(said) == 1 {
			return said[0] + " " + b.settled(c)
		}
		return said[len(said)-1] + " " + phrase.Fill(b.p.SoFar, "said", said[len(said)-2])
	}
	step := c.Steps[c.OpenStep]
	codes := b.codes(step.Bank, step.Codes)
	if title := b.bankTitle(b.r.Banks[step.Bank].Bank.ID); len(said) > 0 && len(step.Codes) == len(b.r.Banks[step.Bank].Bank.Endings) {
		return phrase.Fill(b.p.OpenAll, "bank", title, "n", strconv.Itoa(len(c.Pivotal))) + " " + phrase.Fill(b.p.SoFar, "said", said[len(said)-1])
	}
	if len(said) > 0 {
		return phrase.Fill(b.p.OpenInBank, "bank", b.bankTitle(b.r.Banks[step.Bank].Bank.ID), "codes", codes) + " " + phrase.Fill(b.p.SoFar, "said", said[len(said)-1])
	}
	return phrase.Fill(b.p.OpenBetween, "codes", codes) + " " + b.deciders(c)
}

// deciders says how many answers decide, and which to ask for first. An answer
// decides only where it can settle the step alone.
func (b *builder) deciders(c *assess.Chain) string {
	n, o := strconv.Itoa(len(c.Pivotal)), b.outlook(c)
	var said string
	switch {
	case !c.Exact:
		return phrase.Fill(b.p.ManyMayDecide, "n", n)
	case len(c.Pivotal) == 1:
		return phrase.Fill(b.p.OneDecides, "question", b.question(c.Pivotal[0]).Ask)
	case o.Answers > 1:
		said = phrase.Fill(b.p.CountTowards, "n", n, "takes", strconv.Itoa(o.Answers))
	default:
		said = phrase.Fill(b.p.ManyDecide, "n", n)
	}
	return said + " " + phrase.Fill(b.p.AskFirst, "question", b.question(o.First[0]).Ask)
}

// outlook returns what it takes to settle a chain.
func (b *builder) outlook(c *assess.Chain) *assess.ChainOutlook {
	for i := range b.r.Chains {
		if &b.r.Chains[i] == c {
			return &b.in.Outlook.Chains[i]
		}
	}
	return nil
}

// ruledOut says which better endings no missing answer can bring, and what stands
// against them: once for all that the same stands against.
func (b *builder) ruledOut(id string, c *assess.Chain) []view.Block {
	bank := c.Steps[c.Stands()].Bank
	r := &b.r.Banks[bank]
	items := view.Items{ID: id + "--ruled-out"}
	all := b.in.Outlook.Banks[bank].RuledOut
	for from := 0; from < len(all); {
		first, to := &all[from], from
		e := &r.Bank.Endings[first.Code]
		var codes []int
		for ; to < len(all) && all[to].Node == first.Node && slices.Equal(all[to].Dimensions, first.Dimensions) && (first.Node >= 0 ||
			r.Bank.Endings[all[to].Code].Every == e.Every && r.Bank.Endings[all[to].Code].Overall == e.Overall); to++ {
			codes = append(codes, all[to].Code)
		}
		items.Items = append(items.Items, view.Item{ID: items.ID + "--" + e.ID, Text: b.against(r, first, e, b.titles(bank, codes, b.p.And))})
		from = to
	}
	if len(items.Items) == 0 {
		return nil
	}
	return []view.Block{items}
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

// settled says why the conclusion holds: everything is answered, or what is
// missing cannot change it.
func (b *builder) settled(c *assess.Chain) string {
	for _, step := range c.Steps {
		for q, choice := range b.r.Banks[step.Bank].Sheet {
			if choice.Open() && b.reached(assess.Ref{Bank: step.Bank, Question: q}) {
				return b.p.SettledOpen
			}
		}
	}
	return b.p.Settled
}

// branches says what lies behind single outcomes of a step that is open.
func (b *builder) branches(id string, p *assess.Path) []view.Block {
	var blocks []view.Block
	if p.Beyond != "" {
		blocks = append(blocks, view.Text{ID: id + "--beyond", Text: phrase.Fill(b.p.GoesOnWith, "bank", b.bankTitle(p.Beyond))})
	}
	if len(p.Branches) == 0 {
		return blocks
	}
	bank := p.Steps[len(p.Steps)-1].Bank
	for i := range p.Branches {
		branch := &p.Branches[i]
		code := b.codes(bank, []int{branch.Code})
		blocks = append(blocks, view.Text{
			ID:   id + "--if--" + b.r.Banks[bank].Bank.Endings[branch.Code].ID,
			Text: phrase.Fill(b.p.IfCode, "code", code, "path", b.pathInWords(&branch.Path)),
		})
	}
	return blocks
}

// pathInWords gives a path by the titles of its banks and endings.
func (b *builder) pathInWords(p *assess.Path) string {
	var steps []string
	for _, s := range p.Steps {
		steps = append(steps, phrase.Fill(b.p.BankNow, "bank", b.bankTitle(b.r.Banks[s.Bank].Bank.ID), "codes", b.codes(s.Bank, s.Codes)))
	}
	if p.Beyond != "" {
		steps = append(steps, b.bankTitle(p.Beyond))
	}
	return strings.Join(steps, " → ") + "."
}

// also names the banks worth answering that do not decide.
func (b *builder) also(id string, c *assess.Chain) []view.Block {
	var blocks []view.Block
	for _, step := range c.Steps {
		for _, code := range step.Codes {
			e := b.r.Banks[step.Bank].Bank.Endings[code]
			if e.Also != "" && len(step.Codes) == 1 && !b.answeredInFull(e.Also) {
				blocks = append(blocks, view.Text{ID: id + "--also--" + e.Also, Text: phrase.Fill(b.p.AlsoAnswer, "bank", b.bankTitle(e.Also))})
			}
		}
	}
	return blocks
}

// answeredInFull tells whether every question of a bank has a level.
func (b *builder) answeredInFull(id string) bool {
	r := b.selected(id)
	return r != nil && !slices.ContainsFunc(r.Sheet, assess.Choice.Open)
}

// turns says what each answer to the one question that decides would give.
func (b *builder) turns(id string, c *assess.Chain) []view.Block {
	turns := b.outlook(c).Turns
	if len(turns) == 0 {
		return nil
	}
	ref := c.Pivotal[0]
	q := b.question(ref)
	items := view.Items{ID: id + "--turns"}
	for from := 0; from < len(turns); {
		to := from
		if turns[from] == nil { // a level that it cannot have
			from++
			continue
		}
		var levels []string
		for ; to < len(turns) && slices.Equal(turns[to], turns[from]); to++ {
			levels = append(levels, b.p.Quote(strings.TrimSuffix(q.Levels[to].Text, ".")))
		}
		items.Items = append(items.Items, view.Item{
			ID:   items.ID + "--" + q.Levels[from].ID,
			Text: phrase.Fill(b.p.IfAnswer, "levels", phrase.Join(levels, b.p.Or), "codes", b.codes(ref.Bank, turns[from])),
		})
		from = to
	}
	return []view.Block{items}
}

// why says what a conclusion rests on, up to its first open step: the nodes of
// a tree, and the weakest link of a scale.
func (b *builder) why(id string, c *assess.Chain) []view.Block {
	links := view.Links{ID: id + "--why", Title: b.p.Because}
	for i, step := range c.Steps {
		if c.OpenStep >= 0 && i > c.OpenStep {
			break
		}
		r := &b.r.Banks[step.Bank]
		links.Links = append(links.Links, b.nodesOnTheWay(links.ID, step.Bank)...)
		if len(r.Weakest) > 0 && len(r.Weakest) < len(r.Scores) {
			d := r.Weakest[0]
			s := &r.Scores[d]
			links.Links = append(links.Links, view.Link{
				ID:     links.ID + "--" + r.Bank.ID,
				Text:   strings.TrimSuffix(b.weakest(step.Bank), ".") + " (" + b.p.Percent(s.Low.Percent(), s.High.Percent()) + ").",
				Target: view.Target(partID(r.Bank, d)), Mark: view.Aside,
			})
		}
	}
	if len(links.Links) == 0 {
		return nil
	}
	return []view.Block{links}
}

func (b *builder) nodesOnTheWay(id string, bank int) []view.Link {
	var links []view.Link
	r := &b.r.Banks[bank]
	for i := range r.Nodes {
		if !r.Nodes[i].Reachable {
			continue
		}
		mark, status := b.status(r.Nodes[i].Status)
		links = append(links, view.Link{
			ID:   id + "--" + r.Bank.ID + "--" + r.Bank.Nodes[i].ID,
			Text: r.Bank.Nodes[i].Title + ": " + status, Mark: mark,
			Target: view.Target(partID(r.Bank, i)), Details: b.holds(bank, i),
		})
	}
	return links
}

// holds says what keeps a node from being passed: the answers that do not pass,
// or the questions that have none.
func (b *builder) holds(bank, node int) []string {
	r := &b.r.Banks[bank]
	var said []string
	for _, q := range r.Bank.Nodes[node].Questions {
		question, choice := &r.Bank.Questions[q], r.Sheet[q]
		switch {
		case !question.Counts || r.Nodes[node].Status == assess.Passed:
		case choice.Open() && r.Nodes[node].Status == assess.Open:
			said = append(said, question.Ask+" – "+b.level(question, b.entry(assess.Ref{Bank: bank, Question: q})))
		default:
			if _, high := choice.Possible(question); high < question.Passes {
				said = append(said, b.level(question, b.entry(assess.Ref{Bank: bank, Question: q})))
			}
		}
	}
	return said
}
