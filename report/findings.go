package report

import (
	"strconv"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/questions"
	"collectiveimpact/samklar/report/phrase"
	"collectiveimpact/samklar/report/view"
)

// findings lists the findings that hold, and after them those that may, but for
// those that the conclusion has said. Of banks off the chain those that hold are
// said too.
func (b *builder) findings() []view.Block {
	var holds, may []view.Item
	for _, bank := range b.order() {
		r := &b.r.Banks[bank]
		for i, h := range r.Findings {
			f := &r.Bank.Findings[i]
			item := view.Item{ID: "finding--" + r.Bank.ID + "--" + f.ID, Text: f.Title, Details: []string{f.Text}}
			switch {
			case h == assess.Holds && b.includes("conclusion") && (r.Role == assess.Beside || r.Role == assess.Deciding && f.Headline):
			case h == assess.Holds:
				holds = append(holds, item)
			case h == assess.Possible && r.Answered() && b.asked(bank, f):
				item.Details = []string{b.p.MayHold}
				may = append(may, item)
			}
		}
	}
	var blocks []view.Block
	if len(holds) > 0 {
		blocks = append(blocks, view.Items{ID: "findings-hold", Items: holds})
	}
	if len(may) > 0 {
		blocks = append(blocks, view.Items{ID: "findings-may", Items: may})
	}
	return blocks
}

// asked reports whether the missing answers that a finding hangs on are asked, and
// at least half of the questions that it looks at are known: otherwise much may
// hold, of which some excludes other.
func (b *builder) asked(bank int, f *questions.Finding) bool {
	r := &b.r.Banks[bank]
	known, all := 0, 0
	look := func(question int) {
		all++
		if choice := r.Sheet[question]; choice.Leveled() || choice == assess.NotApplicable {
			known++
		}
	}
	for _, w := range f.When {
		if w.Dimension >= 0 {
			for _, question := range r.Bank.Dimensions[w.Dimension].Questions {
				look(question)
			}
			continue
		}
		if r.Sheet[w.Question].Open() && !b.reached(assess.Ref{Bank: bank, Question: w.Question}) {
			return false
		}
		look(w.Question)
	}
	return 2*known >= all
}

// heard says what a bank without verdicts comes to: the findings that hold, and
// what to do first. Beside is whether something stands before it.
func (b *builder) heard(bank int, beside bool) []view.Block {
	var blocks []view.Block
	id := b.r.Banks[bank].Bank.ID
	say := func(what, text string, weight view.Weight) {
		if text != "" {
			blocks = append(blocks, view.Text{ID: "heard" + what + "--" + id, Text: text, Weight: weight})
		}
	}
	if beside {
		say("", phrase.Fill(b.p.Heard, "bank", b.bankTitle(id)), view.Heading)
	}
	for i, text := range b.patterns(bank) {
		say("-"+strconv.Itoa(i/2), text, [...]view.Weight{view.Heading, view.Lead}[i%2])
	}
	if !beside {
		say("-note", b.p.HeardNote, view.Normal)
	}
	say("-first", b.firstOf(func(g assess.Given) bool { return g.Bank == bank }), view.Normal)
	return blocks
}

// patterns gives the findings of a bank that hold, the title and the text of each;
// or only that none does, or that it is not known yet.
func (b *builder) patterns(bank int) []string {
	r := &b.r.Banks[bank]
	var said []string
	none := b.p.NoPattern
	for i, h := range r.Findings {
		switch f := &r.Bank.Findings[i]; h {
		case assess.Holds:
			said = append(said, f.Title, f.Text)
		case assess.Possible:
			none = b.p.NotKnownYet
		case assess.HoldsNot:
		}
	}
	if len(said) == 0 && len(r.Findings) > 0 {
		said = []string{none}
	}
	return said
}

// cautions are the findings of a chain's banks that belong beside its conclusion.
func (b *builder) cautions(id string, c *assess.Chain) []view.Block {
	items := view.Links{ID: id + "--cautions", Title: b.p.CautionsAre}
	for _, step := range c.Steps {
		r := &b.r.Banks[step.Bank]
		for i, h := range r.Findings {
			if f := &r.Bank.Findings[i]; f.Headline && h == assess.Holds {
				items.Links = append(items.Links, view.Link{ID: items.ID + "--" + r.Bank.ID + "--" + f.ID, Text: f.Title, Details: []string{f.Text}})
			}
		}
	}
	if len(items.Links) == 0 {
		return nil
	}
	return []view.Block{b.few(items)}
}
