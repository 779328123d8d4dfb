package compare

import (
	"cmp"
	"slices"

	"collectiveimpact/samklar/assess"
)

// A Moment is a case as it stood at one time.
type Moment struct {
	Case   assess.Case
	Result *assess.Result
}

// A Presence says at which moments a case is there.
type Presence uint8

// The presences.
const (
	Throughout Presence = iota // at two moments or more
	New                        // only now
	Gone                       // only then
	Once                       // at one moment, of no then and now
)

// A History is a case at its moments, the oldest first.
type History struct {
	ID       string
	Presence Presence
	Moments  []Moment
	Steps    []*Comparison // from each moment to the next
	Whole    *Comparison   // from the first to the last; nil where there is one moment
}

// Case gives what is known of the case, as of its last moment.
func (h *History) Case() *assess.Case { return &h.Moments[len(h.Moments)-1].Case }

// Word gives what has become of the case as it stands in a file: how the ends of its
// first conclusion stand to those of before, or that it is new, gone, or there once.
func (h *History) Word() string {
	switch {
	case h.Presence != Throughout:
		return [...]string{New: "new", Gone: "gone", Once: "once"}[h.Presence]
	case len(h.Whole.Relations) == 0: // no bank has an ending
		return Same.String()
	}
	return h.Whole.Relations[0].String()
}

// Words are what may have become of a case, in the order in which that is told.
func Words() []string {
	words := make([]string, 0, 9)
	for _, r := range []Relation{Further, BetterKnown, Back, KnownLess, Changed, Same} {
		words = append(words, r.String())
	}
	return append(words, "new", "gone", "once")
}

// WentBack reports whether a conclusion has gone back at any step.
func (h *History) WentBack() bool {
	return slices.ContainsFunc(h.Steps, func(c *Comparison) bool { return slices.Contains(c.Relations, Back) })
}

// Match compares the cases of two moments by their ids, which stand once on each side.
// Cases without one are left out.
func Match(s *assess.Selection, old, now []Moment) []History {
	var all []History
	at := make(map[string]int)
	for _, m := range old {
		if m.Case.ID != "" {
			at[m.Case.ID] = len(all)
			all = append(all, History{ID: m.Case.ID, Presence: Gone, Moments: []Moment{m}})
		}
	}
	for _, m := range now {
		if m.Case.ID == "" {
			continue
		}
		if i, there := at[m.Case.ID]; there {
			all[i].Presence, all[i].Moments = Throughout, append(all[i].Moments, m)
			continue
		}
		all = append(all, History{ID: m.Case.ID, Presence: New, Moments: []Moment{m}})
	}
	return told(s, all)
}

// Over follows cases through their moments, by their ids and dates. Moments without an
// id or a date are left out.
func Over(s *assess.Selection, moments []Moment) []History {
	var all []History
	at := make(map[string]int)
	for _, m := range moments {
		if m.Case.ID == "" || m.Case.AsOf == "" {
			continue
		}
		i, there := at[m.Case.ID]
		if !there {
			i = len(all)
			at[m.Case.ID] = i
			all = append(all, History{ID: m.Case.ID, Presence: Once})
		}
		all[i].Moments = append(all[i].Moments, m)
		if there {
			all[i].Presence = Throughout
		}
	}
	for i := range all {
		slices.SortStableFunc(all[i].Moments, func(a, b Moment) int { return cmp.Compare(a.Case.AsOf, b.Case.AsOf) })
	}
	return told(s, all)
}

// told compares the moments, and puts the cases in the order in which they are told.
func told(s *assess.Selection, all []History) []History {
	for i := range all {
		h := &all[i]
		if h.Presence != Throughout {
			continue
		}
		for m := range h.Moments[1:] {
			h.Steps = append(h.Steps, Results(s, h.Moments[m].Result, h.Moments[m+1].Result))
		}
		h.Whole = Results(s, h.Moments[0].Result, h.Moments[len(h.Moments)-1].Result)
	}
	words := Words()
	slices.SortStableFunc(all, func(a, b History) int {
		return cmp.Or(cmp.Compare(slices.Index(words, a.Word()), slices.Index(words, b.Word())), cmp.Compare(a.Case().Title, b.Case().Title), cmp.Compare(a.ID, b.ID))
	})
	return all
}
