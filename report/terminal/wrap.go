package terminal

import (
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// Wrap breaks a text into lines of at most width columns, between words where it can, and
// not at their hyphens: they may be in the name of a file, or in a command. The library
// always breaks there, so that it sees another sign, which is not in the text.
func Wrap(s string, width int) []string {
	if !strings.Contains(s, "-") {
		return strings.Split(ansi.Wrap(s, width, ""), "\n")
	}
	sign := '\ue000' // for private use, and one column wide
	for strings.ContainsRune(s, sign) {
		sign++
	}
	lines := ansi.Wrap(strings.ReplaceAll(s, "-", string(sign)), width, "")
	return strings.Split(strings.ReplaceAll(lines, string(sign), "-"), "\n")
}
