package cli

import (
	"fmt"
	"strings"
	"unicode"

	"collectiveimpact/samklar/questions/diag"
	clean "collectiveimpact/samklar/questions/text"
)

// oneLine keeps what came from outside from acting on the terminal.
func oneLine(s string) string {
	return strings.Map(func(r rune) rune {
		if !unicode.IsPrint(r) {
			return '·'
		}
		return r
	}, s)
}

func counted(n int, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return fmt.Sprintf("%d %ss", n, thing)
}

// ofCase says of which case something is said, on a line of its own.
func ofCase(source, title, text string) string {
	if title = clean.Line(title); title != "" {
		source += " (" + diag.Quote(title) + ")"
	}
	return oneLine("samklar: "+source+": "+text) + "\n"
}

// shellWord quotes a file's name where a shell would take it apart.
func shellWord(s string) string {
	for _, r := range s {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune("./_-+:@,=%", r) {
			return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'"
		}
	}
	return s
}

// givenFlags repeats the flags that say which banks and which language, for a
// command that is suggested.
func (o *options) givenFlags() string {
	var b strings.Builder
	if o.lang != "" {
		b.WriteString(" --lang " + o.lang)
	}
	for _, path := range o.own {
		b.WriteString(" --bank " + oneLine(shellWord(path)))
	}
	if o.banks != "" {
		b.WriteString(" --banks " + oneLine(shellWord(o.banks)))
	}
	return b.String()
}
