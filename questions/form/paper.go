package form

import (
	"fmt"
	"strings"

	"collectiveimpact/samklar/questions/text"
	"collectiveimpact/samklar/report/view"
)

// room is where people write by hand.
const room = "……………………………………………………………………………"

// Paper gives the form as people tick it on paper, or in a program for letters. Tool is
// the version of the program, which stands below.
func (f *Form) Paper(tool string) *view.View {
	words := f.Words
	v := &view.View{Lang: words.Lang, Title: text.Line(f.Title), Sections: []view.Section{{ID: "how", Blocks: []view.Block{view.Text{Text: words.FormPaper}}}}}
	_, called, known := f.fields()
	for i := range called {
		if known[i] == "" {
			known[i] = room
		}
		v.Facts = append(v.Facts, view.Fact{Label: strings.TrimSuffix(called[i], "?"), Value: known[i]})
	}
	for i := range f.Banks {
		b := &f.Banks[i]
		if len(b.Questions) == 0 {
			continue
		}
		s := view.Section{ID: b.ID, Title: b.Title}
		if b.About != "" {
			s.Blocks = append(s.Blocks, view.Text{Text: b.About})
		}
		for _, part := range b.Parts {
			s.Blocks = append(s.Blocks, view.Text{Text: part.Title, Weight: view.Heading})
			for _, q := range part.Questions {
				s.Blocks = append(s.Blocks, f.onPaper(&b.Questions[q])...)
			}
			s.Blocks = append(s.Blocks, view.Text{Text: fmt.Sprintf("%s: %s", words.NoteLabel, room)})
		}
		v.Sections = append(v.Sections, s)
	}
	end := view.Section{ID: "end", Blocks: []view.Block{view.Text{Text: f.Version()}, view.Text{Text: "samklar " + tool, Weight: view.Quiet}}}
	v.Sections = append(v.Sections, end)
	return v
}

// onPaper gives a question with a box for each level. There is room for notes below
// each part, and at a question only where a reason is needed.
func (f *Form) onPaper(q *Question) []view.Block {
	boxes := view.Items{Bare: true}
	tick := func(said string) { boxes.Items = append(boxes.Items, view.Item{Text: "☐ " + said}) }
	for _, l := range q.Levels {
		tick(l.Text)
	}
	tick(f.Words.Unknown)
	var why []view.Block
	if q.Optional {
		tick(f.Words.NotApplies)
		why = append(why, view.Text{Text: fmt.Sprintf("%s: %s", f.Words.FormReason, room)})
	}
	return append([]view.Block{view.Text{Text: q.Ask, Weight: view.Lead}, boxes}, why...)
}
