package questions

import (
	"strings"

	"collectiveimpact/samklar/questions/diag"
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
				if known.find(key.Text) == nil {
					r.Report(key, "unknown-text", "no text of bank %q is called %s", b.ID, diag.Quote(key.Text))
				}
				o.MadeFrom[key.Text] = r.Text(v, key.Text)
			})
		default:
			o.read(r, v, known.sub[key.Text], key.Text)
		}
	})
	if err := r.Problems.Err(); err != nil {
		return nil, err
	}
	return o, nil
}

// read takes the texts below one key. The bank's own tree of text ids says
// which keys there may be.
func (o *Overlay) read(r *yamldoc.Reader, n *yamldoc.Node, known *textTree, id string) {
	if known.leaf {
		o.Texts[id] = strings.TrimSpace(r.Text(n, id))
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
