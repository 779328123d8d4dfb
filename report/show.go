package report

import (
	"slices"
	"strconv"

	"collectiveimpact/samklar/questions"
	"collectiveimpact/samklar/report/phrase"
)

// A Print is a bank as people read it, before it is laid out: what it asks, what
// each answer does, and where it can end. All texts are clean.
type Print struct {
	Lang     string
	Title    string
	About    string
	Legend   []string
	Tree     *Trees // the drawing of a tree, or nil
	TreeName string // its heading
	Parts    []PrintPart
	Scores   []Item // the labels of scores
	Findings []PrintEnd
	Ends     []PrintEnd
	EndsNote string // how one of several ends is chosen, or ""
	Sources  []Item
	Titles   PrintTitles
}

// PrintTitles are the headings of a bank in print.
type PrintTitles struct{ Scores, Findings, Ends, Sources, ListenFor, NextSteps string }

// A PrintPart is a node or a dimension.
type PrintPart struct {
	ID        string
	Title     string // with its number
	Rules     []string
	Questions []PrintQuestion
}

// A PrintQuestion is a question with what its answers do.
type PrintQuestion struct {
	ID        string
	Number    string
	Ask       string
	ListenFor string   // or ""
	Remarks   []string // what is special about it
	Levels    []PrintLevel
	Advice    []PrintAdvice
}

// A PrintLevel is an answer to choose. Does is what it does: a sign of passing,
// or its share of the score of its part.
type PrintLevel struct{ ID, Text, Does string }

// A PrintAdvice is one advice, with the ids of the answers that it is given
// after.
type PrintAdvice struct {
	Levels []string // none: whatever was answered
	After  string   // the levels in words
	Do     string
	By     string // who does it, by when, and its source
}

// A PrintEnd is a finding, an outcome or a verdict.
type PrintEnd struct {
	ID         string
	Title      string
	Conditions string   // said before the list, or the only condition
	List       []string // the conditions, where there are several
	Short      string
	Text       string
	Leads      []string // the banks it leads to
	Advice     []PrintAdvice
}

// BuildPrint puts a bank in words.
func BuildPrint(bank *questions.Bank, in *Input) *Print {
	b := &printer{builder: builder{in: in, p: phrase.For(in.Lang)}, bank: bank}
	v := &Print{
		Lang: b.p.Lang, About: CleanLine(bank.About),
		Title: phrase.Fill(b.p.BankVersion, "bank", CleanLine(bank.Title), "id", bank.ID, "version", strconv.Itoa(bank.Version)),
		Titles: PrintTitles{
			Scores: b.p.Scores, Findings: b.p.Findings, Ends: b.p.TreeEnds, Sources: b.p.Sources,
			ListenFor: b.p.ListenFor, NextSteps: b.p.NextSteps,
		},
		Legend: []string{b.p.PointLegend},
	}
	order := make([]int, len(bank.Parts()))
	for i := range order {
		order[i] = i
	}
	if bank.Kind == questions.Tree {
		v.Legend[0] = b.p.PassLegend
		v.Tree, v.TreeName = BuildTrees([]*questions.Bank{bank}, &Input{Titles: in.Titles, Lang: in.Lang}), b.p.ShowTree
		order, _ = treeOrder(bank)
	}
	for i, part := range order {
		v.Parts = append(v.Parts, b.part(part, i+1))
	}
	if slices.ContainsFunc(bank.Questions, func(q questions.Question) bool { return len(q.Advice) > 0 }) {
		v.Legend = append(v.Legend, b.p.AdviceLegend)
	}
	v.Scores = b.bands()
	for i := range bank.Findings {
		v.Findings = append(v.Findings, b.finding(&bank.Findings[i]))
	}
	for i := range bank.Endings {
		end := b.ending(&bank.Endings[i])
		if bank.Kind == questions.Tree {
			b.conditions(&end, b.p.WhenAny, b.arrivals(i, order))
		} else {
			b.demands(&end, i)
		}
		v.Ends = append(v.Ends, end)
	}
	if bank.Kind == questions.Scale && len(bank.Endings) > 1 {
		v.EndsNote = b.p.FirstVerdict
	}
	for _, block := range b.sources() {
		if items, ok := block.(Items); ok {
			v.Sources = items.Items
		}
	}
	return v
}

