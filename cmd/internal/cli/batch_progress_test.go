package cli

import (
	"bytes"
	"io"
	"regexp"
	"strings"
	"testing"
	"time"

	"collectiveimpact/samklar/cmd/internal/command"
	"collectiveimpact/samklar/cmd/internal/exit"
)

// ticking is a clock that a look at moves on.
func ticking(step time.Duration) func() time.Time {
	now := time.Unix(0, 0)
	return func() time.Time {
		now = now.Add(step)
		return now
	}
}

// TestProgressIsForTerminals wants the line on a terminal alone, taken away again
// at the end, and not where rows are written to the same terminal.
func TestProgressIsForTerminals(t *testing.T) {
	dir, _ := made(t, 60)
	line := regexp.MustCompile(`\r\x1b\[K(\d+ of 60 files, )?\d+ cases, \d+ failed, \d+ a second`)
	for _, tt := range []struct {
		format   string
		out, err bool // is a terminal
		term     string
		want     bool
	}{
		{"jsonl", false, true, "xterm", true},
		{"table", true, true, "xterm", true},
		{"jsonl", true, true, "xterm", false},
		{"csv", true, true, "xterm", false},
		{"jsonl", false, true, "dumb", false},
		{"jsonl", false, false, "xterm", false},
		{"table", true, false, "xterm", false},
	} {
		var messages bytes.Buffer
		code := Run(t.Context(), &command.System{
			Args: []string{"score", dir, "-f", tt.format}, In: strings.NewReader(""), Out: io.Discard, Err: &messages,
			OutTerminal: tt.out, ErrTerminal: tt.err,
			Size: func() (columns, rows int) { return 100, 30 },
			Env: func(name string) string {
				if name == "TERM" {
					return tt.term
				}
				return ""
			},
			Now: ticking(100 * time.Millisecond),
		})
		if code != exit.SomeFailed.Code() {
			t.Errorf("score = %d, want %d", code, exit.SomeFailed.Code())
		}
		text := messages.String()
		if got := line.MatchString(text); got != tt.want || strings.Contains(text, "\r") != tt.want {
			t.Errorf("%+v: progress is written: %t, want %t\n%q", tt, got, tt.want, text)
		}
		if _, last, _ := cutLast(text, "\r\x1b[K"); !strings.Contains(last, "60 cases: ") {
			t.Errorf("%+v: the line is not taken away before %q", tt, last)
		}
	}
}

// cutLast cuts a text around the last place where a word stands.
func cutLast(s, word string) (before, after string, found bool) {
	if i := strings.LastIndex(s, word); i >= 0 {
		return s[:i], s[i+len(word):], true
	}
	return "", s, false
}
