package resultfile

import "collectiveimpact/samklar/questions"

// Lines lays rows out as lines of JSON, one each. It is safe for concurrent use.
//
// It writes the fields of a line by hand, from parts that are the same in every one:
// with encoding/json, scoring 10,000 files takes a sixth more of the processor. What a
// line is the struct says; a test holds these bytes to what encoding/json makes of it.
type Lines struct {
	banks     []*questions.Bank
	begins    string       // a line
	bank      []string     // what is said of a bank itself
	refs      [][]string   // its questions
	levels    [][][]string // each of their levels as an answer, without its end
	dimension [][]string   // its dimensions, up to a score
}

// NewLines prepares for rows of banks, which all were scored with. Tool is the
// program's version.
func NewLines(banks []*questions.Bank, tool string) *Lines {
	w := lineWriter{text: []byte{'{'}}
	w.key("samklar_score").number(LineFormat)
	w.key("tool").string(tool)
	l := &Lines{banks: banks, begins: string(w.text)}
	part := func(write func(w *lineWriter)) string {
		w := lineWriter{text: []byte{'{'}}
		write(&w)
		return string(w.text)
	}
	for _, b := range banks {
		l.bank = append(l.bank, part(func(w *lineWriter) {
			w.key("bank").ids(b.ID, "")
			w.key("version").number(b.Version)
			w.key("rules").string(b.Rules)
		}))
		var refs, dimensions []string
		var levels [][]string
		for i := range b.Questions {
			q := &b.Questions[i]
			refs = append(refs, `"`+b.ID+"."+q.ID+`"`)
			var of []string
			for _, level := range q.Levels {
				of = append(of, part(func(w *lineWriter) {
					w.key("question").ids(q.ID, "")
					w.key("level").ids(level.ID, "")
				}))
			}
			levels = append(levels, of)
		}
		for i := range b.Dimensions {
			dimensions = append(dimensions, part(func(w *lineWriter) {
				w.key("bank").ids(b.ID, "")
				w.key("dimension").ids(b.Dimensions[i].ID, "")
			}))
		}
		l.refs, l.levels, l.dimension = append(l.refs, refs), append(l.levels, levels), append(l.dimension, dimensions)
	}
	return l
}
