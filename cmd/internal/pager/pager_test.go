package pager_test

import (
	"os/exec"
	"runtime"
	"strings"
	"testing"

	"collectiveimpact/samklar/cmd/internal/pager"
)

// TestWrite wants every text to be shown once: by the pager where it works, and else
// without it.
func TestWrite(t *testing.T) {
	if _, err := exec.LookPath("sh"); err != nil || runtime.GOOS == "windows" {
		t.Skip("no sh: nothing starts the pagers")
	}
	long := strings.Repeat("a line\n", 50_000)
	for name, tt := range map[string]struct{ pager, text, want string }{
		"shows":             {"tr a-z A-Z", "a line\n", "A LINE\n"},
		"with quotes":       {"sed 's/a line/two words/'", "a line\n", "two words\n"},
		"cat":               {"cat", "a line\n", "a line\n"},
		"blank":             {"  ", "a line\n", "a line\n"},
		"missing":           {"no-such-pager-here", "a line\n", "a line\n"},
		"missing and long":  {"no-such-pager-here", long, long},
		"fails":             {"exit 3", "a line\n", "a line\n"},
		"left early":        {"head -n 1", long, "a line\n"},
		"killed":            {"kill -9 $$", long, ""},
		"told how to page":  {`echo "$LESS"`, "", "FRXPs?e(END) .space on, 100\\% q$\n"},
		"no language of sh": {"'unclosed", "a line\n", "a line\n"},
	} {
		var out strings.Builder
		if err := pager.Write(&out, func(name string) string { return map[string]string{"PAGER": tt.pager}[name] }, "space on, 100% q", []byte(tt.text)); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if out.String() != tt.want {
			t.Errorf("%s: %.60q is shown, want %.60q", name, out.String(), tt.want)
		}
	}
}
