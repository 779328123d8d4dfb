package report

import (
	"slices"
	"strconv"

	"collectiveimpact/samklar/questions"
	"collectiveimpact/samklar/report/phrase"
)

// A Question is a question of a bank in print, with what its answers do.
type Question struct {
	ID        string
	Number    string
	Ask       string
	ListenFor Fact     // its value may be ""
	Remarks   []string // what is special about it
	Levels    []Level
	Advice    []Advice
}

func (q Question) each(visit visitor) { visit(q.ID) }

// A Level is an answer to choose. Does is what it does: a sign of passing, or its
// share of the score of its part.
type Level struct{ ID, Text, Does string }

// An Advice is one advice, with the answers that it is given after.
type Advice struct {
	After string // "": whatever was answered
	Do    string
	By    string // who does it, by when, and its source
}

// An End is a finding, an outcome or a verdict of a bank in print.
type End struct {
	ID         string
	Title      string
	Conditions string   // said before the list, or the only condition
	List       []string // the conditions, where there are several
	Short      string
	Text       string
	Leads      []string // the banks it leads to
	Advice     []Advice
}

func (e End) each(visit visitor) { visit(e.ID) }

// BuildBank makes the view of a bank as people read it: what it asks, what each
// answer does, and where it can end.
func BuildBank(bank *questions.Bank, in *Input) *View {
	b := &printer{builder: builder{in: in, p: phrase.For(in.Lang)}, bank: bank}
	v := &View{
		Lang:     b.p.Lang,
		Title:    b.version(bank),
		Contents: b.p.Contents,
	}
	add := func(id, title string, blocks ...Block) {
		if len(blocks) > 0 {
			v.Sections = append(v.Sections, Section{id, title, blocks})
		}
	}
	add("about", "", Text{"about-text", bank.About, Normal})
	add("legend", "", b.legend()...)
	order := make([]int, len(bank.Parts()))
	for i := range order {
		order[i] = i
	}
	if bank.Kind == questions.Tree {
		trees := BuildTrees([]*questions.Bank{bank}, &Input{Titles: in.Titles, Lang: in.Lang})
		trees.Bare = true
		add("tree", b.p.ShowTree, *trees)
		order, _ = treeOrder(bank)
	}
	for i, part := range order {
		of := bank.Part(part)
		add("part--"+of.ID, strconv.Itoa(i+1)+". "+of.Title, b.part(part, i+1)...)
	}
	add("scores", b.p.Scores, b.bands()...)
	add("findings", b.p.Findings, b.findings()...)
	add("ends", b.p.TreeEnds, b.ends(order)...)
	add("sources", b.p.Sources, b.sourceList(true)...)
	return v
}

type printer struct {
	builder
	bank *questions.Bank
}

// legend says how answers are read.
func (b *printer) legend() []Block {
	said := b.p.PointLegend
	if b.bank.Kind == questions.Tree {
		said = b.p.PassLegend
	}
	blocks := []Block{Text{"legend-answers", said, Quiet}}
	if slices.ContainsFunc(b.bank.Questions, func(q questions.Question) bool { return len(q.Advice) > 0 }) {
		blocks = append(blocks, Text{"legend-advice", b.p.AdviceLegend, Quiet})
	}
	return blocks
}

// part puts a node or a dimension in words: its rules, and its questions.
func (b *printer) part(at, number int) []Block {
	var blocks []Block
	var rules []string
	of, all := b.bank.Part(at), 0 // the sum of the weights
	if b.bank.Kind == questions.Tree {
		n := &b.bank.Nodes[at]
		rules = []string{nodeRule(b.p, b.bank, n), b.p.Passed + " → " + b.target(n.Pass), b.p.Failed + " → " + b.target(n.Fail)}
		if n.Fact {
			rules = append(rules, b.p.FactNode)
		}
	} else {
		if b.weightsDiffer() {
			rules = []string{phrase.Fill(b.p.WeightIs, "n", strconv.Itoa(b.bank.Dimensions[at].Weight))}
		}
		for _, q := range of.Questions {
			all += b.bank.Questions[q].Weight
		}
	}
	if len(rules) > 0 {
		id := "rules--" + of.ID
		items := Items{ID: id, Bare: true, Quiet: true}
		for i, rule := range rules {
			items.Items = append(items.Items, Item{ID: id + "--" + strconv.Itoa(i+1), Text: rule})
		}
		blocks = append(blocks, items)
	}
	for i, q := range of.Questions {
		question := b.printQuestion(&b.bank.Questions[q], all)
		question.Number = strconv.Itoa(number) + "." + strconv.Itoa(i+1)
		blocks = append(blocks, question)
	}
	return blocks
}

