package letter_test

import (
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/paths"
	"collectiveimpact/samklar/assess/portfolio"
	"collectiveimpact/samklar/questions"
	"collectiveimpact/samklar/report/letter"
	"collectiveimpact/samklar/report/phrase"
	"collectiveimpact/samklar/report/requirements"
	"collectiveimpact/samklar/report/view"
)

// high asks for a conclusion, and much of what comes only behind it.
const high = "samklar-policy: 1\nrequire: [when:launch, when:prepare]\nfloors: {preconditions: {shared-goal: 70, backbone: 60, connectors: 70}}\nevidence: [when.money]\n"

// Where each requirement can be met, and not all of them, the letter names some that
// cannot be met together: alone they are a policy that is never met.
func TestNotTogether(t *testing.T) {
	r := made(t, "en", 700)
	said := 0
	for number, doc := range r.docs {
		policy := r.policyOf(t, number)
		if number%3 > 0 {
			policy = r.policy(t, high)
		}
		in := r.input(doc, policy)
		if in.Standing.Together != paths.MetNever || slices.Contains(in.Standing.Judged.Rules, paths.MetNever) {
			continue
		}
		said++
		in.Decision = &portfolio.Decision{Outcome: portfolio.Refused}
		v := letter.Build(in)
		_, texts := itemsOf(section(v, "decision"))
		named := &portfolio.Policy{}
		for i := range policy.Rules {
			if strings.Contains(texts["decided-why"], requirements.Rule(phrase.For("en"), r.selection.Banks, &policy.Rules[i])) {
				named.Rules = append(named.Rules, policy.Rules[i])
			}
		}
		if got := r.input(doc, named).Standing; len(named.Rules) < 2 || got.Together != paths.MetNever {
			t.Errorf("case %d: %q names %d requirements that are %s", number, texts["decided-why"], len(named.Rules), got.Together)
		}
		_, texts = itemsOf(section(v, "letter"))
		if strings.Contains(texts["thanks"], phrase.For("en").LetterSame) {
			t.Errorf("case %d: refused for what is not known, and told that it never counts", number)
		}
	}
	if said < 5 {
		t.Errorf("%d letters name what cannot be met together: too few to say anything", said)
	}
}

// Only a letter that refuses says what would have been; one without a decision, or that
// is to be answered again, says what it takes.
func TestTheTenseOfWhatIsEnough(t *testing.T) {
	for _, lang := range questions.Languages() {
		r := made(t, lang, 120)
		p := phrase.For(lang)
		tenses := [][2]string{p.ChangeHead, p.ChangeWith, p.ChangeLeast, p.ChangeCommon, p.ChangeOneOf, p.ChangeMore, p.ChangeNone, p.ChangeUnclear, p.FactsAlone, p.CanChangeToo}
		said := [2]int{}
		for number, doc := range r.docs {
			in := r.input(doc, r.policyOf(t, number))
			for _, d := range []*portfolio.Decision{nil, {Outcome: portfolio.Returned}, {Outcome: portfolio.Refused}} {
				in.Decision = d
				is := 0
				if d != nil && d.Outcome == portfolio.Refused {
					is = 1
				}
				text := letters(written(t, letter.Build(in))["markdown"])
				for _, words := range tenses {
					if strings.Contains(text, letters(words[is])) {
						said[is]++
					}
					if strings.Contains(text, letters(words[1-is])) {
						t.Errorf("%s: the letter on case %d of the decision %v says %q", lang, number, d, words[1-is])
					}
				}
			}
		}
		if min(said[0], said[1]) < 20 {
			t.Errorf("%s: %v times what is enough is said: too few to say anything", lang, said)
		}
	}
}

