package assess_test

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/answerfile"
	"collectiveimpact/samklar/questions"
)

// readme is the method as people read it.
func readme(t *testing.T) string {
	t.Helper()
	text, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// TestReadmeStatements holds every numbered statement of the method to a test
// that it names: a function in a file, or a script.
func TestReadmeStatements(t *testing.T) {
	link := regexp.MustCompile(`\[([^\]]+)\]\(([^)#]+)\)`)
	_, rules, _ := strings.Cut(readme(t), "\n## The rules\n")
	statements := regexp.MustCompile(`(?m)^(\d+)\. .+\n(?: {3,4}\S.*\n)*`).FindAllStringSubmatch(rules, -1)
	if len(statements) < 40 {
		t.Fatalf("README.md has %d statements, want at least 40", len(statements))
	}
	for i, s := range statements {
		if s[1] != strconv.Itoa(i+1) {
			t.Errorf("statement %s stands where %d is expected", s[1], i+1)
		}
		links := link.FindAllStringSubmatch(s[0], -1)
		if len(links) == 0 || !strings.HasSuffix(strings.TrimSpace(s[0]), links[len(links)-1][0]) {
			t.Errorf("statement %s does not end with the test that holds it", s[1])
		}
	}
	for _, l := range link.FindAllStringSubmatch(readme(t), -1) {
		name, file := l[1], l[2]
		text, err := os.ReadFile(filepath.FromSlash(file))
		switch {
		case err != nil:
			t.Errorf("[%s](%s): %v", name, file, err)
		case strings.HasPrefix(name, "Test") && !strings.Contains(string(text), "\nfunc "+name+"(t *testing.T) {\n"):
			t.Errorf("[%s](%s): no such test there", name, file)
		}
	}
}

// TestReadmeExample computes the case that the method works by hand, and looks
// for every line of it.
func TestReadmeExample(t *testing.T) {
	const file = "../testdata/answers/hasselt-2017.yaml"
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	lib := questions.NewLibrary("en")
	doc, err := answerfile.Read(file, data, lib)
	if err != nil {
		t.Fatal(err)
	}
	banks, err := lib.Select([]string{questions.Default}, true)
	if err != nil {
		t.Fatal(err)
	}
	s := assess.Select(banks)
	r := s.Evaluate(doc.Entries(banks).Answers())
	e := example{selection: s, result: r}
	for i := range r.Banks {
		e.bank(&r.Banks[i])
	}
	e.advice(r.Advice)
	e.advice(r.Folded)
	e.edges()
	e.open()
	text := readme(t)
	for _, line := range e.lines {
		if !strings.Contains(text, line+"\n") {
			t.Errorf("README.md lacks the line\n%s", line)
		}
	}
}

// An example collects the lines that a case worked by hand consists of.
type example struct {
	selection *assess.Selection
	result    *assess.Result
	lines     []string
}

func (e *example) row(cells ...any) {
	var line strings.Builder
	line.WriteString("|")
	for _, c := range cells {
		fmt.Fprintf(&line, " %v |", c)
	}
	e.lines = append(e.lines, line.String())
}

// code writes ids as code, as in `a` or `b`.
func code(ids ...string) string { return "`" + strings.Join(ids, "` or `") + "`" }

// endings names endings of a bank by their places.
func endings(b *questions.Bank, places []int) string {
	var ids []string
	for _, i := range places {
		ids = append(ids, b.Endings[i].ID)
	}
	return code(ids...)
}

func (e *example) bank(r *assess.BankResult) {
	b := r.Bank
	for i := range b.Nodes {
		e.node(r, i)
	}
	for d := range b.Dimensions {
		e.dimension(r, d)
	}
	if b.Kind == questions.Scale {
		e.row("overall", "", part(r.Overall.Low, 72), part(r.Overall.High, 72), percent100(r.Overall), bands(b, r.Overall))
		for i := range b.Endings {
			v := &b.Endings[i]
			e.row(code(v.ID), orDash(v.Every), orDash(v.Overall))
		}
		for i := range b.Bands {
			e.row(code(b.Bands[i].ID), b.Bands[i].From)
		}
	}
	for i := range b.Findings {
		e.row(code(b.Findings[i].ID), pattern(b, b.Findings[i].When), [...]string{"does not hold", "possible", "holds"}[r.Findings[i]])
	}
}

func (e *example) node(r *assess.BankResult, i int) {
	n, is := &r.Bank.Nodes[i], r.Nodes[i]
	for _, q := range n.Questions {
		question := &r.Bank.Questions[q]
		if !question.Counts {
			continue
		}
		passes := "no"
		switch choice := r.Sheet[q]; {
		case choice.Open():
			passes = "not known"
		case int(choice) >= question.Passes:
			passes = "yes"
		}
		id := code(question.ID)
		if question.Must {
			id += ", a must"
		}
		e.row(code(n.ID), id, code(question.Levels[question.Passes].ID), code(r.Sheet[q].ID(question)), passes)
	}
	target := func(t questions.Target) string {
		if t.Outcome {
			return code(r.Bank.Endings[t.Index].ID)
		}
		return code(r.Bank.Nodes[t.Index].ID)
	}
	e.row(code(n.ID), n.Needs, is.Certain, is.Possible, is.Status, target(n.Pass), target(n.Fail))
}

func (e *example) dimension(r *assess.BankResult, d int) {
	var levels []string
	for _, q := range r.Bank.Dimensions[d].Questions {
		if r.Sheet[q].Open() {
			levels = append(levels, "?")
		} else {
			levels = append(levels, r.Sheet[q].ID(&r.Bank.Questions[q]))
		}
	}
	s := r.Scores[d]
	e.row(code(r.Bank.Dimensions[d].ID), strings.Join(levels, ", "), part(s.Low, 12), part(s.High, 12), percent100(s), bands(r.Bank, s))
}

// part writes a fraction in parts of so many.
func part(f assess.Fraction, of int64) string { return fmt.Sprintf("%d/%d", f.Num*of/f.Den, of) }

func percent100(s assess.Score) string {
	if s.Low.Percent() == s.High.Percent() {
		return fmt.Sprintf("%d%%", s.Low.Percent())
	}
	return fmt.Sprintf("%d–%d%%", s.Low.Percent(), s.High.Percent())
}

func bands(b *questions.Bank, s assess.Score) string {
	from, to := b.Bands[s.Low.Band(b.Bands)].ID, b.Bands[s.High.Band(b.Bands)].ID
	if from == to {
		return code(from)
	}
	return code(from) + " to " + code(to)
}

func orDash(n int) string {
	if n == 0 {
		return "–"
	}
	return strconv.Itoa(n)
}

// pattern writes the bounds of a finding.
func pattern(b *questions.Bank, when []questions.Bound) string {
	var parts []string
	for _, w := range when {
		var bounds []string
		var id, least, most string
		if w.Dimension >= 0 {
			id = b.Dimensions[w.Dimension].ID
			if w.AtLeast > 0 {
				least = strconv.Itoa(w.AtLeast)
			}
			if w.Below < questions.NoBound {
				bounds = append(bounds, "below "+strconv.Itoa(w.Below))
			}
		} else {
			q := &b.Questions[w.Question]
			id = q.ID
			if w.AtLeast > 0 {
				least = code(q.Levels[w.AtLeast].ID)
			}
			if w.AtMost < len(q.Levels)-1 {
				most = code(q.Levels[w.AtMost].ID)
			}
		}
		if least != "" {
			bounds = slices.Insert(bounds, 0, "at least "+least)
		}
		if most != "" {
			bounds = append(bounds, "at most "+most)
		}
		parts = append(parts, code(id)+" "+strings.Join(bounds, " and "))
	}
	return strings.Join(parts, ", ")
}

// advice writes what is given, in order: what it comes from, and for a question
// of a scale what is missing to the top.
func (e *example) advice(all []assess.Given) {
	for i, g := range all {
		b, sheet := e.result.Banks[g.Bank].Bank, e.result.Banks[g.Bank].Sheet
		var from, levels, missing string
		switch {
		case g.Origin.Finding >= 0:
			from = "finding " + code(b.Findings[g.Origin.Finding].ID)
		case g.Origin.Ending >= 0:
			from = "ending " + code(b.Endings[g.Origin.Ending].ID)
		default:
			q := &b.Questions[g.Origin.Question]
			from = code(q.ID) + " at " + code(sheet[g.Origin.Question].ID(q))
			levels = code(q.Levels[g.Advice.From].ID)
			if g.Advice.UpTo > g.Advice.From {
				levels += " to " + code(q.Levels[g.Advice.UpTo].ID)
			}
			if b.Kind == questions.Scale {
				missing = fmt.Sprintf("%d/3", 3-int(sheet[g.Origin.Question]))
			}
		}
		blocks := ""
		if g.Blocks {
			blocks = "blocks"
		}
		e.row(i+1, code(g.Advice.ID), from, levels, blocks, missing)
	}
}

func (e *example) edges() {
	for _, edge := range e.selection.Edges(e.result) {
		r := &e.result.Banks[edge.Bank]
		q, level := &r.Bank.Questions[edge.Question], r.Sheet[edge.Question]
		if edge.Down != nil {
			e.row(code(q.ID), code(level.ID(q)), code((level - 1).ID(q)), endings(r.Bank, edge.Down))
		}
		if edge.Up != nil {
			e.row(code(q.ID), code(level.ID(q)), code((level + 1).ID(q)), endings(r.Bank, edge.Up))
		}
	}
}

// open writes what hangs on the missing answers.
func (e *example) open() {
	c := &e.result.Chains[0]
	b := e.result.Banks[c.Steps[c.OpenStep].Bank].Bank
	for _, ref := range c.Pivotal {
		for level, codes := range e.selection.Turns(e.result, ref) {
			q := &b.Questions[ref.Question]
			e.row(code(q.ID), code(q.Levels[level].ID), endings(b, codes))
		}
	}
	var pivotal, later []string
	for _, ref := range c.Pivotal {
		pivotal = append(pivotal, b.Questions[ref.Question].ID)
	}
	for _, ref := range c.Later {
		later = append(later, "`"+e.result.Banks[ref.Bank].Bank.Questions[ref.Question].ID+"`")
	}
	settled := "no"
	if e.result.Settled() {
		settled = "yes"
	}
	e.row("settled", settled, "")
	e.row("open step", code(b.ID), endings(b, c.Steps[c.OpenStep].Codes))
	for _, branch := range c.Branches {
		for _, step := range branch.Path.Steps {
			next := e.result.Banks[step.Bank].Bank
			e.row("if "+endings(b, []int{branch.Code}), code(next.ID), endings(next, step.Codes))
		}
	}
	e.row("pivotal", len(c.Pivotal), code(pivotal...))
	e.row("later", len(c.Later), strings.Join(later, ", "))
	for i := range e.result.Banks {
		if r := &e.result.Banks[i]; r.WeakestDimension() >= 0 {
			e.row("the weakest", code(r.Bank.Dimensions[r.WeakestDimension()].ID), percent100(r.Scores[r.WeakestDimension()]))
		}
	}
}
