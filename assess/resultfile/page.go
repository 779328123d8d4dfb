package resultfile

import (
	"bytes"
	"encoding/json"
	"slices"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/answerfile"
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
func Carried(result []byte) ([]byte, error) {
	var line bytes.Buffer
	if err := json.Compact(&line, result); err != nil {
		return nil, err
	}
	var b bytes.Buffer
	b.WriteString(carriedFrom)
	json.HTMLEscape(&b, line.Bytes())
	b.WriteString(carriedTo)
	return b.Bytes(), nil
}

// IsPage tells whether a text is a page.
func IsPage(text []byte) bool { return bytes.HasPrefix(text, []byte("<!DOCTYPE html>")) }

// Stored gives the stored result that a text is, or that it carries as a page. For
// all else on a page stand blanks, so that every place is where it was.
func Stored(text []byte) (result []byte, ok bool) {
	if IsPage(text) {
		before, rest, _ := bytes.Cut(text, []byte(carriedFrom))
		inner, after, _ := bytes.Cut(rest, []byte(carriedTo))
		text = slices.Concat(blanked(before), blanked([]byte(carriedFrom)), inner, blanked(after))
	}
	root, err := yamldoc.ParseJSON("", text, answerfile.Limits)
	return text, err == nil && root.Get("samklar_result") != nil
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
