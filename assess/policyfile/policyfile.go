// Package policyfile reads what a funder requires of a case: a YAML file apart from
// the banks. It says which conclusions will do, and the least score of single
// dimensions; a total alone cannot be asked for.
//
// Reading is as strict as with answer files: nothing is ignored, every problem
// is reported with its place, and all of them together.
package policyfile

import (
	"errors"
	"slices"
	"strings"

	"collectiveimpact/samklar/assess/portfolio"
	"collectiveimpact/samklar/questions"
	"collectiveimpact/samklar/questions/diag"
	"collectiveimpact/samklar/questions/yamldoc"
)

// Format is the version of the format.
const Format = 1

// MaxBytes is the size of a policy that is read.
const MaxBytes = 1 << 20

var limits = yamldoc.Limits{Bytes: MaxBytes, Depth: 20, Keys: 4_000}

// Read reads a policy for the banks that cases are scored with, in their order.
// File names it in messages; library tells a bank that is not chosen from one
// that does not exist. What is wrong is returned as a diag.List.
func Read(file string, data []byte, banks []*questions.Bank, library *questions.Library) (*portfolio.Policy, error) {
	root, err := yamldoc.Parse(file, data, limits)
	var problems diag.List
	if err != nil && (!errors.As(err, &problems) || root == nil) {
		return nil, err
	}
	r := &reader{Reader: yamldoc.Reader{File: file, Problems: problems}, banks: banks, library: library, policy: new(portfolio.Policy)}
	r.root(root)
	return r.policy, r.Problems.Err()
}

// reader fills a policy from its nodes.
type reader struct {
	yamldoc.Reader
	banks   []*questions.Bank
	library *questions.Library
	policy  *portfolio.Policy
}

func (r *reader) root(root *yamldoc.Node) {
	if questions.Recognise(&r.Reader, root, questions.PolicyFile) {
		return
	}
	r.Need(root, "a policy", "samklar-policy")
	r.Each(root, "a policy", []string{"samklar-policy", "title", "require", "floors"}, func(key, v *yamldoc.Node) {
		switch key.Text {
		case "samklar-policy":
			if n := r.Int(v, "samklar-policy", 1, 1_000_000); n > Format {
				r.Report(v, "newer-format", "the policy has format %d; this tool reads up to %d: a newer samklar is needed", n, Format)
			}
		case "title":
			r.policy.Title = r.Text(v, "title")
		case "require":
			r.require(v)
		case "floors":
			r.floors(v)
		}
	})
	if root.Kind == yamldoc.Map && root.Get("require") == nil && root.Get("floors") == nil {
		r.Report(root, "empty-policy", "the policy requires nothing; expected require, floors or both")
	}
}

// require reads the codes of which any will do.
func (r *reader) require(n *yamldoc.Node) {
	items := r.List(n, "require")
	if n.Kind == yamldoc.List && len(items) == 0 {
		r.Report(n, "empty-policy", "require is empty; expected codes such as %s", r.example())
	}
	var codes []portfolio.Code
	for i := range items {
		item := &items[i]
		switch {
		case item.Kind == yamldoc.Refused:
			continue
		case item.Kind != yamldoc.Scalar:
			r.Report(item, "wrong-type", "a code is %s; expected a text such as %s, with no blank after the colon", item.Kind, r.example())
			continue
		}
		code, ok := r.code(item)
		if ok && slices.Contains(codes, code) {
			r.Report(item, "duplicate-code", "code %s stands here a second time", diag.Quote(item.Text))
			continue
		}
		if ok {
			codes = append(codes, code)
		}
	}
	if len(codes) > 0 {
		r.policy.Rules = append(r.policy.Rules, portfolio.Rule{Codes: codes})
	}
}

// example gives a code that there is.
func (r *reader) example() string {
	for _, b := range r.banks {
		if all := b.Endings; len(all) > 0 {
			return b.ID + ":" + all[0].ID
		}
	}
	return "bank:id"
}

// code finds a code, reporting one that no chosen bank has.
func (r *reader) code(n *yamldoc.Node) (portfolio.Code, bool) {
	bank, ending, found := strings.Cut(n.Text, ":")
	if !found {
		r.Report(n, "unknown-code", "%s is no code; expected bank:id, such as %s", diag.Quote(n.Text), r.example())
		return portfolio.Code{}, false
	}
	at := r.bank(n, bank)
	if at < 0 {
		return portfolio.Code{}, false
	}
	code := portfolio.Code{Bank: at, Ending: r.banks[at].Ending(ending)}
	if code.Ending < 0 {
		var known []string
		for _, e := range r.banks[at].Endings {
			known = append(known, bank+":"+e.ID)
		}
		r.Report(n, "unknown-code", "%s", diag.Unknown("code", n.Text, known))
	}
	return code, code.Ending >= 0
}

// bank gives the place of a bank, reporting one that is not there.
func (r *reader) bank(n *yamldoc.Node, id string) int {
	at := slices.IndexFunc(r.banks, func(b *questions.Bank) bool { return b.ID == id })
	switch {
	case at >= 0:
	case slices.Contains(r.library.IDs(), id):
		r.Report(n, "not-chosen", "bank %q is not among those that are scored here (--banks): nothing could meet this", id)
	default:
		r.Report(n, "unknown-bank", "%s", diag.Unknown("bank", id, r.library.IDs()))
	}
	return at
}

// floors reads the least scores, by bank and dimension.
func (r *reader) floors(n *yamldoc.Node) {
	r.some(n, "floors")
	r.Pairs(n, "floors", func(key, v *yamldoc.Node) {
		at := r.bank(key, key.Text)
		if at < 0 {
			return
		}
		b := r.banks[at]
		if b.Kind != questions.Scale {
			r.Report(key, "no-dimensions", "bank %q is a tree and has no dimensions; expected its codes under require", b.ID)
			return
		}
		what := "the map of floors under bank " + b.ID
		r.some(v, what)
		r.Pairs(v, what, func(key, v *yamldoc.Node) { r.floor(at, key, v) })
	})
}

// some reports a map with nothing in it.
func (r *reader) some(n *yamldoc.Node, what string) {
	if n.Kind == yamldoc.Map && len(n.Items) == 0 {
		r.Report(n, "empty-policy", "%s is empty; expected dimensions with their least percent", what)
	}
}

func (r *reader) floor(bank int, key, v *yamldoc.Node) {
	if v.IsNull() && key.Text != "" && strings.Trim(key.Text, "0123456789") == "" {
		r.Report(key, "wrong-type", "the comma before %s parts entries; a floor is a whole number of percent", key.Text)
		return
	}
	b := r.banks[bank]
	part := b.Dimension(key.Text)
	if part < 0 {
		var known []string
		for i := range b.Dimensions {
			known = append(known, b.Dimensions[i].ID)
		}
		if key.Text == "overall" {
			r.Report(key, "total-alone", "a policy sets no floor under a total, since a good total hides a weak part; expected %s", diag.Or(known))
			return
		}
		r.Report(key, "unknown-dimension", "bank %q: %s", b.ID, diag.Unknown("dimension", key.Text, known))
		return
	}
	percent := r.Int(v, "the floor under "+key.Text, 0, 100)
	r.policy.Rules = append(r.policy.Rules, portfolio.Rule{Floor: portfolio.Floor{DimensionRef: portfolio.DimensionRef{Bank: bank, Dimension: part}, Percent: percent}})
}
