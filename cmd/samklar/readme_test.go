package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// TestReadme runs every command in a console block of the documents, in order,
// in a folder that holds testdata and the files that the document itself lists,
// and compares what it prints. A line of ... stands for any number of lines;
// [exit N] is an exit code. A yaml block behind <!-- file: NAME --> is a file.
// Go is not run: go run ./cmd/samklar is samklar itself.
func TestReadme(t *testing.T) {
	for document, least := range map[string]int{
		"README.md": 6, "cmd/README.md": 20, "questions/README.md": 8, ".github/README.da.md": 6, ".github/README.nl.md": 6,
	} {
		t.Run(strings.ReplaceAll(document, "/", "-"), func(t *testing.T) { runDocument(t, document, least) })
	}
}

func runDocument(t *testing.T, document string, least int) {
	t.Helper()
	text, err := os.ReadFile("../../" + filepath.FromSlash(document))
	if err != nil {
		t.Fatal(err)
	}
	steps, commands := documentSteps(string(text))
	if commands < least {
		t.Fatalf("%s has %d commands in console blocks, want at least %d", document, commands, least)
	}
	if strings.Contains(string(text), "| jq ") {
		needs(t, "the commands of "+document+" are", "jq")
	}
	testdata, err := filepath.Abs("../../testdata")
	if err != nil {
		t.Fatal(err)
	}
	var script strings.Builder
	for i := range steps {
		fmt.Fprintf(&script, "step %d\n", i)
	}
	file := filepath.Join(t.TempDir(), "readme.txtar")
	if err := os.WriteFile(file, []byte(script.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Files: []string{file},
		Setup: func(env *testscript.Env) error {
			env.Setenv("LANG", "C.UTF-8")
			return os.CopyFS(filepath.Join(env.WorkDir, "testdata"), os.DirFS(testdata))
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"step": func(ts *testscript.TestScript, _ bool, args []string) {
				var i int
				if _, err := fmt.Sscan(args[0], &i); err != nil {
					ts.Fatalf("%v", err)
				}
				steps[i].run(ts)
			},
		},
	})
}

// A documentStep is a file to write, or a command with what it prints.
type documentStep struct {
	file  string
	line  string
	lines []string
}

func documentSteps(text string) (steps []documentStep, commands int) {
	block, file := "", ""
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, "\n")
		switch {
		case strings.HasPrefix(line, "<!-- file: "):
			file = strings.TrimSuffix(strings.TrimPrefix(line, "<!-- file: "), " -->")
		case strings.HasPrefix(line, "```"):
			if block = strings.TrimPrefix(line, "```"); block == "yaml" && file != "" {
				steps = append(steps, documentStep{file: file})
				file = ""
			} else if block == "yaml" {
				block = "listing" // a part of a file, for reading
			}
		case block == "console" && strings.HasPrefix(line, "$ "):
			steps = append(steps, documentStep{line: strings.Replace(line[2:], "go run ./cmd/samklar ", "samklar ", 1)})
			commands++
		case block == "console" || block == "yaml":
			last := &steps[len(steps)-1]
			last.lines = append(last.lines, line)
		}
	}
	return steps, commands
}

func (s documentStep) run(ts *testscript.TestScript) {
	if s.file != "" {
		ts.Check(os.WriteFile(ts.MkAbs(s.file), []byte(strings.Join(s.lines, "\n")+"\n"), 0o600))
		return
	}
	err := ts.Exec("sh", "-c", "{ "+s.line+`; } >out 2>err; code=$?; if [ $code -ne 0 ]; then echo "[exit $code]" >status; else : >status; fi`)
	if err != nil {
		ts.Fatalf("%s: %v", s.line, err)
	}
	got := ts.ReadFile("status") + ts.ReadFile("out")
	if strings.HasPrefix(got, "[exit") {
		got += ts.ReadFile("err")
	}
	if !matches(s.lines, strings.Split(strings.TrimRight(got, "\n"), "\n")) {
		ts.Fatalf("%s printed\n%s\nwant\n%s", s.line, got, strings.Join(s.lines, "\n"))
	}
}

// matches compares lines; a wanted line of ... stands for any number.
func matches(want, got []string) bool {
	if len(want) == 0 {
		return len(got) == 0 || len(got) == 1 && got[0] == ""
	}
	if want[0] == "..." {
		for skip := 0; skip <= len(got); skip++ {
			if matches(want[1:], got[skip:]) {
				return true
			}
		}
		return false
	}
	return len(got) > 0 && got[0] == want[0] && matches(want[1:], got[1:])
}
