package cli

import (
	"collectiveimpact/samklar/report/terminal"
)

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
