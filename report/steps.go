package report

import (
	"slices"
	"strconv"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/questions"
	"collectiveimpact/samklar/report/phrase"
	"collectiveimpact/samklar/report/view"
)

// steps gives what to find out and what to do, first things first. What decides a
// further conclusion comes after the first step of the settled one before all.
func (b *builder) steps() []view.NextStep {
	steps := make([]view.NextStep, len(b.r.Advice))
	for i := range b.r.Advice {
		steps[i] = b.step("step", &b.r.Advice[i])
	}
	at := 0
	seen := make(map[assess.Ref]bool)
	for i := range b.r.Chains {
		c := &b.r.Chains[i]
		if i == 1 && at == 0 {
			at = 1 + slices.IndexFunc(b.r.Advice, from(&b.r.Chains[0]))
		}
		found := b.findOuts(c, seen)
		steps = slices.Insert(steps, at, found...)
		at += len(found)
	}
	return steps
}

// FirstSteps gives as many next steps as the audience can carry.
func FirstSteps(in *Input) []view.NextStep {
	steps := newBuilder(in).until().steps()
	return steps[:min(len(steps), in.Audience.steps())]
}

// until leaves out the steps that nobody can take in time.
func (b *builder) until() *builder {
	r := *b.r
	r.Advice = slices.DeleteFunc(slices.Clone(r.Advice), func(g assess.Given) bool { return b.late(b.due(&g)) })
	b.r = &r
	return b
}

// late reports whether what is to be done then would be after the steps are to be taken.
// What is to be done now is done by then.
func (b *builder) late(when string) bool { return when != "now" && b.after(b.in.Case.Due(when)) }

// after reports whether a date is after the steps are to be taken, as far as both are known.
func (b *builder) after(date string) bool {
	least := min(len(date), len(b.in.Until))
	return date[:least] > b.in.Until[:least]
}

// date gives by when an advice is to be followed.
func (b *builder) date(when string) string {
	due := b.in.Case.Due(when)
	if b.after(due) {
		due = b.in.Until
	}
	return b.p.Date(due)
}

// About is a question that something is to be done about.
type About struct {
	assess.Ref
	Source bool   // which it lacks; no advice says so
	Else   string // the step where nothing is advised
}

// StepsAbout gives as many: what is advised on some questions first, whether or not they
// are on the way; then what the conclusion says, then the rest. What is to be found out is
// left out.
func StepsAbout(in *Input, about []About) []view.NextStep {
	b := newBuilder(in).until()
	var steps []view.NextStep
	add := func(step view.NextStep) {
		if len(steps) < in.Audience.steps() && !slices.ContainsFunc(steps, func(s view.NextStep) bool { return s.ID == step.ID }) {
			steps = append(steps, step)
		}
	}
	for i := range about {
		a := &about[i]
		var given []assess.Given
		if !a.Source {
			given = b.r.On(a.Ref)
		}
		for j := range given {
			if !b.late(b.due(&given[j])) {
				add(b.step("step", &given[j]))
			}
		}
		if len(given) == 0 {
			id := map[bool]string{false: "reach", true: "source"}[a.Source]
			add(view.NextStep{ID: id + "--" + b.r.Banks[a.Bank].Bank.ID + "--" + b.question(a.Ref).ID, Do: a.Else, Who: b.p.Who["partners"], When: b.when("now"), Date: b.date("now")})
		}
	}
	for _, wanted := range []bool{true, false} {
		for i := range b.r.Advice {
			if ending := b.r.Advice[i].Origin.Ending >= 0; ending == wanted {
				add(b.step("step", &b.r.Advice[i]))
			}
		}
	}
	return steps
}

// from reports whether an advice comes from a bank of a chain.
func from(c *assess.Chain) func(assess.Given) bool {
	return func(g assess.Given) bool {
		return slices.ContainsFunc(c.Steps, func(s assess.Step) bool { return s.Bank == g.Bank })
	}
}

// findOuts gives what to find out for a conclusion, but for what was seen before:
// a step for each question, or one for many.
func (b *builder) findOuts(c *assess.Chain, seen map[assess.Ref]bool) []view.NextStep {
	if !c.Exact || c.OpenStep < 0 {
		return nil
	}
	var steps []view.NextStep
	id := "find-out--" + b.r.Banks[c.Steps[c.OpenStep].Bank].Bank.ID
	for _, ref := range b.outlook(c).First {
		if seen[ref] {
			continue
		}
		seen[ref] = true
		q := b.question(ref)
		steps = append(steps, view.NextStep{
			ID: id + "--" + q.ID, Do: phrase.Fill(b.p.FindOut, "question", q.Ask),
			Who: b.p.Who["partners"], When: b.when("now"), Date: b.date("now"), Answer: b.answerTarget(ref), Source: b.source(b.r.Banks[ref.Bank].Bank, q.Source),
		})
	}
	switch n := len(steps); {
	case n > findOuts:
		all := view.NextStep{ID: id, Do: b.findAll(n), Who: steps[0].Who, When: steps[0].When, Date: steps[0].Date}
		if b.in.Audience != Board { // whose page says it above
			all.Why = phrase.Fill(b.p.TheyDecide, "codes", b.titles(c.Steps[c.OpenStep].Bank, c.Steps[c.OpenStep].Codes, b.p.And))
		}
		return []view.NextStep{all}
	case n > 0:
		steps[0].Why = b.countsFor(c) // said once
	}
	return steps
}

