// Package session is what is said and kept in an interview, however it is asked: what
// an answer turns, how far one is and how fast, what stands where, and what can be
// taken back. It draws nothing and reads no keys; what it says goes to whoever asks.
package session

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/interview"
	"collectiveimpact/samklar/questions"
	"collectiveimpact/samklar/questions/text"
	"collectiveimpact/samklar/report/phrase"
	"collectiveimpact/samklar/report/reasons"
)

// A Session is what an interview needs from outside.
type Session struct {
	Interview *interview.Interview
	Banks     []*questions.Bank
	Phrases   *phrase.Phrases
	Kept      // where the answers are
	Resumed   bool
	SavedAt   time.Time // of what is gone on with

	// Given is what is known of the case and not asked. Where it has no title, that
	// is asked first and handed to Begin, which says where the answers are kept from
	// then on.
	Given assess.Case
	Begin func(assess.Case) (Kept, error)

	// Record keeps an entry. The answer counts once it returns. Where somebody else
	// has given the same question another answer it returns a Conflict; to record it
	// once more then puts it in the place of theirs.
	Record func(ref assess.Ref, e assess.Entry) error
	Undo   func() (*Taken, error)  // takes back what was kept last, and gives what is recorded then; ErrNothing where there is nothing
	Amend  func(assess.Case) error // corrects what is said of the case
	Theirs func() *Taken           // where keeping something has taken in changes of somebody else's; else nil

	Now func() time.Time // for the pace; nil where none is kept

	// Heard says how far the voices on a question are apart, and how many stand on each
	// level, in words; nil where there are none.
	Heard func(ref assess.Ref) (said string, levels []string)

	Unconfirmed []string // what was chosen and not confirmed at the end, in words

	pace   pace
	part   int      // the bank last asked, counted from 1
	LiveOn bool     // off at first, so as not to steer the room
	done   []Undone // what can be taken back
	taken  bool     // changes of somebody else's, and nobody has been told yet
}

// Unsaved is an error after which recording can be tried again.
type Unsaved struct{ Err error }

func (e *Unsaved) Error() string { return e.Err.Error() }

// Unwrap gives the error itself.
func (e *Unsaved) Unwrap() error { return e.Err }

// A Conflict is an answer that somebody else has given meanwhile.
type Conflict struct{ Theirs assess.Entry }

// Error says so, for where nobody can be asked.
func (*Conflict) Error() string {
	return "somebody else has answered this question otherwise meanwhile"
}

// Kept says where the answers of an interview are kept.
type Kept struct {
	File      string // for messages; "" until the title is known
	Explained string // what was said of a lock before anything was drawn, or ""
	Namesake  string // a file that a new one could be meant to go on with, or ""
}

// Untitled reports whether it has to be asked first which case it is.
func (s *Session) Untitled() bool { return s.Given.Title == "" }

// Voices says how far the voices on a question are apart; "" where there are none.
func (s *Session) Voices(ref assess.Ref) string {
	if s.Heard == nil {
		return ""
	}
	said, _ := s.Heard(ref)
	return said
}

// Level gives the text of a level, with the voices on it.
func (s *Session) Level(ref assess.Ref, level int) string {
	told := s.Question(ref).Levels[level].Text
	if s.Heard == nil {
		return told
	}
	if _, levels := s.Heard(ref); level < len(levels) && levels[level] != "" {
		told += " – " + levels[level]
	}
	return told
}

// Question gives the question that a reference names.
func (s *Session) Question(ref assess.Ref) *questions.Question {
	return &s.Banks[ref.Bank].Questions[ref.Question]
}

// Set records an entry and lets the interview go on from it. It gives what that has
// turned, or nil.
func (s *Session) Set(ref assess.Ref, e assess.Entry) (*Turn, error) {
	if len(e.Evidence) == 0 {
		e.Evidence = nil // of a list that was emptied
	}
	if same(s.Interview.Entry(ref), e) {
		return nil, nil
	}
	was, left := s.Interview.Entry(ref), s.Interview.Left()
	if err := s.Record(ref, e); err != nil {
		return nil, err
	}
	if s.TakeTheirs() { // with ours in it
		s.Interview.Set(ref, was)
	}
	before := s.Interview.Result()
	s.done = append(s.done, Undone{Ref: ref})
	s.Interview.Set(ref, e)
	if was.Choice == assess.Unanswered && e.Choice != was.Choice && s.Now != nil {
		s.pace.tick(s.Now())
	}
	t := turned(ref, before, s.Interview.Result())
	if t != nil {
		t.left = left
	}
	return t, nil
}

