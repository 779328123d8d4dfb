package moments

import (
	"strconv"
	"strings"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/compare"
	"collectiveimpact/samklar/questions"
	"collectiveimpact/samklar/questions/text"
	"collectiveimpact/samklar/report/phrase"
	"collectiveimpact/samklar/report/view"
)

// Histories is everything a comparison of many cases is made from.
type Histories struct {
	All     []compare.History
	Unnamed int  // without an id or a date
	Unread  int  // files that could not be read
	Over    bool // through all their moments, and not from then to now
	Banks   []*questions.Bank
	Lang    string
	Tool    string // the tool's version
}

// BuildAll makes the view of a comparison of many cases.
func BuildAll(in *Histories) *view.View {
	b := &many{Histories: in, p: phrase.For(in.Lang)}
	v := &view.View{Lang: b.p.Lang, Title: b.p.ChangesTitle, Contents: b.p.Contents}
	if in.Over {
		v.Title = b.p.ChangesOver
	}
	v.Sections = []view.Section{{ID: "conclusion", Title: b.p.Conclusion, Blocks: b.counts()}}
	if len(in.All) > 0 {
		v.Sections = append(v.Sections, view.Section{ID: "cases", Title: b.p.ChangesCases, Blocks: []view.Block{b.table()}})
	}
	if in.Over {
		for i := range in.All {
			if blocks := b.course(&in.All[i], "case-"+strconv.Itoa(i+1)); blocks != nil {
				v.Sections = append(v.Sections, view.Section{ID: "case-" + strconv.Itoa(i+1), Title: named(&in.All[i]), Blocks: blocks})
			}
		}
	}
	v.Sections = append(v.Sections, view.Section{ID: "receipt", Title: b.p.HowScored, Blocks: []view.Block{view.Text{ID: "tool", Text: "samklar " + in.Tool, Weight: view.Quiet}}})
	v.SettleTargets()
	return v
}

type many struct {
	*Histories
	p *phrase.Phrases
}

// counts says how many cases have changed how, and what to bear in mind.
func (b *many) counts() []view.Block {
	n := make(map[string]int)
	lower := false
	for i := range b.All {
		h := &b.All[i]
		n[h.Word()]++
		for _, c := range h.Steps {
			for _, a := range c.Answers {
				lower = lower || a.Turn == compare.Lower
			}
		}
	}
	blocks := []view.Block{view.Text{ID: "count", Text: phrase.Fill(b.p.ChangesCount, "n", strconv.Itoa(len(b.All))), Weight: view.Lead}}
	items := view.Items{ID: "counts"}
	for _, word := range compare.Words() {
		if n[word] > 0 {
			items.Items = append(items.Items, view.Item{ID: "count--" + word, Text: phrase.Fill(b.p.ChangesOf, "what", b.p.ChangesWords[word], "n", strconv.Itoa(n[word]))})
		}
	}
	if items.Items != nil {
		blocks = append(blocks, items)
	}
	bear := view.Items{ID: "bear"}
	add := func(id, said string) { bear.Items = append(bear.Items, view.Item{ID: id, Text: said}) }
	if b.Over {
		add("whole", b.p.ChangesWhole)
	}
	if lower {
		add("sees-more", b.p.FallMaySee)
	}
	if b.Unnamed > 0 {
		add("unnamed", phrase.Fill(b.p.ChangesUnnamed, "n", strconv.Itoa(b.Unnamed)))
	}
	if b.Unread > 0 {
		add("unread", phrase.Fill(b.p.ChangesUnread, "n", strconv.Itoa(b.Unread)))
	}
	if bear.Items != nil {
		blocks = append(blocks, bear)
	}
	return blocks
}

func named(h *compare.History) string {
	title := text.Line(h.Case().Title)
	if title == "" {
		return text.Line(h.ID)
	}
	return title
}

// table lists the cases with where they stood and where they stand, and which parts rose
// or fell.
func (b *many) table() view.Table {
	t := view.Table{ID: "table", Caption: b.p.ChangesCases, Head: []view.Column{
		{Title: b.p.ColCase, Names: true}, {Title: b.p.ColHappened}, {Title: b.p.ColThen}, {Title: b.p.ColNow},
	}}
	for i := range b.All {
		h := &b.All[i]
		then, now := view.Cell{}, view.Cell{}
		if h.Presence != compare.New {
			then = b.stands(&h.Moments[0])
		}
		if h.Presence != compare.Gone && h.Presence != compare.Once {
			now = b.stands(&h.Moments[len(h.Moments)-1])
		}
		marks := map[string]view.Mark{"further": view.Yes, "better-known": view.Yes, "back": view.No, "known-less": view.Maybe, "changed": view.Maybe}
		mark, has := marks[h.Word()]
		if !has {
			mark = view.Aside
		}
		t.Rows = append(t.Rows, view.TableRow{ID: "row-" + strconv.Itoa(i+1), Cells: []view.Cell{
			{Text: named(h), Detail: idBeside(h)},
			{Text: b.p.ChangesWords[h.Word()], Mark: mark, Detail: b.moved(h)},
			then, now,
		}})
	}
	return t
}

