package cli

import (
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"collectiveimpact/samklar/testdata/batch/cases"

	"github.com/google/go-cmp/cmp"
)

// A hundred made cases come back from every other program with the same answers,
// notes, conclusions and digests.
func TestMadeCasesComeBack(t *testing.T) {
	_, banks := madeBanks(t)
	dir := t.TempDir()
	if err := cases.New(banks, cases.Options{Seed: 15, JSON: 300}).WriteFolder(dir, 100); err != nil {
		t.Fatal(err)
	}
	names, err := filepath.Glob(filepath.Join(dir, "*", "*"))
	if err != nil || len(names) != 100 {
		t.Fatalf("Glob = %d files, %v; want 100", len(names), err)
	}
	slices.SortFunc(names, func(a, b string) int { return strings.Compare(filepath.Base(a), filepath.Base(b)) })
	source := regexp.MustCompile(`"source":"[^"]*"`)
	lines := func(paths []string) []string {
		rows := strings.Split(said(t, append([]string{"score", "-f", "jsonl", "--notes"}, paths...)...), "\n")
		for i := range rows {
			rows[i] = source.ReplaceAllString(rows[i], "")
		}
		return rows
	}
	want := lines(names)
	for _, r := range rewriters() {
		t.Run(r.name, func(t *testing.T) {
			t.Parallel()
			to := t.TempDir()
			names, want := names, want
			if r.name == "yq" { // it starts for every file
				names, want = names[:10], append(slices.Clone(want[:10]), "")
			}
			r.rewrite(t, names, to)
			back := make([]string, len(names))
			for i, name := range names {
				back[i] = filepath.Join(to, filepath.Base(name))
			}
			if diff := cmp.Diff(want, lines(back)); diff != "" {
				t.Errorf("the lines of scores differ:\n%s", diff)
			}
		})
	}
}
