// Package wizard is the interview: one question at a time, every answer kept
// before the next question appears, back without loss at any time.
//
// There are two ways of asking, with the same powers and the same keys: drawn
// on a terminal, and in lines for screen readers, dumb terminals and pipes. The
// state of the interview is interview.Interview; nothing here decides what is
// asked.
package wizard

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/interview"
	"collectiveimpact/samklar/questions"
	"collectiveimpact/samklar/questions/text"
	"collectiveimpact/samklar/report/phrase"
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

	// Record keeps an entry. The answer counts once it returns.
	Record func(ref assess.Ref, e assess.Entry) error

	part   int    // the bank last asked, counted from 1
	liveOn bool   // off at first, so as not to steer the room
	news   string // what the last answer brought about, to be said before the next question
}

// Kept says where the answers of an interview are kept.
type Kept struct {
	File      string // for messages; "" until the title is known
	Explained string // what was said of a lock before anything was drawn, or ""
	Namesake  string // a file that a new one could be meant to go on with, or ""
}

// End is how an interview ended.
type End uint8

// The ends of an interview.
const (
	Finished   End = iota // through the review
	Left                  // left by the user; all answers are kept
	InputEnded            // before the review; all answers are kept
)

// A Prompter asks. It returns an error where an answer could not be kept, or
// the context's where the interview was interrupted.
type Prompter interface {
	Run(ctx context.Context, s *Session) (End, error)
}

func (s *Session) question(ref assess.Ref) *questions.Question {
	return &s.Banks[ref.Bank].Questions[ref.Question]
}

// set records an entry and lets the interview go on from it.
func (s *Session) set(ref assess.Ref, e assess.Entry) error {
	if err := s.Record(ref, e); err != nil {
		return err
	}
	before := s.Interview.Result().Settled()
	s.Interview.Set(ref, e)
	s.news = ""
	if !before && s.Interview.Result().Settled() && s.Interview.Left() > 0 {
		s.news = s.settledNow()
	}
	return nil
}

// enter says which part begins where a question is of another bank than the one
// before, and what the last answer brought about.
func (s *Session) enter(ref assess.Ref) string {
	said := s.news
	s.news = ""
	if b := s.Banks[ref.Bank]; s.part != ref.Bank+1 && len(s.Banks) > 1 {
		if before := s.part - 1; before >= 0 {
			if r := &s.Interview.Result().Banks[before]; len(r.Codes) == 1 {
				step := assess.Step{Bank: before, Codes: r.Codes}
				said = strings.TrimSpace(said + " " + phrase.Fill(s.Phrases.LiveSettled, "codes", s.codes(step)))
			}
		}
		s.part = ref.Bank + 1
		part := phrase.Fill(s.Phrases.NextPart, "bank", b.Title, "about", b.About)
		said = strings.TrimSpace(said + " " + part)
	}
	return said
}

// settledNow says that the conclusion is settled, and why where a step of a tree
// was not passed.
func (s *Session) settledNow() string {
	c := &s.Interview.Result().Chains[0]
	last := c.Steps[len(c.Steps)-1]
	why := ""
	r := &s.Interview.Result().Banks[last.Bank]
	for i := range r.Nodes {
		if r.Nodes[i].Reachable && r.Nodes[i].Status == assess.Failed {
			why = phrase.Fill(s.Phrases.SettledWhy, "step", r.Bank.Nodes[i].Title, "status", s.Phrases.Failed)
		}
	}
	return phrase.Fill(s.Phrases.SettledNow, "codes", s.codes(last), "why", why, "left", strconv.Itoa(s.Interview.Left()))
}

// codes gives the endings that a step can still come to.
func (s *Session) codes(step assess.Step) string {
	endings := s.Banks[step.Bank].Endings
	titles := make([]string, len(step.Codes))
	for i, code := range step.Codes {
		titles[i] = s.Phrases.Quote(endings[code].Title)
	}
	return phrase.Join(titles, s.Phrases.Or)
}

