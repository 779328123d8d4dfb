package resultfile

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/portfolio"
	"collectiveimpact/samklar/questions"
	"collectiveimpact/samklar/questions/diag"
	"collectiveimpact/samklar/questions/text"
)

// LineFormat is the version of the line that a batch writes for one case.
// Fields are only ever added to it.
const LineFormat = 1

// A Row is one case of a batch: what follows from its answers, or what is wrong
// with its file.
type Row struct {
	Source  string             // the file, with the line where it holds several cases
	Case    assess.Case        // its respondent goes out with the entries only
	Answers string             // the digest of the answers
	Summary *portfolio.Summary // nil where the answers could not be read
	Errors  diag.List
	Entries assess.Entries // only where notes are asked for
	Gone    []assess.Gone  // likewise

	Respondents int // whose answers they are; 0 where that is not said, as of what a group has agreed on
}

// A line is a row as JSON: what stands in it, in this order. With notes a line has
// more: those are for people, not for portfolios, and are passed over.
type line struct {
	Format      int          `json:"samklar_score"`
	Tool        string       `json:"tool"`
	Source      string       `json:"source"`
	Errors      []lineError  `json:"errors,omitempty"`
	Case        *assess.Case `json:"case,omitempty"`
	Respondents int          `json:"respondents,omitempty"`
	*scored     `json:",omitempty"`
}

type lineError struct {
	File    string `json:"file,omitempty"` // where it is not the source
	Line    int    `json:"line,omitempty"`
	Column  int    `json:"column,omitempty"`
	Code    string `json:"code"`
	Message string `json:"message"`
}

// scored is what follows from answers. Refs are written "bank.question",
// "bank.dimension" and "bank.advice"; codes "bank:id".
type scored struct {
	Path       []jsonStep  `json:"path"`
	Beyond     string      `json:"beyond,omitempty"`
	Settled    bool        `json:"settled"`
	Dimensions []lineScore `json:"dimensions"`
	Overall    []lineScore `json:"overall"`
	Weakest    string      `json:"weakest,omitempty"`
	Answered   int         `json:"answered"`
	AllTop     bool        `json:"all_top"`
	Open       []string    `json:"open"`
	Pivotal    []string    `json:"pivotal"`
	Exact      bool        `json:"pivotal_exact"`
	Advice     []string    `json:"advice"`
	Pattern    string      `json:"pattern"`
	Answers    string      `json:"answers"`
	Banks      []lineBank  `json:"banks"`
}

type lineScore struct {
	Bank      string `json:"bank"`
	Dimension string `json:"dimension,omitempty"`
	Low       int    `json:"low"`
	High      int    `json:"high"`
	Known     bool   `json:"known"`

	CountsAs *jsonRange `json:"counts_as,omitempty"` // where that is not the score
}

// lineScoreOf gives the score of a dimension of a bank.
func lineScoreOf(b *questions.Bank, d *portfolio.DimensionScore) *lineScore {
	s := &lineScore{Bank: b.ID, Dimension: b.Dimensions[d.Dimension].ID, Low: d.Low, High: d.High, Known: d.Known}
	if d.Held() {
		s.CountsAs = &jsonRange{d.CountsLow, d.CountsHigh}
	}
	return s
}

type lineBank struct {
	Bank    string `json:"bank"`
	Version int    `json:"version"`
	Rules   string `json:"rules"`
	// What the bank has to do with the conclusions, and where it can end.
	Role   string      `json:"role"`
	Codes  []string    `json:"codes"`
	Levels []lineLevel `json:"levels"`
}

// A lineLevel is the levels that an answer leaves possible. Questions that are not
// answered have none.
type lineLevel struct {
	Question string   `json:"question"`
	Level    string   `json:"level,omitempty"`
	Between  []string `json:"between,omitempty"`
	Doubted  bool     `json:"may_not_apply,omitempty"` // nor is it known whether the question applies
	Source   bool     `json:"source,omitempty"`        // it has one; which is said with notes only
}

// IsLine tells whether a text is a line of a batch.
func IsLine(line []byte) bool {
	if bytes.HasPrefix(line, []byte(`{"samklar_score":1,`)) {
		return true // as Lines.Append begins it, whatever follows
	}
	if !bytes.Contains(line, []byte(`"samklar_score"`)) {
		return false // as most texts are, and they need not be read through
	}
	var head struct {
		Format int `json:"samklar_score"`
	}
	return json.Unmarshal(line, &head) == nil && head.Format > 0
}

