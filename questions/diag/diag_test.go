package diag_test

import (
	"errors"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"collectiveimpact/samklar/questions/diag"

	"github.com/google/go-cmp/cmp"
)

func TestString(t *testing.T) {
	tests := []struct {
		in   diag.Diagnostic
		want string
	}{
		{diag.Diagnostic{File: "a.yaml", Line: 3, Column: 7, Code: "bad-id", Message: "no such id"}, "a.yaml:3:7: no such id [bad-id]"},
		{diag.Diagnostic{File: "a.yaml", Code: "too-large", Message: "too large"}, "a.yaml: too large [too-large]"},
		{diag.Diagnostic{File: "sager/Århus nær.yaml", Line: 1, Column: 1, Code: "x", Message: "y"}, "sager/Århus nær.yaml:1:1: y [x]"},
		{diag.Diagnostic{File: "a\x1b[2J\nb.yaml", Line: 1, Column: 1, Code: "x", Message: "y"}, `"a\x1b[2J\nb.yaml":1:1: y [x]`},
		{diag.Diagnostic{File: "a\u202eb", Code: "x", Message: "y"}, `"a\u202eb": y [x]`},
	}
	for _, tt := range tests {
		if got := tt.in.String(); got != tt.want {
			t.Errorf("%#v.String() = %s, want %s", tt.in, got, tt.want)
		}
	}
}

func TestSort(t *testing.T) {
	at := func(file string, line, column int, code, message string) diag.Diagnostic {
		return diag.Diagnostic{File: file, Line: line, Column: column, Code: code, Message: message}
	}
	list := diag.List{
		at("b", 1, 1, "a", "m"),
		at("a", 10, 1, "a", "m"),
		at("a", 2, 9, "a", "m"),
		at("a", 2, 1, "b", "m"),
		at("a", 2, 1, "a", "m"),
		at("a", 2, 1, "b", "another"),
		at("a", 2, 1, "b", "m"), // a repeat, with another problem between
		at("a", 0, 0, "z", "m"),
	}
	list.Sort()
	want := diag.List{
		at("a", 0, 0, "z", "m"),
		at("a", 2, 1, "a", "m"),
		at("a", 2, 1, "b", "another"),
		at("a", 2, 1, "b", "m"),
		at("a", 2, 9, "a", "m"),
		at("a", 10, 1, "a", "m"),
		at("b", 1, 1, "a", "m"),
	}
	if diff := cmp.Diff(want, list); diff != "" {
		t.Errorf("Sort (-want +got):\n%s", diff)
	}
}

func TestErr(t *testing.T) {
	if err := (diag.List{}).Err(); err != nil {
		t.Errorf("List{}.Err() = %v, want nil", err)
	}
	err := diag.List{
		{File: "a", Line: 2, Column: 1, Code: "x", Message: "second"},
		{File: "a", Line: 1, Column: 1, Code: "x", Message: "first"},
	}.Err()
	var list diag.List
	if !errors.As(err, &list) || len(list) != 2 {
		t.Fatalf("Err() = %#v, want a list of two", err)
	}
	if got, want := err.Error(), "a:1:1: first [x]\na:2:1: second [x]"; got != want {
		t.Errorf("Err() = %q, want %q", got, want)
	}
}

