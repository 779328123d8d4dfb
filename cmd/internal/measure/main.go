// Command measure says what samklar score costs: beside the YAML library alone,
// with two workers, on lines of JSON, and beside an older samklar; and what the start
// of a command costs, beside a program that does nothing. It makes the cases, runs everything in turn as processes of their own, and prints ratios,
// which other work on the machine spoils less than times.
//
//	go run ./cmd/internal/measure -rounds 5 -old v0.1.0
//
// It fails where a process fails, never where something is slow.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"runtime"

	"collectiveimpact/samklar/questions"
	"collectiveimpact/samklar/testdata/batch/cases"
)

func main() {
	// The program runs itself to do no more than decode files: "measure nodes DIR".
	run := measure
	if len(os.Args) == 3 && os.Args[1] == "nodes" {
		run = func(context.Context, []string, io.Writer) error { return decode(os.Args[2]) }
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	err := run(ctx, os.Args[1:], os.Stdout)
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "measure:", err)
		os.Exit(1)
	}
}

// options say how much is measured.
type options struct {
	files, rounds, stream int
	seed                  uint64
	old                   string
}

func measure(ctx context.Context, args []string, out io.Writer) (err error) {
	var o options
	flags := flag.NewFlagSet("measure", flag.ExitOnError)
	flags.IntVar(&o.files, "n", 10_000, "make so many `FILES`")
	flags.IntVar(&o.rounds, "rounds", 5, "run everything in turn so many `TIMES`")
	flags.IntVar(&o.stream, "stream", 100_000, "measure a stream of so many `CASES`, and one of a hundredth of them")
	flags.Uint64Var(&o.seed, "seed", 1, "the same `SEED` makes the same cases")
	flags.StringVar(&o.old, "old", "", "measure this samklar too: a `PROGRAM`, or a revision to build it from")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if flags.NArg() > 0 || o.files < 1 || o.rounds < 1 || o.stream < 0 {
		return errors.New("expected flags alone, at least one file and one round; see -help")
	}
	dir, err := os.MkdirTemp("", "measure")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()

	b, err := prepare(ctx, o, dir)
	if err != nil {
		return err
	}
	return b.measure(ctx, o, out)
}

// A bench is what is measured, and on what.
type bench struct {
	maker              *cases.Maker
	bytes              int64
	now, then          string // programs; then may be ""
	banks              string // a folder with those that both can read, or ""
	files, yaml, jsonl string // the same cases as a folder and as two streams
	starts             *starts
}

// prepare builds the programs and makes the cases.
func prepare(ctx context.Context, o options, dir string) (*bench, error) {
	b := &bench{
		now:   filepath.Join(dir, "samklar"),
		files: filepath.Join(dir, "files"), yaml: filepath.Join(dir, "cases.yaml"), jsonl: filepath.Join(dir, "cases.jsonl"),
	}
	err := build(ctx, ".", b.now, "cmd/samklar")
	if err != nil {
		return nil, err
	}
	if b.starts, err = newStarts(ctx, b.now, dir); err != nil {
		return nil, err
	}
	if b.then, b.banks, err = older(ctx, o.old, dir); err != nil {
		return nil, err
	}
	lib := questions.NewLibrary("en")
	if b.banks != "" {
		if err := lib.AddAll(os.DirFS(b.banks), ""); err != nil {
			return nil, err
		}
	}
	banks, err := lib.Select([]string{questions.Default}, true)
	if err != nil {
		return nil, err
	}
	b.maker = cases.New(banks, cases.Options{Seed: o.seed})
	if err := os.Mkdir(b.files, 0o700); err != nil {
		return nil, err
	}
	if err := b.maker.WriteFolder(b.files, o.files); err != nil {
		return nil, err
	}
	for name, form := range map[string]cases.Form{b.yaml: cases.YAML, b.jsonl: cases.JSONL} {
		if err := writeStream(name, b.maker, o.files, form); err != nil {
			return nil, err
		}
	}
	about, err := os.Stat(b.yaml)
	if err != nil {
		return nil, err
	}
	b.bytes = about.Size()
	return b, nil
}

func writeStream(name string, maker *cases.Maker, n int, form cases.Form) error {
	f, err := os.Create(name)
	if err != nil {
		return err
	}
	return errors.Join(maker.WriteStream(f, n, form), f.Close())
}

// build builds a program from the sources that a folder belongs to.
func build(ctx context.Context, dir, program, path string) error {
	return call(ctx, dir, "go", "build", "-o", program, "collectiveimpact/samklar/"+path)
}