// live says what can still come out, and how many answers can decide it.
func (s *Session) live() string {
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

// toggleLive switches the line that shows what can still come out.
func (s *Session) toggleLive() string {
	if s.liveOn = !s.liveOn; s.liveOn {
		return s.live()
	}
	return s.Phrases.LiveOff
}

// greetUnknowns is the number of questions that a greeting names.
const greetUnknowns = 3

// greeting says where the answers are kept; to somebody who comes back also when
// they stopped, how far they were and what was left unknown.
func (s *Session) greeting() []string {
	file := text.Line(s.File)
	if !s.Resumed {
		lines := []string{phrase.Fill(s.Phrases.Welcome, "file", file)}
		if s.Namesake != "" {
			lines = append(lines, phrase.Fill(s.Phrases.AlreadyThere, "file", text.Line(s.Namesake)))
		}
		return lines
	}
	left := s.Interview.Left()
	lines := []string{phrase.Fill(s.Phrases.WelcomeBack, "file", file, "when", s.Phrases.Moment(s.SavedAt),
		"answered", strconv.Itoa(len(s.Interview.Queue())-left), "left", strconv.Itoa(left))}
	var unknown []string
	for _, ref := range s.Interview.Queue() {
		if s.Interview.Entry(ref).Choice == assess.Unknown {
			unknown = append(unknown, s.question(ref).Ask)
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

// where says which bank and step a question belongs to.
func (s *Session) where(ref assess.Ref) string {
	b := s.Banks[ref.Bank]
	return phrase.Fill(s.Phrases.StepOf, "bank", b.Title, "step", b.Part(s.question(ref).Part).Title)
}

// left says how many questions are left at most.
func (s *Session) left() string {
	switch n := s.Interview.Left(); n {
	case 0:
		return s.Phrases.NoneLeft
	case 1:
		return s.Phrases.OneLeft
	default:
		return phrase.Fill(s.Phrases.AtMostLeft, "n", strconv.Itoa(n))
	}
}

// answer gives what is recorded for a question, in words; "" where nothing is.
func (s *Session) answer(ref assess.Ref) string {
	e, q := s.Interview.Entry(ref), s.question(ref)
	switch {
	case e.Stale != "":
		return phrase.Fill(s.Phrases.StaleAnswer, "level", text.Line(e.Stale))
	case e.Choice == assess.Unanswered:
		return ""
	case e.Choice == assess.Unknown:
		return s.Phrases.Unknown
	case e.Choice == assess.NotApplicable:
		return s.Phrases.NotApplies
	}
	low, high := e.Choice.Possible(q)
	if low == high {
		return q.Levels[low].Text
	}
	return phrase.Fill(s.Phrases.Between, "low", q.Levels[low].Text, "high", q.Levels[high].Text)
}

// overview lists every question: first those that are asked, then those that
// were answered and no longer are, then those that decide nothing.
func (s *Session) overview() []assess.Ref {
	return slices.Concat(s.Interview.Queue(), s.Interview.Rest(), s.Interview.Others())
}

// state says in a list what is recorded for a question, and whether it is no longer asked, but only kept.
func (s *Session) state(ref assess.Ref) string {
	now, aside, noted := s.answer(ref), s.Phrases.NoLonger, ""
	if now == "" {
		noted = s.noted(ref)
		now, aside = s.Phrases.NotAnswered, s.Phrases.NotDeciding1
	}
	if slices.Contains(s.Interview.Queue(), ref) {
		return now + noted
	}
	return now + " (" + aside + ")" + noted
}

// noted is what a question without an answer has all the same: the beginning of
// its note, or of its evidence.
func (s *Session) noted(ref assess.Ref) string {
	const most = 60
	switch e := s.Interview.Entry(ref); {
	case e.Note != "":
		return " – " + s.Phrases.NoteLabel + ": " + text.Line(clip(e.Note, most))
	case len(e.Evidence) > 0:
		return " – " + s.Phrases.EvidenceMark + ": " + text.Line(clip(e.Evidence[0], most))
	}
	return ""
}

// review lists the questions with those that nobody could answer first.
func (s *Session) review() (refs []assess.Ref, unknown int) {
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

// choice reads an answer typed in full: the place of a level in the list as
// shown, or its id.
func choice(q *questions.Question, typed string) (assess.Choice, bool) {
	if n, err := strconv.Atoi(typed); err == nil && n >= 1 && n <= len(q.Levels) {
		return assess.Choice(n - 1), true
	}
	i := q.Level(typed)
	return assess.Choice(i), i >= 0
}

// between reads two places of levels as shown, in either order: "2 3", "2-3" or
// "23".
func between(q *questions.Question, typed string) (assess.Choice, bool) {
	digits := strings.Map(func(r rune) rune {
		if strings.ContainsRune(" -–.,", r) {
			return -1
		}
		return r
	}, typed)
	if len(digits) != 2 {
		return 0, false
	}
	low, high := int(min(digits[0], digits[1]))-'1', int(max(digits[0], digits[1]))-'1'
	if low < 0 || low == high || high >= len(q.Levels) {
		return 0, false
	}
	return assess.Between(low, high), true
}

// twoNeeded says what a question lies between.
func (s *Session) twoNeeded(q *questions.Question) string {
	return phrase.Fill(s.Phrases.TwoNeeded, "n", strconv.Itoa(len(q.Levels)))
}

// chosen gives an entry with a level, keeping its note and evidence.
func chosen(e assess.Entry, c assess.Choice) assess.Entry {
	e.Choice, e.Stale = c, ""
	return e
}

// setAside gives an entry that does not apply, with the reason in its note.
func setAside(e assess.Entry, reason string) (assess.Entry, bool) {
	reason = strings.TrimSpace(reason)
	switch {
	case reason == "" && e.Note == "":
		return e, false
	case e.Note != "" && reason != "":
		e.Note += "\n" + reason
	case reason != "":
		e.Note = reason
	}
	return chosen(e, assess.NotApplicable), true
}

// refusal says why a typed text cannot be kept; "" where it can.
func (s *Session) refusal(text string) string {
	switch {
	case !utf8.ValidString(text):
		return s.Phrases.NotUTF8
	case utf8.RuneCountInString(text) > assess.MaxNote:
		return phrase.Fill(s.Phrases.TooLong, "n", strconv.Itoa(assess.MaxNote))
	}
	return ""
}
