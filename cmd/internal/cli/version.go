package cli

import "github.com/spf13/cobra"

func newVersion(o *options) *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "Print the version",
		Args:  noArgs,
		RunE:  func(*cobra.Command, []string) error { return o.printVersion() },
	}
}

func (o *options) printVersion() error { return o.writeOutput("", []byte("samklar "+Version+"\n")) }
