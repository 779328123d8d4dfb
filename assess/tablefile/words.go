package tablefile

import (
	"slices"
	"strings"
	"unicode"

	"collectiveimpact/samklar/questions"
)

// fold gives a text as it is compared: without regard to case, blanks, the kind of
// quotes, what does not show, and full stops at the end.
func fold(s string) string {
	var b strings.Builder
	blank := false
	for _, r := range s {
		switch {
		case unicode.IsSpace(r):
			blank = true
			continue
		case unicode.Is(unicode.Cf, r):
			continue
		case strings.ContainsRune("“”„‟«»", r):
			r = '"'
		case strings.ContainsRune("‘’‚‛‹›`´", r):
			r = '\''
		}
		if blank && b.Len() > 0 {
			b.WriteByte(' ')
		}
		blank = false
		b.WriteRune(unicode.ToLower(r))
	}
	return strings.TrimRight(strings.Trim(b.String(), `"' `), ". ")
}

// A questionRef is a question of a bank.
type questionRef struct{ bank, question int }

// A Lexicon knows the questions of banks, and their levels, by all that they are called.
type Lexicon struct {
	Banks    []*questions.Bank
	named    map[string]questionRef // by bank.question: whatever texts there are
	headings map[string][]questionRef
	levels   [][]map[string]int // of a question of a bank: level by what it is called; -1 where two are
	texts    [][][]string       // of a question of a bank, its levels in one language behind the other: to suggest
}

// NewLexicon gives the words of banks of a library, in every language that they have.
func NewLexicon(library *questions.Library, ids []string) (*Lexicon, error) {
	l := &Lexicon{named: make(map[string]questionRef), headings: make(map[string][]questionRef)}
	for n, id := range ids {
		written, overlays, err := library.Written(id)
		if err != nil {
			return nil, err
		}
		l.Banks = append(l.Banks, written)
		for question := range written.Questions {
			l.named[id+"."+written.Questions[question].ID] = questionRef{n, question}
		}
		l.levels = append(l.levels, make([]map[string]int, len(written.Questions)))
		l.texts = append(l.texts, make([][]string, len(written.Questions)))
		l.add(n, written)
		for _, lang := range questions.Languages() {
			if overlay := overlays[lang]; overlay != nil {
				l.add(n, written.With(overlay))
			}
		}
	}
	return l, nil
}

// add adds the words of a bank in one language.
func (l *Lexicon) add(bank int, b *questions.Bank) {
	for i := range b.Questions {
		q, at := &b.Questions[i], questionRef{bank, i}
		for _, heading := range []string{q.ID, b.ID + "." + q.ID, b.ID + "/" + q.ID, q.Ask, q.ID + ". " + q.Ask} {
			l.name(fold(heading), at)
		}
		levels := l.levels[bank][i]
		if levels == nil {
			levels = make(map[string]int)
			l.levels[bank][i] = levels
		}
		for place, level := range q.Levels {
			for _, word := range []string{level.ID, level.Text} {
				if known, ok := levels[fold(word)]; ok && known != place {
					place = -1
				}
				levels[fold(word)] = place
			}
			l.texts[bank][i] = append(l.texts[bank][i], level.Text)
		}
	}
}

func (l *Lexicon) name(heading string, at questionRef) {
	if !slices.Contains(l.headings[heading], at) {
		l.headings[heading] = append(l.headings[heading], at)
	}
}

// question gives the questions that a heading names: none, one, or several where
// banks share an id. Forms put groups before a name, divided by strokes.
func (l *Lexicon) question(heading string) []questionRef {
	heading = fold(heading)
	if found := l.headings[heading]; found != nil {
		return found
	}
	groups := strings.Split(heading, "/")
	found := l.headings[strings.TrimSpace(groups[len(groups)-1])]
	if len(groups) < 2 || len(found) < 2 {
		return found
	}
	for _, at := range found {
		for _, group := range groups[:len(groups)-1] {
			if strings.TrimSpace(group) == l.Banks[at.bank].ID {
				return []questionRef{at}
			}
		}
	}
	return found
}

// exact tells a column by a name that is meant for programs, and means one thing.
func (l *Lexicon) exact(heading string) (Use, bool) {
	if slices.Contains(fieldNames(), heading) {
		return Use{Kind: FieldColumn, Field: heading, rank: byName}, true
	}
	if at, ok := l.named[heading]; ok {
		return Use{Kind: AnswerColumn, at: at}, true
	}
	for ending, kind := range map[string]Kind{".note": NoteColumn, ".evidence": EvidenceColumn} {
		if name, ok := strings.CutSuffix(heading, ending); ok {
			if at, ok := l.named[name]; ok {
				return Use{Kind: kind, at: at}, true
			}
		}
	}
	return Use{}, false
}

// extras are what a column may hold beside a question, by the end of its heading.
var extras = []struct{ ending, kind string }{{"note", "note"}, {"evidence", "evidence"}}

// extra gives the question that a heading names with "note" or "evidence" behind it.
func (l *Lexicon) extra(heading string) (at []questionRef, kind string) {
	heading = fold(heading)
	for _, e := range extras {
		if before, ok := strings.CutSuffix(heading, e.ending); ok && before != "" && strings.ContainsRune("./_ ", rune(before[len(before)-1])) {
			if at := l.question(before[:len(before)-1]); at != nil {
				return at, e.kind
			}
		}
	}
	return nil, ""
}
