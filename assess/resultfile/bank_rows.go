package resultfile

import (
	"bytes"
	"encoding/json"

	"collectiveimpact/samklar/questions"
	"collectiveimpact/samklar/questions/text"
)

// QuestionsFormat is the version of the banks as data. Fields are only ever added.
const QuestionsFormat = 1

// QuestionsCSV gives banks as a table with a row for each level of each question, in
// the language that they are in.
func QuestionsCSV(banks []*questions.Bank, d Dialect) []byte {
	style := d.style()
	head := csvRow{csvStyle: style, text: []byte(style.mark)}
	for _, name := range []string{"bank", "version", "part", "part_title", "question", "ask", "listen_for", "place", "level", "text", "passes", "must", "counts", "weight", "key", "optional"} {
		head.cell(name)
	}
	head.text = append(head.text, style.end...)
	out := head.text
	for _, b := range banks {
		for i := range b.Questions {
			q := &b.Questions[i]
			for place, level := range q.Levels {
				r := csvRow{csvStyle: style, text: out}
				r.word(b.ID)
				r.number(b.Version)
				r.word(b.Part(q.Part).ID)
				r.cell(b.Part(q.Part).Title)
				r.word(q.ID)
				r.cell(q.Ask)
				r.cell(q.ListenFor)
				r.number(place + 1)
				r.word(level.ID)
				r.cell(level.Text)
				if b.Kind == questions.Tree { // a cell that says nothing of a kind of bank is empty
					passing := ""
					if q.Counts {
						passing = yesNo(place >= q.Passes)
					}
					for _, word := range []string{passing, yesNo(q.Must), yesNo(q.Counts), "", "", ""} {
						r.word(word)
					}
				} else {
					for range 3 {
						r.next()
					}
					r.number(q.Weight)
					r.yes(q.Key)
					r.yes(q.Optional)
				}
				r.text = append(r.text, style.end...)
				out = r.text
			}
		}
	}
	return out
}

type jsonQuestions struct {
	Format int          `json:"samklar_questions"`
	Banks  []jsonBankOf `json:"banks"`
}

type jsonBankOf struct {
	Bank     string         `json:"bank"`
	Version  int            `json:"version"`
	Kind     questions.Kind `json:"kind"`
	Language string         `json:"language"`
	Rules    string         `json:"rules"`
	Title    string         `json:"title"`
	About    string         `json:"about,omitempty"`
	Parts    []jsonPartOf   `json:"parts"`
}

type jsonPartOf struct {
	ID        string           `json:"id"`
	Title     string           `json:"title"`
	Questions []jsonQuestionOf `json:"questions"`
}

// A jsonQuestionOf has the fields of its kind of bank.
type jsonQuestionOf struct {
	ID        string        `json:"id"`
	Ask       string        `json:"ask"`
	ListenFor string        `json:"listen_for,omitempty"`
	Levels    []jsonLevelOf `json:"levels"` // the lowest first
	Passes    string        `json:"passes,omitempty"`
	Must      bool          `json:"must,omitempty"`
	Counts    *bool         `json:"counts,omitempty"`
	Weight    int           `json:"weight,omitempty"`
	Key       bool          `json:"key,omitempty"`
	Optional  bool          `json:"optional,omitempty"`
}

type jsonLevelOf struct {
	ID   string `json:"id"`
	Text string `json:"text"`
}

// QuestionsJSON gives banks as data: their parts, and the questions and levels of
// each, in the language that they are in.
func QuestionsJSON(banks []*questions.Bank) ([]byte, error) {
	out := jsonQuestions{Format: QuestionsFormat, Banks: []jsonBankOf{}}
	for _, b := range banks {
		asked := jsonBankOf{Bank: b.ID, Version: b.Version, Kind: b.Kind, Language: b.Language, Rules: b.Rules, Title: b.Title, About: b.About}
		for _, part := range b.Parts() {
			p := jsonPartOf{ID: part.ID, Title: part.Title}
			for _, i := range part.Questions {
				p.Questions = append(p.Questions, askedOf(b, &b.Questions[i]))
			}
			asked.Parts = append(asked.Parts, p)
		}
		out.Banks = append(out.Banks, asked)
	}
	var buffer bytes.Buffer
	enc := json.NewEncoder(&buffer)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	err := enc.Encode(out)
	return []byte(text.EscapeJSON(buffer.String())), err
}

func askedOf(b *questions.Bank, q *questions.Question) jsonQuestionOf {
	asked := jsonQuestionOf{ID: q.ID, Ask: q.Ask, ListenFor: q.ListenFor, Must: q.Must, Key: q.Key, Optional: q.Optional}
	for _, level := range q.Levels {
		asked.Levels = append(asked.Levels, jsonLevelOf{level.ID, level.Text})
	}
	if b.Kind == questions.Scale {
		asked.Weight = q.Weight
		return asked
	}
	if asked.Counts = &q.Counts; q.Counts {
		asked.Passes = q.Levels[q.Passes].ID
	}
	return asked
}
