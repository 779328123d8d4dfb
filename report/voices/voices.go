// Package voices puts in words what the voices on one case say together, and what they
// are to talk about. It fills a view, as package report does of one view agreed on.
//
// Who has said what is nobody's business: how many chose a level is shown for voices
// enough, names and notes only where the group has agreed to it. What is left out is said.
package voices

import (
	"strconv"
	"strings"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/group"
	"collectiveimpact/samklar/questions"
	"collectiveimpact/samklar/questions/text"
	"collectiveimpact/samklar/report/phrase"
	"collectiveimpact/samklar/report/view"
)

// Input is everything that an agenda is made from.
type Input struct {
	Case        assess.Case
	First, Last string // the dates of the answers
	Group       *group.Group
	Open        bool // the group has agreed to openness
	Lang        string
	Tool        string // the tool's version
}

type builder struct {
	*Input
	p         *phrase.Phrases
	explained bool // what the words for how far voices are apart stand for
}

// Build makes the view of an agenda.
func Build(in *Input) *view.View {
	b := &builder{Input: in, p: phrase.For(in.Lang)}
	v := &view.View{Lang: b.p.Lang, Contents: b.p.Contents, Slides: true}
	v.Title = phrase.Fill(b.p.VoicesTitle, "case", b.name(), "n", strconv.Itoa(len(in.Group.Voices)))
	if place := text.Line(in.Case.Place); place != "" {
		v.Facts = append(v.Facts, view.Fact{ID: "place", Label: b.p.Place, Value: place})
	}
	if dates := b.dates(); dates != "" {
		v.Facts = append(v.Facts, view.Fact{ID: "as-of", Label: b.p.AsOf, Value: dates})
	}
	if n := len(in.Group.People); n != len(in.Group.Voices) {
		v.Facts = append(v.Facts, view.Fact{ID: "people", Label: b.p.VoicesPeople, Value: strconv.Itoa(n)})
	}
	v.Sections = append(v.Sections, view.Section{ID: "conclusion", Title: b.p.Conclusion, Blocks: b.conclusion()})
	for _, place := range []group.Place{group.Decides, group.Later, group.Wide, group.Near, group.Nobody} {
		if blocks := b.talk(place); blocks != nil {
			v.Sections = append(v.Sections, view.Section{ID: place.String(), Title: b.p.VoicesPlaces[place.String()], Blocks: blocks})
		}
	}
	v.Sections = append(v.Sections, view.Section{ID: "heard", Title: b.p.VoicesHead, Blocks: b.heard()},
		view.Section{ID: "receipt", Title: b.p.HowScored, Blocks: b.receipt()})
	return v
}

func (b *builder) name() string {
	if name := text.Line(b.Case.Title); name != "" {
		return name
	}
	return b.p.Untitled
}

// dates gives the span of the dates of the answers.
func (b *builder) dates() string {
	first, last := text.Line(b.First), text.Line(b.Last)
	if first == last {
		return b.p.Date(last)
	}
	return b.p.Date(first) + " – " + b.p.Date(last)
}

