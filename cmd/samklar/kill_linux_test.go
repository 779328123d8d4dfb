package main

import (
	"errors"
	"fmt"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
)

// longer multiplies how often what follows is tried: SAMKLAR_FORCE=20 go test ./cmd/samklar -run Force
func longer(t *testing.T, n int) int {
	t.Helper()
	if by, err := strconv.Atoi(os.Getenv("SAMKLAR_FORCE")); err == nil {
		return n * by
	}
	return n
}

// injected runs a command under strace, which makes one of its calls to the system fail or end it.
func injected(t *testing.T, what string, cmd *exec.Cmd) *exec.Cmd {
	t.Helper()
	strace, err := exec.LookPath("strace")
	if err != nil {
		if os.Getenv("CI") != "" {
			t.Fatal(err)
		}
		t.Skip("STRACE IS MISSING: no call to the system is made to fail; apt-get install strace")
	}
	if out, err := exec.Command(strace, "-f", "-qq", "-o", os.DevNull, "true").CombinedOutput(); err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatalf("strace may not look at a program here: %v\n%s", err, out)
		}
		t.Skipf("strace may not look at a program here: %v\n%s", err, out)
	}
	calls, _, _ := strings.Cut(what, ":")
	traced := exec.Command(strace, slices.Concat([]string{"-f", "-qq", "-o", os.DevNull, "-e", "trace=" + calls, "-e", "inject=" + what}, cmd.Args)...)
	traced.Env = cmd.Env
	return traced
}

// TestForceKillsAtCalls kills the interview in the calls by which a file is made, flushed, renamed and written in place: on a
// file, through a link, and on one with another name.
func TestForceKillsAtCalls(t *testing.T) {
	k := newKiller(t)
	target := k.file
	link, other := filepath.Join(k.dir, "link.yaml"), filepath.Join(k.dir, "other.yaml")
	for round := range longer(t, 24) {
		k.file = target
		if err := os.Remove(other); err != nil && !errors.Is(err, os.ErrNotExist) {
			t.Fatal(err)
		}
		k.begin(t)
		switch round % 3 {
		case 1:
			if err := os.Symlink("case.yaml", link); err != nil && !errors.Is(err, os.ErrExist) {
				t.Fatal(err)
			}
			k.file = link
		case 2:
			if err := os.Link(target, other); err != nil {
				t.Fatal(err)
			}
		}
		for range 2 {
			what := []string{"fsync", "rename,renameat,renameat2", "write,pwrite64", "ftruncate", "openat", "fchmod,fchmodat"}[k.rng.IntN(6)]
			most := 40
			if what == "write,pwrite64" || what == "openat" {
				most = 400
			}
			interview := injected(t, fmt.Sprintf("%s:signal=KILL:when=%d", what, 1+k.rng.IntN(most)), k.command("assess", k.file))
			k.interrupted(t, round, interview)
		}
		if t.Failed() {
			return
		}
	}
	left, err := filepath.Glob(filepath.Join(k.dir, ".case.yaml.*.tmp"))
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%d answers confirmed; %d half-written files at the end", k.answers, len(left))
	if k.answers < 24 {
		t.Errorf("%d answers were confirmed: the kills came too early", k.answers)
	}
}

// interrupted is a round after which the next interview sees to what was cut short.
func (k *killer) interrupted(t *testing.T, round int, interview *exec.Cmd) {
	t.Helper()
	typed := k.lines()
	said, err := k.kill(interview, typed, math.MaxInt)
	if err != nil {
		t.Fatal(err)
	}
	k.hear(said, typed)
	again := k.command("assess", k.file)
	again.Stdin = strings.NewReader("")
	var exit *exec.ExitError
	if out, err := again.CombinedOutput(); err != nil && (!errors.As(err, &exit) || exit.ExitCode() != 1) {
		t.Errorf("round %d: the next interview = %v\n%s", round, err, out)
	}
	if out, err := k.command("check", k.file).CombinedOutput(); err != nil && (!errors.As(err, &exit) || exit.ExitCode() != 4) {
		t.Errorf("round %d: check = %v, want 0 or 4:\n%s", round, err, out)
	}
	data, err := os.ReadFile(k.file)
	if err != nil {
		t.Fatal(err)
	}
	k.compare(t, round, data)
}

