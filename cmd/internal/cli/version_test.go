package cli

import (
	"bytes"
	"runtime/debug"
	"testing"

	"collectiveimpact/samklar/cmd/internal/command"
)

// The version comes from the build: from a release, or as what stands in the source.
func TestVersion(t *testing.T) {
	settings := []debug.BuildSetting{
		{Key: "GOARCH", Value: "arm64"},
		{Key: "GOOS", Value: "linux"},
		{Key: "vcs.revision", Value: "887f139"},
		{Key: "vcs.time", Value: "2026-11-26T05:40:00Z"},
		{Key: "vcs.modified", Value: "true"},
	}
	const built = "commit 887f139 of 2026-11-26, with changes\ngo1.26.8 for linux/arm64\n"
	for _, c := range []struct {
		name  string
		build *debug.BuildInfo
		want  string
	}{
		{"not known", nil, "samklar " + command.Unreleased + "\n"},
		{"go run", &debug.BuildInfo{GoVersion: "go1.26.8", Main: debug.Module{Version: "(devel)"}, Settings: settings[:2]}, "samklar " + command.Unreleased + "\ngo1.26.8 for linux/arm64\n"},
		{"a clone without a tag", &debug.BuildInfo{GoVersion: "go1.26.8", Main: debug.Module{Version: "v0.0.0-20261126054543-887f139+dirty"}, Settings: settings}, "samklar " + command.Unreleased + "\n" + built},
		{"a release", &debug.BuildInfo{GoVersion: "go1.26.8", Main: debug.Module{Version: "v1.2.3"}, Settings: settings}, "samklar 1.2.3\n" + built},
		{"after a release", &debug.BuildInfo{GoVersion: "go1.26.8", Main: debug.Module{Version: "v1.2.4-0.20261126054543-887f139"}, Settings: settings}, "samklar 1.2.4-0.20261126054543-887f139\n" + built},
	} {
		var out bytes.Buffer
		if code := Run(t.Context(), &command.System{Args: []string{"version"}, Out: &out, Env: func(string) string { return "" }, Build: c.build}); code != 0 || out.String() != c.want {
			t.Errorf("%s: version exits %d and prints %q, want %q", c.name, code, out.String(), c.want)
		}
	}
}

// A locale is read in the forms of every system.
func TestLocales(t *testing.T) {
	for locale, want := range map[string]string{"da_DK.UTF-8": "da", "nl_BE": "nl", "da-DK": "da", "NL-BE": "nl", "nl": "nl", "de-DE": "en", "C.UTF-8": "en", "": "en", "dak": "en"} {
		o := command.Options{Sys: &command.System{Env: func(name string) string { return map[string]string{"LANG": locale}[name] }}}
		if got, err := o.Language(); got != want || err != nil {
			t.Errorf("with LANG=%q the language is %q, %v, want %q", locale, got, err, want)
		}
	}
}
