package report

import (
	"slices"
	"strconv"
	"strings"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/questions"
	"collectiveimpact/samklar/report/phrase"
)

// order gives the places of the banks: those of the chains first, in chain
// order, then those behind open steps, then the others.
func (b *builder) order(roles ...assess.Role) []int {
	var places []int
	seen := make(map[int]bool)
	add := func(bank int) {
		for _, role := range roles {
			if b.r.Banks[bank].Role == role && !seen[bank] {
				seen[bank] = true
				places = append(places, bank)
			}
		}
	}
	for i := range b.r.Chains {
		for _, s := range b.r.Chains[i].Steps {
			add(s.Bank)
		}
	}
	for _, role := range []assess.Role{assess.Deciding, assess.Conditional, assess.Aside} {
		for bank := range b.r.Banks {
			if b.r.Banks[bank].Role == role {
				add(bank)
			}
		}
	}
	return places
}

// way shows how each deciding tree was walked, with the answers behind every
// step, and what each deciding scale came to.
func (b *builder) way() []Block {
	var blocks []Block
	for _, bank := range b.order(assess.Deciding) {
		r := &b.r.Banks[bank]
		id := "way--" + r.Bank.ID
		blocks = append(blocks, Text{id, CleanLine(r.Bank.Title), Heading})
		if r.Bank.Kind == questions.Tree {
			blocks = append(blocks, b.walk(id, bank))
			continue
		}
		blocks = append(blocks, Text{id + "--verdict", phrase.Fill(b.p.VerdictIs, "codes", b.codes(bank, r.Codes)) + ".", Normal})
	}
	return blocks
}

// weakest says which link of a scale is the weakest, and before it what the
// scale comes to where no step of a conclusion says so.
func (b *builder) weakest(bank int) string {
	r := &b.r.Banks[bank]
	said := b.p.NoWeakest
	if weakest := r.WeakestDimension(); weakest >= 0 {
		var titles []string
		for _, d := range r.Weakest {
			if r.Scores[d].Known && r.Scores[d].Low.Equal(r.Scores[weakest].Low) && r.Scores[d].High.Equal(r.Scores[weakest].High) {
				titles = append(titles, b.p.Quote(CleanLine(r.Bank.Dimensions[d].Title)))
			}
		}
		said = phrase.Fill(b.weakestPhrase(r, len(titles)), "dimension", phrase.Join(titles, b.p.And))
	}
	if len(r.Codes) == 0 || r.Role == assess.Deciding || len(r.Codes) == len(r.Bank.Endings) {
		return said
	}
	return phrase.Fill(b.p.VerdictIs, "codes", b.codes(bank, r.Codes)) + ". " + said
}

// weakestPhrase leaves room for dimensions of which nothing is known.
func (b *builder) weakestPhrase(r *assess.BankResult, tied int) string {
	known := !slices.ContainsFunc(r.Scores, func(s assess.Score) bool { return !s.Known })
	switch {
	case known && tied > 1 && tied == len(r.Scores):
		return b.p.AllAlike
	case tied > 1:
		return b.p.WeakestTied
	case !known:
		return b.p.WeakestKnown
	case !surelyWeakest(r):
		return b.p.WeakestSeems
	}
	return b.p.Weakest
}

// surelyWeakest tells whether no missing answer can make another dimension the
// weakest.
func surelyWeakest(r *assess.BankResult) bool {
	weakest := r.WeakestDimension()
	for d := range r.Scores {
		if d != weakest && r.Scores[d].Low.Below(r.Scores[weakest].High) {
			return false
		}
	}
	return true
}

func (b *builder) walk(id string, bank int) Walk {
	r := &b.r.Banks[bank]
	w := Walk{ID: id + "--walk", Picture: b.picture(bank), End: phrase.Fill(b.p.LeadsTo, "codes", b.codes(bank, r.Codes))}
	for i := range r.Nodes {
		if !r.Nodes[i].Reachable {
			continue
		}
		node := &r.Bank.Nodes[i]
		step := WalkStep{ID: id + "--node--" + node.ID, Title: CleanLine(node.Title), Detail: b.needed(r, i)}
		step.Mark, step.Status = b.status(r.Nodes[i].Status)
		for _, q := range node.Questions {
			ref := assess.Ref{Bank: bank, Question: q}
			a := b.answer(step.ID, ref, false)
			a.Target = b.answerTarget(ref)
			step.Answers = append(step.Answers, a)
		}
		w.Steps = append(w.Steps, step)
	}
	return w
}

// needed says how many questions of a node pass, and how many must; "" where one
// alone counts.
func (b *builder) needed(r *assess.BankResult, node int) string {
	n, result := &r.Bank.Nodes[node], &r.Nodes[node]
	of := counting(r.Bank, n)
	if of < 2 {
		return ""
	}
	needs := b.p.Needs
	if result.Possible > result.Certain {
		needs = b.p.NeedsOpen
	}
	return phrase.Fill(needs, "pass", strconv.Itoa(result.Certain), "of", strconv.Itoa(of),
		"needs", strconv.Itoa(n.Needs), "open", strconv.Itoa(result.Possible-result.Certain))
}

