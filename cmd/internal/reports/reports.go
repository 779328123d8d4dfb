// Package reports writes reports and letters: on one case, or on each of a batch into a
// folder.
package reports

import (
	"bytes"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/answerfile"
	"collectiveimpact/samklar/assess/paths"
	"collectiveimpact/samklar/assess/portfolio"
	"collectiveimpact/samklar/cmd/internal/cases"
	"collectiveimpact/samklar/cmd/internal/command"
	"collectiveimpact/samklar/cmd/internal/output"
	"collectiveimpact/samklar/cmd/internal/require"
	"collectiveimpact/samklar/questions"
	"collectiveimpact/samklar/report"
	"collectiveimpact/samklar/report/letter"
	"collectiveimpact/samklar/report/requirements"
	"collectiveimpact/samklar/report/view"
)

// A Maker makes reports. It is safe for concurrent use once it is filled.
type Maker struct {
	*command.Options
	Library   *questions.Library
	Format    string
	Audience  report.Audience
	Sections  []string
	Picture   bool                 // of trees, in Markdown
	Require   []string             // codes of which the path must have one
	Policy    *portfolio.Policy    // or nil
	Decided   *cases.Decided       // what people decided, or nil
	Date      string               // of letters, or ""
	Back      view.Back            // the page that leads to the reports, or none
	Since     *answerfile.Document // the answers of an earlier moment, or nil
	SinceFile string               // as it was named
	File      string               // as it was named, where a report is shown by itself; on a terminal, on one screen
}

// A Report is what was written of a case.
type Report struct {
	Kind    output.Kind
	Text    []byte
	Short   bool              // it is one screen, and says how to get the rest
	Met     paths.Met         // the policy
	Judged  *portfolio.Judged // by it, or nil
	Answers string            // their digest
	Unmet   string            // what is said where it does not have a required code
}

// Make makes the report on a case.
func (m *Maker) Make(selection *assess.Selection, doc *answerfile.Document) (*Report, error) {
	in := m.Input(m.Library, selection, doc)
	return m.make(selection, in, in.Entries.Digest(selection.Banks))
}

// make writes the report of a case; answers is the digest of what it is made from.
func (m *Maker) make(selection *assess.Selection, in *report.Input, answers string) (*Report, error) {
	short := m.Format == "terminal" && m.File != "" && m.Audience == "" && len(m.Sections) == 0 && m.Policy == nil
	in.Audience, in.Sections = m.Audience, m.Sections
	if m.Since != nil {
		m.since(selection, in, m.Audience != report.Board && !short)
	}
	r := &Report{Kind: output.Of(m.Format), Met: paths.MetSurely, Answers: answers}
	var steps []assess.Step
	if len(in.Result.Chains) > 0 {
		steps = in.Result.Chains[0].Steps
	}
	r.Unmet = require.New(m.Require, selection).Unmet(paths.Of(selection, in.Result), steps)
	var b bytes.Buffer
	if m.Format == "json" {
		r.Kind = output.Result
		err := WriteResult(&b, in, true)
		r.Text = b.Bytes()
		return r, err
	}
	if r.Short = short; short {
		err := m.writeShort(&b, in)
		r.Text = b.Bytes()
		return r, err
	}
	var standing *requirements.Standing
	if m.Policy != nil {
		standing = requirements.Of(&requirements.Input{Selection: selection, Policy: m.Policy, Result: in.Result, Entries: in.Entries, Lang: in.Lang})
		r.Met, r.Judged = standing.Together, standing.Judged
	}
	v := m.view(in, standing, answers)
	v.Back, v.Pictures = m.Back, m.Picture
	if m.Format == "html" && m.Audience != report.Applicant {
		if err := carry(v, in); err != nil {
			return nil, err
		}
	}
	err := command.Lay(&b, v, m.Format, m.Screen())
	if r.Text = b.Bytes(); m.Audience == report.Applicant {
		r.Kind, r.Text = output.Letter, output.Seal(r.Text)
	}
	return r, err
}

// view is a letter for who applied, and a report for anybody else.
func (m *Maker) view(in *report.Input, standing *requirements.Standing, answers string) *view.View {
	if m.Audience == report.Applicant {
		l := &letter.Input{Case: in, Answers: output.ShortDigest(answers), Standing: standing, Seal: output.Unsealed, Date: m.Date}
		if in.Case.ID != "" && m.Decided != nil {
			l.Decision = m.Decided.All[in.Case.ID]
		}
		if standing != nil {
			l.Policy = m.Policy.Title
		}
		return letter.Build(l)
	}
	if standing != nil {
		in.Requirements = standing.Section()
	}
	return report.Build(in)
}
