package cli

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/answerfile"
	"collectiveimpact/samklar/questions"
	"collectiveimpact/samklar/questions/diag"

	"github.com/spf13/cobra"
)

func newQuestionsDiff(o *options) *cobra.Command {
	return &cobra.Command{
		Use:   "diff OLD NEW [ANSWERS...]",
		Short: "Say what changed between two versions of a bank, and for whom",
		Long: `Compare two files of one bank: what changed in the rules and in the texts, which
version and since must be raised for it, and which answers become stale. With
answer files or folders, say whose conclusion would change.

Exit code 3: something must be raised before NEW is used.`,
		Args: func(c *cobra.Command, args []string) error {
			if len(args) < 2 {
				return usage("two files of a bank are needed", c.CommandPath()+" --help")
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error { return o.diff(args[0], args[1], args[2:]) },
	}
}

func (o *options) diff(oldFile, newFile string, answers []string) error {
	oldLib, oldID, err := readBank(oldFile)
	if err != nil {
		return err
	}
	newLib, newID, err := readBank(newFile)
	if err != nil {
		return err
	}
	if oldID != newID {
		return usage(fmt.Sprintf("%q is bank %q and %q is bank %q; expected two versions of one", oldFile, oldID, newFile, newID))
	}
	older, err := oldLib.Own(oldID)
	if err != nil {
		return err
	}
	newer, err := newLib.Own(newID)
	if err != nil {
		return err
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
	for _, path := range answers {
		files, err := expand(path)
		if err != nil {
			return err
		}
		for _, file := range files {
			if err := o.diffAnswers(&b, file, oldLib, newLib, oldID); err != nil {
				return err
			}
		}
	}
	if err := o.writeOutput("", b.Bytes()); err != nil {
		return err
	}
	if len(c.Raise) > 0 {
		return errPrinted(exitInvalid)
	}
	return nil
}

// shown gives a value for a line of a comparison.
func shown(s string) string {
	if s == "" {
		return "(none)"
	}
	return oneLine(strings.Join(strings.Fields(s), " "))
}

// diffAnswers says what becomes of one answer file's conclusion.
func (o *options) diffAnswers(b *bytes.Buffer, file string, oldLib, newLib *questions.Library, id string) error {
	name, data, err := o.readInput(file, answerfile.MaxBytes)
	if err != nil {
		return err
	}
	before, err := ends(name, data, oldLib, id)
	if err != nil {
		return withSource(err, name, data)
	}
	after, err := ends(name, data, newLib, id)
	var problems diag.List
	switch {
	case errors.As(err, &problems):
		fmt.Fprintf(b, "%s: not valid with the new version: %s\n", oneLine(file), problems[0].Message)
	case err != nil:
		return err
	case slices.Equal(before, after):
		fmt.Fprintf(b, "%s: as it was: %s\n", oneLine(file), strings.Join(before, "|"))
	default:
		fmt.Fprintf(b, "%s: changes: %s → %s\n", oneLine(file), strings.Join(before, "|"), strings.Join(after, "|"))
	}
	return nil
}

// ends gives the codes that a bank comes to.
func ends(name string, data []byte, lib *questions.Library, id string) ([]string, error) {
	doc, err := answerfile.Read(name, data, lib)
	if err != nil {
		return nil, err
	}
	banks, err := lib.Select([]string{id}, false)
	if err != nil {
		return nil, err
	}
	r := assess.Select(banks).Evaluate(doc.Entries(banks).Answers())
	var codes []string
	for _, c := range r.Banks[0].Codes {
		codes = append(codes, banks[0].Endings()[c].ID)
	}
	return codes, nil
}
