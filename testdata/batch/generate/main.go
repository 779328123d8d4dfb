// Command generate makes answer files in any number, to test and to measure
// commands that read many:
//
//	go run ./testdata/batch/generate -n 10000 -seed 1 -o DIR     files, a thousand a folder
//	go run ./testdata/batch/generate -n 1000000 -stream yaml     documents on standard output
package main

import (
	"flag"
	"fmt"
	"io"
	"os"
	"strings"

	"collectiveimpact/samklar/questions"
	"collectiveimpact/samklar/testdata/batch/cases"
)

var forms = map[string]cases.Form{"yaml": cases.YAML, "jsonl": cases.JSONL}

func main() {
	if err := run(os.Args[1:], os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "generate:", err)
		os.Exit(2)
	}
}

func run(args []string, out io.Writer) error {
	flags := flag.NewFlagSet("generate", flag.ExitOnError)
	var o cases.Options
	n := flags.Int("n", 10_000, "make `N` cases")
	flags.Uint64Var(&o.Seed, "seed", 1, "the same `SEED` gives the same bytes")
	flags.IntVar(&o.JSON, "json", 0, "write this share of the files in JSON, in `PERMILLE`")
	flags.IntVar(&o.Bad, "bad", 0, "make this share of the cases bad, in `PERMILLE`")
	dir := flags.String("o", "", "write files into folder `DIR`, which is made where it is missing")
	stream := flags.String("stream", "", "write one stream to standard output, in `FORM` yaml or jsonl")
	banks := flags.String("banks", "when,preconditions", "answer the banks with these `IDS`")
	if err := flags.Parse(args); err != nil {
		return err
	}
	form, known := forms[*stream]
	switch {
	case flags.NArg() > 0:
		return fmt.Errorf("no argument is expected beside flags; found %q", flags.Arg(0))
	case (*stream == "") == (*dir == ""):
		return fmt.Errorf("either -o or -stream is expected")
	case *stream != "" && !known:
		return fmt.Errorf("-stream is %q; expected yaml or jsonl", *stream)
	}
	selected, err := questions.NewLibrary("en").Select(strings.Split(*banks, ","), false)
	if err != nil {
		return err
	}
	maker := cases.New(selected, o)
	if *stream != "" {
		return maker.WriteStream(out, *n, form)
	}
	if err := os.MkdirAll(*dir, 0o755); err != nil {
		return err
	}
	return maker.WriteFolder(*dir, *n)
}
