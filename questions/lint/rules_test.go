package lint

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"collectiveimpact/samklar/questions"
	"collectiveimpact/samklar/questions/diag"
)

// found gives the codes that reading and checking a bank, with an overlay where
// there is one, finds.
func found(t *testing.T, bank, overlay string) []string {
	t.Helper()
	var codes []string
	unreadable := func(err error) []string {
		problems, ok := errors.AsType[diag.List](err)
		if !ok {
			t.Fatal(err)
		}
		for _, p := range problems {
			codes = append(codes, p.Code)
		}
		return codes
	}
	b, err := questions.Parse("example.yaml", []byte(bank))
	if err != nil {
		return unreadable(err)
	}
	overlays := make(map[string]*questions.Overlay)
	if overlay != "" {
		o, err := questions.ParseOverlay("example.nl.yaml", o2(overlay, b), b)
		if err != nil {
			return unreadable(err)
		}
		overlays[o.Language] = o
	}
	for _, f := range Bank(b, overlays, other).Findings {
		codes = append(codes, f.Code)
	}
	return codes
}

// other gives the one bank that is there beside an example.
func other(id string) (*questions.Bank, error) {
	if id != "other" {
		return nil, errors.New("unknown bank")
	}
	return questions.Parse("other.yaml", []byte(strings.Replace(exampleScale, "bank: example", "bank: other", 1)))
}

// o2 stamps what an overlay's example leaves unstamped, but for the line that
// the rule on stale texts replaces.
func o2(overlay string, b *questions.Bank) []byte {
	o, err := questions.ParseOverlay("example.nl.yaml", []byte(overlay), b)
	if err != nil {
		return []byte(overlay)
	}
	stamped := string(o.Stamp([]byte(overlay), b))
	if strings.Contains(overlay, "t0000000000") {
		stamped = strings.Replace(stamped, "bands.low.title: "+stampOfLow, "bands.low.title: t0000000000", 1)
	}
	return []byte(stamped)
}

func TestEveryRuleFindsItsBadExample(t *testing.T) {
	codes := make(map[string]bool)
	for _, rule := range Rules() {
		t.Run(rule.Code, func(t *testing.T) {
			if codes[rule.Code] {
				t.Errorf("code %q stands in the table twice", rule.Code)
			}
			codes[rule.Code] = true
			if rule.Title == "" || rule.Why == "" || rule.Good == "" {
				t.Errorf("rule %q lacks a title, a reason or an example", rule.Code)
			}
			bank, overlay := rule.in, ""
			if rule.in == exampleOverlay {
				bank, overlay = exampleScale, exampleOverlay
			}
			if got := found(t, bank, overlay); slices.Contains(got, rule.Code) {
				t.Errorf("the good example finds %v, want none of %q", got, rule.Code)
			}
			if strings.Count(rule.in, rule.Good) < 1 {
				t.Fatalf("the good example is no part of the bank: %q", rule.Good)
			}
			bad := strings.Replace(rule.in, rule.Good, rule.Bad, 1)
			if overlay != "" {
				overlay = bad
			} else {
				bank = bad
			}
			if got := found(t, bank, overlay); !slices.Contains(got, rule.Code) {
				t.Errorf("the bad example finds %v, want %q", got, rule.Code)
			}
		})
	}
}

func TestExamplesAreSound(t *testing.T) {
	for name, got := range map[string][]string{
		"tree": found(t, exampleTree, ""), "unless": found(t, exampleUnless(), ""), "scale": found(t, exampleScale, ""), "overlay": found(t, exampleScale, exampleOverlay),
	} {
		if len(got) > 0 {
			t.Errorf("the %s example finds %v, want nothing", name, got)
		}
	}
}

func TestLIX(t *testing.T) {
	for _, c := range []struct {
		text string
		want int
	}{
		{"", 0},
		{"A cat.", 2},
		{"One two three four.", 4},
		{"Collaboration.", 101},
		{"We work together here. It is good.", 3 + 14}, // 7 words, 2 sentences, 1 of 7 long: 3.5 + 14.29
	} {
		if got := lix(c.text, nil); got != c.want {
			t.Errorf("lix(%q) = %d, want %d", c.text, got, c.want)
		}
	}
}
