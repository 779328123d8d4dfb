package yamldoc

import (
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
)

var fastLimits = Limits{Bytes: 1 << 20, Depth: 20, Keys: 4_000}

// difference tells whether fast reads a text, and if so how that differs from
// what slow reads. Empty is as it must be.
func difference(data []byte) (read bool, diff string) {
	text, err := CheckText("f", data, fastLimits.Bytes)
	if err != nil {
		return false, ""
	}
	got, ok := fast(text, fastLimits)
	if !ok {
		return false, ""
	}
	want, err := slow("f", tidy(text), fastLimits)
	if err != nil {
		return true, "slow refuses it: " + err.Error()
	}
	if reflect.DeepEqual(want, got) { // cmp takes seconds over what is deep
		return true, ""
	}
	return true, cmp.Diff(want, got)
}

// What people write, and the places where it is easily read wrong.
var fastReads = []struct{ name, in string }{
	{"maps", "a: 1\nb:\n  c: d e\n  f:\n    g: ~\nh: i\n"},
	{"a map that is moved in", "  a: 1\n  b: 2\n"},
	{"empty values", "a:\nb: # c\nc:   \nd:\n  e:\nf:"},
	{"values on the next line", "a:\n  b\nc:\n\n   # d\n   \"e\"\nf:\n [g]\nh:\n  'i'\n"},
	{"keys", "a b: 1\n'c''d': 2\n\"\\u00e6\\n\": 3\n-x: 4\n1: 5\n~: 6\na#: 7\nx:y: 8\ne  : 9\n\"f\" : 10\n\"<<\": 11\nb, [c] {d}?: 12\næ: {ø: å}\n.: 12\n"},
	{"a mark that ends a document", "a: 1\n---\n"},
	{"two marks that begin one", "---\n---\na: 1\n"},
	{"a directive", "%YAML 1.2\n---\na: 1\n"},
	{"a mark of a file that was joined", "---\n\ufeffa: 1\n"},
	{"question marks", "a: {b: who pays after 2027?, c: why? }\nb: [https://x.y/z?u=v, a?b, what?, who ? they, A1 ?]\nc: [ a?\n]\n"},
	{"lists", "a:\n  - b\n  - c d\n  -\n  - # e\n  - f: 1\n    g: 2\n  -   h: 3\n      i: 4\n  - - j\n    - k\n  -\n    l: 5\n  -\n    - m\n"},
	{"lists no deeper than their key", "a:\n- b\n- c: d\n  e:\n  - f\n-\ng:\n- h\n-\n  i\nj:\n-\nk: l\n"},
	{"a list of lists", "- a\n-\n  - b\n- - c\n  -\n-\n"},
	{"bare texts", "a: b, c [d] {e} it's \"f\" g#h i:j ?k !l &m *n %o @p |q >r\nb: http://x.y/z?u=v&w#t\nc: -1\nd: A1?\ne: a - b\n"},
	{"comments", "# a\n\n  # b\nc: d # e\n # f\ng: # h\n    # i\n  # j\n  k: 'l'  # m\n# n\no:\n  # p\n- q # r\n   # s\n- # t\n # u"},
	{"comments behind blanks without end", "a: b" + strings.Repeat(" ", 600) + "# c\n" + strings.Repeat(" \n", 600) + "# d\n" + strings.Repeat(" ", 600) + "# e\nf: g\n"},
	{"bare texts on several lines", "a: b\n  c\n\n\n  d   \n e # f\ng:\n  h\n  - i\n  # j\nk:\n  - l\n   m\n  - n\n\n\no: p\n\n # q\n"},
	{"quoted texts", "a: \"\"\nb: ''\nc: 'it''s'\nd: '\\n \"'\ne: \"\\\"\\\\\\n\\r\\t\\u00e6\\uFFFF'\"\nf: \"#: {\" # g\nh: ''''\n"},
	{"quoted texts on several lines", "a: \"b  \n\n  c\nd\n \"\nb: 'e''\n\n\n  f'\nc:\n  \"g\n  h\"\nd: \" \n x\"\ne: \"x \\n \n y\"\n"},
	{"blocks", "a: |\n  b\n   c\n\n  # d: e\n  f \nb: |-\n    g\n\nc: >\n  h\n  i  \n  j\n\n\n  k\n\nd: >-\n  l\n\n\n# m\ne: |   # n\n o\n"},
	{"blocks in lists", "- |\n x\n- >-\n  y\n- a: |\n   z\n  b: 1\n-   >\n  w\n"},
	{"blocks that end the text", "a:\n  - |\n    b\n    c"},
	{"a folded block that ends the text", "a: >-\n  b\n  c\n  "},
	{"blanks in a literal block", "a: |\n  b\n     \n   \n \nc: d\n"},
	{"brackets", "a: []\nb: {}\nc: [ ]\nd: [a, b c, 'd', \"e\",]\ne: {f: 1, g: , h: {i: [j]}, \"k\":l, 'm' : n, o p : q, }\nf: [[], {}, [{}]]\ng: [-, -1, a:, b#c, ü, 'æ']\n"},
	{"brackets on several lines", "a: [\n  b, # c\n# d\n c\n  d\n\n  e,\n  'f\n  g'\n\n]\ne: {\nf: 1,\n  g:\n h\n  , i: }\nj: [ # k\n]\n"},
	{"a mark", "# a\n\n--- # b\nc: d\n"},
	{"a mark and nothing else before a list", "---\n- a\n"},
	{"line breaks of Windows", "a: |\r\n  b\r\n\r\n  c\r\nd: 'e\r\n  f'\r\ng: h\r\n  i\r\nj:\r\n- {k: l}\r\n"},
	{"a line break of Windows at the start", "\r\na: b\r\n"},
	{"wide characters", "æ: {ø: \"å\", “x”: 'é', 😀: [e\u0301, \u00a0, \u200d]} # æ\nb: [\"æ\n æ\", æ]\nc: \"æ\nø\" # æ\n"},
	{"65 keys", numbered(65)},
	{"a long key", strings.Repeat("k", 990) + ": 1\n"},
	{"brackets 20 deep", strings.Repeat("- ", 19) + "{}"},
	{"lists 20 deep", strings.Repeat("- ", 20) + "a"},
	{"maps 20 deep", stairs(20)},
	{"brackets in brackets 20 deep", "- " + strings.Repeat("[", 19) + strings.Repeat("]", 19)},
	{"4,000 items", "a: [" + strings.Repeat("b, ", 3990) + "]\nc:" + strings.Repeat("\n- d", 10) + "\n"},
	{"4,000 keys", "a: {" + strings.ReplaceAll(numbered(3998), "\n", ", ") + "}\nb: 1\n"},
}

