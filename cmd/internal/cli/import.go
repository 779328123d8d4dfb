package cli

import (
	"bytes"
	"errors"
	"fmt"
	"strings"

	"collectiveimpact/samklar/cmd/internal/command"
	"collectiveimpact/samklar/cmd/internal/exit"
	"collectiveimpact/samklar/cmd/internal/intake"
	"collectiveimpact/samklar/cmd/internal/output"
	"collectiveimpact/samklar/cmd/internal/say"
	"collectiveimpact/samklar/cmd/internal/usage"
	"collectiveimpact/samklar/questions"

	"github.com/spf13/cobra"
)

type importOptions struct {
	*command.Options
	mapping, writeMap, latestBy, into string
	strict                            bool
}

func newImport(o *command.Options) *cobra.Command {
	i := &importOptions{Options: o}
	c := &cobra.Command{
		Use:   "import FILE...",
		Short: "Take in answers from forms and spreadsheets",
		Long: `Take in answers: from a table with a row for each case, as forms and
spreadsheets export it (CSV with commas, semicolons or tabs, or the first sheet
of a workbook, XLSX), and from the answer files that a page of samklar form
gives, also inside the text of a mail. FILE may be - for standard input.

A heading is a question if it is its id or its text in any language, a cell an
answer if it is a level's id or text. What is only like one is never taken for
it: it is kept as a note, the question stays open, and a line says which cell it
is and what may have been meant. --write-map writes what was found to a file, in
which a person names columns, levels and single cells; --map reads it.

With -o DIR a file for each case goes there, named by its id; with -o
FILE.jsonl, or without -o, a line of JSON for each. With --into CASE the answers
go into the file of a case, each where that leaves open what it says: an answer
that is there stays.

Exit code 5: some cells were not understood, or some answers not put in; with
--strict nothing is written then, and the exit code is 3.`,
		Example: "  samklar import spring.csv -o cases\n  samklar import spring.csv --write-map map.yaml\n  samklar import spring.csv --map map.yaml -o cases\n  samklar import samklar-*.json -o cases\n  samklar import answers.json --into case.yaml",
		Args:    usage.SomePaths,
		RunE:    func(_ *cobra.Command, args []string) error { return i.run(args) },
	}
	i.AddOutput(c)
	c.Flags().Lookup("output").Usage = "write a file for each case to this folder, or lines of JSON to this `PATH` that ends in .jsonl"
	flags := c.Flags()
	flags.StringVar(&i.mapping, "map", "", "what the columns are: a `FILE` that --write-map began")
	flags.StringVar(&i.writeMap, "write-map", "", "write what was found to a `FILE` to go on with, and no answers")
	flags.StringVar(&i.latestBy, "latest-by", "", "of rows with the same cell in this `COLUMN`, take the last")
	flags.StringVar(&i.into, "into", "", "put the answers into the file of this `CASE`, where it leaves them open")
	flags.BoolVar(&i.strict, "strict", false, "write nothing if a cell was not understood, or an answer not put in")
	return c
}

func (i *importOptions) run(paths []string) error {
	switch {
	case i.writeMap != "" && len(paths) > 1:
		return exit.Usage(fmt.Sprintf("--write-map: a mapping is of one table; %d files are given", len(paths)))
	case i.into != "" && (i.writeMap != "" || i.Out.Path != ""):
		return exit.Usage("--into: the answers go into a case, and nothing else is written; leave out --output and --write-map")
	}
	desk, err := i.desk()
	if err != nil {
		return err
	}
	if i.writeMap != "" {
		mapping, err := desk.Map(paths[0])
		if mapping == nil {
			return err
		}
		i.Out.Path = i.writeMap
		return errors.Join(err, i.WriteOutput(output.Mapping, mapping))
	}
	items, err := desk.Read(paths)
	if i.into == "" {
		desk.SayTwice(items)
	}
	switch {
	case err != nil:
		return err
	case i.into != "":
		err = desk.Into(i.into, items, i.Sys.Now())
	case i.Out.Standard() || strings.HasSuffix(i.Out.Path, ".jsonl") || strings.HasSuffix(i.Out.Path, ".ndjson"):
		err = i.writeLines(items, desk.Lexicon.Banks)
	default:
		err = i.writeFolder(items, desk.Lexicon.Banks)
	}
	if err != nil {
		return err
	}
	return exit.SomeFailed.When(desk.Missed > 0)
}

// desk gets ready to read, with the words of the banks that are chosen, or of all.
func (i *importOptions) desk() (*intake.Desk, error) {
	lib, err := i.Library()
	if err != nil {
		return nil, err
	}
	ids := lib.IDs()
	if i.Banks != "" {
		selection, err := i.Selection(lib)
		if err != nil {
			return nil, err
		}
		ids = nil
		for _, b := range selection.Banks {
			ids = append(ids, b.ID)
		}
	}
	desk, err := intake.NewDesk(&i.In, lib, ids, i.mapping)
	if err != nil {
		return nil, err
	}
	desk.Err, desk.LatestBy, desk.Strict = i.Sys.Err, i.latestBy, i.strict
	return desk, nil
}

func (i *importOptions) writeLines(items []intake.Item, banks []*questions.Bank) error {
	var lines bytes.Buffer
	for n := range items {
		line, err := items[n].Line(banks)
		if err != nil {
			return exit.Usage(err.Error())
		}
		lines.Write(line)
	}
	return i.WriteOutput(output.Cases, lines.Bytes())
}

// writeFolder writes a file for each case, or none where one would replace what is not
// the same.
func (i *importOptions) writeFolder(items []intake.Item, banks []*questions.Bank) error {
	written, err := intake.Write(i.Out, banks, items, &i.In.Sources)
	if refused, ok := errors.AsType[*output.RefusedError](err); ok {
		return exit.Usage("--output: "+refused.Error()+"; nothing is written", "to replace answers all the same, add --force")
	}
	if err == nil {
		fmt.Fprintf(i.Sys.Err, "samklar: %s in %s\n", say.Count(written, "case"), say.Line(fmt.Sprintf("%q", i.Out.Path)))
	}
	return err
}
