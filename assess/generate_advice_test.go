package assess_test

import (
	"pgregory.net/rapid"

	"collectiveimpact/samklar/questions"
)

// connections has some advice come after other, and some not given where a question
// has a level.
func (d *drawer) connections() {
	var earlier []string
	connect := func(all []questions.Advice) {
		for i := range all {
			if len(earlier) > 0 && often(d.t, 2) {
				all[i].After = []string{rapid.SampledFrom(earlier).Draw(d.t, "after")}
			}
			if often(d.t, 2) {
				q := &d.b.Questions[between(d.t, 0, len(d.b.Questions)-1)]
				all[i].Unless = &questions.Unless{Bank: d.b.ID, Question: q.ID, Level: rapid.SampledFrom(q.LevelIDs()).Draw(d.t, "unless")}
			}
			earlier = append(earlier, all[i].ID)
		}
	}
	for i := range d.b.Findings {
		connect(d.b.Findings[i].Advice)
	}
	for i := range d.b.Endings {
		connect(d.b.Endings[i].Advice)
	}
	for i := range d.b.Questions {
		connect(d.b.Questions[i].Advice)
	}
}
