package requirements

import (
	"slices"
	"strconv"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/paths"
	"collectiveimpact/samklar/assess/portfolio"
	"collectiveimpact/samklar/report/phrase"
	"collectiveimpact/samklar/report/view"
)

// mostListed is how many questions are listed of those of which any answer is enough, or
// of which it is not known what is.
const mostListed = 8

// mostAside is how many are where other answers stand in the way.
const mostAside = 2

// list names questions in bank order: first those of which it is known what is enough,
// each with that; then the others that decide; then those of which any answer is; then
// those that have an answer and lack its source.
func (s *Standing) list(refs []assess.Ref, w *portfolio.Way) []view.Block {
	slices.SortFunc(refs, portfolio.CompareRefs)
	var lists [4]view.Items
	for _, ref := range slices.Compact(refs) {
		item, enough := s.item("change", ref, w)
		at := 1
		switch {
		case enough == s.p.SourceEnough:
			at, item.Details = 3, nil // the list says it
		case enough != "":
			at = 0
		case slices.Contains(w.Answer, ref):
			if at = 2; s.namedAbove(ref) {
				continue
			}
		}
		lists[at].Items = append(lists[at].Items, item)
	}
	var blocks []view.Block
	for at, intro := range []string{"", s.p.OthersMissing, s.p.AnyAnswer, s.p.SourcesLack} {
		l := &lists[at]
		if l.Items == nil {
			continue
		}
		l.ID = [...]string{"change", "change-others", "change-any", "change-sources"}[at]
		if len(blocks) > 0 && at > 0 || at == 2 || at == 3 && s.Together == paths.MetNever {
			blocks = append(blocks, view.Text{ID: l.ID + "-intro", Text: intro})
		}
		more := 0
		if at == 1 || at == 2 {
			most := mostListed
			if at == 2 && s.Together == paths.MetNever {
				most = mostAside
			}
			more = max(0, len(l.Items)-most)
			l.Items = l.Items[:len(l.Items)-more]
		}
		blocks = append(blocks, *l)
		if more > 0 {
			blocks = append(blocks, view.Text{ID: l.ID + "-more", Text: phrase.Fill(s.p.AgendaMore, "n", strconv.Itoa(more))})
		}
	}
	return blocks
}

// item is a question with its answer, and what would be enough. Among what is missing
// goes without saying that it is not known.
func (s *Standing) item(list string, ref assess.Ref, w *portfolio.Way) (item view.Item, enough string) {
	q, e := s.question(ref), s.entry(ref)
	item = view.Item{ID: list + "--" + s.in.Selection.Banks[ref.Bank].ID + "--" + q.ID, Text: q.Ask}
	missing := e.Choice == assess.Unknown && (s.Together == paths.MetMaybe || list == "facts-open")
	if (e.Choice != assess.Unanswered || e.Stale != "") && !missing && !s.saidAbove(ref) {
		item.Details = append(item.Details, s.yours(ref))
	}
	if enough = s.enoughFor(ref, w); enough != "" {
		item.Details = append(item.Details, phrase.Fill(s.p.LevelEnough, "level", enough))
		if s.lessAbove(ref, w) {
			item.Details = append(item.Details, s.p.LessAbove)
		}
	}
	return item, enough
}

// lessAbove reports whether a requirement that is not met asks for less of an answer than
// all of them together.
func (s *Standing) lessAbove(ref assess.Ref, w *portfolio.Way) bool {
	asked := s.asked(ref)
	return asked > 0 && slices.ContainsFunc(w.Raises, func(r paths.BankRaise) bool {
		return assess.Ref{Bank: r.Bank, Question: r.Question} == ref && r.To > asked
	})
}

// asked is the level that a requirement asks of an answer that does not surely meet it; or 0.
func (s *Standing) asked(ref assess.Ref) int {
	asked := 0
	for i := range s.in.Policy.Rules {
		if r := &s.in.Policy.Rules[i]; r.Kind == portfolio.AtLeast && r.Ref() == ref && s.Judged.Rules[i] < paths.MetSurely {
			asked = max(asked, r.Least)
		}
	}
	return asked
}

// saidAbove reports whether the answer to a question stands under a requirement.
func (s *Standing) saidAbove(ref assess.Ref) bool {
	for i := range s.in.Policy.Rules {
		r := &s.in.Policy.Rules[i]
		if (r.Kind == portfolio.AtLeast || r.Kind == portfolio.Evidence) && r.Ref() == ref && s.Judged.Rules[i] < paths.MetSurely {
			return true
		}
	}
	return false
}

// enoughFor says what would be enough for a question: by its name, unless that stands
// beside it already, as what a requirement asks for or as the higher of two levels.
func (s *Standing) enoughFor(ref assess.Ref, w *portfolio.Way) string {
	level := ""
	for _, r := range w.Raises {
		if (assess.Ref{Bank: r.Bank, Question: r.Question}) != ref {
			continue
		}
		level = atLeast(s.p, s.question(ref), r.To)
		low, high := s.entry(ref).Choice.Possible(s.question(ref))
		switch {
		case s.asked(ref) == r.To:
			level = s.p.EnoughAbove
		case s.entry(ref).Choice.Leveled() && low < high && high == r.To && !s.saidAbove(ref):
			level = s.p.HigherOfTwo
		}
	}
	answered := s.entry(ref).Choice.Leveled()
	sourced := slices.Contains(w.Source, ref) || level != "" && !answered && s.asksSource(ref) // of the new answer
	switch {
	case level != "" && sourced:
		return phrase.Join([]string{level, s.p.SourceEnough}, s.p.And)
	case level != "":
		return level
	case sourced && answered:
		return s.p.SourceEnough
	case sourced:
		return s.p.AnswerSourced
	}
	return ""
}
