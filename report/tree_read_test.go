package report_test

import (
	"bytes"
	"os"
	"os/exec"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"collectiveimpact/samklar/questions"
	"collectiveimpact/samklar/questions/text"
	"collectiveimpact/samklar/report"
	"collectiveimpact/samklar/report/diagram"
	"collectiveimpact/samklar/report/terminal"
	"collectiveimpact/samklar/report/view"

	"github.com/google/go-cmp/cmp"
)

// readTerminal reads a drawing of a terminal back, line by line; a way down the
// column goes to the next node.
func readTerminal(t *testing.T, _ *questions.Bank, v *view.Trees) *drawn {
	t.Helper()
	var out bytes.Buffer
	if err := terminal.Write(&out, v.View(), terminal.Screen{Width: 100}); err != nil {
		t.Fatal(err)
	}
	node := regexp.MustCompile(`^[ ✓✗?] [ \d]\d  (.*?)(: (yes|no|open|not reached))?$`)
	side := regexp.MustCompile(`^   [├╰┣┗┡┠][─━] (yes|no) (→|━▶) (?:\d+  )?(.*)$`)
	down := regexp.MustCompile(`^   ([↓▼])  (yes|no)$`)
	end := regexp.MustCompile(`^[•?▶]  (.*?)(: the way (?:may lead|leads) here)?$`)
	d := newDrawn()
	at, pending, thick, ends := "", "", false, false
	for line := range strings.SplitSeq(out.String(), "\n") {
		switch {
		case line == "Where it can lead":
			ends = true
		case ends:
			if m := end.FindStringSubmatch(line); m != nil {
				d.Ends[m[1]]++
			}
		case node.MatchString(line):
			m := node.FindStringSubmatch(line)
			if pending != "" {
				d.edge(at, pending, m[1], thick)
			}
			at, pending = m[1], ""
			d.Nodes[at]++
		case side.MatchString(line):
			m := side.FindStringSubmatch(line)
			d.edge(at, m[1], m[3], m[2] == "━▶")
		case down.MatchString(line):
			m := down.FindStringSubmatch(line)
			pending, thick = m[2], m[1] == "▼"
		}
	}
	if pending != "" {
		t.Errorf("a way down from %q leads nowhere:\n%s", at, out.String())
	}
	return d
}

// A graph is what a simple reader of Mermaid or DOT finds: labels by the names
// of boxes, and edges.
type graph struct {
	labels map[string]string
	kinds  map[string]string
	edges  []graphEdge
}

type graphEdge struct {
	from, label, to string
	way             bool
}

// drawn turns a graph into what it shows, by the first line of its labels.
func (g *graph) drawn(t *testing.T, title func(name, label string) string) *drawn {
	t.Helper()
	d := newDrawn()
	for name, kind := range g.kinds {
		switch kind {
		case "node":
			d.Nodes[title(name, g.labels[name])]++
		case "end":
			d.Ends[title(name, g.labels[name])]++
		}
	}
	for _, e := range g.edges {
		if g.kinds[e.from] != "node" {
			continue
		}
		if g.labels[e.to] == "" {
			t.Errorf("an edge leads to %q, which is not drawn", e.to)
		}
		d.edge(title(e.from, g.labels[e.from]), e.label, title(e.to, g.labels[e.to]), e.way)
	}
	return d
}

func (g *graph) box(t *testing.T, kind, name, label string) {
	t.Helper()
	if _, twice := g.kinds[name]; twice {
		t.Errorf("%q is drawn twice", name)
	}
	g.kinds[name], g.labels[name] = kind, label
}

func readMermaid(t *testing.T, _ *questions.Bank, v *view.Trees) *drawn {
	t.Helper()
	number := regexp.MustCompile(`^\d+ `)
	return mermaidGraph(t, v).drawn(t, func(_, label string) string {
		first, _, _ := strings.Cut(label, "\n")
		return number.ReplaceAllString(first, "")
	})
}

