package resultfile_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/resultfile"
	"collectiveimpact/samklar/questions"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// small has a tree and a scale behind it, with questions of every kind: about
// the problem, changed since, optional and key.
var small = fstest.MapFS{
	"way.yaml": {Data: []byte(`
bank: way
version: 3
kind: tree
language: en
title: t
scales: {gate: [{id: "no", text: t}, {id: partly, text: t}, {id: "yes", text: t}]}
start: problem
nodes:
  - {id: problem, title: t, fact: true, pass: group, fail: stop, questions: [{id: wide, ask: t, levels: gate, passes: partly}]}
  - {id: group, title: t, needs: 1, pass: go, fail: wait, questions: [
      {id: many, ask: t, levels: gate, passes: "yes"}, {id: new, ask: t, levels: gate, passes: "yes", since: 3}]}
outcomes: [{id: go, title: t, short: t, text: t, next: deep}, {id: wait, title: t, short: t, text: t}, {id: stop, title: t, short: t, text: t}]
`)},
	"deep.yaml": {Data: []byte(`
bank: deep
version: 1
kind: scale
language: en
title: t
scales: {four: [{text: t}, {text: t}, {text: t}, {text: t}]}
dimensions:
  - {id: one, title: t, questions: [{id: key, ask: t, levels: four, key: true}, {id: may, ask: t, levels: four, optional: true}]}
  - {id: two, title: t, questions: [{id: plain, ask: t, levels: four}]}
bands: [{id: low, title: t, from: 0}, {id: high, title: t, from: 40}]
verdicts: [{id: ready, title: t, short: t, text: t, every: 50, overall: 60}, {id: nearly, title: t, short: t, text: t, overall: 30}, {id: far, title: t, short: t, text: t}]
`)},
}

func smallBanks(t *testing.T) (*questions.Library, []*questions.Bank) {
	t.Helper()
	l := questions.NewLibrary("en")
	if err := l.AddAll(small, ""); err != nil {
		t.Fatal(err)
	}
	banks, err := l.Select([]string{"way"}, true)
	if err != nil {
		t.Fatal(err)
	}
	return l, banks
}

