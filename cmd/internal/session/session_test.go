package session_test

import (
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/interview"
	"collectiveimpact/samklar/cmd/internal/session"
	"collectiveimpact/samklar/questions"
	"collectiveimpact/samklar/report/phrase"
)

// A desk is a session that keeps its answers nowhere but in memory.
type desk struct {
	*session.Session
	now    time.Time
	kept   []session.Taken // before each change, and as it is now
	theirs *session.Taken  // what somebody else has written, to be taken in with the next record
}

// sit begins a session with banks: the shipped ones, or those for tests.
func sit(t *testing.T, lang string, ids ...string) *desk {
	t.Helper()
	lib := questions.NewLibrary(lang)
	if err := lib.AddAll(os.DirFS("../../../testdata/banks"), ""); err != nil {
		t.Fatal(err)
	}
	banks, err := lib.Select(ids, true)
	if err != nil {
		t.Fatal(err)
	}
	d := &desk{now: time.Date(2026, 3, 31, 9, 0, 0, 0, time.UTC)}
	d.Session = &session.Session{
		Interview: interview.New(assess.Select(banks), nil), Banks: banks, Phrases: phrase.For(lang),
		Given: assess.Case{Title: "Ours"}, Now: func() time.Time { return d.now },
	}
	d.kept = []session.Taken{{Case: d.Given, Entries: clone(d.Interview.Entries())}}
	d.Record = func(ref assess.Ref, e assess.Entry) error {
		now := d.last()
		if d.theirs != nil {
			d.kept = nil
			now = *d.theirs
		}
		now.Entries = clone(now.Entries)
		now.Entries[d.Banks[ref.Bank].ID][ref.Question] = e
		d.kept = append(d.kept, now)
		return nil
	}
	d.Amend = func(c assess.Case) error {
		d.kept = append(d.kept, session.Taken{Case: c, Entries: d.last().Entries})
		return nil
	}
	d.Undo = func() (*session.Taken, error) {
		if len(d.kept) < 2 {
			return nil, session.ErrNothing
		}
		d.kept = d.kept[:len(d.kept)-1]
		now := d.last()
		return &now, nil
	}
	d.Theirs = func() *session.Taken {
		if d.theirs == nil {
			return nil
		}
		d.theirs = nil
		now := d.last()
		return &now
	}
	return d
}

func (d *desk) last() session.Taken { return d.kept[len(d.kept)-1] }

func clone(entries assess.Entries) assess.Entries {
	all := make(assess.Entries)
	for id, e := range entries {
		all[id] = slices.Clone(e)
	}
	return all
}

// answers gives a question a choice, so long after what was before it.
func (d *desk) answers(t *testing.T, ref assess.Ref, c assess.Choice, after time.Duration) *session.Turn {
	t.Helper()
	d.now = d.now.Add(after)
	turn, err := d.Set(ref, session.Chosen(d.Interview.Entry(ref), c))
	if err != nil {
		t.Fatal(err)
	}
	return turn
}

// TestPace tells the time that is left once three answers have taken a minute: a
// break is no part of it, and an answer that is changed counts once.
func TestPace(t *testing.T) {
	type step struct {
		after time.Duration
		again bool // to the question before
	}
	for _, c := range []struct {
		name  string
		steps []step
		said  string
	}{
		{"two answers are too few", []step{{0, false}, {time.Minute, false}, {time.Minute, false}}, ""},
		{"a minute each", []step{{0, false}, {time.Minute, false}, {time.Minute, false}, {time.Minute, false}}, "about 45 min more"},
		{"too quick to be told", []step{{0, false}, {time.Second, false}, {time.Second, false}, {time.Second, false}}, ""},
		{"a break of an hour", []step{{0, false}, {time.Minute, false}, {time.Hour, false}, {time.Minute, false}, {time.Minute, false}}, "about 44 min more"},
		{"an answer changed", []step{{0, false}, {time.Minute, false}, {time.Minute, false}, {9 * time.Minute, true}, {time.Minute, false}}, ""},
		{"half minutes, rounded up", []step{{0, false}, {30 * time.Second, false}, {30 * time.Second, false}, {30 * time.Second, false}}, "about 23 min more"},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := sit(t, "en", questions.Default)
			at, choice := interview.Start(), assess.Unknown
			for _, step := range c.steps {
				if step.again {
					d.answers(t, at, assess.Between(0, 1), step.after)
					continue
				}
				at, _ = d.Interview.Next(at)
				d.answers(t, at, choice, step.after)
			}
			next, _ := d.Interview.Next(at)
			got := d.Progress(next)
			if c.said == "" && strings.Contains(got, " min ") || !strings.Contains(got, c.said) {
				t.Errorf("Progress = %q, want %q in it", got, c.said)
			}
		})
	}
}

