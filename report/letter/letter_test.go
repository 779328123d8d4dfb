package letter_test

import (
	"fmt"
	"html"
	"math/rand/v2"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/answerfile"
	"collectiveimpact/samklar/assess/paths"
	"collectiveimpact/samklar/assess/policyfile"
	"collectiveimpact/samklar/assess/portfolio"
	"collectiveimpact/samklar/questions"
	"collectiveimpact/samklar/report"
	pages "collectiveimpact/samklar/report/html"
	"collectiveimpact/samklar/report/letter"
	"collectiveimpact/samklar/report/markdown"
	"collectiveimpact/samklar/report/phrase"
	"collectiveimpact/samklar/report/requirements"
	"collectiveimpact/samklar/report/terminal"
	"collectiveimpact/samklar/report/view"
	"collectiveimpact/samklar/testdata/batch/cases"
)

// policies ask for little, for much, and for every kind of thing.
var policies = []string{
	"samklar-policy: 1\ntitle: A fund\nrequire: [when:launch, when:prepare]\nfloors: {preconditions: {shared-goal: 50, backbone: 25}}\n" +
		"answers: {when: {money: 12-to-35}}\ncomplete: [when]\nevidence: [when.money]\n",
	"samklar-policy: 1\nrequire: [preconditions:ready, preconditions:repair]\ncomplete: [preconditions]\n",
	"samklar-policy: 1\nanswers: {when: {money: 6-to-11, residents-at-the-table: partly}, preconditions: {common-goal: 2}}\nevidence: [preconditions.common-goal]\n",
	"samklar-policy: 1\nfloors: {preconditions: {shared-goal: 60, connectors: 50}}\n",
}

// A round is made cases with what is read of them.
type round struct {
	lib       *questions.Library
	selection *assess.Selection
	docs      []*answerfile.Document
}

func made(t *testing.T, lang string, n int) *round {
	t.Helper()
	r := &round{lib: questions.NewLibrary(lang)}
	banks, err := r.lib.Select([]string{questions.Default}, true)
	if err != nil {
		t.Fatal(err)
	}
	r.selection = assess.Select(banks)
	maker := cases.New(banks, cases.Options{Seed: 19})
	for i := range n {
		c := maker.Case(i)
		doc, err := answerfile.Read(c.Name, c.Text, r.lib)
		if err != nil {
			t.Fatal(err)
		}
		r.docs = append(r.docs, doc)
	}
	return r
}

func (r *round) policy(t *testing.T, text string) *portfolio.Policy {
	t.Helper()
	p, err := policyfile.Read("fund.yaml", []byte(text), r.selection.Banks, r.lib)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// policyOf is the policy that a case is judged by: one of those above, or one that is drawn.
func (r *round) policyOf(t *testing.T, number int) *portfolio.Policy {
	t.Helper()
	if number%2 == 0 {
		return r.policy(t, policies[number/2%len(policies)])
	}
	random := rand.New(rand.NewPCG(uint64(number), 7))
	p := &portfolio.Policy{Title: "A fund"}
	for range 1 + random.IntN(5) {
		at := random.IntN(len(r.selection.Banks))
		b := r.selection.Banks[at]
		q := random.IntN(len(b.Questions))
		switch kind := portfolio.Kind(random.IntN(5)); {
		case kind == portfolio.Require && !slices.ContainsFunc(p.Rules, func(r portfolio.Rule) bool { return r.Kind == portfolio.Require }):
			rule := portfolio.Rule{Kind: kind}
			for e := range 1 + random.IntN(len(b.Endings)) { // from the best on
				rule.Codes = append(rule.Codes, paths.Code{Bank: at, Ending: paths.NewOrder(r.selection).Endings(at)[e]})
			}
			p.Rules = append(p.Rules, rule)
		case kind == portfolio.Floor && b.Kind == questions.Scale:
			p.Rules = append(p.Rules, portfolio.Rule{Kind: kind, Bank: at, Place: random.IntN(len(b.Dimensions)), Least: 25 * (1 + random.IntN(3))})
		case kind == portfolio.AtLeast:
			p.Rules = append(p.Rules, portfolio.Rule{Kind: kind, Bank: at, Place: q, Least: random.IntN(len(b.Questions[q].Levels))})
		case kind == portfolio.Complete:
			p.Rules = append(p.Rules, portfolio.Rule{Kind: kind, Bank: at})
		default:
			p.Rules = append(p.Rules, portfolio.Rule{Kind: portfolio.Evidence, Bank: at, Place: q})
		}
	}
	return p
}

// input is what a letter on a case is made from.
func (r *round) input(doc *answerfile.Document, p *portfolio.Policy) *letter.Input {
	entries := doc.Entries(r.selection.Banks)
	result := r.selection.Evaluate(entries.Answers())
	in := &report.Input{Case: doc.Case, Result: result, Outlook: r.selection.Outlook(result), Entries: entries, Lang: r.lib.Language(), Tool: "0.0.0"}
	return &letter.Input{Case: in, Answers: entries.Digest(r.selection.Banks), Policy: p.Title, Standing: requirements.Of(&requirements.Input{
		Selection: r.selection, Policy: p, Result: result, Entries: entries, Lang: in.Lang,
	})}
}

// written gives a letter in every format.
func written(t *testing.T, v *view.View) map[string]string {
	t.Helper()
	all := make(map[string]string)
	for format, write := range map[string]func(*strings.Builder) error{
		"markdown": func(b *strings.Builder) error { return markdown.Write(b, v) },
		"html":     func(b *strings.Builder) error { return pages.Write(b, v) },
		"terminal": func(b *strings.Builder) error { return terminal.Write(b, v, terminal.Screen{}) },
	} {
		var b strings.Builder
		if err := write(&b); err != nil {
			t.Fatal(err)
		}
		all[format] = b.String()
	}
	return all
}

var tags = regexp.MustCompile(`</?[a-z][^<>]*>`)

// letters leaves the letters and digits of a text, however a format breaks, marks or
// escapes it.
func letters(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, html.UnescapeString(tags.ReplaceAllString(text, "")))
}

