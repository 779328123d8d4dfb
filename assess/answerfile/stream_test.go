package answerfile_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"collectiveimpact/samklar/assess/answerfile"
	"collectiveimpact/samklar/questions/diag"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// taken gives what a splitter gives, a line each: the line of the stream and the
// text, or what is wrong.
func taken(tb testing.TB, r io.Reader) []string {
	tb.Helper()
	var all []string
	for s := answerfile.NewSplitter("f", r); ; {
		part, err := s.Next()
		var problems diag.List
		switch {
		case errors.Is(err, io.EOF):
			return all
		case errors.As(err, &problems):
			all = append(all, fmt.Sprintf("%d: %s", part.Line, problems[0].Code))
		case err != nil:
			return append(all, fmt.Sprintf("%d: %v", part.Line, err))
		default:
			all = append(all, fmt.Sprintf("%d: %s", part.Line, part.Text))
		}
	}
}

func TestSplitter(t *testing.T) {
	large := strings.Repeat("x", answerfile.MaxBytes)
	for _, tt := range []struct {
		name, text string
		want       []string
	}{
		{"nothing", "", []string{"1: "}},
		{"blank", " \n\n", []string{"1:  \n\n"}},
		{"comments", "# a\n", []string{"1: # a\n"}},
		{"one", "a: 1\n", []string{"1: a: 1\n"}},
		{"no end of line", "a: 1", []string{"1: a: 1"}},
		{"two", "a: 1\n---\nb: 1\n", []string{"1: a: 1\n", "2: ---\nb: 1\n"}},
		{"comments between", "# a\n---\nb: 1\n--- # c\n---\nd: 1\n", []string{"2: ---\nb: 1\n", "5: ---\nd: 1\n"}},
		{"line ends of Windows", "a: 1\r\n---\r\nb: 1\r\n", []string{"1: a: 1\r\n", "2: ---\r\nb: 1\r\n"}},
		{"byte-order marks", "\ufeffa: 1\n\ufeff---\nb: 1\n", []string{"1: a: 1\n", "2: ---\nb: 1\n"}},
		{"more than a divider", "a: 1\n----\n---x\n", []string{"1: a: 1\n----\n---x\n"}},
		{"a divider in quotes", "a: \"\n---\n\"\n", []string{"1: a: \"\n", "2: ---\n\"\n"}},
		{"UTF-16", "\xff\xfe{\x00", []string{"1: not-utf8"}},
		{"too large", "a: 1\n---\nb: " + large + "\n---\nc: 1\n", []string{"1: a: 1\n", "2: too-large", "4: ---\nc: 1\n"}},
		{"too large, in lines", "a: 1\n---\n" + strings.Repeat("x\n", answerfile.MaxBytes/2) + "---\nc: 1\n", []string{"1: a: 1\n", "2: too-large", fmt.Sprintf("%d: ---\nc: 1\n", 3+answerfile.MaxBytes/2)}},

		{"lines", "{\"a\":1}\n{\"b\":1}\n", []string{"1: {\"a\":1}\n", "2: {\"b\":1}\n"}},
		{"blank lines between", "\n{\"a\":1}\n\n \n{\"b\":1}\n\n", []string{"2: {\"a\":1}\n", "5: {\"b\":1}\n"}},
		{"on one line", "{\"a\":1} {\"b\":1}{}", []string{"1: {\"a\":1} ", "1: {\"b\":1}", "1: {}"}},
		{"over several lines", "{\n  \"a\": [\n    {}\n  ]\n}\n{\n}\n", []string{"1: {\n  \"a\": [\n    {}\n  ]\n}\n", "6: {\n}\n"}},
		{"objects at the margin", "{\"a\":\n{},\n\"b\":[\n{},\n{}\n]}\n{}\n", []string{"1: {\"a\":\n{},\n\"b\":[\n{},\n{}\n]}\n", "7: {}\n"}},
		{"brackets in quotes", `{"a":"}{\"}"}` + "\n" + `{"b":"\\"}` + "\n", []string{"1: " + `{"a":"}{\"}"}` + "\n", "2: " + `{"b":"\\"}` + "\n"}},
		{"moved in", "  {\"a\":1}\n", []string{"1:   {\"a\":1}\n"}},
		{"marks before lines", "\ufeff{}\n\ufeff{\"a\":1}\n", []string{"1: {}\n", "2: {\"a\":1}\n"}},
		{"divided", "{}\n---\n{}\n--- {}\n", []string{"1: {}\n", "3: {}\n", "4:  {}\n"}},
		{"YAML behind JSON", "{}\n---\na: 1\n---\n{b: 1}\n", []string{"1: {}\n", "2: ---\na: 1\n", "4: ---\n{b: 1}\n"}},
		{"a quote left out", "{\"a:1}\n{\"b\":1}\n", []string{"1: {\"a:1}\n", "2: {\"b\":1}\n"}},
		{"a brace left out", "{\"a\":{\"b\":1}\n{\"c\":1}\n{}\n", []string{"1: {\"a\":{\"b\":1}\n", "2: {\"c\":1}\n", "3: {}\n"}},
		{"a brace too many", "{\"a\":1}}\n{\"c\":1}\n", []string{"1: {\"a\":1}}\n", "2: {\"c\":1}\n"}},
		{"cut behind a colon", "{\"a\":\n{\"b\":1}\n{\"c\":1}\n", []string{"1: {\"a\":\n", "2: {\"b\":1}\n", "3: {\"c\":1}\n"}},
		{"cut behind a colon, the last but one", "{\"a\":\n{\"b\":1}\n", []string{"1: {\"a\":\n", "2: {\"b\":1}\n"}},
		{"cut behind a comma", "{\"a\":1,\n{\"b\":1}\n{\"c\":1}\n", []string{"1: {\"a\":1,\n", "2: {\"b\":1}\n", "3: {\"c\":1}\n"}},
		{"cut twice", "{\"a\":\n{\"a\":\n{\"b\":1}\n{\"c\":1}\n", []string{"1: {\"a\":\n", "2: {\"a\":\n", "3: {\"b\":1}\n", "4: {\"c\":1}\n"}},
		{"cut, over several lines", "{\n  \"a\": {\n    \"b\": 1\n{\n  \"c\": 1\n}\n", []string{"1: {\n  \"a\": {\n    \"b\": 1\n", "4: {\n  \"c\": 1\n}\n"}},
		{"cut before a divider", "{\"a\":\n---\n{\"b\":1}\n", []string{"1: {\"a\":\n", "3: {\"b\":1}\n"}},
		{"a line break in quotes", "{\"a\":\"x\ny\"}\n{\"b\":1}\n", []string{"1: {\"a\":\"x\ny\"}\n", "3: {\"b\":1}\n"}},
		{"rubbish between", "{}\nhello\n{}\n", []string{"1: {}\n", "2: hello\n", "3: {}\n"}},
		{"rubbish with a quote", "{}\n\"hello\n{\"a\":1}\n{}\n", []string{"1: {}\n", "2: \"hello\n", "3: {\"a\":1}\n", "4: {}\n"}},
		{"rubbish before", "{} hello {}\n", []string{"1: {} hello ", "1: {}\n"}},
		{"a line that is too large", "{}\n{\"a\":\"" + large + "\"}\n{\"b\":1}\n", []string{"1: {}\n", "2: too-large", "3: {\"b\":1}\n"}},
		{"a quote left out in a line that is too large", "{\"a:\"" + large + "\"}\n{\"b\":1}\n", []string{"1: too-large", "2: {\"b\":1}\n"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, taken(t, strings.NewReader(tt.text))); diff != "" {
				t.Errorf("NewSplitter(%.80q) gives (-want +got):\n%.2000s", tt.text, diff)
			}
		})
	}
}

