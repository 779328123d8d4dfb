package diagram

import (
	"bytes"
	"image/png"
	"testing"

	"collectiveimpact/samklar/report/view"

	"golang.org/x/image/font"
)

// column is a tree of so many nodes below each other, each with an end beside it, and
// with the widest letters in every line.
func column(nodes int) *view.Tree {
	t := &view.Tree{Title: "Tree"}
	for i := range nodes {
		n := view.TreeNode{ID: "n", Title: "Node", Mark: view.Maybe, Status: "open", Rule: "One question decides", Way: true}
		n.Pass, n.Fail = view.TreeEdge{Label: "yes", To: i + 1, Way: true}, view.TreeEdge{Label: "no", End: true, Way: true, Maybe: true}
		n.Pass.End = i+1 == nodes
		if n.Pass.End {
			n.Pass.To = 0
		}
		t.Nodes = append(t.Nodes, n)
	}
	t.Ends = []view.TreeEnd{{ID: "e", Title: "End", Way: true}}
	return t
}

// TestPNG wants a picture that stands on a sheet and is the same for the same tree, of
// every tree whose letters can be read then.
func TestPNG(t *testing.T) {
	none := false
	for nodes := 1; nodes < 40; nodes += 3 {
		data, said := PNG(column(nodes))
		if data == nil {
			if none = true; nodes < 12 {
				t.Errorf("of %d nodes there is no picture", nodes)
			}
			continue
		}
		if none {
			t.Errorf("of %d nodes there is a picture, and of fewer there is none", nodes)
		}
		again, _ := PNG(column(nodes))
		if !bytes.Equal(data, again) || said == "" {
			t.Errorf("the same %d nodes make two pictures, or one without words: %q", nodes, said)
		}
		c, err := png.DecodeConfig(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		if c.Width < pngScale*treeWidth || c.Width > pngScale*mostWidth || c.Height*sheetWidth > c.Width*sheetHeight {
			t.Errorf("the picture of %d nodes is %d by %d", nodes, c.Width, c.Height)
		}
	}
	if !none {
		t.Error("there is a picture of any tree")
	}
}

// TestLinesFit wants what people write to stand within the box around it.
func TestLinesFit(t *testing.T) {
	for _, said := range []string{
		"✓ 2 Several can do something about it, whoever makes the money come to what moves many more men",
		"? Mødes alle, hvor mange måneder er der penge til at støtte selve samarbejdet, og hvem mangler?",
		"→ 12 Klaar om samen te gaan: wie komt mee, en hoeveel maanden is er geld voor wat moet gebeuren?",
	} {
		for _, width := range []int{boxWidth, exitWidth} {
			b := &box{}
			b.add(said, width, 9, false)
			for _, l := range b.lines {
				face, _, signs := written("", l.text)
				if got, most := font.MeasureString(face, signs).Ceil(), pngScale*(width-14); got > most {
					t.Errorf("%q is %d dots wide, and its box has room for %d", l.text, got, most)
				}
				for _, r := range signs {
					if at, err := letters().GlyphIndex(nil, r); err != nil || at == 0 {
						t.Errorf("the font has no %q: %v", r, err)
					}
				}
			}
		}
	}
}
