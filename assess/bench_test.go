package assess_test

import (
	"os"
	"path/filepath"
	"testing"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/answerfile"
	"collectiveimpact/samklar/questions"
)

// BenchmarkEvaluate works out what follows from a real case with gaps, and for
// an interview in which nothing is answered yet, which leaves most open.
func BenchmarkEvaluate(b *testing.B) {
	lib := questions.NewLibrary("en")
	banks, err := lib.Select([]string{questions.Default}, true)
	if err != nil {
		b.Fatal(err)
	}
	name := filepath.Join("..", "testdata", "answers", "hasselt-2017.yaml")
	data, err := os.ReadFile(name)
	if err != nil {
		b.Fatal(err)
	}
	doc, err := answerfile.Read(name, data, lib)
	if err != nil {
		b.Fatal(err)
	}
	for _, tc := range []struct {
		name    string
		answers assess.Answers
	}{
		{"hasselt-2017", doc.Entries(banks).Answers()},
		{"nothing", answerfile.New("", false, lib).Entries(banks).Answers()},
	} {
		b.Run(tc.name, func(b *testing.B) {
			selection := assess.Select(banks)
			b.ReportAllocs()
			for b.Loop() {
				selection.Evaluate(tc.answers)
			}
		})
	}
}
