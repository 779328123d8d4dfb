package cli

import (
	"bytes"
	"cmp"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"collectiveimpact/samklar/cmd/internal/command"
	"collectiveimpact/samklar/questions"
	"collectiveimpact/samklar/questions/yamldoc"
)

// A rewriter puts the keys of every map of YAML files into another order, as other
// programs do that read and write YAML. It writes the files into a folder.
type rewriter struct {
	name    string
	rewrite func(t *testing.T, files []string, to string)
}

func rewriters() []rewriter {
	ours := func(order func(a, b string) int) func(t *testing.T, files []string, to string) {
		return func(t *testing.T, files []string, to string) {
			t.Helper()
			for _, name := range files {
				root, err := yamldoc.Parse(name, read(t, name), yamldoc.Limits{Bytes: questions.MaxBytes, Depth: 20, Keys: 200_000})
				if err != nil {
					t.Fatal(err)
				}
				out := bytes.NewBufferString("--- ")
				flow(out, root, order)
				if err := os.WriteFile(filepath.Join(to, filepath.Base(name)), append(out.Bytes(), '\n'), 0o600); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
	theirs := func(name, option, program string) func(t *testing.T, files []string, to string) {
		return func(t *testing.T, files []string, to string) {
			t.Helper()
			c := exec.CommandContext(t.Context(), name, append([]string{option, program, to}, files...)...)
			c.Env = append(os.Environ(), "NODE_PATH="+filepath.Join("..", "..", "..", ".ci", "node_modules"), "PYTHONIOENCODING=utf-8")
			if out, err := c.CombinedOutput(); err != nil {
				t.Skipf("%s: %v; .ci/run installs what it needs\n%s", name, err, out)
			}
		}
	}
	const python = `
import os, sys, yaml
for name in sys.argv[2:]:
    data = yaml.safe_load(open(name, encoding="utf-8"))
    yaml.safe_dump(data, open(os.path.join(sys.argv[1], os.path.basename(name)), "w", encoding="utf-8"), allow_unicode=True)
`
	node := func(module, read, write string) string {
		return `
const fs = require('fs'), path = require('path'), yaml = require('` + module + `')
const [to, ...names] = process.argv.slice(1)
for (const name of names) fs.writeFileSync(path.join(to, path.basename(name)), yaml.` + write + `(yaml.` + read + `(fs.readFileSync(name, 'utf8')), {sortKeys: true, sortMapEntries: true}))
`
	}
	return []rewriter{
		{"sorted", ours(strings.Compare)},
		{"backwards", ours(func(a, b string) int { return strings.Compare(b, a) })},
		{"by length", ours(func(a, b string) int { return cmp.Or(cmp.Compare(len(a), len(b)), strings.Compare(a, b)) })},
		{"PyYAML", theirs("python3", "-c", python)},
		{"js-yaml", theirs("node", "-e", node("js-yaml", "load", "dump"))},
		{"yaml of npm", theirs("node", "-e", node("yaml", "parse", "stringify"))},
		{"yq", theirs("sh", "-c", `to=$0; for f; do yq -Y -S . "$f" >"$to/${f##*/}" || exit 1; done`)}, // the one in Python
	}
}

func read(t *testing.T, name string) []byte {
	t.Helper()
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// flow writes a node on one line, the keys of its maps in an order.
func flow(out *bytes.Buffer, n *yamldoc.Node, order func(a, b string) int) {
	switch n.Kind {
	case yamldoc.Map:
		places := make([]int, len(n.Items)/2)
		for i := range places {
			places[i] = 2 * i
		}
		slices.SortFunc(places, func(a, b int) int { return order(n.Items[a].Text, n.Items[b].Text) })
		out.WriteByte('{')
		for _, at := range places {
			out.WriteString(strconv.Quote(n.Items[at].Text) + ": ")
			flow(out, &n.Items[at+1], order)
			out.WriteString(", ")
		}
		out.WriteByte('}')
	case yamldoc.List:
		out.WriteByte('[')
		for i := range n.Items {
			flow(out, &n.Items[i], order)
			out.WriteString(", ")
		}
		out.WriteByte(']')
	default:
		_, isBool := n.Bool()
		if _, err := strconv.Atoi(n.Text); n.Style == yamldoc.Plain && (err == nil || isBool || n.IsNull()) {
			out.WriteString(n.Text)
			return
		}
		out.WriteString(strconv.Quote(n.Text))
	}
}

// said runs a command and gives what it says on standard output.
func said(t *testing.T, args ...string) string {
	t.Helper()
	var out, messages bytes.Buffer
	code := Run(t.Context(), &command.System{
		Args: args, In: strings.NewReader(""), Out: &out, Err: &messages,
		Size: func() (columns, rows int) { return 0, 0 },
		Env:  func(string) string { return "" },
		Now:  func() time.Time { return time.Unix(0, 0) },
	})
	if code != 0 {
		t.Fatalf("%q = %d, want 0\n%s", args, code, &messages)
	}
	return out.String()
}

// In a map there is no order: banks, overlays and answers that went through another
// program have the same digests and the same conclusions.
func TestOrderOfKeys(t *testing.T) {
	const banks, answers = "../../../questions/banks", "../../../testdata/answers"
	cases, err := filepath.Glob(answers + "/*.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range rewriters() {
		t.Run(r.name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			for _, folder := range []string{banks, answers} {
				names, err := filepath.Glob(filepath.Join(folder, "*.yaml"))
				if err != nil || len(names) < 10 {
					t.Fatalf("Glob(%s) = %d files, %v", folder, len(names), err)
				}
				to := filepath.Join(dir, filepath.Base(folder))
				if err := os.Mkdir(to, 0o755); err != nil {
					t.Fatal(err)
				}
				r.rewrite(t, names, to)
				for _, name := range names {
					if bytes.Equal(read(t, name), read(t, filepath.Join(to, filepath.Base(name)))) {
						t.Errorf("%s is as it was, want its keys in another order", name)
					}
				}
			}
			own := filepath.Join(dir, "banks")
			if want, got := said(t, "questions", "digest"), said(t, "questions", "digest", "--bank", own); got != want {
				t.Errorf("digests = %s\nwant %s", got, want)
			}
			for i, file := range cases {
				lang := questions.Languages()[i%len(questions.Languages())]
				want := said(t, "report", file, "-f", "json", "--banks", "all", "--lang", lang)
				got := said(t, "report", filepath.Join(dir, "answers", filepath.Base(file)), "-f", "json", "--banks", "all", "--lang", lang, "--bank", own)
				if got != want {
					t.Errorf("%s: the result differs", file)
				}
			}
		})
	}
}
