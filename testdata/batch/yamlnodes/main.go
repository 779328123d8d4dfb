// Command yamlnodes reads every YAML file below a folder, decodes it to the
// library's nodes and does nothing else: the least that reading YAML costs, to
// measure samklar against.
//
//	go run ./testdata/batch/yamlnodes DIR
package main

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"gopkg.in/yaml.v3" //nolint:depguard // the library alone is what is measured
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "yamlnodes:", err) //nolint:forbidigo // main is where the outside world comes in
		os.Exit(1)                                 //nolint:forbidigo // the same
	}
}

func run(args []string) error {
	if len(args) != 1 {
		return fmt.Errorf("one folder is expected; found %d arguments", len(args))
	}
	return filepath.WalkDir(args[0], func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || filepath.Ext(path) != ".yaml" {
			return err
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		var node yaml.Node
		if err := yaml.Unmarshal(data, &node); err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
		return nil
	})
}
