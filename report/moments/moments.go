// Package moments puts in words what has changed in a case between two moments. It
// fills a view, as package report does of what was answered.
package moments

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/compare"
	"collectiveimpact/samklar/questions"
	"collectiveimpact/samklar/questions/text"
	"collectiveimpact/samklar/report/phrase"
	"collectiveimpact/samklar/report/reasons"
	"collectiveimpact/samklar/report/view"
)

// A Moment is a case as it was answered at one time.
type Moment struct {
	Case   assess.Case
	Result *assess.Result
	Stale  int // how many answers count as unknown since their question has changed
}

// Of gives a case as it was answered at one time.
func Of(c assess.Case, entries assess.Entries, r *assess.Result) Moment {
	m := Moment{Case: c, Result: r}
	for _, all := range entries {
		for i := range all {
			if all[i].Stale != "" {
				m.Stale++
			}
		}
	}
	return m
}

// Input is everything a comparison is made from.
type Input struct {
	Was, Is    Moment
	Comparison *compare.Comparison
	Lang       string
	Tool       string // the tool's version
}

// steps is how many of the steps of last time are looked at: as many as a board
// was given.
const steps = 5

// Build makes the view of a comparison.
func Build(in *Input) *view.View {
	b := &builder{Input: in, p: phrase.For(in.Lang)}
	v := &view.View{Lang: b.p.Lang, Title: b.title(), Contents: b.p.Contents}
	for _, s := range []struct {
		id, title string
		blocks    []view.Block
	}{
		{"conclusion", b.p.Conclusion, b.conclusion()},
		{"bear-in-mind", b.p.ComparedHead, b.comparable()},
		{"parts", b.p.PartsHead, b.parts()},
		{"answers", b.p.AnswersHead, b.answers()},
		{"steps-then", b.p.StepsHead, b.steps()},
		{"receipt", b.p.HowScored, []view.Block{view.Text{ID: "tool", Text: "samklar " + in.Tool, Weight: view.Quiet}}},
	} {
		if len(s.blocks) > 0 {
			v.Sections = append(v.Sections, view.Section{ID: s.id, Title: s.title, Blocks: s.blocks})
		}
	}
	v.SettleTargets()
	return v
}

type builder struct {
	*Input
	p      *phrase.Phrases
	within string // what the ids begin with, as a part of something else
	brief  bool   // only what is known better or less, is higher or lower, rose or fell
}

// title names the case and the two times.
func (b *builder) title() string {
	name := text.Line(b.Is.Case.Title)
	if name == "" {
		name = b.p.Untitled
	}
	old, now := text.Line(b.Was.Case.AsOf), text.Line(b.Is.Case.AsOf)
	if old == "" || now == "" || old == now {
		return phrase.Fill(b.p.ComparedUndated, "case", name)
	}
	return phrase.Fill(b.p.Compared, "case", name, "old", b.p.Date(old), "new", b.p.Date(now))
}

// conclusion says how the ends stand to one another; what is better known and what less,
// what rose, what fell and what cannot be told; and then what the ends are.
func (b *builder) conclusion() []view.Block {
	var blocks, ends []view.Block
	for i, relation := range b.Comparison.Relations {
		id := b.within + "chain-" + strconv.Itoa(i+1)
		then, now := b.path(b.Was.Result, i), b.path(b.Is.Result, i)
		blocks = append(blocks, view.Text{ID: id, Text: b.p.Relations[relation.String()], Weight: view.Lead})
		if b.within == "" { // else it stands there already
			words := b.p.RelationNow
			if then == now && relation != compare.Same {
				words = b.p.RelationBoth
			}
			ends = append(ends, view.Text{ID: id + "-now", Text: phrase.Fill(words, "codes", now)})
		}
		if relation != compare.Same {
			if then != now {
				ends = append(ends, view.Text{ID: id + "-was", Text: phrase.Fill(b.p.RelationWas, "codes", then)})
			}
			if !b.brief {
				ends = append(ends, b.behind(id, i)...)
			}
		}
	}
	if items := b.inShort(); items.Items != nil {
		blocks = append(blocks, items)
	}
	return append(blocks, ends...)
}

// inShort says what is better known and what less, what rose, what fell and what cannot be
// told.
func (b *builder) inShort() view.Items {
	items := view.Items{ID: b.within + "in-short"}
	add := func(id, said string) {
		items.Items = append(items.Items, view.Item{ID: items.ID + "--" + id, Text: said})
	}
	for _, turn := range turns() {
		if parts, n := b.partsOf(turn); n > 0 && !(b.brief && turn == compare.Otherwise) {
			add(turn.String(), phrase.Fill(b.p.SumTurns[turn.String()], "parts", phrase.Join(parts, b.p.And), "n", strconv.Itoa(n)))
		}
	}
	if n, of := b.between(); n > 0 {
		add("between", phrase.Fill(b.p.SumBetween, "n", strconv.Itoa(n), "of", strconv.Itoa(of)))
	}
	for _, change := range []compare.Change{compare.Rose, compare.Fell, compare.CannotTell, compare.NotComparable} {
		var parts []string
		for i := range b.Comparison.Parts {
			for d, of := range b.Comparison.Parts[i] {
				if of == change {
					parts = append(parts, b.p.Quote(b.Is.Result.Banks[i].Bank.Dimensions[d].Title))
				}
			}
		}
		if parts != nil && !(b.brief && change >= compare.CannotTell) {
			add(change.String(), phrase.Fill(b.p.SumChanges[change.String()], "parts", phrase.Join(parts, b.p.And)))
		}
	}
	return items
}

