package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// kills is how often the interview is killed.
const kills = 240

// TestKill kills an interview at random moments. Each time the file is whole
// and valid, holds every answer after which the next question was printed, and
// the next start says that the last one did not end by itself, and goes on.
//
// The interview is in lines over pipes, on a bank of 40 questions, all typed
// ahead, so that the program is at work whenever the kill comes: a random number
// of bytes after it began to speak.
func TestKill(t *testing.T) {
	k := newKiller(t)
	for round := range kills {
		if round%6 == 0 {
			k.begin(t)
		}
		k.round(t, round, k.command("assess", k.file), k.rng.IntN(3000))
		if t.Failed() {
			return
		}
	}
	if k.stale < kills/2 || k.answers < kills {
		t.Errorf("in %d rounds %d locks were taken over and %d answers confirmed; want more than %d and %d: the kills came too early or too late",
			kills, k.stale, k.answers, kills/2, kills)
	}
	t.Logf("%d kills, %d locks taken over, %d answers confirmed", kills, k.stale, k.answers)
}

func newKiller(t *testing.T) *killer {
	t.Helper()
	dir := t.TempDir()
	samklar := filepath.Join(dir, "samklar")
	if out, err := exec.Command("go", "build", "-o", samklar, ".").CombinedOutput(); err != nil {
		t.Fatalf("building: %v\n%s", err, out)
	}
	write(t, filepath.Join(dir, "forty.yaml"), forty())
	return &killer{dir: dir, samklar: samklar, rng: rand.New(rand.NewPCG(9, 9)), file: filepath.Join(dir, "case.yaml")}
}

