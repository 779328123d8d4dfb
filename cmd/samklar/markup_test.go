package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestMarkup holds reports and forms in HTML to the standard, with html-validate, and
// wants the faults of a faulty page to be found.
func TestMarkup(t *testing.T) {
	const untested = "THE HTML OF THE REPORTS IS"
	node := needs(t, untested, "node")
	faulty, found := faultyPage(t), false
	args := []string{
		needsModule(t, untested, "html-validate", "bin/html-validate.mjs"),
		"--config", filepath.Join("..", "..", ".ci", "htmlvalidate.mjs"), "--formatter", "text", faulty,
	}
	for _, d := range append(documents(t, "html"), forms(t, "html")...) {
		args = append(args, d.file)
	}
	said, err := os.Create(filepath.Join(t.TempDir(), "said")) // what goes into a pipe may lose its end
	if err != nil {
		t.Fatal(err)
	}
	defer said.Close()
	cmd := exec.Command(node, args...)
	cmd.Stdout, cmd.Stderr = said, said
	_ = cmd.Run() // it fails where it finds faults
	faults, err := os.ReadFile(said.Name())
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(faults)) {
		if strings.HasPrefix(line, faulty+":") {
			found = true
			continue
		}
		t.Error(strings.TrimSpace(line))
	}
	if !found {
		t.Errorf("html-validate finds nothing in %s, want some faults", faulty)
	}
}
