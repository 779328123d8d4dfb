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

// whyNot says to a board by which answers a settled conclusion came, and no better one.
// Of an open one that is not known.
func (b *builder) whyNot(id string, c *assess.Chain) []view.Block {
	if c.OpenStep >= 0 {
		return nil
	}
	why := b.why(id, c.Steps[c.Stands()].Bank)
	if len(why.Links) == 0 {
		return nil
	}
	return []view.Block{why}
}

// What a board is told of what is not known: the others are in the full report.
const (
	mostDeciders = 4
	mostOthers   = 3
)

// unknowns lists to a board what is not known yet: of an open conclusion the questions
// that decide it, the one to ask first before all; of a settled one those that are left,
// though they cannot change it.
func (b *builder) unknowns(id string, c *assess.Chain) []view.Block {
	title, most := b.p.NotKnown, mostDeciders
	var refs []assess.Ref
	switch {
	case c.OpenStep < 0:
		title, most = b.p.UnknownAside, mostOthers
		for _, bank := range b.order(assess.Deciding) {
			for q, choice := range b.r.Banks[bank].Sheet {
				if ref := (assess.Ref{Bank: bank, Question: q}); choice.Open() && b.reached(ref) {
					refs = append(refs, ref)
				}
			}
		}
	case c.Exact:
		refs = b.outlook(c).First
	default:
		refs = c.Pivotal
	}
	if len(refs) == 0 {
		return nil
	}
	if len(refs) == most+1 { // to say that there is one more takes as much room
		most++
	}
	list := view.Links{ID: id + "--unknown", Title: title, Brief: c.OpenStep >= 0}
	for i, ref := range refs[:min(len(refs), most)] {
		q := b.question(ref)
		said := q.Ask
		if i == 0 && c.OpenStep >= 0 && c.Exact {
			said = phrase.Fill(b.p.AskFirst, "question", said)
		}
		list.Links = append(list.Links, view.Link{ID: list.ID + "--" + b.r.Banks[ref.Bank].Bank.ID + "--" + q.ID, Text: said})
	}
	if more := len(refs) - most; more > 0 {
		list.Links = append(list.Links, view.Link{ID: list.ID + "--more", Text: phrase.Fill(b.p.AgendaMore, "n", strconv.Itoa(more))})
	}
	return []view.Block{list}
}

// whoIs says to a board who is meant by those in its steps of whom that is not plain.
func (b *builder) whoIs(steps []view.NextStep) string {
	if b.in.Audience != Board {
		return ""
	}
	var said []string
	for _, who := range questions.Who() {
		named := func(s view.NextStep) bool { return s.Who == b.p.Who[who] }
		if is := b.p.WhoIs[who]; is != "" && slices.ContainsFunc(steps, named) {
			said = append(said, b.p.Who[who]+": "+is)
		}
	}
	if said == nil {
		return ""
	}
	return strings.Join(said, " · ") + "."
}
