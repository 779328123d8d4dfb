package report

import (
	"slices"
	"strconv"
	"strings"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/questions"
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
		hangs := b.decides(&c.Steps[c.OpenStep])
		if !c.Exact {
			hangs = b.p.MayDecide
		}
		for _, ref := range c.Pivotal {
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
	item := Item{ID: kind + "--" + b.r.Banks[ref.Bank].Bank.ID + "--" + q.ID, Text: CleanLine(q.Ask), Target: b.answerTarget(ref)}
	if note := strings.TrimSpace(Clean(b.entry(ref).Note)); note != "" {
		item.Details = append(item.Details, b.p.NoteLabel+": "+CleanLine(strings.ReplaceAll(note, "\n", " / ")))
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

// steps gives what to find out and what to do, first things first.
func (b *builder) steps() []NextStep {
	var steps []NextStep
	var found []assess.Ref // what to find out
	seen := make(map[assess.Ref]bool)
	for i := range b.r.Chains {
		c := &b.r.Chains[i]
		if !c.Exact || c.OpenStep < 0 {
			continue
		}
		hangs := b.decides(&c.Steps[c.OpenStep])
		for _, ref := range c.Pivotal {
			if seen[ref] {
				continue
			}
			seen[ref] = true
			found = append(found, ref)
			q := b.question(ref)
			why := ""
			if len(steps) == 0 {
				why = hangs // said once
			}
			steps = append(steps, NextStep{
				ID:  "find-out--" + b.r.Banks[ref.Bank].Bank.ID + "--" + q.ID,
				Do:  phrase.Fill(b.p.FindOut, "question", CleanLine(q.Ask)),
				Who: b.p.Who["partners"], When: b.p.When["now"], Why: why,
				Answer: b.answerTarget(ref),
			})
		}
	}
	if n := len(steps); n <= findOuts {
		for i, ref := range found {
			steps[i].Source = b.source(b.r.Banks[ref.Bank].Bank, b.question(ref).Source)
		}
	} else {
		steps = []NextStep{{
			ID: "find-out", Do: b.findAll(n), Who: steps[0].Who, When: steps[0].When, Why: b.allDecide(),
		}}
	}
	// What blocks comes first, then what an ending itself advises, then the rest;
	// among those, what can be done now.
	for _, of := range []func(*assess.Given) bool{
		func(g *assess.Given) bool { return g.Blocks },
		func(g *assess.Given) bool { return !g.Blocks && g.Origin.Ending >= 0 },
		func(g *assess.Given) bool { return !g.Blocks && g.Origin.Ending < 0 },
	} {
		for _, when := range questions.When() {
			for i := range b.r.Advice {
				if g := &b.r.Advice[i]; of(g) && g.Advice.When == when {
					steps = append(steps, b.step("step", g))
				}
			}
		}
	}
	return steps
}

// findAll is one step for many questions that decide: they are listed elsewhere.
func (b *builder) findAll(n int) string {
	all := phrase.Fill(b.p.FindAll, "n", strconv.Itoa(n))
	if len(b.in.Sections) == 0 || slices.Contains(b.in.Sections, "not-known") {
		all += " " + phrase.Fill(b.p.ListedIn, "section", b.p.Quote(b.p.NotKnown))
	}
	return all
}

// allDecide says between which endings many answers decide, where one chain is
// open.
func (b *builder) allDecide() string {
	var open []*assess.Step
	for i := range b.r.Chains {
		if c := &b.r.Chains[i]; c.OpenStep >= 0 {
			open = append(open, &c.Steps[c.OpenStep])
		}
	}
	if len(open) != 1 {
		return ""
	}
	return phrase.Fill(b.p.TheyDecide, "codes", b.titles(open[0].Bank, open[0].Codes, b.p.And))
}

// nextSteps lists the first steps, and then the others.
func (b *builder) nextSteps() []Block {
	steps := b.next
	switch {
	case len(steps) > 0:
	case len(b.r.Folded) > 0:
		return nil // they stand under what does not decide
	default:
		return []Block{Text{"no-steps", b.p.NoSteps, Normal}}
	}
	head := [6]string{"#", b.p.ColWhat, b.p.ColWho, b.p.ColWhen, b.p.ColOwner, b.p.ColDate}
	if len(steps) <= firstSteps {
		return []Block{Steps{ID: "steps", Head: head, First: 1, Link: b.p.TheAnswer, Steps: steps}}
	}
	return []Block{
		Steps{ID: "steps", Head: head, First: 1, Link: b.p.TheAnswer, Steps: steps[:firstSteps]},
		Text{"then", b.p.Then, Heading},
		Steps{ID: "steps-then", Head: head, First: firstSteps + 1, Link: b.p.TheAnswer, Steps: steps[firstSteps:]},
	}
}

// step puts one advice in words.
func (b *builder) step(kind string, g *assess.Given) NextStep {
	bank := b.r.Banks[g.Bank].Bank
	s := NextStep{
		ID: kind + "--" + bank.ID + "--" + g.Advice.ID, Do: CleanLine(g.Advice.Do),
		Who: b.p.Who[g.Advice.Who], When: b.p.When[g.Advice.When],
	}
	s.Source = b.source(bank, g.Advice.Source)
	if g.Origin.Question >= 0 {
		s.Answer = b.answerTarget(assess.Ref{Bank: g.Bank, Question: g.Origin.Question})
	}
	if g.Blocks {
		s.Why = b.p.Blocks
	}
	return s
}

// source returns a reference as a number of the list of sources, and the entry it
// has there.
func (b *builder) source(bank *questions.Bank, ref string) Cite {
	words := sourceInWords(bank, ref)
	if words == "" {
		return Cite{}
	}
	at := slices.Index(b.cited, words)
	if at < 0 {
		at = len(b.cited)
		b.cited = append(b.cited, words)
	}
	return Cite{"[" + strconv.Itoa(at+1) + "]", Target(sourceID(at))}
}

func sourceID(at int) string { return "source--" + strconv.Itoa(at+1) }

// sources lists what the steps refer to.
func (b *builder) sources() []Block { return b.sourceList(false) }

func (b *builder) sourceList(hanging bool) []Block {
	if len(b.cited) == 0 {
		return nil
	}
	items := Items{ID: "source-list", Bare: true, Hanging: hanging}
	for i, words := range b.cited {
		items.Items = append(items.Items, Item{ID: sourceID(i), Text: "[" + strconv.Itoa(i+1) + "] " + words})
	}
	return []Block{items}
}

// sourceInWords says who wrote a source and what it is called, with the place
// in it.
func sourceInWords(bank *questions.Bank, ref string) string {
	id, place, _ := strings.Cut(ref, "#")
	for i := range bank.Sources {
		s := &bank.Sources[i]
		if s.ID != id {
			continue
		}
		words := CleanLine(s.Title)
		if s.By != "" {
			words = CleanLine(s.By) + ", " + words
		}
		if s.Year > 0 {
			words += " (" + strconv.Itoa(s.Year) + ")"
		}
		for _, p := range s.Places {
			if p.ID == place {
				words += ": " + CleanLine(p.Text)
			}
		}
		return words
	}
	return ""
}

// notDeciding folds away the advice of banks that do not decide.
func (b *builder) notDeciding() []Block {
	items := Items{ID: "folded"}
	for i := range b.r.Folded {
		s := b.step("folded", &b.r.Folded[i])
		items.Items = append(items.Items, Item{ID: s.ID, Text: s.Do + " (" + s.Who + ")", Target: s.Answer, Source: s.Source})
	}
	if len(items.Items) == 0 {
		return nil
	}
	return []Block{Text{"folded-intro", b.p.FoldedIntro, Normal}, items}
}
