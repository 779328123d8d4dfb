package main

import (
	"path/filepath"
	"strings"
)

// environment gives the environment, and the language of the system where no
// locale names one: Windows has none there.
func environment(get func(string) string, system func() string) func(string) string {
	return func(name string) string {
		value := get(name)
		if name == "LANG" && value == "" {
			return system()
		}
		return value
	}
}

// expand puts the files that a pattern with a star matches in its place, in order
// of names. A pattern that matches none stays, as in a shell.
func expand(args []string) []string {
	var all []string
	for _, arg := range args {
		if strings.Contains(arg, "*") && !strings.HasPrefix(arg, "-") {
			if found, err := filepath.Glob(arg); err == nil && len(found) > 0 {
				all = append(all, found...)
				continue
			}
		}
		all = append(all, arg)
	}
	return all
}
