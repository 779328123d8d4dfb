package questions

import (
	"strings"

	"collectiveimpact/samklar/questions/diag"
	"collectiveimpact/samklar/questions/text"
	"collectiveimpact/samklar/questions/yamldoc"
)

func (p *parser) sources(n *yamldoc.Node) {
	p.r.Pairs(n, "sources", func(key, v *yamldoc.Node) {
		src := Source{ID: p.id(key, "a source's id")}
		p.r.Need(v, "a source", "title")
		p.r.Each(v, "a source", []string{"title", "by", "year", "language", "places"}, func(key, v *yamldoc.Node) {
			switch key.Text {
			case "title":
				src.Title = p.text(v, "sources."+src.ID+".title")
			case "by":
				src.By = text.Line(p.r.Text(v, "by"))
			case "year":
				src.Year = p.r.Int(v, "year", 1, 9999)
			case "language":
				src.Language = text.Line(p.r.Text(v, "language"))
			case "places":
				p.r.Pairs(v, "places", func(key, v *yamldoc.Node) {
					place := p.id(key, "a place's id")
					src.Places = append(src.Places, Place{place, p.text(v, "sources."+src.ID+".places."+place)})
				})
			}
		})
		p.bank.Sources = append(p.bank.Sources, src)
	})
}

// source checks a reference of the form source or source#place.
func (p *parser) source(n *yamldoc.Node) string {
	ref := p.r.Text(n, "source")
	id, place, hasPlace := strings.Cut(ref, "#")
	var known []string
	for _, s := range p.bank.Sources {
		known = append(known, s.ID)
		if s.ID != id {
			continue
		}
		if !hasPlace {
			return ref
		}
		var places []string
		for _, pl := range s.Places {
			if pl.ID == place {
				return ref
			}
			places = append(places, pl.ID)
		}
		p.r.Report(n, "unknown-place", "%s in source %q", diag.Unknown("place", place, places), id)
		return ref
	}
	if ref != "" {
		p.r.Report(n, "unknown-source", "%s", diag.Unknown("source", id, known))
	}
	return ref
}
