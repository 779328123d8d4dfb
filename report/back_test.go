package report_test

import (
	"fmt"
	"os"
	"os/exec"
	"regexp"
	"slices"
	"strings"
	"testing"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/questions"
	clean "collectiveimpact/samklar/questions/text"
	"collectiveimpact/samklar/report"

	"github.com/google/go-cmp/cmp"
)

// The tests of the files back_*_test.go write reports of hostile texts and read
// them back. Each report has a harmless twin: the same case with one plain word
// in every foreign place. What a reader finds in the report of the hostile texts
// must be what it finds in the twin, with the words replaced by the texts: the
// same elements in the same order, and every text a text.

// A place is a sort of place that foreign texts come into.
type place int

const (
	placeLine     place = iota // anything that is shown on one line
	placeNote                  // lines of a note stay lines
	placeReason                // a note that is said on one line too
	placeEvidence              // may become a link
	placeLabel                 // stands in a column of a table in a terminal
	placeDate                  // is put in words where it is one
)

// A filler says what stands at each place of a case, numbered through.
type filler func(p place, n int) string

// everywhere puts one text in every place.
func everywhere(s string) filler { return func(place, int) string { return s } }

// inTurn puts texts in the places one after the other.
func inTurn(all []string, first int) filler {
	return func(p place, n int) string {
		if s := all[(first+n)%len(all)]; p != placeDate || !assess.ValidDate(clean.Line(s)) {
			return s
		}
		return "about then" // of a real date more follows than its text: steps have dates
	}
}

// isFollowed says what may be followed as a link, from what the formats say
// rather than from what the program does: a web address with an authority (RFC
// 3986, 3.2) or a mail address whose mailbox needs no quotes (RFC 6068); nothing
// in it that a URI cannot have (RFC 3986, 2), or that ends an attribute; and no
// character reference (CommonMark, 2.5), which stands for another character, not
// even one of a reader that takes it without its semicolon at the end.
func isFollowed(s string) bool {
	const figures, letters = "0123456789", "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
	scheme, rest, _ := strings.Cut(s, ":")
	switch strings.ToLower(scheme) {
	case "http", "https":
		authority, ok := strings.CutPrefix(rest, "//")
		if end := strings.IndexAny(authority, "/?#"); end >= 0 {
			authority = authority[:end]
		}
		if !ok || authority == "" || strings.Contains(authority, "@") {
			return false
		}
	case "mailto":
		mailbox, host, _ := strings.Cut(rest, "@")
		if mailbox == "" || strings.Trim(mailbox, figures+letters+"._+-") != "" || len(host) < 2 || strings.Trim(host[:1], figures+letters) != "" {
			return false
		}
	default:
		return false
	}
	for _, after := range strings.Split(s, "&")[1:] {
		name := strings.TrimPrefix(after, "#")
		if left := strings.TrimLeft(name, figures+letters); left != name && (left == "" || left[0] == ';') {
			return false
		}
	}
	return !strings.ContainsAny(s, " <>\"'`\\|{}^")
}

// A twin gives the plain words that stand for hostile texts.
type twin struct {
	hostile filler
	words   []string // each word with the text it stands for, as a strings.Replacer takes them
}

// invisible is a text of which nothing shows.
const invisible = "\u200b"

func (w *twin) fill(p place, n int) string {
	s := w.hostile(p, n)
	if p != placeNote && p != placeReason {
		return w.word(p, s, fmt.Sprintf("Wort%dx", n))
	}
	if strings.TrimSpace(clean.Clean(s)) == "" {
		return blank(s)
	}
	lines := strings.Split(clean.Clean(s), "\n")
	for i := range lines {
		if clean.Line(lines[i]) == "" {
			lines[i] = ""
			continue
		}
		lines[i] = w.word(p, lines[i], fmt.Sprintf("Wort%dx%dx", n, i))
	}
	return strings.Join(lines, "\n")
}

func (w *twin) word(p place, s, word string) string {
	shown := clean.Line(s)
	if shown == "" {
		return blank(s)
	}
	if p == placeEvidence && isFollowed(shown) {
		word = "https://example.org/" + word
	}
	w.words = append(w.words, word, shown)
	return word
}

// blank gives nothing for nothing, and what does not show for what does not.
func blank(s string) string {
	if s == "" {
		return ""
	}
	return invisible
}

