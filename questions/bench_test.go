package questions_test

import (
	"testing"

	"collectiveimpact/samklar/questions"
)

// BenchmarkLoad reads the banks that are asked when nothing is chosen.
func BenchmarkLoad(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := questions.NewLibrary("en").Select([]string{questions.Default}, true); err != nil {
			b.Fatal(err)
		}
	}
}
