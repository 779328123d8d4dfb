package tablefile

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// What is read of a workbook is bounded, since a small archive may hold large parts, and
// a small element may take much room.
const (
	maxUnpacked = 2 * MaxBytes // bytes of all parts together
	maxBeside   = 16 << 20     // of a part that holds no cells and no texts
	maxPiece    = 1 << 20      // of one tag, or of one text between tags
	mostDeep    = 64           // elements that stand in each other
	mostColumns = 16_384       // what spreadsheets have
	mostRows    = 1 << 20      // and this too
	mostCells   = 8 << 20
)

// each goes through a part of up to so many bytes, if it is there. Start is called where an
// element begins; end, which may be nil, where one ends, with the text that stands since the
// last tag. Both get the names of the elements it stands in, with its own; no text is to be
// kept without a copy.
func (w *workbook) each(part string, most int64, start func(in []string, e xml.StartElement) error, end func(in []string, text []byte) error) error {
	f := w.parts[part]
	if f == nil {
		return nil
	}
	tooLarge := fmt.Errorf("part %q of the workbook has more than %d MiB", part, most>>20)
	if w.left < most {
		most, tooLarge = w.left, fmt.Errorf("the parts of the workbook have more than %d MiB together", maxUnpacked>>20)
	}
	if f.UncompressedSize64 > uint64(most) { // as it says; what it really has is bounded below
		return tooLarge
	}
	r, err := f.Open()
	if err != nil {
		return fmt.Errorf("part %q of the workbook cannot be read", part)
	}
	defer r.Close() //nolint:errcheck // only read
	limited := &io.LimitedReader{R: r, N: most}
	defer func() { w.left -= most - limited.N }()
	b := &byPiece{r: limited}
	d := xml.NewDecoder(b)
	var in []string
	var text []byte
	for {
		b.piece = maxPiece
		token, err := d.Token()
		switch {
		case limited.N <= 0:
			return tooLarge
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return fmt.Errorf("part %q of the workbook cannot be read: %w", part, err)
		}
		switch t := token.(type) {
		case xml.StartElement:
			if in, text = append(in, t.Name.Local), text[:0]; len(in) > mostDeep {
				return fmt.Errorf("part %q of the workbook has more than %d elements in each other", part, mostDeep)
			}
			err = start(in, t)
		case xml.CharData:
			text = append(text, t...)
		case xml.EndElement:
			if end != nil {
				err = end(in, text)
			}
			in, text = in[:len(in)-1], text[:0]
		}
		if err != nil {
			return err
		}
	}
}

// byPiece reads no more for one piece than may be, which a decoder would keep whole.
type byPiece struct {
	r     io.Reader
	piece int // bytes left of it
}

func (b *byPiece) Read(p []byte) (int, error) {
	if b.piece <= 0 {
		return 0, fmt.Errorf("one text or tag has more than %d MiB", maxPiece>>20)
	}
	n, err := b.r.Read(p)
	b.piece -= n
	return n, err
}

// ends tells whether the last of the elements that stand in each other have these names.
func ends(in []string, names ...string) bool {
	return len(in) >= len(names) && slices.Equal(in[len(in)-len(names):], names)
}

// isText tells of an element that it is the text of another, or one of its pieces of
// different looks; what tells how it is spoken is none.
func isText(in []string, of string) bool { return ends(in, of, "t") || ends(in, of, "r", "t") }

// escape is a character as workbooks write one that XML has not, or that it would lose.
var escape = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`_x[0-9A-Fa-f]{4}_`) })

// unescaped gives a text as it was typed, with lines that end as in every other.
func unescaped(text []byte) string {
	s := string(text)
	if !strings.Contains(s, "_x") {
		return s
	}
	s = escape().ReplaceAllStringFunc(s, func(e string) string {
		n, _ := strconv.ParseUint(e[2:6], 16, 16) // digits by the pattern
		return string(rune(n))
	})
	return strings.ReplaceAll(s, "\r\n", "\n")
}
