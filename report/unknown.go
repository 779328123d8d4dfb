package report

import (
	"strconv"
	"strings"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/questions/text"
	"collectiveimpact/samklar/report/phrase"
	"collectiveimpact/samklar/report/view"
)

// notKnown says what is not known and what hangs on it: first what decides,
// then what only sharpens the picture, then what comes after.
func (b *builder) notKnown() []view.Block {
	var blocks []view.Block
	listed := make(map[assess.Ref]bool)
	var deciders []view.Item
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
		blocks = append(blocks, view.Text{ID: "deciders-intro", Text: intro}, view.Items{ID: "deciders", Items: deciders})
	}
	if !exact {
		blocks = append(blocks, view.Text{ID: "inexact", Text: b.p.Inexact, Weight: view.Quiet})
	}
	var others []view.Item
	for _, bank := range b.order(assess.Deciding, assess.Beside) {
		for q, choice := range b.r.Banks[bank].Sheet {
			ref := assess.Ref{Bank: bank, Question: q}
			e := b.entry(ref)
			if choice.Open() && !listed[ref] && e.Stale == "" && (b.reached(ref) || e.Choice != assess.Unanswered) { // what was not asked is no gap
				others = append(others, b.openItem("open", ref))
			}
		}
	}
	if len(others) > 0 {
		intro := b.p.OthersIntro
		if len(b.r.Chains) == 0 {
			intro = b.p.OpenIntro
		}
		blocks = append(blocks, view.Text{ID: "others-intro", Text: intro}, view.Items{ID: "others", Items: others})
	}
	blocks = append(blocks, b.later()...)
	blocks = append(blocks, b.set("stale", b.p.StaleIntro, func(e assess.Entry) bool { return e.Stale != "" })...)
	blocks = append(blocks, b.gone()...)
	blocks = append(blocks, b.set("not-applicable", b.p.NotAppliesList, func(e assess.Entry) bool { return e.Choice == assess.NotApplicable })...)
	if len(blocks) == 0 {
		said := b.p.NothingUnknown
		if len(b.r.Chains) == 0 {
			said = b.p.NothingOpen
		}
		blocks = append(blocks, view.Text{ID: "nothing-unknown", Text: said})
	}
	return blocks
}

// openItem is an open question in a list, with its note.
func (b *builder) openItem(kind string, ref assess.Ref) view.Item {
	q := b.question(ref)
	item := view.Item{ID: kind + "--" + b.r.Banks[ref.Bank].Bank.ID + "--" + q.ID, Text: q.Ask, Target: b.answerTarget(ref)}
	if !b.includes("answers") {
		b.addNote(&item, b.entry(ref).Note)
	}
	return item
}

// addNote adds a note, if there is one, to an item of a list.
func (b *builder) addNote(item *view.Item, note string) {
	if note != "" {
		item.Details = append(item.Details, b.p.NoteLabel+": "+text.Line(strings.ReplaceAll(note, "\n", " / ")))
	}
}

// later counts the open questions of the banks behind open steps.
func (b *builder) later() []view.Block {
	var blocks []view.Block
	for _, bank := range b.order(assess.Conditional) {
		n := 0
		for _, choice := range b.r.Banks[bank].Sheet {
			if choice.Open() {
				n++
			}
		}
		if n > 0 {
			id := b.r.Banks[bank].Bank.ID
			blocks = append(blocks, view.Text{ID: "later--" + id, Text: phrase.Fill(b.p.LaterIntro, "bank", b.bankTitle(id), "n", strconv.Itoa(n))})
		}
	}
	return blocks
}

// gone lists the answers to questions that are not asked any more, each with its
// note.
func (b *builder) gone() []view.Block {
	if len(b.in.Gone) == 0 {
		return nil
	}
	items := view.Items{ID: "gone"}
	for i := range b.in.Gone {
		g := &b.in.Gone[i]
		item := view.Item{ID: "gone--" + g.Bank + "--" + g.Question, Text: g.Question}
		if g.Stale != "" {
			item.Text += ": " + text.Line(g.Stale)
		}
		b.addNote(&item, strings.TrimSpace(text.Clean(g.Note)))
		items.Items = append(items.Items, item)
	}
	return []view.Block{view.Text{ID: "gone-intro", Text: b.p.GoneIntro}, items}
}

// set lists the questions whose entries are of a sort, each with its note.
func (b *builder) set(id, intro string, of func(assess.Entry) bool) []view.Block {
	var items []view.Item
	for _, bank := range b.order() {
		for q := range b.r.Banks[bank].Sheet {
			if ref := (assess.Ref{Bank: bank, Question: q}); of(b.entry(ref)) {
				items = append(items, b.openItem(id, ref))
			}
		}
	}
	if len(items) == 0 {
		return nil
	}
	return []view.Block{view.Text{ID: id + "-intro", Text: intro}, view.Items{ID: id, Items: items}}
}
