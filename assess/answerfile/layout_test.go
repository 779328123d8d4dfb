package answerfile_test

import (
	"encoding/json"
	"fmt"
	"strings"

	"pgregory.net/rapid"
)

// A layout draws answer files as people and programs write them: every style of
// scalar, list and map, comments wherever they may stand, any indent.
type layout struct {
	t        *rapid.T
	b        strings.Builder
	newline  string
	comments int
	quiet    bool // inside a list, whose comments go with it when it is replaced
	literal  bool // the last value was a block, below which a comment may not be indented
}

func (l *layout) pick(n int) int { return rapid.IntRange(0, n-1).Draw(l.t, "pick") }

func (l *layout) maybe(one int) bool { return l.pick(one) == 0 }

// comment gives a comment with a number of its own, and marks in it that mean
// something elsewhere.
func (l *layout) comment() string {
	l.comments++
	return fmt.Sprintf("#c%d %s", l.comments, rapid.SampledFrom([]string{
		"", "plain", "it's", `"open`, "{[", "]}", "a: b", "- c", "# d", "æ🎉", "| >", "tab\tin", "q1: yes",
	}).Draw(l.t, "comment"))
}

// tail ends a line, sometimes with blanks or a comment.
func (l *layout) tail() {
	switch n := l.pick(6); {
	case n == 0 && !l.quiet:
		l.b.WriteString("  " + l.comment())
	case n == 1 && !l.quiet:
		l.b.WriteString(rapid.SampledFrom([]string{" ", "\t", " \t "}).Draw(l.t, "blank"))
	}
	l.b.WriteString(l.newline)
}

// between writes comments and blank lines, as they may stand before any entry.
func (l *layout) between(indent int) {
	for l.maybe(4) {
		switch {
		case l.maybe(3):
			l.b.WriteString(l.newline)
		case l.literal:
			l.b.WriteString(strings.Repeat(" ", l.pick(indent+1)) + l.comment() + l.newline)
		default:
			l.b.WriteString(strings.Repeat(" ", l.pick(indent+4)) + l.comment() + l.newline)
		}
	}
}

// key begins an entry of a block map.
func (l *layout) key(indent int, name string) {
	l.between(indent)
	l.literal = false
	switch l.pick(8) {
	case 0:
		name = `"` + name + `"`
	case 1:
		name = "'" + name + "'"
	}
	l.b.WriteString(strings.Repeat(" ", indent) + name + ":")
	if l.maybe(8) {
		l.b.WriteString(rapid.SampledFrom([]string{" ", "  ", " \t"}).Draw(l.t, "gap"))
	}
}

func (l *layout) step() int { return 1 + l.pick(8) }

// words gives a text of a few words that may be bare anywhere.
func (l *layout) words() string {
	return strings.Join(rapid.SliceOfN(rapid.SampledFrom([]string{
		"bare", "it's", "50%", "a:b", "c#d", "æøå", "🎉", "12", "-", "\"in\"", "yes", "null", "p:'q", `r:"s`, "t,u", "who?", "v?w", "x\u2028y", "\u0085z",
	}), 1, 4).Draw(l.t, "words"), " ")
}

// flowText gives a scalar for use inside brackets.
func (l *layout) flowText() string {
	switch l.pick(4) {
	case 0:
		return "word " + strings.NewReplacer("-", "x", ",", ";").Replace(l.words())
	case 1:
		return "'" + strings.ReplaceAll(l.words(), "'", "''") + " ] } , # x'"
	case 2:
		return `"` + strings.ReplaceAll(l.words(), `"`, `\"`) + ` \\ ] } \u00e6, # x"`
	}
	return `"one` + l.newline + strings.Repeat(" ", 1+l.pick(9)) + `two"`
}

// blockText writes a scalar after a key of a block map, to the end of its line.
func (l *layout) blockText(indent int, text string) {
	inner := strings.Repeat(" ", indent+l.step())
	switch l.pick(9) {
	case 0: // over several lines
		l.b.WriteString(" word " + text + l.newline + inner + "more")
		l.tail()
	case 1: // on the next line
		l.tail()
		l.b.WriteString(inner + "word " + text)
		l.tail()
	case 2:
		l.b.WriteString(" '" + strings.ReplaceAll(text, "'", "''") + l.newline + l.newline + inner + "# ''more'''")
		l.tail()
	case 3, 4, 5:
		head := rapid.SampledFrom([]string{"|", "|-", ">", ">-", "|2", ">+"}).Draw(l.t, "head")
		if strings.HasSuffix(head, "2") {
			inner = strings.Repeat(" ", indent+2)
		}
		l.b.WriteString(" " + head + l.newline)
		l.b.WriteString(inner + "word " + text + " # no comment" + l.newline)
		if l.maybe(2) {
			l.b.WriteString(l.newline)
		}
		l.b.WriteString(inner + " deeper: 'x" + l.newline + inner + "end" + l.newline)
		l.literal = true
	case 6:
		l.b.WriteString(` "` + strings.ReplaceAll(text, `"`, `\"`) + ` \n\t\\ # x"`)
		l.tail()
	default:
		l.b.WriteString(" word " + text)
		l.tail()
	}
}

