package questions

import (
	"fmt"
	"slices"
	"strings"
)

// A Difference is one thing that has changed between two versions of a bank. An
// Old or New of "" means that it was not there, or is not there any more.
type Difference struct {
	ID       string
	Old, New string
	Text     bool // a text, not a rule
}

// A Comparison says what changed between two versions of a bank, and what
// follows for the numbers in its file.
type Comparison struct {
	Differences []Difference
	Raise       []string // what must be raised before the new version is used
	Consider    []string // texts whose meaning may have changed
	Stale       []string // questions whose older answers no longer count
}

// Compare compares two versions of a bank, both in their own language.
func Compare(older, newer *Bank) *Comparison {
	c := new(Comparison)
	rules := differences(older, newer, (*Bank).eachRule, false)
	texts := differences(older, newer, func(b *Bank, visit func(id, value string)) { b.EachText(visit) }, true)
	c.Differences = slices.Concat(rules, texts)
	meant := slices.ContainsFunc(rules, func(d Difference) bool { return !strings.HasSuffix(d.ID, ".since") })
	if meant && newer.Version <= older.Version {
		c.Raise = append(c.Raise, fmt.Sprintf("version: %d (it is %d)", older.Version+1, newer.Version))
	}
	version := max(newer.Version, older.Version+1)
	c.gone(older, newer, version)
	for i := range newer.Questions {
		q := &newer.Questions[i]
		at := older.Question(q.ID)
		if at < 0 {
			continue
		}
		before := &older.Questions[at]
		if q.Since > older.Version {
			c.Stale = append(c.Stale, q.ID)
			continue
		}
		switch {
		case !slices.Equal(before.LevelIDs(), q.LevelIDs()):
			c.Raise = append(c.Raise, fmt.Sprintf("since of question %q: %d, as its levels have changed (it is %d)", q.ID, version, q.Since))
		case before.Ask != q.Ask || !slices.Equal(before.Levels, q.Levels):
			c.Consider = append(c.Consider, q.ID)
		}
	}
	return c
}

// gone says what follows for questions that are not asked any more, and for ids that
// were given up before.
func (c *Comparison) gone(older, newer *Bank, version int) {
	for _, id := range older.QuestionIDs() {
		switch from := newer.GoneFrom(id); {
		case newer.Question(id) >= 0:
		case from > older.Version:
			c.Stale = append(c.Stale, id)
		default:
			c.Raise = append(c.Raise, fmt.Sprintf("gone: {%s: %d}, as the question is not asked any more", id, version))
		}
	}
	for _, g := range older.Gone {
		if newer.GoneFrom(g.ID) != g.Version {
			c.Raise = append(c.Raise, fmt.Sprintf("gone: {%s: %d}, as it was before", g.ID, g.Version))
		}
	}
}

// differences compares what each visits, in the order of the newer bank; what
// is gone follows.
func differences(older, newer *Bank, each func(*Bank, func(id, value string)), text bool) []Difference {
	before := make(map[string]string)
	var order []string
	each(older, func(id, value string) {
		before[id] = value
		order = append(order, id)
	})
	var all []Difference
	seen := make(map[string]bool)
	each(newer, func(id, value string) {
		seen[id] = true
		if old := before[id]; old != value {
			all = append(all, Difference{id, old, value, text})
		}
	})
	for _, id := range order {
		if !seen[id] && before[id] != "" {
			all = append(all, Difference{id, before[id], "", text})
		}
	}
	return all
}