// TestTurns answers at random, and changes answers. What is said of each follows from
// what was possible before and is now, as it is worked out here anew: a step that is
// settled, or was, has a turn; one that stays open says what it can no longer be; and
// nothing is said where nothing has changed.
func TestTurns(t *testing.T) {
	rng := rand.New(rand.NewPCG(14, 7))
	whole, narrower, still := 0, 0, 0
	for round := range 150 {
		d := sit(t, []string{"en", "da", "nl"}[round%3], questions.Default)
		good := rng.Float64()
		at := interview.Start()
		for range 40 {
			next, more := d.Interview.Next(at)
			if !more || rng.IntN(6) == 0 {
				queue := d.Interview.Queue()
				next = queue[rng.IntN(len(queue))]
			}
			at = next
			n := len(d.Question(at).Levels)
			c := assess.Choice(rng.IntN(n))
			switch x := rng.Float64(); {
			case x < good:
				c = assess.Choice(n - 1)
			case x > 0.9:
				c = assess.Unknown
			}
			before := path(d.Interview.Result())
			turn := d.answers(t, at, c, time.Minute)
			after := path(d.Interview.Result())
			was, is := apart(before, after)
			switch {
			case was == nil && is == nil:
				if still++; turn != nil {
					t.Fatalf("round %d: %v said to have turned, from %v to %v", round, *turn, before, after)
				}
			case turn == nil:
				t.Fatalf("round %d: nothing said, from %v to %v", round, before, after)
			case turn.Whole != (len(was) == 1 || len(is) == 1):
				t.Fatalf("round %d: whole %t, from %v to %v", round, turn.Whole, was, is)
			case turn.Whole:
				whole++
				said := d.SayTurn(turn)
				if said.Head == "" || len(said.Because) == 0 || !strings.Contains(said.Because[0], d.Question(at).Ask) || len(said.Next) == 0 {
					t.Fatalf("round %d: a turn says %+v", round, said)
				}
			default:
				narrower++
				said, endings := d.Narrower(turn), d.Banks[d.Interview.Result().Chains[0].Steps[len(after)-1].Bank].Endings
				for i := range endings {
					changed := slices.Contains(was, i) != slices.Contains(is, i)
					if strings.Contains(said, d.Phrases.Quote(endings[i].Title)) != changed {
						t.Fatalf("round %d: from %v to %v says %q", round, was, is, said)
					}
				}
			}
		}
	}
	if whole < 100 || narrower < 100 || still < 1000 {
		t.Errorf("%d turns, %d narrower, %d neither: the test looks at too little", whole, narrower, still)
	}
}

// path gives the codes of each step of the first conclusion.
func path(r *assess.Result) [][]int {
	var all [][]int
	for _, step := range r.Chains[0].Steps {
		all = append(all, append([]int{step.Bank}, step.Codes...))
	}
	return all
}

// apart gives the codes of the first step that differs; nil where none does. A step that was not there before and
// is open has not turned.
func apart(before, after [][]int) (was, is []int) {
	for i, step := range after {
		if i >= len(before) || before[i][0] != step[0] {
			if len(step) == 2 {
				return nil, step[1:]
			}
			return nil, nil
		}
		if !slices.Equal(before[i], step) {
			return before[i][1:], step[1:]
		}
	}
	return nil, nil
}

