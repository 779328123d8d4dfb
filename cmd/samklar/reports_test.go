package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"collectiveimpact/samklar/questions"
)

// hostileCase holds, in every place that a stranger can fill, what is active
// elsewhere: elements, addresses that run or fetch something, marks that turn
// the direction of the text, a word without a place to break it.
const hostileCase = `samklar: 1
case:
  title: "<script>document.title='ran'</script> \e[31mred\u202egalf\u2066\u200b"
  place: "\"><img src=https://beacon.invalid/place.png onerror=document.title='ran'>"
  as-of: 2026
respondent:
  name: "</title></style><link rel=preload as=image href=https://beacon.invalid/name.png>"
  organisation: "Wwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwww"
  role: "<style>@import 'https://beacon.invalid/role.css'</style>"
answers:
  when:
    bounded:
      level: "yes"
      note: "![picture](https://beacon.invalid/note.png) [link](javascript:alert(1)) <b>bold</b>\n\n- \"it's\" -- so... (c)\n(a) one\nB.  two\niv. three\n:smile: 1^2^ H~2~O $x$ @who 50 % <!-- no --> ]]> &amp; &copy;\n# no heading\n> no quote\n| a | b |\n|---|---|\n\\newcommand{\\x}{y} {#id} [^1]: no footnote\n***\n---"
      evidence: ["javascript:alert(1)", "data:text/html,<script>alert(1)</script>", "https://example.org/a_b*c?d=1&e=2#f", "mailto:someone@example.org", "www.example.org", "Wwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwww"]
    improve: {level: unknown, note: "</li></ul></section><iframe src=https://beacon.invalid/frame></iframe>\e]0;x\a\u2028next"}
`

// A document is a report in one language, as the program wrote it.
type document struct {
	name string // what it is about, and the language
	file string
}

