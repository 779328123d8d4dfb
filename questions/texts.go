package questions

// eachText calls visit for every text of the bank in bank order, with the id it
// has in overlays and digests, for example "questions.money.ask". It is the one
// place that knows which texts there are: overlays, digests and the linter all
// go through it. Texts of a scale's levels are visited once, on the scale.
func (b *Bank) eachText(visit func(id string, text *string)) {
	visit("title", &b.Title)
	visit("about", &b.About)
	for i := range b.Sources {
		s := &b.Sources[i]
		visit("sources."+s.ID+".title", &s.Title)
		for p := range s.Places {
			visit("sources."+s.ID+".places."+s.Places[p].ID, &s.Places[p].Text)
		}
	}
	levels := func(id string, levels []Level) {
		for i := range levels {
			visit(id+"."+levels[i].ID, &levels[i].Text)
		}
	}
	advice := func(id string, advice []Advice) {
		for i := range advice {
			visit(id+".advice."+advice[i].ID, &advice[i].Do)
		}
	}
	for i := range b.Scales {
		levels("scales."+b.Scales[i].ID, b.Scales[i].Levels)
	}
	for _, part := range b.Parts() {
		visit(b.Kind.parts()+"."+part.ID+".title", &part.Title)
	}
	for i := range b.Questions {
		q := &b.Questions[i]
		id := "questions." + q.ID
		visit(id+".ask", &q.Ask)
		visit(id+".listen-for", &q.ListenFor)
		if q.Scale == "" {
			levels(id+".levels", q.Levels)
		}
		advice(id, q.Advice)
	}
	for i := range b.Bands {
		visit("bands."+b.Bands[i].ID+".title", &b.Bands[i].Title)
	}
	for i := range b.Endings {
		e := &b.Endings[i]
		id := b.Kind.endings() + "." + e.ID
		visit(id+".title", &e.Title)
		visit(id+".short", &e.Short)
		visit(id+".text", &e.Text)
		advice(id, e.Advice)
	}
	for i := range b.Findings {
		f := &b.Findings[i]
		id := "findings." + f.ID
		visit(id+".title", &f.Title)
		visit(id+".short", &f.Short)
		visit(id+".text", &f.Text)
		advice(id, f.Advice)
	}
}

// copyTexts gives a copy of the bank whose texts can be changed without
// changing the original's.
func (b *Bank) copyTexts() *Bank {
	c := *b
	advice := func(a []Advice) []Advice { return append([]Advice(nil), a...) }
	c.Sources = append([]Source(nil), b.Sources...)
	for i := range c.Sources {
		c.Sources[i].Places = append([]Place(nil), b.Sources[i].Places...)
	}
	c.Scales = append([]LevelScale(nil), b.Scales...)
	for i := range c.Scales {
		c.Scales[i].Levels = append([]Level(nil), b.Scales[i].Levels...)
	}
	c.Nodes = append([]Node(nil), b.Nodes...)
	c.Dimensions = append([]Dimension(nil), b.Dimensions...)
	c.Bands = append([]Band(nil), b.Bands...)
	c.Questions = append([]Question(nil), b.Questions...)
	for i := range c.Questions {
		q := &c.Questions[i]
		q.Advice = advice(q.Advice)
		if q.Scale == "" {
			q.Levels = append([]Level(nil), q.Levels...)
		}
	}
	c.linkScales()
	c.Endings = append([]Ending(nil), b.Endings...)
	for i := range c.Endings {
		c.Endings[i].Advice = advice(c.Endings[i].Advice)
	}
	c.Findings = append([]Finding(nil), b.Findings...)
	for i := range c.Findings {
		c.Findings[i].Advice = advice(c.Findings[i].Advice)
	}
	return &c
}

// linkScales lets every question that uses a scale share the scale's levels.
func (b *Bank) linkScales() {
	for i := range b.Questions {
		for _, s := range b.Scales {
			if s.ID == b.Questions[i].Scale {
				b.Questions[i].Levels = s.Levels
			}
		}
	}
}

// EachText calls visit for every text that the bank has, with its id.
func (b *Bank) EachText(visit func(id, text string)) {
	b.eachText(func(id string, text *string) {
		if *text != "" {
			visit(id, *text)
		}
	})
}

// Place gives where a text stands in the bank's own file.
func (b *Bank) Place(id string) Pos { return b.places[id] }

// Place gives where a text stands in the overlay's file.
func (o *Overlay) Place(id string) Pos { return o.places[id] }
