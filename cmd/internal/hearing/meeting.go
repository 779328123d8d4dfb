package hearing

import (
	"fmt"

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
// agenda, with the voices beside the levels as far as they are shown. Nothing of them is
// kept.
func Join(s *session.Session, g *group.Group) {
	var open []assess.Ref
	for _, i := range g.Agenda {
		if ref := g.Questions[i].Ref; s.Interview.Entry(ref).Choice.Open() {
			open = append(open, ref)
		}
	}
	s.Interview.Again(open)
	at := make(map[assess.Ref]*group.Question, len(g.Questions))
	for i := range g.Questions {
		at[g.Questions[i].Ref] = &g.Questions[i]
	}
	s.Heard = func(ref assess.Ref) (string, []string) { return voices.Beside(at[ref], s.Question(ref), s.Phrases) }
}

// Moved says on how many of the questions on which voices differ a group has agreed.
func Moved(g *group.Group, agreed assess.Entries, p *phrase.Phrases) string {
	n, of := 0, 0
	for i := range g.Questions {
		if q := &g.Questions[i]; q.Differ() {
			of++
			if !agreed[g.Result.Banks[q.Bank].Bank.ID][q.Question].Choice.Open() {
				n++
			}
		}
	}
	return phrase.Fill(p.VoicesMoved, "n", fmt.Sprint(n), "of", fmt.Sprint(of))
}
