// Package round puts in words what many cases come to that are looked at together. It
// fills a view, as package report does of one case.
package round

import (
	"slices"
	"strconv"
	"strings"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/portfolio"
	"collectiveimpact/samklar/questions"
	"collectiveimpact/samklar/questions/diag"
	"collectiveimpact/samklar/questions/text"
	"collectiveimpact/samklar/report"
	"collectiveimpact/samklar/report/phrase"
	"collectiveimpact/samklar/report/view"
)

// What a portfolio for people lists at most: cases, since a page with more
// cannot be read, and missing questions, since the rest is rare. CSV and JSON
// list everything.
const (
	mostListed  = 5_000
	mostMissing = 10
)

// Input is everything a report on many cases is made from.
type Input struct {
	Title     string // or "": that of the policy
	Portfolio *portfolio.Portfolio
	Lang      string
	Tool      string // the tool's version
}

// Name returns the title, or that of the policy, harmless and on one line.
func (in *Input) Name() string {
	if in.Title == "" && in.Portfolio.Policy != nil {
		return text.Line(in.Portfolio.Policy.Title)
	}
	return text.Line(in.Title)
}

// Build makes the view of many cases.
func Build(in *Input) *view.View {
	b := newBuilder(in)
	v := &view.View{Lang: b.p.Lang, Title: in.Name(), Facts: b.counts(), Contents: b.p.Contents}
	if v.Title == "" {
		v.Title = b.p.Portfolio
	}
	for _, s := range []struct {
		id, title string
		blocks    []view.Block
	}{
		{"policy", b.p.PolicyAsks, b.policy()},
		{"decided", b.p.Decisions, b.decided()},
		{"came-out", b.p.CameOut, b.cameOut()},
		{"near-misses", b.p.NearMisses, b.nearMisses()},
		{"one-short", b.p.OneShort, b.oneShort()},
		{"cases", b.p.Ranking, b.ranking()},
		{"missing", b.p.OftenMissing, b.missing()},
		{"weakest", b.p.WeakLinks, b.weakLinks()},
		{"look-again", b.p.LookAgain, b.lookAgain()},
		{"unreadable", b.p.Unreadable, b.unreadable()},
		{"how-scored", b.p.HowScored, b.receipt()},
	} {
		if len(s.blocks) > 0 {
			v.Sections = append(v.Sections, view.Section{ID: s.id, Title: s.title, Blocks: s.blocks})
		}
	}
	v.SettleTargets()
	return v
}

// A builder turns a portfolio into words.
type builder struct {
	pf   *portfolio.Portfolio
	p    *phrase.Phrases
	tool string
}

func newBuilder(in *Input) *builder {
	return &builder{pf: in.Portfolio, p: phrase.For(in.Lang), tool: in.Tool}
}

func (b *builder) question(ref assess.Ref) *questions.Question {
	return &b.pf.Banks[ref.Bank].Questions[ref.Question]
}

// path returns a path in codes, with the bank beyond it.
func (b *builder) path(p *assess.Path) string {
	steps := portfolio.PathText(p.Steps, b.pf.Banks)
	if p.Beyond == "" {
		return steps
	}
	return steps + " → " + p.Beyond
}

func (b *builder) counts() []view.Fact {
	facts := []view.Fact{{ID: "count", Label: b.p.CaseCount, Value: strconv.Itoa(b.pf.Len())}}
	if n := len(b.pf.Unread()); n > 0 {
		facts = append(facts, view.Fact{ID: "count-unreadable", Label: b.p.Unreadable, Value: strconv.Itoa(n)})
	}
	return facts
}

// of gives a number of all cases in words.
func (b *builder) of(n int) string {
	return phrase.Fill(b.p.OfCases, "n", strconv.Itoa(n), "cases", strconv.Itoa(b.pf.Len()))
}

// share gives a number of cases in whole percent of all, rounded down.
func (b *builder) share(n int) int { return 100 * n / max(b.pf.Len(), 1) }

