package wizard

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/cmd/internal/keyboard"
	"collectiveimpact/samklar/cmd/internal/session"
	clean "collectiveimpact/samklar/questions/text"
	"collectiveimpact/samklar/report/phrase"
)

// text asks for a text where none came with the command, until it fits: the line after
// one that does not is no answer to the question. An empty line leaves things as they
// were.
func (c *conversation) text(prompt, given string, unfit func(string) string) (string, error) {
	for {
		for given == "" {
			c.say(prompt)
			line, err := c.ask()
			if err != nil || line == "" {
				return "", err
			}
			if line == "?" && !c.strict {
				c.say(c.Phrases.TextHelp)
				continue
			}
			given = line
		}
		why := unfit(given)
		if why == "" {
			return given, nil
		}
		if err := c.refuse(why); err != nil {
			return "", err
		}
		given = ""
	}
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
		return c.keep(ref, e, given, c.Phrases.NoteGone)
	}
	with := func(text string) string {
		if e.Note == "" || strings.HasPrefix(given, "=") {
			return text
		}
		return e.Note + "\n" + text
	}
	text, err := c.text(c.Phrases.AskNote, strings.TrimSpace(strings.TrimPrefix(given, "=")), func(text string) string { return c.Refusal(with(text)) })
	if err != nil {
		return err
	}
	e.Note = with(text)
	return c.keep(ref, e, text, c.Phrases.NoteSaved)
}

// keep records an entry, unless nothing was typed.
func (c *conversation) keep(ref assess.Ref, e assess.Entry, typed, said string) error {
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
	text, err := c.text(c.Phrases.AskEvidence, given, c.Refusal)
	if err != nil {
		return err
	}
	pieces := session.Pieces(text)
	if len(e.Evidence)+len(pieces) > assess.MaxEvidence {
		return c.refuse(phrase.Fill(c.Phrases.TooMuch, "n", strconv.Itoa(assess.MaxEvidence)))
	}
	e.Evidence = append(slices.Clone(e.Evidence), pieces...)
	return c.keep(ref, e, text, c.Phrases.EvidenceSaved)
}

func (c *conversation) changeEvidence(ref assess.Ref, at int, how byte, text string) error {
	e := c.Interview.Entry(ref)
	switch n := len(e.Evidence); {
	case n == 0:
		return c.refuse(c.Phrases.NoEvidence)
	case at < 0 || at >= n:
		return c.refuse(phrase.Fill(c.Phrases.NoSuchEvidence, "n", strconv.Itoa(n), "command", "e"+string(how)+"1"))
	}
	e.Evidence = slices.Clone(e.Evidence)
	if how == '-' {
		e.Evidence = slices.Delete(e.Evidence, at, at+1)
		return c.keep(ref, e, "-", c.Phrases.EvidenceGone)
	}
	if text == "" {
		c.say(phrase.Fill(c.Phrases.NowIs, "text", clean.Line(e.Evidence[at])))
	}
	text, err := c.text(c.Phrases.AskEvidence, text, c.Refusal)
	if err != nil {
		return err
	}
	e.Evidence = slices.Replace(e.Evidence, at, at+1, session.Pieces(text)...)
	return c.keep(ref, e, text, c.Phrases.EvidenceSaved)
}

// two asks which two levels a question lies between. What is not two levels is
// refused and asked for again; an empty line leaves things as they were.
func (c *conversation) two(ref assess.Ref, prompt, given string) (assess.Choice, bool, error) {
	q := c.Question(ref)
	if given == "" {
		c.say(prompt)
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
			case "?":
				c.say(prompt)
				continue
			case "", "b":
				c.say(c.Phrases.LeftAsItWas)
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
	two, ok, err := c.two(ref, c.Phrases.AskBetween, given)
	if !ok || err != nil {
		return false, err
	}
	return true, c.record(ref, session.Chosen(c.Interview.Entry(ref), two))
}

// split records that the room does not agree: which two levels it lies between, and
// in the note what those say who see it so.
func (c *conversation) split(ref assess.Ref, given string) (bool, error) {
	two, ok, err := c.two(ref, c.Phrases.AskSplit, given)
	if !ok || err != nil {
		return false, err
	}
	var sides [2]string
	low, high := two.Possible(c.Question(ref))
	for i, level := range []int{low, high} {
		sides[i], err = c.text(c.AskSide(ref, level), "", func(text string) string {
			with := sides
			with[i] = text
			return c.Refusal(c.Disagreed(ref, two, with).Note)
		})
		if err != nil {
			return false, err
		}
	}
	err = c.record(ref, c.Disagreed(ref, two, sides))
	if err == nil {
		c.say(cmp.Or(c.SideEmpty(ref, two, sides), c.Phrases.SidesKept))
	}
	return true, err
}

// aside records that a question does not apply, with the reason.
func (c *conversation) aside(ref assess.Ref, given string) (bool, error) {
	reason, err := c.text(c.Phrases.AskReason, given, func(text string) string {
		e, _ := session.SetAside(c.Interview.Entry(ref), text)
		return c.Refusal(e.Note)
	})
	if err != nil {
		return false, err
	}
	e, ok := session.SetAside(c.Interview.Entry(ref), reason)
	if !ok {
		return false, c.refuse(c.Phrases.ReasonNeeded)
	}
	return true, c.record(ref, e)
}
