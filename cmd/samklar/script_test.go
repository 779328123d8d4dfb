package main

import (
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

var update = flag.Bool("update", false, "rewrite the expected output in testdata/script")

// TestMain lets the test binary stand in for the program: a script that runs
// samklar runs main in a process of its own.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"samklar": main})
}

// TestScript runs what a person does, one script for each thing. Scripts have
// the real cases in answers/, a tree and a scale in banks/, the kept reports in
// $REPORTS, and these commands beside the usual ones:
//
//	exits CODE program args...            the program ends with exactly this code
//	talk CODE DIALOGUE program args...    hold a dialogue over pipes
//	terminal CODE DIALOGUE program args... hold it on a terminal that answers no query; its screen is stdout
//	types CODE LINES program args...      answer its prompts on a terminal, in lines; all it says is stdout
//	refused FILE                          report, check and assess refuse it alike; the words are stderr
//	harmless FILE...                      no byte of the file acts on a terminal
//	mask FILE                             write it to masked, without digests and version
//	junk FILE SIZE                        write so many bytes of printable rubbish
func TestScript(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir: filepath.Join("..", "..", "testdata", "script"),
		Cmds: map[string]func(ts *testscript.TestScript, neg bool, args []string){
			"exits": exits, "talk": talk, "terminal": terminal, "types": types, "harmless": harmless, "junk": junk, "refused": refused, "mask": mask,
		},
		Setup:               setup,
		UpdateScripts:       *update,
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
	})
}

// setup pins the environment and brings the real cases, two made groups and small banks.
func setup(env *testscript.Env) error {
	env.Setenv("LANG", "C.UTF-8")
	env.Setenv("TERM", "dumb")
	reports, err := filepath.Abs(filepath.Join("..", "..", "testdata", "reports"))
	if err != nil {
		return err
	}
	env.Setenv("REPORTS", reports)
	env.Setenv("GORACE", "atexit_sleep_ms=0") // else every run of a program checked for races ends a second later
	for _, folder := range []string{"answers", "banks", "groups"} {
		from := filepath.Join("..", "..", "testdata", folder)
		if err := os.CopyFS(filepath.Join(env.WorkDir, folder), os.DirFS(from)); err != nil {
			return err
		}
	}
	return nil
}
