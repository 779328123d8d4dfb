package report

import (
	"slices"
	"strconv"
	"strings"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/questions"
	"collectiveimpact/samklar/report/phrase"
	"collectiveimpact/samklar/report/view"
)

// atAGlance shows a conclusion in pictures: the ways up to where it stands, and the
// scales that decide it or may.
func (b *builder) atAGlance(id string, c *assess.Chain) []view.Block {
	g := view.Glance{ID: id + "--glance", Alone: b.in.Audience == Board}
	for i, step := range c.Steps {
		if r := &b.r.Banks[step.Bank]; r.Bank.Kind == questions.Tree && i <= c.Stands() {
			g.Ways = append(g.Ways, b.strip(g.ID+"--"+r.Bank.ID, step.Bank))
		}
	}
	for _, bank := range b.order(assess.Deciding, assess.Conditional) {
		r := &b.r.Banks[bank]
		if !b.drawn(c, bank) {
			continue
		}
		s := view.Scale{ID: g.ID + "--" + r.Bank.ID, Title: b.scaleTitle(bank), Bars: b.bars(g.ID+"--"+r.Bank.ID, r), Said: b.weakest(bank)}
		for d := range r.Scores { // what holds a part down is not said beside it
			s.Bars.Bars[d].Percent = b.percent(&r.Scores[d])
		}
		g.Scales = append(g.Scales, s)
	}
	if len(g.Ways)+len(g.Scales) == 0 {
		return nil
	}
	return []view.Block{g}
}

// drawn reports whether a bank is a scale that decides a conclusion, or may.
func (b *builder) drawn(c *assess.Chain, bank int) bool {
	r := &b.r.Banks[bank]
	of := slices.ContainsFunc(c.Steps, func(s assess.Step) bool { return s.Bank == bank }) || leadsTo(&c.Path, bank) >= 0
	return of && r.Bank.Kind == questions.Scale && (r.Role == assess.Deciding || r.Role == assess.Conditional && r.Answered())
}

// strip gives the nodes that a walk comes by, or may, as stations.
func (b *builder) strip(id string, bank int) view.Strip {
	r := &b.r.Banks[bank]
	s := view.Strip{ID: id, Title: r.Bank.Title}
	if b.in.Audience == Board {
		s.About, _, _ = strings.Cut(r.Bank.About, ". ")
		s.About = strings.TrimSuffix(s.About, ".") + "."
	} else { // the headline of a board has said it
		s.End = phrase.Fill(b.p.LeadsTo, "codes", b.codes(bank, r.Codes))
	}
	for i := range r.Nodes {
		if !r.Nodes[i].Reachable {
			continue
		}
		node := &r.Bank.Nodes[i]
		station := view.Station{ID: id + "--" + node.ID, Title: node.Title, Target: view.Target("way--" + r.Bank.ID + "--node--" + node.ID)}
		station.Mark, station.Status = b.status(r.Nodes[i].Status)
		station.Fact = node.Fact
		s.Stations = append(s.Stations, station)
	}
	return s
}

// scaleTitle names a scale, and says when it counts if it does not surely.
func (b *builder) scaleTitle(bank int) string {
	if condition := b.condition(bank); condition != "" {
		return b.r.Banks[bank].Bank.Title + " (" + condition + ")"
	}
	return b.r.Banks[bank].Bank.Title
}

