// Package quiet keeps the program from asking the terminal for its colours when
// it starts. The library that draws the interview does so in its own package
// initialisation, on every command, and waits up to five seconds where nothing
// answers.
//
// Go initialises packages in the order of their import paths, as far as imports
// allow. This path sorts before the library's, and this package imports only
// lipgloss, so it tells lipgloss what the background is before anybody asks. The
// colours of the interview and the reports read on both backgrounds.
package quiet

import "github.com/charmbracelet/lipgloss"

func init() {
	lipgloss.SetHasDarkBackground(true)
}
