package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// TestContributing holds the commands of CONTRIBUTING.md to what there is. What
// is cheap runs: samklar itself, on copies. Of the rest every script, package,
// test and tool that a command names must be there.
func TestContributing(t *testing.T) {
	root, err := filepath.Abs(filepath.Join("..", ".."))
	if err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(filepath.Join(root, ".github", "CONTRIBUTING.md"))
	if err != nil {
		t.Fatal(err)
	}
	commands := plainBlocks(string(text))
	if len(commands) < 15 {
		t.Fatalf("%d commands in CONTRIBUTING.md, want at least 15", len(commands))
	}
	for _, line := range commands {
		t.Run(line, func(t *testing.T) { tryCommand(t, root, strings.Fields(line)) })
	}
}

// plainBlocks returns the lines of the fenced blocks that name no language,
// without comments.
func plainBlocks(text string) []string {
	var lines []string
	fenced, plain := false, false
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		switch {
		case strings.HasPrefix(line, "```"):
			fenced = !fenced
			plain = fenced && line == "```"
		case plain:
			command, _, _ := strings.Cut(line, " #")
			lines = append(lines, strings.TrimSpace(command))
		}
	}
	return lines
}

func tryCommand(t *testing.T, root string, words []string) {
	t.Helper()
	command := strings.Join(words, " ")
	switch {
	case strings.HasPrefix(command, "go run ./cmd/samklar "):
		runCopy(t, root, words[3:])
	case strings.HasPrefix(command, "go run github.com/"): // the version that a workflow runs
		wantIn(t, filepath.Join(root, ".github", "workflows", "release.yml"), words[2])
	case strings.HasPrefix(command, "go run "), strings.HasPrefix(command, "go test "):
		tryPackage(t, root, words[2:])
	case strings.HasPrefix(command, "go tool -modfile=.ci/tools.mod "):
		wantIn(t, filepath.Join(root, ".ci", "tools.mod"), "/"+words[3]+"\n")
	case strings.HasPrefix(command, "go get -modfile=.ci/tools.mod -tool "):
		name, _, _ := strings.Cut(words[4], "@")
		wantIn(t, filepath.Join(root, ".ci", "tools.mod"), "\t"+name+"\n")
	case strings.HasPrefix(command, "bash .ci/"), strings.HasPrefix(command, ".ci/"):
		script := words[slices.IndexFunc(words, func(w string) bool { return strings.HasPrefix(w, ".ci/") })]
		output(t, exec.Command(needs(t, "THE SCRIPTS IN .ci ARE", "bash"), "-n", filepath.Join(root, script)))
	case strings.HasPrefix(command, "npm ci --prefix "):
		wantIn(t, filepath.Join(root, words[3], "package-lock.json"), "")
	case command == "git diff":
	default:
		t.Errorf("%q: this test does not know how to try it", command)
	}
}

// runCopy runs samklar beside a copy of the banks. What asks somebody is asked
// for help, which refuses the same arguments.
func runCopy(t *testing.T, root string, args []string) {
	t.Helper()
	dir := t.TempDir()
	if err := os.CopyFS(filepath.Join(dir, "questions", "banks"), os.DirFS(filepath.Join(root, "questions", "banks"))); err != nil {
		t.Fatal(err)
	}
	if args[0] == "assess" {
		args = append(args, "--help")
	}
	cmd := exec.Command("samklar", args...)
	cmd.Dir = dir
	var said bytes.Buffer
	cmd.Stdout, cmd.Stderr = &said, &said
	if err := cmd.Run(); err != nil {
		t.Errorf("samklar %q: %v\n%s", args, err, &said)
	}
}

// tryPackage wants the packages that go run or go test is given, and the tests
// and flags that it names.
func tryPackage(t *testing.T, root string, args []string) {
	t.Helper()
	var code strings.Builder
	for _, arg := range args {
		if !strings.HasPrefix(arg, "./") || strings.HasSuffix(arg, "...") {
			continue
		}
		files, err := filepath.Glob(filepath.Join(root, arg, "*.go"))
		if err != nil || len(files) == 0 {
			t.Fatalf("%s holds no Go (%v)", arg, err)
		}
		for _, file := range files {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			code.Write(text)
		}
	}
	for i, arg := range args {
		name, isFlag := strings.CutPrefix(arg, "-")
		switch {
		case !isFlag || slices.Contains([]string{"fuzztime", "race"}, name):
		case name == "run" || name == "fuzz":
			for pattern := range strings.SplitSeq(strings.Trim(args[i+1], "'^$"), "|") {
				if pattern != "NONE" && !regexp.MustCompile(`(?m)^func (Test|Fuzz)?\w*`+pattern).MatchString(code.String()) {
					t.Errorf("no test is called %s", pattern)
				}
			}
		case !strings.Contains(code.String(), `"`+name+`", `):
			t.Errorf("no flag is called -%s", name)
		}
	}
}

// wantIn wants a file that holds a text.
func wantIn(t *testing.T, file, text string) {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil || !strings.Contains(string(data), text) {
		t.Errorf("%s lacks %q (%v)", file, text, err)
	}
}

// TestStructure wants every package in CONTRIBUTING.md's table, with what it
// imports of ours.
func TestStructure(t *testing.T) {
	text, err := os.ReadFile(filepath.Join("..", "..", ".github", "CONTRIBUTING.md"))
	if err != nil {
		t.Fatal(err)
	}
	names := regexp.MustCompile("`([a-z/]+)`")
	rows := make(map[string]string)
	for _, row := range regexp.MustCompile("(?m)^\\| `([a-z/]+)` \\|.*\\| (.*) \\|$").FindAllStringSubmatch(string(text), -1) {
		var imports []string
		for _, name := range names.FindAllStringSubmatch(row[2], -1) {
			imports = append(imports, name[1])
		}
		slices.Sort(imports)
		rows[row[1]] = strings.Join(imports, " ")
	}
	list := exec.Command("go", "list", "-f", `{{.ImportPath}}{{range .Imports}} {{.}}{{end}}`, "./...")
	list.Dir = filepath.Join("..", "..")
	out, err := list.Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	for line := range strings.Lines(string(out)) {
		const module = "collectiveimpact/samklar/"
		paths := strings.Fields(line)
		name := strings.TrimPrefix(paths[0], module)
		var imports []string
		for _, path := range paths[1:] {
			if ours, ok := strings.CutPrefix(path, module); ok {
				imports = append(imports, ours)
			}
		}
		slices.Sort(imports)
		row, there := rows[name]
		if delete(rows, name); !there {
			t.Errorf("CONTRIBUTING.md does not list %s", name)
		} else if got := strings.Join(imports, " "); got != row && name != "cmd/internal/cli" && name != "cmd/internal/command" { // these import what commands need
			t.Errorf("%s imports %q; CONTRIBUTING.md says %q", name, got, row)
		}
	}
	for name := range rows {
		t.Errorf("CONTRIBUTING.md lists %s, which is no package", name)
	}
}
