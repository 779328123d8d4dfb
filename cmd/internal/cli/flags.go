package cli

import (
	"fmt"
	"runtime"
	"slices"
	"strings"

	"collectiveimpact/samklar/assess/resultfile"
	"collectiveimpact/samklar/cmd/internal/exit"
	"collectiveimpact/samklar/cmd/internal/require"
	"collectiveimpact/samklar/cmd/internal/say"
	"collectiveimpact/samklar/cmd/internal/usage"
	"collectiveimpact/samklar/questions"
	"collectiveimpact/samklar/questions/diag"
	"collectiveimpact/samklar/report"

	"github.com/spf13/cobra"
)

func addDialect(c *cobra.Command, dialect *resultfile.Dialect, text string) {
	*dialect = resultfile.StandardCSV
	usage.AddChoice(c, dialect, "csv-dialect", "", "dialect", resultfile.Dialects(), text)
}

func (o *options) addOutput(c *cobra.Command) {
	c.Flags().StringVarP(&o.out.Path, "output", "o", "", "write to this `FILE` instead of standard output")
	c.Flags().BoolVar(&o.out.Force, "force", false, "with -o: replace a file that samklar has not written")
}

// A sectionList is the value of --section: several words, each of them known.
type sectionList []string

func (*sectionList) String() string { return "" }
func (*sectionList) Type() string   { return "stringArray" }

func (l *sectionList) Set(given string) error {
	for id := range strings.SplitSeq(given, ",") {
		if id = strings.TrimSpace(id); !slices.Contains(report.Sections(), id) {
			return exit.Usage("--section: " + diag.Unknown("section", id, report.Sections()))
		}
		*l = append(*l, id)
	}
	return nil
}

// batchFlags are the flags of everything that reads many cases.
type batchFlags struct {
	workers int
	strict  bool
}

func (b *batchFlags) add(c *cobra.Command) {
	c.Flags().IntVarP(&b.workers, "jobs", "j", runtime.GOMAXPROCS(0), "work on `N` processors")
	c.Flags().BoolVar(&b.strict, "strict", false, "stop at the first case that cannot be read")
	c.Flags().Lookup("jobs").DefValue = "all processors"
}

func (b *batchFlags) checkJobs() error {
	if b.workers < 1 {
		return exit.Usage(fmt.Sprintf("--jobs: %d; expected at least 1", b.workers))
	}
	return nil
}

// addTo adds the flags of every command.
func (o *options) addTo(root *cobra.Command) {
	flags := root.PersistentFlags()
	known := questions.Languages()
	flags.Var(&usage.Choice[string]{Flag: "lang", What: "language", Value: &o.lang, Known: known, Read: languageOf}, "lang", "language of interview and report: "+diag.Or(known)+" (default: SAMKLAR_LANG, the locale, en)")
	flags.StringArrayVar(&o.own, "bank", nil, "a bank of your own, a `FILE` or a folder; may be repeated")
	flags.StringVar(&o.banks, "banks", "", "the banks to ask or score: `id,id` or all (default: those that FILE answers, or when, and what they lead to)")
	flags.BoolVar(&o.noColor, "no-color", false, "no colours")
	usage.Complete(root, "lang", func(string) []string { return known })
	usage.Complete(root, "banks", usage.InList(func() []string { return append(o.offered().IDs(), "all") }))
}

// addRequire adds the codes that a case must come to.
func (o *options) addRequire(c *cobra.Command, codes *[]string) {
	c.Flags().StringArrayVar(codes, "require", nil, "exit with 4 unless the path surely has this `CODE`, such as preconditions:ready; may be repeated: any of them")
	usage.Complete(c, "require", func(string) []string {
		lib := o.offered()
		var all []string
		for _, id := range lib.IDs() {
			if b, err := lib.Bank(id); err == nil {
				all = append(all, require.CodesOf(b)...)
			}
		}
		return all
	})
}

// offered returns the banks that may be named, for the shell: none of those of --bank where they cannot be read. To
// complete, cobra reads the flags twice, so that every --bank is there twice.
func (o *options) offered() *questions.Library {
	once := *o
	once.own = slices.Compact(slices.Sorted(slices.Values(o.own)))
	lib, err := once.library()
	if err != nil {
		return questions.NewLibrary(questions.Languages()[0])
	}
	return lib
}

// completeBanks has the shell complete arguments that are banks.
func (o *options) completeBanks(_ *cobra.Command, given []string, _ string) ([]string, cobra.ShellCompDirective) {
	ids := slices.DeleteFunc(o.offered().IDs(), func(id string) bool { return slices.Contains(given, id) })
	return ids, cobra.ShellCompDirectiveNoFileComp
}

// givenFlags repeats the flags that say which banks and which language, for a
// command that is suggested.
func (o *options) givenFlags() string {
	var b strings.Builder
	if o.lang != "" {
		b.WriteString(" --lang " + o.lang)
	}
	for _, path := range o.own {
		b.WriteString(" --bank " + say.Line(say.ShellWord(path)))
	}
	if o.banks != "" {
		b.WriteString(" --banks " + say.Line(say.ShellWord(o.banks)))
	}
	return b.String()
}