// The caret stands under the character that the column counts to, and nothing
// of the source can act on a terminal.
func TestPrint(t *testing.T) {
	long := strings.Repeat("abcdefghij", 20)
	tests := []struct {
		name         string
		source       string
		line, column int
		want         string
	}{
		{"first column", "money: yess\n", 1, 1, "  | money: yess\n  | ^\n"},
		{"a later line", "a: 1\nmoney: yess\nb: 2\n", 2, 8, "  | money: yess\n  |        ^\n"},
		{"last line without a break", "a: 1\nb: x", 2, 4, "  | b: x\n  |    ^\n"},
		{"letters of two bytes", "æøå: xx\n", 1, 6, "  | æøå: xx\n  |      ^\n"},
		{"an accent that combines", "ae\u0301: x\n", 1, 6, "  | ae\u0301: x\n  |     ^\n"},
		{"wide letters", "日本: x\n", 1, 5, "  | 日本: x\n  |       ^\n"},
		{"emoji", "🎉: x\n", 1, 4, "  | 🎉: x\n  |     ^\n"},
		{"a tab", "a:\tx\n", 1, 4, "  | a:·x\n  |    ^\n"},
		{"an escape", "a: \x1b[31mred\n", 1, 4, "  | a: ·[31mred\n  |    ^\n"},
		{"a direction mark", "a: \u202ex\n", 1, 4, "  | a: ·x\n  |    ^\n"},
		{"an invisible space", "a:\u200bx\n", 1, 4, "  | a:·x\n  |    ^\n"},
		{"a no-break space", "a:\u00a0x\n", 1, 4, "  | a:·x\n  |    ^\n"},
		{"a line break of Windows", "a: x\r\nb: y\r\n", 1, 4, "  | a: x\n  |    ^\n"},
		{"a byte-order mark", "\ufeffa: x\n", 1, 4, "  | a: x\n  |    ^\n"},
		{"after the end of the line", "a: x\n", 1, 9, "  | a: x\n  |     ^\n"},
		{"a long line, cut at its end", long, 1, 5, "  | " + long[:72] + "\n  |     ^\n"},
		{"a long line, cut at both ends", long, 1, 101, "  | " + long[40:112] + "\n  | " + strings.Repeat(" ", 60) + "^\n"},
		{"an empty line", "a: 1\n\nb: 2\n", 2, 1, ""},
		{"after the last line", "a: 1\n", 9, 1, ""},
		{"the file as a whole", "a: 1\n", 0, 0, ""},
		{"not UTF-8", "a: \xff\n", 1, 4, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := diag.Diagnostic{File: "f.yaml", Line: tt.line, Column: tt.column, Code: "x", Message: "m"}
			var b strings.Builder
			if err := (diag.List{d}).Print(&b, map[string][]byte{"f.yaml": []byte(tt.source)}); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(d.String()+"\n"+tt.want, b.String()); diff != "" {
				t.Errorf("Print of %q at %d:%d (-want +got):\n%s", tt.source, tt.line, tt.column, diff)
			}
		})
	}
}

func TestPrintSeveral(t *testing.T) {
	list := diag.List{
		{File: "a", Line: 1, Column: 2, Code: "x", Message: "in a"},
		{File: "unread", Line: 1, Column: 2, Code: "x", Message: "elsewhere"},
	}
	var b strings.Builder
	if err := list.Print(&b, map[string][]byte{"a": []byte("abc")}); err != nil {
		t.Fatal(err)
	}
	want := "a:1:2: in a [x]\n  | abc\n  |  ^\nunread:1:2: elsewhere [x]\n"
	if diff := cmp.Diff(want, b.String()); diff != "" {
		t.Errorf("Print (-want +got):\n%s", diff)
	}
	if err := list.Print(broken{}, nil); !errors.Is(err, errBroken) {
		t.Errorf("Print to a broken writer = %v, want %v", err, errBroken)
	}
}

var errBroken = errors.New("broken")

type broken struct{}

func (broken) Write([]byte) (int, error) { return 0, errBroken }

// TestPrintMany prints the first problems of every file, and says how many more there are; a file's name does nothing to a
// terminal.
func TestPrintMany(t *testing.T) {
	var l diag.List
	for _, file := range []string{"a.yaml", "\x9b31m\x1b.yaml", "b\n.yaml"} {
		for line := range 50 + len(file) {
			l = append(l, diag.Diagnostic{File: file, Line: line + 1, Column: 1, Code: "odd", Message: "odd"})
		}
	}
	l = append(l, diag.Diagnostic{File: "c.yaml", Line: 1, Column: 1, Code: "odd", Message: "odd"})
	var out, part strings.Builder
	if err := l.Print(&out, nil); err != nil {
		t.Fatal(err)
	}
	if err := l.PrintPart(&part, nil, 1); err != nil || part.String() != out.String() {
		t.Errorf("PrintPart writes %q (%v), want %q", part.String(), err, out.String())
	}
	lines := strings.Split(strings.TrimSuffix(out.String(), "\n"), "\n")
	if want := 3*50 + 1 + 3; len(lines) != want {
		t.Errorf("%d lines are printed, want %d", len(lines), want)
	}
	for _, want := range []string{"a.yaml: and 6 more like these\n", `"\x9b31m\x1b.yaml": and 10 more like these`, `"b\n.yaml": and 7 more like these`, "c.yaml:1:1: odd [odd]\n"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("it does not say %q", want)
		}
	}
	for _, r := range out.String() {
		if r != '\n' && !strconv.IsPrint(r) || r == utf8.RuneError {
			t.Fatalf("%q reaches the screen", r)
		}
	}
}
