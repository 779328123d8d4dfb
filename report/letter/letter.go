// Package letter writes to those who answered: what was read, what follows from it, how
// that stands to what is required, what would have been enough, what to do next, and how
// to correct an answer. A letter is about one case. It names nobody, gives no rank, and
// repeats no notes: it may not be its reader who wrote them.
package letter

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/paths"
	"collectiveimpact/samklar/assess/portfolio"
	"collectiveimpact/samklar/questions/text"
	"collectiveimpact/samklar/report"
	"collectiveimpact/samklar/report/phrase"
	"collectiveimpact/samklar/report/requirements"
	"collectiveimpact/samklar/report/view"
)

// Input is everything a letter is made from.
type Input struct {
	Case     *report.Input
	Answers  string                 // the beginning of their digest, as they were scored
	Policy   string                 // its title, or ""
	Standing *requirements.Standing // nil where nothing is required
	Decision *portfolio.Decision    // nil where nothing is decided yet
	Seal     string                 // stands at the end, for whoever asks whether the letter is as it was written
	Date     string                 // the day of the letter, or "": that of the decision
}

// day is the one from which dates are counted, or "": a letter proposes none that may
// have passed when it is read.
func (in *Input) day() string {
	if in.Date == "" && in.Decision != nil {
		return in.Decision.On
	}
	return in.Date
}

// Build makes the view of a letter.
func Build(in *Input) *view.View {
	of := *in.Case
	of.Audience, of.Sections, of.Case.AsOf = report.Applicant, nil, in.day()
	letter := *in
	if letter.Standing != nil && in.Decision != nil && in.Decision.Outcome == portfolio.Refused {
		letter.Standing = in.Standing.Refused()
	}
	in = &letter
	b := &builder{Input: in, of: &of, p: phrase.For(of.Lang)}
	if b.ahead() {
		of.Until = in.Decision.Until
	}
	v := &view.View{Lang: b.p.Lang, Title: phrase.Fill(b.p.LetterTitle, "title", cmp.Or(text.Line(of.Case.Title), b.p.Untitled)), Facts: b.facts(), Letter: true, Front: true}
	add := func(id, title string, blocks []view.Block) {
		if len(blocks) > 0 {
			v.Sections = append(v.Sections, view.Section{ID: id, Title: title, Blocks: blocks})
		}
	}
	if in.Decision != nil {
		add("decision", b.p.DecisionHead, b.decision())
	}
	add("letter", "", []view.Block{view.Text{ID: "thanks", Text: b.thanks()}})
	add("conclusion", b.p.LeadsHere, report.Ends(b.of, in.Standing == nil))
	switch {
	case in.Standing == nil:
	case b.granted() && in.Standing.Together != paths.MetSurely:
		add("watch", b.p.WatchHead, in.Standing.Watch())
	default:
		add("requirements", b.p.PolicyAsks, in.Standing.Rules(true))
		title, blocks := in.Standing.Change()
		add("change", title, blocks)
	}
	add("next-steps", b.p.StepsFirst, b.steps())
	add("correct", "", b.correct())
	v.SettleTargets()
	return v
}

type builder struct {
	*Input
	of *report.Input
	p  *phrase.Phrases
}

// granted reports whether what was applied for is granted: what would have been enough is
// then nobody's question.
func (b *builder) granted() bool {
	return b.Decision != nil && b.Decision.Outcome == portfolio.Granted
}

// facts says what was read, and as of when.
func (b *builder) facts() []view.Fact {
	read, unknown, missing, stale := 0, 0, 0, 0
	for i := range b.of.Result.Banks {
		r := &b.of.Result.Banks[i]
		entries := b.of.Entries[r.Bank.ID]
		begun := slices.ContainsFunc(r.Sheet, func(choice assess.Choice) bool { return choice != assess.Unanswered })
		for q, choice := range r.Sheet {
			switch {
			case q < len(entries) && entries[q].Stale != "":
				stale++
			case choice == assess.Unknown:
				unknown++
			case choice != assess.Unanswered:
				read++
			case begun || r.Asked(q):
				missing++
			}
		}
	}
	var facts []view.Fact
	add := func(id, label, value string) {
		if value != "" {
			facts = append(facts, view.Fact{ID: id, Label: label, Value: value})
		}
	}
	counts := []string{strconv.Itoa(read)}
	for _, c := range []struct {
		label string
		n     int
	}{{b.p.Unknown, unknown}, {b.p.NotAnswered, missing}, {b.p.AnswersStale, stale}} {
		if c.n > 0 {
			counts = append(counts, c.label+": "+strconv.Itoa(c.n))
		}
	}
	add("policy", b.p.LetterRound, text.Line(b.Policy))
	add("id", b.p.CaseID, text.Line(b.of.Case.ID))
	add("as-of", b.p.AsOf, b.p.Date(text.Line(b.Case.Case.AsOf)))
	date := b.Date
	if d := b.Decision; date == "" && d != nil && d.Outcome == portfolio.Returned {
		date = d.On
	}
	add("date", b.p.LetterDate, b.p.Date(date))
	add("read", b.p.AnswersRead, strings.Join(counts, " · "))
	return facts
}

