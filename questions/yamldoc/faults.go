package yamldoc

import (
	"regexp"
	"strings"
	"sync"
	"unicode/utf8"
)

// A fault is a mistake that people make who write or paste YAML by hand: the library
// says of it what its grammar lacks, and often of the line behind it.
type fault struct {
	find    *regexp.Regexp // its first group stands at the fault
	carries bool           // a line with it can be read, and the one behind it then cannot
	message string
}

const key = `(?:- +)*[\pL\pN_-]+`

// faults are looked for in this order, in the line before the one at which reading
// stopped and then in that one.
var faults = sync.OnceValue(func() []fault {
	return []fault{
		{regexp.MustCompile(`^(%)YAML[ \t]+1`), true, "a line of --- is missing behind the directives"},
		{regexp.MustCompile(`^ *(\t)`), false, "the line is moved in by a tab; use spaces"},
		{regexp.MustCompile(`^ *([\x{a0}\x{2007}\x{202f}\x{3000}])`), true, "the line is moved in by a no-break space; use plain spaces"},
		{regexp.MustCompile(`^ *` + key + `:([\x{a0}\x{2007}\x{202f}\x{3000}])`), true, "a no-break space stands behind the colon; use a plain one"},
		{regexp.MustCompile(`^ *` + key + ` ?([\x{ff1a}\x{fe55}])`), true, `a wide colon stands behind the key; expected ":" and a space`},
		{regexp.MustCompile(`^ *` + key + `(:)[^\s:/\\\x{a0}]`), true, "a space is missing behind the colon"},
		{regexp.MustCompile(`^ *(?:` + key + `: +|- +)([*&!%@` + "`" + `])`), false, "a text that begins with %s must be in quotes"},
		{regexp.MustCompile(`[{,] *` + key + `: +([*&!%@` + "`" + `])`), false, "a text that begins with %s must be in quotes"},
		{regexp.MustCompile(`^ *` + key + `: +[^"'\[{|>\s][^"]*?(:) `), false, "a text with a colon in it must be in quotes"},
		{regexp.MustCompile(`[{,] *` + key + `: +[^"'\[{}\],\s][^"{}\[\],]*?(:) `), false, "a text with a colon in it must be in quotes"},
		{regexp.MustCompile(`[\[{,].* (\?)(?: |$)`), false, "a text with a question mark in brackets must be in quotes"},
		{regexp.MustCompile(`^ *` + key + `: +"[^"]*" *([^\s,#}\]])`), false, "something stands behind the closing quote; a quote inside a text is written \\\""},
	}
})

// known looks for a fault near the line at which reading stopped, and gives its place
// and what to say of it.
func known(data []byte, line int) (at, column int, message string) {
	for _, n := range []int{line - 1, line} {
		text := lineText(data, n)
		for _, f := range faults() {
			if n < line && !f.carries {
				continue
			}
			if m := f.find.FindSubmatchIndex(text); m != nil {
				return n, utf8.RuneCount(text[:m[2]]) + 1, strings.Replace(f.message, "%s", string(text[m[2]:m[3]]), 1)
			}
		}
	}
	return 0, 0, ""
}
