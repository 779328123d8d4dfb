package resultfile

import (
	"bytes"
	"encoding/json"
	"slices"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/answerfile"
	"collectiveimpact/samklar/questions/text"
	"collectiveimpact/samklar/questions/yamldoc"
)

// MaxBytes is how large a page may be from which a result is read.
const MaxBytes = 8 * answerfile.MaxBytes

// What stands around the result that a page carries. A page has no other script, and
// no foreign text on it holds the sign that begins one.
const (
	carriedFrom = `<script type="application/json" id="samklar-result">`
	carriedTo   = `</script>`
)

// Carried gives a result as a page carries it: an element that nothing runs. In it
// stands no sign that could end it, or begin another.
func Carried(in *Case) (string, error) {
	line, err := json.Marshal(result(in))
	return carriedFrom + text.EscapeJSON(string(line)) + carriedTo, err
}

// IsPage tells whether a text is a page.
func IsPage(file []byte) bool { return bytes.HasPrefix(file, []byte("<!DOCTYPE html>")) }

// Stored gives the stored result that a file is, or that it carries as a page. For
// all else on a page stand blanks, so that every place is where it was.
func Stored(file []byte) (result []byte, ok bool) {
	if result = file; IsPage(file) {
		before, rest, _ := bytes.Cut(file, []byte(carriedFrom))
		inner, after, _ := bytes.Cut(rest, []byte(carriedTo))
		result = slices.Concat(blanked(before), blanked([]byte(carriedFrom)), inner, blanked(after))
	}
	root, err := yamldoc.ParseJSON("", result, answerfile.Limits)
	return result, err == nil && root.Get("samklar_result") != nil
}

// blanked puts a blank in the place of every character that ends no line.
func blanked(text []byte) []byte {
	return bytes.Map(func(r rune) rune {
		if r == '\n' {
			return r
		}
		return ' '
	}, text)
}

// NotesLeftOut tells whether a stored result has been written without notes.
func NotesLeftOut(result []byte) bool {
	var in struct {
		LeftOut bool `json:"notes_left_out"`
	}
	return json.Unmarshal(result, &in) == nil && in.LeftOut
}

// withoutNotes gives what a case is written of without notes and evidence. Where the
// reason stood why something does not apply, a sign says that there was one.
func (in *Case) withoutNotes() *Case {
	bare := *in
	bare.Entries = make(assess.Entries)
	for bank, entries := range in.Entries {
		for _, e := range entries {
			e.Evidence = nil
			if e.Note = ""; e.Choice == assess.NotApplicable {
				e.Note = "…"
			}
			bare.Entries[bank] = append(bare.Entries[bank], e)
		}
	}
	bare.Gone = slices.Clone(in.Gone)
	for i := range bare.Gone {
		bare.Gone[i].Note, bare.Gone[i].Evidence = "", nil
	}
	return &bare
}