// measure puts a scale's bands beside its scores, what its best verdict asks of
// every part, and which part is the weakest.
func (b *builder) measure(bars *view.Bars, r *assess.BankResult) {
	for i, band := range r.Bank.Bands {
		to := 100
		if i+1 < len(r.Bank.Bands) {
			to = r.Bank.Bands[i+1].From
		}
		bars.Zones = append(bars.Zones, view.Zone{From: band.From, To: to, Title: band.Title})
	}
	if len(r.Bank.Endings) > 0 && r.Bank.Endings[0].Every > 0 {
		best := &r.Bank.Endings[0]
		bars.Need = best.Every
		bars.Needs = phrase.Fill(b.p.NeedsEvery, "code", b.p.Quote(best.Title), "percent", b.p.Percent(best.Every, best.Every))
	}
	b.then(bars, r)
	bars.Signs = b.p.SignsDrawn
	if bars.Need > 0 {
		bars.Signs += ", " + phrase.Fill(b.p.SignNeeded, "code", b.p.Quote(r.Bank.Endings[0].Title), "percent", b.p.Percent(bars.Need, bars.Need))
	}
	for d := range r.Scores {
		if bars.Bars[d].Short = !r.Scores[d].CountsHigh.Reaches(bars.Need); bars.Bars[d].Short {
			bars.Shorts = b.p.ShortDrawn
		}
		switch bar := &bars.Bars[d]; {
		case len(r.Scores) < 2 || len(r.Weakest) == len(r.Scores):
		case slices.Contains(r.Weakest, d):
			bar.Weakest = b.p.IsWeakest
		case len(r.Weakest) == 0 && len(r.MaybeWeakest) < len(r.Scores) && slices.Contains(r.MaybeWeakest, d):
			bar.Weakest = b.p.MayBeWeakest
		}
	}
}

// then puts what the parts came to at an earlier moment beside their scores.
func (b *builder) then(bars *view.Bars, r *assess.BankResult) {
	if b.in.Was == nil {
		return
	}
	bars.Then, bars.Thens = b.p.ColThen, b.p.ThenDrawn
	for i := range b.in.Was.Banks {
		was := &b.in.Was.Banks[i]
		if was.Bank.ID != r.Bank.ID {
			continue
		}
		for d := range bars.Bars {
			s := &was.Overall
			if d < len(was.Scores) {
				s = &was.Scores[d]
			}
			then := view.Range{High: 100, Percent: b.p.DimNotKnown}
			if s.Known {
				then.Low, then.High = s.Low.Percent(), s.High.Percent()
				then.Percent = b.p.Percent(then.Low, then.High)
			}
			then.Said = phrase.Fill(b.p.ThenWas, "percent", then.Percent)
			bars.Bars[d].Then = then
		}
	}
}

// few keeps the cautions that an audience can carry, and says how many more there
// are.
func (b *builder) few(cautions view.Links) view.Links {
	const most = 3
	if b.in.Audience != Board {
		return cautions
	}
	for i := range cautions.Links {
		cautions.Links[i].Details = nil
	}
	if more := len(cautions.Links) - most; more > 0 {
		cautions.Links = append(cautions.Links[:most:most], view.Link{ID: cautions.ID + "--more", Text: phrase.Fill(b.p.MoreCautions, "n", strconv.Itoa(more))})
	}
	return cautions
}

// brief is the receipt in one line: what was used, and the beginning of the digest
// by which the answers are known again.
func (b *builder) brief() []view.Block {
	var banks []string
	for _, bank := range b.order(assess.Deciding, assess.Beside, assess.Conditional) {
		banks = append(banks, b.r.Banks[bank].Bank.ID+" "+strconv.Itoa(b.r.Banks[bank].Bank.Version))
	}
	const enough = 12
	_, digest, _ := strings.Cut(b.in.Entries.Digest(b.in.Result.Selected()), ":")
	parts := []string{phrase.Fill(b.p.ToolVersion, "version", b.in.Tool), phrase.Fill(b.p.UsedBanks, "banks", strings.Join(banks, ", "))}
	if b.told.AsOf != "" {
		parts = append(parts, b.p.AsOf+": "+b.p.Date(b.told.AsOf))
	}
	parts = append(parts, phrase.Fill(b.p.UsedAnswers, "digest", digest[:enough]))
	return []view.Block{
		view.Text{ID: "no-promise", Text: b.p.NoPromise},
		view.Text{ID: "receipt", Text: strings.Join(parts, " · "), Weight: view.Quiet},
	}
}
