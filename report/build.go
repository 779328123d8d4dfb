package report

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/questions"
	"collectiveimpact/samklar/report/phrase"
)

// Input is everything a report is made from.
type Input struct {
	Case    assess.Case
	Result  *assess.Result
	Entries assess.Entries
	Titles  func(bank string) string // the title of a bank that is not selected, or ""
	Edges   []assess.Edge
	Turns   [][]int // what each level of the one pivotal question of the first chain gives, if there is one
	Lang    string
	Tool    string // the tool's version

	Sections []string // the sections to report, by id; none means all
}

// firstSteps is the number of next steps that stand above the fold.
const firstSteps = 5

// findOuts is the most questions to find out that are a step each. More are one
// step together: a board that is only asked questions has no next step.
const findOuts = 3

// Build makes the view of one case.
func Build(in *Input) *View {
	b := newBuilder(in)
	b.next = b.steps()
	v := &View{Lang: b.p.Lang, Title: phrase.Fill(b.p.ReportTitle, "title", b.caseTitle()), Facts: b.facts(), Contents: b.p.Contents}
	for _, s := range sections() {
		if len(in.Sections) > 0 && !slices.Contains(in.Sections, s.id) {
			continue
		}
		if blocks := s.blocks(b); len(blocks) > 0 {
			v.Sections = append(v.Sections, Section{s.id, s.title(b.p), blocks})
		}
	}
	v.settleTargets()
	return v
}

// Conclusion gives the first conclusion in two sentences.
func Conclusion(in *Input) string {
	b := newBuilder(in)
	if len(b.r.Chains) == 0 {
		return b.p.NoConclusion
	}
	return b.twoSentences(&b.r.Chains[0])
}

// A builder turns a result into words.
type builder struct {
	in    *Input
	r     *assess.Result
	banks []*questions.Bank // those of the result
	p     *phrase.Phrases

	next  []NextStep // what to find out and what to do, first things first
	trees []Tree     // for pictures, once the first is wanted
	cited []string   // the sources referred to, in order
}

func newBuilder(in *Input) *builder {
	b := &builder{in: in, r: in.Result, p: phrase.For(in.Lang)}
	for i := range b.r.Banks {
		b.banks = append(b.banks, b.r.Banks[i].Bank)
	}
	return b
}

// caseTitle returns the title of the case, or what is said where it has none.
func (b *builder) caseTitle() string { return cmp.Or(CleanLine(b.in.Case.Title), b.p.Untitled) }

func (b *builder) facts() []Fact {
	c := b.in.Case
	var who []string
	for _, s := range []string{c.Respondent.Name, c.Respondent.Organisation, c.Respondent.Role} {
		if s = CleanLine(s); s != "" {
			if word, ok := b.p.Who[s]; ok {
				s = word
			}
			who = append(who, s)
		}
	}
	var facts []Fact
	for _, f := range []Fact{
		{"place", b.p.Place, CleanLine(c.Place)},
		{"as-of", b.p.AsOf, b.p.Date(CleanLine(c.AsOf))},
		{"respondent", b.p.Respondent, strings.Join(who, ", ")},
	} {
		if f.Value != "" {
			facts = append(facts, f)
		}
	}
	return facts
}

func (b *builder) entry(ref assess.Ref) assess.Entry {
	entries := b.in.Entries[b.r.Banks[ref.Bank].Bank.ID]
	if ref.Question >= len(entries) {
		return assess.Entry{Choice: assess.Unanswered}
	}
	return entries[ref.Question]
}

func (b *builder) question(ref assess.Ref) *questions.Question {
	return &b.r.Banks[ref.Bank].Bank.Questions[ref.Question]
}

// codes gives the titles of a bank's endings as a choice.
func (b *builder) codes(bank int, codes []int) string { return b.titles(bank, codes, b.p.Or) }

// decides says between which endings an answer decides.
func (b *builder) decides(s *assess.Step) string {
	return phrase.Fill(b.p.Decides, "codes", b.titles(s.Bank, s.Codes, b.p.And))
}

func (b *builder) titles(bank int, codes []int, last string) string {
	endings := b.r.Banks[bank].Bank.Endings
	titles := make([]string, len(codes))
	for i, c := range codes {
		titles[i] = b.p.Quote(CleanLine(endings[c].Title))
	}
	return phrase.Join(titles, last)
}

// title returns the title of a bank by its id, selected or not; "" where nobody
// knows it.
func (b *builder) title(id string) string {
	for _, bank := range b.banks {
		if bank.ID == id {
			return CleanLine(bank.Title)
		}
	}
	if b.in.Titles == nil {
		return ""
	}
	return CleanLine(b.in.Titles(id))
}

// bankTitle returns the title of a bank in quotes, or its id.
func (b *builder) bankTitle(id string) string { return b.p.Quote(cmp.Or(b.title(id), id)) }

// version names a bank with its version.
func (b *builder) version(bank *questions.Bank) string {
	return phrase.Fill(b.p.BankVersion, "bank", CleanLine(bank.Title), "id", bank.ID, "version", strconv.Itoa(bank.Version))
}

// path returns a path in codes, with the bank beyond it.
func (b *builder) path(p *assess.Path) string {
	steps := PathText(p.Steps, b.banks)
	if p.Beyond == "" {
		return steps
	}
	return steps + " → " + p.Beyond
}

