package voices

import (
	"slices"
	"strconv"
	"strings"

	"collectiveimpact/samklar/assess/group"
	"collectiveimpact/samklar/questions/text"
	"collectiveimpact/samklar/report/phrase"
	"collectiveimpact/samklar/report/view"
)

// few is fewer than how many voices know each other so well that they may guess whose a
// voice is that stands by itself.
const few = 2 * group.Least

// Few reports whether a room may guess whose a voice is, whatever is shown by the rule of
// so many: one is alone on a level, or away from all others.
func Few(g *group.Group) bool {
	return len(g.Voices) < few && slices.ContainsFunc(g.Agenda, func(i int) bool {
		q := &g.Questions[i]
		if q.Lone || !q.Shows(false) {
			return q.Lone
		}
		levels := q.Spread(&g.Result.Banks[q.Bank].Bank.Questions[q.Question]).Levels
		return slices.ContainsFunc(levels, func(n group.Count) bool { return n.Sure+n.Maybe == 1 })
	})
}

// heard says who has a voice, who has none, and what is not shown.
func (b *builder) heard() []view.Block {
	g := b.Group
	items := view.Items{ID: "heard-list"}
	add := func(id, said string) { items.Items = append(items.Items, view.Item{ID: id, Text: said}) }
	if len(g.People) != len(g.Voices) {
		add("house", b.p.VoicesHouse)
	}
	if n := houseless(g); n > 0 {
		add("houseless", phrase.Fill(b.p.VoicesHouseless, "n", strconv.Itoa(n)))
	}
	b.roles(add)
	least := strconv.Itoa(group.Least)
	switch {
	case b.Open:
		add("opened", b.p.VoicesOpened)
	case len(g.Voices) < group.Least:
		add("closed", phrase.Fill(b.p.VoicesClosed, "n", least))
		add("notes", b.p.VoicesNotes)
	default:
		if slices.ContainsFunc(g.Agenda, func(i int) bool { return !g.Questions[i].Shows(false) }) {
			add("partly", phrase.Fill(b.p.VoicesPartly, "n", least))
		}
		add("notes", b.p.VoicesNotes)
	}
	return []view.Block{items}
}

// roles says which of the roles that are looked for nobody has, and which roles people
// have in words of their own: these may be the same by another name.
func (b *builder) roles(add func(id, said string)) {
	g := b.Group
	var own []string // as they are written, each once
	silent := 0
	for _, v := range g.Voices {
		known := false
		var said []string
		for _, i := range v.People {
			known = known || g.People[i].Role != ""
			if role := text.Line(g.People[i].Respondent.Role); role != "" {
				said = append(said, role)
			}
		}
		if known {
			continue
		}
		if said == nil {
			silent++
		}
		for _, role := range said {
			if !slices.ContainsFunc(own, func(other string) bool { return strings.EqualFold(other, role) }) {
				own = append(own, role)
			}
		}
	}
	if silent == len(g.Voices) {
		add("no-roles", b.p.VoicesNoRoles)
		return
	}
	if len(g.Missing) > 0 {
		roles := make([]string, len(g.Missing))
		for i, who := range g.Missing {
			roles[i] = b.p.Who[who]
		}
		add("missing", phrase.Fill(b.p.VoicesMissing, "roles", phrase.Join(roles, b.p.Or)))
		if own != nil {
			add("own-words", phrase.Fill(b.p.VoicesOwnWords, "roles", strings.Join(own, ", ")))
		}
		if silent > 0 {
			add("roleless", phrase.Fill(b.p.VoicesRoleless, "n", strconv.Itoa(silent)))
		}
	}
}

// houseless counts those who name no organisation: whether some of them are of one, and so
// are one voice, cannot be told.
func houseless(g *group.Group) int {
	n := 0
	for i := range g.People {
		if text.Line(g.People[i].Organisation) == "" {
			n++
		}
	}
	return n
}
