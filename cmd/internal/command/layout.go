package command

import (
	"cmp"
	"io"

	"collectiveimpact/samklar/report/html"
	"collectiveimpact/samklar/report/markdown"
	"collectiveimpact/samklar/report/terminal"
	"collectiveimpact/samklar/report/view"
)

// Lay lays a view out in a format that people read.
func Lay(w io.Writer, v *view.View, format string, screen terminal.Screen) error {
	switch format {
	case "html":
		return html.Write(w, v)
	case "markdown":
		return markdown.Write(w, v)
	case "terminal":
		return terminal.Write(w, v, screen)
	}
	panic("cli: nothing lays out the format " + format)
}

// Screen says what a terminal report is drawn for.
func (o *Options) Screen() terminal.Screen {
	var s terminal.Screen
	if o.Sys.OutTerminal && o.Out.Standard() {
		columns, _ := o.Sys.Size()
		s.Width = cmp.Or(columns, terminal.DefaultWidth) // none is for what need not fit where nobody looks
		s.Colour = o.Colour()
	}
	s.Plain = o.Plain || o.Sys.Env("SAMKLAR_PLAIN") != ""
	return s
}

// Colour reports whether colours are wanted, on a stream that is a terminal.
func (o *Options) Colour() bool {
	return !o.NoColor && o.Sys.Env("NO_COLOR") == "" && o.Sys.Env("TERM") != "dumb"
}
