package report

import (
	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/questions"
	"collectiveimpact/samklar/report/view"
)

// findings lists the findings that hold, and after them those that may. Of
// banks off the chain those that hold are said too.
func (b *builder) findings() []view.Block {
	var holds, may []view.Item
	for _, bank := range b.order(assess.Deciding, assess.Conditional, assess.Aside) {
		r := &b.r.Banks[bank]
		for i, h := range r.Findings {
			f := &r.Bank.Findings[i]
			item := view.Item{ID: "finding--" + r.Bank.ID + "--" + f.ID, Text: f.Title, Details: []string{f.Text}}
			switch {
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

// cautions are the findings of a chain's banks that belong beside its conclusion.
func (b *builder) cautions(id string, c *assess.Chain) []view.Block {
	items := view.Items{ID: id + "--cautions"}
	for _, step := range c.Steps {
		r := &b.r.Banks[step.Bank]
		for i, h := range r.Findings {
			if f := &r.Bank.Findings[i]; f.Headline && h == assess.Holds {
				items.Items = append(items.Items, view.Item{ID: items.ID + "--" + r.Bank.ID + "--" + f.ID, Text: f.Title, Details: []string{f.Text}})
			}
		}
	}
	if len(items.Items) == 0 {
		return nil
	}
	return []view.Block{items}
}