// between counts the answers that lay between two levels then, as those of a group do on
// which its voices differ, and of these the ones that do no longer.
func (b *builder) between() (n, of int) {
	for i := range b.Was.Result.Banks {
		for q, was := range b.Was.Result.Banks[i].Sheet {
			if is := b.Is.Result.Banks[i].Sheet[q]; was.Open() && was.Leveled() {
				of++
				if !is.Open() {
					n++
				}
			}
		}
	}
	return n, of
}

// turns are the ways in which an answer may have changed, in the order in which
// they are told.
func turns() []compare.Turn {
	return []compare.Turn{compare.Learned, compare.Forgotten, compare.Higher, compare.Lower, compare.Otherwise}
}

// partsOf lists the parts with answers that have turned so, and counts those.
func (b *builder) partsOf(turn compare.Turn) (parts []string, n int) {
	for _, a := range b.Comparison.Answers {
		if a.Turn != turn {
			continue
		}
		n++
		bank := b.Is.Result.Banks[a.Bank].Bank
		title := b.p.Quote(bank.Part(bank.Questions[a.Question].Part).Title)
		if !slices.Contains(parts, title) {
			parts = append(parts, title)
		}
	}
	return parts, n
}

// behind says what may lie behind single ends of an open step, where that is not
// what it was.
func (b *builder) behind(id string, chain int) []view.Block {
	var blocks []view.Block
	was, is := &b.Was.Result.Chains[chain].Path, &b.Is.Result.Chains[chain].Path
	bank := is.Steps[len(is.Steps)-1].Bank
	if was.Steps[len(was.Steps)-1].Bank != bank {
		return nil
	}
	for i := range is.Branches {
		for j := range was.Branches {
			if is.Branches[i].Code != was.Branches[j].Code {
				continue
			}
			then, now := b.ends(b.Was.Result, &was.Branches[j].Path), b.ends(b.Is.Result, &is.Branches[i].Path)
			if then != now {
				ending := &b.Is.Result.Banks[bank].Bank.Endings[is.Branches[i].Code]
				blocks = append(blocks, view.Text{
					ID:   id + "--behind--" + ending.ID,
					Text: phrase.Fill(b.p.RelationBehind, "code", b.p.Quote(ending.Title), "then", then, "now", now),
				})
			}
		}
	}
	return blocks
}

// path gives the steps of a conclusion by the titles of what they come to.
func (b *builder) path(r *assess.Result, chain int) string { return b.ends(r, &r.Chains[chain].Path) }

func (b *builder) ends(r *assess.Result, p *assess.Path) string {
	var said []string
	for _, s := range p.Steps {
		var titles []string
		for _, code := range s.Codes {
			titles = append(titles, b.p.Quote(r.Banks[s.Bank].Bank.Endings[code].Title))
		}
		said = append(said, phrase.Join(titles, b.p.Or))
	}
	return strings.Join(said, " → ")
}

// comparable says what makes two moments comparable or not.
func (b *builder) comparable() []view.Block {
	items := view.Items{ID: b.within + "bear"}
	add := func(id, said string) { items.Items = append(items.Items, view.Item{ID: b.within + id, Text: said}) }
	switch months, ok := Months(b.Was.Case.AsOf, b.Is.Case.AsOf); {
	case ok && months == 0:
		add("apart", b.p.SameDay)
	case ok:
		add("apart", phrase.Fill(b.p.Apart, "n", strconv.Itoa(months)))
	}
	if b.Was.Case.Respondent != b.Is.Case.Respondent {
		add("respondents", b.p.OtherPeople)
	}
	if n := b.Was.Stale + b.Is.Stale; n > 0 {
		add("stale", phrase.Fill(b.p.StaleWas, "n", strconv.Itoa(n)))
	}
	for _, a := range b.Comparison.Answers {
		if a.Turn == compare.Lower {
			add("sees-more", b.p.FallMaySee)
			break
		}
	}
	if items.Items == nil {
		return nil
	}
	return []view.Block{items}
}

// Months counts the months between two dates, which may be days, months or years;
// of two years that differ by less than their own length it says nothing.
func Months(was, is string) (months int, ok bool) {
	old, now, ok := parsed(was), parsed(is), len(was) >= len("2006-01") && len(is) >= len("2006-01") || was == is
	if old.IsZero() || now.IsZero() {
		return 0, false
	}
	return (now.Year()-old.Year())*12 + int(now.Month()-old.Month()), ok
}

