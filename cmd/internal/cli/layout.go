package cli

import (
	"cmp"
	"io"

	"collectiveimpact/samklar/report/html"
	"collectiveimpact/samklar/report/markdown"
	"collectiveimpact/samklar/report/terminal"
	"collectiveimpact/samklar/report/view"
)

// lay lays a view out in a format that people read.
func lay(w io.Writer, v *view.View, format string, screen terminal.Screen) error {
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

// screen says what a terminal report is drawn for.
func (o *options) screen() terminal.Screen {
	var s terminal.Screen
	if o.sys.OutTerminal && o.out.Standard() {
		columns, _ := o.sys.Size()
		s.Width = cmp.Or(columns, terminal.DefaultWidth) // none is for what need not fit where nobody looks
		s.Colour = o.colour()
	}
	s.Plain = o.plain || o.sys.Env("SAMKLAR_PLAIN") != ""
	return s
}

// colour reports whether colours are wanted, on a stream that is a terminal.
func (o *options) colour() bool {
	return !o.noColor && o.sys.Env("NO_COLOR") == "" && o.sys.Env("TERM") != "dumb"
}