// status returns how a node stands.
func (b *builder) status(s assess.Status) (Mark, string) {
	switch s {
	case assess.Passed:
		return Yes, b.p.Passed
	case assess.Failed:
		return No, b.p.Failed
	case assess.Open:
	}
	return Maybe, b.p.Open
}

// picture gives the tree of a bank with the case's way marked.
func (b *builder) picture(bank int) *Tree {
	if b.trees == nil {
		b.trees = BuildTrees(b.banks, b.in).Trees
	}
	for i := range b.trees {
		if b.trees[i].ID == b.r.Banks[bank].Bank.ID {
			return &b.trees[i]
		}
	}
	return nil
}

// answer shows one question with what was answered; in full, with its note and
// evidence.
func (b *builder) answer(id string, ref assess.Ref, full bool) Answer {
	bank := b.r.Banks[ref.Bank].Bank
	q := b.question(ref)
	e := b.entry(ref)
	a := Answer{ID: id + "--" + q.ID, Question: CleanLine(q.Ask), Level: b.level(q, e)}
	switch {
	case e.Stale != "":
		a.Level = phrase.Fill(b.p.StaleAnswer, "level", CleanLine(e.Stale))
		a.Mark = Maybe
	case !q.Counts:
		a.Mark, a.Remark = Aside, b.p.DoesNotCount
	case e.Choice.Open():
		a.Mark = Maybe
	case bank.Kind == questions.Tree:
		if a.Mark = passMark(q, e.Choice); a.Mark == Yes && int(e.Choice) < len(q.Levels)-1 {
			a.Remark = b.p.EnoughHere
		}
	}
	if full {
		a.Note = strings.TrimSpace(Clean(e.Note))
		for _, piece := range e.Evidence {
			if piece = CleanLine(piece); piece != "" {
				a.Evidence = append(a.Evidence, piece)
			}
		}
	}
	return a
}

// level gives what was chosen in words.
func (b *builder) level(q *questions.Question, e assess.Entry) string {
	switch e.Choice {
	case assess.Unanswered:
		return b.p.NotAnswered
	case assess.Unknown:
		return b.p.Unknown
	case assess.NotApplicable:
		return b.p.NotApplies
	}
	return CleanLine(q.Levels[e.Choice].Text)
}

// scores shows every scale that decides, or that has answers.
func (b *builder) scores() []Block {
	var blocks []Block
	for _, bank := range b.order(assess.Deciding, assess.Conditional, assess.Aside) {
		r := &b.r.Banks[bank]
		if r.Bank.Kind != questions.Scale || r.Role != assess.Deciding && !r.Answered() {
			continue
		}
		id := "scores--" + r.Bank.ID
		title := CleanLine(r.Bank.Title)
		if condition := b.condition(bank); condition != "" {
			title += " (" + condition + ")"
		}
		blocks = append(blocks, Text{id, title, Heading}, b.bars(id, r), Text{id + "--weakest", b.weakest(bank), Normal})
	}
	return blocks
}

// condition says when a bank counts, if it does not surely.
func (b *builder) condition(bank int) string {
	switch b.r.Banks[bank].Role {
	case assess.Aside:
		return strings.ToLower(b.p.NotDeciding)
	case assess.Conditional:
		for i := range b.r.Chains {
			p := &b.r.Chains[i].Path
			if code := leadsTo(p, bank); code >= 0 {
				return phrase.Fill(b.p.Conditional, "code", b.codes(p.Steps[len(p.Steps)-1].Bank, []int{code}))
			}
		}
	case assess.Deciding:
	}
	return ""
}

// leadsTo gives the first code behind which a path's branches hold a bank, or -1.
func leadsTo(p *assess.Path, bank int) int {
	for i := range p.Branches {
		for _, s := range p.Branches[i].Path.Steps {
			if s.Bank == bank {
				return p.Branches[i].Code
			}
		}
		if leadsTo(&p.Branches[i].Path, bank) >= 0 {
			return p.Branches[i].Code
		}
	}
	return -1
}

func (b *builder) bars(id string, r *assess.BankResult) Bars {
	bars := Bars{ID: id + "--bars", Legend: b.p.RangeLegend, Drawn: b.p.RangeDrawn, Head: [4]string{b.p.ColPart, b.p.ColScore, b.p.ColBand, b.p.ColRange}}
	bar := func(id, label string, s *assess.Score) Bar {
		low, high := s.Low.Percent(), s.High.Percent()
		out := Bar{ID: id, Label: label, Low: low, High: high, Known: s.Known, Percent: b.p.DimNotKnown}
		if s.Known {
			out.Percent = b.p.Percent(low, high)
			from, to := s.Low.Band(r.Bank.Bands), s.High.Band(r.Bank.Bands)
			out.Band = CleanLine(r.Bank.Bands[from].Title)
			switch {
			case from == 0 && to == len(r.Bank.Bands)-1 && to > 0:
				out.Band = b.p.AnyBand
			case to != from:
				out.Band += " – " + CleanLine(r.Bank.Bands[to].Title)
			}
		}
		return out
	}
	for _, d := range r.Weakest {
		bars.Bars = append(bars.Bars, bar(id+"--part--"+r.Bank.Dimensions[d].ID, CleanLine(r.Bank.Dimensions[d].Title), &r.Scores[d]))
	}
	total := bar(id+"--overall", b.p.Overall, &r.Overall)
	total.Total = true
	bars.Bars = append(bars.Bars, total)
	return bars
}

