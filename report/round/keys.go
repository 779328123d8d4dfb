package round

import (
	"fmt"
	"strconv"

	"collectiveimpact/samklar/assess/paths"
	"collectiveimpact/samklar/assess/portfolio"
	"collectiveimpact/samklar/questions"
)

// Keys pick the cases that a chip, or a part of what is drawn, stands for.

const (
	openKey   = "undecided" // what it comes to is not known
	oneKey    = "one"       // one answer decides
	sourceKey = "source"    // one source is missing
	shortKey  = "short"     // one level would have been enough
)

// endKey is the key of an end, by its place among those that some case has come to.
func endKey(place int) string { return "end" + strconv.Itoa(place+1) }

// togetherKey is that of what is known of a whole policy.
func togetherKey(m paths.Met) string {
	return [...]string{paths.MetNever: "not", paths.MetMaybe: "maybe", paths.MetSurely: "met", paths.NotNeeded: "met"}[m]
}

// stepKey is that of how cases fare at a node of a tree.
func stepKey(bank, node int, m paths.Met) string { return fmt.Sprintf("s%d-%d-%d", bank, node, m) }

// bandKey is that of a band of a part of a scale, -1 where it is not known which.
func bandKey(bank, part, band int) string {
	if band < 0 {
		return fmt.Sprintf("p%d-%d-q", bank, part)
	}
	return fmt.Sprintf("p%d-%d-%d", bank, part, band)
}

// keysOf gives the keys of a case.
func (t *lines) keysOf(c *portfolio.Ranked) []string {
	var keys []string
	add := func(is bool, key string) {
		if is {
			keys = append(keys, key)
		}
	}
	_, decides := decider(c)
	if c.Judged != nil {
		add(true, togetherKey(c.Judged.Together))
	}
	end, ended := c.End()
	add(ended, t.keys[end])
	add(!ended && len(c.Path.Steps) > 0, openKey)
	add(decides, oneKey)
	_, lacks := sourceDecider(c)
	add(lacks, sourceKey)
	add(c.OneShort != nil, shortKey)
	for bank, b := range t.pf.Banks {
		if b.Kind == questions.Tree {
			for node := range b.Nodes {
				m := t.pf.Node(c, bank, node)
				add(m != paths.NotNeeded, stepKey(bank, node, m))
			}
			continue
		}
		for part := range b.Dimensions {
			band, ok := t.pf.Band(c, portfolio.DimensionRef{Bank: bank, Dimension: part})
			add(ok, bandKey(bank, part, band))
		}
	}
	return keys
}
