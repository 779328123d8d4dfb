package compare_test

import (
	"maps"
	"os"
	"slices"
	"testing"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/compare"
	"collectiveimpact/samklar/questions"

	"pgregory.net/rapid"
)

// selection gives two small banks that lead on: a tree, and a scale whose office may not apply.
func selection(tb testing.TB) *assess.Selection {
	tb.Helper()
	l := questions.NewLibrary("en")
	if err := l.AddAll(os.DirFS("../../testdata/banks"), "testdata/banks/"); err != nil {
		tb.Fatal(err)
	}
	banks, err := l.Select([]string{"fit"}, true)
	if err != nil {
		tb.Fatal(err)
	}
	return assess.Select(banks)
}

// choices are all that may be said of a question.
func choices(q *questions.Question) []assess.Choice {
	all := []assess.Choice{assess.Unanswered, assess.Unknown}
	for low := range q.Levels {
		all = append(all, assess.Choice(low))
		for high := low + 1; high < len(q.Levels); high++ {
			all = append(all, assess.Between(low, high))
		}
	}
	if q.Optional {
		all = append(all, assess.NotApplicable)
	}
	return all
}

func drawn(t *rapid.T, s *assess.Selection, name string) assess.Answers {
	answers := make(assess.Answers)
	known := rapid.Bool().Draw(t, name+" known")
	for _, b := range s.Banks {
		sheet := make(assess.Sheet, len(b.Questions))
		for i := range b.Questions {
			sheet[i] = rapid.SampledFrom(choices(&b.Questions[i])).Draw(t, name)
			if known && sheet[i] != assess.NotApplicable {
				sheet[i] = assess.Choice(rapid.IntRange(0, len(b.Questions[i].Levels)-1).Draw(t, name))
			}
		}
		answers[b.ID] = sheet
	}
	return answers
}

// completions visits the result of every completion.
func completions(s *assess.Selection, answers assess.Answers, visit func(*assess.Result)) {
	full := make(assess.Answers)
	for id, sheet := range answers {
		full[id] = slices.Clone(sheet)
	}
	var fill func(bank, question int)
	fill = func(bank, question int) {
		if bank == len(s.Banks) {
			visit(s.Evaluate(full))
			return
		}
		b := s.Banks[bank]
		if question == len(b.Questions) {
			fill(bank+1, 0)
			return
		}
		low, high := answers[b.ID][question].Possible(&b.Questions[question])
		if high < low { // it does not apply
			fill(bank, question+1)
			return
		}
		for level := low; level <= high; level++ {
			full[b.ID][question] = assess.Choice(level)
			fill(bank, question+1)
		}
		full[b.ID][question] = answers[b.ID][question]
	}
	fill(0, 0)
}

// path is the way of a complete case, as text.
func path(s *assess.Selection, r *assess.Result) string {
	text := ""
	for _, step := range r.Chains[0].Steps {
		text += s.Banks[step.Bank].Endings[step.Codes[0]].ID + " "
	}
	return text
}

// TestResults holds a comparison against every completion of both sides.
func TestResults(t *testing.T) {
	s := selection(t)
	seen := make(map[string]int)
	for range 5 {
		rapid.Check(t, func(t *rapid.T) { checkResults(t, s, seen) })
	}
	for _, kind := range []string{"same", "better-known", "known-less", "further", "back", "rose", "fell", "cannot-be-told", "not-comparable"} {
		if seen[kind] == 0 {
			t.Errorf("nothing was %s", kind)
		}
	}
}