// conclusion says what comes out whoever is right, and how much there is to talk about.
func (b *builder) conclusion() []view.Block {
	g := b.Group
	var blocks []view.Block
	settled, open := true, false
	for i := range g.Result.Chains {
		c := &g.Result.Chains[i]
		said := phrase.Fill(b.p.VoicesSettled, "codes", b.ends(&c.Path, b.p.And))
		if c.OpenStep >= 0 {
			said, settled = phrase.Fill(b.p.VoicesOpen, "codes", b.ends(&c.Path, b.p.Or)), false
		}
		blocks = append(blocks, view.Text{ID: "chain-" + strconv.Itoa(i+1), Text: said, Weight: view.Lead})
	}
	differ, heard, decide := 0, 0, 0
	for i := range g.Questions {
		q := &g.Questions[i]
		if q.Word != group.Silent {
			heard++
		}
		if q.Differ() {
			differ++
		}
		if q.Place == group.Decides {
			decide++
		}
		open = open || q.Place == group.Nobody
	}
	items := view.Items{ID: "in-short"}
	add := func(id, said string) {
		items.Items = append(items.Items, view.Item{ID: "in-short--" + id, Text: said})
	}
	add("differ", phrase.Fill(b.p.VoicesDiffer, "n", strconv.Itoa(differ), "of", strconv.Itoa(heard)))
	switch {
	case decide > 0:
		add("decide", phrase.Fill(b.p.VoicesDecide, "n", strconv.Itoa(decide)))
	case settled && differ > 0:
		add("decide", b.p.VoicesNone)
	case !settled && open:
		add("decide", b.p.VoicesUnknown)
	}
	return append(blocks, items)
}

// ends gives the steps of a path by the titles of what they may come to.
func (b *builder) ends(p *assess.Path, or string) string {
	var said []string
	for _, s := range p.Steps {
		var titles []string
		for _, code := range s.Codes {
			titles = append(titles, b.p.Quote(b.Group.Result.Banks[s.Bank].Bank.Endings[code].Title))
		}
		said = append(said, phrase.Join(titles, or))
	}
	return strings.Join(said, " → ")
}

// talk lists the questions in one place of the agenda: whole, or by name where
// nothing hangs on them and they are near.
func (b *builder) talk(place group.Place) []view.Block {
	g := b.Group
	var blocks []view.Block
	items := view.Items{ID: "list--" + place.String()}
	shown := false
	for _, i := range g.Agenda {
		q := &g.Questions[i]
		if q.Place != place {
			continue
		}
		if place == group.Near || place == group.Nobody {
			bank, of := b.of(q)
			item := view.Item{ID: entryID(bank, of), Text: of.Ask}
			switch {
			case place == group.Nobody && q.Weighs:
				item.Details = []string{b.p.VoicesDecides}
			case place == group.Near && q.Shows(b.Open):
				item.Details = withoutLevel(q, of, b.p)
			}
			items.Items = append(items.Items, item)
			continue
		}
		shown = shown || q.Shows(b.Open)
		number := ""
		if place == group.Decides {
			number = strconv.Itoa(len(blocks) + 1)
		}
		spread := b.spread(q, number)
		spread.Brief = place == group.Later
		if len(blocks) == 0 && !spread.Brief {
			spread.Key = b.p.VoicesSpanKey
		}
		blocks = append(blocks, spread)
	}
	switch {
	case items.Items != nil:
		blocks = []view.Block{items}
	case blocks == nil:
		return nil
	case shown:
		if first, ok := blocks[0].(view.Spread); ok && !first.Brief {
			first.Key = b.p.VoicesKey
			blocks[0] = first
		}
	}
	before := []view.Block{view.Text{ID: place.String() + "--intro", Text: b.p.VoicesIntros[place.String()]}}
	find := 0
	for _, i := range g.Agenda {
		if q := &g.Questions[i]; q.Place == group.Nobody && q.Weighs {
			find++
		}
	}
	if find > 0 && place == group.Decides {
		before = append(before, view.Text{ID: "find-out", Text: phrase.Fill(b.p.VoicesFindOut, "n", strconv.Itoa(find))})
	}
	if items.Items == nil && !b.explained {
		b.explained = true
		before = append(before, view.Text{ID: "words", Text: Meaning(b.p), Weight: view.Quiet})
		if !b.Open && Few(g) {
			before = append(before, view.Text{ID: "few", Text: b.p.VoicesFew})
		}
	}
	return append(before, blocks...)
}

func (b *builder) of(q *group.Question) (*questions.Bank, *questions.Question) {
	bank := b.Group.Result.Banks[q.Bank].Bank
	return bank, &bank.Questions[q.Question]
}

