package report

// A Table is rows under headings, one case a row.
type Table struct {
	ID      string
	Caption string
	Head    []Column
	Rows    []TableRow
}

// A Column is headed by a title. Figures stand to the right; one column names
// the row.
type Column struct {
	Title  string
	Figure bool
	Names  bool
}

// A TableRow has a cell for every column.
type TableRow struct {
	ID    string
	Cells []Cell
}

// A Cell is a text, with its mark, and smaller beneath it what belongs to it. A
// code says the same for programs; a terminal has no room for it.
type Cell struct {
	Text   string
	Detail string
	Code   string
	Mark   Mark
}

func (Table) block() {}

func (t Table) eachID(visit func(id string)) {
	visit(t.ID)
	for i := range t.Rows {
		visit(t.Rows[i].ID)
	}
}