// first says what to do first for a conclusion: what decides it, or else what its
// own banks advise first.
func (b *builder) first(c *assess.Chain) string {
	if c.Exact && len(c.Pivotal) == 1 {
		return b.p.FirstFindOut // it has just been named
	}
	if found := b.findOuts(c, make(map[assess.Ref]bool)); len(found) > 0 {
		return phrase.Fill(b.p.FirstStep, "step", found[0].Do)
	}
	return b.firstOf(from(c))
}

// firstOf says the first advice from some banks, or nothing.
func (b *builder) firstOf(some func(assess.Given) bool) string {
	if at := slices.IndexFunc(b.r.Advice, some); at >= 0 {
		return phrase.Fill(b.p.FirstStep, "step", b.r.Advice[at].Advice.Do)
	}
	return ""
}

// findAll is one step for many questions that decide: they are listed elsewhere.
func (b *builder) findAll(n int) string {
	all := phrase.Fill(b.p.FindAll, "n", strconv.Itoa(n))
	if b.includes("not-known") {
		all += " " + phrase.Fill(b.p.ListedIn, "section", b.p.Quote(b.p.NotKnown))
	}
	return all
}

// nextSteps lists as many steps as the audience can carry. Who gets a full report
// has the others folded behind them; others are told how many there are.
func (b *builder) nextSteps() []view.Block {
	steps := b.next
	switch {
	case len(steps) > 0:
	case len(b.r.Folded()) > 0:
		return nil // they stand under what does not decide
	default:
		return []view.Block{view.Text{ID: "no-steps", Text: b.p.NoSteps}}
	}
	most := min(b.in.Audience.steps(), len(steps))
	shown := view.Steps{
		ID: "steps", Head: [6]string{"#", b.p.ColWhat, b.p.ColWho, b.p.ColWhen, b.p.ColOwner, b.p.ColDate},
		First: 1, Link: b.p.TheAnswer, Steps: steps[:most],
	}
	undated := b.in.Case.Due("now") == ""
	if !undated { // each has its date
		shown.Head[5] = ""
	}
	rest := shown
	rest.ID, rest.First, rest.Steps, rest.Folded = "steps-then", most+1, steps[most:], b.p.Then
	blocks := []view.Block{shown}
	if who := b.whoIs(shown.Steps); who != "" {
		blocks = append(blocks, view.Text{ID: "who-is", Text: who, Weight: view.Quiet})
	}
	if undated {
		blocks = append(blocks, view.Text{ID: "now-is", Text: b.p.NowWhen, Weight: view.Quiet})
	}
	switch {
	case len(rest.Steps) == 0:
		return blocks
	case b.in.Audience == Board || b.in.Audience == Partners:
		return append(blocks, view.Text{ID: "more-steps", Text: phrase.Fill(b.p.MoreSteps, "n", strconv.Itoa(len(rest.Steps))), Weight: view.Quiet})
	}
	return append(blocks, rest)
}

// step puts one advice in words, with what it comes from.
func (b *builder) step(kind string, g *assess.Given) view.NextStep {
	bank := b.r.Banks[g.Bank].Bank
	s := view.NextStep{
		ID: kind + "--" + bank.ID + "--" + g.Advice.ID, Do: g.Advice.Do,
		Who: b.p.Who[g.Advice.Who], When: b.when(b.due(g)), Date: b.date(b.due(g)),
	}
	s.Source = b.source(bank, g.Advice.Source)
	var reason string
	switch {
	case g.Origin.Question >= 0:
		ref := assess.Ref{Bank: g.Bank, Question: g.Origin.Question}
		q, entry := b.question(ref), b.entry(ref)
		s.Answer = b.answerTarget(ref)
		answer := b.level(q, entry)
		if low, high := entry.Choice.Possible(q); low == high { // two levels are quoted already
			answer = b.p.Quote(answer)
		}
		reason = bank.Part(q.Part).Title + ": " + answer
	case g.Origin.Finding >= 0:
		reason = b.p.Quote(bank.Findings[g.Origin.Finding].Title)
	default:
		reason = b.p.Quote(bank.Endings[g.Origin.Ending].Title)
	}
	if b.in.Audience != Board && b.in.Audience != Applicant { // whose pages are short
		reason = bank.Title + " – " + reason
	}
	s.Why = phrase.Fill(b.p.BecauseOf, "reason", reason)
	return s
}

// due gives when an advice is to be followed: not before what it comes after, even where
// that is left out.
func (b *builder) due(g *assess.Given) string {
	latest := slices.Index(questions.When(), g.Advice.When)
	for i := range b.in.Result.Advice {
		if before := &b.in.Result.Advice[i]; before.Bank == g.Bank && slices.Contains(g.Advice.After, before.Advice.ID) {
			latest = max(latest, slices.Index(questions.When(), b.due(before)))
		}
	}
	return questions.When()[latest]
}

// when says by when an advice is to be followed, with the date where that of the
// answers is known.
func (b *builder) when(when string) string {
	if due := b.in.Case.Due(when); due != "" {
		return phrase.Fill(b.p.WhenBy, "when", b.p.When[when], "date", b.p.Date(due))
	}
	return b.p.When[when]
}

// notDeciding folds away the advice of banks that do not decide.
func (b *builder) notDeciding() []view.Block {
	items := view.Items{ID: "folded"}
	for _, given := range b.r.Folded() {
		s := b.step("folded", &given)
		items.Items = append(items.Items, view.Item{ID: s.ID, Text: s.Do + " (" + s.Who + ")", Target: s.Answer, Source: s.Source})
	}
	if len(items.Items) == 0 {
		return nil
	}
	return []view.Block{view.Text{ID: "folded-intro", Text: b.p.FoldedIntro}, items}
}

// findOuts is the most questions to find out that are a step each. More are one
// step together: a board that is only asked questions has no next step.
const findOuts = 3
