package questions

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

// eachRule calls visit for everything in a bank that decides, with an id such as
// "questions.money.passes" and its value as text: ids and their order, levels,
// weights, gates, bounds, and who does an advice by when. Texts and references
// to sources are left out, so that mending a sentence changes no rule. It is
// the one place that knows what the rules are: digests and comparisons go
// through it.
func (b *Bank) eachRule(visit func(id, value string)) {
	visit("bank", b.ID)
	visit("kind", string(b.Kind))
	list := func(id string, n int, item func(i int) string) {
		ids := make([]string, n)
		for i := range ids {
			ids[i] = item(i)
		}
		visit(id, strings.Join(ids, " "))
	}
	advice := func(id string, all []Advice, q *Question) {
		list(id+".advice", len(all), func(i int) string { return all[i].ID })
		for _, a := range all {
			value := a.Who + " " + a.When
			if q != nil {
				value += fmt.Sprintf(" %s..%s", q.Levels[a.From].ID, q.Levels[a.UpTo].ID)
			}
			visit(id+".advice."+a.ID, value)
			// What later versions of the format added is visited only where it is there,
			// so that banks without it keep their digest.
			if len(a.After) > 0 {
				visit(id+".advice."+a.ID+".after", strings.Join(a.After, " "))
			}
			if u := a.Unless; u != nil {
				visit(id+".advice."+a.ID+".unless", u.Bank+":"+u.Question+" "+u.Level)
			}
		}
	}
	parts := b.Parts()
	list(b.Kind.parts(), len(parts), func(i int) string { return parts[i].ID })
	list("questions", len(b.Questions), func(i int) string { return b.Questions[i].ID })
	for i := range b.Questions {
		q := &b.Questions[i]
		id := "questions." + q.ID
		visit(id+".part", parts[q.Part].ID)
		visit(id+".levels", strings.Join(q.LevelIDs(), " "))
		visit(id+".since", fmt.Sprint(q.Since))
		if b.Kind == Tree {
			visit(id+".counts", fmt.Sprint(q.Counts))
			visit(id+".must", fmt.Sprint(q.Must))
			if q.Counts {
				visit(id+".passes", q.Levels[q.Passes].ID)
			}
		} else {
			visit(id+".weight", fmt.Sprint(q.Weight))
			visit(id+".optional", fmt.Sprint(q.Optional))
			if q.Key {
				visit(id+".key", "true")
			}
		}
		advice(id, q.Advice, q)
	}
	target := func(t Target) string {
		if t.Outcome {
			return "outcome " + b.Endings[t.Index].ID
		}
		return "node " + b.Nodes[t.Index].ID
	}
	if b.Kind == Tree {
		visit("start", b.Nodes[b.Start].ID)
	}
	for _, n := range b.Nodes {
		visit("nodes."+n.ID+".needs", fmt.Sprint(n.Needs))
		visit("nodes."+n.ID+".pass", target(n.Pass))
		visit("nodes."+n.ID+".fail", target(n.Fail))
		if n.Fact {
			visit("nodes."+n.ID+".fact", "true")
		}
	}
	for _, d := range b.Dimensions {
		visit("dimensions."+d.ID+".weight", fmt.Sprint(d.Weight))
	}
	list("bands", len(b.Bands), func(i int) string { return b.Bands[i].ID })
	for _, band := range b.Bands {
		visit("bands."+band.ID+".from", fmt.Sprint(band.From))
	}
	list(b.Kind.endings(), len(b.Endings), func(i int) string { return b.Endings[i].ID })
	for i := range b.Endings {
		e := &b.Endings[i]
		id := b.Kind.endings() + "." + e.ID
		visit(id+".next", e.Next)
		visit(id+".also", e.Also)
		if b.Kind == Scale {
			visit(id+".every", fmt.Sprint(e.Every))
			visit(id+".overall", fmt.Sprint(e.Overall))
		}
		advice(id, e.Advice, nil)
	}
	for _, g := range b.Gone {
		visit("gone."+g.ID, fmt.Sprint(g.Version))
	}
	list("findings", len(b.Findings), func(i int) string { return b.Findings[i].ID })
	for i := range b.Findings {
		f := &b.Findings[i]
		visit("findings."+f.ID+".when", b.bounds(f.When))
		if f.Headline {
			visit("findings."+f.ID+".headline", "true")
		}
		advice("findings."+f.ID, f.Advice, nil)
	}
}

// bounds writes a finding's pattern in the words of its file.
func (b *Bank) bounds(when []Bound) string {
	parts := make([]string, len(when))
	for i, w := range when {
		if w.Dimension >= 0 {
			parts[i] = fmt.Sprintf("%s at-least %d below %d", b.Dimensions[w.Dimension].ID, w.AtLeast, w.Below)
		} else {
			q := &b.Questions[w.Question]
			parts[i] = fmt.Sprintf("%s at-least %s at-most %s", q.ID, q.Levels[w.AtLeast].ID, q.Levels[w.AtMost].ID)
		}
	}
	return strings.Join(parts, ", ")
}

// rulesDigest covers the version and everything that decides.
func (b *Bank) rulesDigest() string {
	rules := map[string]string{"version": fmt.Sprint(b.Version)}
	b.eachRule(func(id, value string) { rules[id] = value })
	return digest(rules)
}

// textsDigest covers every text in the bank's language, and the references to
// sources that are shown beside them.
func (b *Bank) textsDigest() string {
	texts := map[string]string{"language": b.Language}
	b.eachText(func(id string, text *string) { texts[id] = *text })
	references := map[string]string{}
	b.eachReference(func(id, source string) { references[id] = source })
	return digest(map[string]any{"texts": texts, "references": references, "sources": b.sortedSources()})
}

// sortedSources gives the sources and their places by their ids: in a map there is
// no order.
func (b *Bank) sortedSources() []Source {
	all := slices.Clone(b.Sources)
	slices.SortFunc(all, func(a, b Source) int { return strings.Compare(a.ID, b.ID) })
	for i := range all {
		all[i].Places = slices.Clone(all[i].Places)
		slices.SortFunc(all[i].Places, func(a, b Place) int { return strings.Compare(a.ID, b.ID) })
	}
	return all
}

// eachReference visits the reference to a source of every statement.
func (b *Bank) eachReference(visit func(id, source string)) {
	advice := func(id string, all []Advice) {
		for _, a := range all {
			visit(id+".advice."+a.ID, a.Source)
		}
	}
	for i := range b.Questions {
		q := &b.Questions[i]
		visit("questions."+q.ID, q.Source)
		advice("questions."+q.ID, q.Advice)
	}
	for i := range b.Endings {
		e := &b.Endings[i]
		visit(b.Kind.endings()+"."+e.ID, e.Source)
		advice(b.Kind.endings()+"."+e.ID, e.Advice)
	}
	for i := range b.Findings {
		f := &b.Findings[i]
		visit("findings."+f.ID, f.Source)
		advice("findings."+f.ID, f.Advice)
	}
}

// digest is the SHA-256 of a value as canonical JSON: keys sorted, no spaces.
func digest(v any) string {
	data, err := json.Marshal(v)
	if err != nil {
		panic("questions: a value of strings and numbers always marshals: " + err.Error())
	}
	sum := sha256.Sum256(data)
	return "sha256:" + hex.EncodeToString(sum[:])
}

// shortDigest tells whether a text is still the one that another was made from.
// It begins with a letter, so that YAML never takes it for a number.
func shortDigest(text string) string {
	sum := sha256.Sum256([]byte(text))
	return "t" + hex.EncodeToString(sum[:5])
}
