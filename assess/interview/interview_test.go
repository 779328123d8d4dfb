package interview_test

import (
	"testing"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/interview"
	"collectiveimpact/samklar/questions"

	"github.com/google/go-cmp/cmp"
)

// Two banks of two questions each; "first" leads to "second" when it passes.
const firstBank = `
bank: first
version: 1
kind: tree
language: en
title: First
start: a
nodes:
  - id: a
    title: A
    questions:
      - {id: a1, ask: A1, levels: [{text: low}, {text: high}], passes: "2"}
      - {id: a2, ask: A2, levels: [{text: low}, {text: high}], passes: "2"}
    pass: on
    fail: off
outcomes:
  - {id: on, title: On, short: On., text: On., next: second}
  - {id: off, title: Off, short: Off., text: Off.}
`

const secondBank = `
bank: second
version: 1
kind: scale
language: en
title: Second
dimensions:
  - id: d
    title: D
    questions:
      - {id: d1, ask: D1, levels: [{text: low}, {text: high}]}
      - {id: d2, ask: D2, levels: [{text: low}, {text: high}]}
bands: [{id: all, title: All, from: 0}]
verdicts:
  - {id: good, title: Good, short: Good., text: Good., overall: 50}
  - {id: weak, title: Weak, short: Weak., text: Weak.}
`

func parseBanks(t *testing.T, texts ...string) []*questions.Bank {
	t.Helper()
	var banks []*questions.Bank
	for _, text := range texts {
		b, err := questions.Parse("bank.yaml", []byte(text))
		if err != nil {
			t.Fatal(err)
		}
		banks = append(banks, b)
	}
	return banks
}

