package view

import (
	"slices"
	"strings"
)

// A Spread is a question with its levels and the voices on them.
type Spread struct {
	ID     string
	Key    string // what the signs before levels mean, above the first question; or ""
	Number string // in the order in which to talk about them, or ""
	Ask    string
	Where  string   // its part
	Words  []string // how far the voices are apart, and what hangs on it
	Levels []Heard
	Beside []string // voices that are on no level
	Notes  []Noted
	Brief  bool // its levels are left out, but where one question at a time is shown
}

func (s Spread) each(visit visitor) { visit(s.ID) }

// Follows reports whether a brief question stands below another one, as in a list.
func (s *Spread) Follows(before Block) bool {
	other, is := before.(Spread)
	return is && s.Brief && other.Brief
}

// Closed reports whether only the levels are shown that the answers lie between.
func (s *Spread) Closed() bool {
	return slices.ContainsFunc(s.Levels, func(l Heard) bool { return l.Within })
}

// Heard is a level with the voices on it; or, where they are not shown, whether the
// answers reach it.
type Heard struct {
	Text        string
	Sure, Maybe int // voices on this level, and voices that leave it open among others
	Within      bool
	Count       string // the voices in words, or ""
	Names       string // of the voices, or ""
}

// Dots draws the voices on a level.
func (h *Heard) Dots() string {
	if h.Within {
		return "▸"
	}
	return strings.Repeat("●", h.Sure) + strings.Repeat("○", h.Maybe)
}

// Gutter is how wide the dots of a question are, in characters.
func (s *Spread) Gutter() int {
	most := 1
	for i := range s.Levels {
		most = max(most, len([]rune(s.Levels[i].Dots())))
	}
	return most
}

// A Noted is what a voice has noted.
type Noted struct{ Name, Text string }
