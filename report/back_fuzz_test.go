package report_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"collectiveimpact/samklar/report/terminal"

	"pgregory.net/rapid"
)

// The fuzz tests put two texts and what comes of putting them together in the
// places in turn: what the one begins, the other may end. Run without -fuzz they
// try each of the foreign texts that are made for the format, in every place.

func FuzzHTML(f *testing.F) {
	fuzzTexts(f, slices.Concat(ordinaryTexts(), pageTexts(), screenTexts()), func(t *testing.T, fill filler, n int) {
		t.Helper()
		checkPages(t, fill, kinds()[n%2])
	})
}

func FuzzMarkdown(f *testing.F) {
	fuzzTexts(f, slices.Concat(ordinaryTexts(), pageTexts(), inlineTexts(), blockTexts()), func(t *testing.T, fill filler, n int) {
		t.Helper()
		checkMarkdown(t, fill, kinds()[n%2])
	})
}

func FuzzTerminal(f *testing.F) {
	fuzzTexts(f, slices.Concat(ordinaryTexts(), screenTexts()), func(t *testing.T, fill filler, n int) {
		t.Helper()
		screen := terminal.Screen{Width: widths()[n%len(widths())], Plain: n%3 == 0}
		checkScreens(t, fill, screen, kinds()[n%2])
		checkMargins(t, fill(placeNote, 0), screen)
	})
}

// longest is what texts are together, in bytes, at most: every one is put in every
// place of a report.
const longest = 400

// fuzzTexts hands a check the texts, and a number that varies what is no text.
func fuzzTexts(f *testing.F, seeds []string, check func(t *testing.T, fill filler, n int)) {
	f.Helper()
	for _, s := range seeds {
		f.Add(s, "")
	}
	f.Fuzz(func(t *testing.T, s, other string) {
		if len(s)+len(other) > longest || !utf8.ValidString(s+other) {
			t.Skip("no reader lets such a text in, or it only takes long")
		}
		all := []string{s}
		if other != "" {
			all = []string{s, other, s + other, other + s, s + "\n" + other, s + " " + other, "a " + s, s + " a"}
		}
		check(t, inTurn(all, 0), len(s))
		if t.Failed() {
			t.Errorf("the texts are %q and %q", s, other)
		}
	})
}

// markup draws texts put together from marks, words and blanks.
func markup() *rapid.Generator[string] {
	marks := []string{
		"*", "**", "_", "__", "`", "``", "```", "~", "~~", "[", "]", "(", ")", "](", "<", ">", "<b>", "</b>", "<!--", "-->", "&", "&amp;", ";", "#", "##", "|", "| --- |", "---", "===",
		"- ", "+ ", "1. ", "1) ", "a. ", "(a) ", "i) ", "#. ", "(@) ", ": ", ":::", "> ", "    ", "$", "$$", "^", "[^1]", "[^1]: ", "@", "@a", "{", "}", "{.a}", "{#a}", "\\", "\\\\", "!", "![", "\"", "'", "=", "==",
		"https://x.example", "http://", "www.", "mailto:", "a@x.example", ":smile:", "Table: ", "%", "\\begin{a}", "\\a", "<a href='x'>", "<script>", "javascript:", "[ ] ", "[x] ", "- [ ] ",
		" ", "  ", "\n", "\n\n", "\t", "\r\n", "\u00a0", "\u2028", "a", "b", "word", "é", "日", "5", "12", ".", ",", ":", "-", "\u200b", "\u202e", "\x1b[31m", "\x00", "e\u0301", "👍",
	}
	return rapid.Custom(func(t *rapid.T) string {
		return strings.Join(rapid.SliceOfN(rapid.SampledFrom(marks), 1, 14).Draw(t, "marks"), "")
	})
}

// mixedTexts gives texts put together by chance, always the same ones.
func mixedTexts(seed int) []string {
	all := make([]string, 110)
	for i := range all {
		all[i] = markup().Example(seed*len(all) + i)
	}
	return all
}

// TestMixedTexts puts texts that chance put together in the places in turn.
func TestMixedTexts(t *testing.T) {
	texts := rapid.SliceOfN(markup(), 1, 40)
	rapid.Check(t, func(r *rapid.T) {
		all := texts.Draw(r, "texts")
		kind := rapid.SampledFrom(kinds()).Draw(r, "kind")
		width := rapid.SampledFrom(widths()).Draw(r, "width")
		found := &findings{TB: t}
		checkPages(found, inTurn(all, 0), kind)
		checkMarkdown(found, inTurn(all, 0), kind)
		checkScreens(found, inTurn(all, 0), terminal.Screen{Width: width}, kind)
		if found.text != "" {
			r.Fatal(found.text)
		}
	})
}

// findings collects what checks find, so that the texts can be made shorter
// before it is said.
type findings struct {
	testing.TB
	text string
}

func (f *findings) Errorf(format string, args ...any) { f.text += fmt.Sprintf(format+"\n", args...) }
func (f *findings) Error(args ...any)                 { f.text += fmt.Sprintln(args...) }
