package resultfile

import (
	"errors"
	"strconv"
	"strings"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/answerfile"
	"collectiveimpact/samklar/questions"
	"collectiveimpact/samklar/questions/diag"
	"collectiveimpact/samklar/questions/yamldoc"
)

// ReadResult takes the answers back out of a stored result as Stored gives it, with the ids of the
// banks it was scored with, in their order. A bank whose rules are not those it
// was scored with is refused: the same answers could mean something else. The
// error is a diag.List; a bank that cannot be read is an error of its own.
func ReadResult(file string, data []byte, library *questions.Library) (*answerfile.Document, []string, error) {
	text, err := yamldoc.CheckText(file, data, MaxBytes)
	if err != nil {
		return nil, nil, err
	}
	root, err := yamldoc.ParseJSON(file, text, answerfile.Limits)
	if err != nil {
		return nil, nil, err
	}
	r := &resultReader{Reader: yamldoc.Reader{File: file}, library: library}
	answers := r.result(root)
	if err := r.Problems.Err(); err != nil {
		return nil, nil, err
	}
	d, err := answerfile.FromNodes(file, answers, library)
	if problems, ok := errors.AsType[diag.List](err); ok {
		return nil, nil, damaged(problems)
	}
	if err != nil {
		return nil, nil, err
	}
	return d, r.ids, nil
}

// damaged says of what is wrong with the answers that a result is the file.
func damaged(problems diag.List) error {
	for i := range problems {
		p := &problems[i]
		p.Code, p.Message = "damaged-result", "the answers in this result do not fit its banks: "+p.Message
	}
	return problems.Err()
}

// A resultReader makes an answer file of the nodes of a result. Every node keeps
// its place, so that what is wrong with an answer is reported where it stands.
type resultReader struct {
	yamldoc.Reader
	library *questions.Library
	ids     []string
}

// result gives the answer file that the result was made from. Fields that are
// not known are passed over: they are only ever added to results.
func (r *resultReader) result(root *yamldoc.Node) *yamldoc.Node {
	format := root.Get("samklar_result")
	if format == nil {
		r.Report(root, "missing-field", "a result has no %q", "samklar_result")
		return nil
	}
	if n := r.Int(format, "samklar_result", 1, 1_000_000); n > ResultFormat {
		r.Report(format, "newer-format", "the result has format %d; this tool reads up to %d: a newer samklar is needed", n, ResultFormat)
		return nil
	}
	out, versions, answers := mapAt(root), mapAt(root), mapAt(root)
	put(out, "samklar", number(format, answerfile.Format))
	for _, f := range new(assess.Case).Fields() {
		if out.Get(f.Section) == nil {
			put(out, f.Section, mapAt(root))
		}
		if n := root.Get(f.Section).Get(strings.ReplaceAll(f.Name, "-", "_")); n != nil {
			put(out.Get(f.Section), f.Name, word(n))
		}
	}
	banks := root.Get("banks")
	if banks == nil {
		r.Need(root, "a result", "banks")
		return out
	}
	items := r.List(banks, "banks")
	for i := range items {
		if b := r.bank(&items[i]); b != nil {
			r.ids = append(r.ids, b.ID)
			put(versions, b.ID, number(&items[i], b.Version))
			put(answers, b.ID, r.answers(&items[i], b))
		}
	}
	put(out, "banks", versions)
	put(out, "answers", answers)
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
func (r *resultReader) answers(n *yamldoc.Node, b *questions.Bank) *yamldoc.Node {
	out := mapAt(n)
	list := n.Get("answers")
	if list == nil {
		return out
	}
	items := r.List(list, "answers")
	for i := range items {
		question := items[i].Get("question")
		if question == nil {
			r.Need(&items[i], "an answer", "question")
			continue
		}
		if out.Get(question.Text) != nil {
			r.Report(question, "duplicate-id", "question %q is answered a second time", question.Text)
		}
		out.Items = append(out.Items, *word(question), *answerOf(&items[i], b))
	}
	return out
}

func answerOf(n *yamldoc.Node, b *questions.Bank) *yamldoc.Node {
	out, level, stale := mapAt(n), n.Get("level"), n.Get("stale")
	if from := b.GoneFrom(n.Get("question").Text); from > 0 {
		put(out, "version", number(n, from-1))
	}
	if stale != nil {
		level = stale
		if at := b.Question(n.Get("question").Text); at >= 0 {
			put(out, "version", number(stale, max(b.Questions[at].Since-1, 1)))
		}
	}
	if level != nil {
		put(out, "level", word(level))
	}
	if between := n.Get("between"); between != nil {
		put(out, "between", words(between))
	}
	if note := n.Get("note"); note != nil {
		put(out, "note", word(note))
	}
	if evidence := n.Get("evidence"); evidence != nil {
		put(out, "evidence", words(evidence))
	}
	return out
}

// mapAt returns an empty map that stands where a node stands.
func mapAt(n *yamldoc.Node) *yamldoc.Node {
	return &yamldoc.Node{Kind: yamldoc.Map, Line: n.Line, Column: n.Column}
}

// word returns a node as a text.
func word(n *yamldoc.Node) *yamldoc.Node {
	return &yamldoc.Node{Style: yamldoc.Quoted, Text: n.Text, Line: n.Line, Column: n.Column}
}

// words returns a list as one of texts, and anything else as a text, which is then
// refused where it stands.
func words(n *yamldoc.Node) *yamldoc.Node {
	if n.Kind != yamldoc.List {
		return word(n)
	}
	list := &yamldoc.Node{Kind: yamldoc.List, Line: n.Line, Column: n.Column}
	for i := range n.Items {
		list.Items = append(list.Items, *word(&n.Items[i]))
	}
	return list
}

func number(at *yamldoc.Node, n int) *yamldoc.Node {
	return &yamldoc.Node{Text: strconv.Itoa(n), Line: at.Line, Column: at.Column}
}

// put adds a field to a map, its key where its value stands.
func put(to *yamldoc.Node, key string, value *yamldoc.Node) {
	to.Items = append(to.Items, yamldoc.Node{Style: yamldoc.Quoted, Text: key, Line: value.Line, Column: value.Column}, *value)
}
