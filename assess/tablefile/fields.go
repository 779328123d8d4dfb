package tablefile

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/questions/diag"
)

// A rank says how surely a heading names a field of the case. Of several columns the
// surest is taken; of two that are as sure a person says which counts.
type rank int

const (
	byName    rank = iota // "case.id", as programs write it
	byWords               // "Your application number": a question that somebody asked
	byService             // "Id" alone: form services add such columns themselves
)

// ownColumns are what form services call columns of their own: the number of the row,
// and who was signed in. They say what is meant where no other column does.
var ownColumns = map[string]string{"id": "case.id", "name": "respondent.name", "navn": "respondent.name", "naam": "respondent.name"}

// Fields of a case, by what their columns are called in the three languages, and what
// they are called on our forms; without small words. A timestamp is no date of the
// answers: a mapping says where it is.
var fieldWords = map[string][]string{
	"case.title": {
		"title", "titel", "case title", "name of collaboration", "samarbejdets navn", "naam van samenwerking", "name of partnership", "partnerskabets navn", "naam van partnerschap",
		"project title", "title of project", "projektets titel", "projekttitel", "projecttitel", "titel van project", "project name", "name of project", "projektets navn", "projektnavn", "projectnaam", "naam van project",
	},
	"case.place":              {"place", "sted", "plaats"},
	"case.as-of":              {"as-of", "as of", "as_of", "tidspunkt", "peildatum", "which date do answers describe", "hvilken dato gælder svarene for", "voor welke datum gelden antwoorden"},
	"respondent.name":         {"name", "navn", "naam", "respondent", "respondent name"},
	"respondent.organisation": {"organisation", "organization", "organisatie", "name of organisation", "name of organization", "organisation name", "organization name", "organisationens navn", "naam van organisatie"},
	"respondent.role":         {"role", "rolle", "rol"},
}

// What has a number, and what that is called: "case number", "sags-nr.", "dossiernummer".
var (
	numbered = []string{"case", "application", "proposal", "project", "file", "dossier", "reference", "ref", "sag", "sags", "sagens", "ansøgning", "ansøgnings", "ansøgningens", "projekt", "projektets", "journal", "j", "zaak", "aanvraag", "aanvraags", "referentie"}
	numbers  = []string{"number", "nummer", "no", "nr", "id"}
)

// nobody are the names that Microsoft Forms gives to those who were not signed in.
var nobody = []string{"anonymous", "anonym", "anoniem"}

// small are words that say nothing of what a column holds: "What is your role?"
var small = []string{"what", "is", "the", "your", "our", "please", "enter", "hvad", "er", "jeres", "dit", "din", "vores", "angiv", "skriv", "wat", "de", "het", "je", "jouw", "jullie", "uw", "ons", "onze", "vul", "in"}

// plain gives a heading without what stands in brackets, signs at its end and small words.
func plain(heading string) string {
	heading, _, _ = strings.Cut(fold(heading), " (")
	words := strings.Fields(strings.TrimRight(heading, " ?:*.#"))
	return strings.Join(slices.DeleteFunc(words, func(w string) bool { return slices.Contains(small, w) }), " ")
}

// isNumber tells whether a heading asks for the number that a case has.
func isNumber(plain string) bool {
	whole := strings.NewReplacer(" ", "", "-", "", "_", "", ".", "").Replace(plain)
	return slices.ContainsFunc(numbers, func(n string) bool {
		of, ok := strings.CutSuffix(whole, n)
		return ok && slices.Contains(numbered, of)
	})
}

// field gives the field of a case that a heading names, and how surely: "case.id", or "".
func field(heading string) (name string, sure rank) {
	heading = fold(heading)
	if names := fieldNames(); slices.Contains(names, strings.Replace(heading, "/", ".", 1)) {
		return strings.Replace(heading, "/", ".", 1), byName
	}
	if name := ownColumns[heading]; name != "" {
		return name, byService
	}
	words := plain(heading)
	if words == "id" || isNumber(words) {
		return "case.id", byWords
	}
	for name, all := range fieldWords {
		if slices.Contains(all, words) {
			return name, byWords
		}
	}
	return "", 0
}

