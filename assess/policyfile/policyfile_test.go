package policyfile_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/paths"
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
answers: {when: {money: 12-to-35}}
complete: [when]
evidence: [when.money, preconditions.shared-vision]
`)
	if err != nil {
		t.Fatal(err)
	}
	floor := func(part, percent int) portfolio.Rule {
		return portfolio.Rule{Kind: portfolio.Floor, Bank: 1, Place: part, Least: percent}
	}
	when, err := questions.NewLibrary("en").Bank("when")
	if err != nil {
		t.Fatal(err)
	}
	money := when.Question("money")
	want := &portfolio.Policy{Title: "Neighbourhood fund 2027", Rules: []portfolio.Rule{
		{Codes: []paths.Code{{Bank: 0, Ending: 4}, {Bank: 1, Ending: 0}}},
		floor(0, 50), floor(5, 0), floor(3, 100),
		{Kind: portfolio.AtLeast, Bank: 0, Place: money, Least: 2},
		{Kind: portfolio.Complete, Bank: 0},
		{Kind: portfolio.Evidence, Bank: 0, Place: money},
		{Kind: portfolio.Evidence, Bank: 1, Place: 0},
	}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("Read (-want +got):\n%s", diff)
	}
}

func TestOneKindOfRuleIsEnough(t *testing.T) {
	for _, text := range []string{
		"samklar-policy: 1\nrequire: [when:launch]\n",
		"samklar-policy: 1\nfloors: {preconditions: {backbone: 25}}\n",
		"samklar-policy: 1\nanswers: {when: {money: 36-plus}}\n",
		"samklar-policy: 1\ncomplete: [preconditions]\n",
		"samklar-policy: 1\nevidence: [when.money]\n",
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
		{"nothing", head, "1:1: the policy requires nothing; expected require, floors, answers, complete or evidence [empty-policy]"},
		{"no title", head + "title:\n" + one, "2:7: title is empty; expected a text [empty-text]"},
		{"unknown field", head + one + "floor: {}\n", `3:1: in a policy: unknown field "floor"; expected samklar-policy, title, require, floors, answers, complete or evidence; did you mean "floors"? [unknown-field]`},
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
		{
			"a question that is none", head + "answers: {preconditions: {monney: 1}}\n",
			`2:27: bank "preconditions": unknown question "monney"; ` + "…" + ` [unknown-question]`,
		},
		{
			"a level that is none", head + "answers: {when: {money: much}}\n",
			`2:25: question "money": unknown level "much"; expected under-6, 6-to-11, 12-to-35 or 36-plus [unknown-level]`,
		},
		{"no answers of a bank", head + "answers: {when: {}}\n", "2:17: the map of answers under bank when is empty; expected questions with their least level [empty-policy]"},
		{"no banks", head + "complete: []\n", "2:11: complete is empty; expected banks such as when [empty-policy]"},
		{"a bank twice", head + "complete: [when, when]\n", `2:18: bank "when" stands here a second time [duplicate-bank]`},
		{"no question", head + "evidence: [money]\n", `2:12: "money" is no question; expected bank.question [unknown-question]`},
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
		if before, after, cut := strings.Cut(test.want, "…"); cut && strings.HasPrefix(got, before) && strings.HasSuffix(got, after) {
			continue
		}
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("%s: Read (-want +got):\n%s", test.name, diff)
		}
	}
}

// A bank without verdicts is on no path, so that no rule on it would ever count.
func TestRulesOnABankWithoutVerdicts(t *testing.T) {
	library := questions.NewLibrary("en")
	banks, err := library.Select([]string{"stagnation"}, false)
	if err != nil {
		t.Fatal(err)
	}
	for _, rule := range []string{"floors: {stagnation: {x: 1}}", "answers: {stagnation: {x: 1}}", "complete: [stagnation]", "evidence: [stagnation.x]"} {
		_, err := policyfile.Read("policy.yaml", []byte("samklar-policy: 1\n"+rule+"\n"), banks, library)
		if err == nil || !strings.Contains(err.Error(), `bank "stagnation" has no verdicts and is on no path: a rule on it would never count [no-verdicts]`) {
			t.Errorf("Read(%s) = %v, want it refused", rule, err)
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
	selection := assess.Select(banks)
	summary := portfolio.Summarize(selection.Evaluate(nil), nil)
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
		p.Judge(selection, summary)
	})
}