// cameOut counts how many cases come to what, bank by bank.
func (b *builder) cameOut() []view.Block {
	if b.pf.Len() == 0 {
		return []view.Block{view.Text{ID: "no-cases", Text: b.p.NoCases, Weight: view.Lead}}
	}
	tallies := b.pf.Tallies()
	if len(tallies) == 0 {
		return []view.Block{view.Text{ID: "no-conclusion", Text: b.p.NoConclusion, Weight: view.Lead}}
	}
	settled := 0
	for _, c := range b.pf.All() {
		if c.Settled {
			settled++
		}
	}
	lead := phrase.Fill(b.p.CameOutLead, "settled", b.of(settled), "open", strconv.Itoa(b.pf.Len()-settled))
	blocks := []view.Block{view.Text{ID: "settled", Text: lead, Weight: view.Lead}}
	for i := range tallies {
		blocks = append(blocks, b.tally(&tallies[i])...)
	}
	return blocks
}

func (b *builder) tally(t *portfolio.Tally) []view.Block {
	bank := b.pf.Banks[t.Bank]
	id := "came-out--" + bank.ID
	title := bank.Title
	if t.Cases < b.pf.Len() {
		title += " · " + b.of(t.Cases)
	}
	bars := view.Bars{ID: id + "--bars", Legend: b.p.ShareLegend, Drawn: b.p.ShareDrawn, Head: [4]string{b.p.Conclusion, b.p.CaseCount, b.p.ColCode, b.p.ColShare}}
	endings := bank.Endings
	for _, code := range b.pf.Order().Endings(t.Bank) {
		n, most := t.Settled[code], t.Settled[code]+t.Possible[code]
		bar := view.Bar{
			ID: id + "--" + endings[code].ID, Label: endings[code].Title, Band: bank.ID + ":" + endings[code].ID,
			Low: b.share(n), High: b.share(most), Percent: strconv.Itoa(n), Known: true,
		}
		if most > n {
			bar.Percent = phrase.Fill(b.p.UpTo, "n", strconv.Itoa(n), "most", strconv.Itoa(most))
		}
		bars.Bars = append(bars.Bars, bar)
	}
	blocks := []view.Block{view.Text{ID: id, Text: title, Weight: view.Heading}}
	open := t.OpenCases()
	if open == 0 {
		return append(blocks, bars)
	}
	bars.Bars = append(bars.Bars, view.Bar{
		ID: id + "--open", Label: b.p.CannotSay, Low: b.share(open), High: b.share(open), Percent: strconv.Itoa(open), Known: true, Total: true,
	})
	between := view.Items{ID: id + "--between"}
	for i := range t.Open {
		between.Items = append(between.Items, view.Item{
			ID:   between.ID + "--" + strconv.Itoa(i+1),
			Text: phrase.Fill(b.p.OpenCases, "codes", report.Titles(b.p, bank, t.Open[i].Codes, b.p.And), "n", strconv.Itoa(t.Open[i].Cases)),
		})
	}
	return append(blocks, bars, between)
}

// name gives what a case is called: its title, or where it has none its id, or its
// source; and beside it what it is known by besides.
func name(c *portfolio.Ranked) (called, besides string) {
	var names []string
	for _, s := range []string{c.Title, c.ID, c.Source} {
		if s = text.Line(s); s != "" && !slices.Contains(names, s) {
			names = append(names, s)
		}
	}
	if len(names) == 0 {
		return "", ""
	}
	return names[0], strings.Join(names[1:], " · ")
}

// caseTarget is the row of a case in the table of all.
func caseTarget(place int) view.Target { return view.Target("case--" + strconv.Itoa(place+1)) }

// caseItem is a case in a list, with its place in the order.
func caseItem(id string, place int, c *portfolio.Ranked, details ...string) view.Item {
	called, besides := name(c)
	if besides != "" {
		called += " (" + besides + ")"
	}
	return view.Item{ID: id + "--" + strconv.Itoa(place+1), Text: called, Details: details, Target: caseTarget(place)}
}

// listed gives a list of at most so many entries, and says where more are left
// out.
func (b *builder) listed(items view.Items, all int) []view.Block {
	if len(items.Items) < all {
		return []view.Block{items, b.cut(items.ID, all)}
	}
	return []view.Block{items}
}