func same(a, b assess.Entry) bool {
	return a.Choice == b.Choice && a.Note == b.Note && a.Stale == b.Stale && slices.Equal(a.Evidence, b.Evidence)
}

// Within notes that one knows already which part one is in.
func (s *Session) Within(ref assess.Ref) { s.part = ref.Bank + 1 }

// Enter says which part begins where a question is of another bank than the one
// before.
func (s *Session) Enter(ref assess.Ref) string {
	if s.part == ref.Bank+1 {
		return ""
	}
	s.Within(ref)
	b := s.Banks[ref.Bank]
	return phrase.Fill(s.Phrases.NextPart, "bank", b.Title, "about", b.About)
}

// codes gives the endings that a step can still come to.
func (s *Session) codes(step assess.Step) string { return s.titles(step, s.Phrases.Or) }

// titles gives the endings of a step in a row, with a word before the last.
func (s *Session) titles(step assess.Step, last string) string {
	endings := s.Banks[step.Bank].Endings
	titles := make([]string, len(step.Codes))
	for i, code := range step.Codes {
		titles[i] = s.Phrases.Quote(endings[code].Title)
	}
	return phrase.Join(titles, last)
}

// Live says what can still come out, and how many answers can decide it.
func (s *Session) Live() string {
	r := s.Interview.Result()
	if len(r.Chains) == 0 {
		return s.Phrases.HeardNote
	}
	c := &r.Chains[0]
	if c.OpenStep < 0 {
		return phrase.Fill(s.Phrases.LiveSettled, "codes", s.codes(c.Steps[len(c.Steps)-1]))
	}
	return phrase.Fill(s.Phrases.Live, "codes", s.codes(c.Steps[c.OpenStep]), "n", strconv.Itoa(len(c.Pivotal)))
}

// ToggleLive switches the line that shows what can still come out.
func (s *Session) ToggleLive() string {
	if s.LiveOn = !s.LiveOn; s.LiveOn {
		return phrase.Fill(s.Phrases.LiveOn, "live", s.Live())
	}
	return s.Phrases.LiveOff
}

// greetUnknowns is the number of questions that a greeting names.
const greetUnknowns = 3

// Greeting says where the answers are kept; to somebody who comes back also when
// they stopped, how far they were and what was left unknown.
func (s *Session) Greeting() []string {
	file := text.Line(s.File)
	if !s.Resumed {
		lines := []string{phrase.Fill(s.Phrases.Welcome, "file", file)}
		if s.Namesake != "" {
			lines = append(lines, phrase.Fill(s.Phrases.AlreadyThere, "file", text.Line(s.Namesake)))
		}
		return lines
	}
	answered, deciding := s.answered()
	back := phrase.Fill(s.Phrases.WelcomeBack, "file", file, "when", s.Phrases.Moment(s.SavedAt), "answered", strconv.Itoa(answered))
	if deciding < answered {
		back += " " + phrase.Fill(s.Phrases.OfThemDecide, "n", strconv.Itoa(deciding))
	}
	lines := []string{back + " " + s.StillLeft()}
	var unknown []string
	for _, ref := range s.Interview.Queue() {
		if s.Interview.Entry(ref).Choice == assess.Unknown {
			unknown = append(unknown, s.Question(ref).Ask)
		}
	}
	if len(unknown) > 0 {
		more := ""
		if n := len(unknown) - greetUnknowns; n > 0 {
			unknown, more = unknown[:greetUnknowns], " (+"+strconv.Itoa(n)+")"
		}
		lines = append(lines, phrase.Fill(s.Phrases.GreetUnknown, "questions", strings.Join(unknown, " ")+more))
	}
	return lines
}

