package cli

import (
	"bytes"
	"errors"
	"fmt"
	"strings"

	"collectiveimpact/samklar/assess/answerfile"
	"collectiveimpact/samklar/assess/tablefile"
	"collectiveimpact/samklar/cmd/internal/command"
	"collectiveimpact/samklar/cmd/internal/exit"
	"collectiveimpact/samklar/cmd/internal/intake"
	"collectiveimpact/samklar/cmd/internal/output"
	"collectiveimpact/samklar/cmd/internal/say"
	"collectiveimpact/samklar/cmd/internal/usage"

	"github.com/spf13/cobra"
)

type importOptions struct {
	*command.Options
	mapping, writeMap, latestBy string
	strict                      bool
}

func newImport(o *command.Options) *cobra.Command {
	i := &importOptions{Options: o}
	c := &cobra.Command{
		Use:   "import TABLE",
		Short: "Make answer files of a table from a form or a spreadsheet",
		Long: `Make answers of a table with a row for each case, as forms and spreadsheets
export it: CSV with commas, semicolons or tabs, or the first sheet of a workbook
(XLSX). TABLE is a file, or - for standard input.

A heading is a question if it is its id or its text in any language, a cell an
answer if it is a level's id or text. What is only like one is never taken for it:
it is kept as a note, the question stays open, and a line says which cell it is and
what may have been meant. --write-map writes what was found to a file, in which a
person names columns, levels and single cells; --map reads it.

With -o DIR a file for each case goes there, named by its id; with -o FILE.jsonl, or
without -o, a line of JSON for each.

Exit code 5: some cells were not understood; with --strict nothing is written then,
and the exit code is 3.`,
		Example: "  samklar import spring.csv -o cases\n  samklar import spring.csv --write-map map.yaml\n  samklar import spring.csv --map map.yaml -o cases",
		Args:    usage.Files(1, 1, "no table given", "one table"),
		RunE:    func(_ *cobra.Command, args []string) error { return i.run(args[0]) },
	}
	i.AddOutput(c)
	c.Flags().Lookup("output").Usage = "write a file for each case to this folder, or lines of JSON to this `PATH` that ends in .jsonl"
	flags := c.Flags()
	flags.StringVar(&i.mapping, "map", "", "what the columns are: a `FILE` that --write-map began")
	flags.StringVar(&i.writeMap, "write-map", "", "write what was found to a `FILE` to go on with, and no answers")
	flags.StringVar(&i.latestBy, "latest-by", "", "of rows with the same cell in this `COLUMN`, take the last")
	flags.BoolVar(&i.strict, "strict", false, "write nothing if a cell was not understood")
	return c
}

func (i *importOptions) run(path string) error {
	lexicon, plan, err := i.plan(path)
	if err != nil {
		return err
	}
	cases, remarks := plan.Cases()
	for _, line := range plan.Found() {
		fmt.Fprintf(i.Sys.Err, "samklar: %s\n", say.Line(line))
	}
	for _, r := range remarks {
		fmt.Fprintln(i.Sys.Err, say.Line(r.String()))
	}
	switch {
	case i.writeMap != "":
		i.Out.Path = i.writeMap
		return i.WriteOutput(output.Mapping, plan.Map(remarks))
	case len(remarks) > 0 && i.strict:
		fmt.Fprintf(i.Sys.Err, "samklar: %s not understood; nothing is written\n", say.Count(len(remarks), "cell"))
		return exit.Invalid
	}
	if i.Out.Standard() || strings.HasSuffix(i.Out.Path, ".jsonl") || strings.HasSuffix(i.Out.Path, ".ndjson") {
		var lines bytes.Buffer
		for _, c := range cases {
			lines.Write(answerfile.Compose(c.Case, lexicon.Banks, c.Answers, true))
		}
		err = i.WriteOutput(output.Cases, lines.Bytes())
	} else {
		err = i.writeFolder(lexicon, cases)
	}
	if err != nil {
		return err
	}
	return errors.Join(exit.SomeFailed.When(len(remarks) > 0))
}

// plan reads a table, with the mapping where there is one.
func (i *importOptions) plan(path string) (*tablefile.Lexicon, *tablefile.Plan, error) {
	lib, err := i.Library()
	if err != nil {
		return nil, nil, err
	}
	ids := lib.IDs()
	if i.Banks != "" {
		selection, err := i.Selection(lib)
		if err != nil {
			return nil, nil, err
		}
		ids = nil
		for _, b := range selection.Banks {
			ids = append(ids, b.ID)
		}
	}
	lexicon, err := tablefile.NewLexicon(lib, ids)
	if err != nil {
		return nil, nil, err
	}
	var mapping *tablefile.Map
	if i.mapping != "" {
		name, data, err := i.In.Read(i.mapping, tablefile.MaxMapBytes)
		if err == nil {
			mapping, err = tablefile.ReadMap(name, data, lexicon)
			err = exit.WithSource(err, name, data)
		}
		if err != nil {
			return nil, nil, err
		}
	}
	name, data, err := i.In.Exact(path, tablefile.MaxBytes)
	if err != nil {
		return nil, nil, err
	}
	table, err := tablefile.Read(name, data)
	if err != nil {
		return nil, nil, err
	}
	plan, err := tablefile.NewPlan(table, lexicon, mapping)
	if err == nil && i.latestBy != "" {
		if err := plan.Latest(i.latestBy); err != nil {
			return nil, nil, exit.Usage("--latest-by: " + err.Error())
		}
	}
	return lexicon, plan, err
}

// writeFolder writes a file for each case, or none where one would replace what is not
// the same.
func (i *importOptions) writeFolder(lexicon *tablefile.Lexicon, cases []*tablefile.Case) error {
	written, err := intake.Write(i.Out, lexicon, cases, &i.In.Sources)
	if refused, ok := errors.AsType[*output.RefusedError](err); ok {
		return exit.Usage("--output: "+refused.Error()+"; nothing is written", "to replace answers all the same, add --force")
	}
	if err == nil {
		fmt.Fprintf(i.Sys.Err, "samklar: %s in %s\n", say.Count(written, "case"), say.Line(fmt.Sprintf("%q", i.Out.Path)))
	}
	return err
}
