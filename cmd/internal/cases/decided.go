package cases

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"time"

	"collectiveimpact/samklar/assess/decisionfile"
	"collectiveimpact/samklar/assess/portfolio"
	"collectiveimpact/samklar/assess/resultfile"
	"collectiveimpact/samklar/cmd/internal/say"
	"collectiveimpact/samklar/questions/diag"
)

// Decided is what people decided on the cases of a batch, and what of it is to be
// looked at again.
type Decided struct {
	File  string
	All   decisionfile.Decisions
	Today time.Time
	found map[string]*portfolio.Decided // by ids
	ids   []string                      // of all cases
}

// look finds the decision on a case.
func (d *Decided) look(row *resultfile.Row) {
	if d.found == nil {
		d.found = make(map[string]*portfolio.Decided)
	}
	if row.Case.ID == "" {
		return
	}
	d.ids = append(d.ids, row.Case.ID)
	decision := d.All[row.Case.ID]
	if decision == nil {
		return
	}
	now := decision.Look(row.Answers, row.Summary.Judged)
	row.Summary.Decided = now
	if before := d.found[row.Case.ID]; before != nil { // a case may have several files
		now = &portfolio.Decided{Decision: decision, OtherAnswers: now.OtherAnswers && before.OtherAnswers, AgainstPolicy: now.AgainstPolicy && before.AgainstPolicy}
	}
	d.found[row.Case.ID] = now
}

// mostSaid is how many decisions are named that are to be looked at again.
const mostSaid = 20

// Say says which decisions are to be looked at again, in the order of their file: taken
// on other answers, or against the policy without a reason; those of which the date has
// passed; and those on no case that is there.
func (d *Decided) Say(w io.Writer) {
	var said []string
	for _, id := range slices.SortedFunc(maps.Keys(d.All), func(a, b string) int { return d.All[a].Line - d.All[b].Line }) {
		add := func(text string) {
			said = append(said, say.Line(fmt.Sprintf("samklar: %s:%d: %s: %s", d.File, d.All[id].Line, diag.Quote(id), text)))
		}
		found := d.found[id]
		if found == nil {
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
			met := map[portfolio.Outcome]string{portfolio.Granted: "though not all that is required is met for certain", portfolio.Refused: "though all that is required is met"}
			add(found.Outcome.String() + ", " + met[found.Outcome] + ", and no reason is given")
		}
		if Passed(found.Until, d.Today) {
			add("until " + found.Until + ", which has passed")
		}
	}
	for i, line := range said {
		if i == mostSaid {
			fmt.Fprintf(w, "samklar: %s: %d more\n", say.Line(d.File), len(said)-mostSaid)
			break
		}
		fmt.Fprintln(w, line)
	}
}

// Passed reports whether the whole of a day, a month or a year lies before today.
func Passed(date string, today time.Time) bool {
	if date == "" {
		return false
	}
	return date < today.Format(time.DateOnly)[:len(date)]
}
