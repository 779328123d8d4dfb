package cli

import (
	"bytes"
	"path/filepath"

	"collectiveimpact/samklar/cmd/internal/casefile"
	"collectiveimpact/samklar/cmd/internal/command"
	"collectiveimpact/samklar/cmd/internal/exit"
	"collectiveimpact/samklar/cmd/internal/man"
	"collectiveimpact/samklar/cmd/internal/output"
	"collectiveimpact/samklar/cmd/internal/usage"

	"github.com/spf13/cobra"
)

func newMan(o *command.Options) *cobra.Command {
	var folder string
	c := &cobra.Command{
		Use:   "man [COMMAND]...",
		Short: "Print a manual page",
		Long: `Print the manual page of samklar, or of one of its commands, for man to show.
With --each, write a page for every command into a folder.`,
		Example: "  samklar man | man -l -\n  samklar man questions lint | man -l -\n  samklar man --each man1",
		Args: func(_ *cobra.Command, args []string) error {
			if folder != "" && len(args) > 0 {
				return exit.Usage("--each writes the pages of all commands; a command is given too")
			}
			return nil
		},
		RunE: func(c *cobra.Command, args []string) error {
			if folder != "" {
				return writePages(o, c.Root(), folder)
			}
			at := c.Root()
			for _, name := range args {
				next, _, err := at.Find([]string{name})
				if err != nil || next == at {
					return usage.UnknownCommand(at, name)
				}
				at = next
			}
			page, err := manualPage(o, at)
			if err != nil {
				return err
			}
			return o.Print(page)
		},
	}
	c.Flags().StringVar(&folder, "each", "", "write a page for every command into the folder `DIR`")
	return c
}

func manualPage(o *command.Options, c *cobra.Command) ([]byte, error) {
	var b bytes.Buffer
	err := man.Write(&b, c, o.Version(), exit.Statuses())
	return b.Bytes(), err
}

// writePages writes every page, in the place of older ones only.
func writePages(o *command.Options, root *cobra.Command, folder string) error {
	if err := casefile.MakeFolder(folder); err != nil {
		return err
	}
	for _, c := range man.Pages(root) {
		page, err := manualPage(o, c)
		if err != nil {
			return err
		}
		o.Out.Path = filepath.Join(folder, man.Name(c)+".1")
		if err := o.WriteOutput(output.Manual, page); err != nil {
			return err
		}
	}
	return nil
}
