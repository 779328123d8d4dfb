package schema

import (
	"errors"
	"slices"
	"strconv"
	"strings"

	"collectiveimpact/samklar/questions"
)

// What packages assess and answerfile, which depend on questions, say of answers:
// limits_test.go holds these to that.
const (
	maxNote       = 20_000 // characters
	maxID         = 64     // likewise
	maxEvidence   = 20
	unknown       = "unknown"
	notApplicable = "not-applicable"
)

// datePattern is a day, a month or a year as ISO 8601 writes them. It lets
// through days that a month does not have.
const datePattern = "[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?"

// Answers gives the schema of answer files. It lists the questions and levels of
// the banks, in the language that each bank's texts are in, so that an editor
// can offer them. Answers to any other bank may be any map.
func Answers(banks []*questions.Bank) []byte {
	a := &answers{defs: object{
		{"text", object{{"type", scalar()}, {"minLength", 1}, {"maxLength", maxNote}}},
		{"optional-text", object{{"type", append(scalar(), "null")}, {"maxLength", maxNote}}},
		{"evidence", object{
			{"description", "Where to look it up: addresses or titles."},
			{"type", []string{"array", "null"}},
			{"maxItems", maxEvidence},
			{"items", ref("text")},
		}},
	}}
	versions, sections := object{}, object{}
	for _, b := range banks {
		versions = append(versions, member{b.ID, append(integer(b.Title, 1, b.Version), member{"default", b.Version})})
		sections = append(sections, member{b.ID, a.bank(b)})
	}
	body := object{
		{"type", "object"},
		{"required", []string{"samklar"}},
		{"properties", object{
			{"samklar", object{{"description", "The version of the format."}, {"const", format}}},
			{"case", section("The collaboration being assessed.", object{
				{"id", object{{"description", "What the case is known by: a number of your own."}, {"type", append(scalar(), "null")}, {"maxLength", maxID}}},
				{"title", described("optional-text", "What the collaboration is called.")},
				{"place", described("optional-text", "Where it works.")},
				{"as-of", object{
					{"description", "The date that the answers are about: 2026-03-31, 2026-03 or 2026."},
					{"type", []string{"string", "integer", "null"}},
					{"pattern", "^(" + datePattern + ")?$"},
					{"minimum", 0},
					{"maximum", 9999},
				}},
			})},
			{"respondent", section("Who gave the answers.", object{
				{"name", described("optional-text", "Their name.")},
				{"organisation", described("optional-text", "Their organisation.")},
				{"role", described("optional-text", "Their part in the collaboration.")},
			})},
			{"banks", object{
				{"description", "The versions of the banks that were answered."},
				{"type", []string{"object", "null"}},
				{"properties", versions},
				{"propertyNames", object{{"pattern", whole(idPattern)}}},
				{"additionalProperties", integer("The version of a bank that this schema was not made for.", 1, maxVersion)},
			}},
			{"answers", object{
				{"description", "The answers, by bank and question."},
				{"type", []string{"object", "null"}},
				{"properties", sections},
				{"propertyNames", object{{"pattern", whole(idPattern)}}},
				{"additionalProperties", object{
					{"description", "Answers to a bank that this schema was not made for."}, {"type", []string{"object", "null"}},
				}},
			}},
		}},
		{"additionalProperties", false},
	}
	if len(a.dated) > 0 {
		body = append(body, member{"allOf", a.dated})
	}
	return document("answers", "samklar answer file", "One case's answers, of one respondent or one agreed view.",
		append(body, member{"$defs", a.defs}))
}

// section is a map with fields of its own, which may be left to be filled in.
func section(description string, properties object) object {
	return object{
		{"description", description},
		{"type", []string{"object", "null"}},
		{"properties", properties},
		{"additionalProperties", false},
	}
}

// answers collects the definitions that questions share, and the conditions
// that hang on the version a bank was answered in.
type answers struct {
	defs  object
	dated []object
}

// define adds a definition unless it is there, and gives its name.
func (a *answers) define(name string, value func() object) string {
	if !slices.ContainsFunc(a.defs, func(m member) bool { return m.key == name }) {
		a.defs = append(a.defs, member{name, value()})
	}
	return name
}

// bank gives the schema of the answers to one bank.
func (a *answers) bank(b *questions.Bank) object {
	all := object{}
	since := make(map[int][]*questions.Question)
	var changes []int
	for i := range b.Questions {
		q := &b.Questions[i]
		if q.Since == 1 {
			all = append(all, member{q.ID, described(a.answer(b, q), q.Ask)})
			continue
		}
		// What an answer may be hangs on the version it was given for.
		all = append(all, member{q.ID, object{{"description", q.Ask}}})
		if since[q.Since] == nil {
			changes = append(changes, q.Since)
		}
		since[q.Since] = append(since[q.Since], q)
	}
	for _, g := range b.Gone {
		all = append(all, member{g.ID, described(a.older(b), "Not asked any more: an answer given for an older version is kept.")})
	}
	for _, version := range changes {
		a.dated = append(a.dated, a.changed(b, version, since[version]))
	}
	return section(b.Title, all)
}

// older is an answer for an older version of a bank, whatever its level.
func (a *answers) older(b *questions.Bank) string {
	return a.define(b.ID+".older-answer", func() object {
		return choice(b, object{{"type", scalar()}, {"minLength", 1}}, two(object{{"type", append(scalar(), "null")}}))
	})
}

