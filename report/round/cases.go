package round

import (
	"slices"
	"strconv"
	"strings"

	"collectiveimpact/samklar/assess/paths"
	"collectiveimpact/samklar/assess/portfolio"
	"collectiveimpact/samklar/questions/text"
	"collectiveimpact/samklar/report/phrase"
	"collectiveimpact/samklar/report/view"
)

// name gives what a case is called: its title, or where it has none its id, or its
// source; and beside it what it is known by besides.
func (b *builder) name(c *portfolio.Ranked) (called, besides string) {
	var names []string
	for _, s := range []string{c.Title, c.ID, c.Source} {
		if s = text.Line(s); s != "" && !slices.Contains(names, s) {
			names = append(names, s)
		}
	}
	if len(names) == 0 {
		return "", ""
	}
	if s := text.Line(c.Where); s != "" && !strings.Contains(names[0], s) {
		names = slices.Insert(names, 1, s)
	}
	if s := text.Line(c.AsOf); s != "" {
		names = slices.Insert(names, 1, b.p.Date(s))
	}
	return names[0], strings.Join(names[1:], " · ")
}

// caseTarget is the row of a case in the table of all.
func caseTarget(place int) view.Target { return view.Target("case--" + strconv.Itoa(place+1)) }

// caseItem is a case in a list, with its place in the order.
func (b *builder) caseItem(id string, place int, c *portfolio.Ranked, details ...string) view.Item {
	called, _ := b.name(c)
	return view.Item{ID: id + "--" + strconv.Itoa(place+1), Text: called, Details: details, Target: caseTarget(place)}
}

// place is the place of a case in the order, with a sign where others share it: as "1=".
func (b *builder) place(at int) string {
	is := b.pf.Case(at).Place
	said := strconv.Itoa(is)
	if at > 0 && b.pf.Case(at-1).Place == is || at+1 < b.pf.Len() && b.pf.Case(at+1).Place == is {
		said += "="
	}
	return said
}

// most is how many cases a list has at most.
func (b *builder) most() int {
	if b.Top > 0 {
		return min(b.Top, mostListed)
	}
	return mostListed
}

// listed gives a list of at most so many entries, and says where more are left
// out.
func (b *builder) listed(items view.Items, all int) []view.Block {
	if len(items.Items) < all {
		return []view.Block{items, b.cut(items.ID, all)}
	}
	return []view.Block{items}
}

func (b *builder) cut(id string, all int) view.Text {
	said := phrase.Fill(b.p.CutAfter, "n", strconv.Itoa(b.most()), "all", strconv.Itoa(all), "format", "-f csv")
	if b.Top > 0 {
		said = phrase.Fill(b.p.TopOf, "n", strconv.Itoa(b.most()), "all", strconv.Itoa(all))
	}
	return view.Text{ID: id + "--cut", Text: said, Weight: view.Quiet}
}

// ranking is all cases in order, a line each.
func (b *builder) ranking() []view.Block {
	if b.pf.Len() == 0 {
		return nil
	}
	t := newLines(b)
	var blocks []view.Block
	quiet := func(id, said string) {
		blocks = append(blocks, view.Text{ID: id, Text: said, Weight: view.Quiet})
	}
	blocks = append(blocks, t.cases)
	if b.pf.Len() > b.most() {
		blocks = append(blocks, b.cut("ranking", b.pf.Len()))
	}
	if t.scale >= 0 && b.Page {
		var parts []string
		for i := range b.pf.Banks[t.scale].Dimensions {
			parts = append(parts, strconv.Itoa(i+1)+" "+b.pf.Banks[t.scale].Dimensions[i].Title)
		}
		said := phrase.Fill(b.p.PartSigns, "parts", strings.Join(parts, "; "))
		if t.short() {
			best := &b.pf.Banks[t.scale].Endings[0]
			said += " " + phrase.Fill(b.p.PartShort, "code", b.p.Quote(best.Title), "percent", b.p.Percent(best.Every, best.Every))
		}
		quiet("ranking-parts", said)
	}
	if b.pf.Policy != nil {
		quiet("ranking-policy", b.rankingPolicy())
	}
	quiet("ranking-note", b.p.RankingNote)
	return blocks
}

// lines makes a line of each case.
type lines struct {
	*builder
	cases view.Cases
	tones map[paths.Code]view.Tone
	keys  map[paths.Code]string // of the chips that pick an end
	scale int                   // the bank of which the parts are drawn, or -1
}

