package wizard

import (
	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/cmd/internal/session"
	"collectiveimpact/samklar/report/phrase"
)

// A detail is what is said of the case, and can be corrected.
type detail struct {
	purpose     purpose
	key         string
	label, asks string
	now         *string
}

// details lists what is said of the case.
func details(s *session.Session) []detail {
	p, c := s.Phrases, &s.Given
	return []detail{
		{forTitle, "t", p.TitleLabel, p.AskTitle, &c.Title},
		{forPlace, "p", p.Place, p.AskPlace, &c.Place},
		{forAsOf, "a", p.AsOf, p.AskAsOf, &c.AsOf},
		{forRespondent, "n", p.Respondent, p.AskRespondent, &c.Respondent.Name},
	}
}

// unfit says why a text cannot be this detail; "" where it can.
func unfit(s *session.Session, p purpose, text string) string {
	switch {
	case p == forTitle && text == "":
		return s.Phrases.TitleNeeded
	case p == forAsOf && text != "" && !assess.ValidDate(text):
		return phrase.Fill(s.Phrases.BadDate, "input", s.Phrases.Quote(text))
	}
	return s.Refusal(text)
}

// correct makes a detail of the case another one.
func correct(s *session.Session, d detail, text string) (why string, err error) {
	if why := unfit(s, d.purpose, text); why != "" {
		return why, nil
	}
	c := s.Given
	*caseDetails(&c)[d.purpose] = text
	return "", s.Correct(c)
}
