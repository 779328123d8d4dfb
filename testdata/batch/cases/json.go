package cases

import (
	"math/rand/v2"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// A jsonText is a draft being laid out as JSON, in one line or indented.
type jsonText struct {
	b       []byte
	indent  bool
	escapes bool // what is not ASCII is written \u00e6
	depth   int
	comma   bool
}

func appendJSON(to []byte, d *draft, r *rand.Rand, indent bool) []byte {
	start := len(to)
	t := &jsonText{b: to, indent: indent, escapes: r.IntN(4) == 0 && d.fault != NotUTF8}
	t.open('{')
	t.key("samklar").raw(strconv.Itoa(d.format))
	t.key("case").open('{')
	t.key("title").text(d.title)
	t.key("place").text(d.place)
	t.key("as-of").text(d.asOf)
	t.close('}')
	if d.organisation != "" {
		t.key("respondent").open('{')
		t.key("organisation").text(d.organisation)
		t.key("role").text(d.role)
		t.close('}')
	}
	if d.versions {
		t.key("banks").open('{')
		for _, s := range d.sheets {
			t.key(s.bank.ID).raw(strconv.Itoa(s.bank.Version))
		}
		t.close('}')
	}
	t.key("answers").open('{')
	for _, s := range d.sheets {
		t.key(s.bank.ID).open('{')
		for i := range s.answers {
			t.key(s.answers[i].question.ID)
			t.answer(&s.answers[i], r)
		}
		t.close('}')
	}
	t.close('}')
	t.close('}')
	size := len(t.b) - start
	return append(to, damage(t.b[start:], d.fault, size/2+r.IntN(size/2-1))...)
}

func (t *jsonText) answer(a *answer, r *rand.Rand) {
	if len(a.note) == 0 && len(a.evidence) == 0 {
		t.level(a, r)
		return
	}
	t.open('{')
	if a.level != "" {
		t.key("level")
		t.level(a, r)
	}
	if len(a.note) > 0 {
		t.key("note").text(strings.Join(a.note, one(r, []string{" ", "\n"})))
	}
	if len(a.evidence) > 0 {
		t.key("evidence").open('[')
		for _, piece := range a.evidence {
			t.item()
			t.text(piece)
		}
		t.close(']')
	}
	t.close('}')
}

// level writes a level as forms send them: a number as a number now and then.
func (t *jsonText) level(a *answer, r *rand.Rand) {
	if a.list {
		t.open('[')
		t.item()
		t.text(a.level)
		t.close(']')
		return
	}
	if _, err := strconv.Atoi(a.level); err == nil && r.IntN(2) == 0 {
		t.raw(a.level)
		return
	}
	t.text(a.level)
}

func (t *jsonText) open(bracket byte) {
	t.b = append(t.b, bracket)
	t.depth++
	t.comma = false
}

func (t *jsonText) close(bracket byte) {
	t.depth--
	t.newline()
	t.b = append(t.b, bracket)
	t.comma = true
}

// item begins an entry of a list or an object.
func (t *jsonText) item() {
	if t.comma {
		t.b = append(t.b, ',')
	}
	t.newline()
	t.comma = true
}

func (t *jsonText) key(name string) *jsonText {
	t.item()
	t.text(name)
	t.b = append(t.b, ':')
	if t.indent {
		t.b = append(t.b, ' ')
	}
	return t
}

func (t *jsonText) newline() {
	if !t.indent {
		return
	}
	t.b = append(t.b, '\n')
	for range t.depth {
		t.b = append(t.b, "  "...)
	}
}

func (t *jsonText) raw(s string) { t.b = append(t.b, s...) }

func (t *jsonText) text(s string) {
	t.b = append(t.b, '"')
	for _, c := range s {
		switch {
		case c == '"' || c == '\\':
			t.b = append(t.b, '\\', byte(c))
		case c == '\n':
			t.b = append(t.b, '\\', 'n')
		case c >= utf8.RuneSelf && t.escapes:
			for _, unit := range utf16.AppendRune(nil, c) {
				t.b = append(t.b, '\\', 'u')
				hex := strconv.FormatUint(uint64(unit)+0x10000, 16) // with leading zeros
				t.b = append(t.b, hex[1:]...)
			}
		default:
			t.b = utf8.AppendRune(t.b, c)
		}
	}
	t.b = append(t.b, '"')
}
