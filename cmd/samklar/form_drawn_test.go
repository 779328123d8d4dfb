package main

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"
	"unicode"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/answerfile"
	"collectiveimpact/samklar/questions"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// A fileDrawer writes answer files by chance, in JSON: in some of them much is wrong.
type fileDrawer struct {
	*rand.Rand
	wrong bool
}

func (d *fileDrawer) one(of ...string) string { return of[d.IntN(len(of))] }

// odd gives something that an answer file may not hold in this place, now and then.
func (d *fileDrawer) odd(value string) string {
	if d.wrong && d.IntN(12) == 0 {
		return d.one(`null`, `""`, `[]`, `{}`, `["yes"]`, `{"level": "yes"}`, `-1`, `0`, `1.5`, `3`, `99`, `true`, `"x"`, `"\ud800"`, `"constructor"`, `[null]`, `[""]`, `["a", "b", "c"]`, `" "`)
	}
	return value
}

// text gives what people type and paste, and worse.
func (d *fileDrawer) text() string {
	var b strings.Builder
	for range 1 + d.IntN(4) {
		b.WriteString(d.one("x", "é", "🎉", " ", "\n", "\r\n", "\r", "\t", "\x00", "\x1b", "\u0085", "\u00a0", "\u2028", "\ufeff", "\ufffd", "\"", "'", "”", "»", "\\", "</script>", "null", "true", "2026", "{n}", "|"))
	}
	data, err := json.Marshal(b.String())
	if err != nil {
		panic(err)
	}
	return string(data)
}

func (d *fileDrawer) level(q *questions.Question) string {
	all := append(q.LevelIDs(), "unknown")
	if q.Optional || d.wrong {
		all = append(all, "not-applicable")
	}
	switch level := d.one(all...); {
	case level == "yes" && d.IntN(2) == 0:
		return d.one(`true`, `"True"`)
	case level == "no" && d.IntN(2) == 0:
		return d.one(`false`, `"FALSE"`)
	case strings.Trim(level, "0123456789") == "" && d.IntN(2) == 0:
		return level
	default:
		return `"` + level + `"`
	}
}

// answer gives an answer to a question.
func (d *fileDrawer) answer(q *questions.Question, newest int) string {
	level := d.level(q)
	if level != `"not-applicable"` && d.IntN(3) == 0 {
		return d.odd(level)
	}
	fields := []string{`"level": ` + d.odd(level)}
	switch n := len(q.Levels); {
	case d.IntN(4) == 0:
		low := d.IntN(n - 1)
		high := low + 1 + d.IntN(n-1-low)
		if d.wrong && d.IntN(4) == 0 {
			low, high = high, low
		}
		fields = []string{`"between": ` + d.odd(fmt.Sprintf(`[%q, %q]`, q.Levels[low].ID, q.Levels[high].ID))}
	case d.IntN(6) == 0:
		fields = nil
	}
	if len(fields) == 0 || level == `"not-applicable"` && !d.wrong || d.IntN(2) == 0 {
		fields = append(fields, `"note": `+d.odd(d.one(`"n"`, `"a`+d.text()[1:])))
	}
	if d.IntN(3) == 0 {
		var all []string
		for range d.IntN(3) {
			all = append(all, d.odd(d.text()))
		}
		fields = append(fields, `"evidence": `+d.odd(`[`+strings.Join(all, ", ")+`]`))
	}
	if d.IntN(4) == 0 {
		fields = append(fields, fmt.Sprintf(`"version": %s`, d.odd(fmt.Sprint(1+d.IntN(newest)))))
	}
	if d.wrong && d.IntN(20) == 0 {
		fields = append(fields, `"nota": "x"`)
	}
	d.Shuffle(len(fields), func(i, j int) { fields[i], fields[j] = fields[j], fields[i] })
	return d.odd(`{` + strings.Join(fields, ", ") + `}`)
}

