package wizard

import (
	"fmt"
	"io"
	"maps"
	"math/rand/v2"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/cmd/internal/typed"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/ansi"
)

// TestStreams types arbitrary bytes into the drawn interview, in bursts: keys, prose,
// sequences of terminals, halves of them, what is no text. No answer is recorded that
// was not chosen by its digit, its letter or the cursor, and then confirmed.
//
// SAMKLAR_STREAMS says how many streams; the usual number is small.
func TestStreams(t *testing.T) {
	streams := 300
	if n, err := strconv.Atoi(os.Getenv("SAMKLAR_STREAMS")); err == nil {
		streams = n
	}
	i := load(t, "en", true, "fit", "strength")
	h := &stream{t: t, rng: rand.New(rand.NewPCG(7, 7)), left: streams, looked: make(chan struct{}, 1), begin: func() *desk { return i.desk(t, "") }}
	h.restart()
	p := tea.NewProgram(h, tea.WithInput(h), tea.WithOutput(io.Discard), tea.WithoutRenderer(), tea.WithoutSignalHandler(), tea.WithContext(t.Context()))
	h.program = p
	if _, err := p.Run(); err != nil {
		t.Fatal(err)
	}
	if h.recorded < streams {
		t.Errorf("in %d streams %d answers were recorded: too few to say anything", streams, h.recorded)
	}
	t.Logf("%d streams, %d bursts, %d answers recorded", streams, h.bursts, h.recorded)
}

// A stream is the keyboard and the form at once: it hands out a burst, and looks at
// what that did before it hands out the next.
type stream struct {
	t       *testing.T
	rng     *rand.Rand
	program *tea.Program
	begin   func() *desk
	*gatherer
	desk *desk

	left, burst, bursts, recorded int
	chunk                         string
	looked                        chan struct{} // at what the burst did
	before                        look
	trail                         []string
}

// look is what a person sees, and what is recorded, before a burst.
type look struct {
	screen  screen
	pointed string // the key of the option under the cursor, as drawn
	pending map[assess.Ref]assess.Choice
	entries map[assess.Ref]assess.Choice
}

// burstEnds says that a burst has been handed out.
type burstEnds struct{}

func (*stream) Init() tea.Cmd { return nil }
func (*stream) View() string  { return "" }

func (h *stream) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	switch msg.(type) {
	case tea.KeyMsg:
		h.keys.Update(msg)
	case burstEnds:
		h.settle()
		h.check()
		h.looked <- struct{}{}
		if h.left == 0 || h.t.Failed() {
			return h, tea.Quit
		}
	}
	return h, nil
}

// Read is the keyboard.
func (h *stream) Read(p []byte) (int, error) {
	if h.chunk != "" {
		h.program.Send(burstEnds{})
		<-h.looked
	}
	if h.left == 0 || h.t.Failed() {
		return 0, io.EOF
	}
	h.chunk = h.draw()
	return copy(p, h.chunk), nil
}

func (h *stream) restart() {
	h.desk = h.begin()
	h.gatherer, h.burst, h.trail = h.desk.gathered(), 0, nil
	h.look()
}

var pointedKey = regexp.MustCompile(`(?m)^❯ [●◉○] (\w)  `)

func (h *stream) look() {
	h.before = look{screen: h.screen, pending: make(map[assess.Ref]assess.Choice), entries: make(map[assess.Ref]assess.Choice)}
	if found := pointedKey.FindStringSubmatch(ansi.Strip(h.model.View())); found != nil {
		h.before.pointed = found[1]
	}
	maps.Copy(h.before.pending, h.pending)
	h.eachEntry(func(ref assess.Ref, c assess.Choice) { h.before.entries[ref] = c })
}

func (h *stream) eachEntry(visit func(assess.Ref, assess.Choice)) {
	for bank, b := range h.Banks {
		for q := range b.Questions {
			ref := assess.Ref{Bank: bank, Question: q}
			visit(ref, h.Interview.Entry(ref).Choice)
		}
	}
}