// fieldNames lists the fields of a case: "case.id" and so on.
func fieldNames() []string {
	var names []string
	for _, f := range new(assess.Case).Fields() {
		names = append(names, f.Section+"."+f.Name)
	}
	return names
}

// again tells of a heading that it is a service's own with a 2 behind, and gives the
// field: so Microsoft Forms writes a question that is called as one of its columns.
func (p *Plan) again(heading string) string {
	first, ok := strings.CutSuffix(fold(heading), "2")
	if !ok || ownColumns[first] == "" || !slices.ContainsFunc(p.Table.Head, func(h string) bool { return fold(h) == first }) {
		return ""
	}
	return ownColumns[first]
}

// surest leaves of the columns that their headings tell for one field those that do so
// most surely.
func (p *Plan) surest() {
	for i, use := range p.Uses {
		if use.Kind != FieldColumn {
			continue
		}
		if by := slices.IndexFunc(p.Uses, func(u Use) bool { return u.Kind == FieldColumn && u.Field == use.Field && u.rank < use.rank }); by >= 0 {
			p.Uses[i] = Use{Field: use.Field, rank: use.rank} // not used; kept for what is said of it
		}
	}
}

// other gives the columns that would have been a field, had no surer one been there.
func (p *Plan) other(field string) (columns []int) {
	for i, use := range p.Uses {
		if use.Kind == NotUsed && use.Field == field {
			columns = append(columns, i)
		}
	}
	return columns
}

// counted tells of a column that the cases have their ids from it, and that it only counts
// the rows: a service's own, of whole numbers that rise.
func (p *Plan) counted(column int) bool {
	if use := p.Uses[column]; use.Kind != FieldColumn || use.Field != "case.id" || ownColumns[fold(p.Table.Head[column])] != use.Field {
		return false
	}
	last := 0
	for _, r := range p.rows {
		if text := strings.TrimSpace(r.Cells[column]); text != "" {
			n, err := strconv.Atoi(text)
			if err != nil || n <= last {
				return false
			}
			last = n
		}
	}
	return last > 0
}

// shown gives a column as people find it: its letters and its heading, with plain blanks.
func (p *Plan) shown(column int) string {
	return Letter(column) + " " + diag.Quote(cut(spaced(p.Table.Head[column]), 40))
}

func spaced(s string) string { return strings.Join(strings.Fields(s), " ") }

// chosen says of each field that more than one column might have been, or that a
// service may have filled in, which was taken and how to change that.
func (p *Plan) chosen() (lines []string) {
	for i, use := range p.Uses {
		if use.Kind != FieldColumn {
			continue
		}
		section, name, _ := strings.Cut(use.Field, ".")
		for _, other := range p.other(use.Field) {
			lines = append(lines, fmt.Sprintf("%s is column %s, not %s; to change that, a mapping says %s: {%s: %s} (--map)", use.Field, p.shown(i), p.shown(other), section, name, diag.Quote(spaced(p.Table.Head[other]))))
		}
		if use.rank == byService && p.counted(i) { // not where a mapping names it
			lines = append(lines, fmt.Sprintf("case.id is column %s, which only counts the rows; where another column has the case's own number, a mapping says case: {id: \"its heading\"} (--map)", p.shown(i)))
		}
	}
	if without := p.without("case.id"); len(without) > 0 {
		lines = append(lines, "rows without a case.id: "+some(without, 10))
	}
	return lines
}

// without gives the numbers of the rows in which a field has a column and no text; none
// where no row has one.
func (p *Plan) without(field string) (rows []string) {
	column := slices.IndexFunc(p.Uses, func(u Use) bool { return u.Kind == FieldColumn && u.Field == field })
	if column < 0 {
		return nil
	}
	said := false
	for _, r := range p.rows {
		if strings.TrimSpace(r.Cells[column]) != "" {
			said = true
		} else if !r.blank() {
			rows = append(rows, strconv.Itoa(r.Number))
		}
	}
	if !said {
		return nil
	}
	return rows
}