// TestSplitRooms has a room not agree, and agree later: what each side said stays.
func TestSplitRooms(t *testing.T) {
	for _, lang := range questions.Languages() {
		d := sit(t, lang, "strength")
		p, ref := d.Phrases, assess.Ref{}
		if _, err := d.Set(ref, assess.Entry{Choice: assess.Unanswered, Note: "before", Evidence: []string{"minutes"}}); err != nil {
			t.Fatal(err)
		}
		split := d.Disagreed(ref, assess.Between(0, 2), [2]string{" Jan: never ", "Fatima:\nalways"})
		levels := d.Question(ref).Levels
		want := "before\n" + p.SplitNote + "\n" + p.Quote(levels[0].Text) + " Jan: never\n" + p.Quote(levels[2].Text) + " Fatima:\nalways"
		if split.Note != want || split.Choice != assess.Between(0, 2) || len(split.Evidence) != 1 || !session.Split(split) {
			t.Errorf("%s: Disagreed = %+v, want the note %q", lang, split, want)
		}
		if said := d.Saying(ref, split); !strings.HasPrefix(said, strings.TrimSuffix(p.SplitLevel, "{between}")) {
			t.Errorf("%s: said of a split room: %q", lang, said)
		}
		doubt := assess.Entry{Choice: assess.Between(0, 2), Note: "we wonder"}
		if session.Split(doubt) || d.Saying(ref, doubt) == d.Saying(ref, split) {
			t.Errorf("%s: a room in doubt is said to be split", lang)
		}
		for _, c := range []assess.Choice{1, assess.Unknown, assess.NotApplicable, assess.Between(0, 1)} {
			e := session.Chosen(split, c)
			if session.Split(e) || e.Note != strings.Replace(want, p.SplitNote, p.SplitPast, 1) {
				t.Errorf("%s: agreed on %v, the note is %q", lang, c, e.Note)
			}
		}
		if e := session.Chosen(split, split.Choice); e.Note != want {
			t.Errorf("%s: confirmed as it is, the note is %q", lang, e.Note)
		}
		if _, err := d.Set(ref, split); err != nil {
			t.Fatal(err)
		}
		again := d.Disagreed(ref, assess.Between(1, 2), [2]string{"", ""})
		if strings.Count(again.Note, p.SplitNote) != 1 || !strings.HasSuffix(again.Note, "\n"+p.SplitNote) || !strings.Contains(again.Note, p.SplitPast) {
			t.Errorf("%s: not agreed once more, with no words: %q", lang, again.Note)
		}
	}
}

// TestTakeBack undoes whatever was done, a correction too, until there is nothing; and
// never what somebody else has written.
func TestTakeBack(t *testing.T) {
	d := sit(t, "en", "fit", "strength")
	ref := assess.Ref{}
	if u, err := d.TakeBack(); !u.Nothing || err != nil {
		t.Errorf("TakeBack of nothing = %+v, %v", u, err)
	}
	d.answers(t, ref, 1, 0)
	c := d.Given
	c.Place = "Herning"
	if err := d.Correct(c); err != nil || d.Given.Place != "Herning" {
		t.Fatalf("Correct = %v, %+v", err, d.Given)
	}
	d.answers(t, ref, assess.Unknown, 0)
	if u, err := d.TakeBack(); err != nil || u.Ref != ref || u.OfCase || d.Interview.Entry(ref).Choice != 1 || d.Given.Place != "Herning" {
		t.Errorf("TakeBack = %+v, %v, with %v in %q", u, err, d.Interview.Entry(ref).Choice, d.Given.Place)
	}
	if u, err := d.TakeBack(); err != nil || !u.OfCase || d.Given.Place != "" || d.Interview.Entry(ref).Choice != 1 {
		t.Errorf("TakeBack of a correction = %+v, %v, with %q", u, err, d.Given.Place)
	}
	if u, err := d.TakeBack(); err != nil || u.OfCase || d.Interview.Entry(ref).Choice != assess.Unanswered {
		t.Errorf("TakeBack of the first answer = %+v, %v", u, err)
	}
	theirs := session.Taken{Case: assess.Case{Title: "Theirs"}, Entries: clone(d.last().Entries)}
	theirs.Entries["strength"][0].Choice = 2
	d.theirs = &theirs
	turn := d.answers(t, ref, 0, 0)
	if turn == nil || d.Given.Title != "Theirs" || d.Interview.Entry(assess.Ref{Bank: 1}).Choice != 2 || d.Interview.Entry(ref).Choice != 0 || !d.TakenIn() || d.TakenIn() {
		t.Errorf("theirs is not taken in, once, beside ours: %+v, %+v", d.Given, d.Interview.Entries())
	}
	d.kept = d.kept[len(d.kept)-1:] // the file knows of nothing before
	if u, err := d.TakeBack(); err != nil || !u.Nothing || d.Interview.Entry(ref).Choice != 0 {
		t.Errorf("TakeBack where there is nothing = %+v, %v", u, err)
	}
}
