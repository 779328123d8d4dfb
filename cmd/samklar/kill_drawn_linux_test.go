package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

// TestForceKillsDrawn kills the drawn interview while it is used as in a room: choices
// moved and left, levels between two, split rooms, notes, steps back, what is taken
// back. Each time the file holds every answer that was confirmed, which is so once what
// comes next is on the screen, and none that nobody confirmed; and the next start goes on.
func TestForceKillsDrawn(t *testing.T) {
	k := newKiller(t)
	r := &room{killer: k}
	rounds := longer(t, 40)
	for round := range rounds {
		if round == 0 || len(r.held) > 28 {
			k.begin(t)
			r.held, r.done = make(map[string]answer), nil
		}
		r.round(t, round)
		if t.Failed() {
			return
		}
	}
	if r.confirmed < rounds || r.between < rounds/10 || r.undone < rounds/20 {
		t.Errorf("%d kills, %d answers confirmed, %d of them between two levels, %d taken back: too few to say anything", rounds, r.confirmed, r.between, r.undone)
	}
	t.Logf("%d kills, %d answers confirmed, %d of them between two levels, %d taken back", rounds, r.confirmed, r.between, r.undone)
}

// An answer as `samklar answers` gives it.
type answer struct {
	Question string   `json:"question"`
	Level    string   `json:"level"`
	Between  []string `json:"between"`
	Note     string   `json:"note"`
}

func (a answer) String() string { return fmt.Sprint(a.Level, a.Between, strconv.Quote(a.Note)) }

// A room uses the drawn interview and remembers what it confirmed.
type room struct {
	*killer
	held                       map[string]answer // confirmed, by question
	done                       []answer          // before what was recorded since the start, for what is taken back; the last first
	moved                      map[string]bool   // the questions with a choice that was not confirmed
	at                         string            // the question on the screen
	said                       bool              // that something was taken back, and nothing since
	confirmed, between, undone int

	keyboard io.WriteCloser
	mu       sync.Mutex // guards seen
	seen     bytes.Buffer
	from     int // what stands before has been looked at
}

// round starts an interview, uses it, kills it in the middle of something, and looks at what is left.
func (r *room) round(t *testing.T, round int) {
	t.Helper()
	cmd := r.command("assess", r.file)
	cmd.Env = append(cmd.Env, "TERM=xterm-256color")
	screen, err := startOnTerminal(cmd, 100, 30)
	if err != nil {
		t.Fatal(err)
	}
	ended := make(chan struct{})
	r.keyboard, r.from, r.done, r.said, r.moved = screen, 0, nil, false, make(map[string]bool)
	r.seen.Reset()
	go func() {
		defer close(ended)
		var some [4096]byte
		for {
			n, err := screen.Read(some[:])
			r.mu.Lock()
			r.seen.Write(some[:n])
			r.mu.Unlock()
			if err != nil {
				return
			}
		}
	}()
	if r.at = r.asked(); r.at == "" {
		t.Fatalf("round %d: nothing is asked:\n%q", round, r.seen.String())
	}
	for range r.rng.IntN(5) {
		if err := r.act(); err != nil {
			t.Fatalf("round %d: %v:\n%q", round, err, r.seen.String())
		}
	}
	before := r.held[r.at]
	meant := r.half()
	time.Sleep(time.Duration(r.rng.IntN(8000)) * time.Microsecond) // the kill comes at any moment of what was begun
	_ = cmd.Process.Kill()
	_ = cmd.Wait()
	_ = screen.Close()
	<-ended
	r.compare(t, round, before, meant)
}

// compare holds the file against what was confirmed; of the question at which the
// kill came it may have either.
func (r *room) compare(t *testing.T, round int, before, meant answer) {
	t.Helper()
	if data, err := os.ReadFile(r.file); err != nil || !bytes.HasPrefix(data, []byte("samklar: 1\ncase:\n  title: Forty # keep this\n")) {
		t.Errorf("round %d: the file's head is gone: %v\n%s", round, err, data)
	}
	out, err := r.command("answers", r.file, "-f", "jsonl", "--notes").Output()
	if err != nil {
		var exit *exec.ExitError
		_ = errors.As(err, &exit)
		t.Fatalf("round %d: answers = %v\n%s", round, err, exit.Stderr)
	}
	got := make(map[string]answer)
	for line := range strings.Lines(string(out)) {
		var a answer
		if err := json.Unmarshal([]byte(line), &a); err != nil {
			t.Fatal(err)
		}
		if a.Level != "" || a.Between != nil || a.Note != "" {
			got[a.Question] = a
		}
	}
	for n := range 40 {
		q := fmt.Sprintf("q%02d", n)
		allowed := []string{r.held[q].String()}
		if q == r.at {
			allowed = []string{before.String(), meant.String()}
		}
		if !slices.Contains(allowed, got[q].String()) {
			t.Errorf("round %d: %s is %v, want one of %q", round, q, got[q], allowed)
		}
	}
	r.held = got
}

var painted = regexp.MustCompile(`Question (\d\d)\?`)

// asked waits until a question is painted, and gives it.
func (r *room) asked() string {
	found := r.sees(painted)
	if found == nil {
		return ""
	}
	return "q" + string(found[1])
}

