// Package report puts what an assessment found in words. One view holds everything
// that a report says of a case, a round, a tree or a bank, in order; the
// packages below lay it out and decide nothing.
//
// What people wrote is made harmless before a view is filled, as what banks say is
// where they are read; each writer escapes it for where it lands.
package report

import (
	"cmp"
	"slices"
	"strings"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/portfolio"
	"collectiveimpact/samklar/questions"
	"collectiveimpact/samklar/questions/text"
	"collectiveimpact/samklar/report/phrase"
	"collectiveimpact/samklar/report/view"
)

// Input is everything a report is made from.
type Input struct {
	Case    assess.Case
	Result  *assess.Result
	Entries assess.Entries
	Gone    []assess.Gone            // answers to questions that the banks have given up
	Titles  func(bank string) string // the title of a bank that is not selected, or ""
	Outlook *assess.Outlook
	Lang    string
	Tool    string // the tool's version

	Was          *assess.Result // of the same banks at an earlier moment, or nil
	Since        []view.Block   // what has changed since then
	Requirements []view.Block   // how the case stands to a policy; none where there is no policy

	Until    string   // by when the first steps are to be taken, which may be before what others take; or ""
	Audience Audience // none means Full
	Sections []string // the sections to report, by id, instead of the audience's
}

// Build makes the view of one case.
func Build(in *Input) *view.View {
	b := newBuilder(in)
	b.next = b.steps()
	v := &view.View{Lang: b.p.Lang, Title: phrase.Fill(b.p.ReportTitle, "title", b.caseTitle()), Facts: b.facts(), Contents: b.p.Contents, Front: true, Whole: in.Audience == "" || in.Audience == Full}
	for _, s := range sections() {
		if !b.includes(s.id) {
			continue
		}
		if blocks := s.blocks(b); len(blocks) > 0 {
			v.Sections = append(v.Sections, view.Section{ID: s.id, Title: s.title(b.p), Blocks: blocks})
		}
	}
	if len(in.Sections) == 0 {
		v.Sheet = slices.IndexFunc(v.Sections, func(s view.Section) bool { return !slices.Contains([]string{"conclusion", "next-steps"}, s.ID) })
	}
	if v.Sheet < 0 || in.Audience == Board {
		v.Sheet = len(v.Sections)
	}
	v.SettleTargets()
	return v
}

// Ends says each conclusion by its name, and why, and its weakest link; and if whole, what
// the step that governs it means.
func Ends(in *Input, whole bool) []view.Block {
	b := newBuilder(in)
	var blocks []view.Block
	for i := range b.r.Chains {
		c := &b.r.Chains[i]
		id, badge := b.chainID(c), view.Yes
		if c.OpenStep >= 0 {
			badge = view.Maybe
		}
		say := sayIn(&blocks, id)
		if i > 0 {
			say("--title", phrase.Fill(b.p.OtherChain, "bank", b.bankTitle(b.r.Banks[c.Steps[0].Bank].Bank.ID)), view.Heading)
		}
		blocks = append(blocks, view.Text{ID: id + "--name", Text: b.headline(c), Weight: view.Heading, Badge: badge})
		said := b.sentences(c)
		if r := &b.r.Banks[c.Steps[c.Stands()].Bank]; c.OpenStep < 0 && len(r.Weakest) > 0 && len(r.Weakest) < len(r.Scores) {
			said += " " + b.weakest(c.Steps[c.Stands()].Bank)
		}
		say("", said, view.Lead)
		for _, step := range slices.Backward(c.Steps[:c.Stands()+1]) {
			if whole && len(step.Codes) == 1 {
				say("--means", b.r.Banks[step.Bank].Bank.Endings[step.Codes[0]].Text, view.Normal)
				break
			}
		}
	}
	return blocks
}

// includes reports whether a section is part of the report.
func (b *builder) includes(section string) bool {
	wanted := b.in.Sections
	if len(wanted) == 0 {
		wanted = b.in.Audience.Sections()
	}
	return slices.Contains(wanted, section)
}

// A builder turns a result into words.
type builder struct {
	in      *Input
	told    assess.Case    // the case, with harmless texts
	entries assess.Entries // what was answered, likewise
	r       *assess.Result
	banks   []*questions.Bank // those of the result
	p       *phrase.Phrases

	next  []view.NextStep // what to find out and what to do, first things first
	trees []view.Tree     // for pictures, once the first is wanted
	cited Sources         // what is referred to
}

