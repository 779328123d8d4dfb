package say

import (
	"os"
	"os/exec"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// TestShellWord gives every name to a real shell as it is suggested: what arrives is the name, on one line, and no flag.
func TestShellWord(t *testing.T) {
	bash, err := exec.LookPath("bash")
	if err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal(err)
		}
		t.Skip("BASH IS MISSING: no shell has read the words")
	}
	rapid.Check(t, func(t *rapid.T) {
		name := rapid.OneOf(
			rapid.StringMatching(`-{0,2}[a-z]{0,3}[ '"\\$!*\n\t\x1b;&|#~]{0,3}[æøåé0-9.]{0,3}`),
			rapid.Map(rapid.SliceOfN(rapid.ByteRange(1, 255), 0, 12), func(b []byte) string { return string(b) }),
		).Draw(t, "name")
		word := ShellWord(name)
		if Line(word) != word {
			t.Fatalf("the word for %q is %q: it cannot be shown as it stands", name, word)
		}
		got, err := exec.Command(bash, "--norc", "-c", "printf %s. "+word).Output()
		want := name
		if strings.HasPrefix(name, "-") {
			want = "./" + name
		}
		if err != nil || string(got) != want+"." {
			t.Fatalf("%s is read by the shell as %q (%v), want %q", word, got, err, want)
		}
	})
}