// documents writes reports that differ much, in every language: on a case that
// is open, one that is to start, one in which nothing is known, one full of
// hostile texts; and on many cases side by side, the hostile one among them.
func documents(t *testing.T, format string) []document {
	t.Helper()
	dir := t.TempDir()
	answers := filepath.Join("..", "..", "testdata", "answers")
	policy := filepath.Join("..", "..", "testdata", "policy.yaml")
	blank, hostile := filepath.Join(dir, "blank.yaml"), filepath.Join(dir, "hostile.yaml")
	if err := os.WriteFile(blank, samklar(t, "template"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(hostile, []byte(hostileCase), 0o600); err != nil {
		t.Fatal(err)
	}
	var all []document
	voices, err := filepath.Glob(filepath.Join("..", "..", "testdata", "groups", "mill-street", "*.yaml"))
	if err != nil || len(voices) == 0 {
		t.Fatalf("no voices: %v", err)
	}
	years, other := twice(t, dir), filepath.Join(dir, "other.yaml")
	differs := strings.NewReplacer("</title></style>", "<b>other</b>", "Wwww", "Vvvv", `level: "yes"`, `level: "no"`)
	if err := os.WriteFile(other, []byte(differs.Replace(hostileCase)), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, lang := range questions.Languages() {
		for _, r := range []struct {
			name string
			args []string
		}{
			{"open", []string{"report", filepath.Join(answers, "hasselt-2017.yaml")}},
			{"board", []string{"report", filepath.Join(answers, "hasselt-2017.yaml"), "--audience", "board"}},
			{"pictured", []string{"report", filepath.Join(answers, "hasselt-2017.yaml"), "--audience", "partners", "--picture"}},
			{"pictured-settled", []string{"report", filepath.Join(answers, "medicine-hat-2009.yaml"), "--picture"}},
			{"start", []string{"report", filepath.Join(answers, "medicine-hat-2009.yaml")}},
			{"blank", []string{"report", blank}},
			{"hostile", []string{"report", hostile}},
			{"many", []string{"screen", answers, hostile}},
			{"letter", []string{"report", filepath.Join(answers, "hasselt-2020.yaml"), "--audience", "applicant", "--policy", policy}},
			{"hostile-letter", []string{"report", hostile, "--audience", "applicant", "--policy", policy}},
			{"judged", []string{"report", filepath.Join(answers, "hjem-til-alle-2017.yaml"), "--policy", policy}},
			{"agenda", append([]string{"group"}, voices...)},
			{"hostile-agenda", []string{"group", "--open", hostile, other}},
			{"hostile-assessors", []string{"group", "--assessors", "--open", hostile, other}},
			{"compared", []string{"compare", filepath.Join(answers, "hasselt-2017.yaml"), filepath.Join(answers, "hasselt-2020.yaml")}},
			{"over-time", []string{"compare", years, "--over", "as-of"}},
			{"round", []string{"screen", answers, hostile, "--policy", policy}},
			{"follow-up", []string{"screen", answers, hostile, "--section", "follow-up", "--policy", policy}},
		} {
			if slices.Contains(r.args, "--picture") && format != "markdown" {
				continue
			}
			d := document{r.name + "-" + lang, filepath.Join(dir, r.name+"-"+lang+"."+format)}
			args := append(slices.Clone(r.args), "--lang", lang, "-f", format, "-o", d.file)
			if slices.Contains(args, policy) { // which is not met
				output(t, exec.Command("sh", append([]string{"-c", `"$@" || test $? = 4`, "-", "samklar"}, args...)...))
			} else {
				samklar(t, args...)
			}
			all = append(all, d)
		}
	}
	return all
}

// twice writes the hostile case at two moments, with an id, and gives their folder.
func twice(t *testing.T, dir string) string {
	t.Helper()
	years := filepath.Join(dir, "years")
	if err := os.Mkdir(years, 0o700); err != nil {
		t.Fatal(err)
	}
	for _, year := range []string{"2025", "2026"} {
		text := strings.Replace(strings.Replace(hostileCase, "case:\n", "case:\n  id: \"<b>1</b>\"\n", 1), "as-of: 2026", "as-of: "+year, 1)
		text += "  preconditions: {shared-vision: \"2\", common-goal: unknown}\n"
		if err := os.WriteFile(filepath.Join(years, year+".yaml"), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return years
}

// samklar runs the program and gives what it printed.
func samklar(t *testing.T, args ...string) []byte {
	t.Helper()
	cmd := exec.Command("samklar", args...)
	cmd.Env = []string{"PATH=" + os.Getenv("PATH"), "LANG=C.UTF-8", "GORACE=atexit_sleep_ms=0"}
	if folder := os.Getenv("GOCOVERDIR"); folder != "" {
		cmd.Env = append(cmd.Env, "GOCOVERDIR="+folder)
	}
	return output(t, cmd)
}

// output runs a command that is to succeed.
func output(t *testing.T, cmd *exec.Cmd) []byte {
	t.Helper()
	var said bytes.Buffer
	cmd.Stderr = &said
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%q: %v\n%s%s", cmd.Args, err, out, said.String())
	}
	return out
}

// lacking ends a test for want of what is no part of Go. On one's own machine
// the test is skipped, loudly; where CI=true everything has been installed, and
// what is lacking is a failure.
func lacking(t *testing.T, what, untested string) {
	t.Helper()
	end := t.Skipf
	if os.Getenv("CI") == "true" {
		end = t.Fatalf
	}
	end("%s IS NOT INSTALLED: %s NOT TESTED. Install it (.ci/run does), and run this again.", what, untested)
}

// needs gives the path of the first of these programs that is installed.
func needs(t *testing.T, untested string, programs ...string) string {
	t.Helper()
	for _, name := range programs {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	lacking(t, programs[0], untested)
	return ""
}

// needsModule gives the path of a file of a package that npm installs.
func needsModule(t *testing.T, untested, name, file string) string {
	t.Helper()
	path, err := filepath.Abs(filepath.Join("..", "..", ".ci", "node_modules", name, filepath.FromSlash(file)))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(path); err != nil {
		lacking(t, "npm package "+name, untested)
	}
	return path
}
