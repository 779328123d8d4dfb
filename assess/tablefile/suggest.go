package tablefile

import (
	"fmt"
	"iter"
	"strings"

	"collectiveimpact/samklar/questions/diag"
)

// looked is how much of a text is looked at for what it may have been meant for.
const looked = 800

// suggest says which level a text may have been meant for, or which two. It only says so.
func (p *Plan) suggest(at questionRef, text string) string {
	return remember(p.suggested, p.likely, at, text)
}

// likely is suggest for a text that was not seen before.
func (p *Plan) likely(at questionRef, text string) string {
	q := p.lexicon.at(at)
	if text = cut(text, looked); text == "" {
		return ""
	}
	if low, high, ok := p.several(at, text); ok {
		return fmt.Sprintf("; did you mean both: %s..%s?", q.Levels[low].ID, q.Levels[high].ID)
	}
	if near := diag.Nearest(text, choices(q)); near != "" {
		return fmt.Sprintf("; did you mean %q?", near)
	}
	level, like, _ := p.nearest(at, text, -1)
	if level < 0 {
		return "; expected " + diag.Or(choices(q))
	}
	return fmt.Sprintf("; did you mean %s (%s)?%s", diag.Quote(cut(like, 80)), q.Levels[level].ID, differ(text, like))
}

// How surely a text is a level's: by the share of words that they have in common, from
// half on; as its beginning, of no other; or by all its words being there, in no other.
const (
	half   = 0.5
	begun  = 0.75
	inside = half
)

// nearest gives the level that a text is most likely of, with its own text and how surely;
// or -1. One level may be left out, or -1.
func (p *Plan) nearest(at questionRef, text string, except int) (level int, like string, sure float64) {
	level, sure = -1, half
	folded, words, starts := fold(text), wordsOf(text, -1), wordsOf(text, startLetters)
	var begins, has only
	for i := range p.samples(at) {
		s := &p.sampled[at][i]
		if s.level == except {
			continue
		}
		both := 0
		for word := range words {
			if s.words[word] {
				both++
			}
		}
		if share := float64(both) / float64(max(1, len(words)+len(s.words)-both)); share > sure {
			level, sure, like = s.level, share, s.text
		}
		if strings.HasPrefix(s.folded, folded) {
			begins.add(s)
		}
		if within(starts, s.starts) {
			has.add(s)
		}
	}
	for _, o := range []struct {
		only
		sure float64
	}{{begins, begun}, {has, inside}} {
		if o.levels == 1 && len(text) >= startLetters && (level < 0 || o.sure > sure) {
			level, sure, like = o.text.level, o.sure, o.text.text
		}
	}
	return level, like, sure
}

// only is the text of the one level of which something is so; or of several.
type only struct {
	levels int
	text   *sample
}

func (o *only) add(s *sample) {
	if o.levels == 0 || o.text.level != s.level {
		o.levels, o.text = o.levels+1, s
	}
}

// startLetters is how many letters of a word are compared where its ending is not.
const startLetters = 4

// A sample is a level's text in a language, as it is compared.
type sample struct {
	level         int
	text, folded  string
	words, starts map[string]bool
}

// samples gives those of a question, which are kept.
func (p *Plan) samples(at questionRef) []sample {
	if all, ok := p.sampled[at]; ok {
		return all
	}
	var all []sample
	for i, text := range p.lexicon.texts[at.bank][at.question] { // one language behind the other
		all = append(all, sample{i % len(p.lexicon.at(at).Levels), text, fold(text), wordsOf(text, -1), wordsOf(text, startLetters)})
	}
	p.sampled[at] = all
	return all
}

// joints are what people, and forms with boxes to tick, write between two answers.
var joints = []string{";", "/", ",", "|", "+", "&", "\n", "-", "–", "—", " or ", " eller ", " of ", " and ", " og ", " en ", " to ", " til ", " tot "}

// before are words that stand before two answers and are none.
var before = []string{"between ", "either ", "both ", "mellem ", "enten ", "både ", "tussen ", "ofwel ", "zowel "}

// tries bounds the places at which a text is taken apart.
const tries = 60

// several gives the lowest and the highest of the levels that stand in a text with a
// joint between them. Texts of levels have commas and small words too, so each joint is
// tried: first for levels in full, then for two that the parts are most like.
func (p *Plan) several(at questionRef, text string) (low, high int, ok bool) {
	text = strings.TrimRight(text, ";, ")
	for _, w := range before {
		if len(text) > len(w) && strings.EqualFold(text[:len(w)], w) {
			text = text[len(w):]
		}
	}
	left := tries
	low, high = p.inFull(at, text, &left)
	if low >= 0 {
		return low, high, low < high
	}
	_, _, most := p.nearest(at, text, -1) // which the text is rather of than of two that are less like
	for one, other := range parts(text, tries/4) {
		a, _, sureA := p.nearest(at, one, -1)
		b, _, sureB := p.nearest(at, other, a)
		if a >= 0 && b >= 0 && min(sureA, sureB) >= most {
			low, high, most = min(a, b), max(a, b), min(sureA, sureB)
		}
	}
	return low, high, low >= 0
}

// inFull gives the lowest and the highest of levels that make up a text, or -1.
func (p *Plan) inFull(at questionRef, text string, left *int) (low, high int) {
	q := p.lexicon.at(at)
	if level := q.Level(p.understand(at, text)); level >= 0 {
		return level, level
	}
	for one, rest := range parts(text, tries) {
		if *left--; *left < 0 {
			break
		}
		level := q.Level(p.understand(at, one))
		if level < 0 {
			continue
		}
		if low, high := p.inFull(at, rest, left); low >= 0 {
			return min(low, level), max(high, level)
		}
	}
	return -1, -1
}

// parts takes a text apart at each joint in turn, up to so many.
func parts(text string, most int) iter.Seq2[string, string] {
	return func(yield func(string, string) bool) {
		for i := range text {
			for _, j := range joints {
				if end := i + len(j); end <= len(text) && strings.EqualFold(text[i:end], j) {
					if most--; most < 0 || !yield(text[:i], text[end:]) {
						return
					}
				}
			}
		}
	}
}

// differ shows where two texts part that are the same for longer than a message shows.
func differ(text, like string) string {
	a, b := []rune(text), []rune(like)
	same := 0
	for same < min(len(a), len(b)) && a[same] == b[same] {
		same++
	}
	if same < 40 {
		return ""
	}
	from := same - 12
	return fmt.Sprintf(" The cell goes on %s, that %s", diag.Quote("…"+cut(string(a[from:]), 40)), diag.Quote("…"+cut(string(b[from:]), 40)))
}

// within tells whether all words of a text are among those of another.
func within(words, of map[string]bool) bool {
	for word := range words {
		if !of[word] {
			return false
		}
	}
	return true
}

// wordsOf gives the words of a text, of each so many letters, or with -1 all.
func wordsOf(s string, letters int) map[string]bool {
	all := make(map[string]bool)
	for word := range strings.FieldsSeq(fold(s)) {
		word = strings.Trim(word, ".,;:")
		if r := []rune(word); letters >= 0 && len(r) > letters {
			word = string(r[:letters])
		}
		all[word] = true
	}
	return all
}
