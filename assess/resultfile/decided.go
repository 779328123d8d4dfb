package resultfile

import (
	"strings"

	"collectiveimpact/samklar/assess/portfolio"
)

// Who decided and why stays in the file that people keep: a portfolio goes further
// than that.

// A jsonDecided is what was decided on a case.
type jsonDecided struct {
	Outcome   string   `json:"outcome"`
	On        string   `json:"on,omitempty"`
	Until     string   `json:"until,omitempty"`
	LookAgain []string `json:"look_again,omitempty"`
}

func decidedOf(d *portfolio.Decided) *jsonDecided {
	return &jsonDecided{d.Outcome.String(), d.On, d.Until, d.LookAgain()}
}

// jsonOutcomes counts cases.
type jsonOutcomes struct {
	Granted  int `json:"granted"`
	Returned int `json:"returned"`
	Refused  int `json:"refused"`
	None     int `json:"none"` // nothing is decided yet
}

func outcomesOf(pf *portfolio.Portfolio) *jsonOutcomes {
	by, none := pf.Decisions()
	return &jsonOutcomes{by[portfolio.Granted], by[portfolio.Returned], by[portfolio.Refused], none}
}

// addDecided adds the columns of what was decided.
func addDecided(add func(name string, ranked func(r *csvRow, c *portfolio.Ranked))) {
	for _, column := range []struct {
		name string
		of   func(d *portfolio.Decided) string
	}{
		{"decided", func(d *portfolio.Decided) string { return d.Outcome.String() }},
		{"decided_on", func(d *portfolio.Decided) string { return d.On }},
		{"decided_until", func(d *portfolio.Decided) string { return d.Until }},
		{"decided_look_again", func(d *portfolio.Decided) string { return strings.Join(d.LookAgain(), " ") }},
	} {
		add(column.name, func(r *csvRow, c *portfolio.Ranked) {
			if c.Decided == nil {
				r.next()
			} else {
				r.word(column.of(c.Decided))
			}
		})
	}
}
