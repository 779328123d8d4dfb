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
	"collectiveimpact/samklar/questions"

	"github.com/spf13/cobra"
)

type importOptions struct {
	*command.Options
	mapping, writeMap, latestBy, into string
	strict                            bool

	lib     *questions.Library
	lexicon *tablefile.Lexicon
	rules   *tablefile.Map // or nil
	missed  int            // cells and answers that were not taken
}

func newImport(o *command.Options) *cobra.Command {
	i := &importOptions{Options: o}
	c := &cobra.Command{
		Use:   "import FILE...",
		Short: "Take in answers from forms and spreadsheets",
		Long: `Take in answers: from a table with a row for each case, as forms and
spreadsheets export it (CSV with commas, semicolons or tabs, or the first sheet
of a workbook, XLSX), and from the answer files that a page of samklar form
gives. FILE may be - for standard input.

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
	if err := i.learn(); err != nil {
		return err
	}
	var items []intake.Item
	var wrong []error
	for _, path := range paths {
		name, data, err := i.In.Exact(path, tablefile.MaxBytes)
		var more []intake.Item
		switch {
		case err != nil:
		case intake.IsAnswers(data):
			var doc *answerfile.Document
			if doc, err = command.ParseAnswers(name, bytes.TrimPrefix(data, []byte("\ufeff")), i.lib); err == nil {
				more = []intake.Item{intake.FromFile(doc, data)}
			}
		default:
			more, err = i.table(name, data)
		}
		items = append(items, more...)
		if err != nil {
			wrong = append(wrong, err)
		}
	}
	switch {
	case wrong != nil:
		return errors.Join(wrong...)
	case i.writeMap != "":
		return nil
	case i.into != "":
		return i.fill(items)
	case i.missed > 0 && i.strict:
		fmt.Fprintf(i.Sys.Err, "samklar: %s not understood; nothing is written\n", say.Count(i.missed, "cell"))
		return exit.Invalid
	}
	write := i.writeFolder
	if i.Out.Standard() || strings.HasSuffix(i.Out.Path, ".jsonl") || strings.HasSuffix(i.Out.Path, ".ndjson") {
		write = i.writeLines
	}
	if err := write(items); err != nil {
		return err
	}
	return errors.Join(exit.SomeFailed.When(i.missed > 0))
}

// learn gets the words of the banks ready, and the mapping where there is one.
func (i *importOptions) learn() error {
	lib, err := i.Library()
	if err != nil {
		return err
	}
	i.lib = lib
	ids := lib.IDs()
	if i.Banks != "" {
		selection, err := i.Selection(lib)
		if err != nil {
			return err
		}
		ids = nil
		for _, b := range selection.Banks {
			ids = append(ids, b.ID)
		}
	}
	if i.lexicon, err = tablefile.NewLexicon(lib, ids); err != nil || i.mapping == "" {
		return err
	}
	name, data, err := i.In.Read(i.mapping, tablefile.MaxMapBytes)
	if err == nil {
		i.rules, err = tablefile.ReadMap(name, data, i.lexicon)
		err = exit.WithSource(err, name, data)
	}
	return err
}

// table reads a table, and says what was found in it; or writes that as a mapping.
func (i *importOptions) table(name string, data []byte) ([]intake.Item, error) {
	table, err := tablefile.Read(name, data)
	if err != nil {
		return nil, err
	}
	plan, err := tablefile.NewPlan(table, i.lexicon, i.rules)
	if err != nil {
		return nil, err
	}
	if i.latestBy != "" {
		if err := plan.Latest(i.latestBy); err != nil {
			return nil, exit.Usage("--latest-by: " + err.Error())
		}
	}
	cases, remarks := plan.Cases()
	for _, line := range plan.Found() {
		fmt.Fprintf(i.Sys.Err, "samklar: %s\n", say.Line(line))
	}
	for _, r := range remarks {
		fmt.Fprintln(i.Sys.Err, say.Line(r.String()))
	}
	if i.writeMap != "" {
		i.Out.Path = i.writeMap
		return nil, i.WriteOutput(output.Mapping, plan.Map(remarks))
	}
	i.missed += len(remarks)
	items := make([]intake.Item, len(cases))
	for n, c := range cases {
		items[n].Of = c
	}
	return items, nil
}

func (i *importOptions) writeLines(items []intake.Item) error {
	var lines bytes.Buffer
	for n := range items {
		line, err := items[n].Line(i.lexicon.Banks)
		if err != nil {
			return exit.Usage(err.Error())
		}
		lines.Write(line)
	}
	return i.WriteOutput(output.Cases, lines.Bytes())
}

// writeFolder writes a file for each case, or none where one would replace what is not
// the same.
func (i *importOptions) writeFolder(items []intake.Item) error {
	written, err := intake.Write(i.Out, i.lexicon.Banks, items, &i.In.Sources)
	if refused, ok := errors.AsType[*output.RefusedError](err); ok {
		return exit.Usage("--output: "+refused.Error()+"; nothing is written", "to replace answers all the same, add --force")
	}
	if err == nil {
		fmt.Fprintf(i.Sys.Err, "samklar: %s in %s\n", say.Count(written, "case"), say.Line(fmt.Sprintf("%q", i.Out.Path)))
	}
	return err
}
