package assess_test

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/questions"
)

// openIn lists the questions of which more than one level is possible.
func openIn(sheet assess.Sheet) []int {
	var open []int
	for q, c := range sheet {
		if c.Open() {
			open = append(open, q)
		}
	}
	return open
}

// codesWith returns the codes of all completions of a sheet.
func codesWith(b *questions.Bank, sheet assess.Sheet) []int { return codesOf(worlds(b, sheet)) }

// eachAnswer visits a sheet with every possible level of a question in turn.
func eachAnswer(b *questions.Bank, sheet assess.Sheet, q int, visit func(assess.Sheet)) {
	for _, level := range levelsOf(sheet[q], len(b.Questions[q].Levels)) {
		answered := slices.Clone(sheet)
		answered[q] = level
		visit(answered)
	}
}

func TestTheFirstToAskLeavesTheFewestCodes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := scenarios(2, 200).Draw(t, "case")
		selection := assess.Select(s.banks)
		r := selection.Evaluate(s.answers)
		for i := range r.Chains {
			c := &r.Chains[i]
			first := selection.First(r, c)
			var order []assess.Ref
			mean := func(ref assess.Ref) ratio {
				b := s.banks[ref.Bank]
				codes, levels := 0, 0
				eachAnswer(b, s.sheet(ref.Bank), ref.Question, func(answered assess.Sheet) {
					codes += len(codesWith(b, answered))
					levels++
				})
				return ratio{int64(codes), int64(levels)}
			}
			for _, ref := range c.Pivotal { // in bank order
				at := slices.IndexFunc(order, func(other assess.Ref) bool { return mean(ref).less(mean(other)) })
				if at < 0 {
					at = len(order)
				}
				order = slices.Insert(order, at, ref)
			}
			if !slices.Equal(first, order) {
				t.Errorf("First = %v, want %v", first, order)
			}
		}
	})
}

// fewestAnswers looks for the fewest open questions that can settle a bank, by
// answering every set of them in every way.
func fewestAnswers(b *questions.Bank, sheet assess.Sheet) int {
	open := openIn(sheet)
	best := len(open)
	for set := range 1 << len(open) {
		var chosen []int
		for i, q := range open {
			if set>>i&1 == 1 {
				chosen = append(chosen, q)
			}
		}
		if len(chosen) >= best {
			continue
		}
		settles := false
		var answer func(sheet assess.Sheet, left []int)
		answer = func(sheet assess.Sheet, left []int) {
			if settles {
				return
			}
			if len(left) == 0 {
				settles = len(codesWith(b, sheet)) == 1
				return
			}
			eachAnswer(b, sheet, left[0], func(answered assess.Sheet) { answer(answered, left[1:]) })
		}
		answer(sheet, chosen)
		if settles {
			best = len(chosen)
		}
	}
	return best
}

func TestItTakesSoManyAnswers(t *testing.T) {
	exactly := 0
	checkOften(t, func(t *rapid.T) {
		s := scenarios(1, 60).Draw(t, "case")
		b := s.banks[0]
		if len(b.Endings) == 0 {
			return
		}
		selection := assess.Select(s.banks)
		r := selection.Evaluate(s.answers)
		got, exact := selection.Fewest(r, 0)
		want := fewestAnswers(b, r.Banks[0].Sheet)
		if got > want || exact && got != want {
			t.Errorf("Takes = %d, exact %t, want %d", got, exact, want)
		}
		if b.Kind == questions.Tree && !exact {
			t.Error("Takes is not exact for a tree")
		}
		if got > 0 && exact {
			exactly++
		}
	})
	if exactly < 30 {
		t.Errorf("%d open cases were exact, want more", exactly)
	}
}

