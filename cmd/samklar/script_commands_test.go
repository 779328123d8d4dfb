package main

import (
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"regexp"
	"strconv"
	"strings"
	"unicode"

	"collectiveimpact/samklar/cmd/internal/command"

	"github.com/rogpeppe/go-internal/testscript"
)

// exits runs a program and wants exactly this exit code.
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits CODE program args...")
	}
	checkCode(ts, args[0], ts.Exec(args[1], args[2:]...))
}

// refused wants a file to be refused in the same words by every command that
// reads one, with exit code 3, no result, and nothing changed on the disk. The
// words are stderr.
func refused(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: refused FILE")
	}
	before := folder(ts)
	var words string
	for i, command := range []string{"report", "check", "assess"} {
		checkCode(ts, "3", ts.Exec("samklar", command, args[0]))
		if out := ts.ReadFile("stdout"); out != "" {
			ts.Fatalf("samklar %s printed %q", command, out)
		}
		said := ts.ReadFile("stderr")
		if i > 0 && said != words {
			ts.Fatalf("samklar %s says\n%s\nsamklar report says\n%s", command, said, words)
		}
		words = said
	}
	if after := folder(ts); !maps.Equal(before, after) {
		ts.Fatalf("what lies in the folder has changed: %d files before, %d after, or other texts", len(before), len(after))
	}
	fmt.Fprint(ts.Stderr(), words)
}

// folder gives the files of the current folder with their texts.
func folder(ts *testscript.TestScript) map[string]string {
	entries, err := os.ReadDir(ts.MkAbs("."))
	ts.Check(err)
	files := make(map[string]string)
	for _, e := range entries {
		files[e.Name()] = ""
		if e.Type().IsRegular() {
			files[e.Name()] = ts.ReadFile(e.Name())
		}
	}
	return files
}

// checkCode compares how a program ended with the code that is wanted.
func checkCode(ts *testscript.TestScript, want string, err error) {
	code := 0
	var exit *exec.ExitError
	switch {
	case errors.As(err, &exit):
		code = exit.ExitCode()
	case err != nil:
		ts.Fatalf("running it: %v", err)
	}
	if got := strconv.Itoa(code); got != want {
		ts.Fatalf("exit code = %s, want %s", got, want)
	}
}

// harmless wants no character that acts instead of showing: controls other than
// the line feed, bidirectional marks, and invisible ones.
func harmless(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) == 0 {
		ts.Fatalf("usage: harmless FILE...")
	}
	acts := func(r rune) bool {
		return r != '\n' && r != 0x200c && r != 0x200d && (unicode.IsControl(r) || unicode.In(r, unicode.Cf, unicode.Zl, unicode.Zp))
	}
	for _, name := range args {
		for at, r := range ts.ReadFile(name) {
			if acts(r) || r == unicode.ReplacementChar {
				ts.Fatalf("%s: byte %d begins the character %U", name, at, r)
			}
		}
	}
}

var digests = regexp.MustCompile(`sha256:[0-9a-f]{12,64}( · #[0-9a-f]{16})?`)

// mask takes out of a file what changes with every bank and every release, so
// that a script changes only where what it is about does.
func mask(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: mask FILE")
	}
	text := digests.ReplaceAllString(ts.ReadFile(args[0]), "sha256:…")
	ts.Check(os.WriteFile(ts.MkAbs("masked"), []byte(strings.ReplaceAll(text, command.Unreleased, "…")), 0o644))
}

// junk writes rubbish that is the same on every run.
func junk(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: junk FILE SIZE")
	}
	size, err := strconv.Atoi(args[1])
	ts.Check(err)
	random := rand.New(rand.NewPCG(1, 2))
	data := make([]byte, size)
	for i := range data {
		data[i] = byte(' ' + random.IntN('~'-' '))
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), data, 0o644))
}
