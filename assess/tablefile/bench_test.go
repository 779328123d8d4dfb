package tablefile_test

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"math/rand/v2"
	"testing"

	"collectiveimpact/samklar/assess/tablefile"
	"collectiveimpact/samklar/questions"
)

// BenchmarkTable reads four thousand rows of all questions of two banks, in the words of
// two languages, beside reading the same bytes as CSV and nothing more.
func BenchmarkTable(b *testing.B) {
	var banks [2][]*questions.Bank
	for i, lang := range []string{"en", "da"} {
		for _, id := range []string{"when", "preconditions"} {
			bank, err := questions.NewLibrary(lang).Bank(id)
			if err != nil {
				b.Fatal(err)
			}
			banks[i] = append(banks[i], bank)
		}
	}
	var data bytes.Buffer
	w, r := csv.NewWriter(&data), rand.New(rand.NewPCG(1, 2)) //nolint:gosec // not for secrets
	for row := range 4001 {
		cells := []string{fmt.Sprint("2027-", row)}
		if row == 0 {
			cells[0] = "case.id"
		}
		for _, bank := range banks[row%2] {
			for _, q := range bank.Questions {
				if row == 0 {
					cells = append(cells, q.Ask)
				} else {
					cells = append(cells, q.Levels[r.IntN(len(q.Levels))].Text)
				}
			}
		}
		if err := w.Write(cells); err != nil {
			b.Fatal(err)
		}
	}
	w.Flush()
	library := questions.NewLibrary("en")
	lexicon, err := tablefile.NewLexicon(library, library.IDs())
	if err != nil {
		b.Fatal(err)
	}
	b.Run("csv alone", func(b *testing.B) {
		for b.Loop() {
			if _, err := csv.NewReader(bytes.NewReader(data.Bytes())).ReadAll(); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("cases", func(b *testing.B) {
		for b.Loop() {
			table, err := tablefile.Read("table.csv", data.Bytes())
			if err != nil {
				b.Fatal(err)
			}
			plan, err := tablefile.NewPlan(table, lexicon, nil)
			if err != nil {
				b.Fatal(err)
			}
			if cases, remarks := plan.Cases(); len(cases) != 4000 || len(remarks) > 0 {
				b.Fatalf("%d cases, %d remarks", len(cases), len(remarks))
			}
		}
	})
}
