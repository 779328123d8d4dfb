package schema_test

import (
	"bytes"
	"testing"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/resultfile"
)

// TestDataFits writes answers of every kind as rows, and banks as data, and wants the
// schemas to take them; and to refuse what is not written.
func TestDataFits(t *testing.T) {
	all := banks(t, library(t), "trial", "depth")
	data, err := resultfile.QuestionsJSON(all)
	if err != nil {
		t.Fatal(err)
	}
	asked := compile(t, resultfile.QuestionsSchema())
	fits(t, asked, "banks as data", parseJSON(t, data))
	covered(t, resultfile.QuestionsSchema(), parseJSON(t, data))
	refuses(t, asked, "a bank without parts", parseJSON(t, []byte(`{"samklar_questions": 1, "banks": [{"bank": "a", "version": 1, "kind": "tree", "language": "en", "rules": "", "title": "A"}]}`)))

	answer := compile(t, resultfile.AnswerRowSchema())
	c := assess.Case{ID: "1", Title: "T", Place: "P", AsOf: "2026", Respondent: assess.Respondent{Name: "N", Organisation: "O", Role: "R"}}
	var seen []any
	for _, notes := range []bool{true, false} {
		for _, e := range []assess.Entry{
			{Choice: 0},
			{Choice: assess.Between(0, 1)},
			{Choice: assess.Unknown, Note: "note"},
			{Choice: assess.NotApplicable, Note: "why"},
			{Choice: assess.Unanswered, Stale: "old"},
			{Choice: assess.Unanswered, Evidence: []string{"link"}},
		} {
			entries := make(assess.Entries)
			for _, b := range all {
				for range b.Questions {
					entries[b.ID] = append(entries[b.ID], e)
				}
			}
			for line := range bytes.Lines(resultfile.NewAnswerLines(notes).AppendRows(nil, "case.yaml", &c, entries, all)) {
				v := parseJSON(t, line)
				fits(t, answer, string(line), v)
				seen = append(seen, v)
			}
		}
	}
	covered(t, resultfile.AnswerRowSchema(), seen...)
	refuses(t, answer, "both a level and two", parseJSON(t, []byte(`{"samklar_answer": 1, "source": "a", "bank": "b", "question": "q", "of": 2, "has_note": false, "has_evidence": false, "level": "1", "between": ["1", "2"]}`)))
}
