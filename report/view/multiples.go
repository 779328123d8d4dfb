package view

// Multiples are ranges over time, a picture for each part and a bar for each moment.
// Writers without pictures leave them out: the same stands beside them in words.
type Multiples struct {
	ID    string
	Drawn string // says what is drawn
	Parts []Multiple
}

func (m Multiples) each(visit visitor) {
	visit(m.ID)
	for i := range m.Parts {
		for j := range m.Parts[i].Bars.Bars {
			visit(m.Parts[i].Bars.Bars[j].ID)
		}
	}
}

// A Multiple is a part with its ranges, the oldest first.
type Multiple struct {
	Title string
	Bars  Bars
}
