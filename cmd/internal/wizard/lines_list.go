package wizard

import (
	"errors"
	"strconv"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/questions/text"
	"collectiveimpact/samklar/report/phrase"
)

// list says numbered questions with their answers.
func (c *conversation) list(refs []assess.Ref) {
	for i, ref := range refs {
		c.say(strconv.Itoa(i+1) + ". " + text.Line(c.question(ref).Ask) + " → " + c.state(ref))
	}
}

// pick asks for one of a list; nil means the empty line. Other gives what else
// may be typed.
func (c *conversation) pick(refs []assess.Ref, prompt string, other func(line string) (*assess.Ref, bool, error)) (*assess.Ref, error) {
	c.say(prompt)
	for {
		line, err := c.ask()
		if err != nil || line == "" {
			return nil, err
		}
		if line == "q" {
			return nil, errLeft
		}
		if n, err := strconv.Atoi(line); err == nil && n >= 1 && n <= len(refs) {
			return &refs[n-1], nil
		}
		if to, done, err := other(line); done || err != nil {
			return to, err
		}
		c.say(prompt)
	}
}

// overviewAll lists all questions to go to any; nil means to go on.
func (c *conversation) overviewAll() (*assess.Ref, error) {
	refs := c.overview()
	c.say("")
	c.say(c.Phrases.Overview)
	c.list(refs)
	return c.pick(refs, c.Phrases.OverviewAsk, func(line string) (*assess.Ref, bool, error) {
		return nil, line == "b" || line == "o", nil
	})
}

// reviewAll goes through the answers at the end, those that nobody knew first;
// nil means that it is ended. The end of the input counts as the empty line that
// ends it.
func (c *conversation) reviewAll() (*assess.Ref, error) {
	refs, unknown := c.review()
	c.say("")
	c.say(c.Phrases.Review)
	c.say(c.live())
	if unknown > 0 {
		c.say(phrase.Fill(c.Phrases.ReviewUnknown, "n", strconv.Itoa(unknown)))
	}
	c.list(refs)
	if n := len(c.Interview.Others()); n > 0 {
		c.say(phrase.Fill(c.Phrases.Optional, "n", strconv.Itoa(n)))
	}
	to, err := c.pick(refs, c.Phrases.ReviewAsk, func(line string) (*assess.Ref, bool, error) {
		switch line {
		case "b":
			last := c.Interview.Last()
			return &last, true, nil
		case "o":
			to, err := c.overviewAll()
			return to, to != nil, err
		}
		return nil, false, nil
	})
	if errors.Is(err, errNoInput) {
		return nil, nil
	}
	return to, err
}