// TestInterviewNoteAlone records notes without answers: where a question is asked
// it is still to be answered, and elsewhere it is one of those that may be. Two
// levels that a question lies between are an answer.
func TestInterviewNoteAlone(t *testing.T) {
	i := interview.New(assess.Select(parseBanks(t, firstBank, secondBank)), nil)
	noted := assess.Entry{Choice: assess.Unanswered, Note: "to be asked"}
	a1, a2, d1, d2 := assess.Ref{}, assess.Ref{Question: 1}, assess.Ref{Bank: 1}, assess.Ref{Bank: 1, Question: 1}
	for _, ref := range []assess.Ref{a1, d1} {
		i.Set(ref, noted)
	}
	if next, more := i.Next(interview.Start()); !more || next != a1 || i.Left() != 4 {
		t.Errorf("Next = %v, %v with %d left, want %v, true with 4 left", next, more, i.Left(), a1)
	}
	i.Set(a2, assess.Entry{Choice: assess.Between(0, 1)})
	if next, more := i.Next(a1); !more || next != d1 || i.Left() != 3 {
		t.Errorf("Next = %v, %v with %d left, want %v, true with 3 left", next, more, i.Left(), d1)
	}
	i.Set(d2, assess.Entry{Choice: assess.Between(0, 1)})
	i.Set(a2, assess.Entry{Choice: 0}) // the second bank is no longer asked
	if diff := cmp.Diff([]assess.Ref{d2}, i.Rest()); diff != "" {
		t.Errorf("Rest (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]assess.Ref{d1}, i.Others()); diff != "" {
		t.Errorf("Others (-want +got):\n%s", diff)
	}
	if got := i.Entry(d1); got.Note != noted.Note {
		t.Errorf("Entry = %+v, want its note kept", got)
	}
}

// TestInterviewOrder selects the bank that is led to before the one that leads:
// the questions still come in the order of the chain, and so do back and on.
func TestInterviewOrder(t *testing.T) {
	i := interview.New(assess.Select(parseBanks(t, secondBank, firstBank)), nil)
	want := []assess.Ref{{Bank: 1, Question: 0}, {Bank: 1, Question: 1}, {Bank: 0, Question: 0}, {Bank: 0, Question: 1}}
	if diff := cmp.Diff(want, i.Queue()); diff != "" {
		t.Fatalf("Queue() (-want +got):\n%s", diff)
	}
	at := interview.Start()
	for _, w := range want {
		next, more := i.Next(at)
		if !more || next != w {
			t.Fatalf("Next(%v) = %v, %v, want %v, true", at, next, more, w)
		}
		at = next
	}
	for n := len(want) - 1; n > 0; n-- {
		if before, ok := i.Before(want[n]); !ok || before != want[n-1] {
			t.Errorf("Before(%v) = %v, %v, want %v, true", want[n], before, ok, want[n-1])
		}
	}
	if before, ok := i.Before(want[0]); ok {
		t.Errorf("Before(%v) = %v, true, want false", want[0], before)
	}
	i.Set(want[3], assess.Entry{Choice: 1})
	if next, more := i.Next(want[3]); !more || next != want[0] {
		t.Errorf("Next(%v) = %v, %v, want the first unanswered %v", want[3], next, more, want[0])
	}
}

// TestInterviewClosesAndReopens changes an early answer: what it closes is no
// longer asked and no longer left, and is kept.
func TestInterviewClosesAndReopens(t *testing.T) {
	i := interview.New(assess.Select(parseBanks(t, firstBank, secondBank)), nil)
	a1, a2, d1 := assess.Ref{Question: 0}, assess.Ref{Question: 1}, assess.Ref{Bank: 1, Question: 0}
	if left := i.Left(); left != 4 {
		t.Fatalf("Left() = %d, want 4", left)
	}
	i.Set(d1, assess.Entry{Choice: 1, Note: "kept"})
	i.Set(a1, assess.Entry{Choice: 0})
	if left := i.Left(); left != 1 {
		t.Errorf("after a failing answer Left() = %d, want 1: the rest of the node", left)
	}
	if diff := cmp.Diff([]assess.Ref{d1}, i.Rest()); diff != "" {
		t.Errorf("Rest() (-want +got):\n%s", diff)
	}
	if next, more := i.Next(a1); !more || next != a2 {
		t.Errorf("Next(%v) = %v, %v, want %v, true", a1, next, more, a2)
	}
	i.Set(a1, assess.Entry{Choice: assess.Unknown})
	if len(i.Rest()) != 0 || i.Entry(d1).Note != "kept" {
		t.Errorf("after opening again Rest() = %v and the note is %q, want none and kept", i.Rest(), i.Entry(d1).Note)
	}
	if last := i.Last(); last != (assess.Ref{Bank: 1, Question: 1}) {
		t.Errorf("Last() = %v, want the last question of the second bank", last)
	}
}

// TestAgain asks some questions first though they are answered: once, in their own order.
func TestAgain(t *testing.T) {
	s := assess.Select(parseBanks(t, firstBank, secondBank))
	entries := make(assess.Entries)
	for _, b := range s.Banks {
		entries[b.ID] = make([]assess.Entry, len(b.Questions))
		for q := range entries[b.ID] {
			entries[b.ID][q].Choice = assess.Choice(1)
		}
	}
	entries["first"][1].Choice = assess.Unanswered
	i := interview.New(s, entries)
	agenda := []assess.Ref{{Bank: 1, Question: 1}, {Bank: 0, Question: 0}}
	i.Again(agenda)
	want := []assess.Ref{{Bank: 1, Question: 1}, {Bank: 0, Question: 0}, {Bank: 0, Question: 1}}
	if i.Left() != len(want) {
		t.Errorf("%d questions are left, want %d", i.Left(), len(want))
	}
	at, more := i.Next(interview.Start())
	for n := 0; more; n++ {
		if n == len(want) || at != want[n] {
			t.Fatalf("question %d is %v, want one of %v", n, at, want)
		}
		if n > 0 {
			if before, ok := i.Before(at); !ok || before != want[n-1] {
				t.Errorf("before %v comes %v, want %v", at, before, want[n-1])
			}
		}
		if n != 1 { // that one is gone on from
			i.Set(at, assess.Entry{Choice: 1})
		}
		if n == 0 {
			i.Take(i.Entries())
		}
		at, more = i.Next(at)
	}
	if i.Left() != 0 {
		t.Errorf("%d questions are left after all were asked", i.Left())
	}
}

// TestAgainCountsOn comes back to an agenda: what was settled stands before it, so that the
// next question has the number that follows, and what nobody has been asked behind it.
func TestAgainCountsOn(t *testing.T) {
	s := assess.Select(parseBanks(t, firstBank, secondBank))
	i := interview.New(s, nil)
	a1, a2, d1, d2 := assess.Ref{}, assess.Ref{Question: 1}, assess.Ref{Bank: 1}, assess.Ref{Bank: 1, Question: 1}
	i.Set(a1, assess.Entry{Choice: 1})
	i.Set(d1, assess.Entry{Choice: assess.Between(0, 1)})
	i.Set(d2, assess.Entry{Choice: assess.Between(0, 1)})
	for sitting, c := range []struct {
		agenda, queue []assess.Ref
		next          assess.Ref
	}{
		{[]assess.Ref{d2, d1}, []assess.Ref{a1, d2, d1, a2}, d2},
		{[]assess.Ref{d1}, []assess.Ref{a1, d2, d1, a2}, d1},
		{nil, []assess.Ref{a1, a2, d1, d2}, a2},
	} {
		i = interview.New(s, i.Entries())
		i.Again(c.agenda)
		if diff := cmp.Diff(c.queue, i.Queue()); diff != "" {
			t.Errorf("sitting %d: the queue (-want +got):\n%s", sitting, diff)
		}
		next, _ := i.Next(interview.Start())
		if next != c.next || i.Left() != len(c.agenda)+1 {
			t.Errorf("sitting %d: %v is asked with %d left, want %v with %d", sitting, next, i.Left(), c.next, len(c.agenda)+1)
		}
		i.Set(next, assess.Entry{Choice: 1})
	}
}