// stairs nests n maps.
func stairs(n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(strings.Repeat(" ", i) + "a:\n")
	}
	return b.String()
}

// numbered gives a map with n keys.
func numbered(n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(strings.Repeat("x", i%7) + string(rune('a'+i%26)) + strings.Repeat("y", i/26%9) + string(rune(0x4e00+i)) + ": 1\n")
	}
	return b.String()
}

func TestFastReads(t *testing.T) {
	for _, tt := range fastReads {
		t.Run(tt.name, func(t *testing.T) {
			if read, diff := difference([]byte(tt.in)); !read || diff != "" {
				t.Errorf("fast(%q) = %t, want true (-slow +fast):\n%s", tt.in, read, diff)
			}
		})
	}
}

// What is wrong is left to slow, to be refused; so is what is rare, and what
// the library reads in its own way.
var fastLeaves = []struct {
	name string
	in   []string
}{
	{"no map or list in lines", []string{"", "# a\n", "a", "---\n", "\"a\"", "[a]", "{a: 1}", "|\n a\n"}},
	{"marks of documents", []string{
		"--- a: 1\n", "---a: 1\n", "a: 1\n...\n", "a: 1\n---\nb: 2\n", "...\na: 1\n",
		"a: \"b\n---\n c\"\n", "a: '\n...\n'\n", "a: [b\n---\n]\n", "a: [\n---\n]\n", "a: [b, # c\n...\n]\n", "a: [b\n--- c]\n",
	}},
	{"lines out of place", []string{
		"a: b: c\n", "a: - b\n", "a: 1\n b: 2\n", "a: 1\nb\n", "a: 1\n- b\n", "- a\nb: 1\n", "- a\n b: 1\n", "a:\n  - b\n - c\n",
		"a:\n - b\n  - c: d\n", "a:\n  b: 1\n c: 2\n", "a: 'b'\n  c: 1\n", "a: |\n   b\n  c\n", "a:\n\"b\"\n", "a:\n[b]\n", "a:\nb\n",
		"a: 1\n  # b\n  c: 1\n", "a:b\n", "a: b # c\n  d\n",
	}},
	{"keys", []string{
		"a: 1\na: 2\n", "a: {b: 1, \"b\": 2}\n", "a: 1\n'a': 2\n", numbered(64) + "a一: 1\n", numbered(70) + "a一: 1\n", "<<: 1\n", "a: {<<: {b: 1}}\n",
		"? a\n: b\n", "a: \"b\nc\": d\n", "\"b\nc\": d\n", ": a\n", strings.Repeat("k", 1030) + ": 1\n", "\"" + strings.Repeat("k", 1030) + "\": 1\n",
	}},
	{"texts", []string{
		"a: \"b\" c\n", "a: \"b\"# c\n", "a: 'b\n", "a: \"b\\\"c", "a: 'b''c", "a: \"b\\\" \n ", "a: \"\\q\"\n", "a: \"\\qabcd\"\n", "a: \"\\u\"", "a: \"\\ud83d\"\n", "a: \"\\u00e\"\n", "a: \"\\",
		"a: @b\n", "a: `b\n", "a: %b\n", "a: ,b\n", "a: ]\n",
	}},
	{"brackets", []string{
		"a: [b", "a: [b]]\n", "a: [b}\n", "a: {b: [c}\n", "a: [{b: c]\n", "a: {b}\n", "a: {b: 1 c: 2}\n", "a: [,]\n", "a: [b,,c]\n", "a: [- b]\n", "a: [b: c]\n",
		"a: {[b]: c}\n", "a: {b\nc: d}\n", "a: {\"b\"\n: c}\n", "a: {b: :c}\n", "a: [b[, c]\n", "a: {b: c{}\n", "a: [|b]\n", "a: {>b: c}\n", "a: 1\n|b: c\n", "a: {b: c: d}\n", "a: {A1?, b: 1}\n", "a: [? b]\n", "a: {b: ? }\n", "a: [\"b\" ? c]\n", "a: [b]: c\n", "a: [b] c\n",
		"a: [\"b\"c]\n", "a: [\"b\"# c\n]\n", "a: {" + strings.Repeat("k", 1030) + ": 1}\n", "a: {\"" + strings.Repeat("k", 1030) + "\": 1}\n",
	}},
	{"anchors, aliases and tags", []string{"a: &b c\n", "a: *b\n", "a: !b c\n", "a: ! c\n", "- !\n", "&a b: c\n", "a: [&b c]\n", "a: {b: *c}\n"}},
	{"tabs and other line breaks", []string{
		"a:\tb\n", "a: b\n\tc\n", "\ta: b\n", "a: b\rc: d\n", "\ra: b\n", "a: b\u2028c: d\n", "a: b\u2029c: d\n", "a: b\u0085c: d\n",
	}},
	{"blocks", []string{
		"a: |2\n  b\n", "a: >1-\n  b\n", "a: |x\n b\n", "a: |x: y\n", "a: |# b\n c\n", "a: |\n", "a: |", "a: |\nb: 1\n", "a: >\n  b\n   c\n", "a: |\n\n  b\n", "a: |+\n  b\n\n",
		"a:\n  b: |\n  c\n",
	}},
	{"what is too much", []string{
		stairs(21), strings.Repeat("- ", 21) + "a", strings.Repeat("- ", 20) + "{}", strings.Repeat("- ", 20) + "a: 1",
		"- " + strings.Repeat("[", 20) + strings.Repeat("]", 20), strings.Repeat("- ", 500_000), "a: " + strings.Repeat("[", 500_000),
		"a: {" + strings.ReplaceAll(numbered(3999), "\n", ", ") + "}\nb: 1\n",
	}},
}