// level writes a level as it may stand: bare, quoted, as another writer's
// boolean.
func (l *layout) level(id string) string {
	boolean := map[string]string{"yes": "true", "no": "False"}[id]
	switch n := l.pick(10); {
	case n == 0 && boolean != "":
		return boolean
	case n == 1 || n == 2:
		return `"` + id + `"`
	case n == 3 || n == 4:
		return "'" + id + "'"
	}
	return id
}

// flowBreak is what may stand between the parts of a map in braces.
func (l *layout) flowBreak() string {
	switch n := l.pick(6); {
	case n == 0:
		return l.newline + strings.Repeat(" ", 1+l.pick(9))
	case n == 1 && !l.quiet:
		return " " + l.comment() + l.newline + strings.Repeat(" ", 1+l.pick(9))
	case n == 2:
		return ""
	}
	return " "
}

// entry is a name and what is written for it in braces and in lines.
type entry struct {
	name  string
	flow  func() string
	block func(indent int)
}

// flowMap writes entries in braces. Within them every line is indented deeper
// than the key that the braces belong to.
func (l *layout) flowMap(indent int, entries []entry) string {
	var b strings.Builder
	b.WriteString("{" + l.flowBreak())
	for i, e := range entries {
		if i > 0 {
			b.WriteString(l.flowBreak() + "," + l.flowBreak() + " ")
		}
		b.WriteString(e.name + ": " + e.flow())
	}
	b.WriteString(l.flowBreak() + "}")
	pad := l.newline + strings.Repeat(" ", indent+1)
	return strings.ReplaceAll(b.String(), l.newline, pad)
}

// blockMap writes entries one a line.
func (l *layout) blockMap(indent int, entries []entry) {
	for _, e := range entries {
		l.key(indent, e.name)
		e.block(indent)
	}
}

// either writes entries after a key, in braces or below it.
func (l *layout) either(indent int, entries []entry) {
	if len(entries) == 0 || l.maybe(4) {
		l.b.WriteString(" " + l.flowMap(indent, entries))
		l.tail()
		return
	}
	l.tail()
	l.blockMap(indent+l.step(), entries)
}

// scalar is an entry whose value is one word.
func (l *layout) scalar(name string, value func() string) entry {
	return entry{name, value, func(indent int) {
		switch n := l.pick(10); {
		case n < 2:
			l.tail()
			l.b.WriteString(strings.Repeat(" ", indent+l.step()) + value())
		case n == 2 && name != "samklar" && name != "b" && name != "c":
			word := strings.NewReplacer("'", "", `"`, "", "true", "yes", "False", "no").Replace(value())
			l.b.WriteString(" >-" + l.newline + strings.Repeat(" ", indent+l.step()) + word + l.newline)
			l.literal = true
			return
		default:
			l.b.WriteString(" " + value())
		}
		l.tail()
	}}
}

func (l *layout) text(name string) entry {
	return entry{name, l.flowText, func(indent int) { l.blockText(indent, l.words()) }}
}

func (l *layout) evidence() entry {
	flow := func() string {
		l.quiet = true
		defer func() { l.quiet = false }()
		items := make([]string, l.pick(4))
		for i := range items {
			items[i] = l.flowText()
		}
		return "[" + strings.Join(items, ","+l.flowBreak()+" ") + "]"
	}
	return entry{"evidence", flow, func(indent int) {
		if l.maybe(3) {
			l.b.WriteString(" " + strings.ReplaceAll(flow(), l.newline, l.newline+strings.Repeat(" ", indent+1)))
			l.tail()
			return
		}
		l.b.WriteString(l.newline)
		l.quiet = true
		defer func() { l.quiet = false }()
		dash := indent + l.pick(4)
		for range 1 + l.pick(3) {
			l.b.WriteString(strings.Repeat(" ", dash) + "-")
			l.blockText(dash, l.words())
			l.literal = true // what follows may not be indented
		}
	}}
}

// answer draws an answer with one of these levels.
func (l *layout) answer(question string, levels []string) entry {
	id := rapid.SampledFrom(append(levels, "unknown")).Draw(l.t, "level")
	value := func() string { return l.level(id) }
	if l.maybe(2) {
		return l.scalar(question, value)
	}
	fields := []entry{l.scalar("level", value)}
	if l.maybe(2) {
		fields = append(fields, l.text("note"))
	}
	if l.maybe(2) {
		fields = append(fields, l.evidence())
	}
	fields = rapid.Permutation(fields).Draw(l.t, "fields")
	return entry{
		question,
		func() string { return l.flowMap(0, fields) },
		func(indent int) { l.either(indent, fields) },
	}
}