// What the answers fall short of is known, where it is open whether it is required; so is
// what the file lacks.
func TestShortIsKnown(t *testing.T) {
	r := made(t, "en", 300)
	p := phrase.For("en")
	short, over := 0, 0
	for number, doc := range r.docs {
		policy := r.policyOf(t, number)
		if number%3 > 0 {
			policy = r.policy(t, high)
		}
		in := r.input(doc, policy)
		for i := range policy.Rules {
			rule := &policy.Rules[i]
			if rule.Kind != portfolio.Floor || in.Standing.Judged.Rules[i] != paths.MetMaybe {
				continue
			}
			score := portfolio.Summarize(in.Case.Result, nil).Score(rule.Dimension())
			text := written(t, letter.Build(in))["markdown"]
			called := requirements.Rule(p, r.selection.Banks, rule) + ": "
			if want := map[bool]string{true: p.RuleNotThen, false: p.RuleMaybe}[score.CountsHigh < rule.Least]; !strings.Contains(text, called+want) {
				t.Errorf("case %d: at most %d%%, and not said to be %q: %s", number, score.CountsHigh, want, called)
			}
			if score.CountsHigh < rule.Least {
				short++
			} else {
				over++
			}
		}
	}
	if short < 5 || over < 5 {
		t.Errorf("%d fall short, %d may not: too few to say anything", short, over)
	}
}

// No step comes after the day by which an answer is expected; those of another day stand.
func TestStepsBeforeTheAnswer(t *testing.T) {
	r := made(t, "en", 120)
	with, less := 0, 0
	for number, doc := range r.docs {
		in := r.input(doc, r.policyOf(t, number))
		if number%4 == 0 {
			in.Standing = nil
		}
		steps := func(until string) map[string]string {
			in.Decision = &portfolio.Decision{Outcome: portfolio.Returned, On: "2026-11-24", Until: until}
			lists, _ := itemsOf(section(letter.Build(in), "next-steps"))
			said := make(map[string]string)
			for _, item := range lists["steps"] {
				_, said[item.Text], _ = strings.Cut(item.Details[0], ", by ")
			}
			return said
		}
		all, january, soon := steps("2028-12-31"), steps("2027-01-15"), steps("2026-12-10")
		for text, date := range january {
			if date != "24 December 2026" || all[text] != "" && all[text] != date || soon[text] != "10 December 2026" {
				t.Errorf("case %d: %q is due %q, without a day %q, and %q where an answer is expected before", number, text, date, all[text], soon[text])
			}
		}
		if len(soon) != len(january) {
			t.Errorf("case %d: %d steps until 10 December, want %d", number, len(soon), len(january))
		}
		if passed := steps("2026-11-01"); !maps.Equal(passed, all) {
			t.Errorf("case %d: steps are %q where the day has passed, want %q", number, passed, all)
		}
		if with += len(soon); len(soon) < len(all) {
			less++
		}
	}
	if with < 30 || less < 5 {
		t.Errorf("%d steps are in time, %d letters have fewer: too few to say anything", with, less)
	}
}

// Where another answer is needed, no step is to say where the answer of now can be read;
// the requirement says neither.
func TestNoSourceOfAnotherAnswer(t *testing.T) {
	r := made(t, "en", 200)
	p := phrase.For("en")
	policy := r.policy(t, "samklar-policy: 1\nanswers: {when: {money: 12-to-35}}\nevidence: [when.money]\n")
	ask := p.Quote(r.selection.Banks[policy.Rules[0].Bank].Questions[policy.Rules[0].Place].Ask)
	low, right := 0, 0
	for number, doc := range r.docs {
		in := r.input(doc, policy)
		v := letter.Build(in)
		lists, _ := itemsOf(section(v, "next-steps"))
		asked := slices.ContainsFunc(lists["steps"], func(item view.Item) bool { return item.Text == phrase.Fill(p.StepSource, "question", ask) })
		switch judged := in.Standing.Judged.Rules; {
		case judged[0] == paths.MetNever:
			low++
			said := written(t, v)["markdown"]
			if asked || strings.Contains(said, p.NoSourceYet) || strings.Count(said, p.RuleNotYet) > 0 {
				t.Errorf("case %d: the source of an answer that is not enough is asked for: %s", number, said)
			}
		case judged[0] == paths.MetSurely && judged[1] == paths.MetMaybe:
			if right++; !asked {
				t.Errorf("case %d: the source is not asked for", number)
			}
		}
	}
	if low < 5 || right < 5 {
		t.Errorf("%d answers are not enough, %d lack a source: too few to say anything", low, right)
	}
}

