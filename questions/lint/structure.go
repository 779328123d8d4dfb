package lint

import (
	"fmt"
	"slices"
	"strings"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/questions"
)

func unreachableNodes(c *checker) {
	for i, n := range c.result.Banks[0].Nodes {
		if !n.Reachable {
			c.here(c.bank.Nodes[i].Pos, fmt.Sprintf("no walk reaches node %q; its questions are never asked", c.bank.Nodes[i].ID))
		}
	}
}

func unreachableOutcomes(c *checker) { unreachable(c, questions.Tree, "outcome") }

func unreachableVerdicts(c *checker) { unreachable(c, questions.Scale, "verdict") }

// unreachable looks for endings of one kind of bank that no answers lead to.
func unreachable(c *checker, kind questions.Kind, ending string) {
	if c.bank.Kind != kind {
		return
	}
	for i, e := range c.bank.Endings {
		if !slices.Contains(c.result.Banks[0].Codes, i) {
			c.here(e.Pos, fmt.Sprintf("no answers lead to %s %q", ending, e.ID))
		}
	}
}

// verdictOrder looks for a verdict behind one that asks no more in any
// condition: where the later holds, the earlier has been given already.
func verdictOrder(c *checker) {
	if c.bank.Kind != questions.Scale {
		return
	}
	for i := range c.bank.Endings {
		later := &c.bank.Endings[i]
		for j := range i {
			earlier := &c.bank.Endings[j]
			if earlier.Every <= later.Every && earlier.Overall <= later.Overall {
				c.here(later.Pos, fmt.Sprintf("verdict %q stands behind %q, which asks no more; put the one that asks most first", later.ID, earlier.ID))
				break
			}
		}
	}
}

func impossibleFindings(c *checker) {
	for i, h := range c.result.Banks[0].Findings {
		if h == assess.HoldsNot {
			c.here(c.bank.Findings[i].Pos, fmt.Sprintf("no answers make finding %q hold", c.bank.Findings[i].ID))
		}
	}
}

// adviceNeverGiven looks for advice that hangs on something nobody reaches.
func adviceNeverGiven(c *checker) {
	r := &c.result.Banks[0]
	never := func(all []questions.Advice, because string) {
		for _, a := range all {
			c.here(a.Pos, fmt.Sprintf("advice %q is never given: %s", a.ID, because))
		}
	}
	for i := range c.bank.Questions {
		q := &c.bank.Questions[i]
		if !r.Reached(i) {
			never(q.Advice, fmt.Sprintf("no walk reaches its question %q", q.ID))
		}
	}
	for i, e := range c.bank.Endings {
		if !slices.Contains(r.Codes, i) {
			never(e.Advice, fmt.Sprintf("no answers lead to %q", e.ID))
		}
	}
	for i, h := range r.Findings {
		if h == assess.HoldsNot {
			never(c.bank.Findings[i].Advice, fmt.Sprintf("finding %q never holds", c.bank.Findings[i].ID))
		}
	}
}

// neverMatters looks for counting questions that can change no outcome or
// verdict, whatever the others are.
func neverMatters(c *checker) {
	r := c.result
	if len(r.Chains) == 0 || !c.exact {
		return
	}
	pivotal := make(map[int]bool)
	for _, ref := range r.Chains[0].Pivotal {
		pivotal[ref.Question] = true
	}
	for i := range c.bank.Questions {
		q := &c.bank.Questions[i]
		if q.Counts && !pivotal[i] {
			c.here(q.Pos, fmt.Sprintf("question %q can never change where an assessment ends", q.ID))
		}
	}
}

func leadsToItself(c *checker) {
	for _, e := range c.bank.Endings {
		if e.Next == c.bank.ID {
			c.here(e.Pos, fmt.Sprintf("%q leads back to bank %q itself", e.ID, c.bank.ID))
		}
	}
}

func inexact(c *checker) {
	sheet, found := Costly(c.bank)
	if !found {
		return
	}
	var without []string
	for i, choice := range sheet {
		if choice == assess.NotApplicable {
			without = append(without, c.bank.Questions[i].ID)
		}
	}
	where := "with nothing answered"
	if len(without) > 0 {
		where = "where these do not apply: " + strings.Join(without, ", ")
	}
	c.here(questions.Pos{}, fmt.Sprintf(
		"there are cases in which scores add up to too many different wholes, such as %s; reachable verdicts and deciding questions are then found by bounds only; use fewer different weights or numbers of levels",
		where))
}

