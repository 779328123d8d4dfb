// Package policyfile reads what a funder requires of a case: a YAML file apart from
// the banks. It says which conclusions will do, what single dimensions must count as,
// which answers are asked for, and what must be complete and have sources; a total
// alone cannot be asked for.
//
// Reading is as strict as with answer files: nothing is ignored, every problem
// is reported with its place, and all of them together.
package policyfile

import (
	"errors"
	"slices"
	"strconv"
	"strings"

	"collectiveimpact/samklar/assess/paths"
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
	rules := []string{"require", "floors", "answers", "complete", "evidence"}
	r.Each(root, "a policy", append([]string{"samklar-policy", "title"}, rules...), func(key, v *yamldoc.Node) {
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
		case "answers":
			r.answers(v)
		case "complete":
			r.complete(v)
		case "evidence":
			r.evidence(v)
		}
	})
	if root.Kind == yamldoc.Map && !slices.ContainsFunc(rules, func(name string) bool { return root.Get(name) != nil }) {
		r.Report(root, "empty-policy", "the policy requires nothing; expected %s", diag.Or(rules))
	}
}

// add adds a rule.
func (r *reader) add(rule portfolio.Rule) { r.policy.Rules = append(r.policy.Rules, rule) }

// words visits the texts of a list, each once.
func (r *reader) words(n *yamldoc.Node, field, kind, example string, word func(item *yamldoc.Node)) {
	items := r.List(n, field)
	if n.Kind == yamldoc.List && len(items) == 0 {
		r.Report(n, "empty-policy", "%s is empty; expected %ss such as %s", field, kind, example)
	}
	seen := make(map[string]bool)
	for i := range items {
		item := &items[i]
		switch {
		case item.Kind == yamldoc.Refused:
		case item.Kind != yamldoc.Scalar:
			r.Report(item, "wrong-type", "a %s is %s; expected a text such as %s, with no blank after the colon", kind, item.Kind, example)
		case seen[item.Text]:
			r.Report(item, "duplicate-"+kind, "%s %s stands here a second time", kind, diag.Quote(item.Text))
		default:
			seen[item.Text] = true
			word(item)
		}
	}
}

// require reads the codes of which any will do.
func (r *reader) require(n *yamldoc.Node) {
	var codes []paths.Code
	r.words(n, "require", "code", r.example(), func(item *yamldoc.Node) {
		if code, ok := r.code(item); ok {
			codes = append(codes, code)
		}
	})
	if len(codes) > 0 {
		r.add(portfolio.Rule{Kind: portfolio.Require, Codes: codes})
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
func (r *reader) code(n *yamldoc.Node) (paths.Code, bool) {
	bank, ending, found := strings.Cut(n.Text, ":")
	if !found {
		r.Report(n, "unknown-code", "%s is no code; expected bank:id, such as %s", diag.Quote(n.Text), r.example())
		return paths.Code{}, false
	}
	at := r.bank(n, bank)
	if at < 0 {
		return paths.Code{}, false
	}
	code := paths.Code{Bank: at, Ending: r.banks[at].Ending(ending)}
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

// onPath gives the place of a bank that can be on a path, reporting one that cannot:
// a rule on it would never count.
func (r *reader) onPath(n *yamldoc.Node, id string) int {
	at := r.bank(n, id)
	if at >= 0 && len(r.banks[at].Endings) == 0 {
		r.Report(n, "no-verdicts", "bank %q has no verdicts and is on no path: a rule on it would never count", id)
		return -1
	}
	return at
}

// byBank reads a map of rules by bank and by what they are on.
func (r *reader) byBank(n *yamldoc.Node, field, expected string, sound func(key *yamldoc.Node, bank int) bool, rule func(bank int, key, v *yamldoc.Node)) {
	some := func(n *yamldoc.Node, what string) {
		if n.Kind == yamldoc.Map && len(n.Items) == 0 {
			r.Report(n, "empty-policy", "%s is empty; expected %s", what, expected)
		}
	}
	some(n, field)
	r.Pairs(n, field, func(key, v *yamldoc.Node) {
		at := r.onPath(key, key.Text)
		if at < 0 || !sound(key, at) {
			return
		}
		what := "the map of " + field + " under bank " + key.Text
		some(v, what)
		r.Pairs(v, what, func(key, v *yamldoc.Node) { rule(at, key, v) })
	})
}

// floors reads the least that dimensions count as.
func (r *reader) floors(n *yamldoc.Node) {
	scale := func(key *yamldoc.Node, bank int) bool {
		if r.banks[bank].Kind == questions.Scale {
			return true
		}
		r.Report(key, "no-dimensions", "bank %q is a tree and has no dimensions; expected its codes under require", key.Text)
		return false
	}
	r.byBank(n, "floors", "dimensions with their least percent", scale, r.floor)
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
	r.add(portfolio.Rule{Kind: portfolio.Floor, Bank: bank, Place: part, Least: percent})
}

// answers reads the levels that answers must have at least.
func (r *reader) answers(n *yamldoc.Node) {
	anyBank := func(*yamldoc.Node, int) bool { return true }
	r.byBank(n, "answers", "questions with their least level", anyBank, func(bank int, key, v *yamldoc.Node) {
		at := r.question(key, bank, key.Text)
		if at < 0 {
			return
		}
		q := &r.banks[bank].Questions[at]
		text := r.Text(v, "the least level of "+key.Text)
		if text == "" {
			return
		}
		if yes, ok := v.Bool(); ok {
			text = strconv.FormatBool(yes)
		}
		if level := map[string]string{"true": "yes", "false": "no"}[text]; level != "" && q.Level("yes") >= 0 && q.Level("no") >= 0 {
			text = level // as in answer files
		}
		if q.Level(text) < 0 {
			r.Report(v, "unknown-level", "question %q: %s", q.ID, diag.Unknown("level", text, q.LevelIDs()))
			return
		}
		r.add(portfolio.Rule{Kind: portfolio.AtLeast, Bank: bank, Place: at, Least: q.Level(text)})
	})
}

// question finds a question of a bank, reporting one that it has not.
func (r *reader) question(n *yamldoc.Node, bank int, id string) int {
	b := r.banks[bank]
	at := b.Question(id)
	if at < 0 {
		r.Report(n, "unknown-question", "bank %q: %s", b.ID, diag.Unknown("question", id, b.QuestionIDs()))
	}
	return at
}

// complete reads the banks of which every question that is asked needs an answer.
func (r *reader) complete(n *yamldoc.Node) {
	r.words(n, "complete", "bank", "when", func(item *yamldoc.Node) {
		if at := r.onPath(item, item.Text); at >= 0 {
			r.add(portfolio.Rule{Kind: portfolio.Complete, Bank: at})
		}
	})
}

// evidence reads the questions whose answers need a source.
func (r *reader) evidence(n *yamldoc.Node) {
	r.words(n, "evidence", "question", "bank.question", func(item *yamldoc.Node) {
		bank, id, found := strings.Cut(item.Text, ".")
		if !found {
			r.Report(item, "unknown-question", "%s is no question; expected bank.question", diag.Quote(item.Text))
			return
		}
		at := r.onPath(item, bank)
		if at < 0 {
			return
		}
		if q := r.question(item, at, id); q >= 0 {
			r.add(portfolio.Rule{Kind: portfolio.Evidence, Bank: at, Place: q})
		}
	})
}