// answered counts the answers that are there, and those of them that are asked for now.
func (s *Session) answered() (all, deciding int) {
	deciding = len(s.Interview.Queue()) - s.Interview.Left()
	return deciding + len(s.Interview.Rest()), deciding
}

// Where says which bank and step a question belongs to.
func (s *Session) Where(ref assess.Ref) string {
	b, part := s.Banks[ref.Bank], s.Question(ref).Part
	return phrase.Fill(s.Phrases.StepOf, "bank", b.Title, "x", strconv.Itoa(part+1), "y", strconv.Itoa(len(b.Parts())), "step", b.Part(part).Title)
}

// Intro says how it goes, and which parts there are.
func (s *Session) Intro() string {
	var titles []string
	for _, b := range s.Banks {
		titles = append(titles, s.Phrases.Quote(b.Title))
	}
	if len(titles) == 1 {
		return s.Phrases.Intro
	}
	return s.Phrases.Intro + " " + phrase.Fill(s.Phrases.IntroParts, "banks", phrase.Join(titles, s.Phrases.And))
}

// Left says how many questions are left at most.
func (s *Session) Left() string {
	switch n := s.Interview.Left(); n {
	case 0:
		return s.Phrases.NoneLeft
	case 1:
		return s.Phrases.OneLeft
	default:
		return phrase.Fill(s.Phrases.AtMostLeft, "n", strconv.Itoa(n))
	}
}

// StillLeft says in a sentence how many questions are left at most.
func (s *Session) StillLeft() string {
	switch n := s.Interview.Left(); n {
	case 0:
		return s.Phrases.ThenNone
	case 1:
		return s.Phrases.ThenOne
	default:
		return phrase.Fill(s.Phrases.ThenOn, "n", strconv.Itoa(n))
	}
}

// Answer gives what is recorded for a question, in words; "" where nothing is.
func (s *Session) Answer(ref assess.Ref) string { return s.Saying(ref, s.Interview.Entry(ref)) }

// Saying puts an entry in words; "" where it says nothing.
func (s *Session) Saying(ref assess.Ref, e assess.Entry) string {
	q := s.Question(ref)
	switch {
	case e.Stale != "":
		return phrase.Fill(s.Phrases.StaleAnswer, "level", text.Line(e.Stale))
	case e.Choice == assess.Unanswered:
		return ""
	}
	said := reasons.Level(s.Phrases, q, e.Choice)
	if Split(e) {
		return phrase.Fill(s.Phrases.SplitLevel, "between", said)
	}
	return said
}

// Overview lists every question: first those that are asked, then those that
// were answered and no longer are, then those that decide nothing.
func (s *Session) Overview() []assess.Ref {
	return slices.Concat(s.Interview.Queue(), s.Interview.Rest(), s.Interview.Others())
}

// State says in a list what is recorded for a question, and whether it is no longer asked, but only kept.
func (s *Session) State(ref assess.Ref) string {
	now, aside, noted := s.Answer(ref), s.Phrases.NoLonger, s.noted(ref)
	if now == "" {
		now, aside = s.Phrases.NotAnswered, s.Phrases.NotDeciding1
	}
	if slices.Contains(s.Interview.Queue(), ref) {
		return now + noted
	}
	return now + " (" + aside + ")" + noted
}

// noted is what a question has beside its answer: the beginning of its note, or of
// its evidence.
func (s *Session) noted(ref assess.Ref) string {
	const most = 60
	switch e := s.Interview.Entry(ref); {
	case e.Note != "":
		return " – " + s.Phrases.NoteLabel + ": " + text.Line(Clip(e.Note, most))
	case len(e.Evidence) > 0:
		return " – " + s.Phrases.EvidenceMark + ": " + text.Line(Clip(e.Evidence[0], most))
	}
	return ""
}

// Review lists the questions with those that nobody could answer first.
func (s *Session) Review() (refs []assess.Ref, unknown int) {
	var known []assess.Ref
	for _, ref := range slices.Concat(s.Interview.Queue(), s.Interview.Rest()) {
		if s.Interview.Entry(ref).Choice == assess.Unknown {
			refs = append(refs, ref)
		} else {
			known = append(known, ref)
		}
	}
	return append(refs, known...), len(refs)
}