// mermaidGraph reads a flowchart. It knows no more than what is written, so a
// text that breaks out of its quotes is a line that it does not know.
func mermaidGraph(t *testing.T, v *view.Trees) *graph {
	t.Helper()
	out := diagram.Mermaid(v)
	const label = `"([^"<>&%{}\[\]|\x60]*(?:<br/>[^"<>&%{}\[\]|\x60]*)*)"`
	box := regexp.MustCompile(`^ +([nob]_[a-z0-9_]+)(\(\[|\[\[|\[)` + label + `(?:\]\)|\]\]|\])$`)
	edge := regexp.MustCompile(`^ +([no]_[a-z0-9_]+) (-->|==>|-\.->)\|` + label + `\| ([nob]_[a-z0-9_]+)$`)
	other := regexp.MustCompile(`^(flowchart TD| +subgraph t_[a-z0-9_]+\[` + label + `\]| +end| +classDef [a-z]+ [a-z0-9:,. -]+| +class [a-z0-9_,]+ [a-z]+| +linkStyle [0-9,]+ stroke-dasharray:8 4| +accTitle: [^<>&%{}"\[\]|]+)$`)
	list := regexp.MustCompile(`(^|<br/>)(-|\d+[.)])`)
	decode := func(s string) string {
		if list.MatchString(s) {
			t.Errorf("the label %q reads as a list", s)
		}
		s = strings.ReplaceAll(s, "<br/>", "\n")
		return regexp.MustCompile(`#\d+;`).ReplaceAllStringFunc(s, func(code string) string {
			n, err := strconv.Atoi(code[1 : len(code)-1])
			if err != nil {
				t.Fatal(err)
			}
			return string(rune(n))
		})
	}
	g := &graph{labels: make(map[string]string), kinds: make(map[string]string)}
	for line := range strings.SplitSeq(strings.TrimSuffix(out, "\n"), "\n") {
		if m := box.FindStringSubmatch(line); m != nil {
			g.box(t, map[byte]string{'n': "node", 'o': "end", 'b': "place"}[m[1][0]], m[1], decode(m[3]))
		} else if m := edge.FindStringSubmatch(line); m != nil {
			g.edges = append(g.edges, graphEdge{m[1], decode(m[3]), m[4], m[2] == "==>"})
		} else if !other.MatchString(line) {
			t.Fatalf("unknown line %q in\n%s", line, out)
		}
	}
	return g
}

func readDOT(t *testing.T, b *questions.Bank, v *view.Trees) *drawn {
	t.Helper()
	titles := make(map[string]string) // labels are broken into lines: compared without spaces
	for i := range b.Nodes {
		titles[b.ID+"/"+b.Nodes[i].ID] = b.Nodes[i].Title
	}
	for i := range b.Endings {
		titles[b.ID+"/"+b.Endings[i].ID] = b.Endings[i].Title
	}
	return dotGraph(t, v).drawn(t, func(name, label string) string {
		if !strings.Contains(tight(label), tight(text.Line(titles[name]))) {
			t.Errorf("the label of %s is %q, without its title", name, label)
		}
		return titles[name]
	})
}

func tight(s string) string { return strings.Join(strings.Fields(s), "") }

// dotGraph reads a DOT graph as far as one is written.
func dotGraph(t *testing.T, v *view.Trees) *graph {
	t.Helper()
	out := diagram.DOT(v)
	const quoted = `"((?:[^"\\]|\\["\\n])*)"`
	const look = `((?:, [a-z]+=[a-z0-9]+)*)`
	box := regexp.MustCompile(`^ +` + quoted + ` \[label=` + quoted + look + `\];$`)
	edge := regexp.MustCompile(`^ +` + quoted + ` -> ` + quoted + ` \[label=` + quoted + look + `\];$`)
	other := regexp.MustCompile(`^(digraph samklar \{| +subgraph "cluster_[a-z0-9-]+" \{| *\}| +label=` + quoted + `;| +(node|edge) \[[a-z=, "-]+\];| +[a-zA-Z0-9=; "-]+;)$`)
	decode := strings.NewReplacer(`\\`, `\`, `\"`, `"`, `\n`, " ", "&amp;", "&").Replace
	g := &graph{labels: make(map[string]string), kinds: make(map[string]string)}
	for line := range strings.SplitSeq(strings.TrimSuffix(out, "\n"), "\n") {
		if m := edge.FindStringSubmatch(line); m != nil {
			g.edges = append(g.edges, graphEdge{m[1], decode(m[3]), m[2], strings.Contains(m[4], "penwidth")})
		} else if m := box.FindStringSubmatch(line); m != nil {
			kind := "node"
			switch {
			case !strings.Contains(m[1], "/"):
				kind = "place"
			case strings.Contains(m[3], "shape=oval"):
				kind = "end"
			}
			g.box(t, kind, m[1], decode(m[2]))
		} else if !other.MatchString(line) {
			t.Fatalf("unknown line %q in\n%s", line, out)
		}
	}
	return g
}

// hostile are titles that try to be more than a title.
func hostile() []string {
	return []string{
		`"]; evil["x"] --> b`, `x" --> "y`, "a`b`c", "%%{init: {'theme': 'dark'}}%%", "%% comment", "end", "style a fill:#f00;", "classDef way fill:#f00;",
		`</div><script>alert(1)</script>`, `&lt;b&gt; &amp; &quot;`, "#quot;#59;", `\N \G \l \" \`, `"`, `\`, "|{}[]()<>", "a\tb\nc", "click n_odd__a call f()",
		"red\x1b[31m flag\u202egalf\u200b", "ﬂ°°60¶ßb", "](https://x.example)", "---", "=1+1", "subgraph x", "ja & nej – ø ß 日本", "# h1", "1. one", "*b* _i_ ~s~",
		strings.Repeat("long ", 40), strings.Repeat("w", 90),
	}
}

