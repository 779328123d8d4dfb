package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// TestReadme runs every command in a console block of the README, in a folder
// that holds testdata and nothing else, and compares what it prints. A line of
// ... stands for any number of lines; [exit N] is an exit code.
func TestReadme(t *testing.T) {
	text, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	commands := consoleCommands(string(text))
	if len(commands) < 6 {
		t.Fatalf("README.md has %d commands in console blocks, want at least 6", len(commands))
	}
	testdata, err := filepath.Abs("../../testdata")
	if err != nil {
		t.Fatal(err)
	}
	var script strings.Builder
	for i := range commands {
		fmt.Fprintf(&script, "console %d\n", i)
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
			"console": func(ts *testscript.TestScript, _ bool, args []string) {
				var i int
				if _, err := fmt.Sscan(args[0], &i); err != nil {
					ts.Fatalf("%v", err)
				}
				commands[i].run(ts)
			},
		},
	})
}

// A consoleCommand is a command with what the README says it prints.
type consoleCommand struct {
	line string
	want []string
}

func consoleCommands(text string) []consoleCommand {
	var all []consoleCommand
	inside := false
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, "\n")
		switch {
		case strings.HasPrefix(line, "```"):
			inside = line == "```console"
		case !inside:
		case strings.HasPrefix(line, "$ "):
			all = append(all, consoleCommand{line: line[2:]})
		default:
			last := &all[len(all)-1]
			last.want = append(last.want, line)
		}
	}
	return all
}

func (c consoleCommand) run(ts *testscript.TestScript) {
	err := ts.Exec("sh", "-c", c.line+` >out 2>err; code=$?; if [ $code -ne 0 ]; then echo "[exit $code]" >status; else : >status; fi`)
	if err != nil {
		ts.Fatalf("%s: %v", c.line, err)
	}
	got := ts.ReadFile("status") + ts.ReadFile("out")
	if strings.Contains(c.line, "check") || strings.HasPrefix(got, "[exit") {
		got += ts.ReadFile("err")
	}
	if !matches(c.want, strings.Split(strings.TrimRight(got, "\n"), "\n")) {
		ts.Fatalf("%s printed\n%s\nwant\n%s", c.line, got, strings.Join(c.want, "\n"))
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
