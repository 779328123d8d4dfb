package policyfile_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"collectiveimpact/samklar/assess/policyfile"
	"collectiveimpact/samklar/assess/portfolio"
	"collectiveimpact/samklar/questions"
	"collectiveimpact/samklar/questions/diag"
)

// read reads a policy for the default banks: when and preconditions.
func read(tb testing.TB, text string) (*portfolio.Policy, error) {
	tb.Helper()
	library := questions.NewLibrary("en")
	banks, err := library.Select([]string{questions.Default}, true)
	if err != nil {
		tb.Fatal(err)
	}
	return policyfile.Read("policy.yaml", []byte(text), banks, library)
}

func TestRead(t *testing.T) {
	got, err := read(t, `samklar-policy: 1
title: Neighbourhood fund 2027
require: [when:launch, "preconditions:ready"]
floors:
  preconditions: {shared-goal: 50, backbone: 0, connectors: 100}
`)
	if err != nil {
		t.Fatal(err)
	}
	floor := func(part, percent int) portfolio.Rule {
		return portfolio.Rule{Floor: portfolio.Floor{DimensionRef: portfolio.DimensionRef{Bank: 1, Dimension: part}, Percent: percent}}
	}
	want := &portfolio.Policy{Title: "Neighbourhood fund 2027", Rules: []portfolio.Rule{
		{Codes: []portfolio.Code{{Bank: 0, Ending: 4}, {Bank: 1, Ending: 0}}}, floor(0, 50), floor(5, 0), floor(3, 100),
	}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("Read (-want +got):\n%s", diff)
	}
}

func TestOneKindOfRuleIsEnough(t *testing.T) {
	for _, text := range []string{
		"samklar-policy: 1\nrequire: [when:launch]\n",
		"samklar-policy: 1\nfloors: {preconditions: {backbone: 25}}\n",
		"\ufeff# ours\nsamklar-policy: 1\r\nrequire:\r\n  - when:launch\r\n",
	} {
		if got, err := read(t, text); err != nil || len(got.Rules) != 1 {
			t.Errorf("Read(%q) = %+v, %v, want one rule", text, got, err)
		}
	}
}