func (b *builder) cut(id string, all int) view.Text {
	return view.Text{ID: id + "--cut", Text: phrase.Fill(b.p.CutAfter, "n", strconv.Itoa(mostListed), "all", strconv.Itoa(all), "format", "-f csv"), Weight: view.Quiet}
}

// ranking is the table of all cases.
func (b *builder) ranking() []view.Block {
	if b.pf.Len() == 0 {
		return nil
	}
	table := view.Table{ID: "ranking", Caption: b.p.Ranking, Head: []view.Column{
		{Title: "#", Figure: true}, {Title: b.p.ColCase, Names: true}, {Title: b.p.Conclusion}, {Title: b.p.ColSettled}, {Title: b.p.ColWeakest}, {Title: b.p.ColMissing},
	}}
	if b.pf.Policy != nil {
		table.Head = append(table.Head, view.Column{Title: b.p.Required})
	}
	for i, c := range b.pf.All() {
		if i == mostListed {
			break
		}
		table.Rows = append(table.Rows, b.rankedRow(i, c))
	}
	note := b.p.RankingNote
	if b.pf.Policy != nil {
		note = b.p.RankingPolicy + " " + note
	}
	blocks := []view.Block{view.Text{ID: "ranking-note", Text: note, Weight: view.Quiet}, table}
	if b.pf.Len() > mostListed {
		blocks = append(blocks, b.cut("ranking", b.pf.Len()))
	}
	return blocks
}

func (b *builder) rankedRow(place int, c *portfolio.Ranked) view.TableRow {
	called, besides := name(c)
	named := view.Cell{Text: called, Detail: besides}
	conclusion := view.Cell{Text: b.conclusionOf(c), Code: b.path(c.Path)}
	settled := view.Cell{Text: b.p.SettledYes}
	if !c.Settled && len(c.Path.Steps) > 0 {
		conclusion.Mark, settled.Text = view.Maybe, b.p.SettledNot
	}
	weakest := view.Cell{Text: b.p.DimNotKnown}
	switch {
	case !c.Scaled:
		weakest.Text = b.p.RuleNotNeeded
	case c.Weakest.Bank >= 0:
		weakest.Text = b.part(c.Weakest)
		if s := b.pf.Score(c, c.Weakest); s.Known {
			weakest.Detail = b.p.Percent(s.Low, s.High)
		}
	}
	missing := view.Cell{Text: strconv.Itoa(c.Open)}
	if c.Pivotal > 0 && c.Exact {
		missing.Detail = phrase.Fill(b.p.Deciding, "n", strconv.Itoa(c.Pivotal))
	}
	row := view.TableRow{ID: string(caseTarget(place)), Cells: []view.Cell{{Text: strconv.Itoa(c.Place)}, named, conclusion, settled, weakest, missing}}
	if b.pf.Policy != nil {
		mark, word := b.met(c.Judged.Together)
		row.Cells = append(row.Cells, view.Cell{Text: word, Mark: mark, Detail: b.wanting(c)})
	}
	return row
}

// conclusionOf gives a path by the titles of its endings. A step that is open
// between many is not spelled out.
func (b *builder) conclusionOf(c *portfolio.Ranked) string {
	var steps []string
	for _, s := range c.Path.Steps {
		if len(s.Codes) > 2 {
			steps = append(steps, b.p.CannotSay)
			continue
		}
		endings := b.pf.Banks[s.Bank].Endings
		titles := make([]string, len(s.Codes))
		for i, code := range s.Codes {
			if titles[i] = endings[code].Title; len(titles) > 1 {
				titles[i] = b.p.Quote(titles[i])
			}
		}
		steps = append(steps, phrase.Join(titles, b.p.Or))
	}
	return strings.Join(steps, " → ")
}

func (b *builder) part(part portfolio.DimensionRef) string {
	return b.pf.Banks[part.Bank].Dimensions[part.Dimension].Title
}

