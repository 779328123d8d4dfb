package cases

import (
	"fmt"
	"io"
	"maps"
	"slices"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/decisionfile"
	"collectiveimpact/samklar/assess/portfolio"
	"collectiveimpact/samklar/cmd/internal/say"
	"collectiveimpact/samklar/questions/diag"
)

// Decided is what people decided on the cases of a batch, and what of it is to be
// looked at again.
type Decided struct {
	File  string
	All   decisionfile.Decisions
	Today string                        // the date by which others have passed
	One   bool                          // one case is looked at, and the others may well be somewhere
	found map[string]*portfolio.Decided // by ids
	ids   []string                      // of all cases
	noID  count                         // cases without one
}

// Look finds the decision on a case with these answers, and compares it with how the case
// stands; it is nil where there is none. The source names the case.
func (d *Decided) Look(source string, c *assess.Case, answers string, judged *portfolio.Judged) *portfolio.Decided {
	if d.found == nil {
		d.found = make(map[string]*portfolio.Decided)
	}
	if c.ID == "" {
		d.noID.add(source)
		return nil
	}
	d.ids = append(d.ids, c.ID)
	decision := d.All[c.ID]
	if decision == nil {
		return nil
	}
	now := decision.Look(answers, judged)
	now.DatePassed = assess.Before(decision.Until, d.Today)
	all := *now
	if before := d.found[c.ID]; before != nil { // a case may have several files
		all.OtherAnswers, all.AgainstPolicy = now.OtherAnswers && before.OtherAnswers, now.AgainstPolicy && before.AgainstPolicy
	}
	d.found[c.ID] = &all
	return now
}

// Say says which decisions are to be looked at again, in the order of their file: taken
// on other answers, or against the policy without a reason; those of which the date has
// passed; and those on no case that is there.
func (d *Decided) Say(w io.Writer) {
	var said []string
	if d.noID.n > 0 && len(d.All) > 0 {
		said = append(said, fmt.Sprintf("%s: %s without a case.id, by which a decision is found; the first is %s", d.File, say.Count(d.noID.n, "case"), d.noID.first))
	}
	for _, id := range slices.SortedFunc(maps.Keys(d.All), func(a, b string) int { return d.All[a].Line - d.All[b].Line }) {
		add := func(text string) {
			said = append(said, fmt.Sprintf("%s:%d: %s: %s", d.File, d.All[id].Line, diag.Quote(id), text))
		}
		found := d.found[id]
		switch {
		case found == nil && (d.One || len(d.ids) == 0):
			continue
		case found == nil:
			text := "no case here has this id"
			if near := diag.Nearest(id, d.ids); near != "" {
				text += "; did you mean " + diag.Quote(near) + "?"
			}
			add(text)
			continue
		}
		if found.OtherAnswers {
			add("decided on other answers than these")
		}
		if found.AgainstPolicy {
			met := "though all that is required is met"
			if found.Outcome == portfolio.Granted {
				met = "though not all that is required is met for certain"
			}
			add(found.Outcome.String() + ", " + met + ", and no reason is given")
		}
		if found.DatePassed {
			add("until " + found.Until + ", which has passed")
		}
	}
	say.Lines(w, d.File, said)
}
