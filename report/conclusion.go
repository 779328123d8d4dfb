package report

import (
	"slices"
	"strconv"
	"strings"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/report/phrase"
	"collectiveimpact/samklar/report/view"
)

// conclusion says where every chain stands, and then what the banks heard beside
// them say.
func (b *builder) conclusion() []view.Block {
	var blocks []view.Block
	for i := range b.r.Chains {
		blocks = append(blocks, b.chain(&b.r.Chains[i], i > 0)...)
	}
	for _, bank := range b.order(assess.Beside) {
		blocks = append(blocks, b.heard(bank, len(blocks) > 0)...)
	}
	return blocks
}

// chain says one conclusion: its name, why, what to be careful of, what is certain,
// what decides, how it looks at a glance, and what to do first. A board is told no
// more than fits its page; the rest stands in the picture and in the next steps.
func (b *builder) chain(c *assess.Chain, other bool) []view.Block {
	var blocks []view.Block
	if other {
		say := sayIn(&blocks, b.chainID(c))
		say("--title", phrase.Fill(b.p.OtherChain, "bank", b.bankTitle(b.r.Banks[c.Steps[0].Bank].Bank.ID)), view.Heading)
	}
	return append(blocks, b.firstScreen(c)...)
}

func (b *builder) firstScreen(c *assess.Chain) []view.Block {
	badge := view.Yes
	if c.OpenStep >= 0 {
		badge = view.Maybe
	}
	id, board := b.chainID(c), b.in.Audience == Board
	blocks := []view.Block{view.Text{ID: id + "--name", Text: b.headline(c), Weight: view.Heading, Badge: badge}}
	say := sayIn(&blocks, id)
	say("", b.sentences(c), view.Lead)
	blocks = append(blocks, b.cautions(id, c)...)
	if !board {
		blocks = append(blocks, b.certain(id, c)...)
	}
	if board {
		blocks = append(blocks, b.whyNot(id, c)...)
		blocks = append(blocks, b.unknowns(id, c)...)
	} else {
		say("--ask-first", b.askFirst(c), view.Normal)
	}
	blocks = append(blocks, b.turns(id, c)...)
	blocks = append(blocks, b.atAGlance(id, c)...)
	alone := len(b.r.Chains) == 1 && len(b.order(assess.Beside)) == 0
	if !board && !(alone && b.includes("next-steps")) { // else it stands right below
		say("--first", b.first(c), view.Normal)
	}
	return blocks
}

func (b *builder) chainID(c *assess.Chain) string {
	return "conclusion--" + b.r.Banks[c.Steps[0].Bank].Bank.ID
}

// sayIn adds texts to blocks, where they say something.
func sayIn(blocks *[]view.Block, id string) func(what, text string, weight view.Weight) {
	return func(what, text string, weight view.Weight) {
		if text != "" {
			*blocks = append(*blocks, view.Text{ID: id + what, Text: text, Weight: weight})
		}
	}
}

// few is how many endings a headline names.
const few = 3

// headline calls the conclusion by the step at which it stands: its title, or the
// endings between which it is open. Where those are many, it says how many.
func (b *builder) headline(c *assess.Chain) string {
	step := &c.Steps[c.Stands()]
	switch n := len(step.Codes); {
	case n == 1:
		return b.r.Banks[step.Bank].Bank.Endings[step.Codes[0]].Title
	case n <= few:
		return phrase.Fill(b.p.OpenIs, "codes", b.codes(step.Bank, step.Codes))
	default:
		return phrase.Fill(b.p.OpenMany, "n", strconv.Itoa(n))
	}
}

// sentences say why, as one would say it aloud: of a settled conclusion what it
// says, of an open one what it may be, where the name does not say that, and how many
// answers decide; and the settled step before it.
func (b *builder) sentences(c *assess.Chain) string {
	at := c.Stands()
	step := &c.Steps[at]
	said := b.short(step)
	if c.OpenStep >= 0 {
		said = b.deciders(c)
	}
	if len(step.Codes) > few {
		said = phrase.Fill(b.p.Possible, "codes", b.codes(step.Bank, step.Codes)) + " " + said
	}
	switch {
	case at > 0:
		return said + " " + phrase.Fill(b.p.SoFar, "said", b.short(&c.Steps[at-1]))
	case c.OpenStep < 0:
		return said + " " + b.settled(c)
	}
	return said
}

// short returns the first sentence of a settled step, or "".
func (b *builder) short(s *assess.Step) string {
	if len(s.Codes) > 1 {
		return ""
	}
	return b.r.Banks[s.Bank].Bank.Endings[s.Codes[0]].Short
}

// deciders says how many answers decide. One decides only where it can settle the
// step alone.
func (b *builder) deciders(c *assess.Chain) string {
	n, o := strconv.Itoa(len(c.Pivotal)), b.outlook(c)
	switch {
	case !c.Exact:
		return phrase.Fill(b.p.ManyMayDecide, "n", n)
	case len(c.Pivotal) == 1:
		return b.p.OneDecides
	case o.Answers > 1:
		return phrase.Fill(b.p.CountTowards, "n", n, "takes", strconv.Itoa(o.Answers))
	}
	return phrase.Fill(b.p.ManyDecide, "n", n)
}

// askFirst names the question to ask first, where it is known which decide.
func (b *builder) askFirst(c *assess.Chain) string {
	if c.OpenStep < 0 || !c.Exact {
		return ""
	}
	return phrase.Fill(b.p.AskFirst, "question", b.question(b.outlook(c).First[0]).Ask)
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
			levels = append(levels, b.p.Quote(q.Levels[to].Text))
		}
		items.Items = append(items.Items, view.Item{
			ID:   items.ID + "--" + q.Levels[from].ID,
			Text: phrase.Fill(b.p.IfAnswer, "levels", phrase.Join(levels, b.p.Or), "codes", b.codes(ref.Bank, turns[from])),
		})
		from = to
	}
	return []view.Block{items}
}
