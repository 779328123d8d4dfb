package resultfile_test

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/resultfile"
	"collectiveimpact/samklar/questions"
	"collectiveimpact/samklar/questions/text"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"
	"pgregory.net/rapid"
)

// hostile are pieces of texts that could end an element, a comment or a text.
var hostile = []string{
	"</script>", "</SCRIPT >", "<script>alert(1)</script>", "<!--", "-->", "<![CDATA[", "]]>", `<script type="application/json" id="samklar-result">`, "&lt;", "&", `"`, `\`, `\u003c`,
	"\u2028", "\u2029", "\u0085", "é", "\U0001F9F9", "plain", " ", "\n", "\t", "\x7f", "'", "<", ">",
}

// TestPageCarriesItsResult puts hostile texts in every place of a case, on a page as
// browsers read it, and wants the same case back, with every place of the page where
// it was. Without notes nothing of them is on the page.
func TestPageCarriesItsResult(t *testing.T) {
	lib := questions.NewLibrary("en")
	banks, err := lib.Select([]string{questions.Default}, true)
	if err != nil {
		t.Fatal(err)
	}
	s := assess.Select(banks)
	rapid.Check(t, func(t *rapid.T) {
		say := func(name string) string {
			return text.Clean(strings.Join(rapid.SliceOfN(rapid.SampledFrom(hostile), 0, 6).Draw(t, name), ""))
		}
		line := func(name string) string { return text.Line(say(name)) }
		entries := make(assess.Entries)
		for _, b := range banks {
			for i := range b.Questions {
				e := assess.Entry{Choice: assess.Unanswered}
				if rapid.Bool().Draw(t, "answered") {
					e.Choice = assess.Choice(rapid.IntRange(0, len(b.Questions[i].Levels)-1).Draw(t, "level"))
					e.Note = strings.TrimSpace("secret " + say("note"))
				}
				entries[b.ID] = append(entries[b.ID], e)
			}
		}
		result := s.Evaluate(entries.Answers())
		in := &resultfile.Case{Case: assess.Case{Title: line("title"), Place: line("place")}, Result: result, Outlook: s.Outlook(result), Entries: entries, Tool: "0", LeaveOutNotes: rapid.Bool().Draw(t, "leave out")}
		var stored bytes.Buffer
		if err := resultfile.WriteResult(&stored, in); err != nil {
			t.Fatal(err)
		}
		carried, err := resultfile.Carried(in)
		if err != nil {
			t.Fatal(err)
		}
		const before, after = "<!DOCTYPE html>\n<p>é</p>\n<body>", "\n</body></html>\n"
		page := before + carried + after
		got, ok := resultfile.Stored([]byte(page))
		if !ok {
			t.Fatalf("the page carries no result:\n%s", page)
		}
		if at := strings.IndexByte(page, '{'); bytes.IndexByte(got, '{') < 0 || strings.Count(string(got[:bytes.IndexByte(got, '{')]), "\n") != strings.Count(page[:at], "\n") {
			t.Fatal("the result begins on another line than on the page")
		}
		var was, is any
		if json.Unmarshal(stored.Bytes(), &was) != nil || json.Unmarshal(got, &is) != nil {
			t.Fatal("no JSON")
		}
		if diff := cmp.Diff(was, is); diff != "" {
			t.Fatalf("the page carries another result (-want +got):\n%s", diff)
		}
		if in.LeaveOutNotes != resultfile.NotesLeftOut(got) || in.LeaveOutNotes && strings.Contains(page, "secret") {
			t.Fatal("notes are on a page that leaves them out, or it does not say so")
		}
		doc, _, err := resultfile.ReadResult("page.html", got, lib)
		if err != nil {
			t.Fatal(err)
		}
		for bank, all := range doc.Entries(banks) {
			for i, e := range all {
				want := entries[bank][i]
				if in.LeaveOutNotes {
					want.Note = ""
				}
				if e.Choice != want.Choice || e.Note != want.Note {
					t.Fatalf("answer %d to %s is %+v, want %+v", i, bank, e, want)
				}
			}
		}
		root, err := html.Parse(strings.NewReader(page))
		if err != nil {
			t.Fatal(err)
		}
		scripts := 0
		for n := range root.Descendants() {
			if n.Type == html.CommentNode || n.Type == html.ElementNode && !slices.Contains([]string{"html", "head", "p", "body", "script"}, n.Data) {
				t.Fatalf("the page has a node %q", n.Data)
			}
			if n.Data == "script" {
				scripts++
			}
		}
		if scripts != 1 {
			t.Fatalf("the page has %d scripts, want one", scripts)
		}
	})
}

// TestStored tells what carries a result from what does not.
func TestStored(t *testing.T) {
	for text, want := range map[string]bool{
		`{"samklar_result": 1}`: true, `{"samklar_score": 1}`: false, "samklar: 1": false, "": false,
		"<!DOCTYPE html>": false, "<!DOCTYPE html>\n<script>{\"samklar_result\": 1}</script>": false,
		"<!DOCTYPE html>\n<script type=\"application/json\" id=\"samklar-result\">{\"samklar_result\":1}": true,
		"<!DOCTYPE html>\n<script type=\"application/json\" id=\"samklar-result\">{}</script>":            false,
	} {
		if _, got := resultfile.Stored([]byte(text)); got != want {
			t.Errorf("Stored(%q) = %v, want %v", text, got, want)
		}
	}
}
