package report

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/questions"
	"collectiveimpact/samklar/questions/diag"
)

// LineFormat is the version of the line that a batch writes for one case.
// Fields are only ever added to it.
const LineFormat = 1

// A Row is one case of a batch: what follows from its answers, or what is wrong
// with its file.
type Row struct {
	Source  string // the file, with the line where it holds several cases
	Case    Case
	Answers string          // the digest of the answers
	Summary *assess.Summary // nil where the answers could not be read
	Errors  diag.List
	Entries assess.Entries // only where notes are asked for
}

// A line is a row as JSON.
type line struct {
	Format  int         `json:"samklar_score"`
	Tool    string      `json:"tool"`
	Source  string      `json:"source"`
	Errors  []lineError `json:"errors,omitempty"`
	Case    *jsonCase   `json:"case,omitempty"`
	*scored `json:",omitempty"`
	*noted  `json:",omitempty"`
}

type lineError struct {
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
}

type lineBank struct {
	Bank    string `json:"bank"`
	Version int    `json:"version"`
	Rules   string `json:"rules"`
	// What the bank has to do with the conclusions, and where it can end.
	Role  string   `json:"role"`
	Codes []string `json:"codes"`
}

// noted is what is written with notes only: it may name people.
type noted struct {
	Respondent *jsonRespondent         `json:"respondent,omitempty"`
	Notes      map[string][]jsonAnswer `json:"notes,omitempty"`
}

// AppendLine appends a row as one line of JSON. Banks are those that all rows
// were scored with, tool the program's version.
func AppendLine(to []byte, row *Row, banks []*questions.Bank, tool string) ([]byte, error) {
	out := line{Format: LineFormat, Tool: tool, Source: row.Source}
	for _, e := range row.Errors {
		out.Errors = append(out.Errors, lineError{e.Line, e.Column, e.Code, e.Message})
	}
	if row.Summary != nil {
		out.Case = &jsonCase{row.Case.Title, row.Case.Place, row.Case.AsOf}
		out.scored = scoredOf(row, banks)
	}
	if row.Entries != nil {
		out.noted = notedOf(row, banks)
	}
	var b strings.Builder
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(&out); err != nil {
		return to, err
	}
	return append(to, escapeActive(b.String())...), nil
}

func scoredOf(row *Row, banks []*questions.Bank) *scored {
	s := row.Summary
	out := &scored{
		Path: []jsonStep{}, Beyond: s.Beyond, Settled: s.Settled, Exact: s.Exact, Answered: s.Answered, AllTop: s.Top,
		Dimensions: []lineScore{}, Overall: []lineScore{},
		Open: refIDs(s.Open, banks), Pivotal: refIDs(s.Pivotal, banks), Advice: []string{},
		Pattern: fmt.Sprintf("%016x", s.Pattern), Answers: row.Answers,
	}
	for _, step := range s.Steps {
		out.Path = append(out.Path, jsonStep{banks[step.Bank].ID, codesOf(banks[step.Bank], step.Codes), len(step.Codes) == 1})
	}
	for i := range s.Scores {
		p := &s.Scores[i]
		b := banks[p.Bank]
		if p.Part.Part == assess.Whole {
			out.Overall = append(out.Overall, lineScore{b.ID, "", p.Low, p.High, p.Known})
			continue
		}
		out.Dimensions = append(out.Dimensions, lineScore{b.ID, b.Dimensions[p.Part.Part].ID, p.Low, p.High, p.Known})
	}
	if w := s.Weakest; w.Bank >= 0 {
		out.Weakest = banks[w.Bank].ID + "." + banks[w.Bank].Dimensions[w.Part].ID
	}
	for _, a := range s.Advice {
		out.Advice = append(out.Advice, banks[a.Bank].ID+"."+a.Advice)
	}
	for i, b := range banks {
		out.Banks = append(out.Banks, lineBank{b.ID, b.Version, b.Rules, s.Banks[i].Role.String(), codesOf(b, s.Banks[i].Codes)})
	}
	return out
}

func refIDs(all []assess.Ref, banks []*questions.Bank) []string {
	ids := make([]string, len(all))
	for i, ref := range all {
		ids[i] = banks[ref.Bank].ID + "." + banks[ref.Bank].Questions[ref.Question].ID
	}
	return ids
}

func notedOf(row *Row, banks []*questions.Bank) *noted {
	out := &noted{Notes: make(map[string][]jsonAnswer)}
	if who := (jsonRespondent{row.Case.Name, row.Case.Organisation, row.Case.Role}); who != (jsonRespondent{}) {
		out.Respondent = &who
	}
	for _, b := range banks {
		for _, a := range answersOf(b, row.Entries[b.ID]) {
			if a.Note != "" || len(a.Evidence) > 0 {
				out.Notes[b.ID] = append(out.Notes[b.ID], a)
			}
		}
	}
	return out
}

// IsLine tells whether a text is a line of a batch.
func IsLine(text []byte) bool {
	var head struct {
		Format int `json:"samklar_score"`
	}
	return json.Unmarshal(text, &head) == nil && head.Format > 0
}

