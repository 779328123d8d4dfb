package main

import (
	"os"
	"slices"
	"testing"
)

// The system's language stands in for a locale that is not there, and for nothing else.
func TestEnvironment(t *testing.T) {
	set := map[string]string{"LC_ALL": "", "LANG": "nl_BE.UTF-8"}
	env := environment(func(name string) string { return set[name] }, func() string { return "da-DK" })
	for _, c := range []struct{ lang, name, want string }{
		{"nl_BE.UTF-8", "LANG", "nl_BE.UTF-8"},
		{"", "LANG", "da-DK"},
		{"", "LC_ALL", ""},
		{"", "SAMKLAR_LANG", ""},
	} {
		if set["LANG"] = c.lang; env(c.name) != c.want {
			t.Errorf("with LANG=%q, %s is %q, want %q", c.lang, c.name, env(c.name), c.want)
		}
	}
}

// A pattern becomes the files that it matches; everything else stays as it was typed.
func TestExpand(t *testing.T) {
	t.Chdir(t.TempDir())
	for _, name := range []string{"b.yaml", "a.yaml", "c.json", "-o.yaml"} {
		if err := os.WriteFile(name, nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	given := []string{"score", "[ab].yaml", "?.yaml", "?.*", "*.txt", "-*", "--title=*", "[*", ""}
	want := []string{"score", "[ab].yaml", "?.yaml", "a.yaml", "b.yaml", "c.json", "*.txt", "-*", "--title=*", "[*", ""}
	if got := expand(given); !slices.Equal(got, want) {
		t.Errorf("expand(%q) = %q, want %q", given, got, want)
	}
}
