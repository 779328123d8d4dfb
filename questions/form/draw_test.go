package form_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"strings"
	"testing"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/questions"
)

// A drawer writes banks and answers by chance.
type drawer struct {
	*rand.Rand
	text func() string // what stands in every place of a bank
}

func newDrawer(seed uint64) *drawer {
	n := 0
	return &drawer{rand.New(rand.NewPCG(seed, 1)), func() string { n++; return fmt.Sprint("Text ", n) }} //nolint:gosec // not for secrets
}

func (d *drawer) quoted() string { return fmt.Sprintf("%q", d.text()) }

func (d *drawer) question(b *strings.Builder, id, more string) {
	levels := 2 + d.IntN(4)
	fmt.Fprintf(b, "      - {id: %s, ask: %s, levels: [", id, d.quoted())
	for i := range levels {
		fmt.Fprintf(b, "{id: l%d, text: %s}, ", i, d.quoted())
	}
	fmt.Fprintf(b, "]%s}\n", strings.ReplaceAll(more, "PASSES", fmt.Sprint("l", 1+d.IntN(levels-1))))
}

// head begins a bank, and leads gives where its endings go on.
func (d *drawer) head(b *strings.Builder, id, kind string) {
	fmt.Fprintf(b, "bank: %s\nversion: 3\nkind: %s\nlanguage: en\ntitle: %s\nabout: %s\n", id, kind, d.quoted(), d.quoted())
}

func (d *drawer) endings(b *strings.Builder, n int, next []string) {
	for i := range n {
		lead, overall := "", ""
		if len(next) > 0 && d.IntN(2) == 0 {
			lead = ", next: " + next[d.IntN(len(next))]
		}
		if next == nil && i < n-1 {
			overall = fmt.Sprint(", overall: ", 90-10*i)
		}
		fmt.Fprintf(b, "  - {id: e%d, title: %s, short: %s, text: %s%s%s}\n", i, d.quoted(), d.quoted(), d.quoted(), lead, overall)
	}
}

func (d *drawer) tree(id string, next ...string) string {
	var b strings.Builder
	d.head(&b, id, "tree")
	nodes, endings := 1+d.IntN(6), 2+d.IntN(3)
	fmt.Fprintf(&b, "start: n%d\nnodes:\n", d.IntN(min(2, nodes)))
	for n := range nodes {
		fmt.Fprintf(&b, "  - id: n%d\n    title: %s\n    questions:\n", n, d.quoted())
		counting := 0
		for q := range 1 + d.IntN(4) {
			more := ", counts: false"
			if q == 0 || d.IntN(4) > 0 {
				more = ", passes: PASSES"
				counting++
				if d.IntN(3) == 0 {
					more += ", must: true"
				}
			}
			d.question(&b, fmt.Sprintf("q%d-%d", n, q), more)
		}
		to := func() string {
			if later := nodes - n - 1; later > 0 && d.IntN(3) > 0 {
				return fmt.Sprint("n", n+1+d.IntN(later))
			}
			return fmt.Sprint("e", d.IntN(endings))
		}
		fmt.Fprintf(&b, "    needs: %d\n    pass: %s\n    fail: %s\n", 1+d.IntN(counting), to(), to())
	}
	b.WriteString("outcomes:\n")
	d.endings(&b, endings, append([]string{}, next...))
	return b.String()
}

func (d *drawer) scale(id string) string {
	var b strings.Builder
	d.head(&b, id, "scale")
	b.WriteString("dimensions:\n")
	for n := range 1 + d.IntN(3) {
		fmt.Fprintf(&b, "  - id: d%d\n    title: %s\n    questions:\n", n, d.quoted())
		for q := range 2 + d.IntN(3) {
			more := ""
			if q == 0 && d.IntN(2) == 0 {
				more = ", optional: true"
			}
			d.question(&b, fmt.Sprintf("q%d-%d", n, q), more)
		}
	}
	fmt.Fprintf(&b, "bands: [{id: all, title: %s, from: 0}]\nverdicts:\n", d.quoted())
	d.endings(&b, 2, nil)
	return b.String()
}

// banks draws banks that lead to one another: two trees and a scale.
func (d *drawer) banks(t *testing.T) []*questions.Bank {
	t.Helper()
	var all []*questions.Bank
	for _, text := range []string{d.tree("first", "second", "third"), d.tree("second", "third"), d.scale("third"), d.tree("alone")} {
		b, err := questions.Parse("bank.yaml", []byte(text))
		if err != nil {
			t.Fatalf("%v\n%s", err, text)
		}
		all = append(all, b)
	}
	return all
}

// choice draws an answer: often none.
func (d *drawer) choice(q *questions.Question) assess.Choice {
	switch d.IntN(8) {
	case 0, 1:
		return assess.Unanswered
	case 2:
		return assess.Unknown
	case 3:
		low := d.IntN(len(q.Levels) - 1)
		return assess.Between(low, low+1+d.IntN(len(q.Levels)-1-low))
	case 4:
		if q.Optional {
			return assess.NotApplicable
		}
	}
	return assess.Choice(d.IntN(len(q.Levels)))
}

func (d *drawer) entries(banks []*questions.Bank) assess.Entries {
	all := make(assess.Entries)
	for _, b := range banks {
		for i := range b.Questions {
			all[b.ID] = append(all[b.ID], assess.Entry{Choice: d.choice(&b.Questions[i])})
		}
	}
	return all
}

// needs gives a program. Where CI=true everything has been installed.
func needs(t *testing.T, program string) string {
	t.Helper()
	path, err := exec.LookPath(program)
	if err != nil {
		end := t.Skipf
		if os.Getenv("CI") == "true" {
			end = t.Fatalf
		}
		end("%s IS NOT INSTALLED: THE FORMS ARE NOT TESTED WITH IT", program)
	}
	return path
}
