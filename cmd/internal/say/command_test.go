package say

import (
	"os/exec"
	"runtime"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// TestTyped copies a command off a narrow screen: a shell reads the same words from it as
// from the command on one line, and no line is wider than the screen unless a word is.
func TestTyped(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("COMMANDS ARE WHOLE ON THEIR LINES")
	}
	name := rapid.StringOfN(rapid.SampledFrom([]rune("abcæ7 '$\\\"-./\n~*")), 1, 30, -1)
	rapid.Check(t, func(t *rapid.T) {
		files := rapid.SliceOfN(name, 1, 6).Draw(t, "files")
		width := rapid.IntRange(20, 120).Draw(t, "width")
		command := "samklar " + ShellWords(files) + " --lang da"
		lines := Typed("Go on later with: ", command, width)
		if len(lines) == 1 {
			if utf8.RuneCountInString(lines[0]) > width {
				t.Fatalf("%q is wider than %d", lines[0], width)
			}
			return
		}
		if lines[0] != "Go on later with:" {
			t.Fatalf("the first line is %q", lines[0])
		}
		for _, line := range lines[1:] {
			if words := shellWords(strings.TrimSpace(strings.TrimSuffix(line, ` \`))); utf8.RuneCountInString(line) > width && len(words) > 1 {
				t.Fatalf("%q is wider than %d", line, width)
			}
		}
		if got, want := typed(t, strings.Join(lines[1:], "\n")), typed(t, command); got != want {
			t.Fatalf("a shell reads (-want +got):\n%s", cmp.Diff(want, got))
		}
	})
}

// typed gives the words that a shell reads.
func typed(t *rapid.T, command string) string {
	out, err := exec.Command("bash", "-c", `samklar() { printf '<%s>\n' "$@"; }`+"\n"+command).CombinedOutput()
	if err != nil {
		t.Fatalf("%s: %v\n%s", command, err, out)
	}
	return string(out)
}