// raisings visits the sheets whose lowest possible levels are higher by so many
// levels in all, the highest rising with them.
func raisings(b *questions.Bank, sheet assess.Sheet, levels int, may func(q int) bool, visit func(assess.Sheet) bool) bool {
	var raise func(q, left int, raised assess.Sheet) bool
	raise = func(q, left int, raised assess.Sheet) bool {
		if left == 0 {
			return visit(raised)
		}
		if q == len(raised) {
			return false
		}
		possible := levelsOf(sheet[q], len(b.Questions[q].Levels))
		low, high := int(possible[0]), int(possible[len(possible)-1])
		for by := 0; by <= left; by++ {
			if by > 0 && (low < 0 || low+by >= len(b.Questions[q].Levels) || !may(q)) {
				break
			}
			next := slices.Clone(raised)
			if by > 0 {
				next[q] = choiceOf(low+by, max(high, low+by))
			}
			if raise(q+1, left-by, next) {
				return true
			}
		}
		return false
	}
	return raise(0, levels, sheet)
}

// better reports whether all codes of a sheet are as good as one, as banks rank
// their ends.
func better(rank []int, codes []int, than int) bool {
	return !slices.ContainsFunc(codes, func(code int) bool { return rank[code] > rank[than] })
}

// ranksOf ranks the ends of a bank: verdicts as they stand, outcomes by the nodes
// passed on the longest way to them.
func ranksOf(b *questions.Bank) []int {
	passed := make([]int, len(b.Endings))
	if b.Kind == questions.Tree {
		for i := range passed {
			passed[i] = -1
		}
		var walk func(at questions.Target, n int)
		walk = func(at questions.Target, n int) {
			if at.Outcome {
				passed[at.Index] = max(passed[at.Index], n)
				return
			}
			walk(b.Nodes[at.Index].Pass, n+1)
			walk(b.Nodes[at.Index].Fail, n)
		}
		walk(questions.Target{Index: b.Start}, 0)
	}
	rank := make([]int, len(passed))
	for i := range passed {
		for j := range passed {
			if passed[j] > passed[i] || passed[j] == passed[i] && j < i {
				rank[i]++
			}
		}
	}
	return rank
}

// TestWhatItTakes checks that what is offered is enough, and that nothing less is.
func TestWhatItTakes(t *testing.T) {
	offered := 0
	checkOften(t, func(t *rapid.T) {
		s := scenarios(1, 40).Draw(t, "case")
		b := s.banks[0]
		if len(b.Endings) == 0 {
			return
		}
		selection := assess.Select(s.banks)
		r := selection.Evaluate(s.answers)
		sheet, rank := r.Banks[0].Sheet, ranksOf(b)
		takes, ok := selection.Take(r, 0)
		worst := slices.MaxFunc(r.Banks[0].Codes, func(x, y int) int { return rank[x] - rank[y] })
		if !ok {
			if rank[worst] > 0 {
				t.Errorf("Take offers nothing at all for code %d", worst)
			}
			return
		}
		may := func(q int) bool { return b.Kind == questions.Scale || !b.Nodes[b.Questions[q].Part].Fact }
		enough := func(code int) func(assess.Sheet) bool {
			return func(raised assess.Sheet) bool { return better(rank, codesWith(b, raised), code) }
		}
		if takes.Why == assess.Unordered {
			if assess.Ordered(b) {
				t.Error("Take: an ordered tree is called unordered")
			}
			return
		}
		if rank[takes.Code] != rank[worst]-1 {
			t.Errorf("Take: code %d, want the next better one than %d", takes.Code, worst)
		}
		if takes.Why != assess.Offered || takes.FindOut != nil {
			for levels := range 4 {
				if raisings(b, sheet, levels, may, enough(takes.Code)) {
					t.Errorf("Take offers nothing, and %d levels are enough", levels)
				}
			}
			return
		}
		offered++
		raised := slices.Clone(sheet)
		for _, up := range takes.Raises {
			possible := levelsOf(sheet[up.Question], len(b.Questions[up.Question].Levels))
			low, high := int(possible[0]), int(possible[len(possible)-1])
			if up.From != low || up.To <= low || up.Open != sheet[up.Question].Open() || !may(up.Question) {
				t.Errorf("Take: %+v of a question from %d to %d", up, low, high)
			}
			raised[up.Question] = choiceOf(up.To, max(high, up.To))
		}
		if !enough(takes.Code)(raised) {
			t.Errorf("Take: %+v is not enough for %d: %v", takes.Raises, takes.Code, codesWith(b, raised))
		}
		for levels := range min(takes.Levels(), 5) {
			if raisings(b, sheet, levels, may, enough(takes.Code)) {
				t.Errorf("Take: %d levels, and %d are enough", takes.Levels(), levels)
			}
		}
	})
	if offered < 50 {
		t.Errorf("%d cases were offered something, want more", offered)
	}
}

