// Command empty does nothing, with the library that samklar's commands are made of: the
// least that the start of such a program costs.
package main

import (
	"os"

	"github.com/spf13/cobra"
)

func main() {
	c := &cobra.Command{Use: "empty", RunE: func(*cobra.Command, []string) error { return nil }}
	if c.Execute() != nil {
		os.Exit(1)
	}
}
