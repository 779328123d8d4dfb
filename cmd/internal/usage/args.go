// Package usage is how commands are called: their arguments are checked, and flags with few values check and complete
// themselves. What does not fit is refused in words of ours, with what may have been meant.
package usage

import (
	"errors"
	"fmt"
	"slices"

	"collectiveimpact/samklar/cmd/internal/exit"
	"collectiveimpact/samklar/cmd/internal/say"
	"collectiveimpact/samklar/questions/diag"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// NoArgs wants nothing.
func NoArgs(c *cobra.Command, args []string) error {
	if len(args) > 0 {
		return exit.Usage(fmt.Sprintf("unexpected %q", args[0]), c.CommandPath()+" --help")
	}
	return nil
}

// Files wants so many files, and says what is expected: that one is missing, or what instead of so many.
func Files(least, most int, missing, expected string) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		switch n := len(args); {
		case n < least && missing != "":
			return exit.Usage(missing, c.CommandPath()+" --help")
		case n < least, n > most:
			return exit.Usage(fmt.Sprintf("%d files given; expected %s", n, expected), c.CommandPath()+" --help")
		}
		return nil
	}
}

// FileMissing is said where a command wants a file and has none.
const FileMissing = "a file is missing"

// SomePaths wants at least one path, and standard input once.
func SomePaths(c *cobra.Command, args []string) error {
	if len(args) == 0 {
		return exit.Usage(FileMissing, c.CommandPath()+" --help")
	}
	if i := slices.Index(args, "-"); i >= 0 && slices.Contains(args[i+1:], "-") {
		return exit.Usage("- is given twice; standard input can be read once", c.CommandPath()+" --help")
	}
	return nil
}

// OneInput refuses a second reader of standard input, among paths and the files of flags:
// a flag and its file, and so on.
func OneInput(paths []string, files ...string) error {
	first := ""
	if slices.Contains(paths, "-") {
		first = "the path -"
	}
	for i := 0; i+1 < len(files); i += 2 {
		switch flag, file := files[i], files[i+1]; {
		case file != "-":
		case first != "":
			return exit.Usage(flag + " - and " + first + " both read standard input; expected one of them")
		default:
			first = flag + " -"
		}
	}
	return nil
}

// OnlyCommands wants nothing, and takes what is there for a command that is misspelt.
func OnlyCommands(c *cobra.Command, args []string) error {
	if len(args) > 0 {
		return UnknownCommand(c, args[0])
	}
	return nil
}

// UnknownCommand refuses the name of a command that is not there, and says which may have been meant.
func UnknownCommand(c *cobra.Command, name string) error {
	var known []string
	for _, sub := range c.Commands() {
		if sub.IsAvailableCommand() || sub.Name() == "help" {
			known = append(known, sub.Name())
		}
	}
	near := say.Meant(name, known)
	if near == "" {
		return exit.Usage(fmt.Sprintf("unknown command %s of %q", diag.Quote(name), c.CommandPath()), c.CommandPath()+" --help")
	}
	return exit.Usage(fmt.Sprintf("unknown command %s of %q; did you mean %q?", diag.Quote(name), c.CommandPath(), near), c.CommandPath()+" "+near+" --help")
}

// NearFlag names the flag that a wrong one was meant to be.
func NearFlag(c *cobra.Command, err error) string {
	var unknown interface{ GetSpecifiedName() string }
	if !errors.As(err, &unknown) {
		return ""
	}
	var known []string
	c.Flags().VisitAll(func(f *pflag.Flag) { known = append(known, f.Name) })
	if near := say.Meant(unknown.GetSpecifiedName(), known); near != "" {
		return fmt.Sprintf("; did you mean --%s?", near)
	}
	return ""
}

// Strict makes every command refuse what it does not know: cobra lets a typo
// under a command with sub-commands, and a topic that does not exist, pass.
func Strict(root *cobra.Command) {
	root.Args = OnlyCommands
	for _, c := range root.Commands() {
		switch c.Name() {
		case "help":
			c.RunE = func(_ *cobra.Command, args []string) error {
				topic, rest, err := root.Find(args)
				switch {
				case topic == nil || topic == root && len(args) > 0:
					return UnknownCommand(root, args[0])
				case err != nil || len(rest) > 0:
					return UnknownCommand(topic, args[len(args)-max(len(rest), 1)])
				}
				topic.InitDefaultHelpFlag()
				return topic.Help()
			}
			c.Run = nil
		case "completion":
			c.Args = OnlyCommands
			c.RunE = func(*cobra.Command, []string) error {
				return exit.Usage("the name of a shell is missing", "samklar completion bash")
			}
			for _, shell := range c.Commands() {
				shell.Args = NoArgs
			}
		}
	}
}
