package report

import (
	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/questions"
)

// findings lists the findings that hold, and after them those that may. Of
// banks off the chain those that hold are said too.
func (b *builder) findings() []Block {
	var holds, may []Item
	for _, bank := range b.order(assess.Deciding, assess.Conditional, assess.Aside) {
		r := &b.r.Banks[bank]
		for i, h := range r.Findings {
			f := &r.Bank.Findings[i]
			item := Item{ID: "finding--" + r.Bank.ID + "--" + f.ID, Text: f.Title, Details: []string{f.Text}}
			switch {
			case h == assess.Holds:
				holds = append(holds, item)
			case h == assess.Possible && r.Answered() && b.asked(bank, f):
				item.Details = []string{b.p.MayHold}
				may = append(may, item)
			}
		}
	}
	var blocks []Block
	if len(holds) > 0 {
		blocks = append(blocks, Items{ID: "findings-hold", Items: holds})
	}
	if len(may) > 0 {
		blocks = append(blocks, Items{ID: "findings-may", Items: may})
	}
	return blocks
}

// asked tells whether the missing answers that a finding hangs on are asked, and
// something of it is known.
func (b *builder) asked(bank int, f *questions.Finding) bool {
	known := false // something in it is: otherwise anything may hold
	for _, w := range f.When {
		r := &b.r.Banks[bank]
		if w.Dimension >= 0 {
			known = known || r.Scores[w.Dimension].Known
			continue
		}
		open := r.Sheet[w.Question].Open()
		if open && !b.reached(assess.Ref{Bank: bank, Question: w.Question}) {
			return false
		}
		known = known || !open
	}
	return known
}
