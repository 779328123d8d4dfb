package questions

import (
	"slices"
	"strings"

	"collectiveimpact/samklar/questions/diag"
	"collectiveimpact/samklar/questions/text"
	"collectiveimpact/samklar/questions/yamldoc"
)

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
	b.Cut = cutTexts(data, root, b.places)
	b.own = b.Language
	b.Rules = b.rulesDigest()
	b.Texts = b.textsDigest()
	return b, nil
}

// cutTexts gives where texts of people end in a comment, which may be a part of them.
func cutTexts(data []byte, root *yamldoc.Node, places map[string]Pos) []Pos {
	var texts map[Pos]bool
	var all []Pos
	for _, at := range yamldoc.Cut(data, root, func(_ string, n *yamldoc.Node) bool {
		if texts == nil {
			texts = make(map[Pos]bool, len(places))
			for _, at := range places {
				texts[at] = true
			}
		}
		return texts[pos(n)]
	}) {
		all = append(all, Pos(at))
	}
	return all
}

// A parser builds a bank and collects what is wrong with it.
type parser struct {
	r          yamldoc.Reader
	bank       *Bank
	badVersion bool
	ids        map[string]Pos // of dimensions, questions and advice: unique in a bank
	after      []yamldoc.Node // ids of advice that other advice comes after
	unlesses   []condition
}

func (p *parser) parse(root *yamldoc.Node) {
	b := p.bank
	parts := root.Get("nodes") != nil || root.Get("dimensions") != nil // it is meant as a bank, whatever it lacks
	if !parts && Recognise(&p.r, root, BankFile) {
		return
	}
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
	common := []string{"bank", "version", "kind", "language", "title", "about", "sources", "scales", "findings", "gone"}
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
		start, nodes, outcomes, dimensions, bands, verdicts, findings, scales, sources, gone *yamldoc.Node
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
		case "gone":
			s.gone = v
		}
	})
	// What is referred to is read before what refers to it.
	if s.gone != nil {
		p.gone(s.gone)
	}
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
	p.connect()
	if len(b.Questions) > MaxQuestions {
		p.r.Report(root, "too-many-questions", "the bank has %d questions; at most %d are allowed", len(b.Questions), MaxQuestions)
	}
}

// versionLimit is the bank's version, or any where that is not known.
func (p *parser) versionLimit() int {
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

// text reads a text and remembers where it stands.
func (p *parser) text(n *yamldoc.Node, id string) string {
	p.bank.places[id] = pos(n)
	return text.Line(p.r.Text(n, id))
}

// gone reads the ids that the bank has given up.
func (p *parser) gone(n *yamldoc.Node) {
	p.r.Pairs(n, "gone", func(key, v *yamldoc.Node) {
		g := Gone{ID: p.id(key, "an id that is gone")}
		g.Version = p.r.Int(v, "the version from which "+g.ID+" is gone", 2, maxVersion)
		if g.Version > p.versionLimit() {
			p.r.Report(v, "out-of-range", "%q is gone from version %d; expected at most the bank's own, %d", g.ID, g.Version, p.bank.Version)
		}
		p.bank.Gone = append(p.bank.Gone, g)
	})
	slices.SortFunc(p.bank.Gone, func(a, b Gone) int { return strings.Compare(a.ID, b.ID) })
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

// own is unique for what shares its ids with questions: those are never used again
// once they are gone.
func (p *parser) own(n *yamldoc.Node, what, id string) {
	p.unique(p.ids, n, what, id)
	if from := p.bank.GoneFrom(id); from > 0 {
		p.r.Report(n, "gone-id", "%s id %q is gone from version %d and is never used again; choose another", what, id, from)
	}
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
