package voices

import (
	"math/big"
	"slices"
	"strconv"
	"strings"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/group"
	"collectiveimpact/samklar/questions/text"
	"collectiveimpact/samklar/report/phrase"
	"collectiveimpact/samklar/report/view"
)

// A Round is what several assessors have judged, and where each of them stands.
type Round struct {
	Cases     []group.Judged
	Standings []group.Standing
	Nameless  int  // files that say neither who judges nor what
	Unread    int  // files that could not be read
	Open      bool // the assessors have agreed to openness
	Lang      string
	Tool      string // the tool's version
}

// BuildRound makes the view of what several assessors have judged. Who stands where is
// shown only where they have agreed to it, however many they are: a figure is of one
// person.
func BuildRound(in *Round) *view.View {
	p := phrase.For(in.Lang)
	v := &view.View{Lang: p.Lang, Title: p.JudgedTitle, Contents: p.Contents}
	v.Sections = []view.Section{
		{ID: "in-short", Title: p.Conclusion, Blocks: in.short(p)},
		{ID: "assessors", Title: p.JudgedStand, Blocks: in.assessors(p)},
		{ID: "cases", Title: p.JudgedCases, Blocks: in.cases(p)},
		{ID: "receipt", Title: p.HowScored, Blocks: []view.Block{view.Text{ID: "tool", Text: "samklar " + in.Tool, Weight: view.Quiet}}},
	}
	return v
}

func (r *Round) short(p *phrase.Phrases) []view.Block {
	common, decide := 0, 0
	for i := range r.Cases {
		if c := &r.Cases[i]; c.Group != nil {
			common++
			decide += min(c.Decide, 1)
		}
	}
	items := view.Items{ID: "in-short-list"}
	add := func(id, said string, n int) {
		if n > 0 {
			items.Items = append(items.Items, view.Item{ID: "in-short--" + id, Text: phrase.Fill(said, "n", strconv.Itoa(n))})
		}
	}
	add("decide", p.JudgedDecide, decide)
	add("alone", p.JudgedAlone, len(r.Cases)-common)
	add("nameless", p.JudgedNoSay, r.Nameless)
	add("unread", p.JudgedUnread, r.Unread)
	said := phrase.Fill(p.JudgedCount, "n", strconv.Itoa(len(r.Cases)), "assessors", strconv.Itoa(len(r.Standings)), "common", strconv.Itoa(common))
	blocks := []view.Block{view.Text{ID: "count", Text: said, Weight: view.Lead}}
	if items.Items != nil {
		blocks = append(blocks, items)
	}
	return blocks
}

func (r *Round) assessors(p *phrase.Phrases) []view.Block {
	if !r.Open {
		return []view.Block{view.Text{ID: "closed", Text: phrase.Fill(p.JudgedClosed, "flag", "--open")}}
	}
	t := view.Table{ID: "standings", Caption: p.JudgedStand}
	for i, title := range p.JudgedColumns {
		t.Head = append(t.Head, view.Column{Title: title, Names: i == 0, Figure: i > 0})
	}
	for i := range r.Standings {
		s := &r.Standings[i]
		name, house := text.Line(s.Name), text.Line(s.Organisation)
		if name == "" {
			name, house = house, ""
		}
		row := view.TableRow{ID: "assessor-" + strconv.Itoa(i+1), Cells: []view.Cell{{Text: name, Detail: house}}}
		levels := p.JudgedNobody
		if s.Answers > 0 {
			levels = signed(s.Levels, p)
		}
		for _, n := range []string{strconv.Itoa(s.Cases), strconv.Itoa(s.Answers), levels, strconv.Itoa(s.Above), strconv.Itoa(s.Same), strconv.Itoa(s.Below)} {
			row.Cells = append(row.Cells, view.Cell{Text: n})
		}
		t.Rows = append(t.Rows, row)
	}
	return []view.Block{view.Text{ID: "bear", Text: p.JudgedBear}, t}
}

// signed writes a number of levels with its sign and two digits, rounded.
func signed(levels *big.Rat, p *phrase.Phrases) string {
	said := levels.FloatString(2)
	switch {
	case strings.Trim(said, "-0.") == "":
		said = "0.00"
	case levels.Sign() > 0:
		said = "+" + said
	}
	return strings.NewReplacer(".", p.JudgedPoint, "-", "−").Replace(said)
}

func (r *Round) cases(p *phrase.Phrases) []view.Block {
	t := view.Table{ID: "judged", Caption: p.JudgedCases}
	for i, title := range p.JudgedCase {
		t.Head = append(t.Head, view.Column{Title: title, Names: i == 0, Figure: i == 1 || i > 2})
	}
	for i := range r.Cases {
		c := &r.Cases[i]
		row := view.TableRow{ID: "case-" + strconv.Itoa(i+1), Cells: []view.Cell{caseName(&c.Case, p), {Text: strconv.Itoa(len(c.People))}}}
		if c.Group == nil {
			row.Cells = append(row.Cells, view.Cell{Text: p.JudgedOne, Mark: view.Aside}, view.Cell{}, view.Cell{})
			t.Rows = append(t.Rows, row)
			continue
		}
		b := &builder{Input: &Input{Group: c.Group}, p: p}
		mark, gaps, ends := view.Yes, "", make([]string, 0, len(c.Group.Result.Chains))
		for at := range c.Group.Result.Chains {
			chain := &c.Group.Result.Chains[at]
			or := p.And
			if chain.OpenStep >= 0 {
				mark, or = view.Maybe, p.Or
				if c.Decide == 0 {
					gaps = p.JudgedGaps
				}
			}
			ends = append(ends, b.ends(&chain.Path, or))
		}
		row.Cells = append(row.Cells, view.Cell{Text: strings.Join(ends, "; "), Detail: gaps, Mark: mark}, view.Cell{Text: strconv.Itoa(c.Differ)}, view.Cell{Text: strconv.Itoa(c.Decide)})
		t.Rows = append(t.Rows, row)
	}
	talk := phrase.Fill(p.JudgedTalk, "command", "samklar group")
	if slices.ContainsFunc(r.Cases, func(c group.Judged) bool { return c.Decide > 0 }) {
		talk = p.JudgedFirst + " " + talk
	}
	return []view.Block{view.Text{ID: "talk", Text: talk}, t}
}

// caseName is what a case is called, with its id where that is something else.
func caseName(c *assess.Case, p *phrase.Phrases) view.Cell {
	title, id := text.Line(c.Title), text.Line(c.ID)
	switch {
	case title == "" && id == "":
		return view.Cell{Text: p.Untitled}
	case title == "":
		return view.Cell{Text: id}
	}
	return view.Cell{Text: title, Detail: id}
}
