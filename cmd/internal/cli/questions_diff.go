package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math"
	"runtime"
	"slices"
	"strings"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/cmd/internal/batch"
	"collectiveimpact/samklar/cmd/internal/cases"
	"collectiveimpact/samklar/cmd/internal/command"
	"collectiveimpact/samklar/cmd/internal/exit"
	"collectiveimpact/samklar/cmd/internal/say"
	"collectiveimpact/samklar/cmd/internal/usage"
	"collectiveimpact/samklar/questions"
	"collectiveimpact/samklar/questions/diag"

	"github.com/spf13/cobra"
)

func newQuestionsDiff(o *command.Options) *cobra.Command {
	return &cobra.Command{
		Use:   "diff OLD NEW [ANSWERS...]",
		Short: "Say what changed between two versions of a bank, and for whom",
		Long: `Compare two files of one bank: what changed in the rules and in the texts, which
version and since must be raised for it, and which answers become stale. With
answer files or folders, say whose conclusion would change.

Exit code 3: something must be raised before NEW is used.`,
		Args: usage.Files(2, math.MaxInt, "two files of a bank are needed", ""),
		RunE: func(c *cobra.Command, args []string) error {
			return diff(c.Context(), o, args[0], args[1], args[2:])
		},
	}
}

func diff(ctx context.Context, o *command.Options, oldFile, newFile string, answers []string) error {
	oldLib, older, err := readBank(o, oldFile)
	if err != nil {
		return err
	}
	newLib, newer, err := readBank(o, newFile)
	if err != nil {
		return err
	}
	if older.ID != newer.ID {
		return exit.Usage(fmt.Sprintf("%q is bank %q and %q is bank %q; expected two versions of one", oldFile, older.ID, newFile, newer.ID))
	}
	var b bytes.Buffer
	c := questions.Compare(older, newer)
	for _, d := range c.Differences {
		fmt.Fprintf(&b, "%s: %s → %s\n", d.ID, shown(d.Old), shown(d.New))
	}
	if len(c.Differences) == 0 {
		b.WriteString("no difference\n")
	}
	for _, r := range c.Raise {
		fmt.Fprintf(&b, "must be raised: %s\n", r)
	}
	for _, id := range c.Consider {
		fmt.Fprintf(&b, "look at: the words of question %q have changed; raise its since if its meaning has\n", id)
	}
	for _, id := range c.Stale {
		fmt.Fprintf(&b, "becomes stale: answers to %q given for version %d or older\n", id, older.Version)
	}
	t, err := diffAnswers(ctx, o, &b, answers, oldLib, newLib, older.ID)
	if err != nil {
		return err
	}
	if err := o.Print(b.Bytes()); err != nil {
		return err
	}
	if t.Interrupted {
		return exit.Interrupted.Errorf("interrupted after %s", say.Count(t.Documents, "answer file"))
	}
	return errors.Join(exit.Failed.When(t.Missing || t.Unreadable > 0), exit.Invalid.When(len(c.Raise) > 0 || t.Failed > 0))
}

// readBank reads a bank's file with the overlays beside it into a library of its own: to look at a bank that is being
// written.
func readBank(o *command.Options, path string) (*questions.Library, *questions.Bank, error) {
	lib := questions.NewLibrary("")
	if err := o.AddBank(lib, path); err != nil {
		return nil, nil, err
	}
	ids := lib.OwnIDs()
	if len(ids) != 1 {
		return nil, nil, exit.Usage(fmt.Sprintf("%q holds %d banks; expected one", path, len(ids)))
	}
	b, err := lib.Own(ids[0])
	return lib, b, err
}

// shown gives a value for a line of a comparison.
func shown(s string) string {
	if s == "" {
		return "(none)"
	}
	return say.Line(strings.Join(strings.Fields(s), " "))
}

// diffAnswers says what becomes of the conclusion of each answer file.
func diffAnswers(ctx context.Context, o *command.Options, out *bytes.Buffer, paths []string, oldLib, newLib *questions.Library, id string) (batch.Tally, error) {
	b := o.NewBatch(paths, command.BatchFlags{Workers: runtime.GOMAXPROCS(0)}, false, nil)
	return batch.Run(ctx, b, func(d *batch.Document) (string, diag.List) {
		before, problems := ends(d, oldLib, id)
		if len(problems) > 0 {
			return "", problems
		}
		after, problems := ends(d, newLib, id)
		name := say.Line(d.Source)
		switch {
		case len(problems) > 0:
			return fmt.Sprintf("%s: not valid with the new version: %s\n", name, problems[0].Message), nil
		case slices.Equal(before, after):
			return fmt.Sprintf("%s: as it was: %s\n", name, strings.Join(before, "|")), nil
		}
		return fmt.Sprintf("%s: changes: %s → %s\n", name, strings.Join(before, "|"), strings.Join(after, "|")), nil
	}, func(text string) error {
		out.WriteString(text)
		return nil
	})
}

// ends gives the codes that a bank comes to.
func ends(d *batch.Document, lib *questions.Library, id string) ([]string, diag.List) {
	doc, problems := cases.Read(d, lib)
	if len(problems) > 0 {
		return nil, problems
	}
	b, err := lib.Bank(id)
	if err != nil {
		return nil, diag.List{{File: d.File, Code: "unreadable-bank", Message: err.Error()}}
	}
	banks := []*questions.Bank{b}
	r := assess.Select(banks).Evaluate(doc.Entries(banks).Answers())
	var codes []string
	for _, c := range r.Banks[0].Codes {
		codes = append(codes, b.Endings[c].ID)
	}
	return codes, nil
}
