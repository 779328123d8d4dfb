// Package letter writes to those who answered: what was read, what follows from it, how
// that stands to what is required, what would have been enough, what to do next, and how
// to correct an answer. A letter is about one case. It names nobody, gives no rank, and
// repeats no notes: it may not be its reader who wrote them.
package letter

import (
	"cmp"
	"strconv"

	"collectiveimpact/samklar/assess"
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
	Answers  string                 // their digest, as they were scored
	Policy   string                 // its title, or ""
	Standing *requirements.Standing // nil where nothing is required
	Decision *portfolio.Decision    // nil where nothing is decided yet
}

// Build makes the view of a letter.
func Build(in *Input) *view.View {
	of := *in.Case
	of.Audience, of.Sections = report.Applicant, nil
	b := &builder{Input: in, of: &of, p: phrase.For(of.Lang)}
	v := &view.View{Lang: b.p.Lang, Title: phrase.Fill(b.p.LetterTitle, "title", cmp.Or(text.Line(of.Case.Title), b.p.Untitled)), Facts: b.facts()}
	add := func(id, title string, blocks []view.Block) {
		if len(blocks) > 0 {
			v.Sections = append(v.Sections, view.Section{ID: id, Title: title, Blocks: blocks})
		}
	}
	add("letter", "", []view.Block{view.Text{ID: "thanks", Text: b.p.LetterThanks}, view.Text{ID: "letter-rules", Text: b.p.LetterRules}})
	if in.Decision != nil {
		add("decision", b.p.DecisionHead, b.decision())
	}
	add("conclusion", b.p.LeadsHere, report.Ends(b.of))
	if in.Standing != nil {
		add("requirements", b.p.PolicyAsks, in.Standing.Rules())
		title, blocks := in.Standing.Change()
		add("change", title, blocks)
	}
	add("next-steps", b.p.StepsFirst, b.steps())
	add("correct", b.p.CorrectHead, b.correct())
	v.SettleTargets()
	return v
}

type builder struct {
	*Input
	of *report.Input
	p  *phrase.Phrases
}

// facts says what was read, and as of when.
func (b *builder) facts() []view.Fact {
	read, unknown, missing, stale := 0, 0, 0, 0
	for i := range b.of.Result.Banks {
		r := &b.of.Result.Banks[i]
		entries := b.of.Entries[r.Bank.ID]
		for q, choice := range r.Sheet {
			switch {
			case q < len(entries) && entries[q].Stale != "":
				stale++
			case choice == assess.Unknown:
				unknown++
			case choice != assess.Unanswered:
				read++
			case r.Asked(q):
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
	count := func(id, label string, n int) {
		if n > 0 || id == "read" {
			add(id, label, strconv.Itoa(n))
		}
	}
	add("policy", b.p.Required, text.Line(b.Policy))
	add("id", b.p.CaseID, text.Line(b.of.Case.ID))
	add("place", b.p.Place, text.Line(b.of.Case.Place))
	add("as-of", b.p.AsOf, b.p.Date(text.Line(b.of.Case.AsOf)))
	count("read", b.p.AnswersRead, read)
	count("unknown", b.p.Unknown, unknown)
	count("missing", b.p.NotAnswered, missing)
	count("stale", b.p.AnswersStale, stale)
	return facts
}

// decision says what was decided, when, and what people want said of it. Who decided,
// and why, is for them to tell.
func (b *builder) decision() []view.Block {
	d := b.Decision
	said := b.p.Outcomes[d.Outcome.String()]
	if d.On != "" {
		said += ", " + b.p.Date(d.On)
	}
	blocks := []view.Block{view.Text{ID: "decided", Text: said + ".", Weight: view.Lead}}
	for _, t := range []view.Text{{ID: "decided-letter", Text: text.Line(d.Letter)}, {ID: "decided-until", Text: b.until()}} {
		if t.Text != "" {
			blocks = append(blocks, t)
		}
	}
	return blocks
}

// until says until when an answer is expected.
func (b *builder) until() string {
	if b.Decision.Until == "" || b.Decision.Outcome != portfolio.Returned {
		return ""
	}
	return phrase.Fill(b.p.AnswerUntil, "date", b.p.Date(b.Decision.Until))
}

// steps lists what to do first.
func (b *builder) steps() []view.Block {
	items := view.Items{ID: "steps"}
	for _, s := range report.FirstSteps(b.of) {
		item := view.Item{ID: s.ID, Text: s.Do, Details: []string{s.Who + ", " + s.When}}
		if s.Why != "" {
			item.Details = append(item.Details, s.Why)
		}
		items.Items = append(items.Items, item)
	}
	if items.Items == nil {
		return []view.Block{view.Text{ID: "no-steps", Text: b.p.NoSteps}}
	}
	return []view.Block{items}
}

// correct says how an answer is corrected, and which answers were read.
func (b *builder) correct() []view.Block {
	return []view.Block{
		view.Text{ID: "correct-answer", Text: b.p.CorrectAnswer},
		view.Facts{ID: "receipt", Facts: []view.Fact{{ID: "receipt--answers", Label: b.p.DigestAnswers, Value: b.Answers}}},
		view.Text{ID: "no-promise", Text: b.p.NoPromise, Weight: view.Quiet},
		report.Tool(b.p, b.of.Tool),
	}
}
