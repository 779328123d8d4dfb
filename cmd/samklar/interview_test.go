package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// interview starts the drawn interview of a new case in English.
func interview(t *testing.T) *pane {
	t.Helper()
	return newPane(t, t.TempDir(), 80, 24, "samklar", "assess", "case.yaml", "--case-title", "Our street")
}

// TestResize changes the size of the window in the middle of a question and of
// a note: the question, the choice and the text stay.
func TestResize(t *testing.T) {
	t.Parallel()
	p := interview(t)
	p.sees("Do we agree on one clear problem")
	p.keys("3")
	p.sees(pointer + "◉ 3") // in a window that is too small, keys would choose what nobody sees, and do nothing
	sizes := []struct{ columns, rows int }{{60, 15}, {200, 60}, {40, 12}, {80, 24}}
	for _, size := range sizes {
		p.resize(39, 11)
		p.sees("This window is too small to draw in.")
		p.resize(size.columns, size.rows)
		p.sees(pointer + "◉ 3 ")
	}
	p.keys(".", "Written in a large window")
	p.sees("Written in a large window")
	for _, size := range sizes {
		p.resize(39, 11)
		p.sees("This window is too small to draw in.")
		p.resize(size.columns, size.rows)
		p.sees("Note for this question:", "Written in a large window")
	}
	p.keys(", and in a small one", "Enter")
	p.sees("Note: Written in a large window, and in a small one", pointer+"◉ 3")
	p.keys("Enter")
	p.sees("If we succeed")
	if got, want := p.file("case.yaml"), `bounded: {note: "Written in a large window, and in a small one", level: partly}`; !strings.Contains(got, want) {
		t.Errorf("case.yaml =\n%s\nwant in it %s", got, want)
	}
}

// TestInterrupted ends the interview from outside: what was confirmed is saved,
// the code is 130, and the terminal is as it was.
func TestInterrupted(t *testing.T) {
	for _, how := range []struct {
		name string
		keys []string // what is on the screen when it ends
		sees string
		end  func(p *pane)
		kept string // after the first answer
	}{
		{"ctrl-c-at-a-question", []string{"3"}, pointer + "◉ 3", func(p *pane) { p.keys("C-c") }, ""},
		{"ctrl-c-in-a-note", []string{".", "half a note"}, "half a note", func(p *pane) { p.keys("C-c") }, "    improve: {note: \"half a note\"}\n"},
		{"sigterm-in-the-overview", []string{"o"}, "All questions", func(p *pane) { p.signal(syscall.SIGTERM) }, ""},
		{"sighup-in-a-note", []string{".", "half a note"}, "half a note", func(p *pane) { p.signal(syscall.SIGHUP) }, "    improve: {note: \"half a note\"}\n"},
		{"sigint-at-a-question", []string{"3"}, pointer + "◉ 3", func(p *pane) { p.signal(os.Interrupt) }, ""},
	} {
		t.Run(how.name, func(t *testing.T) {
			t.Parallel()
			p := interview(t)
			p.sees("Do we agree on one clear problem")
			p.keys("3", "Enter")
			p.sees("If we succeed")
			p.keys(how.keys...)
			p.sees(how.sees)
			how.end(p)
			p.sees("Saved in case.yaml. Go on later with: samklar assess case.yaml", "samklar: interrupted")
			if code := p.ended(); code != "130" {
				t.Errorf("exit code = %s, want 130", code)
			}
			p.restored()
			if screen := p.screen(); strings.Contains(screen, "Enter confirm") {
				t.Errorf("the question is still on the screen:\n%s", screen)
			}
			if got, want := p.file("case.yaml"), "answers:\n  when:\n    bounded: partly\n"+how.kept; !strings.HasSuffix(got, want) {
				t.Errorf("case.yaml =\n%s\nwant at its end\n%s", got, want)
			}
			if _, err := os.Lstat(filepath.Join(p.dir, ".case.yaml.lock")); err == nil {
				t.Error("the lock is left behind")
			}
		})
	}
}