// newLines makes the lines of the cases that are listed.
func newLines(b *builder) *lines {
	t := &lines{builder: b, tones: make(map[paths.Code]view.Tone), keys: make(map[paths.Code]string), scale: -1}
	ends, _ := b.pf.CameTo()
	for i, end := range ends {
		t.tones[end.Code], t.keys[end.Code] = view.CameTone(i, len(ends)), endKey(i)
	}
	h := view.CaseHead{Place: "#", Case: b.p.ColCase, Conclusion: b.p.Conclusion, Weakest: b.p.ColWeakest, Open: b.p.ColMissing, Lacking: b.p.ColLacking}
	if spreads := b.pf.Spreads(); len(spreads) > 0 {
		t.scale = spreads[0].Bank
		h.Parts, h.Numbers = b.p.ColParts, len(b.pf.Banks[t.scale].Dimensions)
	}
	if b.pf.Policy != nil {
		for i := range b.pf.Policy.Rules {
			h.Rules, h.RuleWords = append(h.Rules, b.ruleNumber(i)), append(h.RuleWords, b.rule(&b.pf.Policy.Rules[i]))
		}
	}
	t.cases = view.Cases{ID: "ranking", Caption: b.p.AllCases, Head: h}
	if b.Page {
		t.cases.Find = view.Find{Search: b.p.SearchCases, Shown: phrase.Fill(b.p.ShownOf, "n", "{n}", "all", strconv.Itoa(min(b.pf.Len(), b.most()))), SortBy: b.p.SortBy, Rest: b.p.RulesRest}
	}
	for i, c := range b.pf.All() {
		if i == b.most() {
			break
		}
		t.cases.Rows = append(t.cases.Rows, t.row(i, c))
	}
	if b.Page {
		t.chips(ends)
	}
	return t
}

// chips are what the cases that are listed can be picked by: what is required of them, or
// else what came out.
func (t *lines) chips(ends []portfolio.CameTo) {
	counts := make(map[string]int)
	for i := range t.cases.Rows {
		for _, key := range append(t.cases.Rows[i].Keys, "") {
			counts[key]++
		}
	}
	add := func(key, says string) {
		if n := counts[key]; n > 0 {
			t.cases.Find.Chips = append(t.cases.Find.Chips, view.Chip{Key: key, Says: says, Cases: n})
		}
	}
	add("", t.p.ChipAll)
	if t.pf.Policy != nil {
		add(togetherKey(paths.MetSurely), t.p.ChipMeet)
		add(togetherKey(paths.MetMaybe), t.p.ChipMay)
		add(oneKey, t.p.ChipOne)
		add(sourceKey, t.p.ChipSource)
		add(shortKey, t.p.ChipShort)
		add(togetherKey(paths.MetNever), t.p.ChipNot)
		return
	}
	for _, end := range ends {
		add(t.keys[end.Code], t.pf.Banks[end.Bank].Endings[end.Ending].Title)
	}
	add(openKey, t.p.ChipOpen)
	add(oneKey, t.p.ChipOne)
}

func (t *lines) row(place int, c *portfolio.Ranked) view.CaseRow {
	called, besides := t.name(c)
	r := view.CaseRow{
		ID: string(caseTarget(place)), Place: t.place(place), Title: called, Besides: besides,
		Conclusion: t.stands(c), Code: t.path(c.Path), Tone: view.Hatched, Open: strconv.Itoa(c.Open), Weakest: "–",
	}
	if t.Report != nil {
		r.Report = t.Report(c.Source)
	}
	if end, ok := c.End(); ok {
		r.Tone = t.tones[end]
	}
	if c.Scaled {
		r.Weakest = t.p.DimNotKnown
		if c.Weakest.Bank >= 0 {
			r.Weakest = strconv.Itoa(c.Weakest.Dimension+1) + " " + t.part(c.Weakest)
			if s := t.pf.Score(c, c.Weakest); s.Known {
				r.Reaches = t.p.Percent(s.Low, s.High)
			}
		}
	}
	if t.scale >= 0 && t.pf.Applies(c, t.scale) {
		r.Parts = t.ranges(c)
	}
	if c.Judged != nil {
		for _, m := range c.Judged.Rules {
			r.Rules = append(r.Rules, t.met(m))
		}
	}
	r.Lacking = t.lacking(c)
	if t.Page {
		r.Details, r.Keys = t.details(c), t.keysOf(c)
	}
	return r
}

// ranges are what a case has of each part.
func (t *lines) ranges(c *portfolio.Ranked) []view.Part {
	all, need := make([]view.Part, t.cases.Head.Numbers), need(t.pf.Banks[t.scale])
	for i := range all {
		d := portfolio.DimensionRef{Bank: t.scale, Dimension: i}
		s := t.pf.Score(c, d)
		all[i] = view.Part{High: 100, Says: "?", Short: s.CountsHigh < need}
		if s.Known {
			all[i].Low, all[i].High, all[i].Says = s.Low, s.High, t.p.Percent(s.Low, s.High)
		}
	}
	return all
}

// short tells whether a part of some case is drawn as falling short.
func (t *lines) short() bool {
	return slices.ContainsFunc(t.cases.Rows, func(r view.CaseRow) bool {
		return slices.ContainsFunc(r.Parts, func(p view.Part) bool { return p.Short })
	})
}

// stands names what a case has come to: the last step if all are settled; else what
// was settled last, and what the open step lies between, if that is little.
func (b *builder) stands(c *portfolio.Ranked) string {
	var settled string
	for _, s := range c.Path.Steps {
		bank := b.pf.Banks[s.Bank]
		if len(s.Codes) == 1 {
			settled = bank.Endings[s.Codes[0]].Title
			continue
		}
		said := phrase.Fill(b.p.OpenWays, "n", strconv.Itoa(len(s.Codes)))
		if len(s.Codes) == 2 {
			said = phrase.Join([]string{bank.Endings[s.Codes[0]].Title, bank.Endings[s.Codes[1]].Title}, b.p.Or)
		}
		if settled != "" {
			said = settled + " → " + said
		}
		return said
	}
	return settled
}

