package resultfile

import (
	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/questions"
)

// maxFirst is the number of questions to ask first that a result names.
const maxFirst = 5

type jsonTakes struct {
	Answers int  `json:"answers"`
	Exact   bool `json:"exact"`
}

type jsonRuledOut struct {
	Code       string   `json:"code"`
	Node       string   `json:"node,omitempty"`
	Dimensions []string `json:"dimensions,omitempty"`
}

type jsonNext struct {
	Code    string      `json:"code,omitempty"`
	Levels  int         `json:"levels,omitempty"`
	Raises  []jsonRaise `json:"raises,omitempty"`
	FindOut []string    `json:"find_out,omitempty"`
	Why     string      `json:"why"`
}

type jsonRaise struct {
	Question string `json:"question"`
	From     string `json:"from"`
	To       string `json:"to"`
	Open     bool   `json:"open"`
}

type jsonVerdict struct {
	Verdict string     `json:"verdict"`
	Every   *jsonAsked `json:"every,omitempty"` // where it asks something of every dimension
	Overall *jsonAsked `json:"overall,omitempty"`
}

type jsonAsked struct {
	Percent int      `json:"percent"`
	Met     string   `json:"met"`
	Below   []string `json:"below,omitempty"`
}

// verdictsOf gives what each verdict of a scale asks for, and whether that is met.
func verdictsOf(r *assess.BankResult) []jsonVerdict {
	var all []jsonVerdict
	for i := range r.Bank.Endings {
		e, c := &r.Bank.Endings[i], r.Conditions(i)
		v := jsonVerdict{Verdict: e.ID}
		if e.Every > 0 {
			v.Every = &jsonAsked{e.Every, c.Every.String(), dimensionIDs(r.Bank, c.Below)}
		}
		if e.Overall > 0 {
			v.Overall = &jsonAsked{Percent: e.Overall, Met: c.Overall.String()}
		}
		all = append(all, v)
	}
	return all
}

// settling fills in what it takes to settle an open conclusion.
func (c *jsonChain) settling(r *assess.Result, o *assess.ChainOutlook) {
	c.First = refs(r, o.First[:min(len(o.First), maxFirst)])
	c.Takes = &jsonTakes{o.Answers, o.Exact}
}

// ahead fills in what a bank could still come to.
func (out *jsonBank) ahead(b *questions.Bank, o *assess.BankOutlook) {
	for _, ruled := range o.RuledOut {
		to := jsonRuledOut{Code: b.Endings[ruled.Code].ID, Dimensions: dimensionIDs(b, ruled.Dimensions)}
		if ruled.Node >= 0 {
			to.Node = b.Nodes[ruled.Node].ID
		}
		out.RuledOut = append(out.RuledOut, to)
	}
	out.Firm = o.Firm
	if o.Next == nil {
		return
	}
	out.Next = &jsonNext{Levels: o.Next.Levels(), Why: o.Next.Why.String()}
	if o.Next.Code >= 0 {
		out.Next.Code = b.Endings[o.Next.Code].ID
	}
	for _, raise := range o.Next.Raises {
		q := &b.Questions[raise.Question]
		out.Next.Raises = append(out.Next.Raises, jsonRaise{q.ID, q.Levels[raise.From].ID, q.Levels[raise.To].ID, raise.Open})
	}
	for _, node := range o.Next.FindOut {
		out.Next.FindOut = append(out.Next.FindOut, b.Nodes[node].ID)
	}
}

func dimensionIDs(b *questions.Bank, places []int) []string {
	var ids []string
	for _, d := range places {
		ids = append(ids, b.Dimensions[d].ID)
	}
	return ids
}
