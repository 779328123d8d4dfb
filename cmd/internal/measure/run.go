package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"gopkg.in/yaml.v3"
)

// A contender is a command, and what each run of it took.
type contender struct {
	name      string
	command   []string
	cpu, wall []float64 // seconds; of all threads, in the program and in the system
	peak      []float64 // MiB
}

// run runs the command once, fed by feed where there is one.
func (c *contender) run(ctx context.Context, feed func(io.Writer) error) error {
	cmd := exec.CommandContext(ctx, c.command[0], c.command[1:]...)
	var said strings.Builder
	cmd.Stderr = &said
	fed := make(chan error, 1)
	if feed == nil {
		fed <- nil
	} else {
		in, out := io.Pipe()
		cmd.Stdin = in
		go func() {
			err := feed(out)
			fed <- errors.Join(err, out.Close())
		}()
		// A command that ends early lets the feeder end.
		defer in.Close()
	}
	start := time.Now()
	err := cmd.Run()
	wall := time.Since(start)
	if err != nil {
		return fmt.Errorf("%s: %w\n%s", c.name, err, said.String())
	}
	if err := <-fed; err != nil {
		return err
	}
	state := cmd.ProcessState
	c.cpu = append(c.cpu, (state.UserTime() + state.SystemTime()).Seconds())
	c.wall = append(c.wall, wall.Seconds())
	c.peak = append(c.peak, peak(state))
	return nil
}

// decode reads every file below a folder into the library's nodes and does
// nothing else: the least that reading YAML costs.
func decode(dir string) error {
	return filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
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
