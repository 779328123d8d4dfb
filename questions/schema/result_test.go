package schema_test

import (
	"bytes"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/answerfile"
	"collectiveimpact/samklar/assess/resultfile"
	"collectiveimpact/samklar/questions"
)

// result gives what is written for an answer file.
func result(t *testing.T, l *questions.Library, selected []*questions.Bank, text []byte, noNotes ...bool) []byte {
	t.Helper()
	doc, err := answerfile.Read("f", text, l)
	if err != nil {
		t.Fatalf("Read = %v, want no error", err)
	}
	entries := doc.Entries(selected)
	selection := assess.Select(selected)
	found := selection.Evaluate(entries.Answers())
	in := &resultfile.Case{Case: doc.Case, Result: found, Outlook: selection.Outlook(found), Entries: entries, Tool: "1.2.3", LeaveOutNotes: len(noNotes) > 0}
	var b bytes.Buffer
	if err := resultfile.WriteResult(&b, in); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// eachResult visits results of the real cases in every language, of answers to
// the small banks, and of nothing answered at all.
func eachResult(t *testing.T, visit func(name string, result []byte)) {
	t.Helper()
	names, err := filepath.Glob("../../testdata/answers/*.yaml")
	if err != nil || len(names) == 0 {
		t.Fatalf("Glob = %v, %v", names, err)
	}
	for _, lang := range questions.Languages() {
		l := questions.NewLibrary(lang)
		led, err := l.Select([]string{questions.Default}, true)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range names {
			for i, selected := range append(selections(t, l)[1:], led) {
				visit(fmt.Sprintf("%s, %s, selection %d", filepath.Base(name), lang, i), result(t, l, selected, readFile(t, name)))
			}
		}
	}
	l := library(t)
	visit("without notes", result(t, l, selections(t, l)[1], []byte(newAnswers), true))
	for _, text := range []string{
		oldAnswers, newAnswers, "samklar: 1\n",
		"samklar: 1\nanswers: {trial: {clear: no, last: yes}}\n",
		"samklar: 1\nanswers: {depth: {wide: 1, wider: yes, widest: 1e1}}\n",
		"samklar: 1\nanswers: {trial: {clear: yes, last: yes}, depth: {wide: 3, wider: yes, widest: 1e1, high: high-up, steep: up}}\n",
	} {
		for i, selected := range selections(t, l)[1:] {
			visit(fmt.Sprintf("%q, selection %d", text, i), result(t, l, selected, []byte(text)))
		}
	}
}

func TestResultsFit(t *testing.T) {
	s := compile(t, resultfile.ResultSchema())
	eachResult(t, func(name string, result []byte) { fits(t, s, name, parseJSON(t, result)) })
}

// TestResultSchemaNamesEveryField closes the schema, so that a field that is
// written and not described fails, and wants every field described to be written
// somewhere.
func TestResultSchemaNamesEveryField(t *testing.T) {
	doc := parseJSON(t, resultfile.ResultSchema())
	eachSchema(doc, func(s map[string]any) {
		if s["type"] == "object" {
			s["additionalProperties"] = false
		}
	})
	closed := compile(t, render(t, doc))
	var samples []any
	eachResult(t, func(name string, result []byte) {
		v := parseJSON(t, result)
		fits(t, closed, name, v)
		samples = append(samples, v)
	})
	covered(t, resultfile.ResultSchema(), samples...)
}

// fullResult is a result that has everything that a result may have.
const fullResult = `{
  "samklar_result": 1, "tool": "1.2.3", "settled": false,
  "case": {"id": "2027-014", "title": "Title", "place": "Place", "as_of": "2017-12-01"},
  "respondent": {"name": "Name", "organisation": "Organisation", "role": "Role"},
  "conclusions": [{
    "path": [{"bank": "when", "codes": ["prepare", "launch"], "settled": false}],
    "branches": [
      {"if": "launch", "path": [{"bank": "depth", "codes": ["ready"], "settled": true}], "beyond": "growth"},
      {"if": "prepare", "path": [], "beyond": "trust"}
    ],
    "stands": "when", "settled": false, "open_step": "when", "pivotal_exact": true,
    "pivotal": [{"bank": "when", "question": "money"}], "first": [{"bank": "when", "question": "money"}],
    "takes": {"answers": 2, "exact": true}, "later": [{"bank": "depth", "question": "wide"}]
  }, {
    "path": [{"bank": "depth", "codes": ["ready"], "settled": true}], "beyond": "growth",
    "stands": "depth", "settled": true, "pivotal": [], "pivotal_exact": true, "later": []
  }],
  "banks": [{
    "bank": "when", "version": 1, "kind": "tree", "language": "da", "role": "deciding",
    "rules": "sha256:DIGEST", "texts": "sha256:DIGEST", "codes": ["prepare", "launch"], "codes_exact": true,
    "nodes": [{"node": "focus", "status": "open", "reachable": true, "certain": 0, "possible": 1, "needs": 1}],
    "findings": [{"finding": "flat", "holds": "possible"}],
    "ruled_out": [{"code": "go", "node": "focus"}], "next": {"code": "launch", "find_out": ["focus"], "why": "offered"},
    "answers": [
      {"question": "money", "level": "3", "note": "Note", "evidence": ["One"]},
      {"question": "large", "level": "unknown", "stale": "A great deal"},
      {"question": "focus", "between": ["no", "yes"]},
      {"question": "alone", "note": "Nobody said"}
    ]
  }, {
    "bank": "depth", "version": 1, "kind": "scale", "language": "nl", "role": "aside",
    "rules": "sha256:DIGEST", "texts": "sha256:DIGEST", "codes": [], "codes_exact": true, "weakest": "width", "weakest_all": ["width", "height"], "firm": 3,
    "dimensions": [{"dimension": "width", "low": 0, "high": 100, "low_band": "weak", "high_band": "strong", "known": true, "counts_as": {"low": 0, "high": 39}}],
    "verdicts": [
      {"verdict": "ready", "every": {"percent": 50, "met": "no", "below": ["width"]}, "overall": {"percent": 60, "met": "possible"}}, {"verdict": "not-yet"}
    ],
    "ruled_out": [{"code": "ready", "dimensions": ["width"]}],
    "next": {"code": "ready", "levels": 2, "raises": [{"question": "wide", "from": "1", "to": "3", "open": true}], "why": "offered"},
    "overall": {"low": 12, "high": 88, "low_band": "weak", "high_band": "strong", "known": true},
    "answers": []
  }, {
    "bank": "other", "version": 1, "kind": "scale", "language": "en", "role": "beside",
    "rules": "sha256:DIGEST", "texts": "sha256:DIGEST", "codes": [], "codes_exact": true, "maybe_weakest": ["width", "height"],
    "dimensions": [{"dimension": "width", "low": 0, "high": 100, "low_band": "weak", "high_band": "strong", "known": false}],
    "overall": {"low": 0, "high": 100, "low_band": "weak", "high_band": "strong", "known": false},
    "next": {"why": "unordered"}, "answers": []
  }],
  "advice": [{"bank": "when", "advice": "do-go", "who": "funders", "when": "now", "due": "2018-01-01", "blocks": true, "question": "money", "source": "book#here"}],
  "not_deciding": [{"bank": "depth", "advice": "wait", "who": "partners", "when": "year", "blocks": false, "ending": "ready"}],
  "answers": "sha256:DIGEST"
}`

// TestBrokenResultsAreRefused has one result for each thing that the schema
// refuses.
func TestBrokenResultsAreRefused(t *testing.T) {
	s := compile(t, resultfile.ResultSchema())
	full := strings.ReplaceAll(fullResult, "DIGEST", strings.Repeat("0123456789abcdef", 4))
	fits(t, s, "the sample", parseJSON(t, []byte(full)))
	fits(t, s, "a field of a later version", parseJSON(t, []byte(strings.Replace(full, `"tool"`, `"later_field": 1, "tool"`, 1))))
	for name, c := range map[string]struct{ old, replacement string }{
		"another format":               {`"samklar_result": 1`, `"samklar_result": 2`},
		"an answer file":               {`"samklar_result": 1`, `"samklar": 1`},
		"a version that is a text":     {`"version": 1`, `"version": "1"`},
		"a version of none":            {`"version": 1`, `"version": 0`},
		"no conclusions":               {`"conclusions": [`, `"conclusion": [`},
		"a null list":                  {`"pivotal": []`, `"pivotal": null`},
		"an empty title":               {`"title": "Title"`, `"title": ""`},
		"an empty respondent":          {`{"name": "Name", "organisation": "Organisation", "role": "Role"}`, `{}`},
		"a date in another order":      {`2017-12-01`, `01-12-2017`},
		"a kind that is none":          {`"kind": "tree"`, `"kind": "graph"`},
		"a language that is none":      {`"language": "da"`, `"language": "fr"`},
		"a role that is none":          {`"role": "aside"`, `"role": "behind"`},
		"a status that is none":        {`"status": "open"`, `"status": "unknown"`},
		"a finding that perhaps holds": {`"holds": "possible"`, `"holds": "perhaps"`},
		"nobody known":                 {`"who": "funders"`, `"who": "everyone"`},
		"no known time":                {`"when": "now"`, `"when": "soon"`},
		"half a digest":                {"0123456789abcdef0123", "0123"},
		"a digest of another kind":     {"sha256:", "sha1:"},
		"above 100 percent":            {`"high": 100`, `"high": 101`},
		"below 0 percent":              {`"low": 0`, `"low": -1`},
		"a fraction":                   {`"low": 12`, `"low": 12.5`},
		"a level that is a number":     {`"level": "3"`, `"level": 3`},
		"a level that is a sentence":   {`"level": "3"`, `"level": "About 3"`},
		"between one level":            {`["no", "yes"]`, `["no"]`},
		"between a level and itself":   {`["no", "yes"]`, `["no", "no"]`},
		"a level and between":          {`"between": ["no", "yes"]`, `"between": ["no", "yes"], "level": "no"`},
		"an answer without anything":   {`, "between": ["no", "yes"]`, ``},
		"a stale note":                 {`"note": "Nobody said"`, `"note": "Nobody said", "stale": "yes"`},
		"what a better code takes":     {`"levels": 2`, `"levels": 0`},
		"an offer of nothing":          {`"levels": 2, "raises": [{"question": "wide", "from": "1", "to": "3", "open": true}], `, ``},
		"a refusal with an offer":      {`"find_out": ["focus"], "why": "offered"`, `"find_out": ["focus"], "why": "unordered"`},
		"ruled out by both":            {`"node": "focus"}`, `"node": "focus", "dimensions": ["width"]}`},
		"a tree with a weakest link":   {`"nodes": [`, `"maybe_weakest": ["width"], "nodes": [`},
		"settled with an order to ask": {`"settled": true, "pivotal": []`, `"settled": true, "pivotal": [], "first": [{"bank": "when", "question": "money"}]`},
		"settled by so many answers":   {`"settled": true, "pivotal": []`, `"settled": true, "pivotal": [], "takes": {"answers": 1, "exact": true}`},
		"an empty note":                {`"note": "Note"`, `"note": ""`},
		"evidence that is a text":      {`["One"]`, `"One"`},
		"no evidence":                  {`["One"]`, `[]`},
		"a step without codes":         {`["prepare", "launch"], "settled"`, `[], "settled"`},
		"a code twice":                 {`["prepare", "launch"], "settled"`, `["launch", "launch"], "settled"`},
		"settled with two codes":       {`"launch"], "settled": false`, `"launch"], "settled": true`},
		"open with one code":           {`["ready"], "settled": true`, `["ready"], "settled": false`},
		"open without an open step":    {`"open_step": "when", `, ``},
		"settled with an open step":    {`"settled": false, "open_step"`, `"settled": true, "open_step"`},
		"a conclusion that leads no way": {
			`"path": [{"bank": "when", "codes": ["prepare", "launch"], "settled": false}]`, `"path": []`,
		},
		"a branch that leads no way":      {`"path": [], "beyond": "trust"`, `"path": []`},
		"a tree with scores":              {`"nodes": [`, `"overall": {}, "nodes": [`},
		"a tree without nodes":            {`"nodes": [`, `"nods": [`},
		"a scale with nodes":              {`"weakest": "width"`, `"nodes": []`},
		"a scale without an overall":      {`"overall": {"low"`, `"overal": {"low"`},
		"a node that needs nothing":       {`"needs": 1`, `"needs": 0`},
		"a whole below by parts":          {`"met": "possible"`, `"met": "possible", "below": ["width"]`},
		"a tree with verdicts":            {`"nodes": [`, `"verdicts": [{"verdict": "ready"}], "nodes": [`},
		"a date in words":                 {`2018-01-01`, `in January`},
		"no answers' digest":              {`"answers": "sha256`, `"answered": "sha256`},
		"advice from two origins":         {`"question": "money", "source"`, `"question": "money", "ending": "launch", "source"`},
		"advice from nowhere":             {`"question": "money", "source"`, `"source"`},
		"a source with two places":        {"book#here", "book#here#there"},
		"an id in capitals":               {`"bank": "when", "version"`, `"bank": "When", "version"`},
		"a flag that is a text":           {`"blocks": true`, `"blocks": "yes"`},
		"a question without its bank":     {`{"bank": "when", "question": "money"}`, `{"question": "money"}`},
		"a reference that is an id alone": {`{"bank": "when", "question": "money"}`, `"money"`},
	} {
		text := strings.Replace(full, c.old, c.replacement, 1)
		if text == full {
			t.Errorf("%s: %q does not stand in the sample", name, c.old)
		}
		refuses(t, s, name, parseJSON(t, []byte(text)))
	}
	missing(t, s, parseJSON(t, []byte(full)))
}

// missing takes every field out of a result in turn. Those that are left out
// where they are empty are not missed.
func missing(t *testing.T, s interface{ Validate(v any) error }, v any) {
	t.Helper()
	optional := []string{
		"id", "title", "place", "as_of", "respondent", "name", "organisation", "role of a respondent", "beyond", "branches", "weakest",
		"findings", "note", "evidence", "stale", "source", "first", "takes", "weakest_all", "maybe_weakest", "ruled_out", "next", "firm",
		"verdicts", "every", "overall of a verdict", "below", "due",
		"counts_as", "node of what is ruled out", "dimensions of what is ruled out", "level of a noted answer",
	}
	eachSchema(v, func(m map[string]any) {
		for _, key := range slices.Sorted(maps.Keys(m)) {
			name := key
			if key == "role" && m["bank"] == nil {
				name = "role of a respondent"
			}
			switch {
			case key == "overall" && m["verdict"] != nil:
				name = "overall of a verdict"
			case m["code"] != nil && (key == "node" || key == "dimensions"):
				name = key + " of what is ruled out"
			case key == "level" && m["note"] != nil:
				name = "level of a noted answer"
			case key == "note" && m["level"] == nil:
				name = "note alone"
			}
			value := m[key]
			delete(m, key)
			err := s.Validate(v)
			if len(m) > 0 && (err == nil) != slices.Contains(optional, name) && (key != "beyond" || m["if"] == nil) {
				t.Errorf("without %q of %v: Validate = %v", key, m, err)
			}
			m[key] = value
		}
	})
}
