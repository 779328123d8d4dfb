package cli

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/answerfile"
	"collectiveimpact/samklar/questions"
	"collectiveimpact/samklar/questions/diag"
	"collectiveimpact/samklar/testdata/batch/cases"
)

// madeBanks gives the banks that made cases answer.
func madeBanks(t *testing.T) (*questions.Library, []*questions.Bank) {
	t.Helper()
	lib := questions.NewLibrary("en")
	banks, err := lib.Select([]string{questions.Default}, true)
	if err != nil {
		t.Fatal(err)
	}
	return lib, banks
}

// isJSON tells whether a text is a JSON object.
func isJSON(text []byte) bool { return bytes.HasPrefix(text, []byte("{")) }

// faultOf gives the code of the first problem with a file, or Good.
func faultOf(err error) cases.Fault {
	var problems diag.List
	switch {
	case err == nil:
		return cases.Good
	case errors.As(err, &problems):
		return cases.Fault(problems[0].Code)
	}
	return cases.Fault(err.Error())
}

// TestMadeCasesRead reads made cases: good ones without a word, bad ones with
// the error that belongs to what is wrong with them, in both formats.
func TestMadeCasesRead(t *testing.T) {
	lib, banks := madeBanks(t)
	maker := cases.New(banks, cases.Options{Seed: 1, JSON: 300, Bad: 300})
	type kind struct {
		fault cases.Fault
		json  bool
	}
	met := make(map[kind]int)
	for number := range 2000 {
		c := maker.Case(number)
		met[kind{c.Fault, isJSON(c.Text)}]++
		if _, err := answerfile.Read(c.Name, c.Text, lib); faultOf(err) != c.Fault {
			t.Errorf("Read(case %d) = %v, want code %q\n%s", number, err, c.Fault, c.Text)
		}
	}
	for _, fault := range append(cases.Faults(), cases.Good) {
		for _, json := range []bool{false, true} {
			if met[kind{fault, json}] == 0 {
				t.Errorf("fault %q in JSON %t was met 0 times in 2000 cases, want some", fault, json)
			}
		}
	}
}

// TestMadeCasesRepeat makes the same cases twice, as files and one by one, and
// others from another seed.
func TestMadeCasesRepeat(t *testing.T) {
	_, banks := madeBanks(t)
	options := cases.Options{Seed: 7, JSON: 200, Bad: 100}
	dir := t.TempDir()
	const n = 1100 // more than one folder holds
	if err := cases.New(banks, options).WriteFolder(dir, n); err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob(filepath.Join(dir, "*", "case-*"))
	if err != nil || len(files) != n {
		t.Fatalf("WriteFolder(%d) wrote %d files (%v), want %d", n, len(files), err, n)
	}
	again, other := cases.New(banks, options), cases.New(banks, cases.Options{Seed: 8, JSON: 200, Bad: 100})
	same := 0
	for number := n - 1; number >= 0; number-- { // in another order
		c := again.Case(number)
		text, err := os.ReadFile(filepath.Join(dir, fmt.Sprintf("%03d", number/1000), c.Name))
		if err != nil || !bytes.Equal(text, c.Text) {
			t.Errorf("case %d made twice differs (%v)", number, err)
		}
		if bytes.Equal(text, other.Case(number).Text) {
			same++
		}
	}
	if same > 0 {
		t.Errorf("two seeds make %d of %d cases alike, want 0", same, n)
	}
}

// TestMadeStreamsRead takes made streams apart and reads every document.
func TestMadeStreamsRead(t *testing.T) {
	lib, banks := madeBanks(t)
	const n = 500
	for form, want := range map[cases.Form]bool{cases.YAML: false, cases.JSONL: true} {
		maker := cases.New(banks, cases.Options{Seed: 3})
		var stream bytes.Buffer
		if err := maker.WriteStream(&stream, n, form); err != nil {
			t.Fatal(err)
		}
		parts, err := answerfile.Split("made", stream.Bytes())
		if err != nil || len(parts) != n {
			t.Fatalf("Split(made stream) = %d parts (%v), want %d", len(parts), err, n)
		}
		if lines := bytes.Count(stream.Bytes(), []byte("\n")); want && lines != n {
			t.Errorf("%d objects take %d lines, want %d", n, lines, n)
		}
		for i, part := range parts {
			if _, err := answerfile.Read("made", part.Text, lib); err != nil || isJSON(part.Text) != want {
				t.Errorf("Read(document %d) = %v (JSON %t), want no error (JSON %t)\n%s", i, err, isJSON(part.Text), want, part.Text)
			}
		}
	}
}

