package resultfile

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
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
	Source  string // the file, with the line where it holds several cases
	Case    assess.Case
	Answers string             // the digest of the answers
	Summary *portfolio.Summary // nil where the answers could not be read
	Errors  diag.List
	Entries assess.Entries // only where notes are asked for
	Gone    []assess.Gone  // likewise
}

// A line is a row as JSON: what stands in it, in this order. With notes a line has
// more: those are for people, not for portfolios, and are passed over.
type line struct {
	Format  int          `json:"samklar_score"`
	Tool    string       `json:"tool"`
	Source  string       `json:"source"`
	Errors  []lineError  `json:"errors,omitempty"`
	Case    *assess.Case `json:"case,omitempty"`
	*scored `json:",omitempty"`
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
}

type lineBank struct {
	Bank    string `json:"bank"`
	Version int    `json:"version"`
	Rules   string `json:"rules"`
	// What the bank has to do with the conclusions, and where it can end.
	Role  string   `json:"role"`
	Codes []string `json:"codes"`
}

// IsLine tells whether a text is a line of a batch.
func IsLine(line []byte) bool {
	if !bytes.Contains(line, []byte(`"samklar_score"`)) {
		return false // as most texts are, and they need not be read through
	}
	var head struct {
		Format int `json:"samklar_score"`
	}
	return json.Unmarshal(line, &head) == nil && head.Format > 0
}

// ReadLine reads a line of a batch back. Banks are those that it must have been
// scored with: a line scored with other rules, or with other banks, is refused
// with an error that says so.
func ReadLine(scores []byte, banks []*questions.Bank) (*Row, error) {
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

func (r *lineReader) summary(in *scored) *portfolio.Summary {
	r.sameRules(in.Banks)
	s := &portfolio.Summary{
		Beyond: in.Beyond, Settled: in.Settled, Exact: in.Exact, Answered: in.Answered, Top: in.AllTop,
		Open: r.refs(in.Open), Pivotal: r.refs(in.Pivotal), Weakest: portfolio.DimensionRef{Bank: -1, Dimension: -1},
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
	if open := slices.ContainsFunc(s.Steps, func(step assess.Step) bool { return len(step.Codes) != 1 }); s.Settled == (open || len(s.Steps) == 0) {
		r.fail("the line says settled: %t; its path says otherwise", s.Settled)
	}
	s.Scores = r.scores(in)
	if in.Weakest != "" {
		s.Weakest.Bank, s.Weakest.Dimension = r.in(in.Weakest, "dimension", (*questions.Bank).Dimension)
	}
	for _, id := range in.Advice {
		bank, advice, _ := strings.Cut(id, ".")
		s.Advice = append(s.Advice, portfolio.AdviceRef{Bank: r.bank(bank), Advice: advice})
	}
	pattern, err := strconv.ParseUint(in.Pattern, 16, 64)
	if err != nil {
		r.fail("the pattern %q is not 16 hexadecimal digits", in.Pattern)
	}
	s.Pattern = pattern
	return s
}

// roles gives what every bank has to do with the conclusions.
func (r *lineReader) roles(in []lineBank) []portfolio.BankSummary {
	all := make([]portfolio.BankSummary, len(r.banks))
	seen := make([]bool, len(r.banks))
	for i := range in {
		b := &in[i]
		at := r.bank(b.Bank)
		if r.err != nil {
			return all
		}
		if seen[at] {
			r.fail("bank %q stands there twice", b.Bank)
		}
		seen[at] = true
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
func (r *lineReader) scores(in *scored) []portfolio.DimensionScore {
	var all []portfolio.DimensionScore
	add := func(bank, part int, score *lineScore) {
		if score.Low < 0 || score.Low > score.High || score.High > 100 {
			r.fail("a score runs from %d to %d percent; expected a range within 0 and 100", score.Low, score.High)
		}
		all = append(all, portfolio.DimensionScore{DimensionRef: portfolio.DimensionRef{Bank: bank, Dimension: part}, Low: score.Low, High: score.High, Known: score.Known})
	}
	for i := range in.Overall {
		whole := &in.Overall[i]
		bank := r.bank(whole.Bank)
		if r.err != nil || len(in.Overall) > len(r.banks) || len(in.Dimensions) > len(r.banks)*questions.MaxDimensions {
			r.fail("the line has more scores than its banks have dimensions")
			return nil
		}
		for j := range in.Dimensions {
			if d := &in.Dimensions[j]; d.Bank == whole.Bank {
				_, part := r.in(d.Bank+"."+d.Dimension, "dimension", (*questions.Bank).Dimension)
				add(bank, part, d)
			}
		}
		add(bank, portfolio.Whole, whole)
	}
	return all
}
