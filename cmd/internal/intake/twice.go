package intake

import (
	"fmt"
	"strings"

	"collectiveimpact/samklar/cmd/internal/say"
	"collectiveimpact/samklar/questions/diag"
)

// SayTwice says which items have no id and the same title as another, or the same sender:
// each becomes a case of its own, which may not be meant. Only what is equal is named.
func (d *Desk) SayTwice(items []Item) {
	type key struct{ what, text string }
	first := make(map[key]*Item)
	for i := range items {
		item, said := &items[i], false
		if item.Of.Case.ID != "" {
			continue
		}
		for _, k := range []key{{"are called", item.Of.Case.Title}, {"come from", item.sender()}} {
			shown := k.text
			if k.text = strings.ToLower(strings.Join(strings.Fields(k.text), " ")); k.text == "" {
				continue
			}
			other := first[k]
			if other == nil {
				first[k] = item
				continue
			}
			if said {
				continue
			}
			said = true
			how := ""
			if item.Of.SenderColumn != "" && other.from == item.from {
				how = fmt.Sprintf("--latest-by %s takes the last of each sender; ", diag.Quote(item.Of.SenderColumn))
			}
			fmt.Fprintf(d.Err, "samklar: %s\n", say.Line(fmt.Sprintf("%s and %s both %s %s and have no id: they become two cases; %sthe same id makes them voices on one", other.place(), item.place(), k.what, diag.Quote(shown), how)))
		}
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