// texts collects every text of a view.
func texts(v reflect.Value, all *[]string) {
	switch v.Kind() {
	case reflect.String:
		*all = append(*all, v.String())
	case reflect.Slice:
		for i := range v.Len() {
			texts(v.Index(i), all)
		}
	case reflect.Interface, reflect.Pointer:
		if !v.IsNil() {
			texts(v.Elem(), all)
		}
	case reflect.Struct:
		for field, value := range v.Fields() {
			if field.Name != "ID" && field.Name != "Lang" && field.Name != "Target" {
				texts(value, all)
			}
		}
	default:
	}
}

// Every letter names every requirement with how the case stands to it; the answers given
// and those that would have been enough; nothing of another case, no note and no name;
// and in every format and language all of it is there.
func TestLetters(t *testing.T) {
	standings := make(map[paths.Met]int)
	for _, lang := range questions.Languages() {
		n := 200
		if lang != "en" {
			n = 60
		}
		r := made(t, lang, n)
		p := phrase.For(lang)
		for number, doc := range r.docs {
			policy := r.policyOf(t, number)
			in := r.input(doc, policy)
			standings[in.Standing.Together]++
			v := letter.Build(in)
			formats := written(t, v)
			said := letters(formats["markdown"])
			for i := range policy.Rules {
				if m := in.Standing.Judged.Rules[i]; m == paths.MetSurely || m == paths.NotNeeded {
					if want := ruleName(r.selection.Banks, &policy.Rules[i]); !strings.Contains(said, letters(want)) {
						t.Errorf("%s: the letter on case %d lacks %q", lang, number, want)
					}
					continue
				}
				want := wordsOf(r.selection.Banks, policy, in.Standing.Judged.Rules, i, p)
				if !strings.Contains(said, letters(want)) {
					t.Errorf("%s: the letter on case %d lacks %q", lang, number, want)
				}
			}
			for other, o := range r.docs {
				if other != number && !strings.Contains(letters(doc.Case.Title), letters(o.Case.Title)) && strings.Contains(said, letters(o.Case.Title)) {
					t.Errorf("%s: the letter on case %d names case %d", lang, number, other)
				}
			}
			for _, name := range []string{doc.Case.Respondent.Name, doc.Case.Respondent.Organisation} {
				if name != "" && strings.Contains(said, letters(name)) {
					t.Errorf("%s: the letter on case %d names %q", lang, number, name)
				}
			}
			for _, entries := range in.Case.Entries {
				for _, e := range entries {
					if e.Note != "" && strings.Contains(said, letters(e.Note)) {
						t.Errorf("%s: the letter on case %d repeats the note %q", lang, number, e.Note)
					}
				}
			}
			var all []string
			texts(reflect.ValueOf(v), &all)
			for format, text := range formats {
				got := letters(text)
				for _, want := range all {
					if !strings.Contains(got, letters(want)) {
						t.Errorf("%s: the letter on case %d lacks %q in %s", lang, number, want, format)
					}
				}
			}
		}
	}
	for _, m := range []paths.Met{paths.MetSurely, paths.MetMaybe, paths.MetNever} {
		if standings[m] < 10 {
			t.Errorf("%d letters say %s, want ten at least", standings[m], m)
		}
	}
}

