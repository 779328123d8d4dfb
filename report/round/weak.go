package round

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"collectiveimpact/samklar/assess/paths"
	"collectiveimpact/samklar/assess/portfolio"
	"collectiveimpact/samklar/questions"
	"collectiveimpact/samklar/report/phrase"
	"collectiveimpact/samklar/report/view"
)

// weak says where the cases are weak: at which steps of the way they are held up, and
// where they stand on each part of the scales that have a say in them. No case counts
// where its way does not lead.
func (b *builder) weak() []view.Block {
	var said []string
	var beside, drawn []view.Block
	passages := b.pf.Passages()
	for i := range passages {
		is := &passages[i]
		drawn = append(drawn, b.steps(is))
		said = append(said, b.weakestStep(is)...)
		beside = append(beside, b.beside(is)...)
	}
	spreads := b.pf.Spreads()
	for i := range spreads {
		drawn = append(drawn, b.spread(&spreads[i]))
		said = append(said, b.weakestPart(&spreads[i])...)
	}
	if said == nil {
		return drawn
	}
	lead := view.Text{ID: "weak-lead", Text: strings.Join(said, " "), Weight: view.Lead}
	return slices.Concat([]view.Block{lead}, beside, drawn)
}

// A tally is in how many cases something is weak, and in how many it is not known.
type tally struct{ surely, perhaps int }

// most gives the places with the most, if that is any; of those the ones that may have
// the most.
func most(all []tally) []int {
	var places []int
	var best tally
	for i, is := range all {
		switch c := cmp.Or(cmp.Compare(is.surely, best.surely), cmp.Compare(is.perhaps, best.perhaps)); {
		case is.surely == 0 || c < 0:
		case c > 0:
			places, best = []int{i}, is
		default:
			places = append(places, i)
		}
	}
	return places
}

// mostNamed is how many of those that are alike are named.
const mostNamed = 3

// inMany says of parts in how many cases they are weak; and where that may be more, in
// how many at the most.
func (b *builder) inMany(said string, bank *questions.Bank, parts []string, is tally, cases int) string {
	many := strconv.Itoa(is.surely)
	if is.perhaps > 0 {
		many = phrase.Fill(b.p.PerhapsMore, "n", many, "most", strconv.Itoa(is.surely+is.perhaps))
	}
	named := phrase.Join(parts, b.p.And)
	if more := len(parts) - mostNamed; more > 0 { // which says "and" itself
		named = strings.Join(parts[:mostNamed], ", ") + " " + phrase.Fill(b.p.AskAlso, "n", strconv.Itoa(more))
	}
	return phrase.Fill(said, "parts", named, "bank", b.p.Quote(bank.Title), "n", many, "cases", strconv.Itoa(cases))
}

// heldUp counts the cases that do not pass each step of a way. What is a fact about the
// problem is no weakness, and holds up none.
func (b *builder) heldUp(is *portfolio.Passage) []tally {
	counts := make([]tally, len(is.Nodes))
	for i := range is.Nodes {
		if n := &is.Nodes[i]; !b.pf.Banks[is.Bank].Nodes[i].Fact {
			counts[i] = tally{n.Cases[paths.MetNever], n.Cases[paths.MetMaybe]}
		}
	}
	return counts
}

// weakestStep names the steps that most cases do not pass.
func (b *builder) weakestStep(is *portfolio.Passage) []string {
	bank := b.pf.Banks[is.Bank]
	counts := b.heldUp(is)
	var parts []string
	places := most(counts)
	for _, i := range places {
		parts = append(parts, b.p.Quote(bank.Nodes[i].Title))
	}
	if parts == nil {
		return nil
	}
	return []string{b.inMany(b.p.WeakMost, bank, parts, counts[places[0]], b.pf.Len())}
}

// beside says what is missing most often where most do not pass, and for how many it is
// the problem itself that leads elsewhere.
func (b *builder) beside(is *portfolio.Passage) []view.Block {
	bank := b.pf.Banks[is.Bank]
	id := "weak--" + bank.ID
	var blocks []view.Block
	facts := 0
	for i := range is.Nodes {
		if bank.Nodes[i].Fact {
			facts += is.Nodes[i].Cases[paths.MetNever]
		}
	}
	if places := most(b.heldUp(is)); len(places) == 1 {
		n := &is.Nodes[places[0]]
		if n.Question >= 0 {
			blocks = append(blocks, view.Text{ID: id + "--mostly", Text: phrase.Fill(b.p.WeakMostly, "held", b.held(bank, n))})
		}
	}
	if facts > 0 {
		blocks = append(blocks, view.Text{
			ID: id + "--facts", Text: phrase.Fill(b.p.WeakNot, "n", strconv.Itoa(facts), "cases", strconv.Itoa(b.pf.Len())), Weight: view.Quiet,
		})
	}
	return blocks
}

// held names the question that most often holds cases back at a step.
func (b *builder) held(bank *questions.Bank, n *portfolio.NodeTally) string {
	return phrase.Fill(b.p.HeldIn, "question", bank.Questions[n.Question].Ask, "n", strconv.Itoa(n.Held), "of", strconv.Itoa(n.Cases[paths.MetNever]))
}

