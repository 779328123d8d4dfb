package yamldoc

import (
	"bytes"
	"errors"
	"io"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"

	"collectiveimpact/samklar/questions/diag"

	"gopkg.in/yaml.v3"
)

var aliasName = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^unknown anchor '(.*)' referenced`) })

// mailed is how answers in JSON begin inside another text.
var mailed = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?m)^[\s\p{Zs}>]*\{[\s\p{Zs}>]*["“”„‟]samklar["“”„‟]`)
})

// syntax turns one of the library's errors into a diagnostic. The library often
// names the line on which the broken map or list begins, or the one after the
// fault, so the line is searched for: it is the one behind the last line up to
// which the text can be read. That is where a bracket opens that never closes.
func syntax(file string, data []byte, err error) diag.Diagnostic {
	if at := mailed().FindIndex(data); at != nil {
		line := 1 + bytes.Count(data[:at[1]], []byte("\n"))
		return diag.Diagnostic{File: file, Line: line, Column: 1, Code: "other-file", Message: "answers stand here inside a mail or another text; samklar import takes them out of it"}
	}
	line, msg := libraryLine(err)
	if found := firstBadLine(data); found > 0 {
		line = found
	} else {
		line = min(line, len(lineEnds(data)))
	}
	text := lineText(data, line)
	d := diag.Diagnostic{File: file, Line: line, Column: 1 + leadingBlanks(text), Code: "syntax", Message: "not valid YAML: " + msg}
	if m := aliasName().FindStringSubmatch(msg); m != nil {
		d.Code, d.Message = "alias", "aliases are not used here; found *"+m[1]+"; write the value out"
		if at := bytes.Index(text, []byte("*"+m[1])); at >= 0 {
			d.Column = utf8.RuneCount(text[:at]) + 1
		}
	}
	if d.Code == "syntax" {
		if at, column, message := known(data, line); at > 0 {
			d.Line, d.Column, d.Message = at, column, "not valid YAML: "+message
		}
	}
	return d
}

// libraryLine takes the line out of one of the library's errors.
func libraryLine(err error) (line int, msg string) {
	msg = strings.TrimPrefix(err.Error(), "yaml: ")
	if rest, ok := strings.CutPrefix(msg, "line "); ok {
		if number, text, ok := strings.Cut(rest, ": "); ok {
			if n, err := strconv.Atoi(number); err == nil && n > 0 {
				return n, text
			}
		}
	}
	return 1, msg
}

// searchBytes bounds what is read in search of the line of a syntax error.
const searchBytes = 1 << 20

// firstBadLine gives the line after the longest run of first lines that can be
// read on its own, or 0 where that would take too long to find out. Going down
// from the end makes most tries cheap: reading stops at the fault.
func firstBadLine(data []byte) int {
	ends := lineEnds(data)
	budget := searchBytes
	for n := len(ends) - 1; n > 0; n-- {
		if budget < 0 {
			return 0
		}
		ok, read := readable(data[:ends[n-1]])
		if ok {
			return n + 1
		}
		budget -= read
	}
	return 1
}

// readable tells whether every document of a text can be read, and how much of
// it was looked at.
func readable(data []byte) (ok bool, read int) {
	r := bytes.NewReader(data)
	defer func() {
		read = len(data) - r.Len()
		if recover() != nil {
			ok = false
		}
	}()
	dec := yaml.NewDecoder(r)
	for {
		var n yaml.Node
		if err := dec.Decode(&n); err != nil {
			return errors.Is(err, io.EOF), 0
		}
	}
}

// lineEnds gives the places after each line's break. Lines end at line feeds and
// carriage returns, as editors count them.
func lineEnds(data []byte) []int {
	var ends []int
	for at := 0; at < len(data); {
		r, size := utf8.DecodeRune(data[at:])
		at += size
		switch r {
		case '\r':
			if at < len(data) && data[at] == '\n' {
				at++
			}
			ends = append(ends, at)
		case '\n':
			ends = append(ends, at)
		}
	}
	if len(ends) == 0 || ends[len(ends)-1] < len(data) {
		ends = append(ends, len(data))
	}
	return ends
}

// lineText gives a line, counted from 1.
func lineText(data []byte, line int) []byte {
	ends := lineEnds(data)
	if line < 1 || line > len(ends) {
		return nil
	}
	start := 0
	if line > 1 {
		start = ends[line-2]
	}
	return data[start:ends[line-1]]
}

func leadingBlanks(line []byte) int {
	return len(line) - len(bytes.TrimLeft(line, " "))
}
