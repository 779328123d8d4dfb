package cli

import (
	"fmt"
	"io"
	"sync/atomic"
	"time"
)

// A progress is the line on a terminal that says how far a batch has come. A nil
// one shows nothing.
type progress struct {
	w     io.Writer
	now   func() time.Time
	begun time.Time
	last  time.Time
	shown bool
	total atomic.Int64 // files; 0 while that is not known
}

// How often the line is written, and how long a batch must run before it is.
const (
	progressEvery = 200 * time.Millisecond
	progressAfter = 500 * time.Millisecond
)

func newProgress(w io.Writer, now func() time.Time) *progress {
	begun := now()
	return &progress{w: w, now: now, begun: begun, last: begun.Add(progressAfter - progressEvery)}
}

// show writes the line where it is time for it.
func (p *progress) show(t tally) {
	if p == nil {
		return
	}
	now := p.now()
	if now.Sub(p.last) < progressEvery {
		return
	}
	p.last = now
	p.shown = true
	fmt.Fprintf(p.w, "\r\x1b[K%s", p.text(t, now.Sub(p.begun)))
}

func (p *progress) text(t tally, since time.Duration) string {
	rate := float64(t.cases) / since.Seconds()
	text := fmt.Sprintf("%d cases", t.cases)
	total := p.total.Load()
	if total > 0 {
		text = fmt.Sprintf("%d of %d files, %s", t.files, total, text)
	}
	text += fmt.Sprintf(", %d failed, %.0f a second", t.failed, rate)
	if left := total - int64(t.files); left >= 0 && total > 0 && t.files > 0 {
		text += ", " + duration(time.Duration(float64(since)/float64(t.files)*float64(left))) + " left"
	}
	return text
}

// duration gives a time in whole seconds, or minutes where it is long.
func duration(d time.Duration) string {
	switch {
	case d < 100*time.Second:
		return fmt.Sprintf("%.0f s", d.Seconds())
	case d < 100*time.Minute:
		return fmt.Sprintf("%.0f min", d.Minutes())
	}
	return fmt.Sprintf("%.1f h", d.Hours())
}

// clear takes the line away.
func (p *progress) clear() {
	if p != nil && p.shown {
		p.shown = false
		fmt.Fprint(p.w, "\r\x1b[K")
	}
}

// of says of how many files that is, where it is known.
func (p *progress) of(t tally) string {
	if p == nil || p.total.Load() == 0 {
		return ""
	}
	return fmt.Sprintf(", %d of %d files", t.files, p.total.Load())
}
