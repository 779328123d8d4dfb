package say

import (
	"runtime"
	"strings"
	"unicode/utf8"
)

// Typed writes a sentence and the command it ends in, so that the command can be copied off
// a screen so many columns wide: on lines of its own where both do not fit on one, and never
// broken within a word. 0 columns are as many as it takes. The lines of one command are
// joined as shells join them; that of Windows does not, and has it whole.
func Typed(sentence, command string, width int) []string {
	if command == "" || width <= 0 || utf8.RuneCountInString(sentence+command) <= width {
		return []string{sentence + command}
	}
	var lines []string
	if sentence = strings.TrimSpace(sentence); sentence != "" {
		lines = append(lines, sentence)
	}
	if runtime.GOOS == "windows" {
		return append(lines, command)
	}
	const on, indent = ` \`, "  "
	line := ""
	for _, word := range shellWords(command) {
		switch {
		case line == "":
			line = word
		case utf8.RuneCountInString(line+" "+word+on) > width:
			lines = append(lines, line+on)
			line = indent + word
		default:
			line += " " + word
		}
	}
	return append(lines, line)
}

// shellWords divides a command at the blanks that stand in no quotation marks.
func shellWords(command string) []string {
	var words []string
	start, quoted := 0, ""
	for i := 0; i < len(command); i++ {
		switch c := command[i]; {
		case c == '\\' && quoted != "'": // the next one is only a letter
			i++
		case c == '\'' && quoted != "":
			quoted = ""
		case c == '\'' && strings.HasSuffix(command[:i], "$"):
			quoted = "$'"
		case c == '\'':
			quoted = "'"
		case c == ' ' && quoted == "":
			words, start = append(words, command[start:i]), i+1
		}
	}
	return append(words, command[start:])
}
