package yamldoc

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// Whatever a text is made of: fast reads it as slow does, or leaves it to slow.
func TestFastAgrees(t *testing.T) {
	written := slices.Sorted(maps.Values(realFiles(t)))
	reads := 0
	for name, text := range map[string]func(*rapid.T) string{
		"laid out":  laidOut,
		"scattered": scattered,
		"edited":    func(t *rapid.T) string { return edited(t, written) },
	} {
		t.Run(name, func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				in := text(t)
				read, diff := difference([]byte(in))
				if diff != "" {
					t.Fatalf("fast(%q) (-slow +fast):\n%s", in, diff)
				}
				if read {
					reads++
				}
			})
		})
	}
	if reads == 0 {
		t.Errorf("fast reads none of the texts, want some: nothing is compared")
	}
}

func one(t *rapid.T, of ...string) string { return rapid.SampledFrom(of).Draw(t, "one") }

func upTo(t *rapid.T, n int) int { return rapid.IntRange(0, n).Draw(t, "upTo") }

// rarely is true once in n times.
func rarely(t *rapid.T, n int) bool { return upTo(t, n-1) == n-1 }

func spaces(n int) string { return strings.Repeat(" ", max(n, 0)) }

// scattered gives bits of YAML on lines that are deep at random.
func scattered(t *rapid.T) string {
	bits := slices.Concat(someWords, someQuoted, []string{
		"a: ", "b: ", "c:", "d:", "- ", "-", "\"e\": ", "'f': ", "{", "}", "[", "]", ", ", ",", "|", ">", "|-", ">-", " # c", "#", "\"", "'",
		"{a: 1}", "[a, b]", "\"x\"", "'y'", " ", "  ", "a: b", "\r", "\u2028", "\u0085",
	})
	var b strings.Builder
	for range 1 + upTo(t, 7) {
		b.WriteString(one(t, "", "", "", " ", "  ", "  ", "   ", "    "))
		for range upTo(t, 4) {
			b.WriteString(one(t, bits...))
		}
		b.WriteString(one(t, "\n", "\n", "\n", "\n", "\r\n", "\n\n"))
	}
	return b.String()
}

// edited gives a part of a real file with a few slips. What the library keeps in
// its buffers begins and ends at places of all kinds.
func edited(t *rapid.T, written []string) string {
	lines := strings.SplitAfter(one(t, written...), "\n")
	from := upTo(t, len(lines)-1)
	lines = lines[from:min(len(lines), from+1+upTo(t, 40))]
	text := one(t, "", "answers:\n", "a: {}\n") + strings.Join(lines, "")
	for range upTo(t, 3) {
		at := upTo(t, len(text))
		behind := min(len(text), at+upTo(t, 3))
		text = text[:at] + one(t,
			"", " ", "  ", "\n", "\n\n", "#", " # c", "\"", "'", ":", ": ", "- ", "-", ",", "{", "}", "[", "]", "?", "|", ">-\n", "|\n",
			"\t", "\r\n", "æ", "\\", "!", "&", "*", "~", "<<", "---", "...", "\u2028",
		) + text[behind:]
	}
	if rarely(t, 3) {
		text = "#" + strings.Repeat("x", upTo(t, 600)) + "\n" + text
	}
	if rarely(t, 6) {
		text = strings.ReplaceAll(text, "\n", "\r\n")
	}
	return text
}

var (
	someKeys = []string{
		"a", "b", "c", "d", "e", "f", "æ", "a b", "\"g\"", "'h i'", "\"æ\\u00e6\"", "1", "yes", "~", "x:y", "a#", "<<", "-1", "'<<'",
	}
	someWords = []string{
		"a", "b c", "x:y", "x#y", "it's", "æøå", "“q”", "1.5", "~", "null", "true", "2017-12-01", "http://a.b/c?d=e&f", "A1?", "a, b",
		"[a]", "{a", "-", "- a", "-a", "?", "? a", ":", ": a", ":a", "a:", "a: b", "#", "# a", "a #b", "!", "!a", "&a", "*a", "@a", "`a",
		"%a", "|", ">", "=", "<<", "...", "---", "\"", "'", "\u00a0", "e\u0301", "😀", ".", ",", "a  b", "", "0x", "a!b", "a\tb",
	}
	someQuoted = []string{
		"a", "a b", "it''s", "''", "\\\"", "\\n", "\\t", "\\u00e6", "\\ud83d", "\\/", "\\x41", "\\\\", "æ", "“”", ": ", " #", "  ", " ", "",
		"#", "{", "]", ",", "\\", "'", "\"", "\\\n", "---", "\u200d", "\u00a0", "\\_", "\\N", "?", "!", "- ", "\t",
	}
)

// laidOut gives a text laid out as people do it: mostly sound, with values of
// all kinds, comments and blank lines in all places.
func laidOut(t *rapid.T) string {
	w := writer{T: t}
	w.WriteString(one(t, "", "", "", "---\n", "# c\n--- # d\n", "\n", "# c\n\n"))
	if rarely(t, 4) {
		w.blockList(0, 0)
	} else {
		w.blockMap(0, 0)
	}
	text := w.String()
	if rarely(t, 4) {
		text = strings.TrimRight(text, "\n ")
	}
	if rarely(t, 4) {
		text = strings.ReplaceAll(text, "\n", "\r\n")
	}
	return text
}

