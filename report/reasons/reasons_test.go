package reasons_test

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/questions"
	"collectiveimpact/samklar/report/phrase"
	"collectiveimpact/samklar/report/reasons"
)

// TestEnough answers the shipped banks at random. Of a tree the answers that are named
// rule out by themselves, with nothing else answered, all that all answers together
// rule out; none is named that does not count, or is open. Of a scale every better
// verdict that is ruled out has a reason, and none names an answer that is at its best.
func TestEnough(t *testing.T) {
	banks, err := questions.NewLibrary("en").Select([]string{"when", "preconditions", "conditions", "growth"}, true)
	if err != nil {
		t.Fatal(err)
	}
	p := phrase.For("en")
	s := assess.Select(banks)
	rng := rand.New(rand.NewPCG(14, 1))
	named := 0
	for range 2000 {
		answers := random(rng, banks)
		r := s.Evaluate(answers)
		only := make(assess.Answers)
		for i := range r.Banks {
			b := &r.Banks[i]
			sheet := slices.Repeat([]assess.Choice{assess.Unanswered}, len(b.Bank.Questions))
			why := reasons.Of(p, b)
			for _, reason := range why {
				for _, a := range reason.Answers {
					named++
					q := &b.Bank.Questions[a.Question]
					sheet[a.Question] = b.Sheet[a.Question]
					if _, high := b.Sheet[a.Question].Possible(q); b.Bank.Kind == questions.Scale && high == len(q.Levels)-1 {
						t.Fatalf("%s: %q is named, which nothing pulls down", b.Bank.ID, a.Said)
					}
					if !strings.HasPrefix(a.Said, q.Ask+" – ") || b.Sheet[a.Question] == assess.Unanswered || b.Sheet[a.Question] == assess.Unknown {
						t.Fatalf("%s: %q is named for %v", b.Bank.ID, a.Said, b.Sheet[a.Question])
					}
				}
			}
			if len(b.RuledOut()) > 0 && len(why) == 0 || len(b.Codes) == 1 && len(why) == 0 {
				t.Fatalf("%s came to %v for no reason", b.Bank.ID, b.Codes)
			}
			only[b.Bank.ID] = sheet
		}
		again := s.Evaluate(only)
		for i := range r.Banks {
			if b := &r.Banks[i]; b.Bank.Kind == questions.Tree {
				for _, out := range b.RuledOut() {
					if b.Nodes[out.Node].Status == assess.Failed && slices.Contains(again.Banks[i].Codes, out.Code) {
						t.Fatalf("%s: the answers that are named do not rule out %s", b.Bank.ID, b.Bank.Endings[out.Code].ID)
					}
				}
			}
		}
	}
	if named < 1000 {
		t.Errorf("only %d answers were named; the test looks at nothing", named)
	}
}

// random answers every question, a case more or less well known and more or less good.
func random(rng *rand.Rand, banks []*questions.Bank) assess.Answers {
	known, good := rng.Float64(), rng.Float64()
	answers := make(assess.Answers)
	for _, b := range banks {
		for i := range b.Questions {
			n := len(b.Questions[i].Levels)
			c := assess.Unanswered
			switch x := rng.Float64(); {
			case x < known && rng.Float64() < good:
				c = assess.Choice(n - 1 - rng.IntN(2))
			case x < known:
				c = assess.Choice(rng.IntN(n))
			case x < known+0.1:
				c = assess.Between(rng.IntN(n-1), n-1)
			case x < known+0.3:
				c = assess.Unknown
			}
			answers[b.ID] = append(answers[b.ID], c)
		}
	}
	return answers
}
