// Package man writes manual pages from the commands: one page each, in the
// language of man(7).
package man

import (
	"bytes"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// Mark is how every page begins.
const Mark = `.\" Written by samklar man.`

// Write writes the page of a command; statuses are lines on the exit codes, for
// the page of the program. It has no date, so that the same program always writes
// the same page.
func Write(w io.Writer, c *cobra.Command, version string, statuses []string) error {
	c.InitDefaultHelpFlag()
	p := page{}
	fmt.Fprintf(&p.Buffer, "%s\n.TH %s 1 \"\" %s\n", Mark, argument(strings.ToUpper(Name(c))), argument("samklar "+version))
	p.section("NAME")
	p.line(escape(Name(c) + " - " + c.Short)) // on one line, from which whatis takes it
	p.section("SYNOPSIS")
	p.block(c.UseLine())
	p.section("DESCRIPTION")
	p.prose(about(c))
	p.flags("OPTIONS", c.NonInheritedFlags())
	p.flags("OPTIONS OF EVERY COMMAND", c.InheritedFlags())
	if c.Example != "" {
		p.section("EXAMPLES")
		p.block(c.Example)
	}
	if !c.HasParent() {
		p.section("EXIT STATUS")
		p.block(strings.Join(statuses, "\n"))
	}
	p.seeAlso(c)
	_, err := w.Write(p.Bytes())
	return err
}

// Name is what the page of a command is called: samklar-questions-list.
func Name(c *cobra.Command) string { return strings.ReplaceAll(c.CommandPath(), " ", "-") }

// Pages are the commands that have a page: a command, and all below it.
func Pages(c *cobra.Command) []*cobra.Command {
	all := []*cobra.Command{c}
	for _, sub := range c.Commands() {
		if sub.IsAvailableCommand() || sub.Name() == "help" {
			all = append(all, Pages(sub)...)
		}
	}
	return all
}

func about(c *cobra.Command) string {
	if c.Long != "" {
		return c.Long
	}
	return c.Short
}

// A page is the text of one.
type page struct{ bytes.Buffer }

func (p *page) section(title string) { p.WriteString(".SH " + title + "\n") }

func (p *page) line(text string) { p.WriteString(text + "\n") }

// text writes text that is filled: its line breaks mean nothing.
func (p *page) text(text string) {
	for line := range strings.Lines(text) {
		p.line(guard(escape(strings.TrimSpace(line))))
	}
}

// prose writes paragraphs. One with a line that is moved in, or that has blanks
// in a row, is laid out already and stays as it is.
func (p *page) prose(text string) {
	for i, paragraph := range strings.Split(strings.Trim(text, "\n"), "\n\n") {
		if i > 0 {
			p.line(".PP")
		}
		if strings.HasPrefix(paragraph, " ") || strings.HasPrefix(paragraph, "\t") || strings.Contains(paragraph, "\n ") ||
			strings.Contains(paragraph, "\n\t") || strings.Contains(paragraph, "   ") {
			p.block(paragraph)
		} else {
			p.text(paragraph)
		}
	}
}

// block writes text whose line breaks and blanks stay.
func (p *page) block(text string) {
	p.line(".nf")
	for line := range strings.Lines(text) {
		p.line(guard(escape(strings.TrimRight(line, "\n"))))
	}
	p.line(".fi")
}

func (p *page) flags(title string, flags *pflag.FlagSet) {
	if !flags.HasAvailableFlags() {
		return
	}
	p.section(title)
	flags.VisitAll(func(f *pflag.Flag) {
		if f.Hidden || f.Deprecated != "" {
			return
		}
		value, usage := pflag.UnquoteUsage(f)
		name := `\fB` + escape("--"+f.Name) + `\fR`
		if f.Shorthand != "" {
			name = `\fB` + escape("-"+f.Shorthand) + `\fR, ` + name
		}
		if value != "" {
			name += ` \fI` + escape(value) + `\fR`
		}
		p.line(".TP")
		p.line(guard(name))
		p.text(usage)
		if d := f.DefValue; d != "" && d != "false" && d != "[]" && d != "0" {
			p.text("(default: " + d + ")")
		}
	})
}

func (p *page) seeAlso(c *cobra.Command) {
	var others []string
	if c.HasParent() {
		others = append(others, Name(c.Parent()))
	}
	for _, sub := range Pages(c)[1:] {
		if sub.Parent() == c {
			others = append(others, Name(sub))
		}
	}
	if len(others) == 0 {
		return
	}
	p.section("SEE ALSO")
	for i, name := range others {
		comma := ","
		if i == len(others)-1 {
			comma = ""
		}
		p.line(`\fB` + escape(name) + `\fR(1)` + comma)
	}
}

// escape writes characters that man would read as its own, or draw otherwise.
func escape(text string) string {
	return strings.NewReplacer(`\`, `\e`, "-", `\-`, "'", `\(aq`, "`", `\(ga`, "^", `\(ha`, "~", `\(ti`).Replace(text)
}

// guard keeps a line from being read as a request.
func guard(line string) string {
	if strings.HasPrefix(line, ".") {
		return `\&` + line
	}
	return line
}

// argument writes one argument of a request.
func argument(text string) string {
	return `"` + strings.NewReplacer(`\`, `\e`, `"`, `\(dq`).Replace(text) + `"`
}
