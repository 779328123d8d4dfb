package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

// patience bounds how long a dialogue may take.
const patience = 30 * time.Second

// talk holds a dialogue with a program over pipes. A dialogue is a file of
// lines:
//
//	hear TEXT       wait until the program has said this, after what was heard before
//	say LINE        type this line
//	copy FROM TO    change a file behind the program's back
//	interrupt       press Ctrl-C
//
// The input ends with the dialogue; - is an empty one.
func talk(ts *testscript.TestScript, neg bool, args []string) {
	cmd, lines := program(ts, neg, args)
	in, err := cmd.StdinPipe()
	ts.Check(err)
	out, err := cmd.StderrPipe()
	ts.Check(err)
	cmd.Stdout = ts.Stdout()
	ts.Check(cmd.Start())
	defer limit(cmd).Stop()
	d := &dialogue{ts: ts, in: in, out: out}
	problem := d.hold(cmd, lines)
	_ = in.Close()
	d.rest()
	fmt.Fprint(ts.Stderr(), d.all.String())
	checkCode(ts, args[0], cmd.Wait())
	ts.Check(problem)
}

// terminal holds a dialogue with a program whose input, output and errors are
// one terminal. The terminal answers no query. What appears on it is stdout.
func terminal(ts *testscript.TestScript, neg bool, args []string) {
	cmd, lines := program(ts, neg, args)
	screen, err := startOnTerminal(cmd, 120, 40)
	ts.Check(err)
	defer screen.Close()
	defer limit(cmd).Stop()
	d := &dialogue{ts: ts, in: screen, out: screen}
	problem := d.hold(cmd, lines)
	if len(lines) > 0 {
		_, _ = screen.WriteString("\x04") // the end of the input
	}
	d.rest()
	fmt.Fprint(ts.Stdout(), d.all.String())
	checkCode(ts, args[0], cmd.Wait())
	ts.Check(problem)
}

// types answers a program in lines on a terminal: each line of a file at the next
// prompt, and then the end of the input. What appears is stdout.
func types(ts *testscript.TestScript, neg bool, args []string) {
	cmd, lines := program(ts, neg, args)
	cmd.Env = append(cmd.Env, "SAMKLAR_PLAIN=1")
	screen, err := startOnTerminal(cmd, 120, 40)
	ts.Check(err)
	defer screen.Close()
	defer limit(cmd).Stop()
	d := &dialogue{ts: ts, in: screen, out: screen}
	for _, line := range append(lines, "\x04") {
		if d.hear("\n> ") != nil {
			break // it has ended
		}
		_, _ = screen.WriteString(strings.TrimSuffix(line+"\n", "\x04\n"))
		if line == "\x04" {
			_, _ = screen.WriteString(line)
		}
	}
	d.rest()
	fmt.Fprint(ts.Stdout(), strings.ReplaceAll(d.all.String(), "\r\n", "\n"))
	checkCode(ts, args[0], cmd.Wait())
}

// program gives the program to run, and the lines of the dialogue.
func program(ts *testscript.TestScript, neg bool, args []string) (*exec.Cmd, []string) {
	if neg || len(args) < 3 {
		ts.Fatalf("usage: talk|terminal CODE DIALOGUE program args...")
	}
	var lines []string
	if args[1] != "-" {
		lines = strings.Split(strings.TrimSuffix(ts.ReadFile(args[1]), "\n"), "\n")
	}
	path := args[2]
	for _, dir := range filepath.SplitList(ts.Getenv("PATH")) {
		if file := filepath.Join(dir, args[2]); path == args[2] {
			if _, err := os.Stat(file); err == nil {
				path = file
			}
		}
	}
	cmd := exec.Command(path, args[3:]...)
	cmd.Dir = ts.MkAbs(".")
	for _, name := range []string{"PATH", "HOME", "TMPDIR", "LANG", "TERM", "PAGER", "NO_COLOR", "GORACE", "GOCOVERDIR"} {
		if value := ts.Getenv(name); value != "" {
			cmd.Env = append(cmd.Env, name+"="+value)
		}
	}
	return cmd, lines
}

// limit ends a program that does not end by itself.
func limit(cmd *exec.Cmd) *time.Timer {
	return time.AfterFunc(patience, func() { _ = cmd.Process.Kill() })
}

// A dialogue is what is said and heard.
type dialogue struct {
	ts   *testscript.TestScript
	in   io.Writer
	out  io.Reader
	all  bytes.Buffer
	from int // what stands before has been heard
}

// hold goes through the lines. It gives the first that could not be done.
func (d *dialogue) hold(cmd *exec.Cmd, lines []string) error {
	for _, line := range lines {
		word, rest, _ := strings.Cut(line, " ")
		var err error
		switch word {
		case "hear":
			err = d.hear(rest)
		case "say":
			_, err = io.WriteString(d.in, rest+"\n")
		case "copy":
			from, to, _ := strings.Cut(rest, " ")
			err = os.WriteFile(d.ts.MkAbs(to), []byte(d.ts.ReadFile(from)), 0o644)
		case "interrupt":
			err = cmd.Process.Signal(os.Interrupt)
		default:
			err = errors.New("expected hear, say, copy or interrupt")
		}
		if err != nil {
			return fmt.Errorf("in the dialogue, at %q: %w", line, err)
		}
	}
	return nil
}

// hear waits until the program has said a text.
func (d *dialogue) hear(text string) error {
	var some [4096]byte
	for {
		if at := bytes.Index(d.all.Bytes()[d.from:], []byte(text)); at >= 0 {
			d.from += at + len(text)
			return nil
		}
		n, err := d.out.Read(some[:])
		d.all.Write(some[:n])
		if n == 0 && err != nil {
			return err
		}
	}
}

// rest hears the program out. A terminal that its last user has let go of ends
// in an error instead of an end of file.
func (d *dialogue) rest() { _, _ = io.Copy(&d.all, d.out) }
