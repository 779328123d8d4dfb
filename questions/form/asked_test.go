package form_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/bits"
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
	settles [][]bool // where it is asked: whether an answer to it may settle something
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
		r.want, r.settles = append(r.want, want), append(r.settles, settling(&b, after[b.ID]))
	}
	r.said = fmt.Sprint(after)
	return r
}

// settling tells of which questions of a form an answer may settle something: of a scale
// all; of a tree those by which alone, in some completion, their node passes or fails.
func settling(b *form.Bank, entries []assess.Entry) []bool {
	settles := make([]bool, len(b.Questions))
	if b.Kind != questions.Tree {
		for i := range settles {
			settles[i] = true
		}
		return settles
	}
	for n, part := range b.Bank.Parts() {
		counting := slices.DeleteFunc(slices.Clone(part.Questions), func(q int) bool { return !b.Bank.Questions[q].Counts })
		for answers := range 1 << len(counting) { // a bit for each that passes
			if !possible(b.Bank, counting, entries, answers) {
				continue
			}
			for i, q := range counting {
				if other := answers ^ 1<<i; possible(b.Bank, counting, entries, other) && passes(b.Bank, n, counting, answers) != passes(b.Bank, n, counting, other) {
					if at := slices.IndexFunc(b.Questions, func(asked form.Question) bool { return asked.ID == b.Bank.Questions[q].ID }); at >= 0 {
						settles[at] = true
					}
				}
			}
		}
	}
	return settles
}

func possible(b *questions.Bank, counting []int, entries []assess.Entry, answers int) bool {
	for i, q := range counting {
		low, high := entries[q].Choice.Possible(&b.Questions[q])
		if answers>>i&1 == 1 && high < b.Questions[q].Passes || answers>>i&1 == 0 && low >= b.Questions[q].Passes {
			return false
		}
	}
	return true
}

func passes(b *questions.Bank, node int, counting []int, answers int) bool {
	for i, q := range counting {
		if b.Questions[q].Must && answers>>i&1 == 0 {
			return false
		}
	}
	return bits.OnesCount(uint(answers)) >= b.Nodes[node].Needs //nolint:gosec // never negative
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
	var got [][][]int
	if err := json.Unmarshal(out, &got); err != nil {
		t.Fatal(err)
	}
	asked, hidden, settling := 0, 0, 0
	for i, r := range rounds {
		for b := range r.want {
			asks := make([]bool, len(got[i][b]))
			for q := range asks {
				asks[q] = got[i][b][q] > 0
			}
			if !slices.Equal(asks, r.want[b]) {
				t.Fatalf("round %d, bank %d: the script asks %v, want %v\n%s\n%s", i, b, got[i][b], r.want[b], r.Banks, r.said)
			}
			for q, asks := range r.want[b] {
				if asks {
					asked++
				} else {
					hidden++
				}
				if settles := got[i][b][q] == 2; asks && settles != r.settles[b][q] {
					t.Fatalf("round %d, bank %d, question %d: the script says that an answer may settle something: %v, want %v\n%s\n%s", i, b, q, settles, r.settles[b][q], r.Banks, r.said)
				} else if settles {
					settling++
				}
			}
		}
	}
	if asked < 5_000 || hidden < 5_000 || settling < 2_000 || asked-settling < 2_000 {
		t.Errorf("%d questions are asked, of which %d may settle something, and %d are not; want many of each", asked, settling, hidden)
	}
}