// lacking says in short what a case wants: to meet the policy how many questions are to
// be asked, or how many levels it is short; without one how many answers decide.
func (t *lines) lacking(c *portfolio.Ranked) string {
	switch {
	case c.Judged == nil && c.Pivotal > 0 && c.Exact:
		return phrase.Fill(t.p.AskN, "n", strconv.Itoa(c.Pivotal))
	case c.Judged == nil || c.Judged.Together == paths.MetSurely || c.Judged.Together == paths.NotNeeded:
		return ""
	case c.Judged.Together == paths.MetMaybe:
		return t.toAskInShort(c.Judged)
	case c.Unclear:
		return t.p.NotClear
	case c.Short < 0:
		return t.p.NoLevel
	}
	var said []string
	if n := len(c.Find); n > 0 && !c.Again {
		said = append(said, phrase.Fill(t.p.FindN, "n", strconv.Itoa(n)))
	}
	if c.Short > 0 {
		said = append(said, phrase.Fill(t.p.LevelsN[min(c.Short, 2)-1], "n", strconv.Itoa(c.Short)))
	}
	if c.Besides > 0 && !t.besidesBelow(c) {
		said = append(said, t.besides(c))
	}
	if c.Again {
		said = append(said, t.p.AskAgain)
	}
	return strings.Join(said, " · ")
}

// rankingPolicy says how cases stand by the policy, and what is said of them there.
func (b *builder) rankingPolicy() string {
	said, find, again := b.p.RankingPolicy, false, false
	for _, c := range b.pf.All() {
		find, again = find || len(c.Find) > 0 && !c.Again, again || c.Again
	}
	if find {
		said += " " + b.p.RankingFind
	}
	if again {
		said += " " + b.p.RankingAgain
	}
	return said
}

// findFirst names what is to be found out about the problem before anything else helps. What
// is answered again is not known then either.
func (b *builder) findFirst(c *portfolio.Ranked) []string {
	var asked []string
	for _, ref := range c.Find {
		asked = append(asked, b.question(ref).Ask)
	}
	if asked == nil || c.Again {
		return nil
	}
	return []string{phrase.Fill(b.p.FindFirst, "questions", strings.Join(asked, " · "))}
}

// besidesBelow reports whether what a case lacks besides levels stands beneath its line: the
// column is narrow.
func (t *lines) besidesBelow(c *portfolio.Ranked) bool {
	return t.Page && c.Besides > 0 && (c.Find != nil || c.Again)
}

// besides says how many answers and sources a case lacks besides levels.
func (b *builder) besides(c *portfolio.Ranked) string {
	return phrase.Fill(b.p.BesidesN[min(c.Besides, 2)-1], "n", strconv.Itoa(c.Besides))
}

// toAskInShort counts the answers and the sources that are to be asked for.
func (b *builder) toAskInShort(j *portfolio.Judged) string {
	answers, sources := j.Wanted()
	var said []string
	if n := len(answers); n > 0 {
		said = append(said, phrase.Fill(b.p.AskN, "n", strconv.Itoa(n)))
	}
	if n := len(sources); n > 0 {
		said = append(said, phrase.Fill(b.p.SourcesN, "n", strconv.Itoa(n)))
	}
	return strings.Join(said, " · ")
}

// details say what decides a case, or what would have been enough.
func (t *lines) details(c *portfolio.Ranked) []string {
	if one := c.OneShort; one != nil {
		return []string{t.oneLevel(one)}
	}
	if c.Judged == nil {
		if question, ok := decider(c); ok {
			return []string{phrase.Fill(t.p.AskThis, "question", t.question(question).Ask)}
		}
		return nil
	}
	if c.Judged.Together == paths.MetNever {
		var said []string
		if !slices.Contains(c.Judged.Rules, paths.MetNever) {
			said = append(said, t.p.NotAtOnce)
		}
		said = append(said, t.findFirst(c)...)
		if t.besidesBelow(c) {
			said = append(said, t.besides(c))
		}
		if said == nil {
			return nil
		}
		return []string{strings.Join(said, " · ")} // on one line: sheets of paper are few
	}
	ask := c.Judged.Ask
	if len(ask) == 0 {
		return nil
	}
	var questions []string
	for i, ref := range ask[:min(len(ask), mostShown)] {
		questions = append(questions, t.asking(ref, &c.Judged.Asked[i]))
	}
	said := phrase.Fill(t.p.AskThis, "question", strings.Join(questions, " · "))
	if more := len(ask) - len(questions); more > 0 {
		said += " " + phrase.Fill(t.p.AskAlso, "n", strconv.Itoa(more))
	}
	return []string{said}
}

// mostShown is how many questions stand beneath a case on a page.
const mostShown = 2
