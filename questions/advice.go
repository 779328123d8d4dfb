package questions

import (
	"slices"
	"strings"

	"collectiveimpact/samklar/questions/diag"
	"collectiveimpact/samklar/questions/yamldoc"
)

// advice reads a list of advice; q is nil where it hangs on no question.
func (p *parser) advice(n *yamldoc.Node, textID string, q *Question) []Advice {
	var all []Advice
	items := p.r.List(n, "advice")
	for i := range items {
		item := &items[i]
		a := Advice{ID: p.idOf(item, "advice"), Pos: pos(item)}
		p.own(item, "advice", a.ID)
		fields := []string{"id", "do", "who", "when", "after", "unless", "source"}
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
			case "after":
				for _, id := range p.r.List(v, "after") {
					if name := p.id(&id, "an advice's id"); name != "" {
						a.After = append(a.After, name)
						p.after = append(p.after, id)
					}
				}
			case "unless":
				a.Unless = p.unless(v)
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

// unless reads the answer that makes an advice needless: one question of this bank
// or, as bank:question, of another, and its level.
func (p *parser) unless(n *yamldoc.Node) *Unless {
	if n.Kind == yamldoc.Map && len(n.Items) != 2 {
		p.r.Report(n, "wrong-type", "unless names %d questions; expected one, with its level", len(n.Items)/2)
		return nil
	}
	var u *Unless
	p.r.Pairs(n, "unless", func(key, v *yamldoc.Node) {
		u = &Unless{Bank: p.bank.ID, Question: key.Text, Level: p.r.Text(v, "the level of "+key.Text)}
		if bank, question, other := strings.Cut(key.Text, ":"); other {
			u.Bank, u.Question = bank, question
		}
		p.unlesses = append(p.unlesses, condition{u, key, v})
	})
	return u
}

// A condition is an unless with its places.
type condition struct {
	*Unless
	question, level *yamldoc.Node
}

// connect checks what advice says of other advice and of answers, once all of the
// bank has been read. What another bank has is not known here: an unless of it that
// names nothing holds nowhere, and the linter reports it.
func (p *parser) connect() {
	known := make(map[string]*Advice)
	var ids []string
	p.bank.eachAdvice(func(a *Advice) {
		known[a.ID] = a
		ids = append(ids, a.ID)
	})
	for i := range p.after {
		if known[p.after[i].Text] == nil {
			p.r.Report(&p.after[i], "unknown-advice", "%s", diag.Unknown("advice", p.after[i].Text, ids))
		}
	}
	for _, c := range p.unlesses {
		if c.Bank != p.bank.ID {
			continue
		}
		at := p.bank.Question(c.Question)
		if at < 0 {
			p.r.Report(c.question, "unknown-question", "%s", diag.Unknown("question", c.Question, p.bank.QuestionIDs()))
		} else if q := &p.bank.Questions[at]; q.Level(c.Level) < 0 {
			p.r.Report(c.level, "unknown-level", "%s", diag.Unknown("level", c.Level, q.LevelIDs()))
		}
	}
	state := make(map[string]int) // 1: on the way, 2: done
	var visit func(id string) bool
	visit = func(id string) bool {
		if known[id] == nil || state[id] == 2 {
			return false
		}
		if state[id] == 1 {
			return true
		}
		state[id] = 1
		circle := slices.ContainsFunc(known[id].After, visit)
		state[id] = 2
		return circle
	}
	for i := range p.after {
		if visit(p.after[i].Text) {
			p.r.Report(&p.after[i], "advice-circle", "advice %q comes after itself", p.after[i].Text)
		}
	}
}

// eachAdvice visits all advice of the bank.
func (b *Bank) eachAdvice(visit func(*Advice)) {
	each := func(all []Advice) {
		for i := range all {
			visit(&all[i])
		}
	}
	for i := range b.Questions {
		each(b.Questions[i].Advice)
	}
	for i := range b.Endings {
		each(b.Endings[i].Advice)
	}
	for i := range b.Findings {
		each(b.Findings[i].Advice)
	}
}
