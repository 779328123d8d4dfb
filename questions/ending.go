package questions

import "collectiveimpact/samklar/questions/yamldoc"

// ending reads what outcomes and verdicts share; fields names what the kind
// adds, and other is called for those.
func (p *parser) ending(n *yamldoc.Node, what, textID string, ids map[string]Pos, fields []string, other func(e *Ending, key, v *yamldoc.Node)) Ending {
	e := Ending{ID: p.idOf(n, what), Pos: pos(n)}
	p.unique(ids, n, what, e.ID)
	text := textID + "." + e.ID
	p.r.Need(n, what, "title", "short", "text")
	fields = append([]string{"id", "title", "short", "text", "advice", "next", "also", "source"}, fields...)
	p.r.Each(n, what, fields, func(key, v *yamldoc.Node) {
		switch key.Text {
		case "id":
		case "title":
			e.Title = p.text(v, text+".title")
		case "short":
			e.Short = p.text(v, text+".short")
		case "text":
			e.Text = p.text(v, text+".text")
		case "advice":
			e.Advice = p.advice(v, text, nil)
		case "next":
			e.Next = p.id(v, "next")
		case "also":
			e.Also = p.id(v, "also")
		case "source":
			e.Source = p.source(v)
		default:
			other(&e, key, v)
		}
	})
	return e
}

func (p *parser) verdicts(n *yamldoc.Node) {
	items := p.r.List(n, "verdicts")
	if n.Kind == yamldoc.List && len(items) == 0 {
		p.r.Report(n, "no-verdicts", "the list of verdicts is empty; leave it out where the bank has none")
	}
	ids := make(map[string]Pos)
	for i := range items {
		last := i == len(items)-1
		conditions := 0
		v := p.ending(&items[i], "a verdict", "verdicts", ids, []string{"every", "overall"}, func(v *Ending, key, value *yamldoc.Node) {
			conditions++
			if last {
				p.r.Report(key, "last-verdict", "the last verdict has a condition; expected none, so that one always holds")
			}
			percent := p.r.Int(value, key.Text, 0, 100)
			if key.Text == "every" {
				v.Every = percent
			} else {
				v.Overall = percent
			}
		})
		if !last && conditions == 0 {
			p.r.Report(&items[i], "no-condition", "verdict %q has no condition, so those after it can never hold; expected every or overall", v.ID)
		}
		p.bank.Endings = append(p.bank.Endings, v)
	}
}
