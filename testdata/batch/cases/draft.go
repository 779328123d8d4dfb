package cases

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"

	"collectiveimpact/samklar/questions"
)

// A draft is what a case says, before it is laid out as text.
type draft struct {
	fault        Fault
	words        *words
	format       int
	title        string
	place        string
	asOf         string
	organisation string // of the respondent; "" where none is named
	role         string
	versions     bool // the versions of the banks are given
	sheets       []sheet
}

type sheet struct {
	bank    *questions.Bank
	answers []answer
}

type answer struct {
	question *questions.Question
	level    string // "" where only a note is given
	list     bool   // the level stands in a list, which is an error
	note     []string
	evidence []string
}

// A temper is what a group of people is like who answer: how far they are, how
// much they know and how much they write.
type temper struct {
	strength float64 // about 0 to 1, for each bank anew
	unknown  float64 // share of the answers
	missing  float64
	stops    float64 // the share of the questions after which they stopped
	notes    float64
	evidence float64
}

func temperOf(r *rand.Rand) temper {
	t := temper{stops: 1, notes: 0.10 + 0.38*r.Float64(), evidence: 0.02 + 0.22*r.Float64()}
	switch n := r.IntN(100); {
	case n < 30: // all answered
	case n < 85:
		t.unknown, t.missing = 0.08, 0.04
	case n < 95:
		t.unknown, t.missing = 0.25, 0.15
	default:
		t.stops, t.unknown = 0.4+0.5*r.Float64(), 0.05
	}
	return t
}

func (m *Maker) draft(r *rand.Rand, number int) *draft {
	d := &draft{fault: m.fault(r), format: 1, versions: r.IntN(10) > 0}
	named := number
	if number > 0 && r.IntN(80) == 0 {
		named = r.IntN(number) // a title that another case has too
	}
	d.words, d.title, d.place = m.title(named)
	if d.fault == NotUTF8 {
		d.place = d.words.accented
	}
	d.asOf = fmt.Sprintf("%d-%02d-%02d", 2022+r.IntN(5), 1+r.IntN(12), 1+r.IntN(28))
	if r.IntN(6) == 0 {
		d.asOf = d.asOf[:7]
	}
	if r.IntN(3) > 0 {
		d.organisation, d.role = one(r, d.words.organisations), one(r, roles)
	}
	t := temperOf(r)
	for i, b := range m.banks {
		if i > 0 && t.stops < 1 && r.IntN(2) == 0 {
			break // they never came to it
		}
		t.strength = 0.3 + 0.75*r.Float64()
		d.sheets = append(d.sheets, sheet{b, d.answer(r, t, b)})
	}
	if d.fault != Good {
		d.spoil(r)
	}
	return d
}

// title gives a case's language, title and place. It draws from a stream of its
// own, so that another case can have the same title.
func (m *Maker) title(number int) (w *words, title, place string) {
	r := m.random(number, titles)
	w = &languages[r.IntN(len(languages))]
	place = one(r, w.places)
	return w, fmt.Sprintf("%s, %s (%s %d)", one(r, w.themes), place, w.number, number+1), place
}

// answer answers the questions of a bank, the first one always.
func (d *draft) answer(r *rand.Rand, t temper, b *questions.Bank) []answer {
	var answers []answer
	for i := range b.Questions {
		if float64(i) > t.stops*float64(len(b.Questions)) {
			break
		}
		if i > 0 && r.Float64() < t.missing {
			continue
		}
		q := &b.Questions[i]
		a := answer{question: q, level: level(r, t, q)}
		if r.Float64() < t.notes {
			a.note = d.words.note(r)
		}
		if r.Float64() < t.evidence {
			a.evidence = d.words.evidence(r)
		}
		if a.level == "unknown" && len(a.note) > 0 && r.IntN(2) == 0 {
			a.level = "" // a note alone says the same
		}
		answers = append(answers, a)
	}
	return answers
}

// level gives a level near the strength of a case.
func level(r *rand.Rand, t temper, q *questions.Question) string {
	if r.Float64() < t.unknown {
		return "unknown"
	}
	top := float64(len(q.Levels) - 1)
	place := math.Round((t.strength + 0.22*r.NormFloat64()) * top)
	return q.Levels[int(min(max(place, 0), top))].ID
}

// spoil puts a fault into what a case says.
func (d *draft) spoil(r *rand.Rand) {
	s := &d.sheets[r.IntN(len(d.sheets))]
	at := r.IntN(len(s.answers))
	switch d.fault {
	case UnknownLevel:
		wrong := one(r, []string{"maybe", "yess", "9", "half"})
		if s.answers[at].question.Level(wrong) >= 0 {
			wrong += "?"
		}
		s.answers[at].level = wrong
	case DuplicateKey:
		again := s.answers[at]
		again.level = "unknown"
		s.answers = slices.Insert(s.answers, at+r.IntN(len(s.answers)-at)+1, again)
	case WrongType:
		s.answers[at].level, s.answers[at].list = s.answers[at].question.Levels[0].ID, true
	case NewerFormat:
		d.format = 2
	default: // happens to the text as a whole
	}
}

// note gives one to three neighbouring sentences of the list, taken as a ring.
func (w *words) note(r *rand.Rand) []string {
	sentences := make([]string, 1+min(r.IntN(3), r.IntN(3)))
	from := r.IntN(len(w.notes))
	for i := range sentences {
		sentence := w.notes[(from+i)%len(w.notes)]
		sentences[i] = strings.ReplaceAll(sentence, "{n}", strconv.Itoa(2+r.IntN(60)))
	}
	return sentences
}

// evidence gives one or two addresses or titles.
func (w *words) evidence(r *rand.Rand) []string {
	pieces := make([]string, 1+r.IntN(2))
	for i := range pieces {
		switch r.IntN(4) {
		case 0:
			pieces[i] = fmt.Sprintf("%s 202%d-%02d-%02d", w.minutes, 2+r.IntN(5), 1+r.IntN(12), 1+r.IntN(28))
		case 1:
			pieces[i] = fmt.Sprintf("https://example.org/docs?id=%d&page=%d#part-%d", r.IntN(10_000), 1+r.IntN(40), 1+r.IntN(9))
		default:
			pieces[i] = fmt.Sprintf("https://example.org/%s/%d", one(r, folders), 100+r.IntN(9000))
		}
	}
	return pieces
}