// wordsOf is what a letter says of a rule that is not surely met; of an answer and of its
// source together, once: where the answer is not met, its source is that of another one.
func wordsOf(banks []*questions.Bank, policy *portfolio.Policy, judged []paths.Met, rule int, p *phrase.Phrases) string {
	for answer := range policy.Rules {
		for source := range policy.Rules {
			a, s := &policy.Rules[answer], &policy.Rules[source]
			if (rule == answer || rule == source) && a.Kind == portfolio.AtLeast && s.Kind == portfolio.Evidence && a.Ref() == s.Ref() && max(judged[answer], judged[source]) < paths.MetSurely {
				return requirements.Rule(p, banks, a) + p.And + p.RuleSourceToo
			}
		}
	}
	word := [...]string{paths.MetNever: p.RuleNot, paths.MetMaybe: p.RuleMaybe}[judged[rule]]
	switch r := &policy.Rules[rule]; {
	case judged[rule] == paths.MetMaybe && (r.Kind == portfolio.Complete || r.Kind == portfolio.Evidence):
		word = p.RuleNotYet
	case judged[rule] == paths.MetMaybe && r.Kind != portfolio.Require: // or short, where it is required at all
		word = ""
	}
	return requirements.Rule(p, banks, &policy.Rules[rule]) + word
}

// ruleName is what a rule is about.
func ruleName(banks []*questions.Bank, r *portfolio.Rule) string {
	switch r.Kind {
	case portfolio.Require:
		return banks[r.Codes[0].Bank].Endings[r.Codes[0].Ending].Title
	case portfolio.Floor:
		return banks[r.Bank].Dimensions[r.Place].Title
	case portfolio.Complete:
		return banks[r.Bank].Title
	case portfolio.AtLeast, portfolio.Evidence:
	}
	return banks[r.Bank].Questions[r.Place].Ask
}

// What a letter says would have been enough is enough: put into the answer file, the
// policy is met; and with any one of it left out it is not. Where one of several is
// offered, each is enough; where it says that nothing less would have done and one level
// is all it takes, no other level does.
func TestWhatWouldHaveBeenEnough(t *testing.T) {
	r := made(t, "en", 700)
	offered, chosen, alone := 0, 0, 0
	for number, doc := range r.docs {
		policy := r.policyOf(t, number)
		in := r.input(doc, policy)
		if in.Standing.Together != paths.MetNever {
			continue
		}
		v := letter.Build(in)
		common, choice, only := r.changesIn(v, in, policy)
		if _, texts := itemsOf(section(v, "change")); len(common)+len(choice) == 0 || texts["change-any-more"] != "" { // then not all are named
			continue
		}
		offered++
		ways := [][]change{common}
		if len(choice) > 0 {
			chosen++
			ways = nil
			for _, c := range choice {
				ways = append(ways, append(slices.Clone(common), c))
			}
		}
		for _, way := range ways {
			if got := r.changed(t, doc, policy, way, -1); got != paths.MetSurely {
				t.Errorf("case %d: after %v the policy is %s, want met", number, way, got)
			}
			for i := range way {
				if slices.ContainsFunc(way[:i], func(c change) bool { return c.q == way[i].q }) || slices.ContainsFunc(way[i+1:], func(c change) bool { return c.q == way[i].q }) {
					t.Errorf("case %d: %v is named twice, with another answer each time", number, way[i])
				}
				if got := r.changed(t, doc, policy, way, i); got == paths.MetSurely {
					t.Errorf("case %d: the policy is met without %v of %v", number, way[i], way)
				}
			}
		}
		if len(common) != 1 || len(choice) > 0 || common[0].level < 0 || common[0].source || !only {
			continue
		}
		sheets := in.Case.Entries.Answers()
		if low, _ := sheets[common[0].bank.ID][questionAt(common[0])].Possible(common[0].q); common[0].level != low+1 {
			continue
		}
		alone++
		for _, b := range r.selection.Banks {
			for i := range b.Questions {
				low, _ := sheets[b.ID][i].Possible(&b.Questions[i])
				other := change{bank: b, q: &b.Questions[i], level: low + 1}
				if other.q == common[0].q || b.IsFact(i) || other.level >= len(other.q.Levels) || sheets[b.ID][i] == assess.NotApplicable {
					continue
				}
				if got := r.changed(t, doc, policy, []change{other}, -1); got == paths.MetSurely {
					t.Errorf("case %d: nothing less than %v would have done, and %v does", number, common, other)
				}
			}
		}
	}
	if offered < 30 || chosen < 5 || alone < 3 {
		t.Errorf("%d letters say what would have been enough, %d give a choice, %d name one level: too few to say anything", offered, chosen, alone)
	}
}