// TestHowFirmlyItStands lowers answers by one level more at a time.
func TestHowFirmlyItStands(t *testing.T) {
	found := 0
	checkOften(t, func(t *rapid.T) {
		s := scenarios(1, 30).Draw(t, "case")
		b := s.banks[0]
		if len(b.Endings) == 0 {
			return
		}
		selection := assess.Select(s.banks)
		r := selection.Evaluate(s.answers)
		sheet, codes := r.Banks[0].Sheet, r.Banks[0].Codes
		levels, ok := selection.Firm(r, 0)
		if len(codes) > 1 {
			if ok {
				t.Error("Firm: an open step stands firmly")
			}
			return
		}
		lowered := func(levels int) bool {
			var lower func(q, left int, with assess.Sheet) bool
			lower = func(q, left int, with assess.Sheet) bool {
				if left == 0 {
					return !slices.Equal(codesWith(b, with), codes)
				}
				if q == len(with) {
					return false
				}
				possible := levelsOf(sheet[q], len(b.Questions[q].Levels))
				low, high := int(possible[0]), int(possible[len(possible)-1])
				for by := 0; by <= min(left, max(low, 0)); by++ {
					next := slices.Clone(with)
					if by > 0 {
						next[q] = choiceOf(low-by, high)
					}
					if lower(q+1, left-by, next) {
						return true
					}
				}
				return false
			}
			return lower(0, levels, sheet)
		}
		most := 4
		if ok {
			found++
			if levels <= 6 && !lowered(levels) {
				t.Errorf("Firm = %d, which changes nothing", levels)
			}
			most = min(levels-1, 4)
		}
		for n := 1; n <= most; n++ {
			if lowered(n) {
				t.Errorf("Firm = %d, %t, and %d are enough", levels, ok, n)
			}
		}
	})
	if found < 50 {
		t.Errorf("%d cases could be lowered, want more", found)
	}
}

// TestRuledOut checks that no completion comes to what is ruled out, and that it is
// said of all better codes.
func TestRuledOut(t *testing.T) {
	eachBank(t, func(t *rapid.T, r *assess.BankResult, all []world) {
		b := r.Bank
		if len(b.Endings) == 0 {
			return
		}
		rank, codes := ranksOf(b), codesOf(all)
		out := make(map[int]assess.RuledOut)
		for _, o := range r.RuledOut() {
			out[o.Code] = o
		}
		for code := range b.Endings {
			o, ok := out[code]
			isBetter := !slices.ContainsFunc(codes, func(other int) bool { return rank[other] <= rank[code] })
			switch {
			case !ok:
				if isBetter && b.Kind == questions.Scale {
					t.Errorf("RuledOut leaves out code %d", code)
				}
			case !isBetter:
				t.Errorf("RuledOut has code %d, beside %v", code, codes)
			case b.Kind == questions.Tree:
				_, passed := over(all, func(w *world) bool { return w.passed[o.Node] })
				some, _ := over(all, func(w *world) bool { return w.passed[o.Node] })
				met, _ := over(all, func(w *world) bool { return w.visited[o.Node] })
				if !met || some != passed {
					t.Errorf("RuledOut: node %d stands against code %d, and is not decided", o.Node, code)
				}
			default:
				for d := range b.Dimensions {
					may, _ := over(all, func(w *world) bool { return w.counts[d].reaches(b.Endings[code].Every) })
					if may == slices.Contains(o.Dimensions, d) {
						t.Errorf("RuledOut: dimension %d may reach what code %d asks = %t, dimensions %v", d, code, may, o.Dimensions)
					}
				}
			}
		}
	})
}