// TestSplitterTakesALongLine has many small documents on a line that is larger
// than a document may be.
func TestSplitterTakesALongLine(t *testing.T) {
	const n = answerfile.MaxBytes
	if all := taken(t, strings.NewReader(strings.Repeat("{}", n))); len(all) != n || all[n-1] != "1: {}" {
		t.Errorf("NewSplitter({}{}…) gives %d parts, the last %q, want %d", len(all), all[len(all)-1], n)
	}
}

// pieces are what streams are made of in these tests: documents, broken and
// whole, and what stands between.
func pieces() []string {
	return []string{
		"{\"a\":1}", "{\"a\":", "{\"a", "\"}", "{", "}", "[", "]", ",", ":", "\\", "\"", "{}", "\n", "\n", "\n", "\r\n", " ", "---", "---\n", "\n---\n", "\n---\n",
		"# c\n", "%YAML 1.2\n", "a: 1\n", "b: |\n  x\n", "...\n", "\ufeff", "\xff\xfe", "é", "x", "\n{", "\n{\"b\":1}\n", "\x00",
	}
}

// chunks gives its text in pieces of the sizes given, over and over.
type chunks struct {
	text  []byte
	sizes []int
	n     int
}

func (c *chunks) Read(p []byte) (int, error) {
	if len(c.text) == 0 {
		return 0, io.EOF
	}
	n := copy(p, c.text[:min(len(c.text), c.sizes[c.n%len(c.sizes)])])
	c.text = c.text[n:]
	c.n++
	return n, nil
}

