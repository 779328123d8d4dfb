package assess_test

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/answerfile"
	"collectiveimpact/samklar/questions"
)

// readme is the method as people read it.
func readme(t *testing.T) string {
	t.Helper()
	text, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// TestReadmeStatements holds every numbered statement of the method to a test
// that it names: a function in a file, or a script.
func TestReadmeStatements(t *testing.T) {
	link := regexp.MustCompile(`\[([^\]]+)\]\(([^)#]+)\)`)
	_, rules, _ := strings.Cut(readme(t), "\n## The rules\n")
	statements := regexp.MustCompile(`(?m)^(\d+)\. .+\n(?: {3,5}\S.*\n)*`).FindAllStringSubmatch(rules, -1)
	if len(statements) < 40 {
		t.Fatalf("README.md has %d statements, want at least 40", len(statements))
	}
	for i, s := range statements {
		if s[1] != strconv.Itoa(i+1) {
			t.Errorf("statement %s stands where %d is expected", s[1], i+1)
		}
		links := link.FindAllStringSubmatch(s[0], -1)
		if len(links) == 0 || !strings.HasSuffix(strings.TrimSpace(s[0]), links[len(links)-1][0]) {
			t.Errorf("statement %s does not end with the test that holds it", s[1])
		}
	}
	for _, l := range link.FindAllStringSubmatch(readme(t), -1) {
		name, file := l[1], l[2]
		text, err := os.ReadFile(filepath.FromSlash(file))
		switch {
		case err != nil:
			t.Errorf("[%s](%s): %v", name, file, err)
		case strings.HasPrefix(name, "Test") && !strings.Contains(string(text), "\nfunc "+name+"(t *testing.T) {\n"):
			t.Errorf("[%s](%s): no such test there", name, file)
		}
	}
}

// evaluated reads a case that comes with samklar and evaluates it.
func evaluated(t *testing.T, name string) (*assess.Selection, *assess.Result) {
	t.Helper()
	file := "../testdata/answers/" + name + ".yaml"
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	lib := questions.NewLibrary("en")
	doc, err := answerfile.Read(file, data, lib)
	if err != nil {
		t.Fatal(err)
	}
	banks, err := lib.Select([]string{questions.Default}, true)
	if err != nil {
		t.Fatal(err)
	}
	s := assess.Select(banks)
	r := s.Evaluate(doc.Entries(banks).Answers())
	return s, r
}

// TestReadmeExample computes the case that the method works by hand, and looks
// for every line of it.
func TestReadmeExample(t *testing.T) {
	s, r := evaluated(t, "hasselt-2017")
	e := example{selection: s, result: r}
	for i := range r.Banks {
		e.bank(&r.Banks[i])
		e.reach(i)
	}
	e.advice(r.Advice)
	e.advice(r.Folded())
	e.open()
	e.first()
	settled := example{}
	settled.selection, settled.result = evaluated(t, "kalamazoo-promise-2005")
	settled.firm()
	text := readme(t)
	asked, open := 0, 0
	for i := range r.Banks {
		asked += len(r.Banks[i].Sheet)
		open += r.Banks[i].Sheet.Open()
	}
	counts := fmt.Sprintf("Of %d questions %d have an answer. Of the other %d the", asked, asked-open, open)
	if !strings.Contains(strings.Join(strings.Fields(text), " "), counts) {
		t.Errorf("README.md lacks %q", counts)
	}
	for _, line := range slices.Concat(e.lines, settled.lines) {
		if !strings.Contains(text, line+"\n") {
			t.Errorf("README.md lacks the line\n%s", line)
		}
	}
}