// target gives the title of what a node leads to.
func (b *printer) target(t questions.Target) string {
	if t.Outcome {
		return b.bank.Endings[t.Index].Title
	}
	return b.bank.Nodes[t.Index].Title
}

func (b *printer) weightsDiffer() bool {
	for i := range b.bank.Dimensions {
		if b.bank.Dimensions[i].Weight != b.bank.Dimensions[0].Weight {
			return true
		}
	}
	return false
}

// printQuestion puts a question in words; all is the sum of the weights in its
// dimension.
func (b *printer) printQuestion(q *questions.Question, all int) Question {
	p := Question{ID: q.ID, Ask: q.Ask, ListenFor: Fact{Label: b.p.ListenFor, Value: q.ListenFor}, Remarks: []string{q.ID}}
	for _, r := range []struct {
		holds bool
		text  string
	}{
		{q.Must, b.p.MustPass},
		{!q.Counts, b.p.DoesNotCount},
		{q.Optional, b.p.MayNotApply},
		{q.Key, b.p.KeyQuestion},
		{q.Weight > 1, phrase.Fill(b.p.WeightIs, "n", strconv.Itoa(q.Weight))},
	} {
		if r.holds {
			p.Remarks = append(p.Remarks, r.text)
		}
	}
	if s := b.source(b.bank, q.Source); s.Number != "" {
		p.Remarks = append(p.Remarks, s.Number)
	}
	for i := range q.Levels {
		p.Levels = append(p.Levels, Level{ID: q.Levels[i].ID, Text: q.Levels[i].Text, Does: b.does(q, i, all)})
	}
	for i := range q.Advice {
		a := &q.Advice[i]
		advice := b.advice(a)
		var after []string
		for _, l := range q.Levels[a.From : a.UpTo+1] {
			after = append(after, l.ID)
		}
		advice.After = phrase.Join(after, b.p.Or)
		p.Advice = append(p.Advice, advice)
	}
	return p
}

// does says what an answer does: whether it passes, or its share of the score
// of its dimension in whole percent. This is the one place where that share is
// rounded, down.
func (b *printer) does(q *questions.Question, level, all int) string {
	switch {
	case b.bank.Kind == questions.Scale:
		share := 100 * level * q.Weight / (all * (len(q.Levels) - 1))
		return b.p.Percent(share, share)
	case !q.Counts:
		return Aside.Sign()
	case level >= q.Passes:
		return Yes.Sign()
	}
	return No.Sign()
}

func (b *printer) advice(a *questions.Advice) Advice {
	by := b.p.Who[a.Who] + " · " + b.p.When[a.When]
	if s := b.source(b.bank, a.Source); s.Number != "" {
		by += " · " + s.Number
	}
	if u := a.Unless; u != nil {
		by += " · " + phrase.Fill(b.p.NotIf, "question", u.Question, "level", u.Level)
	}
	return Advice{Do: a.Do, By: by}
}

// bands returns the labels of scores with their ranges.
func (b *printer) bands() []Block {
	if len(b.bank.Bands) == 0 {
		return nil
	}
	items := Items{ID: "bands"}
	for i := range b.bank.Bands {
		band, to := &b.bank.Bands[i], 100
		if i+1 < len(b.bank.Bands) {
			to = b.bank.Bands[i+1].From - 1
		}
		items.Items = append(items.Items, Item{ID: "band--" + band.ID, Text: b.p.Percent(band.From, to) + ": " + band.Title})
	}
	return []Block{items}
}
