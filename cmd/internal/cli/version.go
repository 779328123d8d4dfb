package cli

import (
	"fmt"
	"strings"

	"collectiveimpact/samklar/cmd/internal/command"
	"collectiveimpact/samklar/cmd/internal/usage"

	"github.com/spf13/cobra"
)

func newVersion(o *command.Options) *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "Print the version",
		Args:  usage.NoArgs,
		RunE:  func(*cobra.Command, []string) error { return printVersion(o) },
	}
}

// printVersion prints the version and, on a line of its own, what else is known of how the program was built.
func printVersion(o *command.Options) error {
	text := "samklar " + o.Version() + "\n"
	if b := o.Sys.Build; b != nil {
		known := make(map[string]string)
		for _, s := range b.Settings {
			known[s.Key] = s.Value
		}
		if commit := known["vcs.revision"]; commit != "" {
			day, _, _ := strings.Cut(known["vcs.time"], "T")
			text += "commit " + commit + " of " + day
			if known["vcs.modified"] == "true" {
				text += ", with changes"
			}
			text += "\n"
		}
		text += fmt.Sprintf("%s for %s/%s\n", b.GoVersion, known["GOOS"], known["GOARCH"])
	}
	return o.Print([]byte(text))
}