// thanks says what the letter is about; and that the rules are the same for everyone, but
// where people decided otherwise, or refused what is not known.
func (b *builder) thanks() string {
	said := []string{b.p.LetterThanks}
	d := b.Decision
	if d == nil || b.Standing == nil || !d.Against(b.Standing.Judged) && (d.Outcome != portfolio.Refused || slices.Contains(b.Standing.Judged.Rules, paths.MetNever)) {
		said = append(said, b.p.LetterSame)
	}
	if d == nil {
		said = append(said, b.p.LetterDecides)
	}
	return strings.Join(said, " ")
}

// decision says what was decided, when, and what people want said of it; where it is not
// what the requirements say, also why. Who decided is for them to tell.
func (b *builder) decision() []view.Block {
	d := b.Decision
	said := []string{b.p.LetterOutcomes[d.Outcome.String()]}
	if d.On != "" && d.Outcome != portfolio.Returned { // which decides nothing
		said = append(said, phrase.Fill(b.p.LetterDecidedOn, "date", b.p.Date(d.On)))
	}
	blocks := []view.Block{view.Text{ID: "decided", Text: strings.Join(said, " "), Weight: view.Lead}}
	add := func(id, said string) {
		if said != "" {
			blocks = append(blocks, view.Text{ID: id, Text: said})
		}
	}
	add("decided-why", b.why())
	add("decided-letter", text.Line(d.Letter))
	add("decided-until", b.until())
	return blocks
}

// why explains a decision that the requirements do not explain: by the reason that people
// give, unless they say themselves what goes out.
func (b *builder) why() string {
	d := b.Decision
	var said, none string
	switch {
	case b.Standing == nil:
		return ""
	case d.Outcome == portfolio.Granted && d.Against(b.Standing.Judged):
		said = b.p.LetterAllTheSame
	case d.Outcome == portfolio.Returned && d.Against(b.Standing.Judged):
		none = b.p.LetterNoReason
	case d.Against(b.Standing.Judged):
		said, none = b.p.LetterAgainst, b.p.LetterNoReason
	case d.Outcome == portfolio.Refused && b.Standing.Together == paths.MetNever:
		return b.Standing.Because()
	case d.Outcome == portfolio.Refused && b.Standing.Together == paths.MetMaybe:
		said = b.p.LetterOpen
	default:
		return ""
	}
	reason := text.Line(d.Reason)
	switch {
	case d.Letter != "":
		return said
	case reason != "":
		return strings.TrimSpace(said + " " + phrase.Fill(b.p.LetterReason, "reason", reason))
	}
	return strings.TrimSpace(said + " " + none)
}

// until says until when an answer is expected, where that has not passed.
func (b *builder) until() string {
	switch {
	case b.ahead():
		return phrase.Fill(b.p.AnswerUntil, "date", b.p.Date(b.Decision.Until))
	case b.Decision.Outcome == portfolio.Returned && b.Decision.Until == "":
		return b.p.AnswerAgain
	}
	return ""
}

// ahead reports whether an answer is expected by a day that has not passed.
func (b *builder) ahead() bool {
	if d := b.Decision; d == nil || d.Outcome != portfolio.Returned || d.Until == "" {
		return false
	}
	until, day := b.Decision.Until, b.day()
	least := min(len(until), len(day))
	return until[:least] >= day[:least]
}

// steps lists what to do first: what is about requirements that are not met before all.
func (b *builder) steps() []view.Block {
	var first []view.NextStep
	if b.Standing == nil {
		first = report.FirstSteps(b.of)
	} else {
		first = report.StepsAbout(b.of, b.Standing.About())
	}
	items := view.Items{ID: "steps"}
	for _, s := range first {
		when := s.When
		if s.Date != "" { // which says more exactly when
			when = phrase.Fill(b.p.StepBy, "date", s.Date)
		}
		items.Items = append(items.Items, view.Item{ID: s.ID, Text: s.Do, Details: []string{s.Who + ", " + when}})
	}
	switch {
	case items.Items != nil:
	case b.Standing != nil && b.Standing.Together != paths.MetSurely:
		return nil // what it takes stands above
	default:
		return []view.Block{view.Text{ID: "no-steps", Text: b.p.NoSteps}}
	}
	return []view.Block{items}
}

// correct says how an answer is corrected, and by which answers and which program the
// letter was made.
func (b *builder) correct() []view.Block {
	blocks := []view.Block{view.Text{ID: "correct-answer", Text: b.p.CorrectAnswer + " " + b.p.ChangeHonest}}
	if b.Standing == nil || b.Standing.Together == paths.MetSurely {
		blocks = append(blocks, view.Text{ID: "no-promise", Text: b.p.NoPromise, Weight: view.Quiet})
	}
	tool := report.Tool(b.p, b.of.Tool)
	tool.Text = strings.Join([]string{tool.Text, b.Answers, b.Seal}, " · ")
	return append(blocks, tool)
}
