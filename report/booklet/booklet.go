// Package booklet puts a bank in words as people read it in print: what it asks,
// what each answer does, and where it can end. It fills a view, as package booklet
// does of what was answered.
package booklet

import (
	"slices"
	"strconv"

	"collectiveimpact/samklar/questions"
	"collectiveimpact/samklar/report"
	"collectiveimpact/samklar/report/phrase"
	"collectiveimpact/samklar/report/view"
)

// Build makes the view of a bank, in the language and with the titles of other
// banks that the input has.
func Build(bank *questions.Bank, in *report.Input) *view.View {
	b := &booklet{in: in, p: phrase.For(in.Lang), bank: bank}
	v := &view.View{
		Lang:     b.p.Lang,
		Title:    phrase.Fill(b.p.BankVersion, "bank", bank.Title, "id", bank.ID, "version", strconv.Itoa(bank.Version)),
		Contents: b.p.Contents,
	}
	add := func(id, title string, blocks ...view.Block) {
		if len(blocks) > 0 {
			v.Sections = append(v.Sections, view.Section{ID: id, Title: title, Blocks: blocks})
		}
	}
	add("about", "", view.Text{ID: "about-text", Text: bank.About})
	add("legend", "", b.legend()...)
	order := make([]int, len(bank.Parts()))
	for i := range order {
		order[i] = i
	}
	if bank.Kind == questions.Tree {
		trees := report.BuildTrees([]*questions.Bank{bank}, &report.Input{Titles: in.Titles, Lang: in.Lang})
		trees.Bare = true
		add("tree", b.p.ShowTree, *trees)
		b.nodes = trees.Trees[0].Nodes
		for i, n := range b.nodes {
			order[i] = slices.IndexFunc(bank.Nodes, func(is questions.Node) bool { return is.ID == n.ID })
		}
	}
	for i, part := range order {
		of := bank.Part(part)
		add("part--"+of.ID, strconv.Itoa(i+1)+". "+of.Title, b.part(part, i+1)...)
	}
	add("scores", b.p.Scores, b.bands()...)
	add("findings", b.p.Findings, b.findings()...)
	add("ends", b.p.TreeEnds, b.ends(order)...)
	add("gone", b.p.GivenUp, b.givenUp()...)
	add("sources", b.p.Sources, b.cited.List(true)...)
	return v
}

type booklet struct {
	in    *report.Input
	p     *phrase.Phrases
	bank  *questions.Bank
	nodes []view.TreeNode // as they are drawn
	cited report.Sources
}

// legend says how answers are read.
func (b *booklet) legend() []view.Block {
	said := b.p.PointLegend
	if b.bank.Kind == questions.Tree {
		said = b.p.PassLegend
	}
	blocks := []view.Block{view.Text{ID: "legend-answers", Text: said, Weight: view.Quiet}}
	if slices.ContainsFunc(b.bank.Questions, func(q questions.Question) bool { return len(q.Advice) > 0 }) {
		blocks = append(blocks, view.Text{ID: "legend-advice", Text: b.p.AdviceLegend, Weight: view.Quiet})
	}
	return blocks
}

// part puts a node or a dimension in words: its rules, and its questions.
func (b *booklet) part(at, number int) []view.Block {
	var blocks []view.Block
	var rules []string
	of, all := b.bank.Part(at), 0 // the sum of the weights
	if b.bank.Kind == questions.Tree {
		n := &b.bank.Nodes[at]
		rules = []string{b.nodes[number-1].Rule, b.p.Passed + " → " + b.target(n.Pass), b.p.Failed + " → " + b.target(n.Fail)}
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
		items := view.Items{ID: id, Bare: true, Quiet: true}
		for i, rule := range rules {
			items.Items = append(items.Items, view.Item{ID: id + "--" + strconv.Itoa(i+1), Text: rule})
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
func (b *booklet) target(t questions.Target) string {
	if t.Outcome {
		return b.bank.Endings[t.Index].Title
	}
	return b.bank.Nodes[t.Index].Title
}

func (b *booklet) weightsDiffer() bool {
	for i := range b.bank.Dimensions {
		if b.bank.Dimensions[i].Weight != b.bank.Dimensions[0].Weight {
			return true
		}
	}
	return false
}

// printQuestion puts a question in words; all is the sum of the weights in its
// dimension.
func (b *booklet) printQuestion(q *questions.Question, all int) view.Question {
	p := view.Question{ID: q.ID, Ask: q.Ask, ListenFor: view.Fact{Label: b.p.ListenFor, Value: q.ListenFor}, Remarks: []string{q.ID}}
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
	if s := b.cited.Cite(b.bank, q.Source); s.Number != "" {
		p.Remarks = append(p.Remarks, s.Number)
	}
	for i := range q.Levels {
		p.Levels = append(p.Levels, view.Level{ID: q.Levels[i].ID, Text: q.Levels[i].Text, Does: b.does(q, i, all)})
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
func (b *booklet) does(q *questions.Question, level, all int) string {
	switch {
	case b.bank.Kind == questions.Scale:
		share := 100 * level * q.Weight / (all * (len(q.Levels) - 1))
		return b.p.Percent(share, share)
	case !q.Counts:
		return view.Aside.Sign()
	case level >= q.Passes:
		return view.Yes.Sign()
	}
	return view.No.Sign()
}

func (b *booklet) advice(a *questions.Advice) view.Advice {
	by := b.p.Who[a.Who] + " · " + b.p.When[a.When]
	if s := b.cited.Cite(b.bank, a.Source); s.Number != "" {
		by += " · " + s.Number
	}
	if u := a.Unless; u != nil {
		by += " · " + b.notIf(u)
	}
	return view.Advice{Do: a.Do, By: by}
}

// notIf says with which answer an advice is not given: in words, where it is to a
// question of this bank.
func (b *booklet) notIf(u *questions.Unless) string {
	question, level := u.Question, u.Level
	for i := range b.bank.Questions {
		q := &b.bank.Questions[i]
		if at := slices.Index(q.LevelIDs(), u.Level); u.Bank == b.bank.ID && q.ID == u.Question && at >= 0 {
			question, level = b.p.Quote(q.Ask), b.p.Quote(q.Levels[at].Text)
		}
	}
	return phrase.Fill(b.p.NotIf, "question", question, "level", level)
}

// bands returns the labels of scores with their ranges.
func (b *booklet) bands() []view.Block {
	if len(b.bank.Bands) == 0 {
		return nil
	}
	items := view.Items{ID: "bands"}
	for i := range b.bank.Bands {
		band, to := &b.bank.Bands[i], 100
		if i+1 < len(b.bank.Bands) {
			to = b.bank.Bands[i+1].From - 1
		}
		items.Items = append(items.Items, view.Item{ID: "band--" + band.ID, Text: b.p.Percent(band.From, to) + ": " + band.Title})
	}
	return []view.Block{items}
}

// givenUp lists the ids that the bank does not use any more.
func (b *booklet) givenUp() []view.Block {
	if len(b.bank.Gone) == 0 {
		return nil
	}
	items := view.Items{ID: "gone"}
	for _, g := range b.bank.Gone {
		items.Items = append(items.Items, view.Item{ID: "gone--" + g.ID, Text: phrase.Fill(b.p.GoneFrom, "id", g.ID, "n", strconv.Itoa(g.Version))})
	}
	return []view.Block{items}
}
