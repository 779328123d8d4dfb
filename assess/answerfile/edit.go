package answerfile

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/questions"
	"collectiveimpact/samklar/questions/yamldoc"
)

// ErrEdit says that an answer could not be put into a file without changing
// something else in it. The document is then as it was.
var ErrEdit = errors.New("the answer cannot be put into the file without changing something else in it")

// New gives a document with no answers yet, in YAML or JSON.
func New(file string, asJSON bool, library *questions.Library) *Document {
	text := fmt.Sprintf("samklar: %d\n", Format)
	if asJSON {
		text = fmt.Sprintf("{\n  \"samklar\": %d\n}\n", Format)
	}
	d, err := Read(file, []byte(text), library)
	if err != nil {
		panic("answerfile: a document without answers is valid: " + err.Error())
	}
	return d
}

// Fill puts what is known of the case into the document where it has nothing. Fields that are empty are left alone. The error is a diag.List
// where a field does not fit: a date that is none, a text that is too long.
func (d *Document) Fill(c assess.Case) error {
	draft := *d
	now, who := &d.Case.Respondent, &c.Respondent
	for _, f := range []struct{ section, name, now, value string }{
		{"case", "title", d.Case.Title, c.Title},
		{"case", "place", d.Case.Place, c.Place},
		{"case", "as-of", d.Case.AsOf, c.AsOf},
		{"respondent", "name", now.Name, who.Name},
		{"respondent", "organisation", now.Organisation, who.Organisation},
		{"respondent", "role", now.Role, who.Role},
	} {
		if f.value == "" || f.now != "" {
			continue
		}
		value := quote(f.value)
		if f.name == "as-of" && !d.json && assess.ValidDate(f.value) {
			value = f.value
		}
		if err := draft.change([]string{f.section, f.name}, value); err != nil {
			return err
		}
	}
	again, err := Read(d.File, draft.source, d.library)
	if err != nil {
		return err
	}
	again.bom = d.bom
	if !d.sameAnswers(again) {
		return ErrEdit
	}
	*d = *again
	return nil
}

// Set puts an answer into the document's text and leaves the rest of the text
// as it is: what follows a value on its line, comments, order and layout. The
// bank's version is entered in banks. Where older answers there would thereby
// count as given for the newer version, each first gets its own version.
func (d *Document) Set(bank *questions.Bank, question string, a Answer) error {
	q := bank.Question(question)
	if q < 0 {
		return fmt.Errorf("bank %q has no question %q", bank.ID, question)
	}
	draft := *d
	draft.answers = maps.Clone(d.answers)
	draft.answers[bank.ID] = maps.Clone(d.answers[bank.ID])
	draft.versions = maps.Clone(d.versions)
	old, versioned := d.versions[bank.ID]
	if old < bank.Version {
		if versioned {
			for id, other := range d.answers[bank.ID] {
				if id != question && other.Version == 0 {
					other.Version = old
					if err := draft.put(bank.ID, id, other); err != nil {
						return err
					}
				}
			}
		}
		if err := draft.change([]string{"banks", bank.ID}, strconv.Itoa(bank.Version)); err != nil {
			return err
		}
		draft.versions[bank.ID] = bank.Version
	}
	if a.Version == bank.Version || a.Version == 0 && d.answers[bank.ID][question].Version != 0 {
		a.Version = bank.Version // an entry that has its own version keeps one
	}
	if err := draft.put(bank.ID, question, a); err != nil {
		return err
	}
	*d = draft
	return nil
}

// Annotate puts a note and evidence beside an answer and leaves the rest of it
// as it is: its level, and whether it is stale. Without an answer they stand
// alone, which counts as unknown.
func (d *Document) Annotate(bank *questions.Bank, question, note string, evidence []string) error {
	old, given := d.answers[bank.ID][question]
	if !given {
		return d.Set(bank, question, Answer{Note: note, Evidence: evidence})
	}
	draft := *d
	draft.answers = maps.Clone(d.answers)
	draft.answers[bank.ID] = maps.Clone(d.answers[bank.ID])
	old.Note, old.Evidence = note, evidence
	if err := draft.put(bank.ID, question, old); err != nil {
		return err
	}
	*d = draft
	return nil
}

