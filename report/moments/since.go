package moments

import (
	"collectiveimpact/samklar/report/phrase"
	"collectiveimpact/samklar/report/view"
)

// Since gives what a report says of an earlier moment: how the conclusion stands to
// that of then, what has become known and what is unknown again, which parts rose or
// fell; and in full, what has become of each answer and of the steps of last time. The
// ranges of the parts stand with their scores.
func Since(in *Input, full bool) []view.Block {
	b := &builder{Input: in, p: phrase.For(in.Lang), within: "since--", brief: !full}
	blocks := b.conclusion()
	if !full {
		return blocks
	}
	blocks = append(blocks, b.comparable()...)
	for _, part := range []struct {
		id, title string
		blocks    []view.Block
	}{{"steps-head", b.p.StepsHead, b.steps()}, {"answers-head", b.p.AnswersHead, b.answers()}} {
		blocks = append(append(blocks, view.Text{ID: b.within + part.id, Text: part.title, Weight: view.Heading}), part.blocks...)
	}
	return blocks
}
