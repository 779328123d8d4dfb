package checked

import (
	"encoding/json"
	"net/url"
	"path/filepath"
	"slices"
	"strings"

	"collectiveimpact/samklar/questions/text"
)

// SARIF 2.1.0 (OASIS), as far as GitHub and editors read it. Columns count characters.
const sarifHead = `{
  "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
  "version": "2.1.0",
  "runs": [{"columnKind": "unicodeCodePoints", "results": [`

type sarifText struct {
	Text string `json:"text"`
}

type sarifFound struct {
	RuleID    string          `json:"ruleId"`
	Level     level           `json:"level"`
	Message   sarifText       `json:"message"`
	Locations []sarifLocation `json:"locations,omitempty"`
}

type sarifLocation struct {
	Physical sarifPhysical `json:"physicalLocation"`
}

type sarifPhysical struct {
	Artifact struct {
		URI  string `json:"uri"`
		Base string `json:"uriBaseId,omitempty"`
	} `json:"artifactLocation"`
	Region *sarifRegion `json:"region,omitempty"`
}

type sarifRegion struct {
	Line   int `json:"startLine"`
	Column int `json:"startColumn,omitempty"`
}

// sarifResult writes a finding as a result.
func sarifResult(f *finding) string {
	found := sarifFound{RuleID: f.Code, Level: f.level, Message: sarifText{f.Message}}
	var at sarifLocation
	at.Physical.Artifact.URI, at.Physical.Artifact.Base = address(f.File)
	if f.Line > 0 {
		at.Physical.Region = &sarifRegion{f.Line, f.Column}
	}
	if !onStream(f) {
		found.Locations = []sarifLocation{at}
	}
	return marshalled(found)
}

// address gives the address of a file, and what it is relative to: the folder in which
// the program was called.
func address(file string) (uri, base string) {
	slashed := filepath.ToSlash(file)
	parts := strings.Split(slashed, "/")
	for i := range parts {
		parts[i] = url.PathEscape(parts[i])
	}
	uri = strings.Join(parts, "/")
	if !filepath.IsAbs(file) {
		if strings.Contains(parts[0], ":") { // it would be taken for a scheme
			uri = "./" + uri
		}
		return uri, "%SRCROOT%"
	}
	return "file:///" + strings.TrimPrefix(uri, "/"), ""
}

// rule remembers a code.
func (w *Writer) rule(code string) {
	if at, found := slices.BinarySearch(w.rules, code); !found {
		w.rules = slices.Insert(w.rules, at, code)
	}
}

// sarifTail ends the results, and says which rules and which program they are of.
func (w *Writer) sarifTail() string {
	type rule struct {
		ID string `json:"id"`
	}
	rules := make([]rule, len(w.rules))
	for i, code := range w.rules {
		rules[i].ID = code
	}
	return `], "tool": {"driver": {"name": "samklar", "version": ` + quoted(w.Tool) + `, "rules": ` + marshalled(rules) + "}}}]\n}\n"
}

func quoted(s string) string { return marshalled(s) }

// marshalled gives a value as JSON, on one line, in which nothing acts.
func marshalled(v any) string {
	var b strings.Builder
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		panic("checked: texts and numbers always marshal: " + err.Error())
	}
	return text.EscapeJSON(strings.TrimSuffix(b.String(), "\n"))
}

// jsonFinding writes a finding for programs.
func jsonFinding(f *finding) string {
	return marshalled(struct {
		File    string `json:"file"`
		Line    int    `json:"line,omitempty"`
		Column  int    `json:"column,omitempty"`
		Code    string `json:"code"`
		Level   level  `json:"level"`
		Message string `json:"message"`
	}{f.File, f.Line, f.Column, f.Code, f.level, f.Message})
}
