package view

// A Glance is a conclusion in pictures: the ways through trees as stations in a
// row, and what scales come to. Writers without pictures leave it out, but where it
// stands alone: nothing below says the same in full.
type Glance struct {
	ID     string
	Alone  bool
	Ways   []Strip
	Scales []Scale
}

func (g Glance) each(visit visitor) {
	visit(g.ID)
	for i := range g.Ways {
		visit(g.Ways[i].ID)
		for j := range g.Ways[i].Stations {
			visit(g.Ways[i].Stations[j].ID, &g.Ways[i].Stations[j].Target)
		}
	}
	for i := range g.Scales {
		visit(g.Scales[i].ID)
		g.Scales[i].Bars.each(visit)
	}
}

// A Strip is a way through a tree as stations, and where it leads.
type Strip struct {
	ID       string
	Title    string
	Stations []Station
	End      string
	About    string // what it is about, for who does not know, or ""
}

// A Station is one step of a way.
type Station struct {
	ID     string
	Title  string
	Mark   Mark
	Status string
	Fact   bool   // it is about the problem: that it is not so is no weakness
	Target Target // where it stands in full
}

// A Scale is what the parts of a bank come to, on one measure.
type Scale struct {
	ID    string
	Title string
	Bars  Bars
	Said  string // which part is the weakest, for writers that do not mark it
}

// A Zone is the stretch of a measure that has a name, up to the next one.
type Zone struct {
	From, To int // whole percent
	Title    string
}
