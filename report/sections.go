package report

import (
	"collectiveimpact/samklar/report/phrase"
	"collectiveimpact/samklar/report/view"
)

// A section is one part of a report: what it is called, how it is headed, and
// what stands in it.
type section struct {
	id     string
	title  func(*phrase.Phrases) string
	blocks func(*builder) []view.Block
}

// sections gives the parts of a report in their order.
func sections() []section {
	return []section{
		{"conclusion", func(p *phrase.Phrases) string { return p.Conclusion }, (*builder).conclusion},
		{"next-steps", func(p *phrase.Phrases) string { return p.NextSteps }, (*builder).nextSteps},
		{"since", func(p *phrase.Phrases) string { return p.SinceHead }, func(b *builder) []view.Block { return b.in.Since }},
		{"requirements", func(p *phrase.Phrases) string { return p.PolicyAsks }, func(b *builder) []view.Block { return b.in.Requirements }},
		{"way", func(p *phrase.Phrases) string { return p.HowWeGot }, (*builder).way},
		{"scores", func(p *phrase.Phrases) string { return p.Scores }, (*builder).scores},
		{"findings", func(p *phrase.Phrases) string { return p.Findings }, (*builder).findings},
		{"not-known", func(p *phrase.Phrases) string { return p.NotKnown }, (*builder).notKnown},
		{"agenda", func(p *phrase.Phrases) string { return p.Agenda }, (*builder).agenda},
		{"not-deciding", func(p *phrase.Phrases) string { return p.NotDeciding }, (*builder).notDeciding},
		{"answers", func(p *phrase.Phrases) string { return p.Answers }, (*builder).answers},
		{"how-scored", func(p *phrase.Phrases) string { return p.HowScored }, (*builder).howScored},
		{"sources", func(p *phrase.Phrases) string { return p.Sources }, (*builder).sources},
	}
}

// Sections gives the ids of the parts of a report, in their order.
func Sections() []string {
	var ids []string
	for _, s := range sections() {
		ids = append(ids, s.id)
	}
	return ids
}

// An Audience is who a report is for.
type Audience string

// The audiences: a board decides with one page in hand, partners talk it over, who
// applied for something gets a letter, and a full report leaves nothing out.
const (
	Board     Audience = "board"
	Partners  Audience = "partners"
	Applicant Audience = "applicant"
	Full      Audience = "full"
)

// Audiences lists them.
func Audiences() []string {
	return []string{string(Board), string(Partners), string(Applicant), string(Full)}
}

// steps is the number of next steps that an audience can carry. A full report
// begins with what a board reads.
func (a Audience) steps() int {
	switch a {
	case Board, Full:
		return 5
	case Applicant:
		return 3
	case Partners:
		return 12
	}
	return 5
}

// Sections gives the parts that serve an audience.
func (a Audience) Sections() []string {
	switch a {
	case Board:
		return []string{"conclusion", "next-steps", "since", "how-scored"}
	case Partners:
		return []string{"conclusion", "next-steps", "since", "requirements", "way", "scores", "findings", "not-known", "agenda", "sources"}
	case Applicant:
		return []string{"conclusion", "requirements", "next-steps"}
	case Full:
	}
	return Sections()
}