// TestMadeStreamGoesOn reads a stream with bad documents in it: what is wrong
// with one never reaches the next.
func TestMadeStreamGoesOn(t *testing.T) {
	lib, banks := madeBanks(t)
	const n = 500
	maker := cases.New(banks, cases.Options{Seed: 4, Bad: 200})
	var stream bytes.Buffer
	if err := maker.WriteStream(&stream, n, cases.YAML); err != nil {
		t.Fatal(err)
	}
	parts, err := answerfile.Split("made", stream.Bytes())
	if err != nil || len(parts) != n {
		t.Fatalf("Split(made stream) = %d parts (%v), want %d", len(parts), err, n)
	}
	for number, part := range parts {
		_, err := answerfile.Read("made", part.Text, lib)
		if got, want := faultOf(err), maker.Case(number).Fault; got != want {
			t.Errorf("Read(document %d) = %v, want code %q\n%s", number, err, want, part.Text)
		}
	}
}

// TestMadeCasesVary looks for what real files are like: their size, the styles of
// YAML, three languages, titles that come twice, what is not known, and
// conclusions of every kind.
func TestMadeCasesVary(t *testing.T) {
	lib, banks := madeBanks(t)
	maker := cases.New(banks, cases.Options{Seed: 1, JSON: 100})
	selection := assess.Select(banks)
	const n = 2000
	marks := map[string]int{ // how often each is met in YAML
		"note: |": 0, "note: >-": 0, `{level: `: 0, ": '": 0, `note: "`: 0, "# ": 0, "\r\n": 0, "\ufeff": 0, ": true": 0, ": no\n": 0,
		" #4": 0, "unknown": 0, "example.org": 0, "æ": 0, "ø": 0, "å": 0, "ë": 0, `\"`: 0, "households": 0, "husstande": 0, "huishoudens": 0,
	}
	titles, codes := make(map[string]int), make(map[string]int)
	size, usual, answers, gaps, settled := 0, 0, 0, 0, 0
	for number := range n {
		c := maker.Case(number)
		size += len(c.Text)
		if len(c.Text) >= 1500 && len(c.Text) <= 6000 {
			usual++
		}
		for mark := range marks {
			if !isJSON(c.Text) && strings.Contains(string(c.Text), mark) {
				marks[mark]++
			}
		}
		doc, err := answerfile.Read(c.Name, c.Text, lib)
		if err != nil {
			t.Fatal(err)
		}
		titles[doc.Case.Title]++
		entries := doc.Entries(banks)
		for _, b := range banks {
			for _, e := range entries[b.ID] {
				if answers++; e.Choice.Open() {
					gaps++
				}
			}
		}
		result := selection.Evaluate(entries.Answers())
		for _, step := range result.Chains[0].Steps {
			b := banks[step.Bank]
			for _, code := range step.Codes {
				codes[b.ID+":"+b.Endings[code].ID]++
			}
		}
		if result.Settled() {
			settled++
		}
	}
	for mark, count := range marks {
		if count == 0 {
			t.Errorf("%q was met in none of %d cases, want some", mark, n)
		}
	}
	for _, b := range banks {
		for _, ending := range b.Endings {
			if code := b.ID + ":" + ending.ID; codes[code] < n/200 {
				t.Errorf("%s is concluded %d times in %d cases, want %d or more", code, codes[code], n, n/200)
			}
		}
	}
	for _, share := range []struct {
		what           string
		got, low, high int
	}{
		{"mean size in bytes", size / n, 3000, 4000},
		{"cases from 1.5 to 6 KB of a thousand", usual * 1000 / n, 900, 1000},
		{"titles met before of a thousand", (n - len(titles)) * 1000 / n, 2, 30},
		{"questions without a level of a thousand", gaps * 1000 / answers, 50, 250},
		{"settled conclusions of a thousand", settled * 1000 / n, 300, 900},
	} {
		if share.got < share.low || share.got > share.high {
			t.Errorf("%s = %d, want %d to %d", share.what, share.got, share.low, share.high)
		}
	}
}