// TestBurst sends 200 answers at once, typed and pasted: all are kept.
func TestBurst(t *testing.T) {
	const n = 200
	var bank, keys, want strings.Builder
	bank.WriteString("bank: big\nversion: 1\nkind: scale\nlanguage: en\ntitle: Big\nabout: Many questions.\ndimensions:\n  - id: all\n    title: All\n    questions:\n")
	for i := range n {
		fmt.Fprintf(&bank, "      - {id: q%d, ask: \"Question %d?\", levels: [{text: None.}, {text: Few.}, {text: Some.}, {text: All.}]}\n", i, i)
		answer := i*7%4 + 1
		fmt.Fprintf(&keys, "%d\r", answer)
		fmt.Fprintf(&want, "    q%d: %d\n", i, answer)
	}
	bank.WriteString("bands: [{id: low, title: Low, from: 0}]\n")
	for _, how := range []struct {
		name string
		send func(p *pane)
	}{
		{"typed", func(p *pane) { p.tmux("send-keys", "-l", "--", keys.String()) }},
		{"pasted", func(p *pane) { p.paste(keys.String()) }},
		{"pasted with marks", func(p *pane) { p.paste(keys.String(), "-p") }},
	} {
		t.Run(how.name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			if err := os.WriteFile(filepath.Join(dir, "big.yaml"), []byte(bank.String()), 0o600); err != nil {
				t.Fatal(err)
			}
			p := newPane(t, dir, 80, 24, "samklar", "assess", "case.yaml", "--case-title", "Our street", "--bank", "big.yaml", "--banks", "big")
			p.sees("Question 0?")
			how.send(p)
			p.sees("Review of your answers")
			if got := p.file("case.yaml"); !strings.HasSuffix(got, "answers:\n  big:\n"+want.String()) {
				t.Errorf("case.yaml =\n%s\nwant at its end\n%s", got, want.String())
			}
		})
	}
}

// TestPastedNote pastes paragraphs into a note, with the line ends that
// terminals send for them: they are kept as they are.
func TestPastedNote(t *testing.T) {
	const text = "Vi mødtes på Ærø: æøå ÆØÅ, cafe\u0301 og 👩\u200d👩\u200d👧 – 東京. " +
		"Det er en lang linje, som skal brydes flere gange på skærmen, og som alligevel er én linje, når den er gemt.\n\n" +
		"  “Citat” 'x' {y: z} # nej\n- q\n1\nx: |"
	for _, flags := range [][]string{{"-p"}, {"-p", "-r"}} {
		t.Run(strings.Join(flags, ""), func(t *testing.T) {
			t.Parallel()
			p := newPane(t, t.TempDir(), 80, 24, "samklar", "assess", "case.json", "--case-title", "Our street")
			p.sees("Do we agree on one clear problem")
			p.keys("3", ".")
			p.sees("Note for this question:")
			p.paste(text, flags...)
			p.sees("x: |")
			p.keys("Enter")
			p.sees("Note kept.", pointer+"◉ 3", "cafe\u0301 og 👩\u200d👩\u200d👧 – 東京.")
			p.keys("Enter")
			p.sees("If we succeed")
			var kept struct {
				Answers struct {
					When struct{ Bounded struct{ Note string } }
				}
			}
			if err := json.Unmarshal([]byte(p.file("case.json")), &kept); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(text, kept.Answers.When.Bounded.Note); diff != "" {
				t.Errorf("the note (-want +got)\n%s", diff)
			}
		})
	}
}

// TestTwoInterviews opens a file that an interview has open: the second is
// refused and says who has it, and the first goes on.
func TestTwoInterviews(t *testing.T) {
	t.Parallel()
	first := interview(t)
	first.sees("Do we agree on one clear problem")
	second := newPane(t, first.dir, 80, 24, "samklar", "assess", "case.yaml")
	if code := second.ended(); code != "1" {
		t.Errorf("the second ended with code %s, want 1", code)
	}
	second.sees(`samklar: another interview has "case.yaml" open since 20`, "(process "+first.note("pid")+" on ",
		"hint: samklar assess case.yaml --take-over")
	first.keys("3", "Enter")
	first.sees("If we succeed")
}

// TestKilled goes on after kill -9: the next start explains why there is a lock
// and takes it over, and all that was confirmed is there.
func TestKilled(t *testing.T) {
	t.Parallel()
	p := interview(t)
	p.sees("Do we agree on one clear problem")
	p.keys("3", "Enter")
	p.sees("If we succeed")
	p.keys("1")
	p.sees(pointer + "◉ 1")
	p.kill()
	p.again("samklar", "assess", "case.yaml")
	p.sees("If we succeed", "○ 1")
	p.keys("q")
	p.restored()
	p.sees(`samklar: the interview that had "case.yaml" open since 20`, "nothing of it is lost")
	if got := p.file("case.yaml"); !strings.HasSuffix(got, "answers:\n  when:\n    bounded: partly\n") {
		t.Errorf("case.yaml =\n%s\nwant bounded: partly and nothing more", got)
	}
}