// ReadLine reads a line of a batch back. Banks are those that it must have been
// scored with: a line scored with other rules, or with other banks, is refused
// with an error that says so.
func ReadLine(text []byte, banks []*questions.Bank) (*Row, error) {
	var in line
	in.scored, in.noted = new(scored), new(noted)
	if err := json.Unmarshal(text, &in); err != nil {
		return nil, fmt.Errorf("reading a line of scores: %w", err)
	}
	if in.Format > LineFormat {
		return nil, fmt.Errorf("the line has format %d; this tool reads up to %d: a newer samklar is needed", in.Format, LineFormat)
	}
	row := &Row{Source: in.Source}
	for _, e := range in.Errors {
		row.Errors = append(row.Errors, diag.Diagnostic{File: in.Source, Line: e.Line, Column: e.Column, Code: e.Code, Message: e.Message})
	}
	if len(row.Errors) > 0 {
		return row, nil
	}
	if in.Case != nil {
		row.Case = Case{Title: in.Case.Title, Place: in.Case.Place, AsOf: in.Case.AsOf}
	}
	row.Answers = in.Answers
	r := lineReader{banks: banks}
	row.Summary = r.summary(in.scored)
	return row, r.err
}

// A lineReader turns ids back into places and keeps the first that has none.
type lineReader struct {
	banks []*questions.Bank
	err   error
}

func (r *lineReader) fail(format string, args ...any) {
	if r.err == nil {
		r.err = fmt.Errorf(format, args...)
	}
}

func (r *lineReader) bank(id string) int {
	for i, b := range r.banks {
		if b.ID == id {
			return i
		}
	}
	r.fail("bank %q is not among those chosen", id)
	return 0
}

func (r *lineReader) sameRules(scored []lineBank) {
	if len(scored) != len(r.banks) {
		r.fail("the line was scored with %d banks; here %d are chosen (--banks)", len(scored), len(r.banks))
	}
	for _, b := range scored {
		if at := r.bank(b.Bank); r.err == nil && r.banks[at].Rules != b.Rules {
			r.fail("bank %q had the rules %.16s… when this was scored; here it has %.16s…: use the bank of that time with --bank", b.Bank, b.Rules, r.banks[at].Rules)
		}
	}
}

// in finds an id "bank.id" with the places that find gives.
func (r *lineReader) in(ref, what string, find func(b *questions.Bank, id string) int) (bank, place int) {
	id, rest, _ := strings.Cut(ref, ".")
	bank = r.bank(id)
	if r.err != nil {
		return 0, 0
	}
	if place = find(r.banks[bank], rest); place < 0 {
		r.fail("bank %q has no %s %q", id, what, rest)
		return 0, 0
	}
	return bank, place
}

func (r *lineReader) refs(ids []string) []assess.Ref {
	var all []assess.Ref
	for _, id := range ids {
		bank, question := r.in(id, "question", (*questions.Bank).Question)
		all = append(all, assess.Ref{Bank: bank, Question: question})
	}
	return all
}

func (r *lineReader) summary(in *scored) *assess.Summary {
	r.sameRules(in.Banks)
	s := &assess.Summary{
		Beyond: in.Beyond, Settled: in.Settled, Exact: in.Exact, Answered: in.Answered, Top: in.AllTop,
		Open: r.refs(in.Open), Pivotal: r.refs(in.Pivotal), Weakest: assess.Part{Bank: -1, Part: -1},
		Banks: r.roles(in.Banks),
	}
	for _, step := range in.Path {
		out := assess.Step{}
		for _, code := range step.Codes {
			var place int
			out.Bank, place = r.in(step.Bank+"."+code, "outcome or verdict", (*questions.Bank).Ending)
			out.Codes = append(out.Codes, place)
		}
		if len(out.Codes) == 0 {
			r.fail("a step of the path has no codes")
		}
		s.Steps = append(s.Steps, out)
	}
	s.Scores = r.scores(in)
	if in.Weakest != "" {
		s.Weakest.Bank, s.Weakest.Part = r.in(in.Weakest, "dimension", (*questions.Bank).Dimension)
	}
	for _, id := range in.Advice {
		bank, advice, _ := strings.Cut(id, ".")
		s.Advice = append(s.Advice, assess.AdviceRef{Bank: r.bank(bank), Advice: advice})
	}
	pattern, err := strconv.ParseUint(in.Pattern, 16, 64)
	if err != nil {
		r.fail("the pattern %q is not 16 hexadecimal digits", in.Pattern)
	}
	s.Pattern = pattern
	return s
}

// roles gives what every bank has to do with the conclusions.
func (r *lineReader) roles(in []lineBank) []assess.BankSummary {
	all := make([]assess.BankSummary, len(r.banks))
	for i := range in {
		b := &in[i]
		at := r.bank(b.Bank)
		role, ok := assess.RoleOf(b.Role)
		if !ok {
			r.fail("bank %q has the role %q", b.Bank, b.Role)
		}
		all[at].Role = role
		for _, code := range b.Codes {
			_, place := r.in(b.Bank+"."+code, "outcome or verdict", (*questions.Bank).Ending)
			all[at].Codes = append(all[at].Codes, place)
		}
	}
	return all
}

// scores puts the scores of the dimensions and of the whole in bank order.
func (r *lineReader) scores(in *scored) []assess.PartScore {
	var all []assess.PartScore
	add := func(bank, part int, score *lineScore) {
		if score.Low < 0 || score.Low > score.High || score.High > 100 {
			r.fail("a score runs from %d to %d percent; expected a range within 0 and 100", score.Low, score.High)
		}
		all = append(all, assess.PartScore{Part: assess.Part{Bank: bank, Part: part}, Low: score.Low, High: score.High, Known: score.Known})
	}
	for i := range in.Overall {
		whole := &in.Overall[i]
		bank := r.bank(whole.Bank)
		for j := range in.Dimensions {
			if d := &in.Dimensions[j]; d.Bank == whole.Bank {
				_, part := r.in(d.Bank+"."+d.Dimension, "dimension", (*questions.Bank).Dimension)
				add(bank, part, d)
			}
		}
		add(bank, assess.Whole, whole)
	}
	return all
}
