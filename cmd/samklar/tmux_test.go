package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

const (
	deadline = 20 * time.Second       // of each wait; a busy machine may take its time
	interval = 10 * time.Millisecond  // between two looks at a screen
	still    = 400 * time.Millisecond // what has not changed for so long is taken for finished
)

// A pane is a terminal that a person could look at and type on: one pane of a
// tmux server of its own.
type pane struct {
	t       *testing.T
	dir     string // where the program runs
	server  string // where the server has its socket, and run its notes
	columns int
	rows    int
	from    string   // where the trail begins: the command, or the screen kept last
	trail   []string // the keys pressed since
}

// run stands around the program in a pane, with the folder for its notes before
// the program's words: the number of the process, the state of the terminal
// before and after, and the exit code. What is typed afterwards is shown as it
// comes. The first line of stty tells the size of the window, which may change.
const run = `notes=$1; shift
stty -a | sed 1d >"$notes/before"
sh -c 'echo $$ >"$0/pid"; exec "$@"' "$notes" "$@"
echo $? >"$notes/code"
stty -a | sed 1d >"$notes/after"
mv "$notes/code" "$notes/ended"
exec cat -v`

// newPane starts a program in a terminal of a size, in a folder, with a pinned
// environment.
func newPane(t *testing.T, dir string, columns, rows int, program ...string) *pane {
	t.Helper()
	needs(t, "THE SCREENS OF THE INTERVIEW ARE", "tmux")
	p := &pane{t: t, dir: dir, server: t.TempDir(), columns: columns, rows: rows}
	settings := "set -g status off\nset -g escape-time 0\nset -g default-terminal screen-256color\n" // all rows, and Esc at once
	if err := os.WriteFile(filepath.Join(p.server, "settings"), []byte(settings), 0o600); err != nil {
		t.Fatal(err)
	}
	p.start(program, "-f", "settings", "new-session", "-d", "-x", strconv.Itoa(columns), "-y", strconv.Itoa(rows))
	t.Cleanup(func() { p.tmux("kill-server") })
	t.Cleanup(p.kill)
	return p
}

// again starts another program in the pane, once the one before has ended.
func (p *pane) again(program ...string) {
	p.t.Helper()
	p.ended()
	for _, note := range []string{"ended", "pid"} {
		if err := os.Remove(filepath.Join(p.server, note)); err != nil {
			p.t.Fatal(err)
		}
	}
	p.start(program, "respawn-pane", "-k")
}

func (p *pane) start(program []string, with ...string) {
	p.t.Helper()
	p.from, p.trail = "$ "+strings.Join(program, " "), nil
	p.tmux(slices.Concat(with, []string{"-c", p.dir, "sh", "-c", run, "run", p.server}, program)...)
}

// tmux asks something of the pane's own server. The socket is named from where
// it lies, since the name of a socket must be short.
func (p *pane) tmux(args ...string) string {
	p.t.Helper()
	cmd := exec.Command("tmux", append([]string{"-u", "-S", "socket"}, args...)...)
	cmd.Dir = p.server
	cmd.Env = []string{
		"PATH=" + os.Getenv("PATH"), "HOME=" + p.server, "SHELL=/bin/sh", "TERM=xterm-256color",
		"LANG=C.UTF-8", "TZ=UTC", "NO_COLOR=1", "GORACE=atexit_sleep_ms=0",
	}
	if folder := os.Getenv("GOCOVERDIR"); folder != "" {
		cmd.Env = append(cmd.Env, "GOCOVERDIR="+folder)
	}
	var said bytes.Buffer
	cmd.Stderr = &said
	out, err := cmd.Output()
	if err != nil {
		p.t.Fatalf("tmux %q: %v: %s", args, err, said.String())
	}
	return string(out)
}

// ask gives what tmux knows of the pane.
func (p *pane) ask(variable string) string {
	p.t.Helper()
	return strings.TrimSpace(p.tmux("display-message", "-p", "#{"+variable+"}"))
}

// ended waits until the program has ended and gives its exit code.
func (p *pane) ended() string {
	p.t.Helper()
	return p.note("ended")
}

// restored wants the terminal as the program found it, once it has ended.
func (p *pane) restored() {
	p.t.Helper()
	p.ended()
	if diff := cmp.Diff(p.note("before"), p.note("after")); diff != "" {
		p.t.Errorf("the terminal (-before +after)\n%s", diff)
	}
	for variable, want := range map[string]string{
		"alternate_on": "0", "cursor_flag": "1", "insert_flag": "0", "mouse_any_flag": "0", "keypad_cursor_flag": "0",
	} {
		if got := p.ask(variable); got != want {
			p.t.Errorf("%s = %s after the program, want %s", variable, got, want)
		}
	}
	p.paste("as it stands\n", "-p") // marked as pasted only where a program still asks for the marks
	p.sees("as it stands as it stands")
	if screen := p.screen(); strings.Contains(screen, "[20") {
		p.t.Errorf("the screen is\n%s\nwant no marks around what is pasted", screen)
	}
}

// note gives what run has noted, once it has.
func (p *pane) note(name string) string {
	p.t.Helper()
	var data []byte
	p.until("note "+name, func() bool {
		data, _ = os.ReadFile(filepath.Join(p.server, name)) // not there yet is nothing yet
		return len(data) > 0
	})
	return strings.TrimSpace(string(data))
}

