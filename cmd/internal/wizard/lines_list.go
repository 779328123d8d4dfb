package wizard

import (
	"errors"
	"strconv"
	"strings"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/questions/text"
	"collectiveimpact/samklar/report/phrase"
)

// list says questions with their answers, each with the number that it has in the
// overview. A row of those that have nothing yet is one line. At marks the one that
// one is at; none where it is nil.
func (c *conversation) list(refs []assess.Ref, at *assess.Ref) {
	number := make(map[assess.Ref]int)
	for i, ref := range c.Overview() {
		number[ref] = i + 1
	}
	empty := func(ref assess.Ref) bool {
		e := c.Interview.Entry(ref)
		return e.Choice == assess.Unanswered && e.Stale == "" && e.Note == "" && len(e.Evidence) == 0 && (at == nil || ref != *at)
	}
	for i := 0; i < len(refs); i++ {
		n, state := 1, c.State(refs[i])
		for empty(refs[i]) && i+n < len(refs) && empty(refs[i+n]) && c.State(refs[i+n]) == state {
			n++
		}
		if from := number[refs[i]]; n > 2 {
			c.say(phrase.Fill(c.Phrases.NotYetRow, "from", strconv.Itoa(from), "to", strconv.Itoa(from+n-1), "state", state))
			i += n - 1
			continue
		}
		here := ""
		if at != nil && refs[i] == *at {
			here = " (" + c.Phrases.YouAreHere + ")"
		}
		c.say(strconv.Itoa(number[refs[i]]) + ". " + text.Line(c.Question(refs[i]).Ask) + " → " + state + here)
	}
}

// pick asks for one of all questions; nil means the empty line. Other gives what else
// may be typed.
func (c *conversation) pick(from list, prompt string, other func(line string) (*assess.Ref, bool, error)) (*assess.Ref, error) {
	c.say(prompt)
	for {
		line, err := c.ask()
		if err != nil || line == "" {
			return nil, err
		}
		line = c.key(line)
		if line == "q" {
			return nil, errLeft
		}
		if to, done, err := other(line); done || err != nil {
			return to, err
		}
		refs := c.Overview()
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
func (c *conversation) overviewAll(at *assess.Ref) (*assess.Ref, error) {
	c.reviewing = c.reviewing && c.from == theOverview
	c.say("")
	c.say(c.Phrases.Overview)
	for _, d := range details(c.Session) {
		c.say(d.key + ". " + d.label + ": " + text.Line(*d.now))
	}
	c.list(c.Overview(), at)
	return c.pick(theOverview, c.Phrases.OverviewAsk, func(line string) (*assess.Ref, bool, error) {
		switch line {
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
	if unknown > 0 {
		c.say(phrase.Fill(c.Phrases.ReviewUnknown, "n", strconv.Itoa(unknown)))
	}
	c.list(refs, nil)
	if n := len(c.Interview.Others()); n > 0 {
		c.say(phrase.Fill(c.Phrases.Optional, "n", strconv.Itoa(n)))
	}
	to, err := c.pick(theReview, c.Phrases.ReviewAsk, func(line string) (*assess.Ref, bool, error) {
		if c.strict {
			return nil, false, c.refuse(c.Phrases.NothingAsked)
		}
		switch line {
		case "r", "?":
			c.list(refs, nil)
		case "b":
			last := c.Interview.Last()
			return &last, true, nil
		case "o":
			c.from, c.reviewing = theOverview, true
			to, err := c.overviewAll(nil)
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
