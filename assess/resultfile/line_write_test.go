package resultfile

import (
	"bytes"
	"encoding/json"
	"testing"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/portfolio"
	"collectiveimpact/samklar/questions"
	"collectiveimpact/samklar/questions/diag"
	"collectiveimpact/samklar/questions/text"

	"pgregory.net/rapid"
)

// A notedLine is a line with what only notes add to it.
type notedLine struct {
	line
	Respondent *assess.Respondent      `json:"respondent,omitempty"`
	Notes      map[string][]jsonAnswer `json:"notes,omitempty"` // by bank
}

// TestLinesAreWhatTheirStructSays reads a line into the struct that describes it,
// writes that with encoding/json, and wants the same bytes: the line that is
// written by hand has the fields of the struct, all of them, in its order.
func TestLinesAreWhatTheirStructSays(t *testing.T) {
	// In the order of their ids, in which encoding/json writes the notes.
	banks, err := questions.NewLibrary("en").Select([]string{"preconditions", "stagnation", "when"}, false)
	if err != nil {
		t.Fatal(err)
	}
	selections := [][]*questions.Bank{banks, banks[:1], banks[2:]}
	rapid.Check(t, func(t *rapid.T) {
		chosen := rapid.SampledFrom(selections).Draw(t, "banks")
		words := rapid.OneOf(rapid.Just(""), rapid.StringN(0, 20, -1), rapid.SampledFrom([]string{"</script>&", "\u2028\u202e\x1b[31m", "\U000e0041"}))
		row := &Row{Source: words.Draw(t, "source"), Case: assess.Case{
			ID: words.Draw(t, "id"), Title: words.Draw(t, "title"), Place: words.Draw(t, "place"), AsOf: rapid.SampledFrom([]string{"", "2026"}).Draw(t, "as of"),
			Respondent: assess.Respondent{Name: words.Draw(t, "name"), Organisation: words.Draw(t, "organisation"), Role: words.Draw(t, "role")},
		}}
		if rapid.Bool().Draw(t, "broken") {
			for range rapid.IntRange(1, 3).Draw(t, "problems") {
				row.Errors = append(row.Errors, diag.Diagnostic{
					File: words.Draw(t, "file"), Line: rapid.IntRange(0, 2).Draw(t, "line"), Column: rapid.IntRange(0, 2).Draw(t, "column"), Code: "code", Message: words.Draw(t, "message"),
				})
			}
		} else {
			entries := make(assess.Entries)
			for _, b := range chosen {
				all := make([]assess.Entry, len(b.Questions))
				for i := range all {
					all[i].Choice = assess.Choice(rapid.IntRange(int(assess.Unknown), len(b.Questions[i].Levels)-1).Draw(t, "choice"))
					if rapid.IntRange(0, 9).Draw(t, "noted") == 0 {
						all[i].Note, all[i].Evidence = words.Draw(t, "note"), rapid.SliceOfN(words, 0, 2).Draw(t, "evidence")
					}
				}
				entries[b.ID] = all
			}
			row.Respondents = rapid.IntRange(0, 3).Draw(t, "respondents")
			row.Answers, row.Summary = entries.Digest(chosen), portfolio.Summarize(assess.Select(chosen).Evaluate(entries.Answers()), entries.Sourced(chosen))
			if rapid.Bool().Draw(t, "with notes") {
				row.Entries = entries
			}
		}
		written := NewLines(chosen, "test").Append(nil, row)
		in := notedLine{line: line{scored: new(scored)}}
		if err := json.Unmarshal(written, &in); err != nil {
			t.Fatal(err)
		}
		if row.Summary == nil {
			in.scored = nil
		}
		var again bytes.Buffer
		enc := json.NewEncoder(&again)
		enc.SetEscapeHTML(false)
		if err := enc.Encode(&in); err != nil {
			t.Fatal(err)
		}
		if want := text.EscapeJSON(again.String()); string(written) != want {
			t.Errorf("Lines.Append = %s, want the bytes of encoding/json, %s", written, want)
		}
	})
}