// forty is a bank of 40 questions.
func forty() string {
	var b strings.Builder
	b.WriteString("bank: forty\nversion: 1\nkind: scale\nlanguage: en\ntitle: Forty\nabout: Forty questions.\ndimensions:\n  - id: all\n    title: All\n    questions:\n")
	for n := range 40 {
		fmt.Fprintf(&b, "      - {id: q%02d, ask: \"Question %02d?\", levels: [{text: None.}, {text: Some.}, {text: Enough.}]}\n", n, n)
	}
	b.WriteString("bands:\n  - {id: low, title: Low, from: 0}\nverdicts:\n  - {id: weak, title: Weak, short: You are weak., text: Grow first.}\n")
	return b.String()
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// A killer kills interviews and remembers what they confirmed.
type killer struct {
	dir, samklar, file string
	rng                *rand.Rand
	want               map[string][]string // by question, what may stand in the file, as level|note: "" is nothing
	locked             bool                // the last start left a lock
	stale, answers     int
}

// begin begins a new file.
func (k *killer) begin(t *testing.T) {
	t.Helper()
	k.want, k.locked = make(map[string][]string), false
	for _, path := range []string{k.file, k.lock()} {
		if err := os.Remove(path); err != nil && !errors.Is(err, os.ErrNotExist) {
			t.Fatal(err)
		}
	}
	write(t, k.file, "samklar: 1\ncase:\n  title: Forty # keep this\n")
}

func (k *killer) lock() string { return filepath.Join(k.dir, ".case.yaml.lock") }

func (k *killer) command(args ...string) *exec.Cmd {
	cmd := exec.Command(k.samklar, append(args, "--bank", filepath.Join(k.dir, "forty.yaml"), "--banks", "forty")...)
	cmd.Env = []string{"LANG=C.UTF-8", "PATH=" + os.Getenv("PATH")}
	return cmd
}

// round starts an interview, kills it once it has said so many bytes, and looks at
// what is left.
func (k *killer) round(t *testing.T, round int, interview *exec.Cmd, after int) {
	t.Helper()
	typed := k.lines()
	said, err := k.kill(interview, typed, after)
	if err != nil {
		t.Fatal(err)
	}
	const explained = "ended without closing it"
	if began := strings.Contains(said, "\n> "); began && strings.Contains(said, explained) != k.locked {
		t.Errorf("round %d: locked before: %v, want it explained then and else not:\n%s", round, k.locked, said)
	} else if began && k.locked {
		k.stale++
	}
	k.hear(said, typed)
	lock, err := os.ReadFile(k.lock())
	if k.locked = err == nil; k.locked && len(lock) == 0 { // killed between making the lock and writing it: nobody is named
		if err := os.Remove(k.lock()); err != nil {
			t.Fatal(err)
		}
		k.locked = false
	}
	out, err := k.command("check", k.file).CombinedOutput()
	var exit *exec.ExitError
	if err != nil && (!errors.As(err, &exit) || exit.ExitCode() != 4) {
		t.Errorf("round %d: check = %v, want 0 or 4:\n%s", round, err, out)
	}
	data, err := os.ReadFile(k.file)
	if err != nil {
		t.Fatal(err)
	}
	k.compare(t, round, data)
}

// lines gives what is typed ahead: answers, and notes before some of them.
func (k *killer) lines() []string {
	var lines []string
	for range 80 {
		if k.rng.IntN(4) == 0 {
			lines = append(lines, ". set forth "+strconv.Itoa(k.rng.IntN(1000))+" på øen")
		}
		lines = append(lines, []string{"1", "2", "3", "u"}[k.rng.IntN(4)])
	}
	return lines
}

// kill runs a command that types these lines, kills it once it has said so many
// bytes, and gives all that it said.
func (*killer) kill(cmd *exec.Cmd, typed []string, after int) (string, error) {
	cmd.Stdin = strings.NewReader(strings.Join(typed, "\n") + "\n")
	out, err := cmd.StderrPipe()
	if err != nil {
		return "", err
	}
	if err := cmd.Start(); err != nil {
		return "", err
	}
	var said bytes.Buffer
	if _, err := io.CopyN(&said, out, int64(after)); err != nil && !errors.Is(err, io.EOF) {
		return "", err
	}
	if err := cmd.Process.Kill(); err != nil && !errors.Is(err, os.ErrProcessDone) {
		return "", err
	}
	if _, err := io.Copy(&said, out); err != nil {
		return "", err
	}
	_ = cmd.Wait() // killed
	return said.String(), nil
}

var asks = regexp.MustCompile(`(?m)^Question (\d\d)\?$`)

// hear goes through what was said. A prompt takes a line; the answer to it is
// confirmed once the next question, or that the note was kept, is printed whole.
// What was typed to the last prompt may be in the file or not.
func (k *killer) hear(said string, typed []string) {
	parts := strings.Split(said, "\n> ")
	asked := ""
	for n, part := range parts {
		if n >= len(typed) {
			return
		}
		if n == 0 || strings.Contains(part, "\n") {
			if found := asks.FindAllStringSubmatch(part, -1); found != nil {
				asked = "q" + found[len(found)-1][1]
			} else if strings.Contains(part, "Review of your answers") {
				asked = ""
			}
		}
		if asked == "" || n == len(parts)-1 {
			continue // nothing was asked, or not to its end
		}
		next := parts[n+1]
		confirmed := asks.MatchString(next) || strings.HasPrefix(next, "Note kept.\n") || strings.Contains(next, "Review of your answers\n")
		now := ""
		if before := k.want[asked]; before != nil {
			now = before[len(before)-1]
		}
		answer := merge(now, typed[n])
		if confirmed {
			k.want[asked] = []string{answer}
			k.answers++
			continue
		}
		k.want[asked] = []string{now, answer}
	}
}

// merge gives an answer, as level|note, once a line has been typed to it.
func merge(answer, line string) string {
	level, note, _ := strings.Cut(answer, "|")
	text, isNote := strings.CutPrefix(line, ". ")
	switch {
	case isNote && note != "":
		note += `\n` + text
	case isNote:
		note = text
	case line == "u":
		level = "unknown"
	default:
		level = line
	}
	return level + "|" + note
}

var entry = regexp.MustCompile(`(?m)^    (q\d\d): (?:(\w+)|\{(.*)\})$`)

// compare holds the file against what was confirmed.
func (k *killer) compare(t *testing.T, round int, data []byte) {
	t.Helper()
	if !bytes.HasPrefix(data, []byte("samklar: 1\ncase:\n  title: Forty # keep this\n")) {
		t.Errorf("round %d: the file's head is gone:\n%s", round, data)
	}
	got := make(map[string]string)
	for _, found := range entry.FindAllStringSubmatch(string(data), -1) {
		level, note := found[2], ""
		for field := range strings.SplitSeq(found[3], ", ") {
			switch name, value, _ := strings.Cut(field, ": "); name {
			case "level":
				level = value
			case "note":
				note = strings.Trim(value, `"`)
			}
		}
		got[found[1]] = level + "|" + note
	}
	for question, allowed := range k.want {
		if !slices.Contains(allowed, got[question]) {
			t.Errorf("round %d: %s is %q, want one of %q:\n%s", round, question, got[question], allowed, data)
		}
	}
	for question := range got {
		if k.want[question] == nil {
			t.Errorf("round %d: %s was never answered:\n%s", round, question, data)
		}
	}
	clear(k.want)
	for question, answer := range got {
		k.want[question] = []string{answer}
	}
}