// sees waits until something is painted that was not before.
func (r *room) sees(what *regexp.Regexp) [][]byte {
	for range 2500 {
		r.mu.Lock()
		found := what.FindSubmatchIndex(r.seen.Bytes()[r.from:])
		var parts [][]byte
		if found != nil {
			for i := 0; i < len(found); i += 2 {
				parts = append(parts, bytes.Clone(r.seen.Bytes()[r.from+found[i]:r.from+found[i+1]]))
			}
			r.from += found[1]
		}
		r.mu.Unlock()
		if parts != nil {
			return parts
		}
		time.Sleep(2 * time.Millisecond)
	}
	return nil
}

// A step is a key and what is painted once it has done its work.
type step struct {
	keys string
	sees string // where it is empty, the next question
}

// recorded is what somebody does to answer, and the answer that comes of it.
func (r *room) recorded() (answer, []step) {
	now := r.held[r.at]
	now.Question = r.at
	level := strconv.Itoa(1 + r.rng.IntN(3))
	low := 1 + r.rng.IntN(2)
	pair := []string{strconv.Itoa(low), strconv.Itoa(low + 1)}
	choose := func(key string) step { return step{key, "● " + key + "|◉ " + key} }
	two := []step{choose(pair[0]), {pair[1], "◉ " + pair[1]}}
	kind := r.rng.IntN(6)
	if kind == 2 && r.moved[r.at] {
		kind = 0
	}
	if now.Level != "" || now.Between != nil {
		kind = 5 // what is there already is painted otherwise: only a note is written
	}
	switch kind {
	case 0, 1:
		now.Level, now.Between = level, nil
		return now, []step{choose(level), {"\r", ""}}
	case 2:
		now.Level = "unknown"
		return now, []step{choose("u"), {"\r", ""}}
	case 3:
		now.Level, now.Between = "", pair
		return now, append(append([]step{{"m", "Between which two"}}, two...), step{"\r", ""})
	case 4:
		names := map[string]string{"1": "None.", "2": "Some.", "3": "Enough."}
		now.Level, now.Between = "", pair
		said := fmt.Sprintf("We do not agree.\n“%s” the north\n“%s” the south", names[pair[0]], names[pair[1]])
		if now.Note != "" {
			said = now.Note + "\n" + said
		}
		now.Note = said
		return now, append(append([]step{{"d", "Which two answers"}}, two...),
			step{"\r", "What do those say who choose"}, step{"the north", "the north"}, step{"\r", "What do those say who choose"}, step{"the south", "the south"}, step{"\r", ""})
	}
	text := "said " + strconv.Itoa(r.rng.IntN(1000)) + " på øen"
	if now.Note != "" {
		text = " and " + text
	}
	now.Note += text
	return now, []step{{".", "Note for this question"}, {text, "øen"}, {"\r", "Note: "}}
}

// act does something to its end.
func (r *room) act() error {
	switch r.rng.IntN(8) {
	case 0: // a choice that is moved and left
		if now := r.held[r.at]; now.Level != "" || now.Between != nil || r.moved[r.at] {
			return nil
		}
		r.moved[r.at] = true
		return r.press([]step{{"u", "● u|◉ u"}, {"o", "↑↓ move"}, {"\x1b", "between two"}})
	case 1: // taken back
		if len(r.done) == 0 {
			return nil
		}
		was, sees := r.done[0], "Undone"
		if was.Question != r.at { // what is said of it may stand there already
			sees = "Question " + was.Question[1:]
		} else if r.said {
			return nil
		}
		r.done, r.said = r.done[1:], true
		r.undone++
		if err := r.press([]step{{"z", sees}}); err != nil {
			return err
		}
		r.held[was.Question], r.at = was, was.Question
		return nil
	}
	r.said = false
	was := r.held[r.at]
	was.Question = r.at
	now, steps := r.recorded()
	if err := r.press(steps); err != nil {
		return err
	}
	r.held[was.Question] = now
	r.done = append([]answer{was}, r.done...)
	r.confirmed++
	if now.Between != nil {
		r.between++
	}
	return nil
}

// press does steps and waits after each.
func (r *room) press(steps []step) error {
	for _, s := range steps {
		if _, err := io.WriteString(r.keyboard, s.keys); err != nil {
			return err
		}
		if s.sees != "" {
			if r.sees(regexp.MustCompile(s.sees)) == nil {
				return fmt.Errorf("after %q nothing like %q is seen at %s", s.keys, s.sees, r.at)
			}
			continue
		}
		if r.at = r.asked(); r.at == "" {
			return fmt.Errorf("after %q no question is asked", s.keys)
		}
	}
	return nil
}

// half begins something and does not look what becomes of it. It gives the answer that may come of it.
func (r *room) half() answer {
	meant, steps := r.recorded()
	last := r.rng.IntN(len(steps))
	at := r.at
	_ = r.press(steps[:last])
	r.at = at
	_, _ = io.WriteString(r.keyboard, steps[last].keys)
	if last < len(steps)-1 {
		return r.held[at] // it was not confirmed
	}
	return meant
}
