package assess_test

import (
	"fmt"
	"strconv"
	"strings"

	"collectiveimpact/samklar/questions"
)

// render writes a bank as the YAML text that states its rules. Spelled writes
// out what could be left to its default.
func render(b *questions.Bank, spelled bool) string {
	w := writer{b, spelled}
	var text strings.Builder
	line := func(key, value string) {
		if value != "" && value != "[]" {
			fmt.Fprintf(&text, "%s: %s\n", key, value)
		}
	}
	line("bank", b.ID)
	line("version", strconv.Itoa(b.Version))
	line("kind", string(b.Kind))
	line("language", b.Language)
	line("title", b.Title)
	for i, s := range b.Scales {
		if i == 0 {
			text.WriteString("scales:\n")
		}
		line("  "+s.ID, levels(s.Levels))
	}
	if b.Kind == questions.Tree {
		line("start", b.Nodes[b.Start].ID)
	}
	line("nodes", each(b.Nodes, w.node))
	line("dimensions", each(b.Dimensions, w.dimension))
	line("bands", each(b.Bands, func(band *questions.Band) string {
		return flow("id", band.ID, "title", band.Title, "from", strconv.Itoa(band.From))
	}))
	endings := "verdicts"
	if b.Kind == questions.Tree {
		endings = "outcomes"
	}
	line(endings, each(b.Endings, func(v *questions.Ending) string {
		if b.Kind == questions.Tree || v == &b.Endings[len(b.Endings)-1] {
			return w.ending(v, "", "")
		}
		overall := w.number(v.Overall, 0)
		if v.Every == 0 {
			overall = strconv.Itoa(v.Overall) // a verdict before the last has a condition
		}
		return w.ending(v, w.number(v.Every, 0), overall)
	}))
	line("findings", each(b.Findings, w.finding))
	return text.String()
}

// A writer renders the parts of a bank.
type writer struct {
	b       *questions.Bank
	spelled bool
}

// flow writes a map in flow style from keys and values in turn, without those
// whose value is empty.
func flow(pairs ...string) string {
	var parts []string
	for i := 0; i < len(pairs); i += 2 {
		if pairs[i+1] != "" && pairs[i+1] != "[]" {
			parts = append(parts, pairs[i]+": "+pairs[i+1])
		}
	}
	return "{" + strings.Join(parts, ", ") + "}"
}

// each writes a list in flow style.
func each[T any](list []T, write func(*T) string) string {
	parts := make([]string, len(list))
	for i := range list {
		parts[i] = write(&list[i])
	}
	return "[" + strings.Join(parts, ", ") + "]"
}

func (w writer) number(n, usual int) string {
	if n == usual && !w.spelled {
		return ""
	}
	return strconv.Itoa(n)
}

func (w writer) flag(value, usual bool) string {
	if value == usual && !w.spelled {
		return ""
	}
	return strconv.FormatBool(value)
}

// levels writes a list of levels, those called 1, 2, 3 … without ids.
func levels(list []questions.Level) string {
	place := 0
	return each(list, func(l *questions.Level) string {
		place++
		if l.ID == strconv.Itoa(place) {
			return flow("text", l.Text)
		}
		return flow("id", strconv.Quote(l.ID), "text", l.Text)
	})
}

func (w writer) node(n *questions.Node) string {
	counting := 0
	for _, q := range n.Questions {
		if w.b.Questions[q].Counts {
			counting++
		}
	}
	return flow("id", n.ID, "title", n.Title, "questions", w.questions(n.Questions),
		"needs", w.number(n.Needs, counting), "pass", w.target(n.Pass), "fail", w.target(n.Fail), "fact", w.flag(n.Fact, false))
}

func (w writer) target(t questions.Target) string {
	if t.Outcome {
		return w.b.Endings[t.Index].ID
	}
	return w.b.Nodes[t.Index].ID
}

func (w writer) dimension(d *questions.Dimension) string {
	return flow("id", d.ID, "title", d.Title, "weight", w.number(d.Weight, 1), "questions", w.questions(d.Questions))
}

func (w writer) questions(places []int) string {
	return each(places, func(place *int) string {
		q := &w.b.Questions[*place]
		from := q.Scale
		if from == "" {
			from = levels(q.Levels)
		}
		pairs := []string{
			"id", q.ID, "ask", q.Ask, "levels", from, "since", w.number(q.Since, 1),
			"advice", each(q.Advice, func(a *questions.Advice) string { return w.advice(a, q) }),
		}
		switch {
		case w.b.Kind == questions.Scale:
			pairs = append(pairs, "weight", w.number(q.Weight, 1), "optional", w.flag(q.Optional, false), "key", w.flag(q.Key, false))
		case q.Counts:
			pairs = append(pairs, "passes", w.level(q, q.Passes, -1), "must", w.flag(q.Must, false), "counts", w.flag(true, true))
		default:
			pairs = append(pairs, "counts", "false")
		}
		return flow(pairs...)
	})
}

// level names a level of a question by its place.
func (w writer) level(q *questions.Question, place, usual int) string {
	if place == usual && !w.spelled {
		return ""
	}
	return strconv.Quote(q.Levels[place].ID)
}

func (w writer) advice(a *questions.Advice, q *questions.Question) string {
	pairs := []string{"id", a.ID, "do", a.Do, "who", a.Who, "when", a.When}
	if len(a.After) > 0 {
		pairs = append(pairs, "after", "["+strings.Join(a.After, ", ")+"]")
	}
	if u := a.Unless; u != nil && u.Bank == w.b.ID {
		pairs = append(pairs, "unless", "{"+u.Question+": "+strconv.Quote(u.Level)+"}")
	} else if u != nil {
		pairs = append(pairs, "unless", "{\""+u.Bank+":"+u.Question+"\": "+strconv.Quote(u.Level)+"}")
	}
	if q != nil {
		pairs = append(pairs, "from", w.level(q, a.From, 0), "up-to", w.level(q, a.UpTo, len(q.Levels)-1))
	}
	return flow(pairs...)
}

// given writes advice that hangs on no question.
func (w writer) given(all []questions.Advice) string {
	return each(all, func(a *questions.Advice) string { return w.advice(a, nil) })
}

func (w writer) ending(e *questions.Ending, every, overall string) string {
	return flow("id", e.ID, "title", e.Title, "short", e.Short, "text", e.Text, "every", every, "overall", overall,
		"advice", w.given(e.Advice), "next", e.Next, "also", e.Also)
}

func (w writer) finding(f *questions.Finding) string {
	var when []string
	for _, bound := range f.When {
		if bound.Dimension >= 0 {
			least, below := strconv.Itoa(bound.AtLeast), strconv.Itoa(bound.Below)
			if bound.Below == questions.NoBound {
				below = ""
			} else {
				least = w.number(bound.AtLeast, 0)
			}
			when = append(when, w.b.Dimensions[bound.Dimension].ID, flow("at-least", least, "below", below))
			continue
		}
		q := &w.b.Questions[bound.Question]
		least, most := w.level(q, bound.AtLeast, 0), w.level(q, bound.AtMost, len(q.Levels)-1)
		if least == "" && most == "" {
			most = strconv.Quote(q.Levels[bound.AtMost].ID) // a bound is not empty
		}
		when = append(when, q.ID, flow("at-least", least, "at-most", most))
	}
	return flow("id", f.ID, "when", flow(when...), "title", f.Title, "text", f.Text, "advice", w.given(f.Advice))
}
