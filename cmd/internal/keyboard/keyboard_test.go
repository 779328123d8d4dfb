package keyboard

import (
	"io"
	"strings"
	"testing"
)

// TestKeyboard puts lines together from what a terminal hands over.
func TestKeyboard(t *testing.T) {
	long := strings.Repeat("ø", 19990)
	for _, c := range []struct {
		name  string
		reads []string // "+" at the end of one: the next comes at once with it
		lines []string
	}{
		{"lines", []string{"a\n", "b\n"}, []string{"a", "b"}},
		{"key by key", []string{"a", "b", "\n"}, []string{"ab"}},
		{"a paste", []string{"", "We met.\n3 wards\n"}, []string{"We met.\n3 wards"}},
		{"a paste in two parts", []string{"", "We met.\n+", "3 wards\n"}, []string{"We met.\n3 wards"}},
		{"a paste without an end", []string{"", "We met.\n3 wards", "\n"}, []string{"We met.\n3 wards"}},
		{"blank lines behind it", []string{"", "We met.\n\n\n"}, []string{"We met."}},
		{"typed ahead", []string{"3\n3\n"}, []string{"3", "3"}},
		{"edited", []string{"", "abc", "\x7f", "\x7f", "x\n", "so many words\x17\x17ø\n", "gone\x15\n"}, []string{"ax", "so ø", ""}},
		{"arrows, and marks of a paste", []string{"", "\x1b[A", "\x1b[200~a\x1b[201~", "\n"}, []string{"a"}},
		{"the keypad", []string{"", "\x1bOs", "\x1bOM"}, []string{"3"}},
		{"a late answer", []string{"", "\x1b]11;rgb:1e1e/1e1e/1e1e\x1b\\", "2\n"}, []string{"2"}},
		{"a mark at the beginning", []string{"\ufeff2\n"}, []string{"2"}},
		{"the end", []string{"2\n", "\x04", "3\n"}, []string{"2"}},
		{"an end without a line break", []string{"2\n", "3"}, []string{"2", "3"}},
		{"as long as may be", []string{"", long[:4096] + "+", long[4096:] + "\n"}, []string{long}},
	} {
		t.Run(c.name, func(t *testing.T) {
			in := &reads{all: c.reads}
			k := &keyboard{in: in, out: new(strings.Builder), more: func() bool { return in.more }}
			k.begun = c.reads[0] == ""
			var got []string
			for {
				line, ok := k.Next()
				if !ok {
					break
				}
				got = append(got, line)
			}
			if strings.Join(got, "|") != strings.Join(c.lines, "|") {
				t.Errorf("%.80q gave %.80q, want %.80q", c.reads, got, c.lines)
			}
		})
	}
}

// reads hands over texts one after another.
type reads struct {
	all  []string
	more bool
}

func (r *reads) Read(p []byte) (int, error) {
	for len(r.all) > 0 && r.all[0] == "" {
		r.all = r.all[1:]
	}
	if len(r.all) == 0 {
		r.more = false
		return 0, io.EOF
	}
	text, more := strings.CutSuffix(r.all[0], "+")
	n := copy(p, text)
	if r.more = more || n < len(text); n < len(text) {
		r.all[0] = r.all[0][n:]
	} else {
		r.all = r.all[1:]
	}
	return n, nil
}
