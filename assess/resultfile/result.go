package resultfile

import (
	"encoding/json"
	"io"
	"strings"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/portfolio"
	"collectiveimpact/samklar/questions"
	"collectiveimpact/samklar/questions/text"
)

// ResultFormat is the version of the machine-readable result. Fields are only
// ever added to it.
const ResultFormat = 1

// A Case is what a result is written of.
type Case struct {
	Case    assess.Case
	Result  *assess.Result
	Entries assess.Entries
	Gone    []assess.Gone
	Outlook *assess.Outlook
	Tool    string // the tool's version

	LeaveOutNotes bool // and evidence
}

// WriteResult writes the whole result for machines: ids, ranges, statuses, notes
// and digests, and no prose.
func WriteResult(w io.Writer, in *Case) error {
	var b strings.Builder
	enc := json.NewEncoder(&b)
	enc.SetIndent("", "  ")
	enc.SetEscapeHTML(false)
	if err := enc.Encode(result(in)); err != nil {
		return err
	}
	_, err := io.WriteString(w, text.EscapeJSON(b.String()))
	return err
}

type jsonResult struct {
	Format      int                `json:"samklar_result"`
	Tool        string             `json:"tool"`
	Case        assess.Case        `json:"case"`
	Respondent  *assess.Respondent `json:"respondent,omitempty"`
	Settled     bool               `json:"settled"`
	Conclusions []jsonChain        `json:"conclusions"`
	Banks       []jsonBank         `json:"banks"`
	Advice      []jsonAdvice       `json:"advice"`
	NotDeciding []jsonAdvice       `json:"not_deciding"`
	Answers     string             `json:"answers"`
	NoNotes     bool               `json:"notes_left_out,omitempty"`
}

type jsonChain struct {
	jsonPath
	Stands   string     `json:"stands"`
	Settled  bool       `json:"settled"`
	OpenStep string     `json:"open_step,omitempty"`
	Pivotal  []jsonRef  `json:"pivotal"`
	Exact    bool       `json:"pivotal_exact"`
	First    []jsonRef  `json:"first,omitempty"`
	Takes    *jsonTakes `json:"takes,omitempty"`
	Later    []jsonRef  `json:"later"`
}

type jsonPath struct {
	Path     []jsonStep   `json:"path"`
	Beyond   string       `json:"beyond,omitempty"`
	Branches []jsonBranch `json:"branches,omitempty"`
}

type jsonStep struct {
	Bank    string   `json:"bank"`
	Codes   []string `json:"codes"`
	Settled bool     `json:"settled"`
}

type jsonBranch struct {
	Code string `json:"if"`
	jsonPath
}

type jsonRef struct {
	Bank     string `json:"bank"`
	Question string `json:"question"`
}

type jsonBank struct {
	Bank         string          `json:"bank"`
	Version      int             `json:"version"`
	Kind         questions.Kind  `json:"kind"`
	Rules        string          `json:"rules"`
	Texts        string          `json:"texts"`
	Language     string          `json:"language"`
	Role         string          `json:"role"`
	Codes        []string        `json:"codes"`
	Exact        bool            `json:"codes_exact"`
	Nodes        []jsonNode      `json:"nodes,omitempty"`
	Dimensions   []jsonDimension `json:"dimensions,omitempty"`
	Overall      *jsonScore      `json:"overall,omitempty"`
	Weakest      string          `json:"weakest,omitempty"` // the first where several are
	WeakestAll   []string        `json:"weakest_all,omitempty"`
	MaybeWeakest []string        `json:"maybe_weakest,omitempty"`
	Verdicts     []jsonVerdict   `json:"verdicts,omitempty"`
	RuledOut     []jsonRuledOut  `json:"ruled_out,omitempty"`
	Next         *jsonNext       `json:"next,omitempty"`
	Firm         int             `json:"firm,omitempty"`
	Findings     []jsonFinding   `json:"findings,omitempty"`
	Answers      []jsonAnswer    `json:"answers"`
}

