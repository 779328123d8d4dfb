package main

import "testing"

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
