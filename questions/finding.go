package questions

import (
	"cmp"
	"slices"

	"collectiveimpact/samklar/questions/diag"
	"collectiveimpact/samklar/questions/yamldoc"
)

// findings reads the findings of either kind.
func (p *parser) findings(n *yamldoc.Node) {
	items := p.r.List(n, "findings")
	ids := make(map[string]Pos)
	for i := range items {
		item := &items[i]
		f := Finding{ID: p.idOf(item, "a finding"), Pos: pos(item)}
		p.unique(ids, item, "finding", f.ID)
		text := "findings." + f.ID
		p.r.Need(item, "a finding", "when", "title", "text")
		p.r.Each(item, "a finding", []string{"id", "when", "title", "short", "text", "advice", "source", "headline"}, func(key, v *yamldoc.Node) {
			switch key.Text {
			case "when":
				f.When = p.bounds(v)
			case "title":
				f.Title = p.text(v, text+".title")
			case "short":
				f.Short = p.text(v, text+".short")
			case "text":
				f.Text = p.text(v, text+".text")
			case "advice":
				f.Advice = p.advice(v, text, nil)
			case "source":
				f.Source = p.source(v)
			case "headline":
				f.Headline = p.r.Flag(v, "headline")
			}
		})
		p.bank.Findings = append(p.bank.Findings, f)
	}
}

// bounds reads a finding's pattern. Dimensions come first, each in bank order, whatever the
// order of the keys in the file.
func (p *parser) bounds(n *yamldoc.Node) []Bound {
	b := p.bank
	var when []Bound
	if n.Kind == yamldoc.Map && len(n.Items) == 0 {
		p.r.Report(n, "no-bounds", "the finding names no dimension and no question, so it would always hold")
	}
	p.r.Pairs(n, "when", func(key, v *yamldoc.Node) {
		bound := Bound{Dimension: -1, Question: b.Question(key.Text), Below: NoBound}
		for i := range b.Dimensions {
			if b.Dimensions[i].ID == key.Text {
				bound.Dimension = i
			}
		}
		switch {
		case bound.Dimension >= 0:
			p.scoreBound(v, &bound)
		case bound.Question >= 0:
			p.levelBound(v, &bound)
		default:
			var known []string
			for i := range b.Dimensions {
				known = append(known, b.Dimensions[i].ID)
			}
			p.r.Report(key, "unknown-part", "%s", diag.Unknown("dimension or question", key.Text, append(known, b.QuestionIDs()...)))
			return
		}
		for _, other := range when {
			if p.bank.owns(bound, other) || p.bank.owns(other, bound) {
				p.r.Report(key, "part-and-question", "the finding names a dimension together with one of its questions (%q); name only one of them", key.Text)
			}
		}
		when = append(when, bound)
	})
	slices.SortFunc(when, func(a, b Bound) int {
		return cmp.Or(cmp.Compare(a.Question, b.Question), cmp.Compare(a.Dimension, b.Dimension))
	})
	return when
}

// owns tells whether a bounds the dimension of the question that q bounds.
func (b *Bank) owns(a, q Bound) bool {
	return a.Dimension >= 0 && q.Question >= 0 && b.Questions[q.Question].Part == a.Dimension
}

func (p *parser) scoreBound(n *yamldoc.Node, bound *Bound) {
	p.r.Each(n, "a bound on a dimension", []string{"at-least", "below"}, func(key, v *yamldoc.Node) {
		percent := p.r.Int(v, key.Text, 0, 100)
		if key.Text == "at-least" {
			bound.AtLeast = percent
		} else {
			bound.Below = percent
		}
	})
	p.boundEmpty(n, "at-least or below")
}

func (p *parser) levelBound(n *yamldoc.Node, bound *Bound) {
	q := &p.bank.Questions[bound.Question]
	bound.AtMost = len(q.Levels) - 1
	p.r.Each(n, "a bound on a question", []string{"at-least", "at-most"}, func(key, v *yamldoc.Node) {
		level := p.level(v, key.Text, q)
		if key.Text == "at-least" {
			bound.AtLeast = level
		} else {
			bound.AtMost = level
		}
	})
	p.boundEmpty(n, "at-least or at-most")
}

func (p *parser) boundEmpty(n *yamldoc.Node, expected string) {
	if n.Kind == yamldoc.Map && len(n.Items) == 0 {
		p.r.Report(n, "no-bounds", "the bound is empty; expected %s", expected)
	}
}
