package cli

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"slices"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/answerfile"
	"collectiveimpact/samklar/report"

	"github.com/spf13/cobra"
)

func newVerify(o *options) *cobra.Command {
	return &cobra.Command{
		Use:   "verify RESULT FILE",
		Short: "Does a stored result still hold?",
		Long: `Score the answers in FILE again, with the banks that RESULT names, and say
whether RESULT is what comes out: the same rules, the same answers, the same
conclusion. The tool's version, and the words of the banks, may differ.

Exit code 4: it does not hold; each difference is printed.`,
		Args: func(c *cobra.Command, args []string) error {
			if len(args) != 2 {
				return usage(fmt.Sprintf("%d files given; expected a result and an answer file", len(args)), c.CommandPath()+" --help")
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error { return o.verify(args[0], args[1]) },
	}
}

func (o *options) verify(resultFile, file string) error {
	lib, err := o.library()
	if err != nil {
		return err
	}
	name, stored, err := o.readInput(resultFile, answerfile.MaxBytes)
	if err != nil {
		return err
	}
	if !answerfile.IsResult(stored) {
		return &failure{invalid, fmt.Errorf("%q is not a stored result", name), []string{"samklar report FILE -f json -o " + shellWord(resultFile)}}
	}
	var was map[string]any
	if err := json.Unmarshal(stored, &was); err != nil {
		return invalid.errorf("reading result %q: %w", name, err)
	}
	banks, err := lib.Select(resultBanks(was), false)
	if err != nil {
		return withBankSources(err)
	}
	doc, err := o.readAnswers(file, lib)
	if err != nil {
		return err
	}
	var b bytes.Buffer
	if err := report.WriteJSON(&b, input(lib, assess.Select(banks), doc)); err != nil {
		return err
	}
	var is map[string]any
	if err := json.Unmarshal(b.Bytes(), &is); err != nil {
		return err
	}
	var out bytes.Buffer
	compare(&out, "", meaning(was), meaning(is))
	if out.Len() == 0 {
		return o.writeOutput("", []byte("the result holds\n"))
	}
	if err := o.writeOutput("", append(out.Bytes(), "the result does not hold\n"...)); err != nil {
		return err
	}
	return unmet
}

// resultBanks gives the ids of the banks that a result was scored with.
func resultBanks(result map[string]any) []string {
	var ids []string
	list, _ := result["banks"].([]any)
	for _, item := range list {
		bank, _ := item.(map[string]any)
		if id, ok := bank["bank"].(string); ok {
			ids = append(ids, id)
		}
	}
	return ids
}

// meaning leaves out what may differ between two results that say the same: the
// tool, and the language and words of the banks.
func meaning(result map[string]any) map[string]any {
	delete(result, "tool")
	list, _ := result["banks"].([]any)
	for _, item := range list {
		if bank, ok := item.(map[string]any); ok {
			delete(bank, "texts")
			delete(bank, "language")
		}
	}
	return result
}

// compare writes a line for every value that differs, with the way to it.
func compare(out *bytes.Buffer, path string, was, is any) {
	switch was := was.(type) {
	case map[string]any:
		if is, ok := is.(map[string]any); ok {
			keys := slices.Sorted(maps.Keys(was))
			for key := range is {
				if _, both := was[key]; !both {
					keys = append(keys, key)
				}
			}
			slices.Sort(keys)
			for _, key := range keys {
				compare(out, path+"."+key, was[key], is[key])
			}
			return
		}
	case []any:
		if is, ok := is.([]any); ok && len(is) == len(was) {
			for i := range was {
				compare(out, fmt.Sprintf("%s[%d]", path, i), was[i], is[i])
			}
			return
		}
	}
	before, now := plainJSON(was), plainJSON(is)
	if before != now {
		fmt.Fprintf(out, "%s: %s → %s\n", oneLine(path[1:]), before, now)
	}
}

// plainJSON gives a value on one line.
func plainJSON(v any) string {
	if v == nil {
		return "(none)"
	}
	data, err := json.Marshal(v)
	if err != nil {
		return "(unreadable)"
	}
	if r := []rune(string(data)); len(r) > 120 {
		return oneLine(string(r[:119]) + "…")
	}
	return oneLine(string(data))
}
