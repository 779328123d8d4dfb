package round

import (
	"strconv"

	"collectiveimpact/samklar/assess/portfolio"
	"collectiveimpact/samklar/report/phrase"
	"collectiveimpact/samklar/report/view"
)

// decided counts what people decided, lists the cases of each outcome, and says which
// decisions are to be looked at again.
func (b *builder) decided() []view.Block {
	if !b.pf.Decided || b.pf.Len() == 0 {
		return nil
	}
	by, none := b.pf.Decisions()
	lead := phrase.Fill(b.p.DecidedLead, "decided", b.of(b.pf.Len()-none), "open", strconv.Itoa(none))
	blocks := []view.Block{view.Text{ID: "decided-lead", Text: lead, Weight: view.Lead}}
	again, n := view.Items{ID: "decided-again"}, 0
	for place, c := range b.pf.All() {
		if d := c.Decided; d != nil && len(d.LookAgain()) > 0 {
			if n++; n <= b.most() {
				again.Items = append(again.Items, b.caseItem("decided-again", place, c, b.lookAgainAt(d)...))
			}
		}
	}
	if n > 0 {
		blocks = append(blocks, view.Text{ID: "decided-again-title", Text: b.p.DecidedAgain, Weight: view.Heading})
		blocks = append(blocks, b.listed(again, n)...)
	}
	for o, n := range by {
		if n == 0 {
			continue
		}
		outcome := portfolio.Outcome(o)
		id := "decided--" + outcome.String()
		items := view.Items{ID: id}
		for place, c := range b.pf.All() {
			if c.Decided != nil && c.Decided.Outcome == outcome && len(items.Items) < b.most() {
				items.Items = append(items.Items, b.caseItem(id, place, c, b.when(c.Decided)...))
			}
		}
		blocks = append(blocks, view.Text{ID: id + "-title", Text: b.p.Outcomes[outcome.String()] + ": " + strconv.Itoa(n), Weight: view.Heading})
		blocks = append(blocks, b.listed(items, n)...)
	}
	return blocks
}

// lookAgainAt says why a decision is to be looked at again.
func (b *builder) lookAgainAt(d *portfolio.Decided) []string {
	said := []string{b.p.Outcomes[d.Outcome.String()]}
	if d.OtherAnswers {
		said = append(said, b.p.OtherAnswers)
	}
	if d.AgainstPolicy {
		said = append(said, b.p.AgainstPolicy)
	}
	if d.DatePassed {
		said = append(said, b.p.DatePassed+": "+b.p.Date(d.Until))
	}
	return said
}

// when says when it was decided, and until when something is expected.
func (b *builder) when(d *portfolio.Decided) []string {
	var said []string
	if d.On != "" {
		said = append(said, phrase.Fill(b.p.DecidedOn, "date", b.p.Date(d.On)))
	}
	if d.Until != "" {
		said = append(said, phrase.Fill(b.p.DecidedUntil, "date", b.p.Date(d.Until)))
	}
	return said
}
