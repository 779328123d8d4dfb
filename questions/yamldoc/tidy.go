package yamldoc

import (
	"bytes"
	"errors"
	"regexp"
	"strings"
	"sync"

	"collectiveimpact/samklar/questions/diag"
)

// tidy makes of a text the one document that it holds: what stands around it and says
// nothing becomes comments of the same length, so that every place stays where it was.
// That is directives, whose versions and tags the library or this package refuses
// where they matter, and documents without content: a mark that closes a file, or
// comments before the first mark. Of several documents with content all stay, to be
// refused. A byte-order mark behind a document's start, as in files that were joined,
// goes to the end of the line before.
func tidy(text []byte) []byte {
	if !marked(text) {
		return text
	}
	text = bytes.Clone(text)
	var marks []int    // the places of lines that divide documents
	var begins []bool  // that a document with content stands behind
	var waiting []int  // of directives for the next document
	var needless []int // of what may become a comment
	inside := false
	for at := 0; at < len(text); {
		end := len(text)
		if i := bytes.IndexByte(text[at:], '\n'); i >= 0 {
			end = at + i + 1
		}
		line := text[at:end]
		switch {
		case starts(line, "---"):
			if bytes.HasPrefix(text[end:], []byte(bom)) {
				lineBreak := text[at+len(bytes.TrimRight(line, "\r\n")) : end]
				copy(text[end-len(lineBreak):], "   "+string(lineBreak))
				end += len(bom)
			}
			needless, waiting = append(needless, waiting...), nil
			inside = says(line[len("---"):])
			marks, begins = append(marks, at), append(begins, inside)
		case starts(line, "..."):
			inside = false
		case inside || !says(line):
		case directive().Match(line):
			waiting = append(waiting, at)
		default:
			inside = true
			if len(begins) > 0 {
				begins[len(begins)-1] = true
			}
			waiting = nil // a document that begins without a mark has none
		}
		at = end
	}
	for i, at := range marks {
		if !begins[i] && (i+1 < len(marks) || saysAny(text)) {
			needless = append(needless, at)
		}
	}
	for _, at := range append(needless, waiting...) {
		text[at] = '#'
	}
	return text
}

// marked tells whether a line may be a mark or a directive.
func marked(text []byte) bool {
	for at := 0; at < len(text); {
		if text[at] == '%' || text[at] == '-' && bytes.HasPrefix(text[at:], []byte("---")) {
			return true
		}
		i := bytes.IndexByte(text[at:], '\n')
		if i < 0 {
			break
		}
		at += i + 1
	}
	return false
}

// saysAny tells whether a text has content beside marks.
func saysAny(text []byte) bool {
	for line := range bytes.Lines(text) {
		if rest := bytes.TrimPrefix(line, []byte("---")); says(rest) && !directive().Match(line) && !starts(line, "...") {
			return true
		}
	}
	return false
}

// joins tells whether a byte-order mark stands at the start of a file that was put
// behind another: behind a mark that divides documents.
func joins(text []byte, at int) bool {
	line := text[:at]
	if !bytes.HasSuffix(line, []byte("\n")) {
		return false
	}
	line = line[bytes.LastIndexByte(line[:len(line)-1], '\n')+1:]
	return starts(line, "---") && !says(line[len("---"):])
}

// directive is one that says nothing which is not known: the library reads what any
// YAML 1 may hold, or refuses it, and tags are refused wherever they stand.
var directive = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^%(YAML[ \t]+1[.\s]|TAG[ \t])`) })

const bom = "\ufeff"

// starts tells whether a line is a mark, with whatever stands behind it.
func starts(line []byte, mark string) bool {
	rest, ok := bytes.CutPrefix(line, []byte(mark))
	return ok && (len(rest) == 0 || strings.IndexByte(" \t\r\n", rest[0]) >= 0)
}

// says tells whether a line holds more than blanks and a comment.
func says(line []byte) bool {
	line = bytes.TrimSpace(line)
	return len(line) > 0 && line[0] != '#'
}

// A disguise has other characters in the place of those that the library reads in its
// own way: the breaks of Unicode, which no editor counts as lines, and the question
// mark, which it takes for the mark of a key wherever it stands in brackets. Each
// stands for one character that the text does not have, so that places stay the same.
type disguise struct{ off *strings.Replacer } // nil where nothing is disguised

// disguised gives a text that the library reads as it is meant.
func disguised(text []byte) ([]byte, disguise) {
	var on, off []string
	next := rune(0x4e00) // a letter, so that it can stand wherever another may
	for _, special := range []string{"\u0085", "\u2028", "\u2029", "?"} {
		if !bytes.Contains(text, []byte(special)) {
			continue
		}
		for bytes.ContainsRune(text, next) {
			next++
		}
		on, off = append(on, special, string(next)), append(off, string(next), special)
		next++
	}
	if on == nil {
		return text, disguise{}
	}
	d := disguise{strings.NewReplacer(off...)}
	if on[len(on)-2] == "?" {
		text = hide(text, on[len(on)-1])
		on = on[:len(on)-2]
	}
	return []byte(strings.NewReplacer(on...).Replace(string(text))), d
}

// hide puts other into the place of every question mark that is part of a text, and
// leaves those that mark a key.
func hide(text []byte, other string) []byte {
	out := make([]byte, 0, len(text)+len(text)/8)
	for i, c := range text {
		if c == '?' && questions(text, i) {
			out = append(out, other...)
			continue
		}
		out = append(out, c)
	}
	return out
}

// questions tells whether a question mark is part of a text: a text stands before it
// on its line, or goes on right behind it.
func questions[T string | []byte](text T, at int) bool {
	const ends = " \t\r\n"
	before := at - 1
	for before >= 0 && text[before] == ' ' {
		before--
	}
	if before >= 0 && (before == at-1 && !strings.ContainsRune(ends+"[{,", rune(text[before])) || !strings.ContainsRune(ends+"[]{},:-\"'", rune(text[before]))) {
		return true
	}
	return at+1 < len(text) && !strings.ContainsRune(ends+",[]{}", rune(text[at+1]))
}

// told gives messages their own characters back.
func (d disguise) told(err error) error {
	problems, ok := errors.AsType[diag.List](err)
	if d.off == nil || !ok {
		return err
	}
	for i := range problems {
		problems[i].Message = d.off.Replace(problems[i].Message)
	}
	return problems
}

// undo gives a node, and what is in it, its own characters back.
func (d disguise) undo(n *Node) {
	n.Text = d.off.Replace(n.Text)
	for i := range n.Items {
		d.undo(&n.Items[i])
	}
}
