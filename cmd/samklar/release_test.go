package main

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// TestReleaseHoldsDocuments wants an archive of a release to hold what the first
// pages lead to and what their examples read, at the same place.
func TestReleaseHoldsDocuments(t *testing.T) {
	settings, err := os.ReadFile(filepath.Join(root, ".goreleaser.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	var held []string
	for _, source := range regexp.MustCompile(`src: "?([^\s,"]+)"?, info:`).FindAllStringSubmatch(string(settings), -1) {
		found, err := filepath.Glob(filepath.Join(root, filepath.FromSlash(source[1])))
		if err != nil || len(found) == 0 {
			t.Errorf("Glob(%q) = %v, %v; want files", source[1], found, err)
		}
		held = append(held, found...)
	}
	if len(held) < 20 {
		t.Fatalf("an archive holds %d documents, want at least 20", len(held))
	}
	needed := regexp.MustCompile(`\]\(([^)\s:#]+)\)|\b(testdata/[a-z0-9/.-]+)`)
	for _, page := range []string{"README.md", ".github/README.da.md", ".github/README.nl.md"} {
		text, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(page)))
		if err != nil {
			t.Fatal(err)
		}
		if lines := strings.Count(string(text), "\n"); lines > 120 {
			t.Errorf("%s has %d lines; a first page has at most 120", page, lines)
		}
		for _, n := range needed.FindAllStringSubmatch(string(text), -1) {
			path := filepath.Join(root, filepath.Dir(filepath.FromSlash(page)), filepath.FromSlash(n[1]))
			if n[2] != "" {
				path = filepath.Join(root, filepath.FromSlash(n[2]))
			}
			if !slices.ContainsFunc(held, func(file string) bool { return file == path || filepath.Dir(file) == path }) {
				t.Errorf("%s speaks of %q, which an archive does not hold", page, path)
			}
		}
	}
}