func TestFastLeaves(t *testing.T) {
	for _, tt := range fastLeaves {
		t.Run(tt.name, func(t *testing.T) {
			for _, in := range tt.in {
				if _, ok := fast([]byte(in), fastLimits); ok {
					t.Errorf("fast(%.100q) = true, want false", in)
				}
			}
		})
	}
}

// Without this nobody would notice that every file is read the slow way.
func TestFastReadsRealFiles(t *testing.T) {
	files := realFiles(t)
	for name, text := range files {
		for _, in := range []string{text, strings.ReplaceAll(text, "\n", "\r\n"), "---\n" + text} {
			if read, diff := difference([]byte(in)); !read || diff != "" {
				t.Errorf("fast(%s) = %t, want true (-slow +fast):\n%s", name, read, diff)
			}
		}
	}
}

// realFiles gives the files that people and this project have written: answers,
// banks, and what samklar template prints.
func realFiles(tb testing.TB) map[string]string {
	tb.Helper()
	files := make(map[string]string)
	for _, pattern := range []string{"../../testdata/answers/*.yaml", "../../testdata/banks/*.yaml", "../banks/*.yaml"} {
		names, err := filepath.Glob(pattern)
		if err != nil || len(names) == 0 {
			tb.Fatalf("Glob(%s) = %d files, %v, want some", pattern, len(names), err)
		}
		for _, name := range names {
			data, err := os.ReadFile(name)
			if err != nil {
				tb.Fatal(err)
			}
			files[name] = string(data)
		}
	}
	script, err := txtar.ParseFile("../../testdata/script/template.txtar")
	if err != nil {
		tb.Fatal(err)
	}
	for _, file := range script.Files {
		if file.Name == "own.yaml" {
			files["template"] = string(file.Data)
		}
	}
	if files["template"] == "" {
		tb.Fatal("template.txtar has no own.yaml, want what samklar template prints")
	}
	return files
}

// Whatever the text: fast reads it as slow does, or leaves it to slow.
func FuzzFast(f *testing.F) {
	for _, text := range realFiles(f) {
		f.Add([]byte(text))
	}
	for _, tt := range fastReads {
		f.Add([]byte(tt.in))
	}
	for _, tt := range fastLeaves {
		for _, in := range tt.in {
			if len(in) < 10_000 {
				f.Add([]byte(in))
			}
		}
	}
	hostile, err := filepath.Glob("../../testdata/hostile/*")
	if err != nil || len(hostile) == 0 {
		f.Fatalf("Glob(hostile) = %d files, %v, want some", len(hostile), err)
	}
	for _, name := range hostile {
		data, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		if _, diff := difference(data); diff != "" {
			t.Errorf("fast(%q) (-slow +fast):\n%s", data, diff)
		}
	})
}
