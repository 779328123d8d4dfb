package wizard

import (
	"errors"
	"strconv"
	"strings"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/cmd/internal/keyboard"
	"collectiveimpact/samklar/questions/text"
	"collectiveimpact/samklar/report/phrase"
)

// list says numbered questions with their answers.
func (c *conversation) list(refs []assess.Ref) {
	for i, ref := range refs {
		c.say(strconv.Itoa(i+1) + ". " + text.Line(c.Question(ref).Ask) + " → " + c.State(ref))
	}
}

// pick asks for one of a list; nil means the empty line. Other gives what else
// may be typed.
func (c *conversation) pick(from list, refs []assess.Ref, prompt string, other func(line string) (*assess.Ref, bool, error)) (*assess.Ref, error) {
	c.say(prompt)
	for {
		line, err := c.ask()
		if err != nil || line == "" {
			return nil, err
		}
		if keyboard.Key(line) == "q" {
			return nil, errLeft
		}
		if to, done, err := other(line); done || err != nil {
			return to, err
		}
		if n, err := strconv.Atoi(strings.TrimRight(line, ".)")); err == nil && n >= 1 && n <= len(refs) {
			c.from, c.picked = from, refs[n-1]
			return &refs[n-1], nil
		}
		if err := c.refuse(prompt); err != nil {
			return nil, err
		}
	}
}

// overviewAll lists what is said of the case and all questions, to correct the one
// and go to any of the other; nil means to go on.
func (c *conversation) overviewAll() (*assess.Ref, error) {
	refs := c.Overview()
	c.reviewing = c.reviewing && c.from == theOverview
	c.say("")
	c.say(c.Phrases.Overview)
	for _, d := range details(c.Session) {
		c.say(d.key + ". " + d.label + ": " + text.Line(*d.now))
	}
	c.list(refs)
	return c.pick(theOverview, refs, c.Phrases.OverviewAsk, func(line string) (*assess.Ref, bool, error) {
		switch keyboard.Key(line) {
		case "b", "o":
			return nil, true, nil
		case "z":
			to, err := c.takeBack()
			return to, true, err
		}
		for _, d := range details(c.Session) {
			if line == d.key || strings.HasPrefix(line, d.key+" ") {
				return nil, true, c.amend(d, strings.TrimSpace(line[1:]))
			}
		}
		return nil, false, nil
	})
}

// amend corrects a detail of the case.
func (c *conversation) amend(d detail, given string) error {
	text, err := c.text(d.asks, given, func(text string) string { return unfit(c.Session, d.purpose, text) })
	if err != nil {
		return err
	}
	if text == "" {
		c.say(c.Phrases.LeftAsItWas)
		return nil
	}
	_, err = correct(c.Session, d, text)
	for c.retries(err) {
		_, err = correct(c.Session, d, text)
	}
	if err != nil {
		return err
	}
	c.say(c.Phrases.DetailKept)
	return nil
}

// reviewAll goes through the answers at the end, those that nobody knew first;
// nil means that it is ended. The end of the input counts as the empty line that
// ends it. Where nobody sits at a terminal, nothing else is read: a line left over
// was meant for a question that was not asked.
func (c *conversation) reviewAll() (*assess.Ref, error) {
	refs, unknown := c.Review()
	c.say("")
	c.say(c.Phrases.Review)
	c.say(c.Live())
	c.say(c.Phrases.ReviewAsk)
	if unknown > 0 {
		c.say(phrase.Fill(c.Phrases.ReviewUnknown, "n", strconv.Itoa(unknown)))
	}
	c.list(refs)
	if n := len(c.Interview.Others()); n > 0 {
		c.say(phrase.Fill(c.Phrases.Optional, "n", strconv.Itoa(n)))
	}
	to, err := c.pick(theReview, refs, c.Phrases.ReviewAsk, func(line string) (*assess.Ref, bool, error) {
		if c.strict {
			return nil, false, c.refuse(c.Phrases.NothingAsked)
		}
		switch keyboard.Key(line) {
		case "b":
			last := c.Interview.Last()
			return &last, true, nil
		case "o":
			c.from, c.reviewing = theOverview, true
			to, err := c.overviewAll()
			return to, to != nil, err
		case "z":
			to, err := c.takeBack()
			return to, to != nil, err
		}
		return nil, false, nil
	})
	if errors.Is(err, errNoInput) {
		return nil, nil
	}
	return to, err
}