func entryID(bank *questions.Bank, q *questions.Question) string {
	return "question--" + bank.ID + "--" + q.ID
}

// spread shows a question with the voices on it.
func (b *builder) spread(q *group.Question, number string) view.Spread {
	bank, of := b.of(q)
	s := view.Spread{ID: entryID(bank, of), Number: number, Ask: of.Ask, Where: bank.Part(of.Part).Title, Words: wordsOf(q, b.p)}
	low, high := q.Answer.Possible(of)
	for i, h := range Levels(q, of, b.Open, b.p) {
		h.Text = of.Levels[i].Text
		h.Within = !q.Shows(b.Open) && low <= i && i <= high
		if b.Open {
			h.Names = b.names(q, i)
		}
		s.Levels = append(s.Levels, h)
	}
	if !q.Shows(b.Open) {
		return s
	}
	s.Beside = withoutLevel(q, of, b.p)
	if b.Open {
		s.Notes = b.notes(bank, q)
	}
	return s
}

// Levels gives the voices on each level of a question; none where they are not shown.
func Levels(q *group.Question, of *questions.Question, open bool, p *phrase.Phrases) []view.Heard {
	levels := make([]view.Heard, len(of.Levels))
	if !q.Shows(open) {
		return levels
	}
	for i, n := range q.Spread(of).Levels {
		h := &levels[i]
		h.Sure, h.Maybe = n.Sure, n.Maybe
		var said []string
		if n.Sure > 0 {
			said = append(said, phrase.Fill(p.VoicesSure, "n", strconv.Itoa(n.Sure)))
		}
		if n.Maybe > 0 {
			said = append(said, phrase.Fill(p.VoicesMaybe, "n", strconv.Itoa(n.Maybe)))
		}
		if said != nil {
			h.Count = phrase.Fill(p.VoicesOn, "n", strings.Join(said, ", "))
		}
	}
	return levels
}

// names gives the voices for whom a level is possible, where they have said so.
func (b *builder) names(q *group.Question, level int) string {
	_, of := b.of(q)
	var names []string
	for i, v := range b.Group.Voices {
		if low, high := q.Says[i].Possible(of); q.Says[i].Leveled() && low <= level && level <= high && text.Line(v.Name) != "" {
			names = append(names, text.Line(v.Name))
		}
	}
	return strings.Join(names, ", ")
}

// notes gives what the voices have noted, where the group has agreed to openness.
func (b *builder) notes(bank *questions.Bank, q *group.Question) []view.Noted {
	var all []view.Noted
	for _, v := range b.Group.Voices {
		for _, i := range v.People {
			entries := b.Group.People[i].Entries[bank.ID]
			if len(entries) == 0 || strings.TrimSpace(entries[q.Question].Note) == "" {
				continue
			}
			all = append(all, view.Noted{Name: nameOf(&b.Group.People[i], b.p), Text: text.Line(entries[q.Question].Note)})
		}
	}
	return all
}

// nameOf is what a person is called.
func nameOf(p *group.Person, words *phrase.Phrases) string {
	var parts []string
	for _, part := range []string{p.Name, p.Organisation, p.Respondent.Role} {
		if part = text.Line(part); part != "" {
			parts = append(parts, part)
		}
	}
	if parts == nil {
		return words.Untitled
	}
	return strings.Join(parts, ", ")
}

// receipt names what the answers were scored with.
func (b *builder) receipt() []view.Block {
	var blocks []view.Block
	for i := range b.Group.Result.Banks {
		if bank := b.Group.Result.Banks[i].Bank; b.Group.Result.Banks[i].Answered() {
			blocks = append(blocks, view.Text{ID: "bank--" + bank.ID, Text: bank.ID + " " + strconv.Itoa(bank.Version), Weight: view.Quiet})
		}
	}
	return append(blocks, view.Text{ID: "tool", Text: "samklar " + b.Tool, Weight: view.Quiet})
}
