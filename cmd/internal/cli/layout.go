package cli

import (
	"io"

	"collectiveimpact/samklar/report"
	"collectiveimpact/samklar/report/html"
	"collectiveimpact/samklar/report/markdown"
	"collectiveimpact/samklar/report/terminal"
)

// lay lays a view out in a format that people read.
func lay(w io.Writer, v *report.View, format string, screen terminal.Screen) error {
	switch format {
	case "html":
		return html.Write(w, v)
	case "markdown":
		return markdown.Write(w, v)
	}
	return terminal.Write(w, v, screen)
}

// screen says what a terminal report is drawn for.
func (o *options) screen(out string) terminal.Screen {
	var s terminal.Screen
	if o.sys.OutTerminal && out == "" {
		s.Width, _ = o.sys.Size()
		s.Colour = o.colour()
	}
	s.Plain = o.plain || o.sys.Env("SAMKLAR_PLAIN") != ""
	return s
}

// wide is screen, for what need not fit where nobody looks.
func (o *options) wide(out string) terminal.Screen {
	s := o.screen(out)
	if s.Width == 0 && o.sys.OutTerminal && out == "" {
		s.Width = terminal.DefaultWidth
	}
	return s
}

// colour reports whether colours are wanted, on a stream that is a terminal.
func (o *options) colour() bool {
	return !o.noColor && o.sys.Env("NO_COLOR") == "" && o.sys.Env("TERM") != "dumb"
}
