package report_test

import (
	"strings"
	"testing"

	"collectiveimpact/samklar/report"
	"collectiveimpact/samklar/report/markdown"
	"collectiveimpact/samklar/report/view"

	"github.com/google/go-cmp/cmp"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
)

// TestPicturesAddLines wants a report with pictures to be the same without the lines
// that are theirs, whatever the texts of the case.
func TestPicturesAddLines(t *testing.T) {
	found := 0
	for _, kind := range kinds() {
		in := foreignCase(t, kind, inTurn(foreignTexts(), 0))
		want := writtenMarkdown(t, in)
		v := report.Build(in)
		v.Pictures = true
		drawn := ""
		for _, s := range v.Sections {
			for _, b := range s.Blocks {
				if w, is := b.(view.Walk); is {
					drawn = w.Drawn
				}
			}
		}
		var b strings.Builder
		if err := markdown.Write(&b, v); err != nil {
			t.Fatal(err)
		}
		lines := strings.SplitAfter(body(t, b.String()), "\n")
		var kept strings.Builder
		for i := 0; i < len(lines); i++ {
			switch {
			case strings.HasPrefix(lines[i], "![") && strings.HasSuffix(lines[i], "--walk]\\\n"):
				if found++; lines[i+1] != "*"+drawn+"*\n" || lines[i+2] != "\n" {
					t.Errorf("below a picture stand %q", lines[i+1:i+3])
				}
				i += 2
			case i+1 < len(lines) && lines[i] == "\n" && strings.HasPrefix(lines[i+1], "[way--") && strings.Contains(lines[i+1], "--walk]: data:image/png;base64,"):
				i++
			default:
				kept.WriteString(lines[i])
			}
		}
		if diff := cmp.Diff(want, kept.String()); diff != "" {
			t.Errorf("of a case that is %s (-without pictures +without their lines)\n%s", kind, diff)
		}
	}
	if found == 0 {
		t.Error("no report has a picture")
	}
}

// TestPicturesReadBack wants a picture in the place of each, and its words to be the
// text that they are.
func TestPicturesReadBack(t *testing.T) {
	for _, title := range foreignTexts() {
		title = oneLine(strings.ToValidUTF8(title, "\ufffd"))
		if strings.ContainsRune(title, 0) {
			continue // which no bank holds
		}
		tree := &view.Tree{Title: title, Nodes: []view.TreeNode{{ID: "n", Title: "node", Status: "open", Way: true, Pass: view.TreeEdge{End: true}, Fail: view.TreeEdge{End: true}}}, Ends: []view.TreeEnd{{ID: "e", Title: title}}}
		v := &view.View{Pictures: true, Sections: []view.Section{{Blocks: []view.Block{view.Walk{ID: "walk", Drawn: "lines", End: "end", Picture: tree}}}}}
		var b strings.Builder
		if err := markdown.Write(&b, v); err != nil {
			t.Fatal(err)
		}
		source := []byte(b.String())
		var said []string
		err := ast.Walk(commonMark().Parser().Parse(text.NewReader(source)), func(n ast.Node, entering bool) (ast.WalkStatus, error) {
			image, is := n.(*ast.Image)
			if !entering || !is {
				return ast.WalkContinue, nil
			}
			if !strings.HasPrefix(string(image.Destination), "data:image/png;base64,") {
				t.Errorf("a picture is at %q", image.Destination)
			}
			var alt strings.Builder
			if err := commonMark().Renderer().Render(&alt, source, n); err != nil {
				return ast.WalkStop, err
			}
			said = append(said, alt.String())
			return ast.WalkSkipChildren, nil
		})
		if err != nil {
			t.Fatal(err)
		}
		list := readPage(t, strings.Join(said, ""), map[string]string{"html": "", "head": "", "body": "", "img": "src alt"})
		want := oneLine(title + " – node: open")
		if len(said) != 1 || !strings.Contains(oneLine(strings.Join(list, " ")), want) {
			t.Errorf("a picture of %q says %.300q", title, list)
		}
	}
}
