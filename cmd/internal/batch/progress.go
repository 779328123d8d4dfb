package batch

import (
	"fmt"
	"io"
	"sync/atomic"
	"time"
)

// A Progress is the line on a terminal that says how far a batch has come. A nil
// one shows nothing.
type Progress struct {
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

// NewProgress returns the line of a batch that begins now, to be written to a terminal.
func NewProgress(w io.Writer, now func() time.Time) *Progress {
	begun := now()
	return &Progress{w: w, now: now, begun: begun, last: begun.Add(progressAfter - progressEvery)}
}

// show writes the line where it is time for it.
func (p *Progress) show(t Tally) {
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

func (p *Progress) text(t Tally, since time.Duration) string {
	rate := float64(t.Documents) / since.Seconds()
	text := fmt.Sprintf("%d cases", t.Documents)
	total := p.total.Load()
	if total > 0 {
		text = fmt.Sprintf("%d of %d files, %s", t.Files, total, text)
	}
	text += fmt.Sprintf(", %d failed, %.0f a second", t.Failed, rate)
	if left := total - int64(t.Files); left >= 0 && total > 0 && t.Files > 0 {
		text += ", " + duration(time.Duration(float64(since)/float64(t.Files)*float64(left))) + " left"
	}
	return text
}

// duration returns a time in whole seconds, or minutes where it is long.
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
func (p *Progress) clear() {
	if p != nil && p.shown {
		p.shown = false
		fmt.Fprint(p.w, "\r\x1b[K")
	}
}
