package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"
)

// root is the folder of the repository.
const root = "../.."

// markdownFiles returns the paths of the documents of the repository: not of
// reports that lie about, whose links point into themselves.
func markdownFiles(t *testing.T) []string {
	t.Helper()
	var all []string
	for _, pattern := range []string{"README.md", ".github/*.md", "*/README.md", "*/*/README.md", "questions/banks/*.md"} {
		found, err := filepath.Glob(filepath.Join(root, filepath.FromSlash(pattern)))
		if err != nil || len(found) == 0 {
			t.Fatalf("Glob(%q) = %v, %v; want documents", pattern, found, err)
		}
		all = append(all, found...)
	}
	return all
}

// TestLinks follows every link of the documents that stays in the repository:
// to a file or a folder, and to a heading.
func TestLinks(t *testing.T) {
	link := regexp.MustCompile(`\]\(([^)\s]+)\)`)
	found := 0
	for _, document := range markdownFiles(t) {
		text, err := os.ReadFile(document)
		if err != nil {
			t.Fatal(err)
		}
		for _, l := range link.FindAllStringSubmatch(string(text), -1) {
			path, heading, _ := strings.Cut(l[1], "#")
			if strings.Contains(path, ":") {
				continue // an address on the network
			}
			found++
			to := document
			if path != "" {
				to = filepath.Join(filepath.Dir(document), filepath.FromSlash(path))
			}
			if _, err := os.Stat(to); err != nil {
				t.Errorf("%s: %v", document, err)
			} else if heading != "" && !hasHeading(t, to, heading) {
				t.Errorf("%s: %s has no heading #%s", document, to, heading)
			}
		}
	}
	if found < 30 {
		t.Errorf("the documents have %d links, want at least 30", found)
	}
}

// hasHeading reports whether a document has a heading with this anchor, as
// GitHub makes them.
func hasHeading(t *testing.T, document, anchor string) bool {
	t.Helper()
	text, err := os.ReadFile(document)
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(text)) {
		title := strings.TrimLeft(line, "#")
		if title == line {
			continue
		}
		is := strings.Map(func(r rune) rune {
			switch {
			case r == ' ':
				return '-'
			case r == '-' || r == '_' || unicode.IsLetter(r) || unicode.IsDigit(r):
				return unicode.ToLower(r)
			}
			return -1
		}, strings.TrimSpace(title))
		if is == anchor {
			return true
		}
	}
	return false
}

// TestInstall runs the commands by which README.md says how to get the program.
// Building for other systems takes minutes the first time: only where CI=true.
func TestInstall(t *testing.T) {
	text, err := os.ReadFile(filepath.Join(root, "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	commands := regexp.MustCompile(`(?m)^(GOOS=.*)?go (install|build) .*$`).FindAllStringSubmatch(string(text), -1)
	if len(commands) < 2 {
		t.Fatalf("README.md has %d commands that build, want at least 2", len(commands))
	}
	for _, command := range commands {
		if command[1] != "" && os.Getenv("CI") != "true" {
			continue
		}
		folder := t.TempDir()
		c := exec.Command("sh", "-c", strings.ReplaceAll(command[0], " -o ", " -o "+folder+"/"))
		c.Dir = root
		c.Env = append(os.Environ(), "GOBIN="+folder)
		if out, err := c.CombinedOutput(); err != nil {
			t.Errorf("%s: %v\n%s", command[0], err, out)
		}
		if built, err := filepath.Glob(filepath.Join(folder, "samklar*")); err != nil || len(built) != 1 {
			t.Errorf("%s made %v, %v; want one file", command[0], built, err)
		}
	}
}

// TestPromises wants every promise of SECURITY.md to name the tests that hold it, and those to be there.
func TestPromises(t *testing.T) {
	text, err := os.ReadFile(filepath.Join(root, ".github", "SECURITY.md"))
	if err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command("git", "-C", root, "grep", "-h", "-o", "--untracked", "^func Test[A-Za-z]*", "--", "*_test.go").Output()
	if err != nil {
		t.Fatal(err)
	}
	tests := strings.Fields(string(out))
	promises := 0
	for part := range strings.SplitSeq(string(text), "\n- ") {
		title, rest, is := strings.Cut(part, ".** ")
		if !is || !strings.HasPrefix(title, "**") {
			continue
		}
		promises++
		named := regexp.MustCompile("`(Test[A-Za-z]+|testdata/[a-z/.-]+)`").FindAllStringSubmatch(rest, -1)
		if named == nil {
			t.Errorf("no test is named for %q", title)
		}
		for _, n := range named {
			if _, err := os.Stat(filepath.Join(root, n[1])); err != nil && !slices.Contains(tests, n[1]) {
				t.Errorf("%q is held by %s, which is not there", title, n[1])
			}
		}
	}
	if promises < 9 {
		t.Errorf("%d promises are found", promises)
	}
}

// TestHooks runs what .pre-commit-hooks.yaml says on a draft and on a file that is not
// valid, under a name that it looks at.
func TestHooks(t *testing.T) {
	text, err := os.ReadFile(filepath.Join(root, ".pre-commit-hooks.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	field := func(name string) string {
		found := regexp.MustCompile(`(?m)^(?:- |  )` + name + `: (.+)$`).FindSubmatch(text)
		if found == nil {
			t.Fatalf("the hook has no %s", name)
		}
		return string(found[1])
	}
	for _, name := range []string{"id", "name", "description"} {
		field(name)
	}
	if got := field("language"); got != "golang" {
		t.Errorf("language = %s, want golang", got)
	}
	files, entry := regexp.MustCompile(field("files")), strings.Fields(field("entry"))
	for name, is := range map[string]bool{"cases/a.yaml": true, "answers/round/b.jsonl": true, "docs/a.yaml": false, "cases/a.md": false} {
		if files.MatchString(name) != is {
			t.Errorf("files matches %s: %t, want %t", name, !is, is)
		}
	}
	for text, fails := range map[string]bool{"samklar: 1\n": false, "samklar: 1\nanswers: {when: {champions: yess}}\n": true} {
		file := filepath.Join(t.TempDir(), "a.yaml")
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		out, err := exec.Command(entry[0], append(entry[1:], file)...).CombinedOutput()
		if (err != nil) != fails || (len(out) > 0) != fails {
			t.Errorf("%s on %q: %v, %s", entry, text, err, out)
		}
	}
}
