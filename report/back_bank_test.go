package report_test

import (
	"bytes"
	"os/exec"
	"slices"
	"strings"
	"testing"

	"collectiveimpact/samklar/report"
	"collectiveimpact/samklar/report/booklet"
	"collectiveimpact/samklar/report/markdown"
	"collectiveimpact/samklar/report/terminal"
	"collectiveimpact/samklar/report/view"

	"github.com/google/go-cmp/cmp"
)

func isTree(s view.Section) bool { return s.ID == "tree" }

// TestPrintsReadBack puts all texts in the places of banks in turn, and reads
// the banks in print back.
func TestPrintsReadBack(t *testing.T) {
	screen := terminal.Screen{Width: 60}
	for first := range 12 {
		hostile, harmless, w := pair(t, "open", inTurn(foreignTexts(), 40*first))
		capitals := &twin{} // in which titles are written
		for _, s := range w.words {
			capitals.words = append(capitals.words, strings.ToUpper(s))
		}
		for i := range hostile.Result.Banks {
			var screens, sources [2]strings.Builder
			for j, in := range []*report.Input{hostile, harmless} {
				v := booklet.Build(in.Result.Banks[i].Bank, in)
				if err := markdown.Write(&sources[j], v); err != nil {
					t.Fatal(err)
				}
				v.Sections = slices.DeleteFunc(v.Sections, isTree) // its boxes are broken by their length: TestHostileTitles
				if err := terminal.Write(&screens[j], v, screen); err != nil {
					t.Fatal(err)
				}
			}
			compareBack(t, "Markdown of a bank", readCommonMark(t, sources[0].String()), readCommonMark(t, sources[1].String()), w)
			checkLines(t, "a bank", screens[0].String(), screen)
			if got, want := tightened(strings.ToUpper(screens[0].String())), tightWords(capitals).Replace(tightened(strings.ToUpper(screens[1].String()))); got != want {
				t.Errorf("a bank on a screen reads back as another one (-want +got):\n%s", cmp.Diff(want, got))
			}
		}
	}
}

// TestGitHubReadsBack lets the reader of GitHub read reports. It makes links of
// bare mail addresses however they are written, so there are none.
func TestGitHubReadsBack(t *testing.T) {
	program := needProgram(t, "cmark-gfm")
	read := func(in *report.Input) []string {
		var out, said bytes.Buffer
		c := exec.CommandContext(t.Context(), program, "--unsafe", "-e", "table", "-e", "strikethrough", "-e", "autolink", "-e", "tasklist")
		c.Stdin, c.Stdout, c.Stderr = strings.NewReader(writtenMarkdown(t, in)), &out, &said
		if err := c.Run(); err != nil {
			t.Fatalf("cmark-gfm: %v\n%s", err, said.String())
		}
		return readPage(t, out.String(), markdownElements)
	}
	texts := slices.Clone(foreignTexts())
	for i := range 10 {
		texts = append(texts, mixedTexts(i)...)
	}
	for i := range texts {
		texts[i] = strings.ReplaceAll(texts[i], "@", "(at)")
	}
	for i := range 40 {
		hostile, harmless, w := pair(t, kinds()[i%2], inTurn(texts, 37*i))
		compareBack(t, "cmark-gfm of a case", read(hostile), read(harmless), w)
	}
}
