package report_test

import (
	"bytes"
	"fmt"
	"runtime"
	"strings"
	"testing"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/portfolio"
	"collectiveimpact/samklar/questions"
	"collectiveimpact/samklar/report/lines"
	"collectiveimpact/samklar/report/terminal"
)

func chosen(tb testing.TB) []*questions.Bank {
	tb.Helper()
	banks, err := questions.NewLibrary("en").Select([]string{"when", "preconditions", "stagnation"}, false)
	if err != nil {
		tb.Fatal(err)
	}
	return banks
}

// TestScoresAreInOrder sorts cases that differ in one thing at a time.
func TestScoresAreInOrder(t *testing.T) {
	banks := chosen(t)
	type row struct {
		source, title string
		summary       *portfolio.Summary // nil where it could not be read
	}
	scored := func(source, title string, code, low, high int) row {
		s := &portfolio.Summary{
			Banks: []portfolio.BankSummary{{Codes: []int{code}}, {}}, Steps: []assess.Step{{Bank: 0, Codes: []int{code}}}, Weakest: portfolio.DimensionRef{Bank: -1, Dimension: -1},
		}
		if high > 0 {
			s.Weakest = portfolio.DimensionRef{Bank: 1, Dimension: 0}
			s.Scores = []portfolio.DimensionScore{{DimensionRef: s.Weakest, Low: low, High: high, Known: true}}
		}
		return row{source, title, s}
	}
	rows := []row{
		scored("g", "beta", 1, 50, 60), scored("f", "Alpha", 1, 50, 55), scored("e", "alpha", 0, 90, 90), scored("d", "gamma", 1, 10, 90),
		{source: "c"},
		scored("b", "", 1, 0, 0), scored("a", "beta", 1, 50, 60),
	}
	for _, tt := range []struct {
		by   lines.Order
		want string
	}{
		{lines.ByConclusion, "b f g a d e c"},
		{lines.ByWeakest, "d f g a e b c"},
		{lines.ByTitle, "b f e g a d c"},
		{lines.BySource, "a b d e f g c"},
		{lines.ByInput, "g f e d c b a"},
	} {
		scores := lines.NewScores(assess.Select(banks))
		for _, r := range rows {
			if r.summary == nil {
				scores.AddUnread(r.source, "wrong")
			} else {
				scores.Add(r.source, r.title, r.summary)
			}
		}
		scores.Sort(tt.by)
		var b bytes.Buffer
		if err := terminal.WriteScores(&b, scores, terminal.Screen{}); err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, line := range strings.Split(strings.TrimSpace(b.String()), "\n")[1:] {
			got = append(got, line[len(line)-1:])
		}
		if strings.Join(got, " ") != tt.want {
			t.Errorf("Sort(%s) = %s, want %s\n%s", tt.by, got, tt.want, &b)
		}
	}
}

// TestScoresKeepLittle measures what is kept of each case.
func TestScoresKeepLittle(t *testing.T) {
	const n, most = 100_000, 200
	banks := chosen(t)
	summary := portfolio.Summarize(assess.Select(banks).Evaluate(nil), nil)
	scores := lines.NewScores(assess.Select(banks))
	kept := func() uint64 {
		runtime.GC()
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		return m.HeapAlloc
	}
	before := kept()
	for i := range n {
		text := strings.Repeat(fmt.Sprintf("# a file, of which the table keeps two words: %d\n", i), 50)
		scores.Add(fmt.Sprintf("proposals/%03d/case-%06d.yaml", i/1000, i), text[2:40], summary)
	}
	if each := (kept() - before) / n; each > most {
		t.Errorf("a case takes %d bytes, want at most %d", each, most)
	} else {
		t.Logf("a case takes %d bytes", each)
	}
	runtime.KeepAlive(scores)
}