func newBuilder(in *Input) *builder {
	b := &builder{in: in, told: harmlessCase(in.Case), entries: harmlessEntries(in.Entries), r: in.Result, p: phrase.For(in.Lang)}
	for i := range b.r.Banks {
		b.banks = append(b.banks, b.r.Banks[i].Bank)
	}
	return b
}

// caseTitle returns the title of the case, or what is said where it has none.
func (b *builder) caseTitle() string { return cmp.Or(b.told.Title, b.p.Untitled) }

func (b *builder) facts() []view.Fact {
	c := &b.told
	var who []string
	for _, s := range []string{c.Respondent.Name, c.Respondent.Organisation, c.Respondent.Role} {
		if s != "" {
			if word, ok := b.p.Who[s]; ok {
				s = word
			}
			who = append(who, s)
		}
	}
	var facts []view.Fact
	for _, f := range []view.Fact{
		{ID: "id", Label: b.p.CaseID, Value: c.ID},
		{ID: "place", Label: b.p.Place, Value: c.Place},
		{ID: "as-of", Label: b.p.AsOf, Value: b.p.Date(c.AsOf)},
		{ID: "respondent", Label: b.p.Respondent, Value: strings.Join(who, ", ")},
	} {
		if f.Value != "" {
			facts = append(facts, f)
		}
	}
	return facts
}

func (b *builder) entry(ref assess.Ref) assess.Entry {
	entries := b.entries[b.r.Banks[ref.Bank].Bank.ID]
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

// countsFor says the same of an answer to the open step of a chain, or only that it
// counts where it cannot settle the step alone.
func (b *builder) countsFor(c *assess.Chain) string {
	step := &c.Steps[c.OpenStep]
	if b.outlook(c).Answers > 1 {
		return phrase.Fill(b.p.CountsFor, "codes", b.titles(step.Bank, step.Codes, b.p.And))
	}
	return b.decides(step)
}

func (b *builder) titles(bank int, codes []int, last string) string {
	return Titles(b.p, b.r.Banks[bank].Bank, codes, last)
}

// title returns the title of a bank by its id, selected or not; "" where nobody
// knows it.
func (b *builder) title(id string) string {
	for _, bank := range b.banks {
		if bank.ID == id {
			return bank.Title
		}
	}
	if b.in.Titles == nil {
		return ""
	}
	return text.Line(b.in.Titles(id))
}

// bankTitle returns the title of a bank in quotes, or its id.
func (b *builder) bankTitle(id string) string { return b.p.Quote(cmp.Or(b.title(id), id)) }

// path returns a path in codes, with the bank beyond it.
func (b *builder) path(p *assess.Path) string {
	steps := portfolio.PathText(p.Steps, b.banks)
	if p.Beyond == "" {
		return steps
	}
	return steps + " → " + p.Beyond
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

// reached tells whether a question belongs to a scale, or to a node that the
// walk reaches.
func (b *builder) reached(ref assess.Ref) bool {
	r := &b.r.Banks[ref.Bank]
	return r.Reached(ref.Question)
}

// order gives the places of the banks that have some roles, or of all: those of the
// chains first, in chain order, then those heard beside them, then those behind open
// steps, then the others.
func (b *builder) order(roles ...assess.Role) []int {
	var places []int
	seen := make(map[int]bool)
	add := func(bank int) {
		if role := b.r.Banks[bank].Role; (len(roles) == 0 || slices.Contains(roles, role)) && !seen[bank] {
			seen[bank] = true
			places = append(places, bank)
		}
	}
	for i := range b.r.Chains {
		for _, s := range b.r.Chains[i].Steps {
			add(s.Bank)
		}
	}
	for _, role := range []assess.Role{assess.Deciding, assess.Beside, assess.Conditional, assess.Aside} {
		for bank := range b.r.Banks {
			if b.r.Banks[bank].Role == role {
				add(bank)
			}
		}
	}
	return places
}

// status returns how a node stands.
func (b *builder) status(s assess.Status) (view.Mark, string) {
	switch s {
	case assess.Passed:
		return view.Yes, b.p.Passed
	case assess.Failed:
		return view.No, b.p.Failed
	case assess.Open:
	}
	return view.Maybe, b.p.Open
}

// level gives what was chosen in words.
func (b *builder) level(q *questions.Question, e assess.Entry) string { return Level(b.p, q, e.Choice) }