func TestReadRefuses(t *testing.T) {
	const head = "samklar-policy: 1\n"
	const one = "require: [when:launch]\n"
	for _, test := range []struct{ name, text, want string }{
		{"empty", "", "1:1: the text is empty [empty]"},
		{"no policy", one, `1:1: a policy has no "samklar-policy" [missing-field]`},
		{"an answer file", "samklar: 1\nanswers: {}\n", `1:1: this is an answer file, not a policy; samklar report reads it [answer-file]`},
		{"a decimal comma in braces", head + "floors: {preconditions: {backbone: 50,5}}\n", "2:39: the comma before 5 parts entries; a floor is a whole number of percent [wrong-type]"},
		{"newer", "samklar-policy: 2\n" + one, "1:17: the policy has format 2; this tool reads up to 1: a newer samklar is needed [newer-format]"},
		{"no version", "samklar-policy: one\n" + one, `1:17: samklar-policy is "one"; expected a whole number from 1 to 1000000 [wrong-type]`},
		{"nothing", head, "1:1: the policy requires nothing; expected require, floors or both [empty-policy]"},
		{"no title", head + "title:\n" + one, "2:7: title is empty; expected a text [empty-text]"},
		{"unknown field", head + one + "floor: {}\n", `3:1: in a policy: unknown field "floor"; expected samklar-policy, title, require or floors; did you mean "floors"? [unknown-field]`},
		{"no codes", head + "require: []\n", "2:10: require is empty; expected codes such as when:choose-problem [empty-policy]"},
		{"no list", head + "require: when:launch\n", `2:10: require is "when:launch"; expected a list [wrong-type]`},
		{"blank after the colon", head + "require:\n  - when: launch\n", "3:5: a code is a map; expected a text such as when:choose-problem, with no blank after the colon [wrong-type]"},
		{"no code", head + "require: [launch]\n", `2:11: "launch" is no code; expected bank:id, such as when:choose-problem [unknown-code]`},
		{
			"unknown code", head + "require: [when:lunch]\n",
			`2:11: unknown code "when:lunch"; expected when:choose-problem, when:programme-or-capacity, when:programme, when:prepare or when:launch; did you mean "when:launch"? [unknown-code]`,
		},
		{"unknown bank", head + "require: [wen:launch]\n", `2:11: unknown bank "wen"; expected when, conditions, growth, preconditions or stagnation; did you mean "when"? [unknown-bank]`},
		{"not chosen", head + "floors: {growth: {people: 50}}\n", `2:10: bank "growth" is not among those that are scored here (--banks): nothing could meet this [not-chosen]`},
		{"twice", head + "require: [when:launch, when:launch]\n", `2:24: code "when:launch" stands here a second time [duplicate-code]`},
		{
			"a dimension twice", head + "floors: {preconditions: {backbone: 1, backbone: 2}}\n",
			`2:39: key "backbone" stands here a second time; the first is on line 2 [duplicate-key]`,
		},
		{"a tree", head + "floors: {when: {focus: 50}}\n", `2:10: bank "when" is a tree and has no dimensions; expected its codes under require [no-dimensions]`},
		{
			"unknown dimension", head + "floors: {preconditions: {shared-gaol: 50}}\n",
			`2:26: bank "preconditions": unknown dimension "shared-gaol"; expected shared-goal, open-network, measuring, connectors, communication or backbone; did you mean "shared-goal"? [unknown-dimension]`,
		},
		{
			"a total", head + "floors: {preconditions: {overall: 50}}\n",
			"2:26: a policy sets no floor under a total, since a good total hides a weak part; expected shared-goal, open-network, measuring, connectors, communication or backbone [total-alone]",
		},
		{"too much", head + "floors: {preconditions: {backbone: 101}}\n", "2:36: the floor under backbone is 101; expected a whole number from 0 to 100 [out-of-range]"},
		{"too little", head + "floors: {preconditions: {backbone: -1}}\n", "2:36: the floor under backbone is -1; expected a whole number from 0 to 100 [out-of-range]"},
		{"with a sign", head + "floors: {preconditions: {backbone: 50%}}\n", `2:36: the floor under backbone is "50%"; expected a whole number from 0 to 100 [wrong-type]`},
		{"with a point", head + "floors: {preconditions: {backbone: 0.5}}\n", `2:36: the floor under backbone is "0.5"; expected a whole number from 0 to 100 [wrong-type]`},
		{"no floors", head + "floors: {}\n", "2:9: floors is empty; expected dimensions with their least percent [empty-policy]"},
		{"no floors of a bank", head + "floors: {preconditions: {}}\n", "2:25: the map of floors under bank preconditions is empty; expected dimensions with their least percent [empty-policy]"},
		{"a number for floors", head + "floors: 50\n", `2:9: floors is "50"; expected a map [wrong-type]`},
		{"a list", "- a\n", "1:1: a policy is a list; expected a map [wrong-type]"},
		{"an anchor", head + "require: &a [when:launch]\n", "2:10: anchors are not used here; found &a [anchor]"},
		{"two documents", head + one + "---\n" + head + one, "3:1: a second document begins here; expected one [second-document]"},
		{"all at once", head + "require: [lunch, launch]\nfloors: {growth: {}, preconditions: {overall: 1, backbone: 200}}\n", `2:11: "lunch" is no code; expected bank:id, such as when:choose-problem [unknown-code]
2:18: "launch" is no code; expected bank:id, such as when:choose-problem [unknown-code]
3:10: bank "growth" is not among those that are scored here (--banks): nothing could meet this [not-chosen]
3:38: a policy sets no floor under a total, since a good total hides a weak part; expected shared-goal, open-network, measuring, connectors, communication or backbone [total-alone]
3:60: the floor under backbone is 200; expected a whole number from 0 to 100 [out-of-range]`},
	} {
		_, err := read(t, test.text)
		problems, ok := errors.AsType[diag.List](err)
		if !ok {
			t.Errorf("%s: Read = %v, want problems", test.name, err)
			continue
		}
		got := strings.ReplaceAll(problems.Error(), "policy.yaml:", "")
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("%s: Read (-want +got):\n%s", test.name, diff)
		}
	}
}

// FuzzRead wants no panic, and a policy without problems to hold rules that
// there are.
func FuzzRead(f *testing.F) {
	for _, text := range []string{
		"samklar-policy: 1\ntitle: t\nrequire: [when:launch]\nfloors: {preconditions: {backbone: 25}}\n",
		"samklar-policy: 1\nfloors: {preconditions: {overall: 25}}\n", "- a", "{{},<<}", "? {}\n: x\n<<:", "",
	} {
		f.Add(text)
	}
	library := questions.NewLibrary("en")
	banks, err := library.Select([]string{questions.Default}, true)
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, text string) {
		p, err := policyfile.Read("policy.yaml", []byte(text), banks, library)
		if err != nil {
			if _, ok := errors.AsType[diag.List](err); !ok {
				t.Fatalf("Read(%q) = %v, want problems", text, err)
			}
			return
		}
		if len(p.Rules) == 0 {
			t.Fatalf("Read(%q) = no rules, want some or an error", text)
		}
		p.Judge(&portfolio.Summary{Banks: make([]portfolio.BankSummary, len(banks))})
	})
}