// result writes the result of what is recorded.
func result(t interface{ Fatal(args ...any) }, c assess.Case, banks []*questions.Bank, entries assess.Entries) []byte {
	selection := assess.Select(banks)
	r := selection.Evaluate(entries.Answers())
	var b bytes.Buffer
	err := resultfile.WriteResult(&b, &resultfile.Case{Case: c, Result: r, Outlook: selection.Outlook(r), Entries: entries, Tool: "test"})
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// drawEntry draws anything that can be recorded for a question.
func drawEntry(t *rapid.T, q *questions.Question) assess.Entry {
	e := assess.Entry{Choice: assess.Unanswered}
	kinds := []string{"nothing", "unknown", "level", "level", "between", "between"}
	if q.Since > 1 {
		kinds = append(kinds, "stale")
	}
	if q.Optional {
		kinds = append(kinds, "not applicable")
	}
	needsNote := false
	switch top := len(q.Levels) - 1; rapid.SampledFrom(kinds).Draw(t, "kind") {
	case "unknown":
		e.Choice = assess.Unknown
	case "level":
		e.Choice = assess.Choice(rapid.IntRange(0, top).Draw(t, "level"))
	case "between":
		low := rapid.IntRange(0, top-1).Draw(t, "low")
		e.Choice = assess.Between(low, rapid.IntRange(low+1, top).Draw(t, "high"))
	case "stale":
		e.Stale = rapid.SampledFrom([]string{"often", "no..yes", "yes..no", "unknown"}).Draw(t, "stale")
	case "not applicable":
		e.Choice, needsNote = assess.NotApplicable, true
	}
	if needsNote || rapid.Bool().Draw(t, "noted") {
		e.Note = rapid.SampledFrom([]string{"Why", " two\nlines ", "\"no..yes\""}).Draw(t, "note")
	}
	if rapid.Bool().Draw(t, "evident") {
		e.Evidence = rapid.SliceOfN(rapid.SampledFrom([]string{"One", "https://example.org"}), 1, 3).Draw(t, "evidence")
	}
	return e
}

func TestResultsAreReadBackAsTheyWere(t *testing.T) {
	l, banks := smallBanks(t)
	rapid.Check(t, func(t *rapid.T) {
		entries := make(assess.Entries)
		for _, b := range banks {
			all := make([]assess.Entry, len(b.Questions))
			for i := range all {
				all[i] = drawEntry(t, &b.Questions[i])
			}
			entries[b.ID] = all
		}
		written := result(t, assess.Case{Title: "T"}, banks, entries)
		doc, ids, err := resultfile.ReadResult("r.json", written, l)
		if err != nil {
			t.Fatalf("ReadResult(%s) = %v, want no error", written, err)
		}
		if len(ids) != len(banks) {
			t.Errorf("ReadResult = banks %v, want %d", ids, len(banks))
		}
		if diff := cmp.Diff(entries, doc.Entries(banks)); diff != "" {
			t.Errorf("what is read back of a result (-want +got):\n%s", diff)
		}
		again := result(t, doc.Case, banks, doc.Entries(banks))
		if diff := cmp.Diff(string(written), string(again)); diff != "" {
			t.Errorf("the result of what is read back (-want +got):\n%s", diff)
		}
		if differences, err := resultfile.Compare(written, again); err != nil || len(differences) > 0 {
			t.Errorf("Compare = %v, %v, want nothing", differences, err)
		}
	})
}

// TestWhatAResultSaysOfAnswers has one of each kind, as they stand in a result.
func TestWhatAResultSaysOfAnswers(t *testing.T) {
	_, banks := smallBanks(t)
	blank := assess.Entry{Choice: assess.Unanswered}
	for _, tt := range []struct {
		e    assess.Entry
		want string
	}{
		{blank, `[]`},
		{assess.Entry{Choice: 1}, `[{"question":"new","level":"partly"}]`},
		{assess.Entry{Choice: assess.Unknown}, `[{"question":"new","level":"unknown"}]`},
		{assess.Entry{Choice: assess.Between(1, 2), Note: "N"}, `[{"question":"new","between":["partly","yes"],"note":"N"}]`},
		{assess.Entry{Choice: assess.Unanswered, Note: "N"}, `[{"question":"new","note":"N"}]`},
		{assess.Entry{Choice: assess.Unanswered, Evidence: []string{"E"}}, `[{"question":"new","evidence":["E"]}]`},
		{assess.Entry{Choice: assess.Unanswered, Stale: "no..yes"}, `[{"question":"new","level":"unknown","stale":"no..yes"}]`},
	} {
		entries := assess.Entries{"way": {blank, blank, tt.e}, "deep": {blank, blank, blank}}
		text := strings.Join(strings.Fields(string(result(t, assess.Case{}, banks, entries))), "")
		if want := `"answers":` + tt.want; !strings.Contains(text, want) {
			t.Errorf("the result of %+v is %s, want %s in it", tt.e, text, want)
		}
		line := string(resultfile.NewLines(banks, "test").Append(nil, &resultfile.Row{Source: "s", Entries: entries}))
		want := fmt.Sprintf(`"notes":{"way":%s}`, tt.want)
		if noted := tt.e.Note != "" || len(tt.e.Evidence) > 0; strings.Contains(line, want) != noted {
			t.Errorf("the line of %+v is %s, want %s in it: %t", tt.e, line, want, noted)
		}
	}
}

// TestOutlookOfAResult looks at what a result says of what could change it.
func TestOutlookOfAResult(t *testing.T) {
	_, banks := smallBanks(t)
	entry := func(choices ...assess.Choice) []assess.Entry {
		var all []assess.Entry
		for _, c := range choices {
			all = append(all, assess.Entry{Choice: c})
		}
		return all
	}
	none := assess.Unanswered
	for name, tt := range map[string]struct {
		way, deep []assess.Entry
		want      []string
	}{
		"nothing known": {entry(none, none, none), entry(none, none, none), []string{
			`"first":[{"bank":"way","question":"wide"},{"bank":"way","question":"many"},{"bank":"way","question":"new"}],"takes":{"answers":1,"exact":true}`,
			`"next":{"code":"wait","find_out":["problem"],"why":"offered"}`,
			`"maybe_weakest":["one","two"]`,
		}},
		"a fact against it": {entry(0, none, none), entry(none, none, none), []string{
			`"ruled_out":[{"code":"go","node":"problem"},{"code":"wait","node":"problem"}],"next":{"code":"wait","why":"about-the-problem"},"answers"`, // nothing is worse
		}},
		"some of it known": {entry(2, 1, 0), entry(none, none, none), []string{
			`"ruled_out":[{"code":"go","node":"group"}],"next":{"code":"go","levels":1,"raises":[{"question":"many","from":"partly","to":"yes","open":false}],"why":"offered"}`,
		}},
		"held down": {entry(2, 2, 2), entry(0, 3, assess.Between(2, 3)), []string{
			`{"dimension":"one","low":50,"high":50,"low_band":"low","high_band":"low","known":true,"counts_as":{"low":39,"high":39}}`,
			`"weakest":"one","weakest_all":["one"],` +
				`"verdicts":[{"verdict":"ready","every":{"percent":50,"met":"no","below":["one"]},"overall":{"percent":60,"met":"possible"}},` +
				`{"verdict":"nearly","overall":{"percent":30,"met":"yes"}},{"verdict":"far"}],"ruled_out":[{"code":"ready","dimensions":["one"]}],` +
				`"next":{"code":"ready","levels":1,"raises":[{"question":"key","from":"1","to":"2","open":false}],"why":"offered"},"firm":2`,
		}},
	} {
		text := strings.Join(strings.Fields(string(result(t, assess.Case{}, banks, assess.Entries{"way": tt.way, "deep": tt.deep}))), "")
		for _, want := range tt.want {
			if !strings.Contains(text, want) {
				t.Errorf("%s: the result is %s, want %s in it", name, text, want)
			}
		}
	}
}
