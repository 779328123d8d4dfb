package yamldoc

import (
	"bytes"
	"iter"
	"strings"
	"unicode/utf8"
)

// A Mark is a place in a text, lines and columns counted from 1.
type Mark struct{ Line, Column int }

// Cut lists where plain texts that a comment follows on their line end: the line of
// the comment, the column of the text. What people wrote may go on behind the mark,
// and YAML does not read it. Wanted tells which values of which fields matter. It
// takes time linear in the size.
func Cut(data []byte, root *Node, wanted func(field string, n *Node) bool) []Mark {
	var scalars []*Node // in the order of the text
	matters := make(map[*Node]bool)
	var walk func(field string, n *Node)
	walk = func(field string, n *Node) {
		switch n.Kind {
		case Scalar:
			scalars = append(scalars, n)
			matters[n] = field != "" && n.Style == Plain && n.Text != "" && wanted(field, n)
		case List:
			for i := range n.Items {
				walk(field, &n.Items[i])
			}
		case Map:
			for i := 0; i+1 < len(n.Items); i += 2 {
				walk("", &n.Items[i])
				walk(n.Items[i].Text, &n.Items[i+1])
			}
		case Refused:
		}
	}
	var all []Mark
	next, number := 0, 0
	for rest := data; len(rest) > 0; {
		var line []byte
		line, rest = cutLine(rest)
		number++
		for mark := range comments(line) {
			if scalars == nil {
				walk("", root)
			}
			column := utf8.RuneCount(line[:mark]) + 1
			for next < len(scalars) && (scalars[next].Line < number || scalars[next].Line == number && scalars[next].Column < column) {
				next++
			}
			if next > 0 && matters[scalars[next-1]] && endsIn(line[:mark], scalars[next-1].Text) {
				all = append(all, Mark{number, scalars[next-1].Column})
				break
			}
		}
	}
	return all
}

// cutLine divides a text behind its first line, whichever way that ends.
func cutLine(text []byte) (line, rest []byte) {
	at := bytes.IndexAny(text, "\r\n")
	switch {
	case at < 0:
		return text, nil
	case bytes.HasPrefix(text[at:], []byte("\r\n")):
		return text[:at], text[at+2:]
	}
	return text[:at], text[at+1:]
}

// endsIn tells whether a line ends in the last word of a text.
func endsIn(line []byte, text string) bool {
	words := strings.Fields(text)
	return len(words) > 0 && bytes.HasSuffix(bytes.TrimRight(line, " \t"), []byte(words[len(words)-1]))
}

// comments gives where a comment with something in it may begin behind other text on
// a line. Inside quotes it is none: whoever asks knows what stands there.
func comments(line []byte) iter.Seq[int] {
	return func(yield func(int) bool) {
		if bytes.HasPrefix(bytes.TrimLeft(line, " \t"), []byte("#")) {
			return
		}
		for i := 1; i+1 < len(line); i++ {
			if line[i] == '#' && (line[i-1] == ' ' || line[i-1] == '\t') && !yield(i) {
				return
			}
		}
	}
}
