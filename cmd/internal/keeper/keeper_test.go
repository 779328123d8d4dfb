package keeper_test

import (
	"errors"
	"io"
	"os"
	"strings"
	"testing"
	"time"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/answerfile"
	"collectiveimpact/samklar/cmd/internal/casefile"
	"collectiveimpact/samklar/cmd/internal/keeper"
	"collectiveimpact/samklar/cmd/internal/session"
	"collectiveimpact/samklar/questions"
)

// at gives a keeper of a new case in case.yaml, with the banks for tests.
func at(t *testing.T, asks bool) (*keeper.Keeper, func(assess.Entry, int) error) {
	t.Helper()
	lib := questions.NewLibrary("en")
	if err := lib.AddAll(os.DirFS("../../../testdata/banks"), ""); err != nil {
		t.Fatal(err)
	}
	banks, err := lib.Select([]string{"fit"}, false)
	if err != nil {
		t.Fatal(err)
	}
	t.Chdir(t.TempDir())
	k := &keeper.Keeper{
		Doc: answerfile.New("case.yaml", false, lib), Banks: banks, Asks: asks, Err: io.Discard, Now: func() time.Time { return time.Unix(0, 0) },
		Read: func(path string) (*answerfile.Document, []byte, error) {
			data, err := os.ReadFile(path)
			if err != nil {
				return nil, nil, err
			}
			doc, err := answerfile.Read(path, data, lib)
			return doc, data, err
		},
	}
	k.Path = "case.yaml"
	if _, err := k.Begin(assess.Case{Title: "Ours"}); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(k.Unlock)
	return k, func(e assess.Entry, q int) error { return k.Record(assess.Ref{Question: q}, e) }
}

func text(t *testing.T) string {
	t.Helper()
	data, err := os.ReadFile("case.yaml")
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// change puts something else into the file behind the keeper's back.
func change(t *testing.T, from, to string) {
	t.Helper()
	now := text(t)
	if !strings.Contains(now, from) {
		t.Fatalf("the file has no %q:\n%s", from, now)
	}
	if err := os.WriteFile("case.yaml", []byte(strings.Replace(now, from, to, 1)), 0o600); err != nil {
		t.Fatal(err)
	}
}

// What somebody else adds is taken in: a comment, a detail, an answer to another question.
func TestTakesIn(t *testing.T) {
	k, record := at(t, true)
	if err := record(assess.Entry{Choice: 1}, 0); err != nil || k.Theirs() != nil {
		t.Fatalf("record = %v", err)
	}
	change(t, "samklar: 1\n", "# theirs\nsamklar: 1\n")
	change(t, "felt: yes", "felt: yes # sure\n    seen: often")
	if err := record(assess.Entry{Choice: 1, Note: "ours"}, 0); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"# theirs", "# sure", "seen: often", `note: "ours"`} {
		if !strings.Contains(text(t), want) {
			t.Errorf("the file lacks %q:\n%s", want, text(t))
		}
	}
	if theirs := k.Theirs(); theirs == nil || theirs.Entries["fit"][1].Choice != 2 || k.Theirs() != nil {
		t.Errorf("Theirs = %v, want their answer, once", theirs)
	}
}

// Another answer to the same question is for those who are there to decide.
func TestClash(t *testing.T) {
	k, record := at(t, true)
	change(t, "title: \"Ours\"\n", "title: \"Ours\"\nanswers: {fit: {felt: no}}\n")
	clash, ok := errors.AsType[*session.Conflict](record(assess.Entry{Choice: 1}, 0))
	if !ok || clash.Theirs.Choice != 0 || !strings.Contains(text(t), "felt: no") {
		t.Fatalf("record over theirs = %v:\n%s", clash, text(t))
	}
	if err := record(assess.Entry{Choice: 1}, 0); err != nil || !strings.Contains(text(t), "felt: yes") {
		t.Errorf("record once more = %v:\n%s", err, text(t))
	}
	if theirs := k.Theirs(); theirs == nil {
		t.Error("Theirs = nil, want that theirs was taken in")
	}
}

