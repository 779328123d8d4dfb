package decisionfile_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"collectiveimpact/samklar/assess/decisionfile"
	"collectiveimpact/samklar/assess/paths"
	"collectiveimpact/samklar/assess/portfolio"
	"collectiveimpact/samklar/questions/diag"
)

func TestRead(t *testing.T) {
	got, err := decisionfile.Read("decisions.yaml", []byte(`samklar-decisions: 1
decisions:
  2027-014: {decision: granted, on: 2027-05-04, by: board, reason: It fits., answers: "sha256:63e3aabbccdd"}
  "2027": {decision: returned, until: 2027-05, letter: Please ask the residents.}
  a b: {decision: refused, on: 2027, answers: 63e3aabbccdd0011}
`))
	want := decisionfile.Decisions{
		"2027-014": {On: "2027-05-04", By: "board", Reason: "It fits.", Answers: "sha256:63e3aabbccdd", Line: 3},
		"2027":     {Outcome: portfolio.Returned, Until: "2027-05", Letter: "Please ask the residents.", Line: 4},
		"a b":      {Outcome: portfolio.Refused, On: "2027", Answers: "sha256:63e3aabbccdd0011", Line: 5},
	}
	if diff := cmp.Diff(want, got); diff != "" || err != nil {
		t.Errorf("Read = %v (-want +got):\n%s", err, diff)
	}
	for _, empty := range []string{"samklar-decisions: 1\ndecisions:\n", "samklar-decisions: 1\ndecisions: {}\n", `{"samklar-decisions": 1, "decisions": {}}`} {
		if got, err := decisionfile.Read("d", []byte(empty)); len(got) != 0 || err != nil {
			t.Errorf("Read(%q) = %v, %v, want nothing decided", empty, got, err)
		}
	}
}

// Every mistake is said with its place, all of them at once.
func TestMistakes(t *testing.T) {
	for text, want := range map[string][]string{
		"":                                      {"d:1:1: empty"},
		"a: 1\n":                                {"d:1:1: missing-field", "d:1:1: missing-field", "d:1:1: unknown-field"},
		"samklar: 1\nanswers: {}\n":             {"d:1:1: answer-file"},
		"samklar-decisions: 2\ndecisions: {}\n": {"d:1:20: newer-format"},
		"samklar-decisions: 1\ndecisions: []\n": {"d:2:12: wrong-type"},
		"samklar-decisions: 1\ndecisions:\n  a: granted\n":                                                                      {"d:3:6: wrong-type"},
		"samklar-decisions: 1\ndecisions:\n  a: {}\n":                                                                           {"d:3:6: missing-field"},
		"samklar-decisions: 1\ndecisions:\n  a: {decision: grantd}\n":                                                           {"d:3:17: unknown-word"},
		"samklar-decisions: 1\ndecisions:\n  a: {decision: granted, when: 2027}\n":                                              {"d:3:26: unknown-field"},
		"samklar-decisions: 1\ndecisions:\n  a: {decision: granted}\n  a: {decision: refused}\n":                                {"d:4:3: duplicate-key"},
		"samklar-decisions: 1\ndecisions:\n  \"\": {decision: granted}\n  " + strings.Repeat("a", 65) + ": {decision: granted}": {"d:3:3: empty-text", "d:4:3: too-long"},
		"samklar-decisions: 1\ndecisions:\n  a: {decision: granted, on: 4 May, until: 2027-02-30, answers: 63e3, by: , reason: \" \"}\n": {
			"d:3:30: bad-date", "d:3:44: bad-date", "d:3:65: bad-digest", "d:3:75: empty-text", "d:3:85: empty-text",
		},
		"samklar-decisions: 1\ndecisions:\n  a: {decision: returned, on: 2027-05-04, until: 2027-05-03}\n": {"d:3:50: wrong-order"},
		"samklar-decisions: 1\ndecisions:\n  a: {decision: returned, on: 2027-05-04, until: 2027-05}\n":    nil,
	} {
		_, err := decisionfile.Read("d", []byte(text))
		var problems diag.List
		if err != nil && !errors.As(err, &problems) {
			t.Fatal(err)
		}
		problems.Sort()
		var got []string
		for _, p := range problems {
			got = append(got, strings.TrimSuffix(p.String()[:len("d:")+strings.Index(p.String()[2:], ": ")], " ")+": "+p.Code)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("Read(%q) (-want +got):\n%s\n%v", text, diff, err)
		}
	}
}