// TestTypedAhead types before the program has started: nothing is lost.
func TestTypedAhead(t *testing.T) {
	t.Parallel()
	p := newPane(t, t.TempDir(), 80, 24, "sh", "-c", "mkfifo go && echo ready; read word <go; exec samklar assess case.yaml")
	p.sees("ready")
	p.atOnce("Our street", "Enter", "Enter", "2026-03", "Enter", "A. Jansen", "Enter", "3", "Enter", ".", "seen", "Enter", "2", "Enter", "1")
	p.sees("seen 2 1")
	if err := os.WriteFile(filepath.Join(p.dir, "go"), []byte("now\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	p.sees("Has something around us changed", pointer+"◉ 1")
	const want = `case:
  title: "Our street"
  as-of: "2026-03"
respondent:
  name: "A. Jansen"
banks:
  when: 2
answers:
  when:
    bounded: partly
    improve: {note: "seen", level: partly}
`
	if got := p.file("case.yaml"); !strings.HasSuffix(got, want) {
		t.Errorf("case.yaml =\n%s\nwant at its end\n%s", got, want)
	}
}

// TestPastedWithoutMarks pastes prose as terminals do that do not mark it: into a note
// it is the note, and at a question it is refused, not answered.
func TestPastedWithoutMarks(t *testing.T) {
	t.Parallel()
	const prose = "We met on 3 May.\n3 wards want it\n1 is silent\nevery partner came\n"
	p := interview(t)
	p.sees("Do we agree on one clear problem")
	p.keys("Down", "Down", "Down") // by now nothing can have been typed ahead
	p.sees(pointer + "◉ 3")
	p.paste(prose)
	p.sees("That came all at once")
	p.keys(".")
	p.sees("Note for this question:")
	p.paste(prose)
	p.sees("every partner came")
	p.keys("Enter")
	p.sees("Note kept.", "question 1 of")
	if got, want := p.file("case.yaml"), `bounded: {note: "We met on 3 May.\n3 wards want it\n1 is silent\nevery partner came"}`; !strings.HasSuffix(strings.TrimSpace(got), want) {
		t.Errorf("case.yaml =\n%s\nwant at its end\n%s", got, want)
	}
}

// TestSomebodyElse changes the file during the interview: a comment and another answer
// are taken in, and of two answers to one question the room chooses.
func TestSomebodyElse(t *testing.T) {
	t.Parallel()
	p := interview(t)
	edit := func(from, to string) {
		t.Helper()
		now := p.file("case.yaml")
		if !strings.Contains(now, from) {
			t.Fatalf("case.yaml has no %q:\n%s", from, now)
		}
		if err := os.WriteFile(filepath.Join(p.dir, "case.yaml"), []byte(strings.Replace(now, from, to, 1)), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	p.sees("Do we agree on one clear problem")
	edit("samklar: 1\n", "# theirs\nsamklar: 1\n")
	p.keys("3", "Enter")
	p.sees("If we succeed", "Somebody else has changed the file meanwhile")
	edit("    bounded: ", "    improve: no\n    bounded: ")
	p.keys("3", "Enter")
	p.sees("Somebody else has answered this question meanwhile", "1 keep yours · 2 keep theirs")
	p.keys("Enter", "1")
	p.sees("Has something around us changed")
	if got := p.file("case.yaml"); !strings.Contains(got, "# theirs") || strings.Contains(got, "improve: no") {
		t.Errorf("case.yaml =\n%s\nwant their comment and our answer", got)
	}
}

// TestConclusionStays goes to the result: when the program has ended, the conclusion
// and the commands are on the screen, whole.
func TestConclusionStays(t *testing.T) {
	for _, columns := range []int{60, 80} {
		t.Run(fmt.Sprint(columns), func(t *testing.T) {
			t.Parallel()
			p := newPane(t, t.TempDir(), columns, 24, "samklar", "assess", "case.yaml", "--case-title", "Our street")
			p.sees("Do we agree on one clear problem")
			p.keys("1", "Enter")
			p.sees("It follows from this answer")
			p.keys("Enter", "Space", "5", "n", "3", "Enter", "3", "Enter", "3", "Enter")
			p.sees("Review of your answers")
			p.keys("Enter", "Escape", "r")
			p.ended()
			p.sees("Our street", "Choose the problem first", "First step:", "samklar report case.yaml -f html -o case.html")
			for line := range strings.Lines(p.screen()) {
				if strings.HasPrefix(line, "samklar") && strings.Count(line, "samklar") > 1 {
					t.Errorf("two commands on a line: %q", line)
				}
			}
		})
	}
}