// foreignBanks are banks with a foreign text wherever a bank may have one: a
// tree that decides, the scale it leads to, and a scale that does not decide.
var foreignBanks = []string{`bank: fits
version: 2
kind: tree
language: en
title: LINE
about: LINE
sources:
  paper: {title: LINE, by: LINE, year: 2011, places: {page: LINE}}
  talk: {title: LINE, year: 2012}
scales:
  gate: [{id: "no", text: LINE}, {id: partly, text: LINE}, {id: "yes", text: LINE}]
start: first
nodes:
  - id: first
    title: LINE
    questions:
      - {id: a, ask: LINE, listen-for: LINE, levels: gate, passes: partly, source: paper#page}
      - {id: b, ask: LINE, levels: gate, passes: "yes", advice: [{id: do-b, do: LINE, who: partners, when: now, source: talk}]}
      - {id: c, ask: LINE, levels: gate, counts: false, since: 2, advice: [{id: do-c, do: LINE, who: funders, when: year, source: paper#page}]}
    needs: 1
    pass: second
    fail: wait
  - id: second
    title: LINE
    questions:
      - {id: d, ask: LINE, listen-for: LINE, levels: [{text: LINE}, {text: LINE}], passes: "2", must: true}
    pass: go
    fail: wait
findings:
  - {id: f, when: {c: {at-most: partly}}, title: LINE, text: LINE, advice: [{id: do-f, do: LINE, who: residents, when: quarter, source: talk}]}
  - {id: g, when: {a: {at-least: partly}, d: {at-least: "2"}}, title: LINE, text: LINE}
outcomes:
  - {id: go, title: LINE, short: LINE, text: LINE, next: strong, also: beside, advice: [{id: do-go, do: LINE, who: champions, when: now}]}
  - {id: wait, title: LINE, short: LINE, text: LINE, also: elsewhere, source: paper#page}
`, `bank: strong
version: 1
kind: scale
language: en
title: LINE
about: LINE
sources: {paper: {title: LINE, by: LINE, year: 2013}}
dimensions:
  - id: x
    title: LABEL
    questions:
      - {id: p, ask: LINE, listen-for: LINE, levels: [{text: LINE}, {text: LINE}, {text: LINE}], advice: [{id: do-p, do: LINE, who: partners, when: now, source: paper}]}
      - {id: q, ask: LINE, levels: [{text: LINE}, {text: LINE}], optional: true}
  - id: y
    title: LABEL
    questions:
      - {id: r, ask: LINE, levels: [{text: LINE}, {text: LINE}, {text: LINE}], advice: [{id: do-r, up-to: "2", do: LINE, who: managers, when: quarter}]}
bands: [{id: low, title: LABEL, from: 0}, {id: high, title: LABEL, from: 50}]
findings: [{id: h, when: {x: {below: 80}}, title: LINE, text: LINE}]
verdicts:
  - {id: best, title: LINE, every: 60, short: LINE, text: LINE, next: further}
  - {id: rest, title: LINE, short: LINE, text: LINE}
`, `bank: beside
version: 1
kind: scale
language: en
title: LINE
about: LINE
sources: {paper: {title: LINE, year: 2014}}
dimensions:
  - {id: z, title: LABEL, questions: [{id: s, ask: LINE, levels: [{text: LINE}, {text: LINE}], advice: [{id: do-s, do: LINE, who: directors, when: year, source: paper}]}]}
bands: [{id: low, title: LABEL, from: 0}]
`}

// answered are the answers to the banks, in the order of the questions: a case
// that is settled, and one that is not. ? is unknown, - not applicable, . not
// answered, ! answered for an older version.
var answered = map[string]map[string]string{
	"settled": {"fits": "210" + "1", "strong": "1-1", "beside": "0"},
	"open":    {"fits": "2?!" + "?", "strong": "?.1", "beside": "."},
}

var foreignText = regexp.MustCompile(`\b(?:LINE|LABEL)\b`)

