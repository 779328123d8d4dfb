package report

import (
	"slices"
	"strconv"
	"strings"

	"collectiveimpact/samklar/questions"
	"collectiveimpact/samklar/report/view"
)

// Sources are what is referred to, in order.
type Sources []string

// source cites what a bank refers to.
func (b *builder) source(bank *questions.Bank, ref string) view.Cite { return b.cited.Cite(bank, ref) }

// Cite returns a reference as a number of the list of sources, and the entry it has
// there.
func (s *Sources) Cite(bank *questions.Bank, ref string) view.Cite {
	words := sourceInWords(bank, ref)
	if words == "" {
		return view.Cite{}
	}
	at := slices.Index(*s, words)
	if at < 0 {
		at = len(*s)
		*s = append(*s, words)
	}
	return view.Cite{Number: "[" + strconv.Itoa(at+1) + "]", Entry: view.Target(sourceID(at))}
}

func sourceID(at int) string { return "source--" + strconv.Itoa(at+1) }

// sources lists what the steps refer to.
func (b *builder) sources() []view.Block { return b.cited.List(false) }

// List lists the sources; hanging, further lines of one stand behind its number.
func (s Sources) List(hanging bool) []view.Block {
	if len(s) == 0 {
		return nil
	}
	items := view.Items{ID: "source-list", Bare: true, Hanging: hanging}
	for i, words := range s {
		items.Items = append(items.Items, view.Item{ID: sourceID(i), Text: "[" + strconv.Itoa(i+1) + "] " + words})
	}
	return []view.Block{items}
}

// sourceInWords says who wrote a source and what it is called, with the place
// in it.
func sourceInWords(bank *questions.Bank, ref string) string {
	id, place, _ := strings.Cut(ref, "#")
	for i := range bank.Sources {
		s := &bank.Sources[i]
		if s.ID != id {
			continue
		}
		words := s.Title
		if s.By != "" {
			words = s.By + ", " + words
		}
		if s.Year > 0 {
			words += " (" + strconv.Itoa(s.Year) + ")"
		}
		for _, p := range s.Places {
			if p.ID == place {
				words += ": " + p.Text
			}
		}
		return words
	}
	return ""
}