// nested is an entry that holds entries.
func (l *layout) nested(name string, entries []entry) entry {
	return entry{
		name,
		func() string { return l.flowMap(0, entries) },
		func(indent int) {
			if len(entries) == 0 && l.maybe(2) {
				if l.maybe(2) {
					l.b.WriteString(" ~")
				}
				l.tail()
				return
			}
			l.either(indent, entries)
		},
	}
}

// some draws a few of the entries, in any order.
func (l *layout) some(entries []entry) []entry {
	return rapid.Permutation(entries).Draw(l.t, "order")[:l.pick(len(entries)+1)]
}

// drawYAML draws an answer file. Old says whether its answers to bank b are for
// the version before.
func drawYAML(t *rapid.T, old bool) string {
	l := &layout{t: t, newline: rapid.SampledFrom([]string{"\n", "\n", "\r\n"}).Draw(t, "newline")}
	gate, numbers := []string{"no", "partly", "yes"}, []string{"1", "2", "3"}
	version := "2"
	if old {
		version = "1"
	}
	sections := []entry{
		l.nested("case", l.some([]entry{l.text("id"), l.text("title"), l.text("place"), l.scalar("as-of", func() string { return "2017-12-01" })})),
		l.nested("respondent", l.some([]entry{l.text("name"), l.text("organisation")})),
		l.nested("answers", l.some([]entry{
			l.nested("b", l.some([]entry{
				l.answer("q1", gate), l.answer("q2", gate), l.answer("q3", numbers), l.answer("q4", numbers),
			})),
			l.nested("c", l.some([]entry{l.answer("r1", []string{"yes", "no"})})),
		})),
	}
	versions := []entry{l.scalar("c", func() string { return "1" })}
	if old {
		versions = []entry{l.scalar("b", func() string { return version })}
	} else {
		versions = l.some(append(versions, l.scalar("b", func() string { return version })))
	}
	sections = l.some(append(sections, l.nested("banks", versions)))
	if old {
		sections = append(sections[:0:0], sections...)
		has := false
		for _, s := range sections {
			has = has || s.name == "banks"
		}
		if !has {
			sections = append(sections, l.nested("banks", versions))
		}
	}
	sections = append(sections, l.scalar("samklar", func() string { return "1" }))
	sections = rapid.Permutation(sections).Draw(t, "sections")
	if l.maybe(6) {
		l.b.WriteString("\ufeff")
	}
	l.between(0)
	if l.maybe(8) { // a document without content
		l.b.WriteString("---")
		l.tail()
		l.between(0)
	}
	if directive := l.maybe(8); directive || l.maybe(5) {
		if directive {
			l.b.WriteString("%YAML 1." + string(rune('0'+l.pick(3))) + l.newline)
		}
		l.b.WriteString("---")
		l.tail()
		if l.maybe(8) {
			l.b.WriteString("\ufeff")
		}
	}
	if l.maybe(8) {
		l.b.WriteString("#c0" + l.newline + l.flowMap(0, sections))
		l.tail()
	} else {
		l.blockMap(rapid.SampledFrom([]int{0, 0, 0, 2}).Draw(t, "margin"), sections)
	}
	l.between(0)
	if l.maybe(8) {
		l.b.WriteString("..." + l.newline)
		l.between(0)
	}
	if l.maybe(10) {
		l.b.WriteString("---" + l.newline)
		l.between(0)
	}
	text := l.b.String()
	if l.maybe(4) {
		text = strings.TrimRight(text, "\r\n")
	}
	return text
}

// drawJSON draws an answer file in JSON, on one line or indented.
func drawJSON(t *rapid.T) string {
	levels := rapid.SampledFrom([]any{"no", "partly", "yes", true, false, "unknown"})
	answer := rapid.OneOf(
		levels,
		rapid.Custom(func(t *rapid.T) any {
			return map[string]any{"level": levels.Draw(t, "level"), "note": "n " + drawText().Draw(t, "note"), "evidence": []string{"e"}}
		}),
	)
	doc := map[string]any{"samklar": 1}
	if rapid.Bool().Draw(t, "case") {
		doc["case"] = map[string]any{"title": "t " + drawText().Draw(t, "title")}
	}
	if rapid.Bool().Draw(t, "answers") {
		doc["answers"] = map[string]any{"b": rapid.MapOfN(rapid.SampledFrom([]string{"q1", "q2"}), answer, 0, 2).Draw(t, "b")}
	}
	var text []byte
	var err error
	if rapid.Bool().Draw(t, "indented") {
		text, err = json.MarshalIndent(doc, "", rapid.SampledFrom([]string{"  ", "\t", " "}).Draw(t, "indent"))
	} else {
		text, err = json.Marshal(doc)
	}
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, r := range string(text) { // what the reader wants escaped and encoding/json leaves bare
		if r >= 0x7f && r < 0xa0 || r == 0xfffe || r == 0xffff {
			fmt.Fprintf(&b, `\u%04x`, r)
		} else {
			b.WriteRune(r)
		}
	}
	return b.String() + rapid.SampledFrom([]string{"", "\n"}).Draw(t, "end")
}