// put changes one answer and checks, by reading the text again, that this and
// nothing else has changed.
func (d *Document) put(bank, question string, a Answer) error {
	if d.answers[bank] == nil {
		d.answers[bank] = make(map[string]Answer)
	}
	was, given := d.answers[bank][question]
	if a.Level == "" && a.Note == "" && len(a.Evidence) == 0 {
		a.Level = Unknown
	}
	if given && same(a, was) {
		return nil
	}
	path := []string{"answers", bank, question}
	now := d.root.Get("answers").Get(bank).Get(question)
	if now == nil || now.Kind != yamldoc.Map {
		if err := d.change(path, d.render(a)); err != nil {
			return err
		}
	} else {
		fields := []struct {
			name    string
			changed bool
			value   string
		}{
			{"level", a.Level != was.Level, d.word(a.Level)},
			{"note", a.Note != was.Note, quote(a.Note)},
			{"evidence", !slices.Equal(a.Evidence, was.Evidence), quoteAll(a.Evidence)},
			{"version", a.Version != was.Version, strconv.Itoa(a.Version)},
		}
		for _, f := range fields {
			if !f.changed {
				continue
			}
			if f.name == "level" && a.Level == "" {
				f.value = d.word(Unknown)
				a.Level = Unknown
			}
			if err := d.changeField(append(path[:3:3], f.name), f.value, was, a); err != nil {
				return err
			}
		}
	}
	d.answers[bank][question] = a
	again, err := Read(d.File, d.source, d.library)
	if err != nil || again.Case != d.Case || !d.sameAnswers(again) {
		return ErrEdit
	}
	d.root = again.root
	return nil
}

