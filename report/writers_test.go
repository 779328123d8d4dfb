package report_test

import (
	"io"
	"strings"
	"testing"

	"collectiveimpact/samklar/report/html"
	"collectiveimpact/samklar/report/markdown"
	"collectiveimpact/samklar/report/terminal"
	"collectiveimpact/samklar/report/view"
)

// writers lay a view out in the formats for people, on screens of a width.
func writers(width int) map[string]func(io.Writer, *view.View) error {
	on := func(s terminal.Screen) func(io.Writer, *view.View) error {
		s.Width = width
		return func(w io.Writer, v *view.View) error { return terminal.Write(w, v, s) }
	}
	return map[string]func(io.Writer, *view.View) error{
		"terminal": on(terminal.Screen{}),
		"colours":  on(terminal.Screen{Colour: true}),
		"plain":    on(terminal.Screen{Plain: true}),
		"markdown": markdown.Write,
		"html":     html.Write,
	}
}

// inEveryFormat writes a view in the formats for people.
func inEveryFormat(t *testing.T, v *view.View, width int) map[string]string {
	t.Helper()
	texts := make(map[string]string)
	for name, write := range writers(width) {
		var b strings.Builder
		if err := write(&b, v); err != nil {
			t.Fatal(err)
		}
		texts[name] = b.String()
	}
	return texts
}
