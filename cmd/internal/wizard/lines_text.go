package wizard

import (
	"slices"
	"strconv"
	"strings"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/cmd/internal/keyboard"
	"collectiveimpact/samklar/cmd/internal/session"
	"collectiveimpact/samklar/report/phrase"
)

// text asks for a text where none came with the command.
func (c *conversation) text(prompt, given string) (string, error) {
	if given != "" {
		return given, nil
	}
	c.say(prompt)
	return c.ask()
}

// note keeps a note; a further one goes on a line of its own under it. With "=" it
// takes the place of the one there is, and "-" takes that away.
func (c *conversation) note(ref assess.Ref, given string) error {
	e := c.Interview.Entry(ref)
	if given == "-" {
		if why := c.WithoutNote(e); why != "" {
			return c.refuse(why)
		}
		e.Note = ""
		return c.keep(ref, e, given, "", c.Phrases.NoteGone)
	}
	instead := strings.HasPrefix(given, "=")
	text, err := c.text(c.Phrases.AskNote, strings.TrimSpace(strings.TrimPrefix(given, "=")))
	if err != nil {
		return err
	}
	if e.Note == "" || instead {
		e.Note = text
	} else {
		e.Note += "\n" + text
	}
	return c.keep(ref, e, text, e.Note, c.Phrases.NoteSaved)
}

// keep records an entry, unless nothing was typed or what it came to does not fit.
func (c *conversation) keep(ref assess.Ref, e assess.Entry, typed, whole, said string) error {
	if why := c.Refusal(whole); why != "" {
		return c.refuse(why)
	}
	if typed == "" {
		c.say(c.Phrases.NothingKept)
		return nil
	}
	if _, err := c.put(ref, e); err != nil {
		return err
	}
	c.say(said)
	return nil
}

// evidence adds a piece; "-2" takes the second away, and "=2" puts another in its
// place.
func (c *conversation) evidence(ref assess.Ref, given string) error {
	e := c.Interview.Entry(ref)
	if given != "" && strings.ContainsRune("-=", rune(given[0])) {
		number, text, _ := strings.Cut(given[1:], " ")
		if n, err := strconv.Atoi(number); err == nil {
			return c.changeEvidence(ref, n-1, given[0], strings.TrimSpace(text))
		}
	}
	if len(e.Evidence) >= assess.MaxEvidence {
		return c.refuse(phrase.Fill(c.Phrases.TooMuch, "n", strconv.Itoa(assess.MaxEvidence)))
	}
	text, err := c.text(c.Phrases.AskEvidence, given)
	if err != nil {
		return err
	}
	text = strings.ReplaceAll(text, "\n", " ")
	e.Evidence = append(slices.Clone(e.Evidence), text)
	return c.keep(ref, e, text, text, c.Phrases.EvidenceSaved)
}

func (c *conversation) changeEvidence(ref assess.Ref, at int, how byte, text string) error {
	e := c.Interview.Entry(ref)
	if at < 0 || at >= len(e.Evidence) {
		return c.refuse(phrase.Fill(c.Phrases.NoSuchEvidence, "n", strconv.Itoa(len(e.Evidence))))
	}
	e.Evidence = slices.Clone(e.Evidence)
	if how == '-' {
		e.Evidence = slices.Delete(e.Evidence, at, at+1)
		return c.keep(ref, e, "-", "", c.Phrases.EvidenceGone)
	}
	text, err := c.text(c.Phrases.AskEvidence, text)
	if err != nil {
		return err
	}
	e.Evidence[at] = text
	return c.keep(ref, e, text, text, c.Phrases.EvidenceSaved)
}

// two asks which two levels a question lies between. What is not two levels is
// refused and asked for again; an empty line leaves things as they were.
func (c *conversation) two(ref assess.Ref, given string) (assess.Choice, bool, error) {
	q := c.Question(ref)
	if given == "" {
		c.say(c.Phrases.AskBetween)
	}
	for {
		if given == "" {
			line, err := c.ask()
			if err != nil {
				return 0, false, err
			}
			switch keyboard.Key(line) {
			case "q":
				return 0, false, errLeft
			case "", "b":
				c.say(c.Phrases.NothingKept)
				return 0, false, nil
			}
			given = line
		}
		if two, ok := between(q, given); ok {
			return two, true, nil
		}
		if err := c.refuse(c.TwoNeeded(q)); err != nil {
			return 0, false, err
		}
		given = ""
	}
}

// pair records which two levels a question lies between.
func (c *conversation) pair(ref assess.Ref, given string) (bool, error) {
	two, ok, err := c.two(ref, given)
	if !ok || err != nil {
		return false, err
	}
	return true, c.record(ref, session.Chosen(c.Interview.Entry(ref), two))
}

// split records that the room does not agree: which two levels it lies between, and
// in the note what those say who see it so.
func (c *conversation) split(ref assess.Ref, given string) (bool, error) {
	two, ok, err := c.two(ref, given)
	if !ok || err != nil {
		return false, err
	}
	var sides [2]string
	low, high := two.Possible(c.Question(ref))
	for i, level := range []int{low, high} {
		c.say(c.AskSide(ref, level))
		if sides[i], err = c.ask(); err != nil {
			return false, err
		}
	}
	e := c.Disagreed(ref, two, sides)
	if why := c.Refusal(e.Note); why != "" {
		return false, c.refuse(why)
	}
	return true, c.record(ref, e)
}

// aside records that a question does not apply, with the reason.
func (c *conversation) aside(ref assess.Ref, given string) (bool, error) {
	reason, err := c.text(c.Phrases.AskReason, given)
	if err != nil {
		return false, err
	}
	e, ok := session.SetAside(c.Interview.Entry(ref), reason)
	switch why := c.Refusal(e.Note); {
	case why != "":
		return false, c.refuse(why)
	case !ok:
		return false, c.refuse(c.Phrases.ReasonNeeded)
	}
	return true, c.record(ref, e)
}
