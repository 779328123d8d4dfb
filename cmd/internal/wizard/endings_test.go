package wizard

import (
	"bytes"
	"context"
	"errors"
	"io"
	"strings"
	"testing"
	"time"

	"collectiveimpact/samklar/assess"
)

// A line is what a terminal gives: some keys, and then an error, or nothing
// more.
type line struct {
	keys io.Reader
	err  error // nil waits for ever
	stop context.Context
}

func (l *line) Read(p []byte) (int, error) {
	n, err := l.keys.Read(p)
	if n > 0 || !errors.Is(err, io.EOF) {
		return n, err
	}
	if l.err == nil {
		<-l.stop.Done()
		return 0, io.EOF
	}
	return 0, l.err
}

// TestEndings tells what the program around the form makes of its end: an end
// that nobody asked for never passes for one that somebody did.
func TestEndings(t *testing.T) {
	for _, c := range []struct {
		name   string
		typed  string
		line   error
		record error
		cancel bool
		end    End
		err    error
		says   string
	}{
		{name: "left", typed: "1\rq", end: Left, says: "hands=1"},
		{name: "to the report", typed: "1\r2\r3\rnr", end: Finished, says: "hands=1; hearts=2; office=3"},
		{name: "Ctrl+C", typed: "1\r2\x03", end: Left, err: context.Canceled, says: "hands=1"},
		{name: "Ctrl+C at the first key", typed: "\x03", end: Left, err: context.Canceled},
		{name: "the disk is full", typed: "1\r", record: errDisk, end: Left, err: errDisk},
		{name: "the disk is full for a note", typed: ".a\r", record: errDisk, end: Left, err: errDisk},
		{name: "a signal", cancel: true, end: Left, err: context.Canceled},
		{name: "the terminal breaks off", typed: "1\r2", line: errors.New("input/output error"), end: InputEnded, says: "hands=1"},
		{name: "the terminal is gone", typed: "1\r2", line: io.EOF, end: InputEnded, says: "hands=1"},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := load(t, "en", false, "strength").desk(t, "")
			d.fails = c.record
			ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
			defer cancel()
			if c.cancel {
				cancel()
			}
			in := &line{keys: strings.NewReader(c.typed), err: c.line, stop: ctx}
			end, err := Form{In: in, Out: io.Discard}.Run(ctx, d.Session)
			if end != c.end || !errors.Is(err, c.err) || c.err == nil && err != nil {
				t.Errorf("Run = %v, %v, want %v, %v", end, err, c.end, c.err)
			}
			if got := d.says(); got != c.says {
				t.Errorf("kept %s, want %s", got, c.says)
			}
		})
	}
}

// TestPanic tells that a fault of the program is not taken for the end of the
// input.
func TestPanic(t *testing.T) {
	d := load(t, "en", false, "strength").desk(t, "")
	d.Record = func(assess.Ref, assess.Entry) error { panic("a fault") }
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	var screen bytes.Buffer
	end, err := Form{In: &line{keys: strings.NewReader("1\r"), stop: ctx}, Out: &screen}.Run(ctx, d.Session)
	if err == nil || ctx.Err() != nil {
		t.Errorf("Run = %v, %v, want an error", end, err)
	}
	if shown := screen.String(); !strings.Contains(shown, "\x1b[?1049l") || !strings.Contains(shown, "\x1b[?25h") {
		t.Errorf("the terminal was not restored: %q", shown)
	}
}
