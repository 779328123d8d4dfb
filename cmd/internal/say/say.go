// Package say puts what commands say on standard error in words, so that nothing
// from outside acts on the terminal.
package say

import (
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"

	"collectiveimpact/samklar/questions/diag"
	clean "collectiveimpact/samklar/questions/text"
)

// Line keeps what came from outside from acting on the terminal.
func Line(s string) string {
	return strings.Map(func(r rune) rune {
		if !unicode.IsPrint(r) {
			return '·'
		}
		return r
	}, s)
}

// Count gives a number of things: "1 case", "2 cases".
func Count(n int, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return fmt.Sprintf("%d %ss", n, thing)
}

// mostLines is how many lines say one kind of thing.
const mostLines = 20

// Lines writes what there is to say of something, a line each, or of many how many more
// there are.
func Lines(w io.Writer, of string, lines []string) {
	for i, line := range lines {
		if i == mostLines {
			fmt.Fprintln(w, Line(fmt.Sprintf("samklar: %s: %d more", of, len(lines)-i)))
			return
		}
		fmt.Fprintln(w, Line("samklar: "+line))
	}
}

// OfCase says of which case something is said, on a line of its own.
func OfCase(source, title, text string) string {
	if title = clean.Line(title); title != "" {
		source += " (" + diag.Quote(title) + ")"
	}
	return Line("samklar: "+source+": "+text) + "\n"
}

// ShellWord writes a file's name so that it can be typed in a shell: quoted where
// the shell would take it apart, and never as a flag.
func ShellWord(s string) string {
	if strings.HasPrefix(s, "-") {
		s = "./" + s
	}
	plain := s != ""
	for _, r := range s {
		if !unicode.IsPrint(r) || r == utf8.RuneError {
			return escapedWord(s)
		}
		plain = plain && (unicode.IsLetter(r) || unicode.IsDigit(r) || strings.ContainsRune("./_-+:@,=%", r))
	}
	if plain {
		return s
	}
	return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'"
}

// ShellWords writes the names of several files.
func ShellWords(files []string) string {
	words := make([]string, len(files))
	for i, file := range files {
		words[i] = ShellWord(file)
	}
	return strings.Join(words, " ")
}

// escapedWord writes what cannot be shown in the way that bash, zsh and the newest
// standard of shells read back.
func escapedWord(s string) string {
	var b strings.Builder
	for i := range len(s) {
		switch c := s[i]; {
		case c == '\'' || c == '\\':
			b.WriteString("\\" + string(c))
		case c < ' ' || c > '~':
			fmt.Fprintf(&b, "\\%03o", c)
		default:
			b.WriteByte(c)
		}
	}
	return "$'" + b.String() + "'"
}