// unordered looks for a tree of which no end is surely better than another.
func unordered(c *checker) {
	if c.bank.Kind == questions.Tree && !assess.Ordered(c.bank) {
		c.here(questions.Pos{}, "failing a node leads to an end that stands before one that passing it leads to; what it would take to come to a better end cannot be said")
	}
}

// unlessElsewhere looks for answers to other banks that make advice needless and
// cannot be given.
func unlessElsewhere(c *checker) {
	for _, a := range c.advice() {
		u := a.Unless
		if u == nil || u.Bank == c.bank.ID {
			continue
		}
		missing := ""
		if b, err := c.other(u.Bank); err != nil {
			missing = fmt.Sprintf("there is no bank %q", u.Bank)
		} else if q := b.Question(u.Question); q < 0 {
			missing = fmt.Sprintf("bank %q has no question %q", u.Bank, u.Question)
		} else if b.Questions[q].Level(u.Level) < 0 {
			missing = fmt.Sprintf("question %q of bank %q has no level %q", u.Question, u.Bank, u.Level)
		}
		if missing != "" {
			c.here(a.Pos, fmt.Sprintf("advice %q is given whatever its unless says: %s", a.ID, missing))
		}
	}
}

// sameTarget looks for nodes that decide nothing.
func sameTarget(c *checker) {
	for i := range c.bank.Nodes {
		if n := &c.bank.Nodes[i]; n.Pass == n.Fail {
			c.here(n.Pos, fmt.Sprintf("node %q leads to the same place whether it passes or fails", n.ID))
		}
	}
}

// sources looks for statements without a source, and for sources and places
// that no statement refers to.
func sources(c *checker) {
	used := make(map[string]bool)
	c.eachSource(func(ref string, _ questions.Pos, _ string) {
		id, _, _ := strings.Cut(ref, "#")
		used[id], used[ref] = true, true
	})
	for _, s := range c.bank.Sources {
		if !used[s.ID] {
			c.here(questions.Pos{}, fmt.Sprintf("source %q is declared and never referred to", s.ID))
			continue
		}
		for _, p := range s.Places {
			if !used[s.ID+"#"+p.ID] {
				c.here(questions.Pos{}, fmt.Sprintf("place %q of source %q is declared and never referred to", p.ID, s.ID))
			}
		}
	}
}

func noSource(c *checker) {
	if len(c.bank.Sources) == 0 {
		return
	}
	c.eachSource(func(ref string, at questions.Pos, what string) {
		if ref == "" {
			c.here(at, what+" names no source")
		}
	})
}

// eachSource visits the reference of every statement.
func (c *checker) eachSource(visit func(ref string, at questions.Pos, what string)) {
	advice := func(all []questions.Advice) {
		for _, a := range all {
			visit(a.Source, a.Pos, fmt.Sprintf("advice %q", a.ID))
		}
	}
	for i := range c.bank.Questions {
		q := &c.bank.Questions[i]
		visit(q.Source, q.Pos, fmt.Sprintf("question %q", q.ID))
		advice(q.Advice)
	}
	for _, e := range c.bank.Endings {
		visit(e.Source, e.Pos, fmt.Sprintf("%q", e.ID))
		advice(e.Advice)
	}
	for i := range c.bank.Findings {
		f := &c.bank.Findings[i]
		visit(f.Source, f.Pos, fmt.Sprintf("finding %q", f.ID))
		advice(f.Advice)
	}
}

// missingTexts looks for texts that an overlay does not have.
func missingTexts(c *checker) {
	for _, o := range c.overlays {
		for _, id := range c.bank.Missing(o) {
			c.report(o.File, questions.Pos{}, fmt.Sprintf("text %q is missing; the bank's own stands in for it", id))
		}
	}
}

// staleTexts looks for texts whose original has changed since they were made.
func staleTexts(c *checker) {
	for _, o := range c.overlays {
		for _, id := range c.bank.Stale(o) {
			what := "was made from an older original"
			if o.MadeFrom[id] == "" {
				what = "does not say which original it was made from"
			}
			c.report(o.File, o.Place(id), fmt.Sprintf("text %q %s; compare the two, then run samklar questions stamp", id, what))
		}
	}
}
