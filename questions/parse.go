package questions

import (
	"slices"
	"strconv"
	"strings"

	"collectiveimpact/samklar/questions/diag"
	"collectiveimpact/samklar/questions/yamldoc"
)

// Languages are the languages that banks may be written in.
func Languages() []string { return []string{"en", "da", "nl"} }

// Who lists those who may be asked to do something.
func Who() []string {
	return []string{
		"residents", "front-line", "professionals", "managers", "directors",
		"partners", "champions", "connectors", "funders",
	}
}

// When lists by when something may be asked for.
func When() []string { return []string{"now", "quarter", "year"} }

// maxVersion bounds the version of a bank.
const maxVersion = 1_000_000

// bankLimits bounds a bank's file; the number of keys follows from the limits
// on questions and parts and is not bounded further.
var bankLimits = yamldoc.Limits{Bytes: MaxBytes, Depth: 20, Keys: 200_000}

// Parse reads a bank. File names it in messages. The error is a diag.List with
// everything that is wrong.
func Parse(file string, data []byte) (*Bank, error) {
	root, err := yamldoc.Parse(file, data, bankLimits)
	if err != nil {
		return nil, err
	}
	p := &parser{
		r:    yamldoc.Reader{File: file},
		bank: &Bank{File: file, places: make(map[string]Pos)},
		ids:  make(map[string]Pos),
	}
	p.parse(root)
	if err := p.r.Problems.Err(); err != nil {
		return nil, err
	}
	b := p.bank
	b.own = b.Language
	b.Rules = b.rulesDigest()
	b.Texts = b.textsDigest()
	return b, nil
}

// A parser builds a bank and collects what is wrong with it.
type parser struct {
	r          yamldoc.Reader
	bank       *Bank
	badVersion bool
	ids        map[string]Pos // of dimensions, questions and advice: unique in a bank
}

func (p *parser) parse(root *yamldoc.Node) {
	b := p.bank
	kind := root.Get("kind")
	if kind == nil || kind.Kind != yamldoc.Scalar || Kind(kind.Text) != Tree && Kind(kind.Text) != Scale {
		if kind == nil {
			p.r.Need(root, "a bank", "kind")
		} else {
			p.r.Word(kind, "kind", []string{string(Tree), string(Scale)})
		}
		if root.Kind != yamldoc.Map {
			p.r.Report(root, "wrong-type", "a bank is %s; expected a map", root.Kind)
		}
		return
	}
	b.Kind = Kind(kind.Text)
	common := []string{"bank", "version", "kind", "language", "title", "about", "sources", "scales", "findings"}
	need := []string{"bank", "version", "language", "title"}
	if b.Kind == Tree {
		common = append(common, "start", "nodes", "outcomes")
		need = append(need, "start", "nodes", "outcomes")
	} else {
		common = append(common, "dimensions", "bands", "verdicts")
		need = append(need, "dimensions", "bands")
	}
	p.r.Need(root, "a bank", need...)
	var s struct {
		start, nodes, outcomes, dimensions, bands, verdicts, findings, scales, sources *yamldoc.Node
	}
	p.r.Each(root, "a "+string(b.Kind)+" bank", common, func(key, v *yamldoc.Node) {
		switch key.Text {
		case "bank":
			b.ID = p.id(v, "bank")
		case "version":
			before := len(p.r.Problems)
			b.Version = p.r.Int(v, "version", 1, maxVersion)
			p.badVersion = len(p.r.Problems) > before
		case "language":
			b.Language = p.r.Word(v, "language", Languages())
		case "title":
			b.Title = p.text(v, "title")
		case "about":
			b.About = p.text(v, "about")
		case "sources":
			s.sources = v
		case "scales":
			s.scales = v
		case "start":
			s.start = v
		case "nodes":
			s.nodes = v
		case "outcomes":
			s.outcomes = v
		case "dimensions":
			s.dimensions = v
		case "bands":
			s.bands = v
		case "verdicts":
			s.verdicts = v
		case "findings":
			s.findings = v
		}
	})
	// What is referred to is read before what refers to it.
	if s.sources != nil {
		p.sources(s.sources)
	}
	if s.scales != nil {
		p.scales(s.scales)
	}
	if b.Kind == Tree {
		p.tree(s.start, s.nodes, s.outcomes)
	} else {
		p.scale(s.dimensions, s.bands, s.verdicts)
	}
	if s.findings != nil && len(b.Questions) > 0 {
		p.findings(s.findings)
	}
	if len(b.Questions) > MaxQuestions {
		p.r.Report(root, "too-many-questions", "the bank has %d questions; at most %d are allowed", len(b.Questions), MaxQuestions)
	}
}

// sinceLimit is the bank's version, or any where that is not known.
func (p *parser) sinceLimit() int {
	if p.bank.Version < 1 || p.badVersion {
		return maxVersion
	}
	return p.bank.Version
}

func pos(n *yamldoc.Node) Pos { return Pos{n.Line, n.Column} }

