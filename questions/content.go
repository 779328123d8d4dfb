package questions

import (
	"bytes"

	"collectiveimpact/samklar/questions/yamldoc"
)

// A Content is what a file of this program's is, however it is called.
type Content string

// The contents that are told apart. Other files have none.
const (
	AnswerFile    Content = "an answer file"
	PolicyFile    Content = "a policy"
	DecisionFile  Content = "a file of decisions"
	BankFile      Content = "a bank"
	OverlayFile   Content = "an overlay of a bank"
	ResultFile    Content = "a stored result"
	LineFile      Content = "a line of scores"
	PortfolioFile Content = "a portfolio that samklar screen wrote"
)

// contents are told by a field that no other has, in this order.
var contents = []struct {
	field   string
	content Content
	code    string
	reader  string // who reads it
}{
	{"samklar_result", ResultFile, "result-file", "samklar report and samklar verify read it"},
	{"samklar_score", LineFile, "score-line", "samklar screen reads it"},
	{"samklar_portfolio", PortfolioFile, "portfolio-file", "it is for other programs, and none here reads it back"},
	{"samklar-policy", PolicyFile, "policy-file", "samklar screen --policy reads it"},
	{"samklar-decisions", DecisionFile, "decision-file", "samklar screen --decisions reads it"},
	{"samklar", AnswerFile, "answer-file", "samklar report reads it"},
	{"kind", BankFile, "bank-file", "--bank reads it"},
	{"made-from", OverlayFile, "overlay-file", "it is read with the bank beside it"},
	{"bank", OverlayFile, "overlay-file", "it is read with the bank beside it"},
}

// Recognise reports in r where a file is not what is wanted but another of this
// program's: what it is, and who reads it. Nothing more need then be said of it.
func Recognise(r *yamldoc.Reader, root *yamldoc.Node, wanted Content) bool {
	for _, c := range contents {
		field := root.Get(c.field)
		if field == nil {
			continue
		}
		if c.content == wanted {
			return false
		}
		r.Report(root, c.code, "this is %s, not %s; %s", c.content, wanted, c.reader)
		return true
	}
	return false
}

// Begins tells what a file is by how it begins: the first field, as every writer of
// this program puts it, behind comments and marks. It is Recognise for where many files
// are looked at, and most of them are what is wanted.
func Begins(head []byte) Content {
	const blanks = " \t\r\n\f"
	for {
		head = bytes.TrimLeft(head, blanks)
		line, rest, whole := bytes.Cut(head, []byte("\n"))
		mark, marked := bytes.CutPrefix(line, []byte("---"))
		switch unmarked, is := bytes.CutPrefix(head, []byte("\ufeff")); {
		case is:
			head = unmarked
			continue
		case whole && (line[0] == '#' || line[0] == '%' || marked && len(bytes.Trim(mark, " \t\r")) == 0):
			head = rest
			continue
		}
		break
	}
	field := bytes.TrimLeft(bytes.TrimPrefix(head, []byte("{")), blanks)
	if len(field) > 0 && (field[0] == '"' || field[0] == '\'') {
		field = field[1:]
	}
	for _, c := range contents {
		if rest, ok := bytes.CutPrefix(field, []byte(c.field)); ok {
			if len(rest) > 0 && (rest[0] == '"' || rest[0] == '\'') {
				rest = rest[1:]
			}
			if bytes.HasPrefix(bytes.TrimLeft(rest, blanks), []byte(":")) {
				return c.content
			}
		}
	}
	return ""
}