// file gives an answer file on banks, and how many answers to others it has.
func (d *fileDrawer) file(asked []*questions.Bank, other *questions.Bank) (text string, others int) {
	d.wrong = d.IntN(2) == 0
	var sections []string
	for section, fields := range map[string][]string{"case": {"id", "title", "place", "as-of"}, "respondent": {"name", "organisation", "role"}} {
		var all []string
		for _, field := range fields {
			value := d.text()
			if field == "as-of" {
				value = d.one(`"2026-03-31"`, `"2028-02-29"`, `"2026-03"`, `"2026"`, `2026`, `"2026-03-31T00:00:00Z"`, `"0000-01-01"`, `""`, `null`)
				if d.wrong {
					value = d.one(value, `"2026-02-30"`, `"soon"`, `46112`, `"2026-3-1"`)
				}
			}
			if d.IntN(2) == 0 {
				all = append(all, fmt.Sprintf(`%q: %s`, field, d.odd(value)))
			}
		}
		sections = append(sections, fmt.Sprintf(`%q: %s`, section, d.odd(d.one(`{`+strings.Join(all, ", ")+`}`, `{`+strings.Join(all, ", ")+`}`, `null`))))
	}
	var versions, answers []string
	for _, b := range append(asked, other) {
		if d.IntN(2) == 0 {
			versions = append(versions, fmt.Sprintf(`%q: %s`, b.ID, d.odd(fmt.Sprint(1+d.IntN(b.Version)))))
		}
		var all []string
		for i := range b.Questions {
			if d.IntN(4) == 0 {
				all = append(all, fmt.Sprintf(`%q: %s`, b.Questions[i].ID, d.answer(&b.Questions[i], b.Version)))
			}
		}
		for _, g := range b.Gone {
			if d.IntN(4) == 0 {
				all = append(all, fmt.Sprintf(`%q: {"level": "yes", "version": 1}`, g.ID))
				if b != other {
					others++
				}
			}
		}
		if b == other {
			others += len(all)
		}
		answers = append(answers, fmt.Sprintf(`%q: {%s}`, b.ID, strings.Join(all, ", ")))
	}
	sections = append(sections, `"samklar": 1`, `"banks": {`+strings.Join(versions, ", ")+`}`, `"answers": {`+strings.Join(answers, ", ")+`}`)
	return `{` + strings.Join(sections, ", ") + `}`, others
}

// tidy gives a text as a field of a page has it: on one line, or on several.
func tidy(s string, lines bool) string {
	s = strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(s)
	if !lines {
		s = regexp.MustCompile(`\n+`).ReplaceAllString(s, " ")
	}
	return strings.TrimFunc(s, func(r rune) bool { return unicode.IsSpace(r) || r == '\ufeff' })
}

// TestFormDrawnFiles opens files by chance. What the program reads, the page reads alike,
// and says how much it leaves out; what it would save, the program takes, or the page
// says what is to be mended.
func TestFormDrawnFiles(t *testing.T) {
	library := questions.NewLibrary("en")
	var banks []*questions.Bank
	for _, id := range []string{"when", "preconditions", "stagnation"} {
		b, err := library.Bank(id)
		if err != nil {
			t.Fatal(err)
		}
		banks = append(banks, b)
	}
	asked, other := banks[:2], banks[2]
	p := newForm(t, "FORMS OPENING FILES ARE", "--lang", "en", "--banks", "when,preconditions")
	d := &fileDrawer{Rand: rand.New(rand.NewPCG(1, 2))}
	taken, refused, mended := 0, 0, 0
	for range 150 {
		text, others := d.file(asked, other)
		said, saved := opened(t, p, text)
		wrong := ask[string](p, `wrong()[0] ?? ""`)
		after, err := answerfile.Read("saved.json", []byte(saved), library)
		if (err != nil) != (wrong != "") {
			t.Fatalf("the page says %q, and the program %v\nopened %s\nsaved %s", wrong, err, text, saved)
		}
		if wrong != "" {
			mended++
			if !strings.Contains(said, wrong) {
				t.Errorf("of what is to be mended it says %q, want %q", said, wrong)
			}
		}
		before, err := answerfile.Read("opened.json", []byte(text), library)
		if err != nil {
			if refused++; !strings.Contains(said, "no place") && !strings.Contains(said, "no answers that fit") && wrong == "" {
				t.Errorf("the program says %v\nand the page takes all of it: %q\nopened %s", err, said, text)
			}
			continue
		}
		if strings.Contains(said, "no answers that fit") {
			continue
		}
		if taken++; wrong != "" {
			t.Fatalf("the program reads it, and the page says %q\nopened %s", wrong, text)
		}
		left := ""
		if others == 1 {
			left = "One answer in the file has no place"
		} else if others > 1 {
			left = fmt.Sprintf("%d answers in the file have no place", others)
		}
		if got := strings.Contains(said, "no place"); !strings.Contains(said, left) || got != (left != "") {
			t.Errorf("it says %q, want %q", said, left)
		}
		if diff := cmp.Diff(tidied(before, asked), tidied(after, asked), cmpopts.EquateEmpty()); diff != "" {
			t.Fatalf("(-opened +saved):\n%s\nopened %s\nsaved %s", diff, text, saved)
		}
	}
	t.Logf("%d files are read, %d refused, and %d to be mended on the page", taken, refused, mended)
	if taken < 50 || refused < 50 || mended < 10 {
		t.Errorf("%d files are read, %d refused, and %d to be mended on the page; want more", taken, refused, mended)
	}
}

// tidied gives what a document says, its texts tidy and a piece of evidence on one line.
func tidied(d *answerfile.Document, banks []*questions.Bank) []any {
	c := d.Case
	for _, f := range c.Fields() {
		*f.Text = tidy(*f.Text, false)
	}
	entries := d.Entries(banks)
	for _, all := range entries {
		for i := range all {
			all[i].Note = tidy(all[i].Note, true)
			var evidence []string
			for _, e := range all[i].Evidence {
				if e = tidy(e, false); e != "" {
					evidence = append(evidence, e)
				}
			}
			all[i].Evidence = evidence
		}
	}
	return []any{c, map[string][]assess.Entry(entries)}
}
