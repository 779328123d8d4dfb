package answerfile

import (
	"collectiveimpact/samklar/questions"
	"collectiveimpact/samklar/questions/yamldoc"
)

// ParseJSON reads a JSON text into nodes with their places, within the limits of
// an answer file. That the text is sound is for yamldoc.CheckText to say first.
func ParseJSON(file string, text []byte) (*yamldoc.Node, error) { return parseJSON(file, text) }

// FromNodes returns the answers that nodes hold as an answer file would, with what
// is wrong reported where they stand. The document has no text of its own: it
// cannot be edited.
func FromNodes(file string, root *yamldoc.Node, library *questions.Library) (*Document, error) {
	d := &Document{File: file, root: root, library: library}
	r := &reader{Reader: yamldoc.Reader{File: file}, doc: d}
	r.document(root)
	if r.failed != nil {
		return nil, r.failed
	}
	return d, r.Problems.Err()
}