// foreignCase gives a case with what fill says in every foreign place.
func foreignCase(tb testing.TB, kind string, fill filler) *report.Input {
	tb.Helper()
	n := 0
	say := func(p place) string {
		n++
		return fill(p, n)
	}
	var banks []*questions.Bank
	for _, text := range foreignBanks {
		bank, err := questions.Parse("bank.yaml", []byte(foreignText.ReplaceAllStringFunc(text, func(word string) string {
			if word == "LABEL" {
				return inQuotes(say(placeLabel))
			}
			return inQuotes(say(placeLine))
		})))
		if err != nil {
			tb.Fatalf("Parse: %v", err)
		}
		banks = append(banks, bank)
	}
	entries := make(assess.Entries)
	for _, bank := range banks {
		for _, r := range answered[kind][bank.ID] {
			e := assess.Entry{Choice: assess.Unanswered}
			if r != '.' {
				e.Evidence = []string{say(placeEvidence), say(placeEvidence)}
			}
			if strings.ContainsRune("?-!", r) {
				e.Note = say(placeReason)
			} else if r != '.' {
				e.Note = say(placeNote)
			}
			switch r {
			case '.':
			case '?':
				e.Choice = assess.Unknown
			case '-':
				e.Choice = assess.NotApplicable
			case '!':
				e.Choice, e.Stale = assess.Unanswered, say(placeLine)
			default:
				e.Choice = assess.Choice(r - '0')
			}
			entries[bank.ID] = append(entries[bank.ID], e)
		}
	}
	elsewhere := map[string]string{"elsewhere": say(placeLine), "further": say(placeLine)}
	selection := assess.Select(banks)
	result := selection.Evaluate(entries.Answers())
	return &report.Input{
		Case:   assess.Case{Title: say(placeLine), Place: say(placeLine), AsOf: say(placeDate), Respondent: assess.Respondent{Name: say(placeLine), Organisation: say(placeLine), Role: say(placeLine)}},
		Result: result, Outlook: selection.Outlook(result), Entries: entries,
		Titles: func(id string) string { return elsewhere[id] }, Lang: "en", Tool: "0.0.0",
	}
}

// inQuotes writes a text for YAML, all but words by the numbers of its
// characters. A bank has no empty texts: what is empty does not show instead.
func inQuotes(s string) string {
	if strings.TrimSpace(s) == "" {
		s = invisible
	}
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		if r >= '0' && r <= '9' || r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' {
			b.WriteRune(r)
			continue
		}
		fmt.Fprintf(&b, `\U%08X`, r)
	}
	b.WriteByte('"')
	return b.String()
}

// pair gives a case with hostile texts and its harmless twin.
func pair(tb testing.TB, kind string, fill filler) (hostile, harmless *report.Input, w *twin) {
	tb.Helper()
	dated := func(p place, n int) string {
		s := strings.ToValidUTF8(fill(p, n), "\ufffd") // nothing else is read
		if p == placeDate {                            // not one that is put in words
			s = strings.ReplaceAll(s, "-", "/")
		}
		return s
	}
	w = &twin{hostile: dated}
	harmless = foreignCase(tb, kind, w.fill)
	return foreignCase(tb, kind, dated), harmless, w
}

// kinds are the kinds of case.
func kinds() []string { return []string{"settled", "open"} }

// compareBack compares what was read back with the twin, and shows where they
// first differ. Both are lists of elements and texts in their order.
func compareBack(tb testing.TB, format string, got, harmless []string, w *twin) {
	tb.Helper()
	want := make([]string, len(harmless))
	words := strings.NewReplacer(w.words...)
	for i, s := range harmless {
		want[i] = oneLine(words.Replace(undigested(s)))
		if !strings.HasPrefix(want[i], "text ") && strings.Contains(want[i], "<a ") {
			want[i] = unescapedLink(want[i])
		}
	}
	for i := range got {
		got[i] = undigested(got[i])
	}
	if slices.Equal(want, got) {
		return
	}
	at := 0
	for at < len(want) && at < len(got) && want[at] == got[at] {
		at++
	}
	near := func(all []string) []string { return all[min(max(at-3, 0), len(all)):min(at+4, len(all))] }
	tb.Errorf("%s reads back as another report from its part %d on (-want +got):\n%s", format, at, cmp.Diff(near(want), near(got)))
}

var digest = regexp.MustCompile(`sha256:[0-9a-f]{64}`)

// undigested leaves out digests: those of other texts are others.
func undigested(s string) string { return digest.ReplaceAllString(s, "sha256:") }

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// needProgram skips a test that a program is missing for, and says so loudly;
// where all programs must be there, it fails.
func needProgram(tb testing.TB, name string) string {
	tb.Helper()
	path, err := exec.LookPath(name)
	switch {
	case err == nil:
		return path
	case os.Getenv("CI") == "true":
		tb.Fatalf("%s IS MISSING: it reads the reports back; apt-get install %s", strings.ToUpper(name), name)
	default:
		tb.Skipf("%s IS MISSING: NO REPORT WAS READ BACK WITH IT; apt-get install %s", strings.ToUpper(name), name)
	}
	return ""
}
