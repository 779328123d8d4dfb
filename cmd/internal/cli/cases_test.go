package cli

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/answerfile"
	"collectiveimpact/samklar/cmd/internal/command"
	"collectiveimpact/samklar/questions"

	"github.com/google/go-cmp/cmp"
)

// TestCases states what comes out of each real case: the path in codes, the
// step that is open, the questions on which it hangs, and the findings that
// hold. A case stays open where the public texts are silent, also where an
// experienced reader would make up their mind: testdata/answers/README.md has what such a reader would
// conclude.
func TestCases(t *testing.T) {
	cases := []struct {
		file    string
		path    string
		open    string
		pivotal string
		holds   string // the findings
	}{
		// Expected: not ready, a network that was ordered, with its agreement ahead of its practice. A start is ruled
		// out: its leaders do not come from within. Whether the problem is clear and complex enough the texts leave open.
		{
			file: "centra-jeugd-gezin-2011", path: "when:choose-problem|programme|prepare", open: "when",
			pivotal: "bounded gaps-and-silos new-policy new-solutions fragmented reach",
		},

		// Expected: prepare, by building trust, then launch. The same.
		{file: "fremtidens-baeredygtige-landskaber-2014", path: "when:prepare", holds: "broad-problem trust-can-grow"},

		// Expected: launch, and sharpen the agenda. How sharp the problem was in 2014 is what the texts leave open.
		{
			file: "go-goldfields-2014", path: "when:choose-problem|programme|launch", open: "when",
			pivotal: "bounded fragmented",
		},

		// Expected: prepare, by narrowing the problem and finding money. Whether there is more than a theme decides
		// first, and the money is among what decides.
		{
			file: "hasselt-2017", path: "when:choose-problem|programme|prepare|launch", open: "when",
			pivotal: "bounded reach money urgency", holds: "network-without-measures",
		},

		// Expected: go on, and repair the measuring and the wide problem. How wide it is decides.
		{
			file: "hasselt-2020", path: "when:choose-problem|programme|prepare|launch", open: "when",
			pivotal: "bounded reach urgency",
		},

		// Expected: launch, and agree on measures. It fits; measures are among what is not known.
		{
			file: "hjem-til-alle-2017", path: "when:launch → preconditions:ready|repair|not-yet", open: "preconditions",
			pivotal: "need-each-other give share-gains joined-knowledge everyone-at-the-table agreed-measures shared-results " +
				"hold-to-results celebrate-together learning-by-doing own-part-of-plan issue-not-person know-where-we-stand " +
				"good-and-bad-news steady-contact tools-that-help right-skills enough-hours means-in-the-plan",
		},

		// Expected: a programme. The same: one party can do what is needed.
		{file: "kalamazoo-promise-2005", path: "when:programme-or-capacity"},

		// Expected: launch. It fits; how strong the six are the texts leave open.
		{
			file: "medicine-hat-2009", path: "when:launch → preconditions:ready|repair|not-yet", open: "preconditions",
			pivotal: "shared-vision need-each-other give share-gains time-to-find-out open-to-newcomers joined-knowledge " +
				"everyone-at-the-table shared-results hold-to-results celebrate-together people-who-connect learning-by-doing " +
				"own-part-of-plan issue-not-person know-where-we-stand good-and-bad-news steady-contact tools-that-help " +
				"independent-role right-skills enough-hours means-in-the-plan",
		},

		// Expected: launch. Ready it is; how far the problem reaches and how complex it is no text says.
		{
			file: "medvind-oesterbyen-2018", path: "when:programme|launch", open: "when",
			pivotal: "gaps-and-silos new-policy new-solutions fragmented reach",
		},

		// Expected: launch, with the warning that the people it is about are not at the table. A reader who knows
		// what came after takes the money and the reach to have been there. The warning is given.
		{
			file: "strivepartnership-2006", path: "when:programme|prepare|launch", open: "when",
			pivotal: "gaps-and-silos new-policy new-solutions reach money experience",
			holds:   "no-residents goal-of-those-present",
		},

		// Expected: make one organisation stronger. The same.
		{file: "toyota-food-bank-nyc-2011", path: "when:programme-or-capacity"},
	}
	folder := filepath.Join("..", "..", "..", "testdata", "answers")
	files, err := filepath.Glob(filepath.Join(folder, "*.yaml"))
	if err != nil || len(files) != len(cases) {
		t.Errorf("%d cases in %s, %d are stated here (%v)", len(files), folder, len(cases), err)
	}
	for _, tc := range cases {
		t.Run(tc.file, func(t *testing.T) {
			path, open, pivotal, holds := conclusion(t, filepath.Join(folder, tc.file+".yaml"))
			if path != tc.path {
				t.Errorf("path = %s, want %s", path, tc.path)
			}
			if open != tc.open {
				t.Errorf("open step = %q, want %q", open, tc.open)
			}
			if want := strings.Fields(tc.pivotal); !slices.Equal(pivotal, want) {
				t.Errorf("pivotal = %q, want %q", pivotal, want)
			}
			if want := strings.Fields(tc.holds); !slices.Equal(holds, want) {
				t.Errorf("findings that hold = %q, want %q", holds, want)
			}
		})
	}
}

