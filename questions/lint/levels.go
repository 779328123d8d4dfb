package lint

import (
	"fmt"
	"slices"
	"strings"

	"collectiveimpact/samklar/questions"
)

// A voicing is the bank in one language, with the file that its texts stand in.
type voicing struct {
	*questions.Bank
	file  string
	place func(id string) questions.Pos
}

// voicings gives the bank in each language it speaks, its own first.
func (c *checker) voicings() []voicing {
	all := []voicing{{c.bank, c.bank.File, c.bank.Place}}
	for _, o := range c.overlays {
		all = append(all, voicing{c.bank.With(o), o.File, o.Place})
	}
	return all
}

// eachLevels visits every list of levels in every language: those of scales once. The
// report it hands on names the list and stands at the level it is about.
func (c *checker) eachLevels(visit func(t tongue, levels []questions.Level, report func(level int, format string, args ...any))) {
	for _, v := range c.voicings() {
		t := tongueOf(v.Language)
		list := func(what, id string, levels []questions.Level) {
			visit(t, levels, func(level int, format string, args ...any) {
				c.report(v.file, v.place(id+"."+levels[level].ID), fmt.Sprintf("%s (%s): ", what, v.Language)+fmt.Sprintf(format, args...))
			})
		}
		for _, s := range v.Scales {
			list(fmt.Sprintf("scale %q", s.ID), "scales."+s.ID, s.Levels)
		}
		for i := range v.Questions {
			if q := &v.Questions[i]; q.Scale == "" {
				list(fmt.Sprintf("question %q", q.ID), "questions."+q.ID+".levels", q.Levels)
			}
		}
	}
}

// sameAnchors looks for two levels that a reader could not tell apart: with the same
// words, small ones and their forms aside.
func sameAnchors(c *checker) {
	c.eachLevels(func(t tongue, levels []questions.Level, report func(int, string, ...any)) {
		for i := range levels {
			for j := range i {
				if t.alike(levels[j].Text, levels[i].Text) {
					report(i, "levels %q and %q say the same", levels[j].ID, levels[i].ID)
					break
				}
			}
		}
	})
}

// alike tells whether two texts say the same in other forms of the same words.
func (t tongue) alike(a, b string) bool {
	says, other := t.says(a, true), t.says(b, true)
	if len(says) == 0 || len(other) == 0 { // small words alone: these then count
		says, other = words(strings.ToLower(a)), words(strings.ToLower(b))
		slices.Sort(says)
		slices.Sort(other)
	}
	return slices.EqualFunc(without(says, other), without(other, says), kin)
}

// without gives the words that others lack.
func without(all, others []string) []string {
	return slices.DeleteFunc(slices.Clone(all), func(w string) bool { return slices.Contains(others, w) })
}

// kin tells whether two words have so long a beginning in common that they are forms
// of one: agreed, agreement.
func kin(a, b string) bool {
	n := 0
	for n < min(len(a), len(b)) && a[n] == b[n] {
		n++
	}
	return n >= 4 && 3*n >= 2*max(len(a), len(b))
}

// twoConditions looks for levels that ask for a second thing of which no other level
// says anything: who has the first and not the second finds no answer.
func twoConditions(c *checker) {
	c.eachLevels(func(t tongue, levels []questions.Level, report func(int, string, ...any)) {
		for i := range levels {
			second := t.second(levels[i].Text)
			says := t.says(second, false)
			var others []string
			for j := range levels {
				if j != i {
					others = append(others, t.says(levels[j].Text, false)...)
				}
			}
			if fresh := without(says, others); len(fresh) > 0 && 2*len(fresh) >= len(says) {
				report(i, "level %q also asks for what no other level speaks of: %q", levels[i].ID, second)
			}
		}
	})
}

// otherSubject looks for a level that speaks of people where the others speak of one
// thing, or the other way round.
func otherSubject(c *checker) {
	c.eachLevels(func(t tongue, levels []questions.Level, report func(int, string, ...any)) {
		all := make([][]string, len(levels))
		for i := range levels {
			all[i] = t.subject(levels[i].Text)
		}
		for i := range all {
			if all[i] == nil {
				continue
			}
			var others [][]string
			for j := range all {
				if j != i && all[j] != nil {
					others = append(others, all[j])
				}
			}
			if len(others) >= 2 && oddOne(all[i], others) {
				report(i, "level %q begins with another subject than the others", levels[i].ID)
			}
		}
	})
}

// oddOne tells whether one subject stands out from others: it is no people where all
// others are, or people where all others share a thing.
func oddOne(one []string, others [][]string) bool {
	justPeople := func(s []string) bool { return len(s) == 1 && s[0] == people }
	if !slices.Contains(one, people) && !slices.ContainsFunc(others, func(s []string) bool { return !justPeople(s) }) {
		return true
	}
	shared := others[0]
	for _, s := range others {
		if slices.Contains(s, people) {
			return false
		}
		shared = slices.DeleteFunc(slices.Clone(shared), func(w string) bool { return !slices.Contains(s, w) })
	}
	return justPeople(one) && len(shared) > 0
}
