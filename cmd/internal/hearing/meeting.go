package hearing

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/answerfile"
	"collectiveimpact/samklar/assess/group"
	"collectiveimpact/samklar/cmd/internal/exit"
	"collectiveimpact/samklar/cmd/internal/say"
	"collectiveimpact/samklar/cmd/internal/session"
	"collectiveimpact/samklar/questions/diag"
	"collectiveimpact/samklar/report/phrase"
	"collectiveimpact/samklar/report/voices"
)

// Meets wants the file that a group agrees in to be of the same case as its voices, and
// to be there already.
func (h *Hearing) Meets(agreed *answerfile.Document, exists bool, flags string) error {
	switch is := agreed.Case.ID; {
	case !exists:
		files := make([]string, len(h.Docs))
		for i, d := range h.Docs {
			files[i] = d.File
		}
		return exit.Invalid.Hinted(fmt.Errorf("there is no %q yet; expected what the voices come to", agreed.File),
			say.Line("samklar group "+say.ShellWords(files)+" -o "+say.ShellWord(agreed.File)+flags))
	case is != "" && h.Case.ID != "" && is != h.Case.ID:
		return exit.Invalid.Errorf("%q is of the case %s and the voices are of %s; expected the voices of that case", agreed.File, diag.Quote(is), diag.Quote(h.Case.ID))
	}
	return nil
}

// Join brings the voices to an interview: what is open is asked in the order of the
// agenda, as it is by what has been agreed since, and what the room has talked over and
// not agreed on comes last. The voices stand beside the levels as far as they are shown.
// Nothing of them is kept.
func Join(s *session.Session, g *group.Group, of *assess.Selection) {
	open := g.Left(of, s.Interview.Result())
	slices.SortStableFunc(open, func(a, b assess.Ref) int { return cmp.Compare(talked(s, a), talked(s, b)) })
	s.Interview.Again(open)
	at := make(map[assess.Ref]*group.Question, len(g.Questions))
	for i := range g.Questions {
		at[g.Questions[i].Ref] = &g.Questions[i]
	}
	s.Heard = func(ref assess.Ref) (string, []string) {
		said, levels := voices.Beside(at[ref], s.Question(ref), s.Phrases)
		if len(open) > 0 && ref == open[0] && said != "" {
			said += ". " + voices.Meaning(s.Phrases)
			if voices.Few(g) {
				said += " " + s.Phrases.VoicesFew
			}
		}
		return said, levels
	}
}

// talked is 1 where a room has recorded that it does not agree.
func talked(s *session.Session, ref assess.Ref) int {
	if session.Split(s.Interview.Entry(ref)) {
		return 1
	}
	return 0
}

// Moved says on how many of the questions on which voices differ a group has agreed, on
// which it does not although it has talked, and what comes next.
func Moved(s *session.Session, g *group.Group, of *assess.Selection) []string {
	p, differ := s.Phrases, make(map[assess.Ref]bool)
	for i := range g.Questions {
		if g.Questions[i].Differ() {
			differ[g.Questions[i].Ref] = true
		}
	}
	var split, open []string
	for _, ref := range g.Left(of, s.Interview.Result()) {
		switch ask := p.Quote(s.Question(ref).Ask); {
		case !differ[ref]:
		case talked(s, ref) > 0:
			split = append(split, ask)
		default:
			open = append(open, ask)
		}
	}
	agreed := len(differ) - len(split) - len(open)
	said := []string{phrase.Fill(p.VoicesMoved, "n", fmt.Sprint(agreed), "of", fmt.Sprint(len(differ)))}
	if split != nil {
		said = append(said, phrase.Fill(p.VoicesSplit, "n", fmt.Sprint(len(split)), "questions", strings.Join(split, " · ")))
	}
	if open != nil {
		said = append(said, phrase.Fill(p.VoicesLeft, "n", fmt.Sprint(len(open)), "question", open[0]))
	}
	return said
}
