package yamldoc_test

import (
	"testing"

	"collectiveimpact/samklar/questions/yamldoc"

	"github.com/google/go-cmp/cmp"
)

// What is read keeps its text, its style and its place.
func TestParse(t *testing.T) {
	scalar := func(style yamldoc.Style, text string, line, column int) yamldoc.Node {
		return yamldoc.Node{Style: style, Text: text, Line: line, Column: column}
	}
	const plain, quoted, literal = yamldoc.Plain, yamldoc.Quoted, yamldoc.Literal
	tests := []struct {
		name, in string
		want     yamldoc.Node
	}{
		{
			"a bare word", "yes",
			scalar(plain, "yes", 1, 1),
		},
		{
			"nothing is converted", "[yes, 010, 1.5, 2017-12-01, ~, 0x1F, 1_000, \"yes\"]",
			yamldoc.Node{Kind: yamldoc.List, Style: yamldoc.Flow, Line: 1, Column: 1, Items: []yamldoc.Node{
				scalar(plain, "yes", 1, 2), scalar(plain, "010", 1, 7), scalar(plain, "1.5", 1, 12), scalar(plain, "2017-12-01", 1, 17),
				scalar(plain, "~", 1, 29), scalar(plain, "0x1F", 1, 32), scalar(plain, "1_000", 1, 38), scalar(quoted, "yes", 1, 45),
			}},
		},
		{
			"columns count characters", "æøå: 'ü'\n",
			yamldoc.Node{Kind: yamldoc.Map, Style: yamldoc.Block, Line: 1, Column: 1, Items: []yamldoc.Node{
				scalar(plain, "æøå", 1, 1), scalar(quoted, "ü", 1, 6),
			}},
		},
		{
			"blocks and line breaks of Windows", "a: |\r\n  x\r\n  y\r\nb: >-\r\n  x\r\n  y\r\nc:\r\n- d\r\n",
			yamldoc.Node{Kind: yamldoc.Map, Style: yamldoc.Block, Line: 1, Column: 1, Items: []yamldoc.Node{
				scalar(plain, "a", 1, 1), scalar(literal, "x\ny\n", 1, 4),
				scalar(plain, "b", 4, 1), scalar(literal, "x y", 4, 4),
				scalar(plain, "c", 7, 1),
				{Kind: yamldoc.List, Style: yamldoc.Block, Line: 8, Column: 1, Items: []yamldoc.Node{scalar(plain, "d", 8, 3)}},
			}},
		},
		{
			"a mark, a document's start and its end", "\ufeff--- # c\na:\n...\n# c\n",
			yamldoc.Node{Kind: yamldoc.Map, Style: yamldoc.Block, Line: 2, Column: 1, Items: []yamldoc.Node{
				scalar(plain, "a", 2, 1), scalar(plain, "", 2, 3),
			}},
		},
		{
			"a quoted merge key is a word", "\"<<\": 1\n",
			yamldoc.Node{Kind: yamldoc.Map, Style: yamldoc.Block, Line: 1, Column: 1, Items: []yamldoc.Node{
				scalar(quoted, "<<", 1, 1), scalar(plain, "1", 1, 7),
			}},
		},
		{
			"a document of nothing", "---\n",
			scalar(plain, "", 2, 1),
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := yamldoc.Parse("f", []byte(tt.in), limits)
			if err != nil {
				t.Fatalf("Parse(%q) = %v, want no error", tt.in, err)
			}
			if diff := cmp.Diff(&tt.want, got); diff != "" {
				t.Errorf("Parse(%q) (-want +got):\n%s", tt.in, diff)
			}
		})
	}
}

func TestNode(t *testing.T) {
	root, err := yamldoc.Parse("f", []byte("a: {b: [1]}\nn: ~\nq: \"null\"\nt: True\nf: \"false\"\n"), limits)
	if err != nil {
		t.Fatal(err)
	}
	if got := root.Get("a").Get("b"); got == nil || got.Kind != yamldoc.List {
		t.Errorf("Get(a).Get(b) = %v, want a list", got)
	}
	if got := root.Get("x").Get("b"); got != nil {
		t.Errorf("Get(x).Get(b) = %v, want nil", got)
	}
	for key, want := range map[string]bool{"a": false, "n": true, "q": false, "t": false} {
		if got := root.Get(key).IsNull(); got != want {
			t.Errorf("Get(%s).IsNull() = %t, want %t", key, got, want)
		}
	}
	for key, want := range map[string][2]bool{"a": {}, "n": {}, "t": {true, true}, "f": {}} {
		if value, ok := root.Get(key).Bool(); value != want[0] || ok != want[1] {
			t.Errorf("Get(%s).Bool() = %t, %t, want %t", key, value, ok, want)
		}
	}
}
