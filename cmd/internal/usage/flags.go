package usage

import (
	"slices"
	"strings"

	"collectiveimpact/samklar/cmd/internal/exit"
	"collectiveimpact/samklar/questions/diag"

	"github.com/spf13/cobra"
)

// A Choice is the value of a flag that takes one of few words. It refuses any other with the list of them.
type Choice[T ~string] struct {
	Flag, What string // in messages
	Value      *T     // what it is before the flag is given goes with the flag too
	Normal     T
	Known      []T
	Read       func(string) string // what is written of it before it is looked for, or nil
}

// String is what is chosen.
func (c *Choice[T]) String() string { return string(*c.Value) }

// Type is what help calls the value.
func (*Choice[T]) Type() string { return "string" }

// Set chooses a word, or refuses it.
func (c *Choice[T]) Set(word string) error {
	if c.Read != nil {
		word = c.Read(word)
	}
	if T(word) != c.Normal && !slices.Contains(c.Known, T(word)) {
		return exit.Usage("--" + c.Flag + ": " + diag.Unknown(c.What, word, Words(c.Known)))
	}
	*c.Value = T(word)
	return nil
}

// AddChoice adds a flag that takes one of few words, and completes them.
func AddChoice[T ~string](c *cobra.Command, value *T, flag, short, what string, known []T, text string) {
	flags := c.Flags()
	flags.VarP(&Choice[T]{flag, what, value, *value, known, nil}, flag, short, text)
	Complete(c, flag, func(string) []string { return Words(known) })
}

// AddFormat adds the format of a result: the first of those known, if none is given.
func AddFormat(c *cobra.Command, format *string, known []string) {
	*format = known[0]
	AddChoice(c, format, "format", "f", "format", known, "format: "+diag.Or(known))
}

// Complete has the shell complete a flag with words, given what was typed of it.
func Complete(c *cobra.Command, flag string, words func(typed string) []string) {
	err := c.RegisterFlagCompletionFunc(flag, func(_ *cobra.Command, _ []string, typed string) ([]string, cobra.ShellCompDirective) {
		return words(typed), cobra.ShellCompDirectiveNoFileComp
	})
	if err != nil {
		panic(err) // there is no such flag
	}
}

// InList completes the last word of a list with commas; a word that stands there already is not offered again.
func InList(known func() []string) func(typed string) []string {
	return func(typed string) []string {
		before := typed[:strings.LastIndex(typed, ",")+1]
		var all []string
		for _, word := range known() {
			if !slices.Contains(strings.Split(before, ","), word) {
				all = append(all, before+word)
			}
		}
		return all
	}
}

// Words gives the words of a list.
func Words[T ~string](all []T) []string {
	list := make([]string, len(all))
	for i, w := range all {
		list[i] = string(w)
	}
	return list
}
