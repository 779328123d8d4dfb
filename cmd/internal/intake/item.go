package intake

import (
	"bytes"
	"encoding/json"
	"fmt"
	"regexp"
	"sync"

	"collectiveimpact/samklar/assess/answerfile"
	"collectiveimpact/samklar/assess/tablefile"
	"collectiveimpact/samklar/questions"
)

// An Item is a case that came in: of a row of a table, or of an answer file.
type Item struct {
	Of *tablefile.Case // what is known of the case; of a file without its answers, which are in Doc

	Doc  *answerfile.Document // of a file; else nil
	file []byte
	from string // the name of what it was read from
}

// answers is how an answer file begins: in JSON, or in YAML with what may stand above.
var answers = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^\s*\{|(?m)^["']?samklar["']?:\s*\d`) })

// head is how much is looked at to tell.
const head = 4096

// IsAnswers tells an answer file from a table.
func IsAnswers(data []byte) bool {
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	return answers().Match(data[:min(len(data), head)])
}

// FromFile is the item of an answer file and its text.
func FromFile(doc *answerfile.Document, text []byte) Item {
	return Item{Of: &tablefile.Case{Case: doc.Case}, Doc: doc, file: text, from: doc.File}
}

// name gives the texts of which the first makes the name of an item's file, and its ending.
func (i *Item) name() (names []string, ending string) {
	names, ending = []string{i.Of.Case.ID, i.Of.Case.Title, "case"}, ".yaml"
	if i.Doc == nil {
		names[2] = fmt.Sprint("row-", i.Of.Row)
	}
	if i.isJSON() {
		ending = ".json"
	}
	return names, ending
}

func (i *Item) isJSON() bool {
	return bytes.HasPrefix(bytes.TrimLeft(i.file, "\ufeff \t\r\n"), []byte("{"))
}

// text gives an item as an answer file: one that came in as it is.
func (i *Item) text(banks []*questions.Bank) []byte {
	if i.Doc != nil {
		return i.file
	}
	return answerfile.Compose(i.Of.Case, banks, i.Of.Answers, false)
}

// Line gives an item as a line of JSON.
func (i *Item) Line(banks []*questions.Bank) ([]byte, error) {
	if i.Doc == nil {
		return answerfile.Compose(i.Of.Case, banks, i.Of.Answers, true), nil
	}
	var line bytes.Buffer
	if err := json.Compact(&line, bytes.TrimPrefix(i.file, []byte("\ufeff"))); err != nil {
		return nil, fmt.Errorf("%q is no JSON and gives no line; it can go into a folder", i.Doc.File)
	}
	return append(line.Bytes(), '\n'), nil
}
