package intake_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/answerfile"
	"collectiveimpact/samklar/cmd/internal/input"
	"collectiveimpact/samklar/cmd/internal/intake"
	"collectiveimpact/samklar/questions"
)

// ascii writes what mail programs change as the page writes it: escaped.
func ascii(json string) string {
	return regexp.MustCompile(`['\x{a0}\x{ab}\x{bb}\x{2010}-\x{2027}\x{202f}]`).ReplaceAllStringFunc(json, func(c string) string { return fmt.Sprintf("\\u%04x", []rune(c)[0]) })
}

// mangled does to a text what mail programs do.
func mangled(r *rand.Rand, text string) string {
	if r.IntN(2) == 0 {
		text = regexp.MustCompile(`(\\*)"`).ReplaceAllStringFunc(text, func(q string) string {
			return strings.TrimSuffix(q, `"`) + []string{"“", "”", "„"}[r.IntN(3)]
		})
	}
	if r.IntN(2) == 0 {
		text = regexp.MustCompile(`(?m)^ +`).ReplaceAllStringFunc(text, func(b string) string { return strings.ReplaceAll(b, "  ", "\u00a0 ") })
	}
	if r.IntN(2) == 0 { // broken at blanks, which are kept or not
		lines := strings.Split(text, "\n")
		for i, line := range lines {
			if at := strings.LastIndexByte(line, ' '); at > 40 {
				lines[i] = line[:at+r.IntN(2)] + "\n" + line[at+1:]
			}
		}
		text = strings.Join(lines, "\n")
	}
	text = "Hello {Ida},\n\nhere are our “answers”: samklar\n" + text + "\n\nRegards, \"Mette\" {chair}\n-- \nOur street > all\n"
	for range r.IntN(3) {
		text = "> " + strings.ReplaceAll(text, "\n", "\n> ")
	}
	if r.IntN(2) == 0 {
		text = strings.ReplaceAll(text, "\n", "\r\n")
	}
	return text
}

// TestMail pastes answers into mails, which change quotes and blanks, break lines and
// quote; import reads the same answers out of them.
func TestMail(t *testing.T) {
	lib := questions.NewLibrary("en")
	b, err := lib.Bank("preconditions")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	for seed := range uint64(400) {
		r := rand.New(rand.NewPCG(seed, 7))
		answers := make(map[string]answerfile.Answer)
		for _, q := range b.Questions {
			answers[q.ID] = answerfile.Answer{
				Level:    q.Levels[r.IntN(len(q.Levels))].ID,
				Note:     []string{"", "Mette said “no”, then ”yes“; it's « fine » – we think, all of us here", `a "quote", and {a brace]`, "one\ntwo \\ three"}[r.IntN(4)],
				Evidence: [][]string{nil, {"https://example.org/a?b=\"c\"", "Minutes, page 3"}}[r.IntN(2)],
			}
		}
		var laid bytes.Buffer
		if err := json.Indent(&laid, answerfile.Compose(assess.Case{ID: "a", Title: "Our “street”"}, []*questions.Bank{b}, map[string]map[string]answerfile.Answer{b.ID: answers}, true), "", "  "); err != nil {
			t.Fatal(err)
		}
		want, err := answerfile.Read("plain", laid.Bytes(), lib)
		if err != nil {
			t.Fatal(err)
		}
		mail := mangled(r, strings.TrimSpace(ascii(laid.String())))
		file := filepath.Join(dir, "mail.txt")
		if err := os.WriteFile(file, []byte(mail), 0o600); err != nil {
			t.Fatal(err)
		}
		var said bytes.Buffer
		desk, err := intake.NewDesk(&input.Reader{}, lib, []string{b.ID}, "")
		if err != nil {
			t.Fatal(err)
		}
		desk.Err = &said
		items, err := desk.Read([]string{file})
		if err != nil || len(items) != 1 {
			t.Fatalf("%d items, %v\n%s", len(items), err, mail)
		}
		banks := []*questions.Bank{b}
		if got, want := fmt.Sprintf("%q %v", items[0].Doc.Case, items[0].Doc.Entries(banks)), fmt.Sprintf("%q %v", want.Case, want.Entries(banks)); got != want {
			t.Fatalf("read back as\n%s\nwant\n%s\n%s", got, want, mail)
		}
	}
}

// FuzzMail reads whatever stands in a mail: it comes to an end, and what it reads as
// answers stands in the lines it names.
func FuzzMail(f *testing.F) {
	f.Add("Hi\n> {\n> “samklar”: 1, “case”: {“title”: “a\n> b”}}\nBye")
	f.Add("{ \"samklar\" : 1")
	f.Add("x {“samklar”:“\\”}")
	f.Fuzz(func(t *testing.T, text string) {
		read, from, to, found, err := intake.FromMail(text)
		if lines := 1 + strings.Count(text, "\n"); found && err == nil && (from < 1 || to < from || to > lines || strings.Count(read, "\n") >= to) {
			t.Errorf("%q is read as %q, of lines %d to %d", text, read, from, to)
		}
	})
}
