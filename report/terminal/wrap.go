package terminal

import (
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// Wrap breaks a text into lines of at most width columns, between words where
// it can. The library lets a run of hyphens run over the width, however long it
// is, and a terminal would begin a line of its own with the rest.
func Wrap(s string, width int) []string {
	lines := ansi.Wrap(s, width, "")
	if strings.Contains(s, "-") {
		lines = ansi.Hardwrap(lines, width, true)
	}
	return strings.Split(lines, "\n")
}
