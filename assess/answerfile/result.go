package answerfile

import (
	"encoding/json"
	"fmt"
	"regexp"

	"collectiveimpact/samklar/questions"
	"collectiveimpact/samklar/questions/yamldoc"
)

// ResultFormat is the newest version of a stored result that is read.
const ResultFormat = 1

// IsResult tells whether a text is a stored result.
func IsResult(data []byte) bool {
	root, err := parseJSON("", data)
	return err == nil && root.Get("samklar_result") != nil
}

var firstField = regexp.MustCompile(`(?m)^\s*\{?\s*"?samklar"?\s*:`)

// IsAnswers tells whether a text looks like an answer file, sound or not: by its
// first field, in YAML or JSON.
func IsAnswers(data []byte) bool {
	return firstField.Match(data)
}

// ReadResult takes the answers back out of a stored result, with the ids of the
// banks it was scored with, in their order. A bank whose rules are not those it
// was scored with is refused: the same answers could mean something else. The
// error is a diag.List; a bank that cannot be read is an error of its own.
func ReadResult(file string, data []byte, library *questions.Library) (*Document, []string, error) {
	text, err := yamldoc.CheckText(file, data, MaxBytes)
	if err != nil {
		return nil, nil, err
	}
	root, err := parseJSON(file, text)
	if err != nil {
		return nil, nil, err
	}
	r := &resultReader{Reader: yamldoc.Reader{File: file}, library: library}
	answers := r.result(root)
	if r.failed != nil {
		return nil, nil, r.failed
	}
	if err := r.Problems.Err(); err != nil {
		return nil, nil, err
	}
	again, err := json.Marshal(answers)
	if err != nil {
		return nil, nil, err
	}
	d, err := Read(file, again, library)
	if err != nil {
		r.Report(root, "damaged-result", "the answers in this result do not fit its banks: %v", err)
		return nil, nil, r.Problems.Err()
	}
	return d, r.ids, nil
}

type resultReader struct {
	yamldoc.Reader
	library *questions.Library
	ids     []string
	failed  error
}

// result gives the answer file that the result was made from. Fields that are
// not known are passed over: they are only ever added to results.
func (r *resultReader) result(root *yamldoc.Node) map[string]any {
	format := root.Get("samklar_result")
	if format == nil {
		r.Report(root, "missing-field", "a result has no %q", "samklar_result")
		return nil
	}
	if n := r.Int(format, "samklar_result", 1, 1_000_000); n > ResultFormat {
		r.Report(format, "newer-format", "the result has format %d; this tool reads up to %d: a newer samklar is needed", n, ResultFormat)
		return nil
	}
	out := map[string]any{"samklar": Format}
	section := func(name string, fields map[string]string) {
		values := make(map[string]string)
		for from, to := range fields {
			if n := root.Get(name).Get(from); n != nil {
				values[to] = n.Text
			}
		}
		out[name] = values
	}
	section("case", map[string]string{"title": "title", "place": "place", "as_of": "as-of"})
	section("respondent", map[string]string{"name": "name", "organisation": "organisation", "role": "role"})
	versions, answers := make(map[string]int), make(map[string]any)
	out["banks"], out["answers"] = versions, answers
	banks := root.Get("banks")
	if banks == nil {
		r.Need(root, "a result", "banks")
		return out
	}
	items := r.List(banks, "banks")
	for i := range items {
		if b := r.bank(&items[i]); b != nil {
			r.ids = append(r.ids, b.ID)
			versions[b.ID] = b.Version
			answers[b.ID] = r.answers(&items[i], b)
		}
	}
	return out
}

// bank finds the bank of one part of the result, with the same rules.
func (r *resultReader) bank(n *yamldoc.Node) *questions.Bank {
	id, rules := n.Get("bank"), n.Get("rules")
	if id == nil || rules == nil {
		r.Need(n, "a bank's result", "bank", "rules")
		return nil
	}
	b, err := r.library.Bank(id.Text)
	if err != nil {
		r.Report(id, "unknown-bank", "%v", err)
		return nil
	}
	if b.Rules != rules.Text {
		r.Report(rules, "other-rules", "bank %q had the rules %.16s… when this was scored; here it has %.16s…: use the bank of that time with --bank", b.ID, rules.Text, b.Rules)
		return nil
	}
	return b
}

// answers gives the answers to a bank as they stood.
func (r *resultReader) answers(n *yamldoc.Node, b *questions.Bank) map[string]any {
	out := make(map[string]any)
	list := n.Get("answers")
	if list == nil {
		return out
	}
	items := r.List(list, "answers")
	for i := range items {
		question, level := items[i].Get("question"), items[i].Get("level")
		if question == nil || level == nil {
			r.Need(&items[i], "an answer", "question", "level")
			continue
		}
		answer := map[string]any{"level": level.Text}
		if note := items[i].Get("note"); note != nil {
			answer["note"] = note.Text
		}
		if evidence := items[i].Get("evidence"); evidence != nil {
			var pieces []string
			for j := range evidence.Items {
				pieces = append(pieces, evidence.Items[j].Text)
			}
			answer["evidence"] = pieces
		}
		if stale := items[i].Get("stale"); stale != nil {
			answer["level"] = stale.Text
			if at := b.Question(question.Text); at >= 0 {
				answer["version"] = max(b.Questions[at].Since-1, 1)
			}
		}
		if _, twice := out[question.Text]; twice {
			r.Report(question, "duplicate-id", "%s", fmt.Sprintf("question %q is answered a second time", question.Text))
		}
		out[question.Text] = answer
	}
	return out
}
