package report

import (
	"strconv"
	"strings"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/questions/text"
	"collectiveimpact/samklar/report/phrase"
)

// notKnown says what is not known and what hangs on it: first what decides,
// then what only sharpens the picture, then what comes after.
func (b *builder) notKnown() []Block {
	var blocks []Block
	listed := make(map[assess.Ref]bool)
	var deciders []Item
	intro := ""
	exact := true
	for i := range b.r.Chains {
		c := &b.r.Chains[i]
		if c.OpenStep < 0 {
			continue
		}
		exact = exact && c.Exact
		hangs := b.countsFor(c)
		if !c.Exact {
			hangs = b.p.MayDecide
		}
		for _, ref := range b.outlook(c).First {
			listed[ref] = true
			item := b.openItem("decider", ref)
			if len(b.r.Chains) > 1 {
				item.Details = append(item.Details, hangs)
			}
			deciders = append(deciders, item)
		}
		intro = b.p.DecidersIntro
		if len(b.r.Chains) == 1 && c.Exact {
			intro = b.p.DecidersMany
			if len(c.Pivotal) == 1 {
				intro = b.p.DecidersOne
			}
			intro = phrase.Fill(intro, "codes", b.titles(c.Steps[c.OpenStep].Bank, c.Steps[c.OpenStep].Codes, b.p.And))
		}
	}
	if len(deciders) > 0 {
		blocks = append(blocks, Text{"deciders-intro", intro, Normal}, Items{ID: "deciders", Items: deciders})
	}
	if !exact {
		blocks = append(blocks, Text{"inexact", b.p.Inexact, Quiet})
	}
	var others []Item
	asked := b.order(assess.Deciding)
	if len(b.r.Chains) == 0 { // nothing decides: all count alike
		asked = b.order(assess.Aside)
	}
	for _, bank := range asked {
		for q, choice := range b.r.Banks[bank].Sheet {
			ref := assess.Ref{Bank: bank, Question: q}
			if choice.Open() && !listed[ref] && b.reached(ref) && b.entry(ref).Stale == "" {
				others = append(others, b.openItem("open", ref))
			}
		}
	}
	if len(others) > 0 {
		intro := b.p.OthersIntro
		if len(b.r.Chains) == 0 {
			intro = b.p.OpenIntro
		}
		blocks = append(blocks, Text{"others-intro", intro, Normal}, Items{ID: "others", Items: others})
	}
	blocks = append(blocks, b.later()...)
	blocks = append(blocks, b.set("stale", b.p.StaleIntro, func(e assess.Entry) bool { return e.Stale != "" })...)
	blocks = append(blocks, b.set("not-applicable", b.p.NotAppliesList, func(e assess.Entry) bool { return e.Choice == assess.NotApplicable })...)
	if len(blocks) == 0 {
		blocks = append(blocks, Text{"nothing-unknown", b.p.NothingUnknown, Normal})
	}
	return blocks
}

// openItem is an open question in a list, with its note.
func (b *builder) openItem(kind string, ref assess.Ref) Item {
	q := b.question(ref)
	item := Item{ID: kind + "--" + b.r.Banks[ref.Bank].Bank.ID + "--" + q.ID, Text: q.Ask, Target: b.answerTarget(ref)}
	if note := b.entry(ref).Note; note != "" {
		item.Details = append(item.Details, b.p.NoteLabel+": "+text.Line(strings.ReplaceAll(note, "\n", " / ")))
	}
	return item
}

// later counts the open questions of the banks behind open steps.
func (b *builder) later() []Block {
	var blocks []Block
	for _, bank := range b.order(assess.Conditional) {
		n := 0
		for _, choice := range b.r.Banks[bank].Sheet {
			if choice.Open() {
				n++
			}
		}
		if n > 0 {
			id := b.r.Banks[bank].Bank.ID
			blocks = append(blocks, Text{"later--" + id, phrase.Fill(b.p.LaterIntro, "bank", b.bankTitle(id), "n", strconv.Itoa(n)), Normal})
		}
	}
	return blocks
}

// set lists the questions whose entries are of a sort, each with its note.
func (b *builder) set(id, intro string, of func(assess.Entry) bool) []Block {
	var items []Item
	for _, bank := range b.order(assess.Deciding, assess.Conditional, assess.Aside) {
		for q := range b.r.Banks[bank].Sheet {
			if ref := (assess.Ref{Bank: bank, Question: q}); of(b.entry(ref)) {
				items = append(items, b.openItem(id, ref))
			}
		}
	}
	if len(items) == 0 {
		return nil
	}
	return []Block{Text{id + "-intro", intro, Normal}, Items{ID: id, Items: items}}
}
