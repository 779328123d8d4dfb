package markdown

import (
	"strings"
	"testing"

	"collectiveimpact/samklar/report/view"
)

// Columns are as wide as their texts ask, so that in a document names have the room that
// marks do not need.
func TestColumnsHaveTheRoomTheyNeed(t *testing.T) {
	long := strings.Repeat("a name of several words ", 5)
	table := view.Table{
		Head: []view.Column{{Title: "#"}, {Title: "Case"}, {Title: "Weakest link of all"}, {Title: "Unterstützungsbedürftigkeit"}},
		Rows: []view.TableRow{
			{Cells: []view.Cell{{Text: "1"}, {Text: long}, {Text: "–"}, {Text: "2"}}},
			{Cells: []view.Cell{{Text: "10="}, {Text: "short", Detail: long, Code: long}, {Text: "measures"}, {}}},
		},
	}
	for at, want := range []int{len("10=") + edges, mostWidth, len("measures") + edges, wordWidth + edges} {
		if got := columnWidth(&table, at); got != want {
			t.Errorf("columnWidth(%q) = %d, want %d", table.Head[at].Title, got, want)
		}
	}
	m := &markdown{}
	m.table(table)
	for i, column := range strings.Split(strings.Split(m.b.String(), "\n")[1], "|")[1:5] {
		if got := strings.Count(column, "-"); got != columnWidth(&table, i) {
			t.Errorf("column %d has %d dashes, want %d", i, got, columnWidth(&table, i))
		}
	}
}