func questionAt(c change) int { return c.bank.Question(c.q.ID) }

// A change is one answer as a letter names it.
type change struct {
	bank   *questions.Bank
	q      *questions.Question
	level  int // -1: any
	source bool
}

func (c change) String() string {
	return fmt.Sprintf("%s.%s=%d %t", c.bank.ID, c.q.ID, c.level, c.source)
}

// changesIn reads what would have been enough back from a letter: what it takes, and of
// which besides one is enough; only tells whether nothing less is said to do.
func (r *round) changesIn(v *view.View, in *letter.Input, policy *portfolio.Policy) (common, choice []change, only bool) {
	s, p := in.Standing, phrase.For("en")
	at := slices.IndexFunc(v.Sections, func(s view.Section) bool { return s.ID == "change" })
	if at < 0 || v.Sections[at].Title != p.ChangeHead[0] {
		return nil, nil, false
	}
	there := false
	common = r.lackingIn(v)
	for _, b := range v.Sections[at].Blocks {
		switch b := b.(type) {
		case view.Items:
			for i := range b.Items {
				if c := r.readChange(b.ID, &b.Items[i], in, policy); b.ID == "change-choice" {
					choice = append(choice, c)
				} else {
					common = append(common, c)
				}
			}
		case view.Text:
			there = there || b.ID == "change-there"
			only = only || b.ID == "change-intro"
		}
	}
	if !there {
		return common, choice, only
	}
	for i := range policy.Rules {
		rule := &policy.Rules[i]
		if s.Judged.Rules[i] == paths.MetSurely || s.Judged.Rules[i] == paths.NotNeeded {
			continue
		}
		c := change{bank: r.selection.Banks[rule.Bank], q: &r.selection.Banks[rule.Bank].Questions[rule.Place], level: -1}
		if known := slices.IndexFunc(common, func(d change) bool { return d.q == c.q }); known >= 0 {
			common = slices.Delete(slices.Insert(common, 0, common[known]), known+1, known+2)
		} else {
			common = slices.Insert(common, 0, c)
		}
		if rule.Kind == portfolio.Evidence {
			common[0].source = true
		} else {
			common[0].level = max(common[0].level, rule.Least)
		}
	}
	return common, nil, false
}

// changed puts changes into the answer file, but for one, and judges that.
func (r *round) changed(t *testing.T, doc *answerfile.Document, policy *portfolio.Policy, changes []change, without int) paths.Met {
	t.Helper()
	doc, err := answerfile.Read(doc.File, doc.Bytes(), r.lib)
	if err != nil {
		t.Fatal(err)
	}
	for i, c := range changes {
		if i == without {
			continue
		}
		a, _ := doc.Answer(c.bank.ID, c.q.ID)
		a.Version = 0
		switch {
		case c.level >= 0:
			a.Level = c.q.Levels[c.level].ID
		case a.Level == "" && c.source:
			a.Level = c.q.Levels[0].ID
		case a.Level == "":
			a.Level = answerfile.Unknown
		}
		if c.source {
			a.Evidence = []string{"https://example.org"}
		}
		if err := doc.Set(c.bank, c.q.ID, a); err != nil {
			t.Fatal(err)
		}
	}
	return r.input(doc, policy).Standing.Together
}

// A letter makes harmless what people wrote.
func TestForeignTexts(t *testing.T) {
	r := made(t, "en", 1)
	r.docs[0].Case = assess.Case{ID: "<b>", Title: "<script>\x1b[31m*a*\u202e|b", Place: "[x](y)", AsOf: "2026"}
	policy := r.policy(t, policies[0])
	policy.Title = "<i>\x1b[31m"
	for format, text := range written(t, letter.Build(r.input(r.docs[0], policy))) {
		for _, bad := range []string{"<script>", "<b>", "<i>", "\x1b", "\u202e", "[x](y)", "*a*"} {
			raw := format == "terminal" && strings.ContainsAny(bad, "<*[")
			if strings.Contains(text, bad) && !raw && (format == "markdown" || strings.ContainsAny(bad, "<\x1b\u202e")) {
				t.Errorf("%s has %q as it is", format, bad)
			}
		}
	}
}
