package report

import (
	"slices"
	"strconv"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/report/phrase"
	"collectiveimpact/samklar/report/reasons"
	"collectiveimpact/samklar/report/view"
)

// Brief makes the view of what a room sees when its interview ends: the first
// conclusion by its name, the answers by which it came or on which it hangs, what to
// keep in mind, and the first step; without a conclusion, what the banks heard say.
func Brief(in *Input) *view.View {
	room := *in
	room.Audience, room.Sections = Full, []string{"conclusion"} // whoever the report is for
	b := newBuilder(&room)
	v := &view.View{Lang: b.p.Lang, Title: b.caseTitle()}
	blocks := b.conclusion()
	if len(b.r.Chains) > 0 {
		blocks = b.aloud(&b.r.Chains[0])
	}
	v.Sections = []view.Section{{ID: "conclusion", Blocks: blocks}} // with no title: it takes rows, and the name says it
	v.SettleTargets()
	return v
}

// aloud says a conclusion as a room wants to hear it.
func (b *builder) aloud(c *assess.Chain) []view.Block {
	id, step, badge := b.chainID(c), &c.Steps[c.Stands()], view.Yes
	if c.OpenStep >= 0 {
		badge = view.Maybe
	}
	blocks := []view.Block{view.Text{ID: id + "--name", Text: b.headline(c), Weight: view.Heading, Badge: badge}}
	say := sayIn(&blocks, id)
	said := b.short(step)
	if c.OpenStep >= 0 {
		said = b.hangs(c)
	}
	if at := c.Stands(); at > 0 {
		said += " " + phrase.Fill(b.p.SoFar, "said", b.short(&c.Steps[at-1]))
	}
	say("", said, view.Lead)
	if c.OpenStep >= 0 {
		blocks = append(blocks, b.openHere(id, c)...)
	}
	if why := b.why(id, step.Bank); len(why.Links) > 0 {
		if c.OpenStep >= 0 {
			why.Title = b.p.Interview.CertainTitle
		}
		blocks = append(blocks, why)
	}
	if cautions := b.cautionsInShort(id, c); cautions != "" {
		say("--cautions", phrase.Fill(b.p.Interview.Cautions, "cautions", cautions), view.Normal)
	}
	first := b.firstOwn(c)
	switch {
	case c.OpenStep >= 0 && len(c.Pivotal) == 1:
		first = b.p.FirstFindOut
	case c.OpenStep >= 0:
		first = phrase.Fill(b.p.FirstStep, "step", b.p.Interview.FirstAnswer)
	}
	say("--first", first, view.Normal)
	return blocks
}

// cautionsInShort names what to keep in mind; the report says the rest.
func (b *builder) cautionsInShort(id string, c *assess.Chain) string {
	var titles []string
	for _, block := range b.cautions(id, c) {
		if items, ok := block.(view.Links); ok {
			for i := range items.Links {
				titles = append(titles, b.p.Quote(items.Links[i].Text))
			}
		}
	}
	return phrase.Join(titles, b.p.And)
}

// why lists what a bank's codes come from, each with its answers.
func (b *builder) why(id string, bank int) view.Links {
	why := view.Links{ID: id + "--why", Title: b.p.Interview.WhyTitle}
	for i, reason := range reasons.Of(b.p, &b.r.Banks[bank]) {
		link := view.Link{ID: why.ID + "--" + strconv.Itoa(i), Text: reason.Said}
		for _, a := range reason.Answers {
			link.Details = append(link.Details, a.Said)
		}
		why.Links = append(why.Links, link)
	}
	return why
}

// hangs says on how many questions an open conclusion hangs.
func (b *builder) hangs(c *assess.Chain) string {
	n := strconv.Itoa(len(c.Pivotal))
	switch o := b.outlook(c); {
	case !c.Exact:
		return phrase.Fill(b.p.Interview.HangsOnSome, "n", n)
	case len(c.Pivotal) == 1:
		return b.p.Interview.HangsOnOne
	case o.Answers > 1:
		return phrase.Fill(b.p.Interview.HangsOnMany, "n", n) + " " + phrase.Fill(b.p.Interview.HangsTakes, "takes", strconv.Itoa(o.Answers))
	}
	return phrase.Fill(b.p.Interview.HangsOnMany, "n", n)
}

// openHere lists the questions on which an open conclusion hangs, the one to ask first
// before all, with what is known of each.
func (b *builder) openHere(id string, c *assess.Chain) []view.Block {
	most, refs := 5, c.Pivotal
	if c.Exact {
		refs = b.outlook(c).First
	}
	if len(refs) == most+1 { // it takes no more room than to say that there is one
		most++
	}
	items := view.Items{ID: id + "--open"}
	for _, ref := range refs[:min(len(refs), most)] {
		q := b.question(ref)
		items.Items = append(items.Items, view.Item{
			ID:   items.ID + "--" + q.ID,
			Text: q.Ask + " – " + reasons.Level(b.p, q, b.entry(ref).Choice),
		})
	}
	if more := len(refs) - most; more > 0 {
		items.Items = append(items.Items, view.Item{ID: items.ID + "--more", Text: phrase.Fill(b.p.Interview.HangsMore, "n", strconv.Itoa(more))})
	}
	return append([]view.Block{items}, b.turns(id, c)...)
}

// firstOwn says what to do first for a settled conclusion: what its own ending advises,
// or else what its banks do, apart from their findings.
func (b *builder) firstOwn(c *assess.Chain) string {
	step, of := &c.Steps[c.Stands()], from(c)
	for _, some := range []func(assess.Given) bool{
		func(g assess.Given) bool { return g.Bank == step.Bank && g.Origin.Ending >= 0 },
		func(g assess.Given) bool { return of(g) && g.Origin.Finding < 0 },
		of,
	} {
		if slices.ContainsFunc(b.r.Advice, some) {
			return b.firstOf(some)
		}
	}
	return ""
}
