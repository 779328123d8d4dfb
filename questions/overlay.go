package questions

import (
	"bytes"
	"fmt"
	"strings"

	"collectiveimpact/samklar/questions/diag"
	"collectiveimpact/samklar/questions/text"
	"collectiveimpact/samklar/questions/yamldoc"
)

// An Overlay holds a bank's texts in a further language, by text id.
type Overlay struct {
	File     string
	Bank     string
	Language string
	Texts    map[string]string
	MadeFrom map[string]string // text id → short digest of the original it was made from
	places   map[string]Pos
	Cut      []Pos // texts that a comment follows on their line, and may cut
}

// madeFrom is the generated map of an overlay; everything else in it is text.
const madeFrom = "made-from"

// ParseOverlay reads an overlay of a bank. Its maps must be those of the bank:
// an id that the bank does not have, or has no text for, is reported. Texts may
// be missing; the bank's own stand in for them. The error is a diag.List.
func ParseOverlay(file string, data []byte, b *Bank) (*Overlay, error) {
	root, err := yamldoc.Parse(file, data, bankLimits)
	if err != nil {
		return nil, err
	}
	o := &Overlay{File: file, Texts: make(map[string]string), MadeFrom: make(map[string]string), places: make(map[string]Pos)}
	r := &yamldoc.Reader{File: file}
	known := b.textTree()
	if Recognise(r, root, OverlayFile) {
		return nil, r.Problems.Err()
	}
	r.Need(root, "an overlay", "bank", "language")
	fields := append([]string{"bank", "language", madeFrom}, known.names...)
	r.Each(root, "an overlay", fields, func(key, v *yamldoc.Node) {
		switch key.Text {
		case "bank":
			if o.Bank = r.Text(v, "bank"); o.Bank != "" && o.Bank != b.ID {
				r.Report(v, "wrong-bank", "this overlay is for bank %s; expected %q", diag.Quote(o.Bank), b.ID)
			}
		case "language":
			o.Language = r.Word(v, "language", Languages())
			if o.Language != "" && o.Language == b.own {
				r.Report(v, "own-language", "%q is the language of the bank's own file; an overlay is for a further one", o.Language)
			}
		case madeFrom:
			r.Pairs(v, madeFrom, func(key, v *yamldoc.Node) {
				if t := known.find(key.Text); t == nil || !t.leaf {
					r.Report(key, "unknown-text", "no text of bank %q is called %s", b.ID, diag.Quote(key.Text))
					return
				}
				o.MadeFrom[key.Text] = r.Text(v, "the stamp")
			})
		default:
			o.read(r, v, known.sub[key.Text], key.Text)
		}
	})
	if err := r.Problems.Err(); err != nil {
		return nil, err
	}
	o.Cut = cutTexts(data, root, o.places)
	return o, nil
}

// read takes the texts below one key. The bank's own tree of text ids says
// which keys there may be.
func (o *Overlay) read(r *yamldoc.Reader, n *yamldoc.Node, known *textTree, id string) {
	if known.leaf {
		o.Texts[id] = text.Line(r.Text(n, id))
		o.places[id] = pos(n)
		return
	}
	r.Each(n, id, known.names, func(key, v *yamldoc.Node) {
		o.read(r, v, known.sub[key.Text], id+"."+key.Text)
	})
}

// A textTree is the shape of a bank's text ids.
type textTree struct {
	leaf  bool
	names []string // of what is below, in bank order
	sub   map[string]*textTree
}

func (t *textTree) find(id string) *textTree {
	for id != "" && t != nil {
		var name string
		name, id, _ = strings.Cut(id, ".")
		t = t.sub[name]
	}
	return t
}

func (b *Bank) textTree() *textTree {
	root := &textTree{sub: make(map[string]*textTree)}
	b.eachText(func(id string, text *string) {
		if *text == "" {
			return
		}
		t := root
		for name := range strings.SplitSeq(id, ".") {
			if t.sub[name] == nil {
				t.sub[name] = &textTree{sub: make(map[string]*textTree)}
				t.names = append(t.names, name)
			}
			t = t.sub[name]
		}
		t.leaf = true
	})
	return root
}

// With gives the bank in the overlay's language. Texts that the overlay lacks
// stay in the bank's own.
func (b *Bank) With(o *Overlay) *Bank {
	c := b.copyTexts()
	c.Language = o.Language
	c.eachText(func(id string, text *string) {
		if t, ok := o.Texts[id]; ok {
			*text = t
		}
	})
	c.Texts = c.textsDigest()
	return c
}

// Missing lists the ids of the texts that an overlay lacks, in bank order. The
// titles of sources may stay as they are: a book is called what it is called.
func (b *Bank) Missing(o *Overlay) []string {
	var ids []string
	b.eachText(func(id string, text *string) {
		if _, ok := o.Texts[id]; !ok && *text != "" && !isSourceTitle(id) {
			ids = append(ids, id)
		}
	})
	return ids
}

func isSourceTitle(id string) bool {
	return strings.HasPrefix(id, "sources.") && strings.HasSuffix(id, ".title") && !strings.Contains(id, ".places.")
}

// Stale lists the ids of an overlay's texts whose original has changed since
// the overlay was stamped, or that were never stamped, in bank order. The bank
// must be in its own language.
func (b *Bank) Stale(o *Overlay) []string {
	var ids []string
	b.eachText(func(id string, text *string) {
		if _, ok := o.Texts[id]; ok && o.MadeFrom[id] != shortDigest(*text) {
			ids = append(ids, id)
		}
	})
	return ids
}

// Stamp gives the overlay's file with a new map made-from at its end: for every
// text the short digest of the original it was made from. The rest of the file
// stays as it is.
func (o *Overlay) Stamp(data []byte, b *Bank) []byte {
	var out bytes.Buffer
	skipping := false
	for line := range bytes.Lines(data) {
		if bytes.HasPrefix(line, []byte(madeFrom+":")) {
			skipping = true
			continue
		}
		if skipping && len(bytes.TrimSpace(line)) > 0 && (line[0] == ' ' || line[0] == '\t') {
			continue
		}
		skipping = false
		out.Write(line)
	}
	text := bytes.TrimRight(out.Bytes(), "\n")
	out = bytes.Buffer{}
	out.Write(text)
	out.WriteString("\n" + madeFrom + ":\n")
	b.eachText(func(id string, text *string) {
		if _, ok := o.Texts[id]; ok {
			fmt.Fprintf(&out, "  %s: %s\n", id, shortDigest(*text))
		}
	})
	return out.Bytes()
}