type writer struct {
	*rapid.T
	strings.Builder
}

// end ends a line.
func (w *writer) end(indent int) {
	w.WriteString(one(w.T, "", "", "", "", "", "", " ", " # c", "  # æ: [", "#") + "\n")
	for range upTo(w.T, 5) - 3 {
		w.WriteString(one(w.T, "", "", "  ", "# c", spaces(indent)+"# c", spaces(indent+2)+"# c", spaces(600), "# "+strings.Repeat("long ", 120)) + "\n")
	}
}

func (w *writer) blockMap(indent, depth int) {
	for range 1 + upTo(w.T, 3) {
		w.WriteString(spaces(indent))
		w.entry(indent, depth)
	}
}

func (w *writer) entry(indent, depth int) {
	w.WriteString(one(w.T, someKeys...) + one(w.T, ":", ":", ":", ":", " :"))
	switch kind := upTo(w.T, 9); {
	case kind == 0 && depth < 5:
		w.end(indent)
		w.blockMap(indent+1+upTo(w.T, 3), depth+1)
	case kind == 1 && depth < 5:
		w.end(indent)
		w.blockList(indent+upTo(w.T, 2), depth+1)
	case kind == 2:
		w.end(indent)
	default:
		w.WriteString(one(w.T, " ", " ", " ", "  ", "\n"+spaces(indent+1)))
		w.value(indent)
	}
}

func (w *writer) blockList(indent, depth int) {
	for range 1 + upTo(w.T, 2) {
		w.WriteString(spaces(indent) + "-")
		switch kind := upTo(w.T, 6); {
		case kind == 0:
			w.end(indent)
		case kind == 1 && depth < 5:
			w.WriteString(" ")
			w.entry(indent+2, depth+1)
			for range upTo(w.T, 2) {
				w.WriteString(spaces(indent + 2))
				w.entry(indent+2, depth+1)
			}
		case kind == 2 && depth < 5:
			w.WriteString(one(w.T, " - ", "  - "))
			w.value(indent + 2)
		case kind == 3 && depth < 5:
			w.end(indent)
			w.blockMap(indent+1+upTo(w.T, 2), depth+1)
		default:
			w.WriteString(" ")
			w.value(indent)
		}
	}
}

func (w *writer) value(indent int) {
	switch upTo(w.T, 9) {
	case 0, 1:
		w.literal(indent)
	case 2, 3, 4:
		w.flow(indent, 0)
		w.end(indent)
	default:
		w.scalar(indent)
		w.end(indent)
	}
}

// scalar writes a text that is bare or in quotes, on one line or several.
func (w *writer) scalar(indent int) {
	quote, bits := one(w.T, "\"", "'", "", ""), someQuoted
	if quote == "" {
		bits = someWords
	}
	w.WriteString(quote)
	for i := range 1 + upTo(w.T, 3) {
		switch {
		case i > 0 && rarely(w.T, 8):
			w.WriteString(one(w.T, "", " ") + "\n" + one(w.T, "", "", "\n", "  \n", "\n\n") + spaces(upTo(w.T, indent+3)))
		case i > 0:
			w.WriteString(" ")
		}
		if rarely(w.T, 2) {
			w.WriteString(one(w.T, bits...))
		} else {
			w.WriteString("w")
		}
	}
	w.WriteString(quote)
}

func (w *writer) flow(indent, depth int) {
	gap := func() {
		w.WriteString(one(w.T, "", "", "", "", "", "", " ", "  ", "\n", "\n"+spaces(indent+2), " # c\n  ", "\n\n # c\n", "#"))
	}
	brackets := one(w.T, "[]", "{}")
	w.WriteString(brackets[:1])
	gap()
	for i := range upTo(w.T, 3) {
		if i > 0 {
			w.WriteString(one(w.T, ", ", ", ", ",", " ,"))
			gap()
		}
		if brackets == "{}" {
			w.WriteString(one(w.T, someKeys...) + one(w.T, ": ", ": ", ": ", ": ", ":", " : ", ""))
			gap()
		}
		switch {
		case depth < 3 && rarely(w.T, 5):
			w.flow(indent, depth+1)
		case !rarely(w.T, 9):
			w.scalar(indent)
		}
		gap()
	}
	w.WriteString(one(w.T, "", "", "", "", ",", ", ") + brackets[1:])
}

func (w *writer) literal(indent int) {
	w.WriteString(one(w.T, "|", "|", ">", ">") + one(w.T, "", "", "", "-", "-", "-", "+", "2", "-1") + one(w.T, "", "", "", " ", " # c", "# c") + "\n")
	deep := indent + 1 + upTo(w.T, 3)
	for range upTo(w.T, 4) {
		line := one(w.T, "x", "x y", "# c", "a: b", "- a", "æ “q”", "x ", "", "", "  ", "\"", "---", "{", "x#", "x # c")
		w.WriteString(one(w.T, spaces(deep), spaces(deep), spaces(deep), spaces(deep), spaces(deep+1), spaces(deep-1), "") + line + "\n")
	}
	for range upTo(w.T, 4) - 2 {
		w.WriteString(one(w.T, "", " ", spaces(deep), spaces(deep+1), "# c", spaces(indent)+"# c") + "\n")
	}
}