// older returns the samklar to compare with: a program as it is, or one built
// from a revision in a worktree that is removed again. The banks that a revision
// scores come along, since it cannot read newer ones. Without a name all is "".
func older(ctx context.Context, name, dir string) (program, banks string, err error) {
	if about, err := os.Stat(name); name == "" || err == nil && about.Mode().IsRegular() {
		return name, "", nil
	}
	tree := filepath.Join(dir, "old")
	if err := call(ctx, ".", "git", "worktree", "add", "--detach", tree, name); err != nil {
		return "", "", err
	}
	defer func() {
		err = errors.Join(err, call(context.WithoutCancel(ctx), ".", "git", "worktree", "remove", "--force", tree))
	}()
	program, banks = filepath.Join(dir, "samklar-old"), filepath.Join(dir, "banks")
	if err := os.Mkdir(banks, 0o700); err != nil {
		return "", "", err
	}
	for _, bank := range []string{"when.yaml", "preconditions.yaml"} {
		text, err := os.ReadFile(filepath.Join(tree, "questions", "banks", bank))
		if err != nil {
			return "", "", err
		}
		if err := os.WriteFile(filepath.Join(banks, bank), text, 0o600); err != nil {
			return "", "", err
		}
	}
	return program, banks, build(ctx, tree, program, "cmd/samklar")
}

// call runs a tool, and says what it printed if it fails.
func call(ctx context.Context, dir, name string, args ...string) error {
	cmd := exec.CommandContext(ctx, name, args...)
	cmd.Dir = dir
	if text, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("%s %s: %w\n%s", name, args[0], err, text)
	}
	return nil
}

// measure runs everything and prints what came out.
func (b *bench) measure(ctx context.Context, o options, out io.Writer) error {
	self, err := os.Executable()
	if err != nil {
		return err
	}
	score := func(name, program, input, jobs string) *contender {
		command := []string{program, "score", input, "-f", "jsonl", "-j", jobs}
		if b.banks != "" {
			command = append(command, "--bank", b.banks)
		}
		return &contender{name: name, command: command}
	}
	one, two := score("samklar -j 1", b.now, b.files, "1"), score("samklar -j 2", b.now, b.files, "2")
	nodes := &contender{name: "yaml.v3, nodes alone", command: []string{self, "nodes", b.files}}
	yaml, jsonl := score("a stream of YAML, -j 1", b.now, b.yaml, "1"), score("lines of JSON, -j 1", b.now, b.jsonl, "1")
	all := []*contender{one, two, nodes, yaml, jsonl}
	ratios := []ratio{
		{one, nodes, "score over yaml.v3, nodes alone"},
		{two, one, "two workers over one"},
		{jsonl, yaml, "lines of JSON over a stream of YAML"},
	}
	if b.then != "" {
		old, oldTwo := score("old, -j 1", b.then, b.files, "1"), score("old, -j 2", b.then, b.files, "2")
		all = append(all, old, oldTwo)
		ratios = append(ratios, ratio{one, old, "now over old, one worker"}, ratio{two, oldTwo, "now over old, two workers"})
	}
	for round := range o.rounds {
		fmt.Fprintf(os.Stderr, "round %d of %d\n", round+1, o.rounds)
		for _, c := range all {
			if err := c.run(ctx, nil); err != nil {
				return err
			}
		}
		if err := b.starts.run(ctx); err != nil {
			return err
		}
	}
	fmt.Fprintf(out, "%d files of %d bytes, %d rounds in turn, %d processors, %s\n\n",
		o.files, b.bytes/int64(o.files), o.rounds, runtime.NumCPU(), runtime.Version())
	writeRuns(out, append(all, b.starts.contenders...))
	writeRatios(out, append(ratios, b.starts.ratios...))
	if o.stream == 0 {
		return nil
	}
	var streams []*contender
	for _, n := range []int{max(1, o.stream/100), o.stream} {
		c := score(fmt.Sprintf("score -, %d cases", n), b.now, "-", "2")
		made := func(w io.Writer) error { return b.maker.WriteStream(w, n, cases.YAML) }
		if err := c.run(ctx, made); err != nil {
			return err
		}
		streams = append(streams, c)
	}
	writeRuns(out, streams)
	few, many := streams[0].cpu[0]/float64(max(1, o.stream/100)), streams[1].cpu[0]/float64(o.stream)
	fmt.Fprintf(out, "A case of the longer stream takes %.2f times the CPU of one of the shorter.\n", many/few)
	return nil
}