// findings lists the findings that hold, and after them those that may. Of
// banks off the chain those that hold are said too.
func (b *builder) findings() []Block {
	var holds, may []Item
	for _, bank := range b.order(assess.Deciding, assess.Conditional, assess.Aside) {
		r := &b.r.Banks[bank]
		for i, h := range r.Findings {
			f := &r.Bank.Findings[i]
			item := Item{ID: "finding--" + r.Bank.ID + "--" + f.ID, Text: CleanLine(f.Title), Details: []string{CleanLine(f.Text)}}
			switch {
			case h == assess.Holds:
				holds = append(holds, item)
			case h == assess.Possible && r.Answered() && b.asked(bank, f):
				item.Details = []string{b.p.MayHold}
				may = append(may, item)
			}
		}
	}
	var blocks []Block
	if len(holds) > 0 {
		blocks = append(blocks, Items{ID: "findings-hold", Items: holds})
	}
	if len(may) > 0 {
		blocks = append(blocks, Items{ID: "findings-may", Items: may})
	}
	return blocks
}

// asked tells whether the missing answers that a finding hangs on are asked, and
// something of it is known.
func (b *builder) asked(bank int, f *questions.Finding) bool {
	known := false // something in it is: otherwise anything may hold
	for _, w := range f.When {
		r := &b.r.Banks[bank]
		if w.Dimension >= 0 {
			known = known || r.Scores[w.Dimension].Known
			continue
		}
		open := r.Sheet[w.Question].Open()
		if open && !b.reached(assess.Ref{Bank: bank, Question: w.Question}) {
			return false
		}
		known = known || !open
	}
	return known
}

// answers lists every answer with its note and evidence, by bank and part.
func (b *builder) answers() []Block {
	var blocks []Block
	for _, bank := range b.order(assess.Deciding, assess.Conditional, assess.Aside) {
		r := &b.r.Banks[bank]
		if !r.Answered() && r.Role != assess.Deciding {
			continue
		}
		id := "answers--" + r.Bank.ID
		blocks = append(blocks, Text{id, CleanLine(r.Bank.Title), Heading})
		for i, part := range r.Bank.Parts() {
			a := Answers{ID: partID(r.Bank, i), Title: CleanLine(part.Title)}
			for _, q := range part.Questions {
				ref := assess.Ref{Bank: bank, Question: q}
				reached := b.reached(ref)
				if !reached && r.Sheet[q] == assess.Unanswered {
					continue // never asked
				}
				answer := b.answer("answer--"+r.Bank.ID, ref, true)
				if !reached {
					answer.Mark, answer.Remark = Aside, b.p.NoLonger
				}
				a.Answers = append(a.Answers, answer)
			}
			if len(a.Answers) > 0 {
				blocks = append(blocks, a)
			}
		}
	}
	return blocks
}

// rules says by what cases are scored.
func (b *builder) rules() []Block {
	return []Block{
		Text{"rule-unknown", b.p.RuleUnknown, Normal},
		Text{"rule-weakest", b.p.RuleWeakest, Normal},
		Text{"no-promise", b.p.NoPromise, Normal},
	}
}

// tool names the program with its version.
func (b *builder) tool() Text {
	return Text{"tool", phrase.Fill(b.p.ToolVersion, "version", b.in.Tool), Quiet}
}

// howScored is the receipt: the rules in words, and which banks in which
// version, rules and texts were used.
func (b *builder) howScored() []Block {
	blocks := b.rules()
	facts := Facts{ID: "receipt"}
	for _, bank := range b.order(assess.Deciding, assess.Conditional, assess.Aside) {
		if r := &b.r.Banks[bank]; r.Role == assess.Aside && !r.Answered() {
			continue
		}
		q := b.r.Banks[bank].Bank
		id := "receipt--" + q.ID
		label := b.version(q)
		facts.Facts = append(facts.Facts,
			Fact{id + "--rules", label + " · " + b.p.DigestRules, q.Rules},
			Fact{id + "--texts", label + " · " + b.p.DigestTexts + " (" + q.Language + ")", q.Texts},
		)
	}
	facts.Facts = append(facts.Facts, Fact{"receipt--answers", b.p.DigestAnswers, b.in.digest()})
	for i := range b.r.Chains {
		c := &b.r.Chains[i]
		id := "codes--" + b.r.Banks[c.Steps[0].Bank].Bank.ID
		blocks = append(blocks, Text{id, phrase.Fill(b.p.CodePath, "path", b.path(&c.Path)), Quiet})
	}
	return append(blocks, facts, b.tool())
}
