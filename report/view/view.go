// Package view is what people read before it is laid out: everything that is said
// of a case, a portfolio, a tree or a bank, in order, as blocks. Packages report and
// booklet fill it; terminal, markdown, html and diagram lay it out and decide nothing.
package view

import "slices"

// A View is a report before it is laid out.
type View struct {
	Lang     string
	Title    string
	Facts    []Fact
	Contents string // the heading of a list of the sections, or "": there is none
	Sheet    int    // so many sections, the first, are to stand on one sheet of paper
	Whole    bool   // in print nothing of it is folded
	Front    bool   // it is a document of its own: in Markdown its title and language stand in front
	Pictures bool   // in Markdown it has pictures, for documents that are made of it
	Letter   bool   // it is sent to those whom it is about
	Slides   bool   // it is to be shown to a room, one question at a time
	Back     Back   // the page that leads here, or none
	Sections []Section
	Carries  string // what a page holds for programs: one element, ready as it stands
}

// A Fact is a label with its value.
type Fact struct{ ID, Label, Value string }

// Back leads to the page of all cases.
type Back struct{ Address, Text string }

// A Section is a part with a heading, or without one.
type Section struct {
	ID     string
	Title  string
	Blocks []Block
}

// A Block is one of Text, Links, Glance, Walk, Bars, Items, Steps, Table, Facts, Answers,
// Trees, Question, End, Spread, Multiples, Stack, Stacks and Cases.
type Block interface {
	each(visit visitor)
}

// OnlyDrawn reports whether a block is for writers with pictures: the same stands
// beside it in words.
func OnlyDrawn(b Block) bool {
	switch b := b.(type) {
	case Glance:
		return !b.Alone
	case Multiples:
		return true
	}
	return false
}

// Has reports whether some block of the view is such a one.
func (v *View) Has(is func(Block) bool) bool {
	for _, s := range v.Sections {
		if slices.ContainsFunc(s.Blocks, is) {
			return true
		}
	}
	return false
}

// A visitor is handed the id of every entry with what it points to.
type visitor func(id string, to ...*Target)

// A Target is the id of an entry that another one points to, or "": there is
// none, or its section is not part of the report.
type Target string

// each visits every entry, in order.
func (v *View) each(visit visitor) {
	for _, f := range v.Facts {
		visit(f.ID)
	}
	for _, s := range v.Sections {
		visit(s.ID)
		for _, b := range s.Blocks {
			b.each(visit)
		}
	}
}

// SettleTargets takes away what points to entries that are not part of the
// report.
func (v *View) SettleTargets() {
	there := make(map[Target]bool)
	v.each(func(id string, _ ...*Target) { there[Target(id)] = true })
	v.each(func(_ string, to ...*Target) {
		for _, t := range to {
			if !there[*t] {
				*t = ""
			}
		}
	})
}

// PointedTo returns every entry that another one points to.
func (v *View) PointedTo() map[Target]bool {
	found := make(map[Target]bool)
	v.each(func(_ string, to ...*Target) {
		for _, t := range to {
			found[*t] = *t != ""
		}
	})
	return found
}
