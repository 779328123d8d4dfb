package comparefile

import (
	"encoding/json"
	"io"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/group"
)

// AssessorsFormat is the version of the format of what several assessors have judged.
const AssessorsFormat = 1

// An assessorsFile is what several assessors have judged, for machines. Who they are and
// where each stands is in it only where they have agreed to that.
type assessorsFile struct {
	Format   int          `json:"samklar_assessors"`
	Tool     string       `json:"tool"`
	Open     bool         `json:"open"`
	Count    int          `json:"assessors"`
	Unnamed  int          `json:"left_out"`
	Unread   int          `json:"unread"`
	Standing []standing   `json:"standings,omitempty"`
	Cases    []judgedCase `json:"cases"`
}

type standing struct {
	Name         string       `json:"name,omitempty"`
	Organisation string       `json:"organisation,omitempty"`
	Cases        int          `json:"cases"`
	Answers      int          `json:"answers"`
	Levels       *json.Number `json:"levels,omitempty"`
	Above        int          `json:"above"`
	Same         int          `json:"same"`
	Below        int          `json:"below"`
}

type judgedCase struct {
	Case        assess.Case   `json:"case"`
	Assessors   int           `json:"assessors"`
	Differ      int           `json:"differ"`
	Decide      int           `json:"decide"`
	Conclusions []groupedPath `json:"conclusions"`
}

// WriteAssessors writes what several assessors have judged for machines. Left out are
// files that do not say who judges, or what.
func WriteAssessors(w io.Writer, cases []group.Judged, standings []group.Standing, leftOut, unread int, open bool, tool string) error {
	out := assessorsFile{Format: AssessorsFormat, Tool: tool, Open: open, Count: len(standings), Unnamed: leftOut, Unread: unread, Cases: []judgedCase{}}
	for i := range standings {
		if !open {
			break
		}
		s := &standings[i]
		one := standing{Name: s.Name, Organisation: s.Organisation, Cases: s.Cases, Answers: s.Answers, Above: s.Above, Same: s.Same, Below: s.Below}
		if s.Answers > 0 {
			levels := json.Number(s.Levels.FloatString(4))
			one.Levels = &levels
		}
		out.Standing = append(out.Standing, one)
	}
	for i := range cases {
		c := &cases[i]
		one := judgedCase{Case: c.Case, Assessors: len(c.People), Differ: c.Differ, Decide: c.Decide, Conclusions: []groupedPath{}}
		if c.Group != nil {
			one.Conclusions = conclusions(c.Group)
		}
		out.Cases = append(out.Cases, one)
	}
	return indented(w, out)
}