// changed is the condition on questions whose meaning changed with a version of
// their bank. An answer given for an older one is kept, whatever its level.
func (a *answers) changed(b *questions.Bank, version int, qs []*questions.Question) object {
	older := a.older(b)
	bankOlder, bankNewer := object{}, object{}
	given := func(limit string, version int) object {
		return object{
			{"type", "object"},
			{"required", []string{"version"}},
			{"properties", object{{"version", object{{limit, version}}}}},
		}
	}
	for _, q := range qs {
		today := a.answer(b, q)
		bankOlder = append(bankOlder, member{q.ID, object{
			{"if", given("minimum", version)}, {"then", ref(today)}, {"else", ref(older)},
		}})
		bankNewer = append(bankNewer, member{q.ID, object{
			{"if", given("maximum", version-1)}, {"then", ref(older)}, {"else", ref(today)},
		}})
	}
	in := func(name string, value object) object { return object{{"properties", object{{name, value}}}} }
	answered := func(qs object) object {
		return in("answers", in(b.ID, object{{"properties", qs}}))
	}
	return object{
		{"if", append(object{{"required", []string{"banks"}}}, in("banks", append(
			object{{"type", "object"}, {"required", []string{b.ID}}},
			in(b.ID, object{{"type", "integer"}, {"maximum", version - 1}})...,
		))...)},
		{"then", answered(bankOlder)},
		{"else", answered(bankNewer)},
	}
}

// answer names the definition of what may be answered to a question. Questions
// with the same scale share it.
func (a *answers) answer(b *questions.Bank, q *questions.Question) string {
	name := b.ID + ".questions." + q.ID
	if q.Scale != "" {
		name = b.ID + ".scales." + q.Scale
	}
	level := a.define(name, func() object {
		return object{{"anyOf", append(levels(q), object{{"const", unknown}, {"description", "Nobody knows yet."}})}}
	})
	between := a.define(name+".between", func() object {
		return append(two(object{{"anyOf", levels(q)}}), member{"uniqueItems", true})
	})
	if !q.Optional {
		return a.define(name+".answer", func() object { return choice(b, ref(level), ref(between)) })
	}
	return a.define(name+".optional-answer", func() object { return optional(b, level, between) })
}

// two is a list of two levels.
func two(level object) object {
	return object{{"type", "array"}, {"minItems", 2}, {"maxItems", 2}, {"items", level}}
}

// choice is an answer: a bare level, or a level or two with what goes with it.
func choice(b *questions.Bank, level, between object) object {
	return object{{"anyOf", []object{level, detailed(b, level, between)}}}
}

// optional is an answer to a question that need not apply; where it does not, a
// note says why.
func optional(b *questions.Bank, level, between string) object {
	either := object{{"anyOf", []object{
		ref(level),
		{{"const", notApplicable}, {"description", "The question does not apply here; the note says why."}},
	}}}
	withNote := append(detailed(b, either, ref(between)),
		member{"if", object{
			{"required", []string{"level"}},
			{"properties", object{{"level", object{{"const", notApplicable}}}}},
		}},
		member{"then", object{
			{"required", []string{"note"}},
			{"properties", object{{"note", text()}}},
		}})
	return object{{"anyOf", []object{ref(level), withNote}}}
}

// detailed is an answer with what goes with it: a level, two that it lies between,
// or only a note or evidence.
func detailed(b *questions.Bank, level, between object) object {
	has := func(fields ...string) object { return object{{"required", fields}} }
	with := func(field string, value object) object {
		return append(has(field), member{"properties", object{{field, value}}})
	}
	return append(closed(nil, object{
		{"level", level},
		{"between", describe("Two levels that it lies between, the lower first.", between)},
		{"note", described("optional-text", "What was said, or why.")},
		{"evidence", ref("evidence")},
		{"version", integer("The version of the bank that this answer was given for, where it is not the one in banks.", 1, b.Version)},
	}), member{"not", has("level", "between")}, member{"anyOf", []object{
		has("level"), has("between"), with("note", text()), with("evidence", object{{"type", "array"}, {"minItems", 1}}),
	}})
}

// levels lists the levels of a question, with the anchors as descriptions. Only
// what a person would type has a constant of its own and is offered by editors;
// the other spellings of it that are read are let through.
func levels(q *questions.Question) []object {
	var all []object
	var quoted []string
	numberlike := false
	for _, l := range q.Levels {
		var value any = l.ID
		if n, err := strconv.Atoi(l.ID); err == nil && strconv.Itoa(n) == l.ID {
			value = n
			quoted = append(quoted, l.ID)
		} else {
			numberlike = numberlike || isNumberlike(l.ID)
		}
		all = append(all, object{{"const", value}, {"description", l.Text}})
	}
	if quoted != nil {
		all = append(all, object{{"type", "string"}, {"pattern", whole(strings.Join(quoted, "|"))}})
	}
	if numberlike {
		all = append(all, object{{"type", "number"}})
	}
	if q.Level("yes") >= 0 && q.Level("no") >= 0 {
		// By what it is not: editors offer both values of a boolean.
		all = append(all, object{
			{"description", "true stands for yes, false for no."},
			{"not", object{{"type", []string{"null", "number", "object", "array"}}}},
			{"pattern", whole("[Tt][Rr][Uu][Ee]|[Ff][Aa][Ll][Ss][Ee]")},
		})
	}
	return all
}

// isNumberlike tells whether an id, written bare, is a number to a reader of
// YAML, though not one that is written like it: 007, 0x10, 1e3.
func isNumberlike(id string) bool {
	if id[0] < '0' || id[0] > '9' {
		return false
	}
	_, whole := strconv.ParseInt(id, 0, 64)
	_, broken := strconv.ParseFloat(id, 64)
	return read(whole) || read(broken)
}

// read tells whether a number was understood, be it too large for us.
func read(err error) bool { return err == nil || errors.Is(err, strconv.ErrRange) }
