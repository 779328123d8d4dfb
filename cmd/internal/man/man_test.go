package man

import (
	"bytes"
	"os"
	"os/exec"
	"strings"
	"testing"

	"github.com/spf13/cobra"
)

// A page whose texts look like requests, escapes and arguments.
func odd() *cobra.Command {
	root := &cobra.Command{Use: "tool", Short: `Says "it's" -- \n and 'more'`, Run: func(*cobra.Command, []string) {}}
	c := &cobra.Command{
		Use:     "do FILE",
		Short:   "Do it",
		Long:    ".SH NOT A HEADING\n'br not a request\nplain\n\n  laid   out\n\tso\n\nback\\slash ~/x `y` ^z",
		Example: "  tool do .TH\n.TH\n",
		Run:     func(*cobra.Command, []string) {},
	}
	c.Flags().StringP("out", "o", "", "write to `FILE`\n.TP no term")
	c.Flags().Int("n", 3, "so many")
	_ = c.Flags().Bool("secret", false, "not shown")
	_ = c.Flags().MarkHidden("secret")
	root.AddCommand(c, &cobra.Command{Use: "hidden", Hidden: true, Run: func(*cobra.Command, []string) {}})
	return root
}

// Only what the package writes itself is a request, whatever the texts hold.
func TestRequests(t *testing.T) {
	known := map[string]bool{".TH": true, ".SH": true, ".PP": true, ".TP": true, ".nf": true, ".fi": true, `.\"`: true}
	for _, c := range Pages(odd()) {
		text := write(t, c)
		if !strings.HasPrefix(text, Mark+"\n.TH ") {
			t.Errorf("the page of %s begins %.40q", Name(c), text)
		}
		for line := range strings.Lines(text) {
			first, _, _ := strings.Cut(strings.TrimSpace(line), " ")
			if strings.HasPrefix(line, "'") || strings.HasPrefix(line, ".") && !known[first] || strings.HasPrefix(line, ".SH NOT") {
				t.Errorf("the page of %s has the request %q", Name(c), line)
			}
		}
		if strings.Contains(text, "secret") || strings.Contains(text, "hidden") {
			t.Errorf("the page of %s shows what is hidden", Name(c))
		}
		if write(t, c) != text {
			t.Errorf("the page of %s differs the second time", Name(c))
		}
	}
}

// What man shows is what stands in the commands, and it warns of nothing.
func TestShown(t *testing.T) {
	program, err := exec.LookPath("man")
	if err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal(err)
		}
		t.Skip("MAN IS MISSING: no program has read the pages; apt-get install man-db")
	}
	c := Pages(odd())[1]
	show := exec.Command(program, "--warnings", "-l", "-")
	show.Env = append(show.Environ(), "MANWIDTH=100", "MANPAGER=cat", "PAGER=cat", "LC_ALL=C.UTF-8")
	show.Stdin = strings.NewReader(write(t, c))
	var out, warnings bytes.Buffer
	show.Stdout, show.Stderr = &out, &warnings
	if err := show.Run(); err != nil || warnings.Len() > 0 {
		t.Fatalf("man: %v\n%s", err, warnings.String())
	}
	for _, want := range []string{
		"tool-do - Do it", ".SH NOT A HEADING 'br not a request plain", "  laid   out\n", "back\\slash ~/x `y` ^z",
		"tool do .TH\n", "-o, --out FILE", "write to FILE .TP no term", "(default: 3)", "tool(1)",
	} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("man does not show %q:\n%s", want, out.String())
		}
	}
}

func write(t *testing.T, c *cobra.Command) string {
	t.Helper()
	var b bytes.Buffer
	if err := Write(&b, c, "1.2.3", []string{"0 done"}); err != nil {
		t.Fatal(err)
	}
	return b.String()
}