// missing lists the questions that most often have no answer.
func (b *builder) missing() []view.Block {
	all := b.pf.Missing()
	switch {
	case b.pf.Len() == 0:
		return nil
	case len(all) == 0:
		return []view.Block{view.Text{ID: "nothing-missing", Text: b.p.NothingMissing}}
	}
	items := view.Items{ID: "missing-list"}
	for _, m := range all[:min(len(all), mostMissing)] {
		bank := b.pf.Banks[m.Bank]
		q := b.question(m.Ref)
		detail := b.of(m.Cases) + " · " + b.p.Percent(b.share(m.Cases), b.share(m.Cases))
		if m.Decides > 0 {
			detail += " · " + phrase.Fill(b.p.DecidesIn, "n", strconv.Itoa(m.Decides))
		}
		items.Items = append(items.Items, view.Item{
			ID: "missing--" + bank.ID + "--" + q.ID, Text: q.Ask, Details: []string{detail + " · " + bank.ID + "." + q.ID},
		})
	}
	return []view.Block{view.Text{ID: "missing-intro", Text: b.p.OftenMissingIntro}, items}
}

// weakLinks counts how often a dimension is the weakest.
func (b *builder) weakLinks() []view.Block {
	bars := view.Bars{ID: "weakest-bars", Legend: b.p.Shares, Drawn: b.p.Shares, Head: [4]string{b.p.ColPart, b.p.CaseCount, b.p.ColCode, b.p.ColShare}}
	left := b.pf.Scaled()
	for _, w := range b.pf.Weakest() {
		code := b.pf.Banks[w.Bank].ID + "." + b.pf.Banks[w.Bank].Dimensions[w.Dimension].ID
		bars.Bars = append(bars.Bars, view.Bar{
			ID: "weakest--" + strings.Replace(code, ".", "--", 1), Label: b.part(w.DimensionRef), Band: code,
			Low: b.share(w.Cases), High: b.share(w.Cases), Percent: strconv.Itoa(w.Cases), Known: true,
		})
		left -= w.Cases
	}
	if len(bars.Bars) == 0 {
		return nil
	}
	for _, rest := range []struct {
		id, label string
		n         int
	}{{"weakest--none", b.p.DimNotKnown, left}, {"weakest--not-needed", b.p.RuleNotNeeded, b.pf.Len() - b.pf.Scaled()}} {
		if rest.n > 0 {
			bars.Bars = append(bars.Bars, view.Bar{
				ID: rest.id, Label: rest.label, Low: b.share(rest.n), High: b.share(rest.n), Percent: strconv.Itoa(rest.n), Known: true, Total: true,
			})
		}
	}
	return []view.Block{bars}
}

// unreadable lists the cases that could not be read, each with the first thing
// to mend.
func (b *builder) unreadable() []view.Block {
	all := b.pf.Unread()
	if len(all) == 0 {
		return nil
	}
	items := view.Items{ID: "unreadable-list"}
	for i := range all[:min(len(all), mostListed)] {
		u := &all[i]
		d := diag.Diagnostic{File: u.File, Line: u.Line, Column: u.Column, Code: u.Code, Message: u.Problem}
		item := view.Item{ID: "unreadable--" + strconv.Itoa(i+1), Text: text.Line(d.String())}
		if u.More > 0 {
			item.Details = []string{phrase.Fill(b.p.MoreProblems, "n", strconv.Itoa(u.More))}
		}
		items.Items = append(items.Items, item)
	}
	return append([]view.Block{view.Text{ID: "unreadable-intro", Text: b.p.UnreadableIntro}}, b.listed(items, len(all))...)
}

// receipt says by which rules the cases were scored.
func (b *builder) receipt() []view.Block {
	facts := view.Facts{ID: "receipt"}
	for _, bank := range b.pf.Banks {
		facts.Facts = append(facts.Facts, view.Fact{ID: "receipt--" + bank.ID, Label: report.Version(b.p, bank) + " · " + b.p.DigestRules, Value: bank.Rules})
	}
	return append(report.Rules(b.p), facts, report.Tool(b.p, b.tool))
}