// conclusion reports on a case and gives what the machine-readable result says
// of its conclusion.
func conclusion(t *testing.T, file string) (path, open string, pivotal, holds []string) {
	t.Helper()
	var out, messages bytes.Buffer
	code := Run(t.Context(), &command.System{
		Args: []string{"report", file, "-f", "json"}, In: strings.NewReader(""), Out: &out, Err: &messages,
		Size: func() (columns, rows int) { return 0, 0 },
		Env:  func(string) string { return "" },
		Now:  func() time.Time { return time.Unix(0, 0) },
	})
	if code != 0 || messages.Len() > 0 {
		t.Fatalf("report %s = %d, want 0\n%s", file, code, &messages)
	}
	var result struct {
		Conclusions []struct {
			Path []struct {
				Bank  string
				Codes []string
			}
			OpenStep string `json:"open_step"`
			Pivotal  []struct{ Question string }
		}
		Banks []struct {
			Findings []struct{ Finding, Holds string }
		}
	}
	if err := json.Unmarshal(out.Bytes(), &result); err != nil || len(result.Conclusions) != 1 {
		t.Fatalf("report %s gives %d conclusions, want 1 (%v)", file, len(result.Conclusions), err)
	}
	c := result.Conclusions[0]
	var steps []string
	for _, step := range c.Path {
		steps = append(steps, step.Bank+":"+strings.Join(step.Codes, "|"))
	}
	for _, p := range c.Pivotal {
		pivotal = append(pivotal, p.Question)
	}
	for _, bank := range result.Banks {
		for _, f := range bank.Findings {
			if f.Holds == "yes" {
				holds = append(holds, f.Finding)
			}
		}
	}
	return strings.Join(steps, " → "), c.OpenStep, pivotal, holds
}

// TestCasesInEveryLanguage wants the same conclusions whatever the language.
func TestCasesInEveryLanguage(t *testing.T) {
	files, err := filepath.Glob("../../../testdata/answers/*.yaml")
	if err != nil || len(files) == 0 {
		t.Fatalf("no cases: %v", err)
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var first [][]assess.Step
		for _, lang := range questions.Languages() {
			lib := questions.NewLibrary(lang)
			banks, err := lib.Select(lib.IDs(), false)
			if err != nil {
				t.Fatal(err)
			}
			doc, err := answerfile.Read(file, data, lib)
			if err != nil {
				t.Fatal(err)
			}
			var steps [][]assess.Step
			for _, c := range assess.Select(banks).Evaluate(doc.Entries(banks).Answers()).Chains {
				steps = append(steps, c.Steps)
			}
			if first == nil {
				first = steps
			}
			if diff := cmp.Diff(first, steps); diff != "" {
				t.Errorf("%s in %s (-en +%s):\n%s", file, lang, lang, diff)
			}
		}
	}
}
