// Package round puts in words what many cases come to that are looked at together. It
// fills a view, as package report does of one case.
package round

import (
	"cmp"
	"slices"
	"strconv"

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
	Several   int // cases of which several voices are counted once
	Lang      string
	Tool      string // the tool's version

	Page     bool                       // each case has room for what decides it, and they can be searched
	Report   func(source string) string // the address of the report of a case, or ""; may be nil
	Sections []string                   // the sections to report, by id; none means all
	Top      int                        // how many cases are listed at most; 0 means as many as can be read
}

// Name returns the title, or that of the policy, harmless and on one line.
func (in *Input) Name() string {
	if in.Title == "" && in.Portfolio.Policy != nil {
		return text.Line(in.Portfolio.Policy.Title)
	}
	return text.Line(in.Title)
}

// Heading returns the name, or what is said where there is none.
func (in *Input) Heading() string { return cmp.Or(in.Name(), phrase.For(in.Lang).Portfolio) }

// A section is a part of the report, with its heading.
type section struct {
	id     string
	title  func(p *phrase.Phrases) string
	blocks func(b *builder) []view.Block
}

func sections() []section {
	return []section{
		{"policy", func(p *phrase.Phrases) string { return p.PolicyAsks }, (*builder).policy},
		{"decided", func(p *phrase.Phrases) string { return p.Decisions }, (*builder).decided},
		{"came-out", func(p *phrase.Phrases) string { return p.WhatCameOut }, (*builder).cameOut},
		{"parts", func(p *phrase.Phrases) string { return p.WeakHead }, (*builder).weak},
		{"near-misses", func(p *phrase.Phrases) string { return p.NearMisses }, (*builder).nearMisses},
		{FollowUp, func(p *phrase.Phrases) string { return p.FollowHead }, (*builder).followUp},
		{"in-the-way", func(p *phrase.Phrases) string { return p.InTheWay }, (*builder).inTheWay},
		{"one-short", func(p *phrase.Phrases) string { return p.OneShort }, (*builder).oneShort},
		{"cases", func(p *phrase.Phrases) string { return p.AllCases }, (*builder).ranking},
		{"missing", func(p *phrase.Phrases) string { return p.OftenMissing }, (*builder).missing},
		{"look-again", func(p *phrase.Phrases) string { return p.LookAgain }, (*builder).lookAgain},
		{"unreadable", func(p *phrase.Phrases) string { return p.Unreadable }, (*builder).unreadable},
		{"how-scored", func(p *phrase.Phrases) string { return p.HowScored }, (*builder).receipt},
	}
}

// Sections lists the ids of all sections, in order.
func Sections() []string {
	var ids []string
	for _, s := range sections() {
		ids = append(ids, s.id)
	}
	return ids
}

// FollowUp is the section of what is to be asked by the policy.
const FollowUp = "follow-up"

// includes tells whether a section is part of the report. What is to be asked of each
// case, and what stands in its way, is long, and only there where it is asked for.
func (in *Input) includes(section string) bool {
	if len(in.Sections) > 0 {
		return slices.Contains(in.Sections, section)
	}
	return section != "in-the-way" && section != FollowUp
}

// Build makes the view of many cases.
func Build(in *Input) *view.View {
	b := &builder{Input: in, pf: in.Portfolio, p: phrase.For(in.Lang)}
	v := &view.View{Lang: b.p.Lang, Title: in.Heading(), Facts: b.counts(), Contents: b.p.Contents}
	for _, s := range sections() {
		if !in.includes(s.id) {
			continue
		}
		if blocks := s.blocks(b); len(blocks) > 0 {
			v.Sections = append(v.Sections, view.Section{ID: s.id, Title: s.title(b.p), Blocks: blocks})
		}
	}
	if n := len(v.Sections); n > 0 && !in.includes("how-scored") { // what is written says by which program
		v.Sections[n-1].Blocks = append(v.Sections[n-1].Blocks, report.Tool(b.p, b.Tool))
	}
	v.SettleTargets()
	return v
}

// A builder turns a portfolio into words.
type builder struct {
	*Input
	pf *portfolio.Portfolio
	p  *phrase.Phrases
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
	if b.Several > 0 {
		facts = append(facts, view.Fact{ID: "count-several", Label: b.p.VoicesOnce, Value: strconv.Itoa(b.Several)})
	}
	if n := len(b.pf.Unread()); n > 0 {
		facts = append(facts, view.Fact{ID: "count-unreadable", Label: b.p.Unreadable, Value: strconv.Itoa(n)})
	}
	return facts
}

func (b *builder) part(part portfolio.DimensionRef) string {
	return b.pf.Banks[part.Bank].Dimensions[part.Dimension].Title
}

// missing lists the questions that are most often open.
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
		share := 100 * m.Cases / m.Asked
		detail := phrase.Fill(b.p.OfAsked, "n", strconv.Itoa(m.Cases), "asked", strconv.Itoa(m.Asked)) + " · " + b.p.Percent(share, share)
		if m.Decides > 0 {
			detail += " · " + phrase.Fill(b.p.DecidesIn, "n", strconv.Itoa(m.Decides))
		}
		items.Items = append(items.Items, view.Item{
			ID: "missing--" + bank.ID + "--" + q.ID, Text: q.Ask, Details: []string{detail + " · " + bank.ID + "." + q.ID},
		})
	}
	return []view.Block{view.Text{ID: "missing-intro", Text: b.p.OftenMissingIntro}, items}
}

// unreadable lists the cases that could not be read, each with the first thing
// to mend.
func (b *builder) unreadable() []view.Block {
	all := b.pf.Unread()
	if len(all) == 0 {
		return nil
	}
	items := view.Items{ID: "unreadable-list"}
	for i := range all[:min(len(all), b.most())] {
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
	return append(report.Rules(b.p), facts, report.Tool(b.p, b.Tool))
}
