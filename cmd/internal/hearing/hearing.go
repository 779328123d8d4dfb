// Package hearing takes the answer files of several voices for one case, and writes what
// they come to as one.
package hearing

import (
	"cmp"
	"fmt"
	"slices"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/answerfile"
	"collectiveimpact/samklar/assess/group"
	"collectiveimpact/samklar/cmd/internal/command"
	"collectiveimpact/samklar/cmd/internal/exit"
	"collectiveimpact/samklar/cmd/internal/say"
	"collectiveimpact/samklar/questions"
	"collectiveimpact/samklar/questions/diag"
	"collectiveimpact/samklar/report/phrase"
	"collectiveimpact/samklar/report/voices"
)

// A Hearing is the voices on one case, and what is known of it.
type Hearing struct {
	Case  assess.Case // with the last of their dates, and no respondent
	First string      // the first of their dates
	Docs  []*answerfile.Document
}

// Read reads the files of several voices. They must be of one case: of one id, or by
// name, which may be said in their place.
func Read(o *command.Options, files []string, named string, lib *questions.Library) (*Hearing, error) {
	h := &Hearing{Case: assess.Case{Title: named}}
	for _, file := range files {
		doc, err := o.ReadAnswers(file, lib)
		if err != nil {
			return nil, err
		}
		h.Docs = append(h.Docs, doc)
	}
	if err := h.oneCase(named); err != nil {
		return nil, err
	}
	if err := h.eachOnce(); err != nil {
		return nil, err
	}
	return h, nil
}

// oneCase wants the files to be of one case, and gathers what they say of it.
func (h *Hearing) oneCase(named string) error {
	var withID, withTitle *answerfile.Document
	ids := 0
	for _, d := range h.Docs {
		c := &d.Case
		if c.ID != "" {
			ids++
			withID = cmp.Or(withID, d)
			if c.ID != withID.Case.ID {
				return exit.Invalid.Hinted(fmt.Errorf("%q is of the case %s and %q of %s; expected the voices of one case",
					withID.File, diag.Quote(withID.Case.ID), d.File, diag.Quote(c.ID)), "if several have judged several cases: --assessors")
			}
		}
		h.Case.ID, h.Case.Place = cmp.Or(h.Case.ID, c.ID), cmp.Or(h.Case.Place, c.Place)
		h.Case.AsOf = max(h.Case.AsOf, c.AsOf)
		if h.First == "" || c.AsOf != "" && c.AsOf < h.First {
			h.First = c.AsOf
		}
	}
	for _, d := range h.Docs {
		if d.Case.Title == "" {
			continue
		}
		withTitle = cmp.Or(withTitle, d)
		if ids < len(h.Docs) && named == "" && group.Fold(d.Case.Title) != group.Fold(withTitle.Case.Title) {
			return exit.Invalid.Hinted(fmt.Errorf("%q is of %s and %q of %s, and not all have an id; expected the voices of one case",
				withTitle.File, diag.Quote(withTitle.Case.Title), d.File, diag.Quote(d.Case.Title)), "if they are of one case all the same: --case-title "+say.ShellWord(withTitle.Case.Title))
		}
		h.Case.Title = cmp.Or(h.Case.Title, d.Case.Title)
	}
	return nil
}

// eachOnce wants each respondent once. What says nothing of who answers, among others
// that do, may be what they have agreed on.
func (h *Hearing) eachOnce() error {
	var without *answerfile.Document
	nameless := 0
	for i, d := range h.Docs {
		who := d.Case.Respondent
		for _, earlier := range h.Docs[:i] {
			if earlier.File == d.File {
				return exit.Usage(fmt.Sprintf("%q is given twice", d.File))
			}
			if group.Same(earlier.Case.Respondent, who) {
				return exit.Invalid.Errorf("%q and %q are of one respondent, %s; expected the file that counts", earlier.File, d.File, diag.Quote(who.Name))
			}
		}
		if who == (assess.Respondent{}) {
			nameless++
			without = cmp.Or(without, d)
		}
	}
	if nameless > 0 && nameless < len(h.Docs) {
		return exit.Invalid.Hinted(fmt.Errorf("%q does not say who answers, and others do; expected a respondent in each, or in none", without.File),
			"if it is what the others have agreed on, leave it out")
	}
	return nil
}

// Banks gives the ids of the banks that any voice has answers for.
func (h *Hearing) Banks() []string {
	var all []string
	for _, d := range h.Docs {
		all = append(all, d.Banks()...)
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// Group makes the voices into one.
func (h *Hearing) Group(s *assess.Selection) *group.Group {
	return group.Of(s, h.people(s))
}

func (h *Hearing) people(s *assess.Selection) []group.Person {
	people := make([]group.Person, len(h.Docs))
	for i, d := range h.Docs {
		people[i] = group.Person{Respondent: d.Case.Respondent, Role: voices.Role(d.Case.Respondent.Role), Entries: d.Entries(s.Banks)}
	}
	return people
}

// Agreed writes what the voices come to as one answer file: agreed where all are, between
// where they differ. No note of anybody's goes into it.
func (h *Hearing) Agreed(g *group.Group, banks []*questions.Bank, lang string, asJSON bool) []byte {
	p := phrase.For(lang)
	answers := make(map[string]map[string]answerfile.Answer)
	for i := range g.Questions {
		q := &g.Questions[i]
		b := banks[q.Bank]
		of := &b.Questions[q.Question]
		if q.Answer.Choice == assess.Unanswered {
			continue
		}
		a := answerfile.Answer{Level: q.Answer.ID(of)}
		switch {
		case q.Answer.Doubts:
			a.Note = p.VoicesSomeNot
		case q.Answer.Choice == assess.NotApplicable:
			a.Note = p.VoicesAllNot
		}
		if answers[b.ID] == nil {
			answers[b.ID] = make(map[string]answerfile.Answer)
		}
		answers[b.ID][of.ID] = a
	}
	return answerfile.Compose(h.Case, banks, answers, asJSON)
}
