package wizard

import (
	"slices"
	"strconv"
	"strings"

	"collectiveimpact/samklar/assess"
	clean "collectiveimpact/samklar/questions/text"
	"collectiveimpact/samklar/report/phrase"
)

// one asks one question until it is answered. It gives the question to go to
// where that is not simply the next one.
func (c *conversation) one(ref assess.Ref) (*assess.Ref, error) {
	q := c.question(ref)
	c.show(ref)
	for {
		line, err := c.ask()
		if err != nil {
			return nil, err
		}
		e := c.Interview.Entry(ref)
		command, text := cut(line)
		if command == 'm' && text != "" && q.Level(line) >= 0 {
			command = 0 // a level's id in full
		}
		switch {
		case line == "" && e.Choice != assess.Unanswered:
			return nil, nil // kept as it was
		case line == "q":
			return nil, errLeft
		case line == "u":
			return nil, c.set(ref, chosen(e, assess.Unknown))
		case line == "?":
			c.help(ref)
		case line == "l":
			c.say(c.toggleLive())
		case line == "b":
			if before, ok := c.Interview.Before(ref); ok {
				return &before, nil
			}
			c.say(c.Phrases.FirstQuestion)
		case line == "o":
			to, err := c.overviewAll()
			if err != nil || to != nil {
				return to, err
			}
			c.show(ref)
		case command == '.':
			err = c.note(ref, text)
		case command == 'e':
			err = c.evidence(ref, text)
		case command == 'm':
			done, err := c.pair(ref, text)
			if err != nil || done {
				return nil, err
			}
		case command == 'x' && !q.Optional:
			c.say(c.Phrases.NAOnlyWhere)
		case command == 'x':
			done, err := c.aside(ref, text)
			if err != nil || done {
				return nil, err
			}
		default:
			if chosenLevel, ok := choice(q, line); ok {
				return nil, c.set(ref, chosen(e, chosenLevel))
			}
			c.say(phrase.Fill(c.Phrases.NotAnOption, "input", c.Phrases.Quote(clean.Line(clip(line, 40))), "n", strconv.Itoa(len(q.Levels))))
		}
		if err != nil {
			return nil, err
		}
	}
}

// cut takes a command that may carry its text on the same line: ". a note",
// "e https://…", "x the reason", "m 2 3".
func cut(line string) (command byte, text string) {
	if line == "" {
		return 0, ""
	}
	if line[0] == '.' {
		return '.', strings.TrimSpace(line[1:])
	}
	if line[0] == 'm' && strings.Trim(line[1:], "0123456789 -–.,") == "" {
		return 'm', strings.TrimSpace(line[1:])
	}
	if (line[0] == 'e' || line[0] == 'x') && (len(line) == 1 || line[1] == ' ') {
		return line[0], strings.TrimSpace(line[1:])
	}
	return 0, ""
}

// show says the question with its options.
func (c *conversation) show(ref assess.Ref) {
	q := c.question(ref)
	c.say("")
	if said := c.enter(ref); said != "" {
		c.say(said)
	}
	if c.liveOn {
		c.say(c.live())
	}
	c.say(c.where(ref) + " – " + c.left())
	c.say(clean.Line(q.Ask))
	c.say(phrase.Fill(c.Phrases.Options, "n", strconv.Itoa(len(q.Levels))))
	for i, level := range q.Levels {
		c.say(strconv.Itoa(i+1) + ". " + clean.Line(level.Text))
	}
	if now := c.answer(ref); now != "" {
		c.say(phrase.Fill(c.Phrases.NowAnswered, "level", now))
	}
	e := c.Interview.Entry(ref)
	if e.Note != "" {
		c.say(c.Phrases.NoteLabel + ": " + clean.Line(e.Note))
	}
	for _, piece := range e.Evidence {
		c.say(c.Phrases.EvidenceMark + ": " + clean.Line(piece))
	}
	if !c.keys {
		c.keys = true
		c.sayKeys(ref)
	}
}

func (c *conversation) sayKeys(ref assess.Ref) {
	if c.question(ref).Optional {
		c.say(c.Phrases.KeysPlainNA)
		return
	}
	c.say(c.Phrases.KeysPlain)
}

// help says what to listen for, and the keys.
func (c *conversation) help(ref assess.Ref) {
	if text := clean.Line(c.question(ref).ListenFor); text != "" {
		c.say(c.Phrases.ListenFor)
		c.say(text)
	}
	c.sayKeys(ref)
}

// text asks for a text where none came with the command.
func (c *conversation) text(prompt, given string) (string, error) {
	if given != "" {
		return given, nil
	}
	c.say(prompt)
	return c.ask()
}

// note keeps a note; a further one goes on a line of its own under it.
func (c *conversation) note(ref assess.Ref, given string) error {
	text, err := c.text(c.Phrases.AskNote, given)
	if err != nil {
		return err
	}
	e := c.Interview.Entry(ref)
	if e.Note != "" {
		e.Note += "\n"
	}
	e.Note += text
	return c.keep(ref, e, text, e.Note, c.Phrases.NoteSaved)
}

// keep records an entry, unless nothing was typed or what it came to does not fit.
func (c *conversation) keep(ref assess.Ref, e assess.Entry, typed, whole, said string) error {
	switch why := c.refusal(whole); {
	case typed == "":
		said = c.Phrases.NothingKept
	case why != "":
		said = why
	default:
		if err := c.set(ref, e); err != nil {
			return err
		}
	}
	c.say(said)
	return nil
}

func (c *conversation) evidence(ref assess.Ref, given string) error {
	e := c.Interview.Entry(ref)
	if len(e.Evidence) >= assess.MaxEvidence {
		c.say(phrase.Fill(c.Phrases.TooMuch, "n", strconv.Itoa(assess.MaxEvidence)))
		return nil
	}
	text, err := c.text(c.Phrases.AskEvidence, given)
	if err != nil {
		return err
	}
	e.Evidence = append(slices.Clone(e.Evidence), text)
	return c.keep(ref, e, text, text, c.Phrases.EvidenceSaved)
}

// pair records which two levels a question lies between. What is not two levels
// is refused and asked for again; an empty line leaves things as they were.
func (c *conversation) pair(ref assess.Ref, given string) (bool, error) {
	q := c.question(ref)
	if given == "" {
		c.say(c.Phrases.AskBetween)
	}
	for {
		if given == "" {
			line, err := c.ask()
			switch {
			case err != nil:
				return false, err
			case line == "q":
				return false, errLeft
			case line == "", line == "b":
				c.say(c.Phrases.NothingKept)
				return false, nil
			}
			given = line
		}
		if two, ok := between(q, given); ok {
			return true, c.set(ref, chosen(c.Interview.Entry(ref), two))
		}
		c.say(c.twoNeeded(q))
		given = ""
	}
}

// aside records that a question does not apply, with the reason.
func (c *conversation) aside(ref assess.Ref, given string) (bool, error) {
	reason, err := c.text(c.Phrases.AskReason, given)
	if err != nil {
		return false, err
	}
	e, ok := setAside(c.Interview.Entry(ref), reason)
	switch why := c.refusal(e.Note); {
	case why != "":
		c.say(why)
	case !ok:
		c.say(c.Phrases.ReasonNeeded)
	default:
		return true, c.set(ref, e)
	}
	return false, nil
}
