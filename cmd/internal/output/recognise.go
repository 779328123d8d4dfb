package output

import (
	"bufio"
	"encoding/csv"
	"io"
	"regexp"
	"slices"
	"strings"
	"sync"
)

// A Kind is a sort of file that the program writes.
type Kind string

// The kinds. What is none of them was not written by the program, or is what
// somebody has filled in since.
const (
	Page       Kind = "a page"
	Markdown   Kind = "Markdown"
	Text       Kind = "text for the terminal"
	Result     Kind = "a result"
	Lines      Kind = "lines of scores"
	Portfolio  Kind = "a portfolio"
	Table      Kind = "a table"
	Mermaid    Kind = "a Mermaid diagram"
	DOT        Kind = "a DOT diagram"
	Manual     Kind = "a manual page"
	Answers    Kind = "a template" // which nobody can tell from the answers of a case
	Questions  Kind = "questions"
	AnswerRow  Kind = "answers, one a line"
	Bank       Kind = "a bank" // which somebody may have changed since
	Comparison Kind = "a comparison"
	Group      Kind = "a group"
	Assessors  Kind = "what assessors have judged"
	Changes    Kind = "changes"
	Mapping    Kind = "a mapping" // which a person goes on with
	Cases      Kind = "answers"
	Letter     Kind = "a letter" // as nobody has written into it since
	Sheet      Kind = "a sheet"  // as nobody has saved it since
	Blank      Kind = "a form"   // which nobody can tell from one that is filled in
)

// Of returns the kind of a format of reports and tables.
func Of(format string) Kind {
	return map[string]Kind{
		"html": Page, "markdown": Markdown, "terminal": Text, "table": Text, "jsonl": Lines, "csv": Table, "mermaid": Mermaid, "dot": DOT,
	}[format]
}

// most is how much is read of a text that says at its beginning what it is.
const most = 4096

// beginnings are what texts are known by.
var beginnings = sync.OnceValue(func() map[Kind]*regexp.Regexp {
	return map[Kind]*regexp.Regexp{
		Page:       regexp.MustCompile(`^<!DOCTYPE html>\n(?s:.*)<meta name="generator" content="samklar`),
		Result:     regexp.MustCompile(`^\{\s*"samklar_result"\s*:`),
		Lines:      regexp.MustCompile(`^\{\s*"samklar_score"\s*:`),
		Portfolio:  regexp.MustCompile(`^\{\s*"samklar_portfolio"\s*:`),
		Mermaid:    regexp.MustCompile(`^flowchart TD\n  subgraph t_`),
		DOT:        regexp.MustCompile(`^digraph samklar \{`),
		Manual:     regexp.MustCompile(`^\.\\" Written by samklar man\.\n`),
		Questions:  regexp.MustCompile(`^\{\s*"samklar_questions"\s*:`),
		AnswerRow:  regexp.MustCompile(`^\{\s*"samklar_answer"\s*:`),
		Changes:    regexp.MustCompile(`^\{\s*"samklar_changes"\s*:`),
		Group:      regexp.MustCompile(`^\{\s*"samklar_group"\s*:`),
		Assessors:  regexp.MustCompile(`^\{\s*"samklar_assessors"\s*:`),
		Sheet:      regexp.MustCompile(`^PK\x03\x04(?s:.{26}docProps/app\.xml.{0,99}<\?xml.{0,299}<Application>samklar</Application>)`),
		Comparison: regexp.MustCompile(`^\{\s*"samklar_comparison"\s*:`),
	}
})

// receipts are lines that stand somewhere in what people read: the version of the
// program, behind what was scored with which rules.
var receipts = sync.OnceValue(func() map[Kind]*regexp.Regexp {
	return map[Kind]*regexp.Regexp{
		Markdown: regexp.MustCompile(`^\*samklar [0-9]+\.[0-9]+\.[0-9]+[^ ]*( · .*)?\*$`),
		Text:     regexp.MustCompile(`^samklar [0-9]+\.[0-9]+\.[0-9]+[^ ]*( · .*)?$`),
	}
})

// Is reports whether a file, of any size, is one of a kind. A byte-order mark is
// passed over.
func (k Kind) Is(file io.Reader) bool {
	if k == Letter {
		_, _, whole := sealed(file)
		return whole
	}
	r := bufio.NewReaderSize(file, most)
	if mark, err := r.Peek(3); err == nil && string(mark) == "\ufeff" {
		_, _ = r.Discard(len(mark)) // it is there
	}
	if is, ok := receipts()[k]; ok {
		return hasLine(r, is)
	}
	head, _ := r.Peek(most) // what there is
	if is, ok := beginnings()[k]; ok {
		return is.Match(head)
	}
	return k == Table && isTable(string(head))
}

// told reports whether a file of a kind can be told from others, and from one that somebody
// has written in since.
func (k Kind) told() bool {
	return receipts()[k] != nil || beginnings()[k] != nil || k == Table || k == Letter
}

func hasLine(r *bufio.Reader, is *regexp.Regexp) bool {
	begins := true
	for {
		line, more, err := r.ReadLine()
		switch {
		case err != nil:
			return false
		case begins && !more && is.Match(line): // a long one is none
			return true
		}
		begins = !more
	}
}

// A sheet is a table that the program writes.
type sheet struct {
	marks  string // headings that it is known by
	others string // and those that it may have besides; what has a dot in it, or begins with "rule ", is named after a bank's
}

// sheets are the tables that the program writes. A heading that is none of theirs is
// somebody's own column, which is not to be lost.
func sheets() []sheet {
	return []sheet{
		{"rank source path errors", "id title place as_of settled weakest weakest_low weakest_high weakest_title open pivotal decider decider_text answered all_top policy ask ask_text ask_source ask_source_text find_out find_out_text short besides ask_again raise decided decided_on decided_until decided_look_again"},
		{"source path advice errors", "id title place as_of settled weakest weakest_low weakest_high open pivotal answered answers respondents name organisation role notes evidence"},
		{"source bank question has_note", "id title place as_of level between lowest highest of stale has_evidence name organisation role note evidence"},
		{"bank question listen_for level", "version part part_title ask place text passes must counts weight key optional"},
		{"id change old_path new_path", "title old_as_of new_as_of"},
		{"source bank question wanted", "id title number of now ask now_text choices"},
		{"fil bank spørgsmål mangler", "id titel nummer af nu spørg nu_tekst svarmuligheder"},
		{"bestand bank vraag ontbreekt", "id titel nummer van nu te_vragen nu_tekst keuzes"},
	}
}

// isTable looks at the headings.
func isTable(head string) bool {
	for _, comma := range []rune{',', ';'} {
		r := csv.NewReader(strings.NewReader(head))
		r.Comma = comma
		names, err := r.Read()
		if err == nil && slices.ContainsFunc(sheets(), func(s sheet) bool { return s.has(names) }) {
			return true
		}
	}
	return false
}

func (s *sheet) has(names []string) bool {
	marks, others := strings.Fields(s.marks), strings.Fields(s.others)
	theirs := func(name string) bool {
		return !strings.Contains(name, ".") && !strings.HasPrefix(name, "rule ") && !slices.Contains(marks, name) && !slices.Contains(others, name)
	}
	lacks := func(mark string) bool { return !slices.Contains(names, mark) }
	return !slices.ContainsFunc(marks, lacks) && !slices.ContainsFunc(names, theirs)
}
