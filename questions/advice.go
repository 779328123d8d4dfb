package questions

import "collectiveimpact/samklar/questions/yamldoc"

// advice reads a list of advice; q is nil where it hangs on no question.
func (p *parser) advice(n *yamldoc.Node, textID string, q *Question) []Advice {
	var all []Advice
	items := p.r.List(n, "advice")
	for i := range items {
		item := &items[i]
		a := Advice{ID: p.idOf(item, "advice"), Pos: pos(item)}
		p.unique(p.ids, item, "advice", a.ID)
		fields := []string{"id", "do", "who", "when", "source"}
		if q != nil {
			fields = append(fields, "from", "up-to")
			a.UpTo = len(q.Levels) - 1
		}
		p.r.Need(item, "advice", "do", "who", "when")
		p.r.Each(item, "advice", fields, func(key, v *yamldoc.Node) {
			switch key.Text {
			case "from":
				a.From = p.level(v, "from", q)
			case "up-to":
				a.UpTo = p.level(v, "up-to", q)
			case "do":
				a.Do = p.text(v, textID+".advice."+a.ID)
			case "who":
				a.Who = p.r.Word(v, "who", Who())
			case "when":
				a.When = p.r.Word(v, "when", When())
			case "source":
				a.Source = p.source(v)
			}
		})
		if q != nil && a.From > a.UpTo && len(q.Levels) > 0 {
			p.r.Report(item, "empty-range", "advice %q is given from %q up to %q, which is never; expected from to be the lower",
				a.ID, q.Levels[a.From].ID, q.Levels[a.UpTo].ID)
		}
		all = append(all, a)
	}
	return all
}
