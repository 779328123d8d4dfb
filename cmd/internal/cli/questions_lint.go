package cli

import (
	"bytes"
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/answerfile"
	"collectiveimpact/samklar/cmd/internal/casefile"
	"collectiveimpact/samklar/cmd/internal/command"
	"collectiveimpact/samklar/cmd/internal/exit"
	"collectiveimpact/samklar/cmd/internal/input"
	"collectiveimpact/samklar/cmd/internal/say"
	"collectiveimpact/samklar/questions"
	"collectiveimpact/samklar/questions/lint"

	"github.com/spf13/cobra"
)

type lintOptions struct {
	*command.Options
	samples string
	rules   bool
	strict  bool
	out     bytes.Buffer
	fails   bool
}

func newQuestionsLint(o *command.Options) *cobra.Command {
	l := &lintOptions{Options: o}
	c := &cobra.Command{
		Use:   "lint [BANK...]",
		Short: "Look for what is wrong with banks and their overlays",
		Long: `Look for ends that nobody reaches, questions that never matter, texts that are
missing, old or hard to read aloud. Without BANK, all banks are checked.

Exit code 3: an error was found; with --strict, a warning too.`,
		Example: "  samklar questions lint\n  samklar questions lint --bank ours.yaml ours\n  samklar questions lint --rules",
		RunE:    func(_ *cobra.Command, args []string) error { return l.run(args) },

		ValidArgsFunction: o.CompleteBanks,
	}
	c.Flags().StringVar(&l.samples, "samples", "", "write an answer file for every outcome and verdict into this `FOLDER`")
	c.Flags().BoolVar(&l.rules, "rules", false, "list the rules instead, each with an example")
	c.Flags().BoolVar(&l.strict, "strict", false, "let warnings fail too")
	return c
}

func (l *lintOptions) run(ids []string) error {
	if l.rules {
		return l.Print(ruleList())
	}
	lib, banks, err := named(l.Options, ids)
	if err != nil {
		return err
	}
	for _, b := range banks {
		if err := l.bank(lib, b.ID); err != nil {
			return err
		}
	}
	if len(ids) == 0 {
		if _, err := lib.Select(lib.IDs(), true); err != nil { // how banks lead to one another
			return input.WithBanks(err)
		}
	}
	return errors.Join(l.Print(l.out.Bytes()), exit.Invalid.When(l.fails))
}

// bank checks one bank, writes what was found, and samples where they are
// wanted.
func (l *lintOptions) bank(lib *questions.Library, id string) error {
	own, overlays, err := lib.Written(id)
	if err != nil {
		return input.WithBanks(err)
	}
	r := lint.Bank(own, overlays, lib.Own)
	for _, f := range r.Findings {
		fmt.Fprintf(&l.out, "%s: %s\n", f.Severity, f.String())
		l.fails = l.fails || l.strict || f.Severity == lint.Error
	}
	var reading []string
	for _, in := range r.Reading {
		reading = append(reading, fmt.Sprintf("%s %d (highest %d)", in.Language, in.Median, in.Highest))
	}
	how := "exactly"
	if !r.Exact {
		how = "by bounds"
	}
	fmt.Fprintf(&l.out, "%s: %s; ends found %s; readability (LIX) of the questions: %s\n", id, say.Count(len(r.Findings), "problem"), how, strings.Join(reading, ", "))
	if l.samples != "" {
		return l.writeSamples(lib, own)
	}
	return nil
}

func (l *lintOptions) writeSamples(lib *questions.Library, b *questions.Bank) error {
	if err := casefile.MakeFolder(l.samples); err != nil {
		return err
	}
	for code, e := range b.Endings {
		sheet, ok := lint.Sample(b, code)
		if !ok {
			fmt.Fprintf(&l.out, "%s: no sample for %q\n", b.ID, e.ID)
			continue
		}
		name := filepath.Join(l.samples, b.ID+"-"+e.ID+".yaml")
		doc := answerfile.New(name, false, lib)
		if err := doc.Fill(assess.Case{Title: b.ID + ":" + e.ID}); err != nil {
			return err
		}
		for i, c := range sheet {
			if c == assess.Unanswered {
				continue
			}
			if err := doc.Set(b, b.Questions[i].ID, answerfile.Answer{Level: c.ID(&b.Questions[i])}); err != nil {
				return err
			}
		}
		if err := casefile.Replace(name, doc.Bytes()); err != nil {
			return err
		}
	}
	return nil
}

func ruleList() []byte {
	var b bytes.Buffer
	for _, r := range lint.Rules() {
		fmt.Fprintf(&b, "%s (%s): %s\n  %s\n", r.Code, r.Severity, r.Title, r.Why)
		fmt.Fprintf(&b, "  good: %s\n  bad:  %s\n", example(r.Good), example(r.Bad))
	}
	return b.Bytes()
}

func example(part string) string {
	part = strings.Join(strings.Fields(part), " ")
	if part == "" {
		return "(left out)"
	}
	if r := []rune(part); len(r) > 90 {
		part = string(r[:89]) + "…"
	}
	return part
}
