package checked_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/santhosh-tekuri/jsonschema/v6"
	"pgregory.net/rapid"

	"collectiveimpact/samklar/cmd/internal/cases"
	"collectiveimpact/samklar/cmd/internal/checked"
	"collectiveimpact/samklar/cmd/internal/say"
	"collectiveimpact/samklar/questions/diag"
)

// written writes what was found in a format.
func written(format string, drafts bool, all []cases.Checked) (text string, fine bool) {
	var out, errs bytes.Buffer
	w := &checked.Writer{Format: format, Tool: "1.2.3", Drafts: drafts, Err: &errs}
	w.Begin(&out)
	for i := range all {
		w.Add(&all[i])
	}
	fine, err := w.End()
	if err != nil {
		panic(err)
	}
	return out.String(), fine
}

// texts are file names and messages with what would end a value in some format.
func texts() *rapid.Generator[string] {
	return rapid.Custom(func(t *rapid.T) string {
		return "x" + strings.Join(rapid.SliceOfN(rapid.SampledFrom([]string{
			"a", "é", " ", "%", "%25", ":", "::", ",", "=", "\n", "\r", "\t", "\x1b", "\u202e", `"`, `\`, "/", "..", "?", "#", "<", "]]>", "\u2028", "\xff", "日本",
		}), 0, 8).Draw(t, "pieces"), "")
	})
}

func drawn(t *rapid.T) []cases.Checked {
	var all []cases.Checked
	for range rapid.IntRange(0, 4).Draw(t, "documents") {
		c := cases.Checked{File: texts().Draw(t, "file"), Line: 1, Source: "s", State: cases.State(rapid.IntRange(0, 3).Draw(t, "state")), Says: "valid; " + texts().Draw(t, "says")}
		if rapid.IntRange(0, 5).Draw(t, "stream") == 0 {
			c.File = "<stdin>"
		}
		if c.State == cases.Invalid {
			c.Says = ""
			for range rapid.IntRange(1, 3).Draw(t, "problems") {
				line := rapid.IntRange(0, 9).Draw(t, "line")
				c.Problems = append(c.Problems, diag.Diagnostic{File: c.File, Line: line, Column: min(line, 1) * 7, Code: "unknown-level", Message: texts().Draw(t, "message")})
			}
		}
		if rapid.Bool().Draw(t, "warned") {
			c.Warnings = diag.List{{File: c.File, Line: 2, Column: 3, Code: "cut", Message: texts().Draw(t, "warning")}}
		}
		all = append(all, c)
	}
	return all
}

// A found thing, as a reader of some format sees it.
type found struct {
	Level, File, Code, Message string
	Line, Column               int
}

// wanted is what is to be read back. Messages have nothing in them that acts.
func wanted(all []cases.Checked, drafts bool) (list []found) {
	add := func(level string, d diag.Diagnostic) {
		list = append(list, found{level, d.File, d.Code, say.Line(d.Message), d.Line, d.Column})
	}
	for _, c := range all {
		for _, d := range c.Problems {
			add("error", d)
		}
		for _, d := range c.Warnings {
			add("note", d)
		}
		level := map[bool]string{true: "note", false: "warning"}[drafts]
		says := diag.Diagnostic{File: c.File, Line: c.Line, Column: 1, Message: strings.TrimPrefix(c.Says, "valid; ")}
		switch c.State {
		case cases.Lacking:
			says.Code = "missing-answers"
			add(level, says)
		case cases.Short:
			says.Code = "policy-not-met"
			add("warning", says)
		case cases.Fine, cases.Invalid:
		}
	}
	return list
}

// TestAnnotationsReadBack reads annotations as GitHub's runner does: the line up to its
// end; the command up to the first blank; properties between commas, up to ::; and then
// the escapes of each.
func TestAnnotationsReadBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		all, drafts := drawn(t), rapid.Bool().Draw(t, "drafts")
		text, _ := written("github", drafts, all)
		var got []found
		for line := range strings.Lines(text) {
			command, data, ok := strings.Cut(strings.TrimSuffix(strings.TrimPrefix(line, "::"), "\n"), "::")
			name, list, _ := strings.Cut(command, " ")
			if !ok || !strings.HasPrefix(line, "::") {
				t.Fatalf("%q is no command", line)
			}
			f := found{Level: map[string]string{"error": "error", "warning": "warning", "notice": "note"}[name]}
			unescape := strings.NewReplacer("%0D", "\r", "%0A", "\n", "%3A", ":", "%2C", ",", "%25", "%")
			for property := range strings.SplitSeq(list, ",") {
				key, value, _ := strings.Cut(property, "=")
				value = unescape.Replace(value)
				switch key {
				case "file":
					f.File = value
				case "line":
					_, _ = fmt.Sscan(value, &f.Line)
				case "col":
					_, _ = fmt.Sscan(value, &f.Column)
				case "title":
					f.Code = value
				default:
					t.Fatalf("%q has the property %q", line, key)
				}
			}
			f.Message = strings.NewReplacer("%0D", "\r", "%0A", "\n", "%25", "%").Replace(data)
			got = append(got, f)
		}
		want := wanted(all, drafts)
		for i := range want {
			w := &want[i]
			if w.File == "<stdin>" {
				w.Message = fmt.Sprintf("<stdin>:%d:%d: %s", w.Line, w.Column, w.Message)
				w.File, w.Line, w.Column = "", 0, 0
			}
			w.File = say.Line(w.File)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("annotations (-want +got):\n%s", diff)
		}
	})
}

// TestAnnotation is what the runner's documents show.
func TestAnnotation(t *testing.T) {
	text, fine := written("github", false, []cases.Checked{{
		File: "a,b:c.yaml", Line: 1, State: cases.Invalid, Problems: diag.List{{File: "a,b:c.yaml", Line: 6, Column: 16, Code: "unknown-level", Message: "50% of it: no, yes"}},
	}})
	if want := "::error file=a%2Cb%3Ac.yaml,line=6,col=16,title=unknown-level::50%25 of it: no, yes\n"; text != want || !fine {
		t.Errorf("github = %q, %t, want %q", text, fine, want)
	}
}

// compiled gives a validator of a schema.
func compiled(tb testing.TB, text []byte) *jsonschema.Schema {
	tb.Helper()
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	if err != nil {
		tb.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("urn:schema", doc); err != nil {
		tb.Fatal(err)
	}
	s, err := c.Compile("urn:schema")
	if err != nil {
		tb.Fatal(err)
	}
	return s
}

// fits holds a text to a schema, and reads it.
func fits(t *rapid.T, s *jsonschema.Schema, text string, into any) {
	v, err := jsonschema.UnmarshalJSON(strings.NewReader(text))
	if err == nil {
		err = s.Validate(v)
	}
	if err == nil {
		err = json.Unmarshal([]byte(text), into)
	}
	if err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
}

// sarifSchema gives the schema of SARIF 2.1.0, which a tool of the linter has among its
// tests.
func sarifSchema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	list := exec.Command("go", "list", "-modfile", filepath.Join("..", "..", "..", ".ci", "tools.mod"), "-m", "-f", "{{.Dir}}", "github.com/securego/gosec/v2")
	dir, err := list.Output()
	var text []byte
	if err == nil {
		text, err = os.ReadFile(filepath.Join(strings.TrimSpace(string(dir)), "report", "sarif", "testdata", "sarif-schema-2.1.0.json"))
	}
	if err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatalf("THE SCHEMA OF SARIF IS MISSING: %v", err)
		}
		t.Skipf("THE SCHEMA OF SARIF IS MISSING, so that what check writes is not held to it: %v", err)
	}
	return compiled(t, text)
}

// TestSARIFFits holds what is written to the schema of SARIF, and reads it back.
func TestSARIFFits(t *testing.T) {
	s := sarifSchema(t)
	if err := s.Validate(map[string]any{"version": "2.1.0"}); err == nil {
		t.Fatal("the schema lets a log without runs pass")
	}
	rapid.Check(t, func(t *rapid.T) {
		all, drafts := drawn(t), rapid.Bool().Draw(t, "drafts")
		text, _ := written("sarif", drafts, all)
		var log struct {
			Runs []struct {
				Results []struct {
					RuleID, Level string
					Message       struct{ Text string }
					Locations     []struct{}
				}
				Tool struct {
					Driver struct{ Rules []struct{ ID string } }
				}
			}
		}
		fits(t, s, text, &log)
		run, want := log.Runs[0], wanted(all, drafts)
		if len(run.Results) != len(want) {
			t.Fatalf("%d results, want %d", len(run.Results), len(want))
		}
		known := make(map[string]bool)
		for _, rule := range run.Tool.Driver.Rules {
			known[rule.ID] = true
		}
		for i, w := range want {
			r := run.Results[i]
			if r.RuleID != w.Code || !known[w.Code] || r.Level != w.Level || r.Message.Text != asUTF8(w.Message) {
				t.Errorf("result %+v, want %+v", r, w)
			}
			if located := len(r.Locations) == 1; located == (w.File == "<stdin>") {
				t.Errorf("result %+v is located: %t", r, located)
			}
		}
	})
}

// asUTF8 is a text as JSON has it: a sign for each byte that is none of a letter.
func asUTF8(s string) string { return string([]rune(s)) }

// TestJSONFits holds what is written to its schema.
func TestJSONFits(t *testing.T) {
	s := compiled(t, checked.Schema())
	rapid.Check(t, func(t *rapid.T) {
		all, drafts := drawn(t), rapid.Bool().Draw(t, "drafts")
		text, fine := written("json", drafts, all)
		var got struct{ Findings []found }
		fits(t, s, text, &got)
		list := wanted(all, drafts)
		for i := range list {
			list[i].File, list[i].Message = asUTF8(list[i].File), asUTF8(list[i].Message)
		}
		if diff := cmp.Diff(list, got.Findings, cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("findings (-want +got):\n%s", diff)
		}
		want := true
		for _, c := range all {
			want = want && c.State != cases.Short && (drafts || c.State != cases.Lacking)
		}
		if fine != want {
			t.Errorf("End = %t, want %t", fine, want)
		}
	})
}

// TestAddresses are those of SARIF: relative to where it was called, and escaped.
func TestAddresses(t *testing.T) {
	for file, want := range map[string]string{
		"cases/a b.yaml": `{"uri":"cases/a%20b.yaml","uriBaseId":"%SRCROOT%"}`,
		"a:b/c.yaml":     `{"uri":"./a:b/c.yaml","uriBaseId":"%SRCROOT%"}`,
		"/x/é?#.yaml":    `{"uri":"file:///x/%C3%A9%3F%23.yaml"}`,
		"bad\xff.yaml":   `{"uri":"bad%FF.yaml","uriBaseId":"%SRCROOT%"}`,
	} {
		text, _ := written("sarif", false, []cases.Checked{{File: file, Line: 1, State: cases.Short, Says: "x"}})
		if !strings.Contains(text, `"artifactLocation":`+want) {
			t.Errorf("%q: %s\nwant %s", file, text, want)
		}
	}
}
