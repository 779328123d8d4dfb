package intake

import (
	"fmt"
	"strings"

	"collectiveimpact/samklar/cmd/internal/say"
	"collectiveimpact/samklar/questions/diag"
)

// A likeness is what two items have in common that may be one case.
type likeness struct{ what, text string }

// likenesses gives by what an item may be another again: without an id by its title or
// its sender, with one, as rows of forms are numbered, by both.
func (i *Item) likenesses() []likeness {
	var title, sender likeness
	if text := strings.Join(strings.Fields(i.Of.Case.Title), " "); text != "" {
		title = likeness{"are called", diag.Quote(text)}
	}
	if text := strings.Join(strings.Fields(i.sender()), " "); text != "" {
		sender = likeness{"come from", diag.Quote(text)}
	}
	var all []likeness
	if i.Of.Case.ID == "" {
		all = append(all, title, sender)
	}
	if title.text != "" && sender.text != "" {
		all = append(all, likeness{title.what, title.text + " and " + sender.what + " " + sender.text})
	}
	return all
}

// SayTwice says which items become two cases and may be one. Only what is equal is named.
func (d *Desk) SayTwice(items []Item) {
	d.sayCounted(items)
	first := make(map[likeness]*Item)
	for i := range items {
		item, said := &items[i], false
		for _, like := range item.likenesses() {
			shown := like.text
			like.text = strings.ToLower(shown)
			other := first[like]
			switch {
			case shown == "":
			case other == nil:
				first[like] = item
			case !said && (item.Of.Case.ID == "" || item.Of.Case.ID != other.Of.Case.ID): // with one id they are voices
				said = true
				how := ""
				if item.Of.SenderColumn != "" && other.from == item.from {
					how = fmt.Sprintf("--latest-by %s takes the last of each sender; ", diag.Quote(item.Of.SenderColumn))
				}
				fmt.Fprintf(d.Err, "samklar: %s\n", say.Line(fmt.Sprintf("%s and %s both %s %s: they become two cases; %sthe same id makes them voices on one",
					other.place(), item.place(), like.what, shown, how)))
			}
		}
	}
}

// sayCounted says which tables give their cases the same ids, where these only count the
// rows of each: they would become voices on one case.
func (d *Desk) sayCounted(items []Item) {
	type pair struct{ one, other string }
	first, same := make(map[string]string), make(map[pair]int)
	var pairs []pair
	for i := range items {
		item := &items[i]
		id := item.Of.Case.ID
		if !item.Of.Counted || id == "" {
			continue
		}
		if from, ok := first[id]; !ok {
			first[id] = item.from
		} else if from != item.from {
			p := pair{from, item.from}
			if same[p]++; same[p] == 1 {
				pairs = append(pairs, p)
			}
		}
	}
	for _, p := range pairs {
		fmt.Fprintf(d.Err, "samklar: %s\n", say.Line(fmt.Sprintf("%q and %q have %s in common, as each table counts its own rows: they become voices on one case; where they are not, a mapping names another column, or leaves the ids out: ignore: [Id]",
			p.one, p.other, say.Count(same[p], "id"))))
	}
}

// sender gives who an item came from, where that is known well enough to be told from others.
func (i *Item) sender() string {
	switch by := i.Of.Case.Respondent; {
	case i.Of.Sender != "":
		return i.Of.Sender
	case by.Name != "" && by.Organisation != "":
		return by.Name + ", " + by.Organisation
	}
	return ""
}

// place gives where an item was read.
func (i *Item) place() string {
	if i.Doc == nil {
		return fmt.Sprintf("%s:%d", i.from, i.Of.Row)
	}
	return i.from
}