// Where nobody can be asked, both answers are kept.
func TestClashUnattended(t *testing.T) {
	_, record := at(t, false)
	change(t, "title: \"Ours\"\n", "title: \"Ours\"\nanswers: {fit: {felt: no}}\n")
	changed, ok := errors.AsType[*casefile.ChangedError](record(assess.Entry{Choice: 1}, 0))
	if !ok || !strings.Contains(text(t), "felt: no") {
		t.Fatalf("record, with nobody to ask = %v", changed)
	}
	if mine, err := os.ReadFile(changed.Mine); err != nil || !strings.Contains(string(mine), "felt: yes") {
		t.Errorf("ours is %q, %v", mine, err)
	}
}

// What cannot be read any more is left alone, and ours goes beside it.
func TestBroken(t *testing.T) {
	_, record := at(t, true)
	change(t, "samklar: 1", "samklar: [1")
	if _, ok := errors.AsType[*casefile.ChangedError](record(assess.Entry{Choice: 1}, 0)); !ok || !strings.Contains(text(t), "[1") {
		t.Errorf("record over what cannot be read: want both kept:\n%s", text(t))
	}
}

// Undo makes the file what it was, to the byte; after a change of somebody else's it does nothing.
func TestUndo(t *testing.T) {
	k, record := at(t, true)
	before := []string{text(t)}
	for _, e := range []assess.Entry{{Choice: assess.Unanswered, Note: "a"}, {Choice: 1, Note: "a"}, {Choice: assess.Unknown}} {
		if err := record(e, 0); err != nil {
			t.Fatal(err)
		}
		before = append(before, text(t))
	}
	for at := len(before) - 2; at >= 0; at-- {
		if now, err := k.Undo(); err != nil || text(t) != before[at] || now.Case.Title != "Ours" {
			t.Errorf("Undo = %v, %v:\n%s\nwant\n%s", now, err, text(t), before[at])
		}
	}
	if _, err := k.Undo(); !errors.Is(err, session.ErrNothing) {
		t.Errorf("Undo of nothing = %v, want that there is nothing", err)
	}
	if err := record(assess.Entry{Choice: 1}, 0); err != nil {
		t.Fatal(err)
	}
	change(t, "felt: yes", "felt: yes # theirs")
	now := text(t)
	_, err := k.Undo()
	if _, ok := errors.AsType[*session.Unsaved](err); !ok || text(t) != now {
		t.Errorf("Undo after a change of somebody else's changed the file:\n%s", text(t))
	}
	if _, err := k.Undo(); !errors.Is(err, session.ErrNothing) {
		t.Errorf("Undo once more = %v, want that there is nothing", err)
	}
}

// Details are corrected in the file; those that somebody else has corrected meanwhile stay theirs.
func TestAmend(t *testing.T) {
	k, _ := at(t, true)
	change(t, "title: \"Ours\"", "title: \"Theirs\"")
	c := k.Doc.Case
	c.Place = "Herning"
	if err := k.Amend(c); err != nil || !strings.Contains(text(t), "Theirs") || !strings.Contains(text(t), "Herning") {
		t.Errorf("Amend = %v:\n%s", err, text(t))
	}
	if now, err := k.Undo(); err != nil || now.Case.Title != "Theirs" || strings.Contains(text(t), "Herning") {
		t.Errorf("Undo of a correction = %v, %v:\n%s", now, err, text(t))
	}
	c = k.Doc.Case
	c.AsOf = "May"
	if err := k.Amend(c); err == nil || strings.Contains(text(t), "May") {
		t.Errorf("Amend to no date = %v:\n%s", err, text(t))
	}
}

// What could not be written can be written later, as if nothing had been.
func TestTriesAgain(t *testing.T) {
	k, record := at(t, true)
	k.Path = "nosuch/case.yaml"
	if _, ok := errors.AsType[*session.Unsaved](record(assess.Entry{Choice: 1}, 0)); !ok {
		t.Fatal("record where nothing can be written: want that it can be tried again")
	}
	if a, given := k.Doc.Answer("fit", "felt"); given {
		t.Errorf("the document has %v already", a)
	}
	k.Path = "case.yaml"
	if err := record(assess.Entry{Choice: 1}, 0); err != nil || !strings.Contains(text(t), "felt: yes") {
		t.Errorf("record again = %v:\n%s", err, text(t))
	}
}
