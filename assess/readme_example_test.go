package assess_test

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/questions"
)

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
		e.row("overall", "", part(r.Overall.Low, 360), part(r.Overall.High, 360), percent100(r.Overall), bands(b, r.Overall))
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
		id := r.Sheet[q].ID(&r.Bank.Questions[q])
		if r.Sheet[q] == assess.Unknown {
			id = "?"
		}
		levels = append(levels, id)
	}
	s, of := r.Scores[d], int64(3*len(levels))
	e.row(code(r.Bank.Dimensions[d].ID), strings.Join(levels, ", "), part(s.Low, of), part(s.High, of), percent100(s), bands(r.Bank, assess.Score{Low: s.CountsLow, High: s.CountsHigh}))
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

// open writes what hangs on the missing answers.
func (e *example) open() {
	c := &e.result.Chains[0]
	b := e.result.Banks[c.Steps[c.OpenStep].Bank].Bank
	for _, ref := range c.Pivotal {
		for level, codes := range e.selection.Turns(e.result, ref) {
			q := &b.Questions[ref.Question]
			if codes != nil { // else the level is not possible
				e.row(code(q.ID), code(q.Levels[level].ID), endings(b, codes))
			}
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
		if r := &e.result.Banks[i]; r.Bank.Kind == questions.Scale {
			e.row("the weakest", dimensions(r, r.Weakest))
			e.row("may be the weakest", dimensions(r, r.MaybeWeakest))
		}
	}
}

// dimensions names dimensions of a bank with their scores.
func dimensions(r *assess.BankResult, places []int) string {
	var named []string
	for _, d := range places {
		named = append(named, code(r.Bank.Dimensions[d].ID)+" "+percent100(r.Scores[d]))
	}
	if named == nil {
		return "–"
	}
	return strings.Join(named, ", ")
}

// reach writes what can still become of a bank: how many answers it takes, what is
// ruled out, and what would have to be higher.
func (e *example) reach(bank int) {
	r := &e.result.Banks[bank]
	b := r.Bank
	fewest, exact := e.selection.Fewest(e.result, bank)
	e.row(code(b.ID), endings(b, r.Codes), fewest, map[bool]string{true: "exactly", false: "at least"}[exact])
	for _, out := range r.RuledOut() {
		by := "the whole"
		switch {
		case out.Node >= 0:
			by = code(b.Nodes[out.Node].ID)
		case out.Dimensions != nil:
			by = dimensions(r, out.Dimensions)
		}
		e.row(code(b.ID), code(b.Endings[out.Code].ID), by)
	}
	take, ok := e.selection.Take(e.result, bank)
	if !ok {
		return
	}
	levels := 0
	var raised []string // of one part
	for i, raise := range take.Raises {
		q := &b.Questions[raise.Question]
		what := fmt.Sprintf("%s %s → %s", code(q.ID), q.Levels[raise.From].ID, q.Levels[raise.To].ID)
		if raise.Open {
			what += " (may be so already)"
		}
		raised = append(raised, what)
		levels += raise.To - raise.From
		if i == len(take.Raises)-1 || b.Questions[take.Raises[i+1].Question].Part != q.Part {
			e.row(code(b.Endings[take.Code].ID), code(b.Parts()[q.Part].ID), strings.Join(raised, ", "), levels)
			raised, levels = nil, 0
		}
	}
}

// first writes the pivotal questions in the order in which they are asked, those
// together that leave as many codes with each of their levels.
func (e *example) first() {
	all := e.selection.First(e.result, &e.result.Chains[0])
	for i := 0; i < len(all); {
		left := e.left(all[i])
		asked := []string{}
		for ; i < len(all) && slices.Equal(e.left(all[i]), left); i++ {
			asked = append(asked, "`"+e.result.Banks[all[i].Bank].Bank.Questions[all[i].Question].ID+"`")
		}
		sum, each := 0, make([]string, len(left))
		for level, n := range left {
			sum += n
			each[level] = strconv.Itoa(n)
		}
		e.row(strings.Join(asked, ", "), strings.Join(each, ", "), fmt.Sprintf("%d/%d", sum, len(left)))
	}
}

// left counts the codes that are left with each possible level of a question.
func (e *example) left(ref assess.Ref) []int {
	r := &e.result.Banks[ref.Bank]
	low, high := r.Sheet[ref.Question].Possible(&r.Bank.Questions[ref.Question])
	counts := slices.Repeat([]int{len(r.Codes)}, high-low+1) // where no level makes a difference
	if turns := e.selection.Turns(e.result, ref); turns != nil {
		for i := range counts {
			counts[i] = len(turns[low+i])
		}
	}
	return counts
}

// firm writes how firmly settled steps stand, and what is ruled out there.
func (e *example) firm() {
	for _, step := range e.result.Chains[0].Steps {
		r := &e.result.Banks[step.Bank]
		if levels, ok := e.selection.Firm(e.result, step.Bank); ok {
			e.row(code(r.Bank.ID), endings(r.Bank, r.Codes), levels)
		}
		for _, out := range r.RuledOut() {
			e.row(code(r.Bank.ID), code(r.Bank.Endings[out.Code].ID), code(r.Bank.Nodes[out.Node].ID))
		}
	}
}