// conclusion says where every chain ends: two sentences, the path, and what the
// ending means.
func (b *builder) conclusion() []Block {
	if len(b.r.Chains) == 0 {
		return []Block{Text{"no-conclusion", b.p.NoConclusion, Lead}}
	}
	var blocks []Block
	for i := range b.r.Chains {
		c := &b.r.Chains[i]
		id := "conclusion--" + b.r.Banks[c.Steps[0].Bank].Bank.ID
		if i > 0 {
			blocks = append(blocks, Text{id + "--title", phrase.Fill(b.p.OtherChain, "bank", b.bankTitle(b.r.Banks[c.Steps[0].Bank].Bank.ID)), Heading})
		}
		blocks = append(blocks, Text{id, b.twoSentences(c), Lead})
		for _, step := range c.Steps {
			if len(step.Codes) != 1 {
				continue
			}
			bank := b.r.Banks[step.Bank].Bank
			e := bank.Endings[step.Codes[0]]
			blocks = append(blocks, Text{id + "--means--" + bank.ID, CleanLine(e.Text), Normal})
		}
		if i == 0 {
			blocks = append(blocks, b.turns(id, c)...)
			if len(b.next) > 0 {
				blocks = append(blocks, Text{id + "--first", b.first(c), Normal})
			}
		}
		blocks = append(blocks, b.why(id, c)...)
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
		said = append(said, CleanLine(b.r.Banks[step.Bank].Bank.Endings[step.Codes[0]].Short))
	}
	if c.OpenStep < 0 {
		if len(said) == 1 {
			return said[0] + " " + b.settled(c)
		}
		return strings.Join(said[len(said)-2:], " ")
	}
	step := c.Steps[c.OpenStep]
	codes := b.codes(step.Bank, step.Codes)
	if title := b.bankTitle(b.r.Banks[step.Bank].Bank.ID); len(said) > 0 && len(step.Codes) == len(b.r.Banks[step.Bank].Bank.Endings) {
		return said[len(said)-1] + " " + phrase.Fill(b.p.OpenAll, "bank", title, "n", strconv.Itoa(len(c.Pivotal)))
	}
	if len(said) > 0 {
		return said[len(said)-1] + " " + phrase.Fill(b.p.OpenInBank, "bank", b.bankTitle(b.r.Banks[step.Bank].Bank.ID), "codes", codes)
	}
	return phrase.Fill(b.p.OpenBetween, "codes", codes) + " " + b.deciders(c)
}

func (b *builder) deciders(c *assess.Chain) string {
	n := strconv.Itoa(len(c.Pivotal))
	switch {
	case !c.Exact:
		return phrase.Fill(b.p.ManyMayDecide, "n", n)
	case len(c.Pivotal) == 1:
		return phrase.Fill(b.p.OneDecides, "question", CleanLine(b.question(c.Pivotal[0]).Ask))
	}
	return phrase.Fill(b.p.ManyDecide, "n", n)
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

// reached tells whether a question belongs to a scale, or to a node that the
// walk reaches.
func (b *builder) reached(ref assess.Ref) bool {
	r := &b.r.Banks[ref.Bank]
	return r.Reached(ref.Question)
}

// branches says what lies behind single outcomes of a step that is open.
func (b *builder) branches(id string, p *assess.Path) []Block {
	var blocks []Block
	if p.Beyond != "" {
		blocks = append(blocks, Text{id + "--beyond", phrase.Fill(b.p.GoesOnWith, "bank", b.bankTitle(p.Beyond)), Normal})
	}
	if len(p.Branches) == 0 {
		return blocks
	}
	bank := p.Steps[len(p.Steps)-1].Bank
	for i := range p.Branches {
		branch := &p.Branches[i]
		code := b.codes(bank, []int{branch.Code})
		blocks = append(blocks, Text{
			id + "--if--" + b.r.Banks[bank].Bank.Endings[branch.Code].ID,
			phrase.Fill(b.p.IfCode, "code", code, "path", b.pathInWords(&branch.Path)), Normal,
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
func (b *builder) also(id string, c *assess.Chain) []Block {
	var blocks []Block
	for _, step := range c.Steps {
		for _, code := range step.Codes {
			e := b.r.Banks[step.Bank].Bank.Endings[code]
			if e.Also != "" && len(step.Codes) == 1 && !b.answeredInFull(e.Also) {
				blocks = append(blocks, Text{id + "--also--" + e.Also, phrase.Fill(b.p.AlsoAnswer, "bank", b.bankTitle(e.Also)), Normal})
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

// selected gives what follows from the answers to a bank, or nil where it is not
// selected.
func (b *builder) selected(id string) *assess.BankResult {
	for i := range b.r.Banks {
		if b.r.Banks[i].Bank.ID == id {
			return &b.r.Banks[i]
		}
	}
	return nil
}

// turns says what each answer to the one question that decides would give.
func (b *builder) turns(id string, c *assess.Chain) []Block {
	if len(b.in.Turns) == 0 {
		return nil
	}
	ref := c.Pivotal[0]
	q := b.question(ref)
	items := Items{ID: id + "--turns"}
	for from := 0; from < len(b.in.Turns); {
		to := from
		var levels []string
		for ; to < len(b.in.Turns) && slices.Equal(b.in.Turns[to], b.in.Turns[from]); to++ {
			levels = append(levels, b.p.Quote(strings.TrimSuffix(CleanLine(q.Levels[to].Text), ".")))
		}
		items.Items = append(items.Items, Item{
			ID:   items.ID + "--" + q.Levels[from].ID,
			Text: phrase.Fill(b.p.IfAnswer, "levels", phrase.Join(levels, b.p.Or), "codes", b.codes(ref.Bank, b.in.Turns[from])),
		})
		from = to
	}
	return []Block{items}
}