type jsonNode struct {
	Node      string `json:"node"`
	Status    string `json:"status"`
	Reachable bool   `json:"reachable"`
	Certain   int    `json:"certain"`
	Possible  int    `json:"possible"`
	Needs     int    `json:"needs"`
}

type jsonDimension struct {
	Dimension string `json:"dimension"`
	jsonScore
	CountsAs *jsonRange `json:"counts_as,omitempty"` // where that is not the score
}

type jsonRange struct {
	Low  int `json:"low"`
	High int `json:"high"`
}

type jsonScore struct {
	Low      int    `json:"low"`
	High     int    `json:"high"`
	LowBand  string `json:"low_band"`
	HighBand string `json:"high_band"`
	Known    bool   `json:"known"`
}

type jsonFinding struct {
	Finding string `json:"finding"`
	Holds   string `json:"holds"`
}

type jsonAnswer struct {
	Question string   `json:"question"`
	Level    string   `json:"level,omitempty"`
	Between  []string `json:"between,omitempty"`
	Note     string   `json:"note,omitempty"`
	Evidence []string `json:"evidence,omitempty"`
	Stale    string   `json:"stale,omitempty"`
}

type jsonAdvice struct {
	Bank     string `json:"bank"`
	Advice   string `json:"advice"`
	Who      string `json:"who"`
	When     string `json:"when"`
	Due      string `json:"due,omitempty"`
	Blocks   bool   `json:"blocks"`
	Question string `json:"question,omitempty"`
	Finding  string `json:"finding,omitempty"`
	Ending   string `json:"ending,omitempty"`
	Source   string `json:"source,omitempty"`
}

func result(in *Case) *jsonResult {
	if in.LeaveOutNotes {
		in = in.withoutNotes()
	}
	r := in.Result
	out := &jsonResult{
		Format: ResultFormat, Tool: in.Tool, Settled: r.Settled(),
		Case:        in.Case,
		Conclusions: []jsonChain{}, Banks: []jsonBank{},
		Advice: adviceOf(in, r.Advice), NotDeciding: adviceOf(in, r.Folded()),
		Answers: in.Entries.Digest(in.Result.Selected()), NoNotes: in.LeaveOutNotes,
	}
	if in.Case.Respondent != (assess.Respondent{}) {
		out.Respondent = &in.Case.Respondent
	}
	for i := range r.Chains {
		c := &r.Chains[i]
		chain := jsonChain{jsonPath: pathOf(r, &c.Path), Settled: c.OpenStep < 0, Exact: c.Exact, Pivotal: refs(r, c.Pivotal), Later: refs(r, c.Later)}
		chain.Stands = chain.Path[c.Stands()].Bank
		if c.OpenStep >= 0 {
			chain.OpenStep = chain.Path[c.OpenStep].Bank
			chain.settling(r, &in.Outlook.Chains[i])
		}
		out.Conclusions = append(out.Conclusions, chain)
	}
	for i := range r.Banks {
		b := r.Banks[i].Bank
		bank := bankOf(&r.Banks[i], in.Entries[b.ID], in.Gone)
		bank.ahead(b, &in.Outlook.Banks[i])
		out.Banks = append(out.Banks, bank)
	}
	return out
}

func pathOf(r *assess.Result, p *assess.Path) jsonPath {
	out := jsonPath{Path: []jsonStep{}, Beyond: p.Beyond}
	for _, s := range p.Steps {
		b := r.Banks[s.Bank].Bank
		out.Path = append(out.Path, jsonStep{b.ID, portfolio.EndingIDs(b, s.Codes), len(s.Codes) == 1})
	}
	for i := range p.Branches {
		last := r.Banks[p.Steps[len(p.Steps)-1].Bank].Bank
		out.Branches = append(out.Branches, jsonBranch{last.Endings[p.Branches[i].Code].ID, pathOf(r, &p.Branches[i].Path)})
	}
	return out
}

func refs(r *assess.Result, all []assess.Ref) []jsonRef {
	out := make([]jsonRef, len(all))
	for i, ref := range all {
		b := r.Banks[ref.Bank].Bank
		out[i] = jsonRef{b.ID, b.Questions[ref.Question].ID}
	}
	return out
}