// id gives the id beside a title.
func idBeside(h *compare.History) string {
	if id := text.Line(h.ID); id != named(h) {
		return id
	}
	return ""
}

// moved says what else may lie behind an open step, which parts rose and which fell.
func (b *many) moved(h *compare.History) string {
	if h.Whole == nil {
		return ""
	}
	said := b.behind(h)
	for _, change := range []compare.Change{compare.Rose, compare.Fell} {
		var parts []string
		for i := range h.Whole.Parts {
			for d, of := range h.Whole.Parts[i] {
				if of == change {
					parts = append(parts, b.p.Quote(b.Banks[i].Dimensions[d].Title))
				}
			}
		}
		if parts != nil {
			said = append(said, phrase.Fill(b.p.SumChanges[change.String()], "parts", phrase.Join(parts, b.p.And)))
		}
	}
	return strings.Join(said, " ")
}

// behind says what may lie behind single ends of an open step, where that has changed.
func (b *many) behind(h *compare.History) []string {
	was, is := &h.Moments[0], &h.Moments[len(h.Moments)-1]
	if len(h.Whole.Relations) == 0 || h.Whole.Relations[0] == compare.Same {
		return nil
	}
	one := &builder{Input: &Input{Was: Moment{Case: was.Case, Result: was.Result}, Is: Moment{Case: is.Case, Result: is.Result}}, p: b.p}
	var said []string
	for _, block := range one.behind("", 0) {
		if t, ok := block.(view.Text); ok {
			said = append(said, t.Text)
		}
	}
	return said
}

// stands says what a case comes to at a moment.
func (b *many) stands(m *compare.Moment) view.Cell {
	c := view.Cell{Detail: b.p.Date(text.Line(m.Case.AsOf))}
	if len(m.Result.Chains) > 0 {
		one := &builder{Input: &Input{}, p: b.p}
		c.Text = one.path(m.Result, 0)
	}
	return c
}

// course follows a case through its moments: what it came to, and its parts.
func (b *many) course(h *compare.History, id string) []view.Block {
	if h.Presence != compare.Throughout {
		return nil
	}
	items := view.Items{ID: id + "--moments"}
	for m := range h.Moments {
		stands := b.stands(&h.Moments[m])
		item := view.Item{ID: id + "--moment-" + strconv.Itoa(m+1), Text: stands.Detail + ": " + stands.Text}
		if m > 0 && len(h.Steps[m-1].Relations) > 0 {
			item.Details = []string{b.p.Relations[h.Steps[m-1].Relations[0].String()]}
		}
		items.Items = append(items.Items, item)
	}
	blocks := []view.Block{items}
	for i, bank := range b.Banks {
		drawn := multiples(id+"--drawn--"+bank.ID, bank, i, h.Moments, b.p)
		if drawn.Parts == nil {
			continue
		}
		parts := view.Items{ID: id + "--parts--" + bank.ID}
		for d := range drawn.Parts {
			ranges := make([]string, len(h.Moments))
			for m := range h.Moments {
				ranges[m] = drawn.Parts[d].Bars.Bars[m].Percent
			}
			parts.Items = append(parts.Items, view.Item{
				ID: parts.ID + "--" + bank.Dimensions[d].ID, Text: bank.Dimensions[d].Title + ": " + strings.Join(ranges, " → "),
				Details: []string{b.p.Changes[h.Whole.Parts[i][d].String()]},
			})
		}
		blocks = append(blocks, drawn, parts)
	}
	return blocks
}

// multiples draws what each dimension of a bank counts as at some moments; nothing where
// none is known at any.
func multiples(id string, bank *questions.Bank, at int, moments []compare.Moment, p *phrase.Phrases) view.Multiples {
	all := view.Multiples{ID: id, Drawn: p.MomentsDrawn}
	known := false
	var zones []view.Zone
	for i, band := range bank.Bands {
		zone := view.Zone{From: band.From, To: 100, Title: band.Title}
		if i+1 < len(bank.Bands) {
			zone.To = bank.Bands[i+1].From
		}
		zones = append(zones, zone)
	}
	for d := range bank.Dimensions {
		bars := view.Bars{ID: id + "--" + bank.Dimensions[d].ID, Zones: zones}
		for m := range moments {
			s := moments[m].Result.Banks[at].Scores[d]
			known = known || s.Known
			bars.Bars = append(bars.Bars, view.Bar{
				ID: bars.ID + "-" + strconv.Itoa(m+1), Label: p.Date(text.Line(moments[m].Case.AsOf)), Known: s.Known,
				Low: s.CountsLow.Percent(), High: s.CountsHigh.Percent(), Percent: percentOf(s, p),
			})
		}
		all.Parts = append(all.Parts, view.Multiple{Title: bank.Dimensions[d].Title, Bars: bars})
	}
	if !known {
		all.Parts = nil
	}
	return all
}

func percentOf(s assess.Score, p *phrase.Phrases) string {
	if !s.Known {
		return p.DimNotKnown
	}
	return p.Percent(s.CountsLow.Percent(), s.CountsHigh.Percent())
}
