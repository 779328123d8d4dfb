package yamldoc_test

import (
	"testing"

	"collectiveimpact/samklar/questions/yamldoc"

	"github.com/google/go-cmp/cmp"
)

// What stands around a document and says nothing changes neither what it holds nor
// where that stands.
func TestParseAround(t *testing.T) {
	const doc = "a: 1\nb: |\n  % c\nd: '%'\n"
	for name, in := range map[string]string{
		"a version":                            "%YAML 1.2\n---\n" + doc,
		"two directives and a comment":         "# c\n%YAML 1.1\n%TAG ! tag:x.y,2020:\n---\n" + doc,
		"a closing mark":                       doc + "---\n",
		"a closing mark and comments":          doc + "...\n---\n# end\n---\n",
		"a directive for nothing":              doc + "...\n%YAML 1.1\n",
		"comments for a document":              "# one\n---\n# two\n---\n" + doc,
		"nothing before":                       "---\n---\n" + doc,
		"a mark behind the divider":            "---\n\ufeff" + doc,
		"the same with line breaks of Windows": "---\r\n\ufeff" + doc,
		"a mark at the start, and both":        "\ufeff%YAML 1.2\n---\n" + doc + "...\n",
	} {
		root, err := yamldoc.Parse("f", []byte(in), limits)
		if err != nil {
			t.Errorf("%s: Parse(%q) = %v, want no error", name, in, err)
			continue
		}
		var got []string
		for i := range root.Items {
			got = append(got, root.Items[i].Text)
		}
		if diff := cmp.Diff([]string{"a", "1", "b", "% c\n", "d", "%"}, got); diff != "" {
			t.Errorf("%s: Parse(%q) (-want +got):\n%s", name, in, diff)
		}
		line := 1
		for _, c := range in[:len(in)-len(doc)] {
			if len(in) > len(doc) && in[len(in)-len(doc):] == doc && c == '\n' {
				line++
			}
		}
		if root.Items[0].Line != line && in[len(in)-len(doc):] == doc {
			t.Errorf("%s: Parse(%q) finds the first key on line %d, want %d", name, in, root.Items[0].Line, line)
		}
	}
}

// What does say something is refused as before.
func TestParseAroundRefuses(t *testing.T) {
	for in, want := range map[string]string{
		"%YAML 2.0\n---\na: 1\n":          "f:1:1: not valid YAML: found incompatible YAML document [syntax]",
		"%YAML 1.2\na: 1\n":               "f:1:1: not valid YAML: a line of --- is missing behind the directives [syntax]",
		"# c\n---\n...\n# c\n%YAML 1.1\n": "",
		"a: 1\n---\nb: 2\n---\n":          "f:2:1: a second document begins here; expected one [second-document]",
		"a: 1\n---\n# c\n---\nb: 2":       "f:4:1: a second document begins here; expected one [second-document]",
		"a: 1\n\ufeffb: 2\n":              "f:2:1: control character U+FEFF is not allowed; write it escaped in double quotes [control-character]",
		"%TAG ! x:\n---\na: !b 1\n":       "f:3:4: tags are not used here; found \"!b\"; quote a text instead [tag]",
		"%YAML 1.2\n---\na: b: c\n":       "f:3:5: not valid YAML: a text with a colon in it must be in quotes [syntax]",
		"a: \u2028? ]\nb: [c?, d\n":       "f:2:1: not valid YAML: did not find expected ',' or ']' [syntax]",
		"a: 1\n\"b?\": 2\n\"b?\": 3":      "f:3:1: key \"b?\" stands here a second time; the first is on line 2 [duplicate-key]",
	} {
		if got := parse(in); got != want {
			t.Errorf("Parse(%q) = %s, want %s", in, got, want)
		}
	}
}

// The breaks of Unicode are characters like any other, and a question mark marks no
// key where a text stands before or behind it.
func TestParseAsMeant(t *testing.T) {
	for in, want := range map[string][]string{
		"a: x\u2028y\u2029z\u0085!\nb: 2\n":         {"a", "x\u2028y\u2029z\u0085!", "b", "2"},
		"a: \"x\u2028y\"\t# ?\u2028c: 1\nb: '?'\n":  {"a", "x\u2028y", "b", "?"},
		"a: {b: who?}\nc: 1\t\n":                    {"a", "", "c", "1"},
		"? a\n: 1\n? b?\n: \ue000?\n":               {"a", "1", "b?", "\ue000?"},
		"a: |\n  x?\u2028y\n\n  z\nb: '\u0085 ?'\t": {"a", "x?\u2028y\n\nz\n", "b", "\u0085 ?"},
	} {
		root, err := yamldoc.Parse("f", []byte(in), limits)
		if err != nil {
			t.Errorf("Parse(%q) = %v, want no error", in, err)
			continue
		}
		var got []string
		for i := range root.Items {
			got = append(got, root.Items[i].Text)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("Parse(%q) (-want +got):\n%s", in, diff)
		}
		if last := &root.Items[2]; last.Line < 2 || last.Column > 3 {
			t.Errorf("Parse(%q) finds key %q at %d:%d, want it where an editor shows it", in, last.Text, last.Line, last.Column)
		}
	}
}
