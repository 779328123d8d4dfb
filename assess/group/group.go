// Package group makes the voices on one case into one: what they agree on, what
// their answers lie between where they differ, which of their differences decide, and
// what nobody knows.
//
// It is as pure as package assess, whose rules it asks. What it says comes out does so
// whichever voice is right on each question; nobody is outvoted, and nothing is
// averaged.
package group

import (
	"slices"
	"strings"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/paths"
	"collectiveimpact/samklar/questions"
)

// A Person is one who has answered.
type Person struct {
	assess.Respondent
	Role    string // one of questions.Who, or "": none of them
	Entries assess.Entries
}

// A Say is what a voice, or the whole group, says of a question.
type Say struct {
	assess.Choice
	Doubts bool // some say that it does not apply, and others give levels
}

// hasSay reports whether it takes part in the answer: it gives levels, or says that the
// question does not apply.
func (s Say) hasSay() bool { return s.Leveled() || s.Choice == assess.NotApplicable || s.Doubts }

// A Voice is one of those who are heard: an organisation, however many of its people
// have answered, or a person.
type Voice struct {
	Name   string // of the organisation, or of the person; "" where nobody has said
	People []int  // by place in Group.People
}

// A Word says how far the voices on a question are from each other.
type Word uint8

// The words.
const (
	Silent   Word = iota // no voice has a say
	AllSame              // all the same
	Next                 // next to each other
	Apart                // two levels apart, or more
	BothEnds             // the lowest level, and the highest
)

// String gives the word as it stands in a file.
func (w Word) String() string {
	return [...]string{"silent", "same", "next", "apart", "both-ends"}[w]
}

// A Place is where a question stands among what is to be talked about.
type Place uint8

// The places.
const (
	Agreed  Place = iota // one answer, or a question that is not asked
	Decides              // its answer can change where the conclusion stands open
	Later                // it may come to decide, in a bank behind the open step
	Wide                 // apart, at both ends, or in doubt whether it applies; decides nothing
	Near                 // another difference that decides nothing
	Nobody               // no voice has a say
)

// String gives the place as it stands in a file.
func (p Place) String() string {
	return [...]string{"agreed", "decides", "later", "wide", "near", "nobody"}[p]
}

// A Question is what the voices say of one question.
type Question struct {
	assess.Ref
	Says   []Say // by voice
	Stale  []bool
	Answer Say // of the group
	Word   Word
	Lone   bool // one voice stands two levels or more from all others
	Place  Place
	Weighs bool // it can change where the conclusion stands open, whether or not anybody knows
}

// Differ reports whether voices differ on it.
func (q *Question) Differ() bool { return q.Answer.Doubts || q.Word > AllSame }

// A Group is the voices of one case as one.
type Group struct {
	People    []Person
	Voices    []Voice
	Questions []Question // in the order of banks and questions
	Agenda    []int      // places in Questions: what decides, in the order in which asking settles most; then the rest by place
	Missing   []string   // of questions.Who: those who have no voice; partners are all who have one
	Roleless  int        // voices of which no such role is known
	Result    *assess.Result
}

// Of makes people's answers into one.
func Of(s *assess.Selection, people []Person) *Group {
	g := &Group{People: people, Voices: voices(people)}
	answers := make([][]Say, len(s.Banks))
	for i, b := range s.Banks {
		for q := range b.Questions {
			one := g.question(b, assess.Ref{Bank: i, Question: q})
			answers[i] = append(answers[i], one.Answer)
			g.Questions = append(g.Questions, one)
		}
	}
	g.Result = result(s, answers)
	g.agree(s)
	g.roles()
	return g
}

// Same reports whether two are one respondent: of one name, in one organisation. Those whom
// nobody has named may be two.
func Same(a, b assess.Respondent) bool { return Named(a) && identity(a) == identity(b) }

// Named reports whether it is said who somebody is.
func Named(r assess.Respondent) bool { return Fold(r.Name) != "" }

// identity tells those who are named apart.
func identity(r assess.Respondent) string { return Fold(r.Name) + "\n" + Fold(r.Organisation) }

// Fold is a name, a title or a role whatever its blanks and capitals.
func Fold(name string) string { return strings.ToLower(strings.Join(strings.Fields(name), " ")) }

// voices puts those of one organisation together; where all are of one, each is a voice.
func voices(people []Person) []Voice {
	of := make(map[string]int)
	for i := range people {
		of[Fold(people[i].Organisation)]++
	}
	var all []Voice
	at := make(map[string]int)
	for i := range people {
		who := &people[i]
		organisation := Fold(who.Organisation)
		place, there := at[organisation]
		switch {
		case organisation == "" || of[organisation] == len(people):
			all = append(all, Voice{Name: who.Name, People: []int{i}})
		case there:
			all[place].People = append(all[place].People, i)
		default:
			at[organisation] = len(all)
			all = append(all, Voice{Name: who.Organisation, People: []int{i}})
		}
	}
	return all
}