func checkResults(t *rapid.T, s *assess.Selection, seen map[string]int) {
	was, is := drawn(t, s, "was"), drawn(t, s, "is")
	if rapid.Bool().Draw(t, "alike") {
		b := s.Banks[rapid.IntRange(0, len(s.Banks)-1).Draw(t, "bank")]
		q := rapid.IntRange(0, len(b.Questions)-1).Draw(t, "question")
		for id := range was {
			is[id] = slices.Clone(was[id])
		}
		is[b.ID][q] = rapid.SampledFrom(choices(&b.Questions[q])).Draw(t, "answer")
	}
	old, now := s.Evaluate(was), s.Evaluate(is)
	c := compare.Results(s, old, now)
	seen[c.Relations[0].String()]++

	of := func(answers assess.Answers) (paths map[string]bool, counts [][]map[float64]bool) {
		paths = make(map[string]bool)
		counts = make([][]map[float64]bool, len(s.Banks))
		for i, b := range s.Banks {
			for range b.Dimensions {
				counts[i] = append(counts[i], make(map[float64]bool))
			}
		}
		completions(s, answers, func(r *assess.Result) {
			paths[path(s, r)] = true
			for i := range counts {
				for d := range counts[i] {
					f := r.Banks[i].Scores[d].CountsLow
					counts[i][d][float64(f.Num)/float64(f.Den)] = true
				}
			}
		})
		return paths, counts
	}
	oldPaths, oldCounts := of(was)
	newPaths, newCounts := of(is)
	within := func(a, b map[string]bool) bool {
		for p := range a {
			if !b[p] {
				return false
			}
		}
		return true
	}
	better, worse := within(newPaths, oldPaths), within(oldPaths, newPaths)
	for relation, want := range map[compare.Relation]bool{
		compare.Same: better && worse, compare.BetterKnown: better && !worse, compare.KnownLess: worse && !better,
	} {
		if got := c.Relations[0] == relation; got != want {
			t.Errorf("%s = %t, want %t: before %v, now %v", relation, got, want, slices.Sorted(maps.Keys(oldPaths)), slices.Sorted(maps.Keys(newPaths)))
		}
	}
	for i := range c.Parts {
		for d, change := range c.Parts[i] {
			seen[change.String()]++
			rose, fell := true, true
			for x := range oldCounts[i][d] {
				for y := range newCounts[i][d] {
					rose, fell = rose && x < y, fell && x > y
				}
			}
			switch change {
			case compare.Rose, compare.Fell:
				if rose != (change == compare.Rose) || fell != (change == compare.Fell) {
					t.Errorf("part %d.%d %s, of %v and %v", i, d, change, oldCounts[i][d], newCounts[i][d])
				}
			case compare.CannotTell:
				if rose || fell {
					t.Errorf("part %d.%d %s, of %v and %v", i, d, change, oldCounts[i][d], newCounts[i][d])
				}
			case compare.Alike, compare.NotComparable:
			}
		}
	}
	mirrored(t, c, compare.Results(s, now, old))
}

// TestNotExact compares where not every ending is known to be reached: that some are
// possible no longer, or possible now, is not said of them.
func TestNotExact(t *testing.T) {
	s := selection(t)
	told := false
	rapid.Check(t, func(t *rapid.T) {
		old, now := s.Evaluate(drawn(t, s, "was")), s.Evaluate(drawn(t, s, "is"))
		for i := range now.Banks {
			now.Banks[i].Exact = false
		}
		one := true // where only one is possible, it is reached
		for _, step := range now.Chains[0].Steps {
			one = one && len(step.Codes) == 1
		}
		for _, c := range []*compare.Comparison{compare.Results(s, old, now), compare.Results(s, now, old)} {
			if r := c.Relations[0]; r == compare.BetterKnown || r == compare.KnownLess || r == compare.Same && !one {
				t.Fatalf("it is %s, of what is not exact", r)
			}
		}
		told = told || !one
	})
	if !told {
		t.Error("nothing was open")
	}
}

// mirrored wants the comparison the other way round to say the opposite.
func mirrored(t *rapid.T, c, back *compare.Comparison) {
	relation := map[compare.Relation]compare.Relation{
		compare.BetterKnown: compare.KnownLess, compare.KnownLess: compare.BetterKnown, compare.Further: compare.Back, compare.Back: compare.Further,
	}
	for i, r := range c.Relations {
		want, ok := relation[r]
		if !ok {
			want = r
		}
		if back.Relations[i] != want {
			t.Errorf("it is %s, and the other way round %s", r, back.Relations[i])
		}
	}
	change := map[compare.Change]compare.Change{compare.Rose: compare.Fell, compare.Fell: compare.Rose}
	for i := range c.Parts {
		for d, one := range c.Parts[i] {
			want, ok := change[one]
			if !ok {
				want = one
			}
			if back.Parts[i][d] != want {
				t.Errorf("part %d.%d %s, and the other way round %s", i, d, one, back.Parts[i][d])
			}
		}
	}
	turn := map[compare.Turn]compare.Turn{
		compare.Learned: compare.Forgotten, compare.Forgotten: compare.Learned, compare.Higher: compare.Lower, compare.Lower: compare.Higher, compare.Otherwise: compare.Otherwise,
	}
	if len(back.Answers) != len(c.Answers) {
		t.Fatalf("%d answers have changed, and the other way round %d", len(c.Answers), len(back.Answers))
	}
	for i, a := range c.Answers {
		if b := back.Answers[i]; b.Ref != a.Ref || b.Old != a.New || b.New != a.Old || b.Turn != turn[a.Turn] {
			t.Errorf("%+v, and the other way round %+v", a, b)
		}
	}
}

// TestItself finds nothing changed between a case and itself.
func TestItself(t *testing.T) {
	s := selection(t)
	rapid.Check(t, func(t *rapid.T) {
		r := s.Evaluate(drawn(t, s, "answers"))
		c := compare.Results(s, r, r)
		if c.Relations[0] != compare.Same || len(c.Answers) > 0 {
			t.Errorf("a case beside itself is %s, with %d changed answers", c.Relations[0], len(c.Answers))
		}
		for _, parts := range c.Parts {
			for _, p := range parts {
				if p != compare.Alike {
					t.Errorf("a part beside itself %s", p)
				}
			}
		}
		for _, step := range c.Steps {
			if !step.Open {
				t.Errorf("step %q is done without anything having changed", step.Advice.ID)
			}
		}
	})
}