var treeText = regexp.MustCompile(`(title|about|short|text|ask): ("[^"]*"|[^,}\n]+)`)

// hostileBank reads an odd tree with a title in every place of it.
func hostileBank(t *testing.T, title string) *questions.Bank {
	t.Helper()
	said := inQuotes(title)
	bank := treeText.ReplaceAllStringFunc(withQuestions(odd), func(field string) string {
		name, _, _ := strings.Cut(field, ":")
		return name + ": " + said
	})
	return parse(t, strings.ReplaceAll(bank, `passes: "2"`, `passes: "2", must: true, listen-for: `+said))
}

// TestHostileTitles wants every text to arrive as the text it is, and nothing
// else to change.
func TestHostileTitles(t *testing.T) {
	shape := func(g *graph) []graphEdge { return g.edges }
	names := func(string) string { return "Bank" }
	plainTrees := report.BuildTrees([]*questions.Bank{parse(t, withQuestions(odd))}, &report.Input{Lang: "en", Titles: names})
	for _, title := range hostile() {
		b := hostileBank(t, title)
		v := report.BuildTrees([]*questions.Bank{b}, &report.Input{Lang: "en", Titles: func(string) string { return title }})
		clean := text.Line(title)
		for format, read := range map[string]func(*testing.T, *view.Trees) *graph{"mermaid": mermaidGraph, "dot": dotGraph} {
			g := read(t, v)
			if diff := cmp.Diff(shape(read(t, plainTrees)), shape(g), cmp.AllowUnexported(graphEdge{})); diff != "" {
				t.Errorf("%s with the title %q has other edges (-want +got):\n%s", format, title, diff)
			}
			for name, label := range g.labels {
				if !strings.Contains(tight(label), tight(clean)) {
					t.Errorf("%s with the title %q: the label of %s is %q", format, title, name, label)
				}
			}
		}
		var out bytes.Buffer
		if err := terminal.Write(&out, v.View(), terminal.Screen{Width: 60}); err != nil {
			t.Fatal(err)
		}
		if strings.ContainsAny(out.String(), "\x1b\t\u202e\u200b") {
			t.Errorf("the title %q acts on a terminal", title)
		}
	}
}

// TestDOTIsAccepted lets Graphviz read what is written, where it is installed.
func TestDOTIsAccepted(t *testing.T) {
	program, err := exec.LookPath("dot")
	if err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal("Graphviz is not installed")
		}
		t.Skip("GRAPHVIZ IS MISSING: no program has read the DOT output; apt-get install graphviz")
	}
	bank := parse(t, withQuestions(odd))
	var all strings.Builder
	all.WriteString(diagram.DOT(report.BuildTrees([]*questions.Bank{bank}, &report.Input{Lang: "en"})))
	for _, title := range hostile() {
		v := report.BuildTrees([]*questions.Bank{hostileBank(t, title)}, &report.Input{Lang: "en"})
		v.Title = text.Line(title)
		all.WriteString(diagram.DOT(v))
	}
	var out, said bytes.Buffer
	c := exec.CommandContext(t.Context(), program, "-Tsvg")
	c.Stdin, c.Stdout, c.Stderr = strings.NewReader(all.String()), &out, &said
	if err := c.Run(); err != nil {
		t.Fatalf("dot -Tsvg: %v\n%s", err, said.String())
	}
	if got, want := strings.Count(out.String(), "<svg "), 1+len(hostile()); got != want || strings.Contains(said.String(), "syntax") {
		t.Errorf("dot -Tsvg gave %d drawings, want %d; it said %q", got, want, said.String())
	}
	if strings.Contains(out.String(), "<script") {
		t.Error("a title became a part of the page")
	}
}