func TestSplitterGivesWhatSplitGives(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := []byte(strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces()), 0, 40).Draw(t, "text"), ""))
		sizes := rapid.SliceOfN(rapid.IntRange(0, 9), 1, 5).Draw(t, "sizes")
		sizes = append(sizes, 1)
		checkSplit(t, text, sizes)
	})
}

func checkSplit(t interface {
	Fatalf(format string, args ...any)
	Helper()
}, text []byte, sizes []int,
) {
	t.Helper()
	whole, err := answerfile.Split("f", text)
	s := answerfile.NewSplitter("f", &chunks{text: text, sizes: sizes})
	for i := 0; ; i++ {
		part, failed := s.Next()
		if errors.Is(failed, io.EOF) {
			if err == nil && i != len(whole) {
				t.Fatalf("NewSplitter(%q) gives %d parts, Split %d", text, i, len(whole))
			}
			return
		}
		if (failed == nil) != (err == nil) {
			t.Fatalf("NewSplitter(%q).Next() = %v, Split = %v", text, failed, err)
		}
		if failed != nil {
			continue
		}
		if i >= len(whole) || part.Line != whole[i].Line || !bytes.Equal(part.Text, whole[i].Text) {
			t.Fatalf("NewSplitter(%q), part %d = %d: %q; Split gives %v", text, i, part.Line, part.Text, whole)
		}
	}
}

// FuzzSplitter wants any text, in any pieces, to be taken apart so that nothing
// of it is lost: between the parts there are only dividers, comments and blanks.
func FuzzSplitter(f *testing.F) {
	for i, seed := range pieces() {
		f.Add([]byte(seed+strings.Join(pieces()[:i], "")), byte(i))
		f.Add([]byte("{"+seed+"\n{\"a\":1}\n"+seed+"{}"), byte(i))
	}
	f.Fuzz(func(t *testing.T, text []byte, size byte) {
		checkSplit(t, text, []int{int(size) + 1, 1})
		parts, err := answerfile.Split("f", text)
		if err != nil {
			return
		}
		at := 0
		for i, part := range parts {
			start := max(at, lineStart(text, part.Line))
			if mark := []byte("\ufeff"); bytes.HasPrefix(text[start:], mark) && !bytes.HasPrefix(part.Text, mark) {
				start += len(mark) // whose bytes are not those of the part
			}
			if found := bytes.Index(text[start:], part.Text); found >= 0 {
				start += found
			} else {
				t.Fatalf("Split(%q), part %d = %q, which does not stand on line %d or behind", text, i, part.Text, part.Line)
			}
			if line := 1 + bytes.Count(text[:start], []byte("\n")); part.Line != line && len(bytes.TrimSpace(part.Text)) > 0 {
				t.Errorf("Split(%q), part %d begins on line %d, want %d", text, i, part.Line, line)
			}
			checkBetween(t, text, at, start)
			at = start + len(part.Text)
		}
		checkBetween(t, text, at, len(text))
	})
}

