package wizard

import (
	"context"
	"io"
)

// The smallest window that is drawn in.
const (
	minColumns = 40
	minRows    = 12
)

// Fits tells whether a window is large enough to draw in.
func Fits(columns, rows int) bool { return columns >= minColumns && rows >= minRows }

// Form draws the interview on a terminal.
type Form struct {
	In     io.Reader
	Out    io.Writer
	Colour bool
}

// Run draws until the review is ended.
func (f Form) Run(ctx context.Context, s *Session) (End, error) {
	return Lines{f.In, f.Out}.Run(ctx, s)
}
