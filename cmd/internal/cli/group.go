package cli

import (
	"bytes"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"collectiveimpact/samklar/assess/comparefile"
	"collectiveimpact/samklar/cmd/internal/command"
	"collectiveimpact/samklar/cmd/internal/hearing"
	"collectiveimpact/samklar/cmd/internal/output"
	"collectiveimpact/samklar/cmd/internal/say"
	"collectiveimpact/samklar/cmd/internal/usage"
	"collectiveimpact/samklar/report/voices"

	"github.com/spf13/cobra"
)

type groupOptions struct {
	*command.Options
	format string
	named  string
	open   bool

	assessors bool // the voices are of several who have judged many cases
}

func newGroup(o *command.Options) *cobra.Command {
	g := &groupOptions{Options: o}
	c := &cobra.Command{
		Use:   "group FILE...",
		Short: "Make several voices on one case into one: what to talk about",
		Long: `Make the answers of several voices on one case into one: what comes out
whichever of them is right, on which questions they differ, and which of those
decide. What they differ on lies between the lowest and the highest voice;
nobody is outvoted, and nothing is averaged.

An organisation is one voice, however many of its people have answered. How many
chose which level is shown from five voices on, notes and names never; --open is
for a group that has agreed to show all of it.

  terminal   the agenda: what to talk about, first things first
  markdown   the same for a document
  html       the same as a page to project: what decides a question a screen,
             by Page Down; the others unfold
  json       the same for programs, with measures of agreement
  yaml       an answer file of the group: agreed where all are, between two
             levels where not; -o FILE.yaml writes it too

samklar assess AGREED.yaml FILE... then asks what is open.

With --assessors the files, or folders of them, are of several who have judged
the same cases, each for themselves: in which cases something hangs on who is
right, and with --open how many levels each stands above or below the others
on the cases and questions they have in common. Nothing is normalised.`,
		Example: "  samklar group street/*.yaml\n  samklar group street/*.yaml -f html -o agenda.html\n  samklar group street/*.yaml -o agreed.yaml\n  samklar group round --assessors --open",
		Args: func(c *cobra.Command, args []string) error {
			if g.assessors {
				return usage.SomePaths(c, args)
			}
			return usage.Files(2, 10_000, "", "the files of two voices or more")(c, args)
		},
		RunE: func(c *cobra.Command, args []string) error {
			if g.assessors {
				return g.runAssessors(c, args)
			}
			if !c.Flags().Changed("format") && slices.Contains([]string{".yaml", ".yml"}, strings.ToLower(filepath.Ext(o.Out.Path))) {
				g.format = "yaml"
			}
			return g.run(args)
		},
	}
	usage.AddFormat(c, &g.format, []string{"terminal", "markdown", "html", "json", "yaml"})
	o.AddOutput(c)
	c.Flags().BoolVar(&g.open, "open", false, "show names, notes and who said what: for a group that has agreed to it")
	c.Flags().StringVar(&g.named, "case-title", "", "what the case is called, where the files have no id and call it differently")
	c.Flags().BoolVar(&g.assessors, "assessors", false, "the voices are assessors of several cases: who stands above or below the others")
	c.Flags().BoolVar(&o.Plain, "plain", false, "in the terminal format draw nothing: for screen readers")
	return c
}

func (o *groupOptions) run(files []string) error {
	lib, err := o.Library()
	if err != nil {
		return err
	}
	h, err := hearing.Read(o.Options, files, o.named, lib)
	if err != nil {
		return err
	}
	selection, err := o.Selection(lib, h.Banks()...)
	if err != nil {
		return err
	}
	g := h.Group(selection)
	var b bytes.Buffer
	kind := output.Of(o.format)
	switch o.format {
	case "json":
		kind, err = output.Group, comparefile.WriteGroup(&b, h.Case, h.First, g, o.open, o.Version())
	case "yaml":
		kind = output.Cases
		b.Write(h.Agreed(g, selection.Banks, lib.Language(), false))
	default:
		in := &voices.Input{Case: h.Case, First: h.First, Last: h.Case.AsOf, Group: g, Open: o.open, Lang: lib.Language(), Tool: o.Version()}
		err = command.Lay(&b, voices.Build(in), o.format, o.Screen())
	}
	if err != nil {
		return err
	}
	if err := o.write(kind, b.Bytes()); err != nil {
		return err
	}
	if o.format == "yaml" && !o.Out.Standard() {
		words := say.ShellWords(append([]string{o.Out.Path}, files...))
		for _, line := range say.Typed("samklar: to talk about what is open, and to agree: ", "samklar assess "+say.Line(words)+o.GivenFlags(), messageWidth(o.Options)) {
			fmt.Fprintln(o.Sys.Err, line)
		}
	}
	return nil
}

// write gives a result away; what is read on a terminal a page at a time.
func (o *groupOptions) write(kind output.Kind, data []byte) error {
	if o.format == "terminal" {
		return o.WritePaged(kind, data)
	}
	return o.WriteOutput(kind, data)
}
