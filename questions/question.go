package questions

import (
	"slices"
	"strconv"

	"collectiveimpact/samklar/questions/diag"
	"collectiveimpact/samklar/questions/yamldoc"
)

// questions reads the questions of the node or dimension at place part, and
// returns their places.
func (p *parser) questions(n *yamldoc.Node, what, id string, part int) []int {
	list := p.r.List(n, "questions")
	if n.Kind == yamldoc.List && len(list) == 0 {
		p.r.Report(n, "no-questions", "%s %q has no questions; expected at least one", what, id)
	}
	var places []int
	for i := range list {
		places = append(places, len(p.bank.Questions))
		p.question(&list[i], part)
	}
	return places
}

// question reads one question of the node or dimension at place part.
func (p *parser) question(n *yamldoc.Node, part int) {
	b := p.bank
	q := Question{Part: part, Counts: true, Weight: 1, Since: 1, Pos: pos(n)}
	q.ID = p.idOf(n, "a question")
	p.own(n, "question", q.ID)
	fields := []string{"id", "ask", "listen-for", "levels", "since", "source", "advice"}
	if b.Kind == Tree {
		fields = append(fields, "passes", "must", "counts")
	} else {
		fields = append(fields, "weight", "optional", "key")
	}
	p.r.Need(n, "a question", "ask", "levels")
	var passes, must, advice *yamldoc.Node
	text := "questions." + q.ID
	p.r.Each(n, "a question", fields, func(key, v *yamldoc.Node) {
		switch key.Text {
		case "ask":
			q.Ask = p.text(v, text+".ask")
		case "listen-for":
			q.ListenFor = p.text(v, text+".listen-for")
		case "levels":
			p.levels(v, &q)
		case "since":
			q.Since = p.r.Int(v, "since", 1, p.versionLimit())
		case "source":
			q.Source = p.source(v)
		case "advice":
			advice = v
		case "passes":
			passes = v
		case "must":
			must = v
			q.Must = p.r.Flag(v, "must")
		case "counts":
			q.Counts = p.r.Flag(v, "counts")
		case "weight":
			q.Weight = p.r.Int(v, "weight", 1, 3)
		case "optional":
			q.Optional = p.r.Flag(v, "optional")
		case "key":
			q.Key = p.r.Flag(v, "key")
		}
	})
	if advice != nil {
		q.Advice = p.advice(advice, text, &q)
	}
	if b.Kind == Tree {
		p.gate(n, &q, passes, must)
	}
	if q.Key && q.Optional {
		p.r.Report(n, "key-optional", "key question %q is optional; expected one of the two, as a part must not lose its core", q.ID)
	}
	b.Questions = append(b.Questions, q)
}

// gate checks what makes a question of a tree pass.
func (p *parser) gate(n *yamldoc.Node, q *Question, passes, must *yamldoc.Node) {
	if !q.Counts {
		for name, v := range map[string]*yamldoc.Node{"passes": passes, "must": must} {
			if v != nil {
				p.r.Report(v, "does-not-count", "question %q has counts: false and so no %q", q.ID, name)
			}
		}
		return
	}
	if passes == nil {
		p.r.Need(n, "a question that counts", "passes")
		return
	}
	if q.Passes = p.level(passes, "passes", q); q.Passes == 0 && len(q.Levels) > 0 && passes.Text == q.Levels[0].ID {
		p.r.Report(passes, "passes-lowest", "question %q passes at its lowest level, so it always passes; expected %s",
			q.ID, diag.Or(q.LevelIDs()[1:]))
	}
}

func (p *parser) scales(n *yamldoc.Node) {
	p.r.Pairs(n, "scales", func(key, v *yamldoc.Node) {
		id := p.id(key, "a scale's id")
		p.bank.Scales = append(p.bank.Scales, LevelScale{ID: id, Levels: p.levelList(v, "scales."+id)})
	})
}

// levels reads a question's levels: the id of a scale, or a list of its own.
func (p *parser) levels(n *yamldoc.Node, q *Question) {
	if n.Kind == yamldoc.Scalar {
		name := p.r.Text(n, "levels")
		known := make([]string, len(p.bank.Scales))
		for i, s := range p.bank.Scales {
			known[i] = s.ID
			if s.ID == name {
				q.Scale, q.Levels = name, s.Levels
				return
			}
		}
		if name != "" {
			p.r.Report(n, "unknown-scale", "%s", diag.Unknown("scale", name, known))
		}
		return
	}
	q.Levels = p.levelList(n, "questions."+q.ID+".levels")
}

// levelList reads a list of levels. Levels without ids are called 1, 2, 3 ….
func (p *parser) levelList(n *yamldoc.Node, textID string) []Level {
	items := p.r.List(n, "levels")
	if n.Kind == yamldoc.List && (len(items) < MinLevels || len(items) > MaxLevels) {
		p.r.Report(n, "level-count", "%d levels; expected %d to %d", len(items), MinLevels, MaxLevels)
	}
	var levels []Level
	seen := make(map[string]Pos)
	for i := range items {
		item := &items[i]
		level := Level{ID: strconv.Itoa(i + 1)}
		at := item
		if v := item.Get("id"); v != nil {
			level.ID, at = p.levelID(v), v
		}
		p.unique(seen, at, "level", level.ID)
		p.r.Need(item, "a level", "text")
		p.r.Each(item, "a level", []string{"id", "text"}, func(key, v *yamldoc.Node) {
			if key.Text == "text" {
				level.Text = p.text(v, textID+"."+level.ID)
			}
		})
		levels = append(levels, level)
	}
	return levels
}

// reservedLevels may not be level ids: they mean something else in an answer
// file.
func reservedLevels() []string { return []string{"unknown", "not-applicable", "true", "false"} }

func (p *parser) levelID(n *yamldoc.Node) string {
	id := p.id(n, "a level's id")
	if slices.Contains(reservedLevels(), id) {
		p.r.Report(n, "reserved-id", "a level may not be called %q; it means something else in an answer file", id)
	}
	return id
}

// level gives the place of the level that a value names.
func (p *parser) level(n *yamldoc.Node, what string, q *Question) int {
	id := p.r.Text(n, what)
	i := q.Level(id)
	if i < 0 && id != "" && len(q.Levels) > 0 {
		p.r.Report(n, "unknown-level", "%s: %s", what, diag.Unknown("level", id, q.LevelIDs()))
	}
	return max(i, 0)
}