// process gives the program in the pane.
func (p *pane) process() *os.Process {
	p.t.Helper()
	pid, err := strconv.Atoi(p.note("pid"))
	if err != nil {
		p.t.Fatal(err)
	}
	program, err := os.FindProcess(pid)
	if err != nil {
		p.t.Fatal(err)
	}
	return program
}

// signal sends a signal to the program.
func (p *pane) signal(s os.Signal) {
	p.t.Helper()
	if err := p.process().Signal(s); err != nil {
		p.t.Fatal(err)
	}
}

// kill ends the program as kill -9 does, if it has not ended.
func (p *pane) kill() {
	p.t.Helper()
	if _, err := os.Stat(filepath.Join(p.server, "ended")); err != nil {
		p.signal(os.Kill)
		p.note("ended")
	}
}

// keys presses keys, by the names that tmux has for them; what is no name of a
// key is typed as it stands.
func (p *pane) keys(keys ...string) {
	p.t.Helper()
	for _, key := range keys {
		p.tmux("send-keys", "--", key)
		time.Sleep(hands)
	}
	p.trail = append(p.trail, keys...)
}

// hands is what hands need between two keys: what comes faster was pasted.
const hands = 40 * time.Millisecond

// atOnce presses keys with nothing between them.
func (p *pane) atOnce(keys ...string) {
	p.t.Helper()
	p.tmux(append([]string{"send-keys", "--"}, keys...)...)
}

// resize gives the window another size.
func (p *pane) resize(columns, rows int) {
	p.t.Helper()
	p.columns, p.rows = columns, rows
	p.tmux("resize-window", "-x", strconv.Itoa(columns), "-y", strconv.Itoa(rows))
}

// paste pastes a text as a person does with a mouse.
func (p *pane) paste(text string, flags ...string) {
	p.t.Helper()
	if err := os.WriteFile(filepath.Join(p.server, "pasted"), []byte(text), 0o600); err != nil {
		p.t.Fatal(err)
	}
	p.tmux("load-buffer", "pasted")
	p.tmux(append([]string{"paste-buffer"}, flags...)...)
}

// screen gives the rows of the screen without the blanks at their ends.
func (p *pane) screen() string {
	p.t.Helper()
	return p.capture()
}

// capture gives the rows of the screen, or with flags of tmux more.
func (p *pane) capture(flags ...string) string {
	p.t.Helper()
	var b strings.Builder
	for line := range strings.Lines(p.tmux(append([]string{"capture-pane", "-p"}, flags...)...)) {
		b.WriteString(strings.TrimRight(line, " \n") + "\n")
	}
	return b.String()
}

// until waits until something holds.
func (p *pane) until(what string, holds func() bool) {
	p.t.Helper()
	for end := time.Now().Add(deadline); !holds(); time.Sleep(interval) {
		if time.Now().After(end) {
			p.t.Fatalf("after %v still no %s; the screen is\n%s", deadline, what, p.screen())
		}
	}
}

// sees waits until all these texts are on the screen, wherever their lines are
// broken.
func (p *pane) sees(texts ...string) {
	p.t.Helper()
	p.until(strings.Join(texts, ", "), func() bool {
		screen := unbroken(p.capture("-J")) // a line that the terminal broke is one
		return !slices.ContainsFunc(texts, func(text string) bool { return !strings.Contains(screen, unbroken(text)) })
	})
}

// unbroken makes every run of blanks, line ends and edges of a field one blank.
func unbroken(text string) string {
	return strings.Join(strings.Fields(strings.ReplaceAll(text, "┃", " ")), " ")
}

// golden compares the screen with the one that is kept under a name, once the
// texts are on it. A screen that is still being drawn gets the time it needs.
func (p *pane) golden(name string, texts ...string) {
	p.t.Helper()
	p.sees(texts...)
	file := filepath.Join("..", "..", "testdata", "screens", name+".txt")
	kept, err := os.ReadFile(file)
	if err != nil && !*update {
		p.t.Errorf("%v; write it with -update", err)
		return
	}
	got := p.page()
	defer func() { p.from, p.trail = "after "+name, nil }()
	for since := time.Now(); time.Since(since) < still && (*update || got != string(kept)); time.Sleep(interval) {
		if now := p.page(); now != got {
			got, since = now, time.Now()
		}
	}
	switch {
	case got == string(kept):
	case *update:
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			p.t.Error(err)
		}
	default:
		p.t.Errorf("%s (-want +got)\n%s", file, cmp.Diff(strings.Split(string(kept), "\n"), strings.Split(got, "\n")))
	}
}

// page is the screen with how one comes to it, and a ruler as wide as it is.
func (p *pane) page() string {
	size := strconv.Itoa(p.columns) + "×" + strconv.Itoa(p.rows)
	head := p.from
	for _, key := range p.trail {
		head += " [" + key + "]"
	}
	ruler := size + " " + strings.Repeat("─", p.columns-len([]rune(size))-1)
	return head + "\n" + ruler + "\n" + p.screen()
}

// file gives the text of a file in the pane's folder.
func (p *pane) file(name string) string {
	p.t.Helper()
	data, err := os.ReadFile(filepath.Join(p.dir, name))
	if err != nil {
		p.t.Fatal(err)
	}
	return string(data)
}
