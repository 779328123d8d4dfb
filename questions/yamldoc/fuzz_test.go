package yamldoc_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"collectiveimpact/samklar/questions/diag"
	"collectiveimpact/samklar/questions/yamldoc"
)

// Whatever the text: Parse does not panic, every place it names is in the text,
// and a tree it gives without an error has no key twice.
func FuzzParse(f *testing.F) {
	for _, pattern := range []string{"../../testdata/hostile/*", "../../testdata/answers/hasselt-20*.yaml"} {
		files, err := filepath.Glob(pattern)
		if err != nil {
			f.Fatal(err)
		}
		for _, file := range files {
			data, err := os.ReadFile(file)
			if err != nil {
				f.Fatal(err)
			}
			f.Add(data)
		}
	}
	for _, seed := range []string{
		"a: |\n  x\n b\n", "a: ]\n", "a: x\u2028b: ]\n", "- - a\n - b", "a: 1\n\ufeffb: 2\n", "a: \"\\u2028\"\rb: [\r]",
		"? a\n? b\n", "%YAML 1.2\n---\n", "a: >2+\n   b\n", "{a: 'b''c', d: \"e\\\"f\"} # g",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		lines, width := size(data)
		root, err := yamldoc.Parse("f", data, limits)
		var problems diag.List
		if err != nil && !errors.As(err, &problems) {
			t.Fatalf("Parse(%q) = %T, want a diag.List", data, err)
		}
		for _, d := range problems {
			if d.Code != "too-large" && (d.Line < 1 || d.Line > lines || d.Column < 1 || d.Column > width) {
				t.Errorf("Parse(%q) = %s, want a place in %d lines of at most %d characters", data, d, lines, width)
			}
			if strings.ContainsAny(d.String(), "\n\r\x1b") {
				t.Errorf("Parse(%q) = %q, want one line", data, d.String())
			}
		}
		if err == nil {
			check(t, data, root, lines+1, width) // the library ends every text with a line break
		}
	})
}

// size gives the number of lines and the length of the longest, with the place
// after its end. YAML has more line breaks than the check before it knows.
func size(data []byte) (lines, width int) {
	for line := range strings.SplitSeq(string(data), "\n") {
		width = max(width, utf8.RuneCountInString(line)+1)
	}
	text := strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(string(data))
	return strings.Count(text, "\n") + 1, width
}

func check(t *testing.T, data []byte, n *yamldoc.Node, lines, width int) {
	t.Helper()
	if n.Line < 1 || n.Line > lines || n.Column < 1 || n.Column > width {
		t.Errorf("Parse(%q): node %q at %d:%d, want a place in %d lines of at most %d characters", data, n.Text, n.Line, n.Column, lines, width)
	}
	seen := make(map[string]bool)
	for i := range n.Items {
		check(t, data, &n.Items[i], lines, width)
		if n.Kind == yamldoc.Map && i%2 == 0 {
			if key := n.Items[i].Text; seen[key] {
				t.Errorf("Parse(%q): key %q twice, want a duplicate-key", data, key)
			} else {
				seen[key] = true
			}
		}
	}
}