type printer struct {
	builder
	bank *questions.Bank
}

func (b *printer) part(at, number int) PrintPart {
	of := b.bank.Part(at)
	part := PrintPart{ID: of.ID, Title: strconv.Itoa(number) + ". " + CleanLine(of.Title)}
	all := 0
	if b.bank.Kind == questions.Tree {
		n := &b.bank.Nodes[at]
		part.Rules = []string{nodeRule(b.p, b.bank, n), b.p.Passed + " → " + b.target(n.Pass), b.p.Failed + " → " + b.target(n.Fail)}
	} else {
		if b.weightsDiffer() {
			part.Rules = []string{phrase.Fill(b.p.WeightIs, "n", strconv.Itoa(b.bank.Dimensions[at].Weight))}
		}
		for _, q := range of.Questions {
			all += b.bank.Questions[q].Weight
		}
	}
	for i, q := range of.Questions {
		question := b.printQuestion(&b.bank.Questions[q], all)
		question.Number = strconv.Itoa(number) + "." + strconv.Itoa(i+1)
		part.Questions = append(part.Questions, question)
	}
	return part
}

// target gives the title of what a node leads to.
func (b *printer) target(t questions.Target) string {
	if t.Outcome {
		return CleanLine(b.bank.Endings[t.Index].Title)
	}
	return CleanLine(b.bank.Nodes[t.Index].Title)
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
func (b *printer) printQuestion(q *questions.Question, all int) PrintQuestion {
	p := PrintQuestion{ID: q.ID, Ask: CleanLine(q.Ask), ListenFor: CleanLine(q.ListenFor), Remarks: []string{q.ID}}
	for _, r := range []struct {
		holds bool
		text  string
	}{
		{q.Must, b.p.MustPass},
		{!q.Counts, b.p.DoesNotCount},
		{q.Optional, b.p.MayNotApply},
		{q.Weight > 1, phrase.Fill(b.p.WeightIs, "n", strconv.Itoa(q.Weight))},
	} {
		if r.holds {
			p.Remarks = append(p.Remarks, r.text)
		}
	}
	if s, _ := b.source(b.bank, q.Source); s != "" {
		p.Remarks = append(p.Remarks, s)
	}
	for i := range q.Levels {
		p.Levels = append(p.Levels, PrintLevel{ID: q.Levels[i].ID, Text: CleanLine(q.Levels[i].Text), Does: b.does(q, i, all)})
	}
	for i := range q.Advice {
		a := &q.Advice[i]
		advice := b.advice(a)
		for _, l := range q.Levels[a.From : a.UpTo+1] {
			advice.Levels = append(advice.Levels, l.ID)
		}
		advice.After = phrase.Join(advice.Levels, b.p.Or)
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

func (b *printer) advice(a *questions.Advice) PrintAdvice {
	by := b.p.Who[a.Who] + " · " + b.p.When[a.When]
	if s, _ := b.source(b.bank, a.Source); s != "" {
		by += " · " + s
	}
	return PrintAdvice{Do: CleanLine(a.Do), By: by}
}

// bands gives the labels of scores with their ranges.
func (b *printer) bands() []Item {
	var items []Item
	for i := range b.bank.Bands {
		band, to := &b.bank.Bands[i], 100
		if i+1 < len(b.bank.Bands) {
			to = b.bank.Bands[i+1].From - 1
		}
		items = append(items, Item{ID: "band-" + band.ID, Text: b.p.Percent(band.From, to) + ": " + CleanLine(band.Title)})
	}
	return items
}
