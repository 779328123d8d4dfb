package command

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

	"github.com/spf13/cobra"
)

// AddDialect adds the dialect of CSV, with a text of what it changes.
func AddDialect(c *cobra.Command, dialect *resultfile.Dialect, text string) {
	*dialect = resultfile.StandardCSV
	usage.AddChoice(c, dialect, "csv-dialect", "", "dialect", resultfile.Dialects(), text)
}

// AddOutput adds where the result goes.
func (o *Options) AddOutput(c *cobra.Command) {
	c.Flags().StringVarP(&o.Out.Path, "output", "o", "", "write to this `FILE` instead of standard output")
	c.Flags().BoolVar(&o.Out.Force, "force", false, "with -o: replace a file that samklar has not written")
}

// A SectionList is the value of --section: several words, each of them known.
type SectionList struct {
	IDs   []string
	Known func() []string
}

// AddSections adds the sections that are to be reported.
func AddSections(c *cobra.Command, l *SectionList, known func() []string) {
	l.Known = known
	c.Flags().Var(l, "section", "report this `SECTION` (repeatable, or several with commas)")
	usage.Complete(c, "section", usage.InList(known))
}

// String is empty: help shows no default.
func (*SectionList) String() string { return "" }

// Type is what help calls the value.
func (*SectionList) Type() string { return "stringArray" }

// Set adds the sections given, divided by commas.
func (l *SectionList) Set(given string) error {
	for id := range strings.SplitSeq(given, ",") {
		if id = strings.TrimSpace(id); !slices.Contains(l.Known(), id) {
			return exit.Usage("--section: " + diag.Unknown("section", id, l.Known()))
		}
		l.IDs = append(l.IDs, id)
	}
	return nil
}

// BatchFlags are the flags of everything that reads many cases.
type BatchFlags struct {
	Workers int
	Strict  bool
}

// Add adds the flags.
func (b *BatchFlags) Add(c *cobra.Command) {
	c.Flags().IntVarP(&b.Workers, "jobs", "j", runtime.GOMAXPROCS(0), "work on `N` processors")
	c.Flags().BoolVar(&b.Strict, "strict", false, "stop at the first case that cannot be read")
	c.Flags().Lookup("jobs").DefValue = "all processors"
}

// CheckJobs refuses to work on no processor.
func (b *BatchFlags) CheckJobs() error {
	if b.Workers < 1 {
		return exit.Usage(fmt.Sprintf("--jobs: %d; expected at least 1", b.Workers))
	}
	return nil
}

// AddTo adds the flags of every command.
func (o *Options) AddTo(root *cobra.Command) {
	flags := root.PersistentFlags()
	known := questions.Languages()
	flags.Var(&usage.Choice[string]{Flag: "lang", What: "language", Value: &o.Lang, Known: known, Read: languageOf}, "lang", "language of interview and report: "+diag.Or(known)+" (default: SAMKLAR_LANG, the locale, en)")
	flags.StringArrayVar(&o.Own, "bank", nil, "a bank of your own, a `FILE` or a folder; may be repeated")
	flags.StringVar(&o.Banks, "banks", "", "the banks to ask or score: `id,id` or all (default: those that FILE answers, or when, and what they lead to)")
	flags.BoolVar(&o.NoColor, "no-color", false, "no colours")
	usage.Complete(root, "lang", func(string) []string { return known })
	usage.Complete(root, "banks", usage.InList(func() []string { return append(o.Offered().IDs(), "all") }))
}

// AddRequire adds the codes that a case must come to.
func (o *Options) AddRequire(c *cobra.Command, codes *[]string) {
	c.Flags().StringArrayVar(codes, "require", nil, "exit with 4 unless the path surely has this `CODE`, such as preconditions:ready; may be repeated: any of them")
	usage.Complete(c, "require", func(string) []string {
		lib := o.Offered()
		var all []string
		for _, id := range lib.IDs() {
			if b, err := lib.Bank(id); err == nil {
				all = append(all, require.CodesOf(b)...)
			}
		}
		return all
	})
}

// Offered returns the banks that may be named, for the shell: none of those of --bank where they cannot be read. To
// complete, cobra reads the flags twice, so that every --bank is there twice.
func (o *Options) Offered() *questions.Library {
	once := *o
	once.Own = slices.Compact(slices.Sorted(slices.Values(o.Own)))
	lib, err := once.Library()
	if err != nil {
		return questions.NewLibrary(questions.Languages()[0])
	}
	return lib
}

// CompleteBanks has the shell complete arguments that are banks.
func (o *Options) CompleteBanks(_ *cobra.Command, given []string, _ string) ([]string, cobra.ShellCompDirective) {
	ids := slices.DeleteFunc(o.Offered().IDs(), func(id string) bool { return slices.Contains(given, id) })
	return ids, cobra.ShellCompDirectiveNoFileComp
}

// GivenFlags repeats the flags that say which banks and which language, for a
// command that is suggested.
func (o *Options) GivenFlags() string {
	var b strings.Builder
	if o.Lang != "" {
		b.WriteString(" --lang " + o.Lang)
	}
	for _, path := range o.Own {
		b.WriteString(" --bank " + say.Line(say.ShellWord(path)))
	}
	if o.Banks != "" {
		b.WriteString(" --banks " + say.Line(say.ShellWord(o.Banks)))
	}
	return b.String()
}
