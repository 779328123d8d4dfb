package cli

import (
	"bytes"
	"errors"
	"fmt"
	"math"
	"strings"

	"collectiveimpact/samklar/cmd/internal/casefile"
	"collectiveimpact/samklar/cmd/internal/command"
	"collectiveimpact/samklar/cmd/internal/exit"
	"collectiveimpact/samklar/cmd/internal/input"
	"collectiveimpact/samklar/cmd/internal/output"
	"collectiveimpact/samklar/cmd/internal/usage"
	"collectiveimpact/samklar/questions"

	"github.com/spf13/cobra"
)

func newQuestions(o *command.Options) *cobra.Command {
	c := &cobra.Command{
		Use:   "questions",
		Short: "Look at, check and change the banks of questions",
		Args:  usage.OnlyCommands,
		RunE: func(c *cobra.Command, _ []string) error {
			return exit.Usage("a command is missing", c.CommandPath()+" --help")
		},
	}
	c.AddCommand(newQuestionsList(o), newQuestionsShow(o), newQuestionsLint(o), newQuestionsSchema(o), newQuestionsDigest(o), newQuestionsDiff(o), newQuestionsStamp(o))
	return c
}

// named returns the banks there are, and those named on the command line, or all.
func named(o *command.Options, ids []string) (*questions.Library, []*questions.Bank, error) {
	lib, err := o.Library()
	if err != nil {
		return nil, nil, err
	}
	if len(ids) == 0 {
		ids = lib.IDs()
	}
	var banks []*questions.Bank
	for _, id := range ids {
		b, err := lib.Bank(id)
		if unknown, ok := errors.AsType[questions.UnknownBankError](err); ok {
			return nil, nil, exit.Usage(unknown.Error())
		}
		if err != nil {
			return nil, nil, input.WithBanks(err)
		}
		banks = append(banks, b)
	}
	return lib, banks, nil
}

func newQuestionsList(o *command.Options) *cobra.Command {
	return &cobra.Command{
		Use:   "list",
		Short: "List the banks, with their languages",
		Args:  usage.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			lib, banks, err := named(o, nil)
			if err != nil {
				return err
			}
			var b bytes.Buffer
			width := 0
			for _, bank := range banks {
				width = max(width, len(bank.ID))
			}
			for _, bank := range banks {
				spoken, err := spoken(lib, bank)
				if err != nil {
					return err
				}
				fmt.Fprintf(&b, "%-*s  v%d  %-5s  %2d questions  %s  %s\n", width, bank.ID, bank.Version, bank.Kind,
					len(bank.Questions), strings.Join(spoken, " "), bank.Title)
			}
			return o.Print(b.Bytes())
		},
	}
}

// spoken gives the languages of a bank: its own and those of its overlays. One
// that lacks texts has its figure behind it: da(3 missing).
func spoken(lib *questions.Library, b *questions.Bank) ([]string, error) {
	own, overlays, err := lib.Written(b.ID)
	if err != nil {
		return nil, input.WithBanks(err)
	}
	var all []string
	for _, lang := range questions.Languages() {
		switch o := overlays[lang]; {
		case o == nil && lang != own.Language:
		case o != nil && len(own.Missing(o)) > 0:
			all = append(all, fmt.Sprintf("%s(%d missing)", lang, len(own.Missing(o))))
		default:
			all = append(all, lang)
		}
	}
	return all, nil
}

func newQuestionsDigest(o *command.Options) *cobra.Command {
	return &cobra.Command{
		Use:   "digest [BANK...]",
		Short: "Print the digests of the banks' rules and texts",
		Long: `Print a line for the rules of each bank, and one for its texts in each language.
Results name the digests they were made with, so that anyone can tell later
which rules and which words were used.`,
		RunE: func(_ *cobra.Command, args []string) error {
			lib, banks, err := named(o, args)
			if err != nil {
				return err
			}
			var out bytes.Buffer
			for _, b := range banks {
				fmt.Fprintf(&out, "%s v%d rules %s\n", b.ID, b.Version, b.Rules)
				own, overlays, err := lib.Written(b.ID)
				if err != nil {
					return input.WithBanks(err)
				}
				for _, lang := range questions.Languages() {
					switch overlay := overlays[lang]; {
					case lang == own.Language:
						fmt.Fprintf(&out, "%s v%d texts %s %s\n", b.ID, b.Version, lang, own.Texts)
					case overlay != nil:
						fmt.Fprintf(&out, "%s v%d texts %s %s\n", b.ID, b.Version, lang, own.With(overlay).Texts)
					}
				}
			}
			return o.Print(out.Bytes())
		},
		ValidArgsFunction: o.CompleteBanks,
	}
}

func newQuestionsStamp(o *command.Options) *cobra.Command {
	return &cobra.Command{
		Use:   "stamp BANK-FILE OVERLAY-FILE...",
		Short: "Say in an overlay which originals its texts were made from",
		Long: `Write the map made-from into overlays: a short digest of the original for every
text. The linter tells by it which translations are older than their originals.
Do this after checking each text against its original; nothing else in the file
changes.`,
		Args: usage.Files(2, math.MaxInt, "a bank's file and at least one overlay are needed", ""),
		RunE: func(_ *cobra.Command, args []string) error { return stamp(o, args[0], args[1:]) },
	}
}

func stamp(o *command.Options, bankFile string, overlays []string) error {
	name, data, err := o.In.Read(bankFile, questions.MaxBytes)
	if err != nil {
		return err
	}
	b, err := questions.Parse(name, data)
	if err != nil {
		return exit.WithSource(err, name, data)
	}
	for _, file := range overlays {
		if _, err := output.Regular(file); err != nil {
			return err
		}
		name, data, err := o.In.Exact(file, questions.MaxBytes)
		if err != nil {
			return err
		}
		overlay, err := questions.ParseOverlay(name, data, b)
		if err != nil {
			return exit.WithSource(err, name, data)
		}
		stamped := overlay.Stamp(data, b)
		if bytes.Equal(stamped, data) {
			continue
		}
		if err := casefile.Replace(file, stamped); err != nil {
			return err
		}
	}
	return nil
}
