package round

import (
	"strconv"

	"collectiveimpact/samklar/report/view"
)

// lookAgain lists what is alike, with the plain reasons it may have.
func (b *builder) lookAgain() []view.Block {
	var blocks []view.Block
	add := func(id, title, reason string, groups [][]int) {
		if len(groups) == 0 {
			return
		}
		items := view.Items{ID: id}
		for i, group := range groups[:min(len(groups), b.most())] {
			items.Items = append(items.Items, b.group(id+"--"+strconv.Itoa(i+1), group))
		}
		blocks = append(blocks, view.Text{ID: id + "-title", Text: title, Weight: view.Heading}, view.Text{ID: id + "-why", Text: reason})
		blocks = append(blocks, b.listed(items, len(groups))...)
	}
	add("same-answers", b.p.SameAnswers, b.p.SameAnswersWhy, b.pf.SameAnswers())
	var top [][]int
	for _, place := range b.pf.AllTop() {
		top = append(top, []int{place})
	}
	add("all-top", b.p.AllTop, b.p.AllTopWhy, top)
	add("same-title", b.p.SameTitle, b.p.SameTitleWhy, b.pf.SameTitle())
	if len(blocks) == 0 {
		return nil
	}
	return append([]view.Block{view.Text{ID: "look-again-intro", Text: b.p.LookAgainIntro}}, blocks...)
}

// group is one entry for several cases: the first, and the others beneath it, each with
// what it is known by besides.
func (b *builder) group(id string, places []int) view.Item {
	whole := func(place int) string {
		called, besides := b.name(b.pf.Case(place))
		if besides == "" {
			return called
		}
		return called + " (" + besides + ")"
	}
	first := view.Item{ID: id, Text: whole(places[0]), Target: caseTarget(places[0])}
	for _, place := range places[1:min(len(places), b.most())] {
		first.Details = append(first.Details, whole(place))
	}
	return first
}