func bankOf(r *assess.BankResult, entries []assess.Entry, gone []assess.Gone) jsonBank {
	b := r.Bank
	out := jsonBank{
		Bank: b.ID, Version: b.Version, Kind: b.Kind, Rules: b.Rules, Texts: b.Texts, Language: b.Language,
		Role: r.Role.String(), Codes: portfolio.EndingIDs(b, r.Codes), Exact: r.Exact, Answers: answersOf(b, entries, gone),
	}
	for i, n := range r.Nodes {
		out.Nodes = append(out.Nodes, jsonNode{b.Nodes[i].ID, n.Status.String(), n.Reachable, n.Certain, n.Possible, b.Nodes[i].Needs})
	}
	score := func(s *assess.Score) jsonScore {
		return jsonScore{s.Low.Percent(), s.High.Percent(), b.Bands[s.CountsLow.Band(b.Bands)].ID, b.Bands[s.CountsHigh.Band(b.Bands)].ID, s.Known}
	}
	for i := range r.Scores {
		s := &r.Scores[i]
		d := jsonDimension{Dimension: b.Dimensions[i].ID, jsonScore: score(s)}
		if !s.CountsLow.Equal(s.Low) || !s.CountsHigh.Equal(s.High) {
			d.CountsAs = &jsonRange{s.CountsLow.Percent(), s.CountsHigh.Percent()}
		}
		out.Dimensions = append(out.Dimensions, d)
	}
	if b.Kind == questions.Scale {
		overall := score(&r.Overall)
		out.Overall = &overall
		out.Verdicts = verdictsOf(r)
		out.WeakestAll, out.MaybeWeakest = dimensionIDs(b, r.Weakest), dimensionIDs(b, r.MaybeWeakest)
		if len(r.Weakest) > 0 {
			out.Weakest = out.WeakestAll[0]
		}
	}
	for i, h := range r.Findings {
		out.Findings = append(out.Findings, jsonFinding{b.Findings[i].ID, h.String()})
	}
	return out
}

// answersOf lists the answers to a bank, those to questions that it has given up
// behind the others.
func answersOf(b *questions.Bank, entries []assess.Entry, gone []assess.Gone) []jsonAnswer {
	out := []jsonAnswer{}
	for i := range entries {
		e, q := &entries[i], &b.Questions[i]
		if e.Empty() {
			continue
		}
		a := jsonAnswer{Question: q.ID, Note: e.Note, Evidence: e.Evidence, Stale: e.Stale}
		switch low, high := e.Choice.Possible(q); {
		case e.Choice.Leveled() && low < high:
			a.Between = []string{q.Levels[low].ID, q.Levels[high].ID}
		case e.Choice != assess.Unanswered || e.Stale != "":
			a.Level = e.Choice.ID(q)
		}
		out = append(out, a)
	}
	for i := range gone {
		g := &gone[i]
		if g.Bank != b.ID {
			continue
		}
		a := jsonAnswer{Question: g.Question, Note: g.Note, Evidence: g.Evidence, Stale: g.Stale}
		if g.Stale != "" {
			a.Level = g.Choice.ID(nil)
		}
		out = append(out, a)
	}
	return out
}

func adviceOf(in *Case, all []assess.Given) []jsonAdvice {
	out := make([]jsonAdvice, len(all))
	for i, g := range all {
		b := in.Result.Banks[g.Bank].Bank
		a := jsonAdvice{
			Bank: b.ID, Advice: g.Advice.ID, Who: g.Advice.Who, When: g.Advice.When, Due: in.Case.Due(g.Advice.When), Blocks: g.Blocks, Source: g.Advice.Source,
		}
		switch {
		case g.Origin.Question >= 0:
			a.Question = b.Questions[g.Origin.Question].ID
		case g.Origin.Finding >= 0:
			a.Finding = b.Findings[g.Origin.Finding].ID
		default:
			a.Ending = b.Endings[g.Origin.Ending].ID
		}
		out[i] = a
	}
	return out
}