// Every answer of a bank that was begun, or is asked for, is counted, whether it is known,
// unknown or missing; and a requirement that all are answered names what it lacks, unless that is
// asked for below, or is many.
func TestAnswersAreCounted(t *testing.T) {
	r := made(t, "en", 200)
	p := phrase.For("en")
	figure := regexp.MustCompile(`\d+`)
	blank, named := 0, 0
	for number, doc := range r.docs {
		policy := r.policy(t, "samklar-policy: 1\nrequire: [when:launch]\ncomplete: [when]\n")
		in := r.input(doc, policy)
		v := letter.Build(in)
		at := slices.IndexFunc(v.Facts, func(f view.Fact) bool { return f.ID == "read" })
		sum, want := 0, 0
		for _, n := range figure.FindAllString(v.Facts[at].Value, -1) {
			n, _ := strconv.Atoi(n)
			sum += n
		}
		for i := range in.Case.Result.Banks {
			b := &in.Case.Result.Banks[i]
			begun := slices.ContainsFunc(b.Sheet, func(c assess.Choice) bool { return c != assess.Unanswered })
			for q := range b.Sheet {
				if begun || b.Asked(q) {
					want++
				}
			}
		}
		if sum != want {
			t.Errorf("case %d: %q are %d answers, want %d", number, v.Facts[at].Value, sum, want)
		}
		if strings.Contains(v.Facts[at].Value, p.NotAnswered) {
			blank++
		}
		if in.Standing.Together != paths.MetNever || in.Standing.Judged.Rules[1] != paths.MetMaybe {
			continue
		}
		b := &in.Case.Result.Banks[policy.Rules[1].Bank]
		said := letters(written(t, v)["markdown"])
		var lacks []string
		for q, choice := range b.Sheet {
			if choice == assess.Unanswered && b.Reached(q) {
				lacks = append(lacks, b.Bank.Questions[q].Ask)
			}
		}
		for _, ask := range lacks {
			if named++; len(lacks) <= 3 && !strings.Contains(said, letters(ask)) {
				t.Errorf("case %d: %q has no answer, and is not named", number, ask)
			}
		}
	}
	if blank < 20 || named < 5 {
		t.Errorf("%d letters count blanks, %d are named: too few to say anything", blank, named)
	}
}

// That the rules are the same for everyone, and that "We don't know" never counts, is
// said where it is so.
func TestTheSameForEveryone(t *testing.T) {
	r := made(t, "en", 150)
	p := phrase.For("en")
	said := make(map[string]int)
	for number, doc := range r.docs {
		in := r.input(doc, r.policyOf(t, number))
		never := slices.Contains(in.Standing.Judged.Rules, paths.MetNever)
		met := in.Standing.Together == paths.MetSurely
		for _, test := range []struct {
			outcome portfolio.Outcome
			want    bool
		}{{portfolio.Granted, met}, {portfolio.Returned, !met}, {portfolio.Refused, never}} {
			in.Decision = &portfolio.Decision{Outcome: test.outcome}
			_, texts := itemsOf(section(letter.Build(in), "letter"))
			if got := strings.Contains(texts["thanks"], p.LetterSame); got != test.want {
				t.Errorf("case %d, %s: said %t, want %t: %s", number, test.outcome, got, test.want, texts["thanks"])
			}
			said[test.outcome.String()+map[bool]string{true: " yes", false: " no"}[test.want]]++
		}
	}
	for _, kind := range []string{"granted yes", "granted no", "refused yes", "refused no"} {
		if said[kind] < 5 {
			t.Errorf("%d letters are %s: too few to say anything", said[kind], kind)
		}
	}
}
