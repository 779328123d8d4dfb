package letter_test

import (
	"slices"
	"strings"
	"testing"

	"collectiveimpact/samklar/assess/paths"
	"collectiveimpact/samklar/assess/portfolio"
	"collectiveimpact/samklar/questions"
	"collectiveimpact/samklar/report/letter"
	"collectiveimpact/samklar/report/phrase"
	"collectiveimpact/samklar/report/requirements"
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
