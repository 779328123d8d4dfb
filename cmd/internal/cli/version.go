package cli

import (
	"fmt"
	"strings"
	"unicode"

	"collectiveimpact/samklar/cmd/internal/usage"

	"github.com/spf13/cobra"
)

func newVersion(o *options) *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "Print the version",
		Args:  usage.NoArgs,
		RunE:  func(*cobra.Command, []string) error { return o.printVersion() },
	}
}

// version is that of the release which the program was built from. Go takes it
// from the tag, or counts from the last one; where there is none, it is Version.
func (o *options) version() string {
	if o.sys.Build != nil {
		v, is := strings.CutPrefix(o.sys.Build.Main.Version, "v")
		if is && !strings.HasPrefix(v, "0.0.0-") && strings.IndexFunc(v, unicode.IsSpace) < 0 {
			return v
		}
	}
	return Version
}

// printVersion prints the version and, on a line of its own, what else is known of how the program was built.
func (o *options) printVersion() error {
	text := "samklar " + o.version() + "\n"
	if b := o.sys.Build; b != nil {
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
	return o.print([]byte(text))
}
