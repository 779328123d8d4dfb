package cli

import (
	"fmt"

	"github.com/spf13/cobra"
)

func newVersion(o *options) *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "Print the version",
		Args:  noArgs,
		RunE:  func(*cobra.Command, []string) error { return o.printVersion() },
	}
}

func (o *options) printVersion() error { return o.writeOutput("", []byte("samklar "+Version+"\n")) }

func noArgs(c *cobra.Command, args []string) error {
	if len(args) > 0 {
		return usage(fmt.Sprintf("unexpected %q", args[0]), c.CommandPath()+" --help")
	}
	return nil
}