// changeField changes one field of an answer. Evidence is changed and added to
// piece by piece, so that comments in the list stay; only where the list becomes
// shorter is it written anew.
func (d *Document) changeField(path []string, value string, was, a Answer) error {
	n := len(was.Evidence)
	if path[3] != "evidence" || n == 0 || len(a.Evidence) < n {
		return d.change(path, value)
	}
	for i, piece := range a.Evidence {
		list := d.root.Get(path[0]).Get(path[1]).Get(path[2]).Get(path[3])
		var err error
		switch {
		case i >= n:
			err = d.appendItem(list, quote(piece))
		case piece != was.Evidence[i]:
			from := d.offset(&list.Items[i])
			err = d.splice(from, d.end(&list.Items[i], list.Column-1), quote(piece))
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// sameAnswers compares what two documents say; an answer without evidence may
// hold none or an empty list.
func (d *Document) sameAnswers(other *Document) bool {
	if !maps.Equal(d.versions, other.versions) || len(d.answers) != len(other.answers) {
		return false
	}
	for bank, answers := range d.answers {
		equal := maps.EqualFunc(answers, other.answers[bank], same)
		if !equal {
			return false
		}
	}
	return true
}

func same(a, b Answer) bool {
	return a.Level == b.Level && a.Note == b.Note && a.Version == b.Version && slices.Equal(a.Evidence, b.Evidence)
}

// render writes an answer as one value: a bare level, or a map on one line.
func (d *Document) render(a Answer) string {
	if a.Note == "" && len(a.Evidence) == 0 && a.Version == 0 {
		return d.word(a.Level)
	}
	var fields []string
	add := func(name, value string) { fields = append(fields, d.word(name)+": "+value) }
	if a.Level != "" {
		add("level", d.word(a.Level))
	}
	if a.Note != "" {
		add("note", quote(a.Note))
	}
	if len(a.Evidence) > 0 {
		add("evidence", quoteAll(a.Evidence))
	}
	if a.Version > 0 {
		add("version", strconv.Itoa(a.Version))
	}
	return "{" + strings.Join(fields, ", ") + "}"
}

// word writes an id or a field's name. In JSON it is quoted; in YAML only null
// and what is no id (a level of long ago) could mean something else. Yes and no stay bare, as people write them.
func (d *Document) word(id string) string {
	if d.json || id == "null" || !questions.IsID(id) {
		return quote(id)
	}
	return id
}

// quote writes a text in double quotes, so that both YAML and JSON read it back
// as it is. What does not print is escaped; characters beyond U+FFFF stand as
// they are or as surrogate pairs, which YAML would not put together, so those
// that do not print are not escaped but left to the reader's filters.
func quote(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\t':
			b.WriteString(`\t`)
		case r == '\r':
			b.WriteString(`\r`)
		case r < 0x10000 && r != ' ' && !unicode.IsPrint(r):
			fmt.Fprintf(&b, `\u%04x`, r)
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
	return b.String()
}

func quoteAll(all []string) string {
	quoted := make([]string, len(all))
	for i, s := range all {
		quoted[i] = quote(s)
	}
	return "[" + strings.Join(quoted, ", ") + "]"
}

// change sets the value under a path of keys, adding the maps and the last key
// where they are missing, and reads the text again.
func (d *Document) change(path []string, value string) error {
	parent := d.root
	for i, name := range path {
		child := parent.Get(name)
		if i == len(path)-1 && child != nil && !child.IsNull() {
			return d.replace(parent, child, value)
		}
		if child == nil {
			return d.insert(parent, path[i:], value)
		}
		if child.IsNull() {
			return d.fill(parent, child, path[i+1:], value)
		}
		if child.Kind != yamldoc.Map {
			return ErrEdit
		}
		parent = child
	}
	return ErrEdit
}

// replace puts a value in the place of another. A comment on the line of a block
// scalar's mark goes behind the new value; a list whose items stand no deeper
// than their key is moved in.
func (d *Document) replace(parent, child *yamldoc.Node, value string) error {
	from := d.offset(child)
	to := d.end(child, indentOf(parent))
	if child.Style == yamldoc.Literal {
		if _, comment, ok := bytes.Cut(d.source[from:d.lineEnd(from)], []byte(" #")); ok {
			value += " #" + string(comment)
		}
	}
	if child.Style == yamldoc.Block && child.Column-1 <= indentOf(parent) {
		value = strings.Repeat(" ", indentOf(parent)+2-(child.Column-1)) + value
	}
	return d.splice(from, to, value)
}

// appendItem adds an item at the end of a list.
func (d *Document) appendItem(list *yamldoc.Node, item string) error {
	last := &list.Items[len(list.Items)-1]
	if list.Style == yamldoc.Flow {
		return d.insertAfter(list, last, last, item)
	}
	at := d.lineEnd(d.end(last, list.Column-1))
	if last.Style == yamldoc.Literal {
		return ErrEdit
	}
	return d.splice(at, at, d.newline()+strings.Repeat(" ", list.Column-1)+"- "+item)
}

// splice replaces a part of the text.
func (d *Document) splice(from, to int, with string) error {
	text := make([]byte, 0, len(d.source)+len(with))
	text = append(text, d.source[:from]...)
	text = append(text, with...)
	text = append(text, d.source[to:]...)
	var root *yamldoc.Node
	var err error
	if d.json {
		root, err = parseJSON(d.File, text)
	} else {
		root, err = yamldoc.Parse(d.File, text, limits)
	}
	if err != nil {
		return fmt.Errorf("%w: %w", ErrEdit, err)
	}
	d.source, d.root = text, root
	return nil
}

// nested writes the maps of a path around a value, on one line.
func (d *Document) nested(path []string, value string) string {
	for i := len(path) - 1; i > 0; i-- {
		value = "{" + d.word(path[i]) + ": " + value + "}"
	}
	if len(path) == 0 {
		return value
	}
	return d.word(path[0]) + ": " + value
}

// block writes the maps of a path around a value, one line each, and ends
// without a line break.
func (d *Document) block(path []string, value string, indent int) string {
	var b strings.Builder
	for i, name := range path {
		if i > 0 {
			b.WriteString(d.newline())
		}
		b.WriteString(strings.Repeat(" ", indent+2*i))
		b.WriteString(d.word(name))
		b.WriteString(":")
	}
	return b.String() + " " + value
}

// insert adds a path and its value at the end of a map.
func (d *Document) insert(m *yamldoc.Node, path []string, value string) error {
	if m.Style == yamldoc.Flow {
		entry := d.nested(path, value)
		if len(m.Items) == 0 {
			at := d.offset(m) + 1
			return d.splice(at, at, entry)
		}
		return d.insertAfter(m, &m.Items[len(m.Items)-2], &m.Items[len(m.Items)-1], entry)
	}
	indent := indentOf(m)
	last := &m.Items[len(m.Items)-1]
	entry := d.block(path, value, indent)
	at := d.lineEnd(d.end(last, indent))
	if leaf := lastLeaf(last); leaf.Style == yamldoc.Literal {
		return d.insertAfterLiteral(leaf, at, entry)
	}
	return d.splice(at, at, d.newline()+entry)
}

// lastLeaf gives the scalar, or the value in brackets, that a value ends with.
func lastLeaf(n *yamldoc.Node) *yamldoc.Node {
	for n.Style == yamldoc.Block && len(n.Items) > 0 {
		n = &n.Items[len(n.Items)-1]
	}
	return n
}

// insertAfterLiteral adds an entry below a block scalar, which may own the blank
// lines and the line break that follow it.
func (d *Document) insertAfterLiteral(leaf *yamldoc.Node, at int, entry string) error {
	if at < len(d.source) {
		next := d.afterBreak(at)
		return d.splice(next, next, entry+d.newline())
	}
	// Without a line break at the end of the file the text has none at its end
	// either; its mark has to say so once more follows.
	mark := d.offset(leaf)
	end := mark + bytes.IndexAny(d.source[mark:], " \t\r\n")
	header := strings.ReplaceAll(string(d.source[mark:end]), "+", "")
	if !strings.Contains(header, "-") {
		header += "-"
	}
	text := header + string(d.source[end:at]) + d.newline() + entry
	return d.splice(mark, at, text)
}

// insertAfter adds an entry to a list or map in brackets: behind its last value,
// on a line of its own where the last entry has one. A comment behind the last
// value stays there.
func (d *Document) insertAfter(of, first, last *yamldoc.Node, entry string) error {
	at := d.end(last, 0)
	lineEnd := d.lineEnd(at)
	rest := bytes.TrimLeft(d.source[at:lineEnd], " \t")
	comma := ","
	if len(rest) > 0 && rest[0] == ',' {
		comma, rest = "", bytes.TrimLeft(rest[1:], " \t")
	}
	start := d.lineStart(d.offset(first))
	margin := d.source[start:d.offset(first)]
	ownLine := first.Line != of.Line && len(bytes.TrimLeft(margin, " \t")) == 0
	switch {
	case ownLine && (len(rest) == 0 || rest[0] == '#'):
		tail := string(d.source[at:lineEnd])
		return d.splice(at, lineEnd, comma+tail+d.newline()+string(margin)+entry)
	case ownLine && comma != "":
		return d.splice(at, at, comma+d.newline()+string(margin)+entry)
	case comma == "": // a comma stands there already, with more behind it
		behind := at + bytes.IndexByte(d.source[at:], ',') + 1
		return d.splice(behind, behind, " "+entry)
	case len(rest) == 0 || rest[0] == '#':
		tail := string(d.source[at:lineEnd])
		return d.splice(at, lineEnd, comma+tail+d.newline()+strings.Repeat(" ", max(of.Column, 1))+entry)
	}
	return d.splice(at, at, comma+" "+entry)
}

// fill gives an empty value its content: on the lines below it in a block map,
// in place otherwise.
func (d *Document) fill(parent, empty *yamldoc.Node, path []string, value string) error {
	at := d.offset(empty)
	if parent.Style == yamldoc.Flow || len(path) == 0 {
		if len(path) > 0 {
			value = "{" + d.nested(path, value) + "}"
		}
		to := at + len(empty.Text)
		if empty.Text == "" {
			value = " " + value
		}
		return d.splice(at, to, value)
	}
	if empty.Text != "" {
		if err := d.splice(at, at+len(empty.Text), ""); err != nil {
			return err
		}
	}
	at = d.lineEnd(at)
	return d.splice(at, at, d.newline()+d.block(path, value, indentOf(parent)+2))
}

// indentOf gives the column, from 0, of a block map's keys.
func indentOf(m *yamldoc.Node) int {
	if len(m.Items) == 0 {
		return 0
	}
	return m.Items[0].Column - 1
}

// newline gives the line break that the file uses.
func (d *Document) newline() string {
	if bytes.Contains(d.source, []byte("\r\n")) {
		return "\r\n"
	}
	return "\n"
}

// offset gives the place in the text, in bytes, at which a node begins.
func (d *Document) offset(n *yamldoc.Node) int {
	at := 0
	for line := 1; line < n.Line && at < len(d.source); line++ {
		at = d.afterBreak(d.breakAt(at))
	}
	for column := 1; column < n.Column && at < len(d.source); column++ {
		_, size := utf8.DecodeRune(d.source[at:])
		at += size
	}
	return at
}

// breakAt gives the place of the first line break from a place on. JSON counts
// line feeds; YAML also carriage returns and the breaks of Unicode.
func (d *Document) breakAt(at int) int {
	for at < len(d.source) {
		r, size := utf8.DecodeRune(d.source[at:])
		if r == '\n' || !d.json && (r == '\r' || r == 0x85 || r == 0x2028 || r == 0x2029) {
			break
		}
		at += size
	}
	return at
}

func (d *Document) afterBreak(at int) int {
	if at >= len(d.source) {
		return at
	}
	if bytes.HasPrefix(d.source[at:], []byte("\r\n")) {
		return at + 2
	}
	_, size := utf8.DecodeRune(d.source[at:])
	return at + size
}

// lineEnd gives the end of the line, before its break.
func (d *Document) lineEnd(at int) int { return d.breakAt(at) }

func (d *Document) lineStart(at int) int {
	return bytes.LastIndexByte(d.source[:at], '\n') + 1
}

// end gives the place after a value. Indent is that of the keys of the block
// map it stands in.
func (d *Document) end(n *yamldoc.Node, indent int) int {
	at := d.offset(n)
	switch {
	case n.Style == yamldoc.Flow:
		return d.flowEnd(at)
	case n.Style == yamldoc.Quoted:
		return d.quotedEnd(at)
	case n.Style == yamldoc.Literal:
		return d.literalEnd(at, indent)
	case n.Kind == yamldoc.Scalar:
		return d.plainEnd(at, n.Text)
	}
	last := &n.Items[len(n.Items)-1]
	if n.Kind == yamldoc.Map {
		indent = indentOf(n)
	} else {
		indent = n.Column - 1
	}
	return d.end(last, indent)
}

// plainEnd follows a bare scalar, which may be folded over several lines, word
// by word: it holds no escapes.
func (d *Document) plainEnd(at int, text string) int {
	for word := range strings.FieldsSeq(text) {
		for at < len(d.source) && !bytes.HasPrefix(d.source[at:], []byte(word)) {
			at++
		}
		at += len(word)
	}
	return min(at, len(d.source))
}

// quotedEnd gives the place after the closing quote.
func (d *Document) quotedEnd(at int) int {
	mark := d.source[at]
	for at++; at < len(d.source); at++ {
		switch c := d.source[at]; {
		case c == '\\' && mark == '"':
			at++
		case c == mark && mark == '\'' && at+1 < len(d.source) && d.source[at+1] == '\'':
			at++
		case c == mark:
			return at + 1
		}
	}
	return len(d.source)
}

// flowEnd gives the place after the bracket that closes the one at a place.
// Quotes open a quoted scalar only where a value can begin, a # a comment only
// after a blank.
func (d *Document) flowEnd(at int) int {
	depth := 0
	begins, afterQuote := true, false
	for ; at < len(d.source); at++ {
		switch c := d.source[at]; {
		case c == '{' || c == '[':
			depth++
			begins = true
		case c == '}' || c == ']':
			if depth--; depth == 0 {
				return at + 1
			}
			begins, afterQuote = false, false
		case (c == '"' || c == '\'') && begins:
			at = d.quotedEnd(at) - 1
			begins, afterQuote = false, true
		case c == '#' && !d.json && strings.IndexByte(" \t\r\n", d.source[at-1]) >= 0:
			at = d.lineEnd(at) - 1
		case c == ',':
			begins = true
		case c == ':': // divides a key from its value before a blank, or behind a quote
			begins = d.json || afterQuote || at+1 == len(d.source) || strings.IndexByte(" \t\r\n", d.source[at+1]) >= 0
		case c != ' ' && c != '\t' && c != '\r' && c != '\n':
			begins, afterQuote = false, false
		}
	}
	return len(d.source)
}

// literalEnd gives the end of a block scalar: of its last line that holds more
// than blanks, and with the mark + of the blank lines after it. Its first line
// of text, or a digit in its mark, says how deep its lines are; a line that is
// less deep is a comment or the next key.
func (d *Document) literalEnd(at, indent int) int {
	end := d.lineEnd(at)
	header, _, _ := strings.Cut(string(d.source[at:end]), " ")
	depth := 0
	if i := strings.IndexAny(header, "123456789"); i > 0 {
		depth = indent + int(header[i]-'0')
	}
	for next := d.afterBreak(end); next < len(d.source); {
		stop := d.lineEnd(next)
		line := d.source[next:stop]
		text := bytes.TrimLeft(line, " ")
		blank := len(bytes.TrimRight(text, "\r")) == 0
		margin := len(line) - len(text)
		if depth == 0 && !blank {
			depth = max(margin, indent+1)
		}
		if !blank && (margin < depth || margin <= indent && depth <= indent) {
			break
		}
		if !blank || strings.Contains(header, "+") {
			end = stop
		}
		after := d.afterBreak(stop)
		if after == stop {
			break
		}
		next = after
	}
	return end
}
