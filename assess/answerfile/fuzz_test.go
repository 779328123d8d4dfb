package answerfile_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"collectiveimpact/samklar/assess/answerfile"
	"collectiveimpact/samklar/questions"

	"gopkg.in/yaml.v3"
)

func FuzzRead(f *testing.F) {
	fuzzRead(f, func(data []byte) []byte { return data },
		full, head+"    q4: 1 # c\n", head+"    q1:\n      note: |+\n        n\n\n      evidence:\n      - a\n",
		"samklar: 1\nanswers: {b: {q1: {note: it's, level: 'no'},\n q4: 2 # c\n }}\n", "--- # c\nsamklar: 1\nbanks: {b: 1}\nanswers:\n  b:\n    q2: often\n...\n",
		"samklar: 1\r\nanswers:\r\n  b:\r\n    q1: >-\r\n      yes\r\n", "samklar: 1\nanswers: {b: {q1: \"a\u2028b\"}}\n", "samklar: 1\ranswers: ~\r")
}

// In JSON the brace that tells it from YAML always comes first.
func FuzzReadJSON(f *testing.F) {
	fuzzRead(f, func(data []byte) []byte { return append([]byte("{"), data...) },
		fullJSON[1:], `"samklar":1,"answers":{"b":{"q4":1}}}`, `"samklar": 1, "answers": {"b": {"q1": {"level": "no", "note": "\ud83c\udf89\/"}}}}`, `"samklar": 1`+"\r\n}\n", "}", `"\u0073amklar": 1e0}`)
}

// Whatever the text: Read does not panic, and what it reads is what is in the
// document. Set then puts an answer in, or says that it cannot and leaves the
// document as it was.
func fuzzRead(f *testing.F, text func([]byte) []byte, seeds ...string) {
	f.Helper()
	files, err := filepath.Glob("../../testdata/hostile/*")
	if err != nil {
		f.Fatal(err)
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(bytes.TrimPrefix(data, text(nil)))
	}
	for _, seed := range seeds {
		f.Add([]byte(seed))
	}
	l := library(f)
	b := bank(f, l, "b")
	f.Fuzz(func(t *testing.T, data []byte) {
		data = text(data)
		d, err := answerfile.Read("f", data, l)
		if err != nil {
			if strings.ContainsAny(err.Error(), "\r\t\x1b\x00\u009b\u202e") {
				t.Errorf("Read(%q) = %q, want nothing that acts on a terminal", data, err)
			}
			return
		}
		if got := d.Bytes(); !bytes.Equal(got, data) {
			t.Fatalf("Read(%q).Bytes() = %q", data, got)
		}
		old, given := d.Answer("b", "q1")
		want := answerfile.Answer{Level: "partly", Note: "\tn: 'x' # \"y\"\n\u2028\U0010ffff", Evidence: []string{" e"}}
		if err := d.Set(b, "q1", want); err != nil {
			now, still := d.Answer("b", "q1")
			if !errors.Is(err, answerfile.ErrEdit) || !bytes.Equal(d.Bytes(), data) || now.Level != old.Level || now.Note != old.Note || still != given {
				t.Fatalf("Set in %q = %v, want %v and no change", data, err, answerfile.ErrEdit)
			}
			return
		}
		again, err := answerfile.Read("f", d.Bytes(), l)
		if err != nil {
			t.Fatalf("Set in %q gives %q, then Read = %v", data, d.Bytes(), err)
		}
		if got, _ := again.Answer("b", "q1"); got.Level != want.Level || got.Note != want.Note || len(got.Evidence) != 1 || got.Evidence[0] != want.Evidence[0] {
			t.Fatalf("Set in %q gives %q, then Answer = %+v, want %+v", data, d.Bytes(), got, want)
		}
		if got, want := bytes.Count(d.Bytes(), []byte("\n#")), marks(data); !strings.HasPrefix(string(data), "{") && got < want {
			t.Errorf("Set in %q gives %q, want all %d comment marks", data, d.Bytes(), want)
		}
	})
}

// marks counts the comments that are told from content by any reading: lines
// that begin with one, in a text without quotes and blocks.
func marks(text []byte) int {
	if bytes.ContainsAny(text, "\"'|>") {
		return 0
	}
	return bytes.Count(text, []byte("\n#"))
}

// oneCase gives an answer file of 3 KB, as people write them.
func oneCase(b *testing.B, l *questions.Library) []byte {
	b.Helper()
	var text strings.Builder
	text.WriteString("# a case\nsamklar: 1\ncase:\n  title: T\n  place: P\n  as-of: 2017-12-01\nbanks: {when: 1}\nanswers:\n  when:\n")
	for _, q := range bank(b, l, questions.Default).Questions {
		note := strings.Repeat("What is known of this, and from whom. ", 3)
		if fmt.Fprintf(&text, "    %s:\n      level: %s\n      note: %q\n", q.ID, q.Levels[0].ID, note); text.Len() > 3000 {
			break
		}
	}
	return []byte(text.String())
}

// BenchmarkRead reads the same answers in YAML and on one line of JSON, which is
// what programs write, and should cost no more.
func BenchmarkRead(b *testing.B) {
	l := library(b)
	data := oneCase(b, l)
	for _, form := range []struct {
		name string
		text []byte
	}{{"yaml", data}, {"json", inJSON(b, l, data)}} {
		b.Run(form.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := answerfile.Read("f", form.text, l); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// inJSON writes the answers of the default bank on one line of JSON.
func inJSON(tb testing.TB, l *questions.Library, data []byte) []byte {
	tb.Helper()
	from, err := answerfile.Read("f", data, l)
	if err != nil {
		tb.Fatal(err)
	}
	to := answerfile.New("f", true, l)
	asked := bank(tb, l, questions.Default)
	for i, e := range from.Entries([]*questions.Bank{asked})[questions.Default] {
		if e.Note == "" {
			continue
		}
		q := &asked.Questions[i]
		if err := to.Set(asked, q.ID, answerfile.Answer{Level: q.Levels[e.Choice].ID, Note: e.Note}); err != nil {
			tb.Fatal(err)
		}
	}
	var line bytes.Buffer
	if err := json.Compact(&line, to.Bytes()); err != nil {
		tb.Fatal(err)
	}
	return line.Bytes()
}

// BenchmarkNode is what the library alone takes for the same text.
func BenchmarkNode(b *testing.B) {
	data := oneCase(b, library(b))
	b.ReportAllocs()
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		var n yaml.Node
		if err := yaml.Unmarshal(data, &n); err != nil {
			b.Fatal(err)
		}
	}
}