// ReadLine reads a line of a batch back, by scoring the levels that stand in it anew.
// The banks must have the rules that it was scored with; a line of other rules, or of
// other banks, or one whose path is not what its levels come to, is refused with an
// error that says so.
func ReadLine(scores []byte, selection *assess.Selection) (*Row, error) {
	var in line
	in.scored = new(scored)
	if err := json.Unmarshal(scores, &in); err != nil {
		return nil, fmt.Errorf("reading a line of scores: %w", err)
	}
	if in.Format > LineFormat {
		return nil, fmt.Errorf("the line has format %d; this tool reads up to %d: a newer samklar is needed", in.Format, LineFormat)
	}
	row := &Row{Source: in.Source}
	for _, e := range in.Errors {
		d := diag.Diagnostic{File: e.File, Line: e.Line, Column: e.Column, Code: text.Line(e.Code), Message: text.Line(e.Message)}
		if d.File == "" {
			d.File = in.Source
		}
		row.Errors = append(row.Errors, d)
	}
	if len(row.Errors) > 0 {
		return row, nil
	}
	if in.Case != nil {
		row.Case = *in.Case
	}
	row.Answers, row.Respondents = in.Answers, max(in.Respondents, 0)
	summary, err := levelsOf(in.Banks, selection.Banks)
	if err != nil {
		return nil, err
	}
	row.Summary = portfolio.Summarize(summary.Result(selection), summary.Sourced)
	if said, is := pathText(in.Path), portfolio.PathText(row.Summary.Steps, selection.Banks); said != is {
		return nil, fmt.Errorf("the line says %q; its levels come to %q", said, is)
	}
	return row, nil
}

// pathText writes a path of a line as portfolio.PathText does.
func pathText(path []jsonStep) string {
	steps := make([]string, len(path))
	for i, step := range path {
		steps[i] = step.Bank + ":" + strings.Join(step.Codes, "|")
	}
	return strings.Join(steps, " → ")
}

// levelsOf gives of a summary the answers in a line, which of them have a source, and what
// may not apply.
func levelsOf(in []lineBank, banks []*questions.Bank) (*portfolio.Summary, error) {
	if len(in) != len(banks) {
		return nil, fmt.Errorf("the line was scored with %d banks; here %d are chosen (--banks)", len(in), len(banks))
	}
	s := &portfolio.Summary{Banks: make([]portfolio.BankSummary, len(banks))}
	for i := range in {
		id := in[i].Bank
		at := slices.IndexFunc(banks, func(b *questions.Bank) bool { return b.ID == id })
		switch {
		case at < 0:
			return nil, fmt.Errorf("bank %q is not among those chosen", id)
		case s.Banks[at].Sheet != nil:
			return nil, fmt.Errorf("bank %q stands there twice", id)
		case banks[at].Rules != in[i].Rules:
			return nil, fmt.Errorf("bank %q had the rules %.16s… when this was scored; here it has %.16s…: use the bank of that time with --bank", id, in[i].Rules, banks[at].Rules)
		case in[i].Levels == nil:
			return nil, fmt.Errorf("bank %q has no levels: an older samklar wrote the line; score the answers again", id)
		}
		sheet := assess.Blank(banks[at])
		for j := range in[i].Levels {
			l := &in[i].Levels[j]
			q := banks[at].Question(l.Question)
			if q < 0 {
				return nil, fmt.Errorf("bank %q has no question %q", id, l.Question)
			}
			if sheet[q] != assess.Unanswered {
				return nil, fmt.Errorf("question %q stands there twice", id+"."+l.Question)
			}
			sheet[q] = l.choice(&banks[at].Questions[q])
			if sheet[q] == assess.Unanswered || l.Doubted && (sheet[q] != assess.Unknown || !banks[at].Questions[q].Optional) {
				return nil, fmt.Errorf("question %q has no such level as %q", id+"."+l.Question, l.Level+strings.Join(l.Between, ".."))
			}
			if l.Source {
				s.Sourced = append(s.Sourced, assess.Ref{Bank: at, Question: q})
			}
			if l.Doubted {
				s.Banks[at].Doubts = append(s.Banks[at].Doubts, q)
			}
		}
		s.Banks[at].Sheet = sheet
		slices.Sort(s.Banks[at].Doubts)
	}
	slices.SortFunc(s.Sourced, func(a, b assess.Ref) int {
		return cmp.Or(cmp.Compare(a.Bank, b.Bank), cmp.Compare(a.Question, b.Question))
	})
	return s, nil
}

// choice gives the levels of an answer, Unanswered where the question has none such.
func (l *lineLevel) choice(q *questions.Question) assess.Choice {
	if len(l.Between) == 2 && l.Level == "" {
		if low, high := q.Level(l.Between[0]), q.Level(l.Between[1]); 0 <= low && low < high {
			return assess.Between(low, high)
		}
		return assess.Unanswered
	}
	switch at := q.Level(l.Level); {
	case len(l.Between) > 0:
	case at >= 0:
		return assess.Choice(at)
	case l.Level == assess.Unknown.ID(q):
		return assess.Unknown
	case l.Level == assess.NotApplicable.ID(q) && q.Optional:
		return assess.NotApplicable
	}
	return assess.Unanswered
}
