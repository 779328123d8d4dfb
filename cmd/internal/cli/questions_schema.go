package cli

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"collectiveimpact/samklar/assess/comparefile"
	"collectiveimpact/samklar/assess/resultfile"
	"collectiveimpact/samklar/cmd/internal/checked"
	"collectiveimpact/samklar/cmd/internal/command"
	"collectiveimpact/samklar/cmd/internal/exit"
	"collectiveimpact/samklar/questions"
	"collectiveimpact/samklar/questions/diag"
	"collectiveimpact/samklar/questions/schema"

	"github.com/spf13/cobra"
)

// schemas are those that are the same whatever the banks.
var schemas = map[string]func() []byte{
	"bank": schema.Bank, "decisions": schema.Decisions, "overlay": schema.Overlay, "check": checked.Schema,
	"answer-row": resultfile.AnswerRowSchema, "assessors": comparefile.AssessorsSchema, "questions": resultfile.QuestionsSchema,
	"changes": comparefile.ChangesSchema, "comparison": comparefile.ComparisonSchema, "group": comparefile.GroupSchema,
	"portfolio": resultfile.PortfolioSchema, "result": resultfile.ResultSchema, "score": resultfile.ScoreSchema,
}

// ofBanks are those that list what the banks have.
var ofBanks = map[string]func([]*questions.Bank) []byte{"answers": schema.Answers, "mapping": schema.Mapping, "policy": schema.Policy}

func schemaNames() []string {
	return slices.Sorted(slices.Values(slices.Concat(slices.Collect(maps.Keys(schemas)), slices.Collect(maps.Keys(ofBanks)))))
}

func newQuestionsSchema(o *command.Options) *cobra.Command {
	return &cobra.Command{
		Use:   "schema " + strings.Join(schemaNames(), "|"),
		Short: "Print a JSON Schema of one of the formats",
		Long: `Print a JSON Schema (2020-12), by which editors complete and check a file while
you type. The schemas of answer files, policies and mappings list the questions, levels,
codes and dimensions of the banks chosen with --banks, in the language chosen
with --lang.

Many editors find the schema by the first line of a YAML file:

  # yaml-language-server: $schema=answers.schema.json`,
		Example: "  samklar questions schema answers > answers.schema.json\n" +
			"  samklar questions schema answers --bank own.yaml --banks own --lang nl\n" +
			"  samklar questions schema bank > bank.schema.json",
		ValidArgs: schemaNames(),
		Args: func(c *cobra.Command, args []string) error {
			switch {
			case len(args) == 0:
				return exit.Usage("the name of a schema is missing; expected "+diag.Or(schemaNames()), c.CommandPath()+" answers")
			case len(args) > 1:
				return exit.Usage(fmt.Sprintf("%d schemas asked for; expected one", len(args)), c.CommandPath()+" --help")
			case !slices.Contains(schemaNames(), args[0]):
				return exit.Usage(diag.Unknown("schema", args[0], schemaNames()), c.CommandPath()+" --help")
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error {
			text, err := schemaNamed(o, args[0])
			if err != nil {
				return err
			}
			return o.Print(text)
		},
	}
}

func schemaNamed(o *command.Options, name string) ([]byte, error) {
	if text := schemas[name]; text != nil {
		return text(), nil
	}
	_, selection, err := o.Selected()
	if err != nil {
		return nil, err
	}
	return ofBanks[name](selection.Banks), nil
}