// id gives a kebab-case id: lower-case letters and digits, joined by hyphens.
func (p *parser) id(n *yamldoc.Node, what string) string {
	s := p.r.Text(n, what)
	if s != "" && !IsID(s) {
		p.r.Report(n, "bad-id", "%s is %s; expected lower-case letters and digits joined by hyphens", what, diag.Quote(s))
		return ""
	}
	return s
}

// IsID tells whether a text is a kebab-case id.
func IsID(s string) bool {
	if s == "" || strings.HasPrefix(s, "-") || strings.HasSuffix(s, "-") || strings.Contains(s, "--") {
		return false
	}
	for _, c := range s {
		if (c < 'a' || c > 'z') && (c < '0' || c > '9') && c != '-' {
			return false
		}
	}
	return true
}

// text gives a text and remembers where it stands.
func (p *parser) text(n *yamldoc.Node, id string) string {
	p.bank.places[id] = pos(n)
	return strings.TrimSpace(p.r.Text(n, id))
}

// unique refuses a second use of an id.
func (p *parser) unique(ids map[string]Pos, n *yamldoc.Node, what, id string) {
	if id == "" {
		return
	}
	if first, ok := ids[id]; ok {
		p.r.Report(n, "duplicate-id", "%s id %q is used a second time; the first is on line %d", what, id, first.Line)
		return
	}
	ids[id] = pos(n)
}

// idOf reads the id of a list's item before the rest of it, since the rest is
// named by it.
func (p *parser) idOf(n *yamldoc.Node, what string) string {
	v := n.Get("id")
	if v == nil {
		if n.Kind == yamldoc.Map {
			p.r.Need(n, what, "id")
		}
		return ""
	}
	return p.id(v, what+"'s id")
}

func (p *parser) sources(n *yamldoc.Node) {
	p.r.Pairs(n, "sources", func(key, v *yamldoc.Node) {
		src := Source{ID: p.id(key, "a source's id")}
		p.r.Need(v, "a source", "title")
		p.r.Each(v, "a source", []string{"title", "by", "year", "language", "places"}, func(key, v *yamldoc.Node) {
			switch key.Text {
			case "title":
				src.Title = p.text(v, "sources."+src.ID+".title")
			case "by":
				src.By = p.r.Text(v, "by")
			case "year":
				src.Year = p.r.Int(v, "year", 1, 9999)
			case "language":
				src.Language = p.r.Text(v, "language")
			case "places":
				p.r.Pairs(v, "places", func(key, v *yamldoc.Node) {
					src.Places = append(src.Places, Place{p.id(key, "a place's id"), p.r.Text(v, "a place")})
				})
			}
		})
		p.bank.Sources = append(p.bank.Sources, src)
	})
}

func (p *parser) scales(n *yamldoc.Node) {
	p.r.Pairs(n, "scales", func(key, v *yamldoc.Node) {
		id := p.id(key, "a scale's id")
		p.bank.Scales = append(p.bank.Scales, LevelScale{ID: id, Levels: p.levelList(v, "scales."+id)})
	})
}

// reservedLevels may not be level ids: they mean something else in an answer
// file.
func reservedLevels() []string { return []string{"unknown", "not-applicable", "true", "false"} }

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

func (p *parser) levelID(n *yamldoc.Node) string {
	id := p.id(n, "a level's id")
	if slices.Contains(reservedLevels(), id) {
		p.r.Report(n, "reserved-id", "a level may not be called %q; it means something else in an answer file", id)
	}
	return id
}

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
	p.unique(p.ids, n, "question", q.ID)
	fields := []string{"id", "ask", "listen-for", "levels", "since", "source", "advice"}
	if b.Kind == Tree {
		fields = append(fields, "passes", "must", "counts")
	} else {
		fields = append(fields, "weight", "optional")
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
			q.Since = p.r.Int(v, "since", 1, p.sinceLimit())
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
		}
	})
	if advice != nil {
		q.Advice = p.advice(advice, text, &q)
	}
	if b.Kind == Tree {
		p.gate(n, &q, passes, must)
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

// level gives the place of the level that a value names.
func (p *parser) level(n *yamldoc.Node, what string, q *Question) int {
	id := p.r.Text(n, what)
	i := q.Level(id)
	if i < 0 && id != "" && len(q.Levels) > 0 {
		p.r.Report(n, "unknown-level", "%s: %s", what, diag.Unknown("level", id, q.LevelIDs()))
	}
	return max(i, 0)
}

// source checks a reference of the form source or source#place.
func (p *parser) source(n *yamldoc.Node) string {
	ref := p.r.Text(n, "source")
	id, place, hasPlace := strings.Cut(ref, "#")
	var known []string
	for _, s := range p.bank.Sources {
		known = append(known, s.ID)
		if s.ID != id {
			continue
		}
		if !hasPlace {
			return ref
		}
		var places []string
		for _, pl := range s.Places {
			if pl.ID == place {
				return ref
			}
			places = append(places, pl.ID)
		}
		p.r.Report(n, "unknown-place", "%s in source %q", diag.Unknown("place", place, places), id)
		return ref
	}
	if ref != "" {
		p.r.Report(n, "unknown-source", "%s", diag.Unknown("source", id, known))
	}
	return ref
}

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
