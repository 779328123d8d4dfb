package view

import "strings"

// Tone names the colour in which a part of a whole is drawn. What is not known yet has
// none: it is hatched.
type Tone string

// The tones that say what they are. Beside them there are CameTone and BandTone.
const (
	Hatched Tone = "open"
	Met     Tone = "met"
	Unmet   Tone = "unmet"
)

// CameTone is the tone of the place of an end among several, best first.
func CameTone(place, of int) Tone {
	return [...]Tone{"came0", "came1", "came2", "came3", "came4", "came5", "came6", "came7"}[scaled(place, of, 8)]
}

// BandTone is the tone of the place of a band among several, lowest first, of which so
// many are low: two colours that grow stronger away from where they meet.
func BandTone(place, low, of int) Tone {
	if place < low {
		return [...]Tone{"low1", "low0"}[scaled(place, max(low, 2), 2)]
	}
	return [...]Tone{"high0", "high1"}[scaled(place-low, max(of-low, 2), 2)]
}

// scaled gives a place among some as one among others.
func scaled(place, of, others int) int {
	if of < 2 {
		return 0
	}
	return place * (others - 1) / (of - 1)
}

// A Stack is a number of cases in parts, drawn as one bar.
type Stack struct {
	ID     string
	Says   string    // what it is of
	Head   [4]string // of its columns, where it is a table: what, how many, "", the drawn share
	Legend string    // of what is drawn in characters
	Parts  []Share
}

// A Share is a part of a whole.
type Share struct {
	ID    string
	Label string
	Cases int
	Tone  Tone
	Key   string // of the cases in it, or ""
}

func (s Stack) each(visit visitor) {
	visit(s.ID)
	for i := range s.Parts {
		visit(s.Parts[i].ID)
	}
}

// Bars are the same, each part as its share of the whole, in twentieths, and at least one.
func (s Stack) Bars() Bars {
	bars := Bars{ID: s.ID, Head: s.Head, Legend: s.Legend, Drawn: s.Legend}
	whole := max(s.Whole(), 1)
	for _, part := range s.Parts {
		bar := Bar{ID: part.ID, Label: part.Label, High: 5 * max((40*part.Cases+whole)/(2*whole), min(part.Cases, 1)), Percent: figure(part.Cases), Known: true}
		if part.Tone != Hatched {
			bar.Low = bar.High
		}
		bars.Bars = append(bars.Bars, bar)
	}
	return bars
}

// Whole is the number of cases in all parts.
func (s *Stack) Whole() int {
	n := 0
	for i := range s.Parts {
		n += s.Parts[i].Cases
	}
	return n
}

// Stacks are the same parts of several wholes, one beneath the other.
type Stacks struct {
	ID     string
	Title  string
	Head   string  // of the column that names them
	Drawn  string  // of the column that draws them
	Legend []Share // the parts, without numbers
	Rows   []StackRow
	Of     int // the cases of which each whole is a part; 0: each is drawn alike
}

// A StackRow is one whole: how many cases each part has, in the order of the legend,
// with the keys of those.
type StackRow struct {
	ID, Title string
	Detail    string
	Cases     []int
	Keys      []string
}

func (s Stacks) each(visit visitor) {
	visit(s.ID)
	for i := range s.Legend {
		visit(s.Legend[i].ID)
	}
	for i := range s.Rows {
		visit(s.Rows[i].ID)
	}
}

// Table is the same in figures.
func (s Stacks) Table() Table {
	t := Table{ID: s.ID, Caption: s.Title, Head: []Column{{Title: s.Head, Names: true}}}
	for _, l := range s.Legend {
		t.Head = append(t.Head, Column{Title: l.Label, Figure: true})
	}
	for _, r := range s.Rows {
		row := TableRow{ID: r.ID, Cells: []Cell{{Text: r.Title, Detail: r.Detail}}}
		for _, n := range r.Cases {
			row.Cells = append(row.Cells, Cell{Text: figure(n)})
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// Cases are many cases in order, a line each.
type Cases struct {
	ID      string
	Caption string
	Head    CaseHead
	Find    Find
	Rows    []CaseRow
}

// A CaseHead has the headings of the columns. Parts and Lacking may be "": there are none.
type CaseHead struct {
	Place, Case, Conclusion, Parts, Weakest, Open, Lacking string
	Rules                                                  []string
	RuleWords                                              []string // what each of them asks
	Numbers                                                int      // of parts
}

// Find is what a page says where its cases can be searched and sorted.
type Find struct {
	Search string
	Shown  string // {n} of them are shown
	SortBy string // {column}
	Rest   string // {n} rules that need no word: they are met, or not needed
	Chips  []Chip
}

// A Chip picks some cases.
type Chip struct {
	Key, Says string
	Cases     int
}

// A CaseRow is a case in a line.
type CaseRow struct {
	ID         string
	Place      string // with a sign where others share it
	Title      string
	Besides    string
	Report     string // the address of its report, or ""
	Conclusion string
	Code       string
	Tone       Tone
	Parts      []Part // none where no scale has a say
	Weakest    string
	Reaches    string // what the weakest reaches
	Open       string
	Rules      []Mark
	Lacking    string
	Details    []string // what decides, beneath it
	Keys       []string // of the chips, and of the parts of what is drawn, that pick it
}

// A Part is what a case has of a part, as a range in whole percent.
type Part struct {
	Low, High int
	Says      string
	Short     bool // it surely counts as less than the best verdict asks of every part
}

func (c Cases) each(visit visitor) {
	visit(c.ID)
	for i := range c.Rows {
		visit(c.Rows[i].ID)
	}
}

// Table is the same as a table, for those who lay out tables.
func (c Cases) Table() Table {
	h := &c.Head
	t := Table{ID: c.ID, Caption: c.Caption, Head: []Column{
		{Title: h.Place, Figure: true}, {Title: h.Case, Names: true}, {Title: h.Conclusion}, {Title: h.Weakest}, {Title: h.Open, Figure: true},
	}}
	switch n := len(h.Rules); n {
	case 0:
	case 1:
		t.Head = append(t.Head, Column{Title: h.Rules[0]})
	default:
		t.Head = append(t.Head, Column{Title: h.Rules[0] + "–" + h.Rules[n-1]})
	}
	if h.Lacking != "" {
		t.Head = append(t.Head, Column{Title: h.Lacking})
	}
	for i := range c.Rows {
		r := &c.Rows[i]
		conclusion := Cell{Text: r.Conclusion, Code: r.Code}
		if r.Tone == Hatched {
			conclusion.Mark = Maybe
		}
		row := TableRow{ID: r.ID, Cells: []Cell{
			{Text: r.Place}, {Text: r.Title, Detail: r.Besides}, conclusion, {Text: r.Weakest, Detail: r.Reaches}, {Text: r.Open},
		}}
		if len(r.Rules) > 0 {
			var marks []string
			for _, m := range r.Rules {
				marks = append(marks, m.Alone())
			}
			row.Cells = append(row.Cells, Cell{Text: strings.Join(marks, " ")})
		}
		if h.Lacking != "" {
			row.Cells = append(row.Cells, Cell{Text: r.Lacking})
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}