// What is to be looked at again, by a table.
func TestLook(t *testing.T) {
	const granted, returned, refused = portfolio.Granted, portfolio.Returned, portfolio.Refused
	for _, c := range []struct {
		decision portfolio.Decision
		answers  string
		together paths.Met
		want     string
	}{
		{portfolio.Decision{Outcome: granted}, "sha256:aa", paths.MetSurely, ""},
		{portfolio.Decision{Outcome: granted}, "sha256:aa", paths.MetMaybe, "against-policy"},
		{portfolio.Decision{Outcome: granted}, "sha256:aa", paths.MetNever, "against-policy"},
		{portfolio.Decision{Outcome: granted, Reason: "The board knows them."}, "sha256:aa", paths.MetNever, ""},
		{portfolio.Decision{Outcome: granted, Reason: " \n"}, "sha256:aa", paths.MetNever, "against-policy"},
		{portfolio.Decision{Outcome: returned}, "sha256:aa", paths.MetSurely, "against-policy"},
		{portfolio.Decision{Outcome: returned, Letter: " "}, "sha256:aa", paths.MetSurely, "against-policy"},
		{portfolio.Decision{Outcome: returned, Letter: "Please ask the residents."}, "sha256:aa", paths.MetSurely, ""},
		{portfolio.Decision{Outcome: returned, Reason: "The residents."}, "sha256:aa", paths.MetSurely, ""},
		{portfolio.Decision{Outcome: returned}, "sha256:aa", paths.MetMaybe, ""},
		{portfolio.Decision{Outcome: returned}, "sha256:aa", paths.MetNever, ""},
		{portfolio.Decision{Outcome: refused}, "sha256:aa", paths.MetSurely, "against-policy"},
		{portfolio.Decision{Outcome: refused, Letter: "No."}, "sha256:aa", paths.MetSurely, "against-policy"},
		{portfolio.Decision{Outcome: refused}, "sha256:aa", paths.MetMaybe, ""},
		{portfolio.Decision{Outcome: refused}, "sha256:aa", paths.MetNever, ""},
		{portfolio.Decision{Outcome: refused, Answers: "sha256:aa"}, "sha256:aab", paths.MetNever, ""},
		{portfolio.Decision{Outcome: refused, Answers: "sha256:ab"}, "sha256:aab", paths.MetNever, "other-answers"},
		{portfolio.Decision{Outcome: granted, Answers: "sha256:ab"}, "sha256:aab", paths.MetNever, "other-answers against-policy"},
	} {
		got := strings.Join(c.decision.Look(c.answers, &portfolio.Judged{Together: c.together}).LookAgain(), " ")
		if got != c.want {
			t.Errorf("Look(%+v, %s, %s) = %q, want %q", c.decision, c.answers, c.together, got, c.want)
		}
	}
	if got := (&portfolio.Decision{}).Look("sha256:aa", nil).LookAgain(); got != nil {
		t.Errorf("Look without a policy = %q, want nothing", got)
	}
}

// Whatever is read is read or refused, and never both.
func FuzzRead(f *testing.F) {
	f.Add("samklar-decisions: 1\ndecisions:\n  a: {decision: granted, on: 2027, answers: sha256:63e3aabbccdd}\n")
	f.Fuzz(func(t *testing.T, text string) {
		all, err := decisionfile.Read("d", []byte(text))
		for id, d := range all {
			if err == nil && (id == "" || d.Line == 0) {
				t.Errorf("Read(%q) has %q: %+v", text, id, d)
			}
		}
	})
}
