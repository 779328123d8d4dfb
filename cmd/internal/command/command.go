// Package command is what the commands share: everything that comes from
// outside, the flags that several of them have, the banks these select, and
// where results go.
package command

import (
	"io"
	"runtime/debug"
	"strings"
	"time"
	"unicode"

	"collectiveimpact/samklar/cmd/internal/input"
	"collectiveimpact/samklar/cmd/internal/output"
)

// Unreleased is the version of a program which was built from no release.
const Unreleased = "0.1.0-dev"

// A System is everything that comes from outside.
type System struct {
	Args                                 []string // without the program's name
	In                                   io.Reader
	Out, Err                             io.Writer
	InTerminal, OutTerminal, ErrTerminal bool
	Size                                 func() (columns, rows int) // of the terminal; 0, 0 where there is none
	Env                                  func(string) string
	Now                                  func() time.Time
	Build                                *debug.BuildInfo                 // how the program was built; may be nil
	Tune                                 func(processors int, keeps bool) // prepares the program for a batch on so many, which may keep something of every case; may be nil
}

// Options are the flags of every command.
type Options struct {
	Sys     *System
	In      input.Reader
	Lang    string
	Own     []string // --bank
	Banks   string   // --banks
	NoColor bool
	Plain   bool // of assess, report and screen: draw nothing
	Out     output.Target
}

// Version is that of the release which the program was built from. Go takes it
// from the tag, or counts from the last one; where there is none, it is Unreleased.
func (o *Options) Version() string {
	if o.Sys.Build != nil {
		v, is := strings.CutPrefix(o.Sys.Build.Main.Version, "v")
		if is && !strings.HasPrefix(v, "0.0.0-") && strings.IndexFunc(v, unicode.IsSpace) < 0 {
			return v
		}
	}
	return Unreleased
}
