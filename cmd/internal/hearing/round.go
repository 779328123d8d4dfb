package hearing

import (
	"cmp"
	"context"
	"slices"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/answerfile"
	"collectiveimpact/samklar/assess/group"
	"collectiveimpact/samklar/cmd/internal/batch"
	"collectiveimpact/samklar/cmd/internal/cases"
	"collectiveimpact/samklar/cmd/internal/exit"
	"collectiveimpact/samklar/questions"
	"collectiveimpact/samklar/questions/diag"
)

// A Round is what several assessors have judged: each case heard by itself.
type Round struct {
	Hearings []*Hearing // in the order of the input
	Nameless int        // files that do not say who judges, or what
	Tally    batch.Tally
}

// ReadRound reads what assessors have answered, in files, folders and streams. Cases are
// known by their ids, and without one by their names. What does not name who judges is
// left out: it may be what the others have agreed on, or of anybody in an organisation.
func ReadRound(ctx context.Context, b *batch.Batch, lib *questions.Library) (*Round, error) {
	r := &Round{}
	at := make(map[string]*Hearing)
	var err error
	r.Tally, err = batch.Run(ctx, b, func(d *batch.Document) (*answerfile.Document, diag.List) {
		return cases.Read(d, lib)
	}, func(doc *answerfile.Document) error {
		if doc == nil {
			return nil
		}
		known := "id " + doc.Case.ID
		if doc.Case.ID == "" {
			known = "title " + group.Fold(doc.Case.Title)
		}
		if !group.Named(doc.Case.Respondent) || doc.Case.ID+group.Fold(doc.Case.Title) == "" {
			r.Nameless++
			return nil
		}
		if at[known] == nil {
			at[known] = &Hearing{}
			r.Hearings = append(r.Hearings, at[known])
		}
		at[known].Docs = append(at[known].Docs, doc)
		return nil
	})
	if err != nil {
		return nil, err
	}
	for _, h := range r.Hearings {
		if err := cmp.Or(h.oneCase(""), h.eachAssessorOnce()); err != nil {
			return nil, err
		}
	}
	return r, nil
}

// eachAssessorOnce wants an assessor to have judged a case once.
func (h *Hearing) eachAssessorOnce() error {
	for i, d := range h.Docs {
		for _, earlier := range h.Docs[:i] {
			if who := d.Case.Respondent; group.Same(earlier.Case.Respondent, who) {
				return exit.Invalid.Errorf("%q and %q are of one assessor, %s, and one case; expected the file that counts",
					earlier.File, d.File, diag.Quote(who.Name))
			}
		}
	}
	return nil
}

// Banks gives the ids of the banks that any assessor has answers for.
func (r *Round) Banks() []string {
	var all []string
	for _, h := range r.Hearings {
		all = append(all, h.Banks()...)
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// Judged gives the cases with what their assessors come to: each is a voice, of whatever
// organisation.
func (r *Round) Judged(s *assess.Selection) []group.Judged {
	all := make([]group.Judged, len(r.Hearings))
	for i, h := range r.Hearings {
		all[i] = group.Judged{Case: h.Case, People: h.people(s)}
	}
	return all
}