// lineStart gives the place where a line begins, from 1.
func lineStart(text []byte, line int) int {
	at := 0
	for ; line > 1; line-- {
		at += bytes.IndexByte(text[at:], '\n') + 1
	}
	return at
}

// checkBetween wants nothing between two parts but what is no document.
func checkBetween(t *testing.T, text []byte, from, to int) {
	t.Helper()
	for line := range bytes.Lines(text[from:to]) {
		line = bytes.TrimSpace(bytes.ReplaceAll(line, []byte("\ufeff"), nil))
		if rest, ok := bytes.CutPrefix(line, []byte("---")); ok {
			line = bytes.TrimSpace(rest)
		}
		if len(line) > 0 && line[0] != '#' && line[0] != '%' {
			t.Errorf("Split(%q) loses %q", text, line)
		}
	}
}

// TestSplitterIsLinear takes texts apart that would take hours if every broken
// document were looked at from its start again.
func TestSplitterIsLinear(t *testing.T) {
	const n = answerfile.MaxBytes
	for _, text := range []string{
		strings.Repeat("{\"a\":\n", n), strings.Repeat("{\n", n), "[" + strings.Repeat("\n{},", n), "{\"a\":[" + strings.Repeat("\n{},", n),
		"{\"a\n" + strings.Repeat("x\n", n), "{\"a\":\"" + strings.Repeat("\\\"", n) + "\n{}", strings.Repeat("{\"a\":[\n", n) + "}", strings.Repeat("---\n", n),
		strings.Repeat("\n", n) + "{}", strings.Repeat(" ", 3*n) + "{}", strings.Repeat("# c\n", n),
	} {
		s := answerfile.NewSplitter("f", strings.NewReader(text))
		for {
			if _, err := s.Next(); errors.Is(err, io.EOF) {
				break
			}
		}
	}
}

// TestSplitterTellsWhyItEnds gives the reader's error, and not what that cut
// short; a document that was whole before is given.
func TestSplitterTellsWhyItEnds(t *testing.T) {
	broken := errors.New("broken")
	for text, want := range map[string][]string{
		"a: 1\n---\nb: 1\n":  {"1: a: 1\n", "2: broken"},
		"{\"a\":1}\n{\"b\":": {"1: {\"a\":1}\n", "2: broken"},
		"":                   {"1: broken"},
	} {
		got := taken(t, io.MultiReader(strings.NewReader(text), failing{broken}))
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("NewSplitter(%q) (-want +got):\n%s", text, diff)
		}
	}
}

type failing struct{ err error }

func (f failing) Read([]byte) (int, error) { return 0, f.err }

// TestSplitterDoesNotReadAhead wants a line of JSON as soon as it has been read.
func TestSplitterDoesNotReadAhead(t *testing.T) {
	r, w := io.Pipe()
	s := answerfile.NewSplitter("f", r)
	for _, line := range []string{"{\"a\":1}\n", "\n{\"b\":\n1}\n", "{\"c\": broken\n}\n"} {
		go io.WriteString(w, line) //nolint:errcheck // what was read shows it
		if part, err := s.Next(); err != nil || string(part.Text) != strings.TrimLeft(line, "\n") {
			t.Fatalf("Next() = %q, %v before the line behind %q was written", part.Text, err, line)
		}
	}
}

func BenchmarkSplitter(b *testing.B) {
	l := library(b)
	data := oneCase(b, l)
	for name, text := range map[string][]byte{
		"yaml": bytes.Repeat(append([]byte("---\n"), data...), 300),
		"json": bytes.Repeat(append(bytes.ReplaceAll([]byte(fullJSON), []byte("\n"), nil), '\n'), 2000),
	} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				s := answerfile.NewSplitter("f", bytes.NewReader(text))
				for n := 0; ; n++ {
					if _, err := s.Next(); err != nil {
						if n < 300 {
							b.Fatal(n, err)
						}
						break
					}
				}
			}
		})
	}
}