func parsed(date string) time.Time {
	for _, layout := range []string{"2006-01-02", "2006-01", "2006"} {
		if t, err := time.Parse(layout, date); err == nil {
			return t
		}
	}
	return time.Time{}
}

// parts is a table of every dimension: the range then, now, and what that says.
func (b *builder) parts() []view.Block {
	var blocks []view.Block
	for i, changes := range b.Comparison.Parts {
		was, is := &b.Was.Result.Banks[i], &b.Is.Result.Banks[i]
		if len(changes) == 0 || !known(was) && !known(is) {
			continue
		}
		t := view.Table{ID: "parts--" + is.Bank.ID, Caption: is.Bank.Title, Head: []view.Column{
			{Title: b.p.ColPart, Names: true}, {Title: b.p.ColThen, Figure: true}, {Title: b.p.ColNow, Figure: true}, {Title: b.p.ColChange},
		}}
		for d, change := range changes {
			mark := view.Maybe
			switch change {
			case compare.Rose:
				mark = view.Yes
			case compare.Fell:
				mark = view.No
			case compare.Alike:
				mark = view.Aside
			case compare.CannotTell, compare.NotComparable:
			}
			t.Rows = append(t.Rows, view.TableRow{ID: "part--" + is.Bank.ID + "--" + is.Bank.Dimensions[d].ID, Cells: []view.Cell{
				{Text: is.Bank.Dimensions[d].Title},
				{Text: b.percent(was.Scores[d])},
				{Text: b.percent(is.Scores[d])},
				{Text: b.p.Changes[change.String()], Mark: mark},
			}})
		}
		both := []compare.Moment{{Case: b.Was.Case, Result: b.Was.Result}, {Case: b.Is.Case, Result: b.Is.Result}}
		blocks = append(blocks, multiples("drawn--"+is.Bank.ID, is.Bank, i, both, b.p), t)
	}
	return blocks
}

func known(r *assess.BankResult) bool {
	for i := range r.Scores {
		if r.Scores[i].Known {
			return true
		}
	}
	return false
}

func (b *builder) percent(s assess.Score) string { return percentOf(s, b.p) }

// answers lists what has changed, by how it has turned.
func (b *builder) answers() []view.Block {
	if len(b.Comparison.Answers) == 0 {
		return []view.Block{view.Text{ID: b.within + "no-answers", Text: b.p.NoAnswers}}
	}
	var blocks []view.Block
	for _, turn := range turns() {
		items := view.Items{ID: b.within + "answers--" + turn.String()}
		for _, a := range b.Comparison.Answers {
			if a.Turn == turn {
				bank := b.Is.Result.Banks[a.Bank].Bank
				items.Items = append(items.Items, view.Item{
					ID: b.within + "answer--" + bank.ID + "--" + bank.Questions[a.Question].ID, Text: bank.Questions[a.Question].Ask,
					Details: []string{b.fromTo(a)},
				})
			}
		}
		if items.Items != nil {
			blocks = append(blocks, view.Text{ID: b.within + "turn--" + turn.String(), Text: b.p.TurnHeads[turn.String()]}, items)
		}
	}
	return blocks
}

func (b *builder) fromTo(a compare.Answer) string {
	q := &b.Is.Result.Banks[a.Bank].Bank.Questions[a.Question]
	return phrase.Fill(b.p.FromTo, "old", b.level(q, a.Old), "new", b.level(q, a.New))
}

// level gives an answer in words, one level as it is quoted.
func (b *builder) level(q *questions.Question, c assess.Choice) string {
	said := reasons.Level(b.p, q, c)
	if _, one := c.Level(); one {
		return b.p.Quote(said)
	}
	return said
}

// steps says what has become of the first steps of last time.
func (b *builder) steps() []view.Block {
	if len(b.Comparison.Steps) == 0 {
		return []view.Block{view.Text{ID: b.within + "no-steps-then", Text: b.p.NoStepsThen}}
	}
	items := view.Items{ID: b.within + "then"}
	for _, s := range b.Comparison.Steps[:min(steps, len(b.Comparison.Steps))] {
		said := b.p.StepOpen
		if !s.Open {
			said = b.p.StepClosed
			for _, a := range b.Comparison.Answers {
				if a.Bank == s.Bank && a.Question == s.Origin.Question {
					q := &b.Is.Result.Banks[a.Bank].Bank.Questions[a.Question]
					said = phrase.Fill(b.p.StepClosedBy, "old", b.level(q, a.Old), "new", b.level(q, a.New))
				}
			}
		}
		items.Items = append(items.Items, view.Item{
			ID: b.within + "step--" + b.Is.Result.Banks[s.Bank].Bank.ID + "--" + s.Advice.ID, Text: s.Advice.Do, Details: []string{said},
		})
	}
	return []view.Block{items}
}