// draw makes a burst.
func (h *stream) draw() string {
	one := func(all ...string) string { return all[h.rng.IntN(len(all))] }
	keys := func() string {
		return one("1", "2", "3", "u", "x", "m", "d", "b", "o", "z", "n", "r", "k", "l", "i", "?", ".", "e", "é", "&", "U", "\r", "\r", "\r", "\n", "\x1b", "\t", "\x1b[A", "\x1b[B", "\x1b[C", "\x1b[D", "\x1b[H", "\x1b[F", "\x1b[Z", "\x1bOr", "\x1bOM", "\x13", "\x7f", "\x15")
	}
	switch h.rng.IntN(12) {
	case 0:
		return one("every partner came\r", "3 wards want it\r1 is silent\r", "We met.\rBut nothing came of it.\r", "1, 2 or 3?\r", "unknown\r", "yes, no, yes\r", "quiet\r", "22 of 33 said so\r", "x: none of it\r2\r")
	case 1:
		return "\x1b[200~" + one("3 wards\n1 more", "1\r", "text", "u\r2\r", "") + "\x1b[201~"
	case 2:
		return one("\x1b]11;rgb:1e1e/1e1e/1e1e\x1b\\", "\x1b]11;rgb:ff/3/1\a", "\x1b[", "\x1bO", "\x1b[1;5A", "\x1b[24~", "\x1b[<0;1;1M", "\x1b[I", "\x1b[O", "\x1b[3", "\x1b[99;99R", "\x1b[?62;c", "\x1bP1$r0m\x1b\\")
	case 3:
		junk := make([]byte, 1+h.rng.IntN(12))
		for i := range junk {
			if junk[i] = byte(h.rng.IntN(256)); junk[i] == 3 {
				junk[i] = 4 // Ctrl+C ends it
			}
		}
		return string(junk)
	case 4:
		return keys() + keys()
	}
	return keys()
}

// sequences are what keys and terminals send that is no text.
var sequences = regexp.MustCompile(`\x1b(\][^\a\x1b]*(\a|\x1b\\)|P[^\x1b]*\x1b\\|\[[0-9;?<]*[A-Za-z~]|O[A-Za-z])`)

// check looks at what a burst has recorded.
func (h *stream) check() {
	h.bursts++
	h.trail = append(h.trail, fmt.Sprintf("%q → %s", h.chunk, h.stands()))
	keys := sequences.ReplaceAllString(h.chunk, "")
	letters := strings.Map(func(r rune) rune {
		if r <= ' ' || r == 0x7f {
			return -1
		}
		return r
	}, keys)
	text := utf8.ValidString(h.chunk) && strings.IndexFunc(h.chunk, func(r rune) bool { return r < ' ' && r != '\r' && r != '\n' && r != '\t' }) < 0
	prose := text && len([]rune(letters)) > typed.Row && strings.Trim(letters, "0123456789uU") != ""
	h.eachEntry(func(ref assess.Ref, now assess.Choice) {
		if now == h.before.entries[ref] {
			return
		}
		if strings.ContainsAny(h.chunk, "zZ") || h.before.screen == clashing {
			return // what is taken back was recorded before
		}
		h.recorded++
		confirmed := strings.ContainsAny(h.chunk, "\r\n\x13kK") || strings.Contains(h.chunk, "\x1bOM")
		why := ""
		switch {
		case !confirmed:
			why = "was not confirmed"
		case prose && h.before.screen != typing && !strings.HasPrefix(letters, "."):
			why = "came of prose"
		case h.before.screen == typing && text && strings.Contains(strings.TrimRight(keys, "\r\n"), "\r") && len([]rune(letters)) > typed.Row:
			why = "came of a text of several lines"
		case h.before.screen != typing && !h.chose(ref, now):
			why = "was chosen by nobody"
		}
		if why != "" {
			h.t.Errorf("%s is %v and %s:\n%s", h.Question(ref).ID, now, why, strings.Join(h.trail, "\n"))
		}
	})
	if h.burst++; h.burst == 40 || h.over() {
		h.left--
		h.restart()
		return
	}
	h.look()
}

// chose reports whether a choice can have been made: it stood under the cursor or was
// chosen before, or its key or the cursor's are in the burst.
func (h *stream) chose(ref assess.Ref, c assess.Choice) bool {
	if waits, ok := h.before.pending[ref]; ok && waits == c {
		return true
	}
	keys := map[assess.Choice]string{assess.Unknown: "u", assess.NotApplicable: "x"}
	key, ok := keys[c]
	if level, one := c.Level(); one {
		key = strconv.Itoa(level + 1)
	} else if !ok {
		key = "m"
	}
	if h.before.pointed == key || h.before.screen == pairing {
		return true
	}
	for _, other := range map[string][]string{"1": {"&"}, "2": {"é", "\x1bOr"}, "3": {`"`}, "u": {"U"}}[key] {
		if strings.Contains(h.chunk, other) {
			return true
		}
	}
	return strings.Contains(h.chunk, key) || regexp.MustCompile(`\x1b\[[ABZ]|\t`).MatchString(h.chunk)
}
