// Command samklar tells people who want to tackle a social problem together
// whether collective impact fits, whether they are ready, and what to do next.
//
// Main collects what the program gets from outside (streams, signals, the
// terminal's facts, the environment, the clock) and hands it over.
package main

import (
	"context"
	"os"
	"os/signal"
	"runtime"
	"runtime/debug"
	"syscall"
	"time"

	"collectiveimpact/samklar/cmd/internal/cli"
	"collectiveimpact/samklar/cmd/internal/command"
	_ "collectiveimpact/samklar/cmd/internal/quiet" // before any package that would ask the terminal for its colours

	"golang.org/x/term"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	context.AfterFunc(ctx, stop) // a second signal ends what does not end by itself
	args := os.Args[1:]
	if runtime.GOOS == "windows" { // whose shells leave patterns to the program
		args = expand(args)
	}
	build, _ := debug.ReadBuildInfo()
	code := cli.Run(ctx, &command.System{
		Args: args,
		In:   os.Stdin, Out: os.Stdout, Err: os.Stderr,
		InTerminal: isTerminal(os.Stdin), OutTerminal: isTerminal(os.Stdout), ErrTerminal: isTerminal(os.Stderr),
		Size:  size,
		Env:   environment(os.Getenv, systemLanguage),
		Now:   time.Now,
		Build: build,
		Tune:  tune,
	})
	stop()
	os.Exit(code)
}

func isTerminal(f *os.File) bool { return term.IsTerminal(int(f.Fd())) }

// size gives the columns and rows of the terminal, of whichever stream has one.
func size() (columns, rows int) {
	for _, f := range []*os.File{os.Stdout, os.Stderr, os.Stdin} {
		if c, r, err := term.GetSize(int(f.Fd())); err == nil {
			return c, r
		}
	}
	return 0, 0
}

// How much memory a batch takes before it is tidied up at every turn, in bytes;
// below that, seldom: most of what a case leaves behind is garbage at once.
const tidyAbove = 40 << 20

// keptRoom is room for 100,000 cases, where a batch keeps something of each: without
// it, tidying up at every turn would find nothing to throw away.
const keptRoom = 24 << 20

// tune prepares for a batch: no more processors than asked for, and the memory
// limit without which rare tidying would have no bound.
func tune(processors int, keeps bool) {
	limit := int64(tidyAbove)
	if keeps {
		limit += keptRoom
	}
	debug.SetMemoryLimit(limit)
	debug.SetGCPercent(400)
	if processors < runtime.GOMAXPROCS(0) {
		runtime.GOMAXPROCS(processors)
	}
}
