package questions

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
)

// rulesDigest covers everything that decides: ids, levels, weights, gates,
// bounds, and who does an advice by when. Texts and references to sources are
// left out, so mending a sentence does not make stored results unreadable.
func (b *Bank) rulesDigest() string {
	type object = map[string]any
	advice := func(all []Advice) []object {
		out := []object{}
		for _, a := range all {
			out = append(out, object{"id": a.ID, "from": a.From, "up_to": a.UpTo, "who": a.Who, "when": a.When})
		}
		return out
	}
	qs, parts, endings, bands, findings := []object{}, []object{}, []object{}, []object{}, []object{}
	for i := range b.Questions {
		q := &b.Questions[i]
		qs = append(qs, object{
			"id": q.ID, "levels": q.LevelIDs(), "part": b.PartID(q.Part), "counts": q.Counts, "passes": q.Passes,
			"must": q.Must, "weight": q.Weight, "optional": q.Optional, "since": q.Since, "advice": advice(q.Advice),
		})
	}
	target := func(t Target) string {
		if t.Outcome {
			return "outcome:" + b.Outcomes[t.Index].ID
		}
		return "node:" + b.Nodes[t.Index].ID
	}
	for _, n := range b.Nodes {
		parts = append(parts, object{"id": n.ID, "needs": n.Needs, "pass": target(n.Pass), "fail": target(n.Fail)})
	}
	for _, d := range b.Dimensions {
		parts = append(parts, object{"id": d.ID, "weight": d.Weight})
	}
	for _, e := range b.Endings() {
		endings = append(endings, object{"id": e.ID, "next": e.Next, "also": e.Also, "advice": advice(e.Advice)})
	}
	for i, v := range b.Verdicts {
		endings[i]["every"], endings[i]["overall"] = v.Every, v.Overall
	}
	for _, band := range b.Bands {
		bands = append(bands, object{"id": band.ID, "from": band.From})
	}
	for _, f := range b.Findings {
		when := []object{}
		for _, w := range f.When {
			if w.Dimension >= 0 {
				when = append(when, object{"dimension": b.Dimensions[w.Dimension].ID, "at_least": w.AtLeast, "below": w.Below})
			} else {
				when = append(when, object{"question": b.Questions[w.Question].ID, "at_least": w.AtLeast, "at_most": w.AtMost})
			}
		}
		findings = append(findings, object{"id": f.ID, "when": when, "advice": advice(f.Advice)})
	}
	rules := object{
		"bank": b.ID, "version": b.Version, "kind": b.Kind, "questions": qs, "parts": parts,
		"endings": endings, "bands": bands, "findings": findings,
	}
	if b.Kind == Tree {
		rules["start"] = b.Nodes[b.Start].ID
	}
	return digest(rules)
}

// textsDigest covers every text in the bank's language, and the references to
// sources that are shown beside them.
func (b *Bank) textsDigest() string {
	texts := map[string]string{"language": b.Language}
	b.eachText(func(id string, text *string) { texts[id] = *text })
	sources := map[string]string{}
	for i := range b.Questions {
		sources["questions."+b.Questions[i].ID] = b.Questions[i].Source
	}
	return digest(map[string]any{"texts": texts, "sources": sources, "from": b.Sources})
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
