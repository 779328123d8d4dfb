package main

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"image/png"
	"io"
	"io/fs"
	"iter"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// An outline is what a document in Word must have in common with the Markdown
// it is made from.
type outline struct {
	Text     string   // without its blanks
	Headings []string // each with its level before it
	Rows     []int    // of each table
	Links    []string // an address, or the text that a link within leads to
	Pictures []string // what each shows, in words

	within map[int]string // the links within, by their places in Links: the names of what they lead to
	places map[string]int // what can be led to, by names: where it is in Text
}

// TestWord turns reports in Markdown into documents for Word, as the README
// says, and compares them with what a reader of CommonMark sees in them.
//
// The format that the README names is pandoc's own, since its others know no
// places within a document to link to; without what it adds to CommonMark that
// changes texts. Quotes and dashes stay as they are, a note may follow a line at
// once, and "(a)" or "iv." starts no list.
func TestWord(t *testing.T) {
	pandoc := needs(t, "THE WAY TO WORD IS", "pandoc")
	readme, err := os.ReadFile(filepath.Join("..", "..", "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	command := regexp.MustCompile(`(?m)^pandoc (--from \S+ --shift-heading-level-by=-1 --reference-doc \S+) \S+\.md -o \S+\.docx$`).FindSubmatch(readme)
	if command == nil {
		t.Fatal("README.md has no line like: pandoc --from FORMAT --shift-heading-level-by=-1 --reference-doc FILE case.md -o case.docx")
	}
	for _, d := range documents(t, "markdown") {
		t.Run(d.name, func(t *testing.T) {
			t.Parallel()
			file := filepath.Join(t.TempDir(), "report.docx")
			made := exec.Command(pandoc, append(strings.Fields(string(command[1])), d.file, "-o", file)...)
			if made.Args[len(made.Args)-3], err = filepath.Abs(d.file); err != nil {
				t.Fatal(err)
			}
			made.Dir = filepath.Join("..", "..")
			output(t, made)
			hasPictures(t, file, strings.HasPrefix(d.name, "pictured-"))
			isPaper(t, file, strings.HasPrefix(d.name, "board-"), d.name[len(d.name)-2:])
			want, got := markdownOutline(t, pandoc, d.file), wordOutline(t, file)
			if diff := cmp.Diff(want, got, cmpopts.IgnoreUnexported(outline{})); diff != "" {
				t.Errorf("the document (-Markdown +Word)\n%s", diff)
			}
			whole := !slices.ContainsFunc([]string{"board-", "letter-", "hostile-letter-", "follow-up-", "agenda-", "hostile-agenda-", "hostile-assessors-", "compared-", "over-time-"}, func(of string) bool { return strings.HasPrefix(d.name, of) }) // in which something points elsewhere
			if len(want.Headings) < 4 || whole && len(want.within) == 0 || want.Text == "" {
				t.Errorf("the Markdown has the headings %q and the links %q, want more", want.Headings, want.Links)
			}
		})
	}
}

// isPaper wants a document of A4 with a title, in the language of its texts where it
// says which that is, and with lines around what is to be filled in.
func isPaper(t *testing.T, file string, speaks bool, lang string) {
	t.Helper()
	archive, err := zip.OpenReader(file)
	if err != nil {
		t.Fatal(err)
	}
	defer archive.Close()
	all := make(map[string]string)
	for _, name := range []string{"word/document.xml", "word/styles.xml", "docProps/core.xml"} {
		f, err := archive.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(f)
		if err != nil {
			t.Fatal(err)
		}
		all[name] = string(data)
	}
	if said := regexp.MustCompile(`<w:lang [^>]*w:val="([a-z]+)`).FindStringSubmatch(all["word/styles.xml"]); speaks && (len(said) < 2 || said[1] != lang) {
		t.Errorf("the document is in %q, want %s", said, lang)
	}
	for what, in := range map[string]string{
		`<w:pgSz [^>]*w:w="11906"[^>]*w:h="16838"|<w:pgSz [^>]*w:h="16838"[^>]*w:w="11906"`: "word/document.xml",
		`<w:insideV [^>]*w:val="single"`: "word/styles.xml", `<dc:title>[^<]+</dc:title>`: "docProps/core.xml",
	} {
		if !regexp.MustCompile(what).MatchString(all[in]) {
			t.Errorf("%s has no %s", in, what)
		}
	}
}

// hasPictures wants the pictures of a document to be there as every word processor shows
// them, sharp, and within the page; and one of them at least where some are wanted.
func hasPictures(t *testing.T, file string, some bool) {
	t.Helper()
	archive, err := zip.OpenReader(file)
	if err != nil {
		t.Fatal(err)
	}
	defer archive.Close()
	found := 0
	for _, f := range archive.File {
		if !strings.HasPrefix(f.Name, "word/media/") {
			continue
		}
		found++
		data, err := fs.ReadFile(archive, f.Name)
		if err != nil {
			t.Fatal(err)
		}
		picture, err := png.DecodeConfig(bytes.NewReader(data))
		if err != nil || picture.Width < 1200 || len(data) > 100_000 {
			t.Errorf("%s is %d wide and has %d bytes: %v", f.Name, picture.Width, len(data), err)
		}
	}
	const mm = 36000
	drawn := 0
	for token := range part(t, archive, "word/document.xml") {
		e, ok := token.(xml.StartElement)
		if !ok || e.Name.Local != "extent" {
			continue
		}
		drawn++
		width, errW := strconv.Atoi(attr(e, "cx"))
		height, errH := strconv.Atoi(attr(e, "cy"))
		if errW != nil || errH != nil || width < 140*mm || width > 170*mm || height > 220*mm {
			t.Errorf("a picture is %d by %d mm", width/mm, height/mm)
		}
	}
	if found != drawn || some != (found > 0) {
		t.Errorf("the document holds %d pictures and shows %d, and some are wanted: %t", found, drawn, some)
	}
}

// place notes what can be led to.
func (o *outline) place(t *testing.T, name string, at int) {
	t.Helper()
	if _, twice := o.places[name]; twice {
		t.Errorf("the name %q stands twice", name)
	}
	o.places[name] = at
}

// link notes where a link leads. What lies within a document has names that a
// program may change; what counts is the text that it is.
func (o *outline) link(address string) {
	if name, within := strings.CutPrefix(address, "#"); within {
		o.within[len(o.Links)] = name
	}
	o.Links = append(o.Links, address)
}

// follow follows the links within.
func (o *outline) follow(t *testing.T) {
	t.Helper()
	for i, name := range o.within {
		at, there := o.places[name]
		if !there {
			t.Errorf("the link to %q leads nowhere", name)
		}
		o.Links[i] = fmt.Sprintf("%.80s", o.Text[at:])
	}
}

// wordOutline reads a document for Word.
func wordOutline(t *testing.T, file string) outline {
	t.Helper()
	archive, err := zip.OpenReader(file)
	if err != nil {
		t.Fatal(err)
	}
	defer archive.Close()
	addresses := make(map[string]string) // of the links that lead outside, by their ids
	for token := range part(t, archive, "word/_rels/document.xml.rels") {
		if e, ok := token.(xml.StartElement); ok && attr(e, "TargetMode") == "External" {
			addresses[attr(e, "Id")] = attr(e, "Target")
		}
	}
	o := outline{within: make(map[int]string), places: make(map[string]int)}
	level, from, inText := "", 0, false // of the paragraph: its level as a heading, and where it begins
	for token := range part(t, archive, "word/document.xml") {
		switch token := token.(type) {
		case xml.CharData:
			if inText {
				o.Text += packed(string(token))
			}
		case xml.StartElement:
			switch token.Name.Local {
			case "p":
				level, from = "", len(o.Text)
			case "pStyle":
				level = strings.TrimPrefix(attr(token, "val"), "Heading")
			case "t":
				inText = true
			case "tbl":
				o.Rows = append(o.Rows, 0)
			case "tr":
				o.Rows[len(o.Rows)-1]++
			case "bookmarkStart":
				o.place(t, attr(token, "name"), len(o.Text))
			case "docPr":
				o.Pictures = append(o.Pictures, packed(attr(token, "descr")))
			case "hyperlink":
				address := addresses[attr(token, "id")]
				if name := attr(token, "anchor"); name != "" {
					address = "#" + name
				}
				o.link(address)
			}
		case xml.EndElement:
			inText = false
			if token.Name.Local == "p" && len(level) == 1 {
				o.Headings = append(o.Headings, level+" "+o.Text[from:])
			}
		}
	}
	o.follow(t)
	return o
}

// part gives what a part of a document consists of.
func part(t *testing.T, archive *zip.ReadCloser, name string) iter.Seq[xml.Token] {
	t.Helper()
	file, err := archive.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	return func(yield func(xml.Token) bool) {
		defer file.Close()
		for d := xml.NewDecoder(file); ; {
			token, err := d.Token()
			if errors.Is(err, io.EOF) {
				return
			}
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			if !yield(token) {
				return
			}
		}
	}
}

// attr gives an attribute of an element.
func attr(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// markdownOutline reads a report in Markdown by the rules of CommonMark.
func markdownOutline(t *testing.T, pandoc, file string) outline {
	t.Helper()
	var read struct {
		Blocks any `json:"blocks"`
	}
	source, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if before, rest, ok := strings.Cut(strings.TrimPrefix(string(source), "---\n"), "\n---\n"); ok && strings.HasPrefix(string(source), "---\n") {
		title, _, _ := strings.Cut(strings.TrimPrefix(before, `title: "`), "\"\n")
		source = []byte("# " + strings.NewReplacer(`\\`, `\`, `\"`, `"`).Replace(title) + "\n" + rest)
	}
	reading := exec.Command(pandoc, "-f", "commonmark+pipe_tables", "-t", "json")
	reading.Stdin = bytes.NewReader(source)
	tree := output(t, reading)
	if err := json.Unmarshal(tree, &read); err != nil {
		t.Fatal(err)
	}
	o := outline{within: make(map[int]string), places: make(map[string]int)}
	o.add(t, read.Blocks)
	o.follow(t)
	return o
}

// add adds a part of a tree as pandoc writes it: its nodes have a kind t and
// contents c.
func (o *outline) add(t *testing.T, node any) {
	t.Helper()
	for _, child := range list(node) {
		o.add(t, child)
	}
	fields, isNode := node.(map[string]any)
	if !isNode {
		return
	}
	contents := list(fields["c"])
	switch fields["t"] {
	case "Str":
		o.Text += packed(text(fields["c"]))
	case "Code":
		o.Text += packed(text(contents[1]))
	case "RawInline", "RawBlock":
		if place := regexp.MustCompile(`^<span id="(.*)">$`).FindStringSubmatch(text(contents[1])); place != nil {
			o.place(t, place[1], len(o.Text))
		} else if contents[1] != "</span>" {
			t.Errorf("the Markdown has HTML in it: %q", contents[1])
		}
	case "Header":
		from := len(o.Text)
		o.add(t, contents[2])
		if level, _ := contents[0].(float64); level > 1 { // the first is the title
			o.Headings = append(o.Headings, fmt.Sprint(level-1, " ", o.Text[from:]))
		}
	case "Image":
		var said outline
		said.add(t, contents[1])
		o.Pictures = append(o.Pictures, said.Text)
	case "Link":
		o.link(text(list(contents[2])[0]))
		o.add(t, contents[1])
	case "Table":
		o.Rows = append(o.Rows, rows(contents))
		o.add(t, contents[3:])
	default:
		o.add(t, fields["c"])
	}
}

// rows counts the rows of a table: those of its head, of its bodies, each of
// which may have a head of its own, and of its foot.
func rows(table []any) int {
	n := len(list(list(table[3])[1])) + len(list(list(table[5])[1]))
	for _, body := range list(table[4]) {
		n += len(list(list(body)[2])) + len(list(list(body)[3]))
	}
	return n
}

// list gives a node that is a list, and nothing for any other.
func list(node any) []any {
	all, _ := node.([]any)
	return all
}

// text gives a node that is a text, and nothing for any other.
func text(node any) string {
	s, _ := node.(string)
	return s
}