// TestForceFailingCalls makes calls fail: the file is whole, it is said what went wrong, and nothing is left over. A file
// system without locks is not taken for another interview.
func TestForceFailingCalls(t *testing.T) {
	k := newKiller(t)
	for _, tt := range []struct {
		what string
		want string // what is said; "" is nothing, since it goes on
		code int
	}{
		{"fsync:error=EIO", "input/output error; it is as it was", 1},
		{"rename,renameat,renameat2:error=EACCES", "permission denied; it is as it was", 1},
		{"fchmod,fchmodat:error=EPERM", "", 0},
		{"fchown,fchownat:error=EPERM", "", 0},
		{"listxattr:error=EOPNOTSUPP", "", 0},
		{"flock:error=ENOLCK", `cannot be locked here (no locks available)`, 0},
		{"flock:error=EOPNOTSUPP", `cannot be locked here (operation not supported)`, 0},
		{"flock:error=ENOSYS", `cannot be locked here (function not implemented)`, 0},
	} {
		t.Run(tt.what, func(t *testing.T) {
			k.begin(t)
			interview := injected(t, tt.what, k.command("assess", k.file))
			interview.Stdin = strings.NewReader("1\n2\nq\n")
			out, err := interview.CombinedOutput()
			code := 0
			if exit := (*exec.ExitError)(nil); errors.As(err, &exit) {
				code = exit.ExitCode()
			}
			if code != tt.code || !strings.Contains(string(out), tt.want) || strings.Contains(string(out), "another interview has") {
				t.Errorf("exit code %d, want %d and %q said:\n%s", code, tt.code, tt.want, out)
			}
			left, err := filepath.Glob(filepath.Join(k.dir, ".case.yaml.*"))
			if err != nil || len(left) > 0 {
				t.Errorf("left over: %q (%v)", left, err)
			}
			if data, err := os.ReadFile(k.file); err != nil || tt.code == 0 && !strings.Contains(string(data), "q01: 2") {
				t.Errorf("the file has %q (%v)", data, err)
			}
		})
	}
}

// busy is what an interview ends with that may not have the file, or finds that another one has answered the same question
// between its reading and its writing.
var busy = regexp.MustCompile(`another interview has|somebody else has`)

// TestForceAtOnce starts several interviews at once on one file, half of them through a link in another folder: one of them
// has it, and nobody's confirmed answer is lost.
func TestForceAtOnce(t *testing.T) {
	k := newKiller(t)
	folder := filepath.Join(k.dir, "t")
	if err := os.Mkdir(folder, 0o750); err != nil {
		t.Fatal(err)
	}
	link := filepath.Join(k.dir, "link.yaml")
	k.file = filepath.Join(folder, "case.yaml")
	if err := os.Symlink(k.file, link); err != nil {
		t.Fatal(err)
	}
	for round := range longer(t, 12) {
		write(t, k.file, "samklar: 1\ncase: {title: Forty}\n")
		var all sync.WaitGroup
		kept := make(chan string, 8)
		for n := range []int{2, 4, 8}[round%3] {
			all.Go(func() {
				path := []string{k.file, link}[n%2]
				cmd := k.command("assess", path)
				cmd.Stdin = strings.NewReader(fmt.Sprintf(". by %d\n2\nq\n", n))
				out, err := cmd.CombinedOutput()
				exit := (*exec.ExitError)(nil)
				switch {
				case err == nil:
					kept <- fmt.Sprintf("by %d", n)
				case !errors.As(err, &exit) || exit.ExitCode() != 1 || !busy.Match(out):
					t.Errorf("round %d: %v\n%s", round, err, out)
				}
			})
		}
		all.Wait()
		close(kept)
		data, err := os.ReadFile(k.file)
		if err != nil {
			t.Fatal(err)
		}
		for note := range kept {
			if !strings.Contains(string(data), note) {
				t.Errorf("round %d: an interview ended well with the note %q, and the file has\n%s", round, note, data)
			}
		}
		if left, err := filepath.Glob(filepath.Join(folder, ".*")); err != nil || len(left) > 0 {
			t.Errorf("round %d: left over: %q (%v)", round, left, err)
		}
	}
}