// need is what the best verdict of a scale asks of every part, in whole percent, or 0.
func need(bank *questions.Bank) int {
	if len(bank.Endings) == 0 {
		return 0
	}
	return bank.Endings[0].Every
}

// lowBands is how many bands of a scale lie below what the best verdict asks of every
// part; where none does, or nothing is asked, the lower half of them.
func lowBands(bank *questions.Bank) int {
	low := 0
	for low+1 < len(bank.Bands) && bank.Bands[low+1].From <= need(bank) {
		low++
	}
	if low == 0 {
		return len(bank.Bands) / 2
	}
	return low
}

// weakestPart names the parts of a scale on which most cases are in the lower bands.
func (b *builder) weakestPart(s *portfolio.Spread) []string {
	bank := b.pf.Banks[s.Bank]
	low := lowBands(bank)
	counts := make([]tally, len(s.Parts))
	for i := range s.Parts {
		counts[i].perhaps = s.Parts[i].Open
		for _, n := range s.Parts[i].Bands[:low] {
			counts[i].surely += n
		}
	}
	var parts []string
	places := most(counts)
	for _, i := range places {
		parts = append(parts, b.p.Quote(bank.Dimensions[i].Title))
	}
	if parts == nil {
		return nil
	}
	return []string{b.inMany(b.p.WeakMostOf, bank, parts, counts[places[0]], s.Cases)}
}

// How a case fares at a step, in the order in which that is drawn.
var fares = [...]paths.Met{paths.MetSurely, paths.MetMaybe, paths.MetNever, paths.MetNever}

// steps draws how the cases fare at each step of a way, as parts of all cases.
func (b *builder) steps(is *portfolio.Passage) view.Stacks {
	bank := b.pf.Banks[is.Bank]
	id := "steps--" + bank.ID
	stacks := view.Stacks{ID: id, Title: phrase.Fill(b.p.StepsOver, "bank", bank.Title), Head: b.p.ColPart, Drawn: b.p.CaseCount, Of: b.pf.Len()}
	tones := [...]view.Tone{view.BandTone(1, 1, 2), view.Hatched, view.BandTone(0, 1, 2), view.Unmet}
	facts := 0
	for i := range bank.Nodes {
		if bank.Nodes[i].Fact {
			facts++
		}
	}
	drawn := []int{0, 1}
	if facts < len(bank.Nodes) {
		drawn = append(drawn, 2)
	}
	if facts > 0 {
		drawn = append(drawn, 3)
	}
	for _, at := range drawn {
		stacks.Legend = append(stacks.Legend, view.Share{ID: id + "--legend--" + strconv.Itoa(at), Label: b.p.StepIs[at], Tone: tones[at]})
	}
	for i := range is.Nodes {
		node, n := &bank.Nodes[i], &is.Nodes[i]
		row := view.StackRow{ID: id + "--" + node.ID, Title: node.Title}
		other := 3 // the way of not passing that this one has not
		if node.Fact {
			other = 2
		}
		if n.Question >= 0 {
			row.Detail = b.held(bank, n)
		}
		for _, at := range drawn {
			cases := n.Cases[fares[at]]
			if at == other {
				cases = 0
			}
			row.Cases, row.Keys = append(row.Cases, cases), append(row.Keys, stepKey(is.Bank, i, fares[at]))
		}
		stacks.Rows = append(stacks.Rows, row)
	}
	return stacks
}

// spread draws where the cases stand on the parts of a scale.
func (b *builder) spread(s *portfolio.Spread) view.Stacks {
	bank := b.pf.Banks[s.Bank]
	id := "parts--" + bank.ID
	title := phrase.Fill(b.p.PartsOfAll, "bank", bank.Title)
	if s.Cases < b.pf.Len() {
		title = phrase.Fill(b.p.PartsOver, "bank", bank.Title, "n", strconv.Itoa(s.Cases))
	}
	stacks := view.Stacks{ID: id, Title: title, Head: b.p.ColPart, Drawn: b.p.CaseCount}
	middle := lowBands(bank) // what is not known may be either
	for band := range bank.Bands {
		stacks.Legend = append(stacks.Legend, view.Share{ID: id + "--legend--" + bank.Bands[band].ID, Label: bank.Bands[band].Title, Tone: view.BandTone(band, middle, len(bank.Bands))})
	}
	stacks.Legend = slices.Insert(stacks.Legend, middle, view.Share{ID: id + "--legend--open", Label: b.p.CannotBand, Tone: view.Hatched})
	for i := range s.Parts {
		row := view.StackRow{ID: id + "--" + bank.Dimensions[i].ID, Title: strconv.Itoa(i+1) + " " + bank.Dimensions[i].Title}
		row.Cases = slices.Insert(slices.Clone(s.Parts[i].Bands), middle, s.Parts[i].Open)
		for band := range bank.Bands {
			row.Keys = append(row.Keys, bandKey(s.Bank, i, band))
		}
		row.Keys = slices.Insert(row.Keys, middle, bandKey(s.Bank, i, -1))
		stacks.Rows = append(stacks.Rows, row)
	}
	return stacks
}