// question says what the voices say of a question.
func (g *Group) question(b *questions.Bank, ref assess.Ref) Question {
	q := &b.Questions[ref.Question]
	one := Question{Ref: ref, Says: make([]Say, len(g.Voices)), Stale: make([]bool, len(g.Voices))}
	for v, voice := range g.Voices {
		var said []Say
		for _, i := range voice.People {
			e := assess.Entry{Choice: assess.Unanswered}
			if all := g.People[i].Entries[b.ID]; all != nil {
				e = all[ref.Question]
			}
			said = append(said, Say{Choice: e.Choice})
			one.Stale[v] = one.Stale[v] || e.Stale != ""
		}
		one.Says[v] = together(q, said)
		one.Stale[v] = one.Stale[v] && !one.Says[v].hasSay()
	}
	one.Answer = answer(q, one.Says)
	one.Word = word(q, one.Says)
	one.Lone = lone(q, one.Says)
	return one
}

// answer is what voices come to: open over all levels where some say that it does not
// apply, and others give levels.
func answer(q *questions.Question, said []Say) Say {
	all := together(q, said)
	if all.Doubts {
		all.Choice = assess.Unknown
	}
	return all
}

// result is what answers by bank and question come to.
func result(s *assess.Selection, answers [][]Say) *assess.Result {
	sheets, doubts := make([]assess.Sheet, len(s.Banks)), make([][]int, len(s.Banks))
	for i := range s.Banks {
		sheets[i] = make(assess.Sheet, len(answers[i]))
		for q, a := range answers[i] {
			sheets[i][q] = a.Choice
			if a.Doubts {
				doubts[i] = append(doubts[i], q)
			}
		}
	}
	return paths.Evaluate(s, sheets, doubts)
}

// together is the span of those who give levels. Unknown, unanswered and stale have no
// say; it does not apply where all who have one agree that it does not.
func together(q *questions.Question, said []Say) Say {
	all := Say{Choice: assess.Unanswered}
	low, high, leveled, not := len(q.Levels), -1, false, false
	for _, s := range said {
		if s.Choice == assess.Unknown && !s.Doubts {
			all.Choice = assess.Unknown
		}
		if s.Leveled() {
			from, to := s.Possible(q)
			low, high, leveled = min(low, from), max(high, to), true
		}
		not = not || s.Choice == assess.NotApplicable
		all.Doubts = all.Doubts || s.Doubts
	}
	switch {
	case leveled:
		all.Choice, all.Doubts = assess.Span(low, high), all.Doubts || not
	case not:
		all.Choice = assess.NotApplicable
	}
	return all
}

// word says how far apart those are who give levels; whether all think that the question
// applies is another matter.
func word(q *questions.Question, said []Say) Word {
	low, high, alike, w := len(q.Levels), -1, true, Silent
	var first assess.Choice
	for _, s := range said {
		if s.hasSay() {
			w = AllSame
		}
		if !s.Leveled() {
			continue
		}
		if high < 0 {
			first = s.Choice
		}
		alike = alike && s.Choice == first
		from, to := s.Possible(q)
		low, high = min(low, from), max(high, to)
	}
	switch {
	case alike:
		return w
	case low == 0 && high == len(q.Levels)-1:
		return BothEnds
	case high-low >= 2:
		return Apart
	}
	return Next
}

// lone reports whether one of at least three voices is two levels or more from all
// others.
func lone(q *questions.Question, said []Say) bool {
	leveled := slices.DeleteFunc(slices.Clone(said), func(s Say) bool { return !s.Leveled() })
	if len(leveled) < 3 {
		return false
	}
	for i, s := range leveled {
		low, high := s.Possible(q)
		far := true
		for j, other := range leveled {
			from, to := other.Possible(q)
			far = far && (i == j || from-high >= 2 || low-to >= 2)
		}
		if far {
			return true
		}
	}
	return false
}

// roles says who has no voice.
func (g *Group) roles() {
	there := make(map[string]bool)
	for _, v := range g.Voices {
		known := false
		for _, i := range v.People {
			there[g.People[i].Role] = true
			known = known || g.People[i].Role != ""
		}
		if !known {
			g.Roleless++
		}
	}
	for _, who := range questions.Who() {
		if !there[who] && who != "partners" {
			g.Missing = append(g.Missing, who)
		}
	}
}
