package cli

import (
	"collectiveimpact/samklar/cmd/internal/checked"
	"collectiveimpact/samklar/cmd/internal/command"
	"collectiveimpact/samklar/cmd/internal/usage"

	"github.com/spf13/cobra"
)

func newCheck(o *command.Options) *cobra.Command {
	k := &checked.Options{Options: o}
	c := &cobra.Command{
		Use:   "check PATH...",
		Short: "Check answer files: are they valid, and complete?",
		Long: `Check whether answer files are valid, and whether every question that is asked
has an answer; "unknown" is one. PATH is a file, a folder (searched for *.yaml,
*.yml, *.json, *.jsonl and *.ndjson) or - for standard input; a file may hold
several documents. A policy or a file of decisions that is named is checked too.

With --policy it is checked instead whether a case meets that policy, and said which
questions to ask where that is not known yet. With --drafts missing answers are no
failure, so that what people are still working on can be checked at every commit.

  text     a line for each document; what is wrong on standard error
  github   annotations for GitHub Actions, which shows ten of them a step
  sarif    SARIF 2.1.0, for code scanning and editors: all of them
  json     for programs; samklar questions schema check prints its schema

Exit code 3: a file is not valid. Exit code 4: all are valid, some not complete, or
do not meet the policy for certain.`,
		Example: `  samklar check cases
  samklar check cases --policy fund.yaml
  samklar check --drafts -q cases
  samklar check -f sarif cases > samklar.sarif`,
		Args: usage.SomePaths,
		RunE: func(c *cobra.Command, args []string) error {
			if err := usage.OneInput(args, "--policy", k.Policy); err != nil {
				return err
			}
			return k.Run(c.Context(), args)
		},
	}
	usage.AddFormat(c, &k.Format, checked.Formats())
	c.Flags().StringVar(&k.Policy, "policy", "", "what is required of every case: a `FILE`")
	c.Flags().BoolVar(&k.Drafts, "drafts", false, "missing answers are no failure")
	c.Flags().BoolVarP(&k.Quiet, "quiet", "q", false, "in text, say nothing of what is fine")
	k.BatchFlags.Add(c)
	return c
}
