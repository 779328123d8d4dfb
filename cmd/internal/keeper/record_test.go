package keeper_test

import (
	"path/filepath"
	"slices"
	"testing"
	"time"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/answerfile"
	"collectiveimpact/samklar/cmd/internal/keeper"
	"collectiveimpact/samklar/questions"
)

// BenchmarkRecord measures keeping one answer: the document changed, the file
// replaced and flushed to the disk. The file has all answers of the default
// banks, as it does at the end of an interview.
//
//	go test ./cmd/internal/keeper -run xxx -bench Record
func BenchmarkRecord(b *testing.B) {
	lib := questions.NewLibrary("en")
	banks, err := lib.Select([]string{questions.Default}, true)
	if err != nil {
		b.Fatal(err)
	}
	path := filepath.Join(b.TempDir(), "case.yaml")
	k := &keeper.Keeper{Banks: banks, Doc: answerfile.New(path, false, lib)}
	k.Path = path
	var all []assess.Ref
	for at, bank := range banks {
		for q := range bank.Questions {
			all = append(all, assess.Ref{Bank: at, Question: q})
		}
	}
	record := func(n int) {
		ref := all[n%len(all)]
		e := assess.Entry{Choice: assess.Choice(n / len(all) % 2), Note: "heard at the well"}
		if err := k.Record(ref, e); err != nil {
			b.Fatal(err)
		}
	}
	for n := range all {
		record(n)
	}
	var took []time.Duration
	n := len(all)
	for b.Loop() {
		start := time.Now()
		record(n)
		took = append(took, time.Since(start))
		n++
	}
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)*95/100].Microseconds())/1000, "p95-ms")
}
