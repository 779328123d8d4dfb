package form_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os/exec"
	"slices"
	"testing"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/interview"
	"collectiveimpact/samklar/questions"
	"collectiveimpact/samklar/questions/form"
	"collectiveimpact/samklar/report/phrase"
)

// A round is a form with answers to it, and which of its questions the engine asks then.
type round struct {
	Banks   json.RawMessage `json:"banks"`
	Answers [][]any         `json:"answers"`
	want    [][]bool
	said    string
}

// drawRound gives what a case knows already, answers the form of the rest by chance,
// and asks the engine.
func drawRound(t *testing.T, d *drawer, banks []*questions.Bank, known assess.Entries) round {
	t.Helper()
	s := assess.Select(banks)
	f := form.New(s, known, phrase.For("en"))
	data, err := f.BanksJSON()
	if err != nil {
		t.Fatal(err)
	}
	r, after := round{Banks: data}, make(assess.Entries)
	for id, entries := range known {
		after[id] = slices.Clone(entries)
	}
	for _, b := range f.Banks {
		answers := make([]any, len(b.Questions))
		for i, q := range b.Questions {
			given := d.choice(&questions.Question{Levels: q.Levels})
			at := b.Question(q.ID)
			low, high := given.Possible(&questions.Question{Levels: q.Levels})
			if given.Leveled() {
				answers[i] = []int{low, high}
			}
			first := q.Question.Level(q.Levels[0].ID)
			if after[b.ID] == nil {
				after[b.ID] = make([]assess.Entry, len(b.Bank.Questions))
				for q := range after[b.ID] {
					after[b.ID][q].Choice = assess.Unanswered
				}
			}
			after[b.ID][at] = assess.Entry{Choice: assess.Span(first+low, first+high)}
		}
		r.Answers = append(r.Answers, answers)
	}
	i := interview.New(s, after)
	for _, b := range f.Banks {
		want := []bool{}
		for _, q := range b.Questions {
			want = append(want, slices.Contains(i.Queue(), assess.Ref{Bank: s.Place(b.ID), Question: b.Question(q.ID)}))
		}
		r.want = append(r.want, want)
	}
	r.said = fmt.Sprint(after)
	return r
}

// TestAskedAsTheEngine draws banks, what is known of a case, and answers to the form of
// the rest: the script asks what the engine asks.
func TestAskedAsTheEngine(t *testing.T) {
	node := needs(t, "node")
	var rounds []round
	shipped, err := questions.NewLibrary("en").Select([]string{"when"}, true)
	if err != nil {
		t.Fatal(err)
	}
	for seed := range uint64(600) {
		d := newDrawer(seed)
		banks := shipped
		if seed%10 > 0 {
			banks = d.banks(t)
		}
		known := assess.Entries{}
		if seed%2 > 0 {
			known = d.entries(banks)
		}
		for range 4 {
			rounds = append(rounds, drawRound(t, d, banks, known))
		}
	}
	given, err := json.Marshal(rounds)
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(node, "-e", form.AskedScript()+`
const rounds = JSON.parse(require("fs").readFileSync(0, "utf8"));
console.log(JSON.stringify(rounds.map(({banks, answers}) => asked(banks, answers))));`)
	cmd.Stdin = bytes.NewReader(given)
	var said bytes.Buffer
	cmd.Stderr = &said
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v\n%s", err, said.String())
	}
	var got [][][]bool
	if err := json.Unmarshal(out, &got); err != nil {
		t.Fatal(err)
	}
	asked, hidden := 0, 0
	for i, r := range rounds {
		for b := range r.want {
			if !slices.Equal(got[i][b], r.want[b]) {
				t.Fatalf("round %d, bank %d: the script asks %v, want %v\n%s\n%s", i, b, got[i][b], r.want[b], r.Banks, r.said)
			}
			for _, asks := range r.want[b] {
				if asks {
					asked++
				} else {
					hidden++
				}
			}
		}
	}
	if asked < 5_000 || hidden < 5_000 {
		t.Errorf("%d questions are asked and %d are not; want many of both", asked, hidden)
	}
}
