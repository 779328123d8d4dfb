package wizard

import (
	"errors"
	"strconv"
	"strings"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/cmd/internal/keyboard"
	"collectiveimpact/samklar/cmd/internal/session"
	clean "collectiveimpact/samklar/questions/text"
	"collectiveimpact/samklar/report/phrase"
)

// one asks one question until it is answered. It gives the question to go to
// where that is not simply the next one.
func (c *conversation) one(ref assess.Ref) (*assess.Ref, error) {
	if ref != c.picked {
		c.from = noList
	}
	c.show(ref)
	for {
		line, err := c.askOne()
		if err != nil {
			return nil, err
		}
		done, to, err := c.answered(ref, line)
		if done || to != nil || err != nil {
			return to, err
		}
	}
}

// answered does what a line asks for at a question. It reports whether the question
// is done with, and the question to go to where that is not simply the next one.
func (c *conversation) answered(ref assess.Ref, line string) (done bool, to *assess.Ref, err error) {
	q, e := c.Question(ref), c.Interview.Entry(ref)
	if q.Level(line) < 0 {
		line = c.key(line)
	}
	if command, text := cut(line); command != 0 && (text == "" || q.Level(line) < 0) { // else a level's id in full
		done, err = c.command(command, ref, text)
		return done, nil, err
	}
	switch keyboard.Key(line) {
	case "":
		if e.Choice != assess.Unanswered && !c.Interview.Pending(ref) {
			return true, nil, nil // kept as it was
		}
	case "q":
		return false, nil, errLeft
	case "u":
		return true, nil, c.record(ref, session.Chosen(e, assess.Unknown))
	case "?":
		c.help(ref)
		return false, nil, nil
	case "r":
		c.repeat(ref)
		return false, nil, nil
	case "l":
		c.say(c.ToggleLive())
		return false, nil, nil
	case "b":
		to, err := c.back(ref)
		return false, to, err
	case "z":
		to, err := c.takeBack()
		return false, to, err
	case "o":
		to, err := c.lookAround(ref)
		return false, to, err
	}
	if level, ok := choice(q, line); ok {
		return true, nil, c.record(ref, session.Chosen(e, level))
	}
	return false, nil, c.refuse(c.NotAnOption(q, line))
}

// lookAround shows the overview, and then what it was opened from.
func (c *conversation) lookAround(ref assess.Ref) (*assess.Ref, error) {
	to, err := c.overviewAll(&ref)
	if to != nil || err != nil {
		return to, err
	}
	c.from = noList
	if c.reviewing {
		return c.backToReview()
	}
	c.show(ref)
	return nil, nil
}

// back goes to where one came from: the list that the question was chosen from, or
// the question before.
func (c *conversation) back(ref assess.Ref) (*assess.Ref, error) {
	switch c.from {
	case theOverview:
		return c.lookAround(ref)
	case theReview:
		return c.backToReview()
	case noList:
	}
	if before, ok := c.Interview.Before(ref); ok {
		return &before, nil
	}
	c.say(c.Phrases.FirstQuestion)
	return nil, nil
}

// backToReview goes through the answers again.
func (c *conversation) backToReview() (*assess.Ref, error) {
	to, err := c.reviewAll()
	if to == nil && err == nil {
		err = errDone
	}
	return to, err
}

// command does one that may carry its text on the same line.
func (c *conversation) command(command byte, ref assess.Ref, text string) (done bool, err error) {
	switch command {
	case '.':
		return false, c.note(ref, text)
	case 'e':
		return false, c.evidence(ref, text)
	case 'm':
		return c.pair(ref, text)
	case 'd':
		return c.split(ref, text)
	}
	if !c.Question(ref).Optional {
		return false, c.refuse(c.Phrases.NAOnlyWhere)
	}
	return c.aside(ref, text)
}

// key gives the key that a word stands for, and else what was typed as the list of
// keys writes it.
func (c *conversation) key(line string) string {
	for word := range strings.FieldsSeq(c.Phrases.KeyWords) {
		if w, key, _ := strings.Cut(word, "="); strings.EqualFold(w, line) {
			return key
		}
	}
	if strings.EqualFold(line, c.Phrases.Unknown) {
		return "u"
	}
	if key := keyboard.Key(line); len(key) == 1 {
		return key
	}
	return line
}

// cut takes a command that may carry its text on the same line: ". a note",
// "e https://…", "x the reason", "m 2 3", "d 2 3". What is between a dot or an e and
// a sign is no text: ".= another note", "e-2".
func cut(line string) (command byte, text string) {
	if line == "" {
		return 0, ""
	}
	small := line[0] | 0x20
	rest := strings.TrimSpace(line[1:])
	switch {
	case line[0] == '.':
		return '.', rest
	case (small == 'm' || small == 'd') && (rest == "" || strings.Trim(keyboard.Digits(rest), "0123456789") == ""):
		return small, rest
	case small == 'e' && len(line) > 2 && strings.ContainsRune("-=", rune(line[1])) && line[2] >= '1' && line[2] <= '9':
		return 'e', rest
	case (small == 'e' || small == 'x') && (strings.Trim(rest, ".)") == "" || line[1] == ' '):
		return small, strings.Trim(rest, ".)")
	}
	return 0, ""
}

// record keeps an answer, says it back, and says what it has turned.
func (c *conversation) record(ref assess.Ref, e assess.Entry) error {
	t, err := c.put(ref, e)
	if err != nil {
		return err
	}
	c.say(phrase.Fill(c.Phrases.Recorded, "level", clean.Line(c.Answer(ref))))
	if t != nil && !t.Whole {
		c.say(c.Narrower(t))
	}
	if t != nil && t.Whole {
		said := c.SayTurn(t)
		c.say(said.Head)
		for _, line := range append(append(append([]string{said.Short}, said.Because...), said.Otherwise...), said.Next...) {
			if line != "" {
				c.say(line)
			}
		}
	}
	return nil
}

// put keeps an entry. Where somebody else has given another answer meanwhile, it says
// so and asks which of the two stays; where nobody can be asked, theirs does.
func (c *conversation) put(ref assess.Ref, e assess.Entry) (*session.Turn, error) {
	t, err := c.Set(ref, e)
	for c.retries(err) {
		t, err = c.Set(ref, e)
	}
	theirs, ok := session.IsConflict(err)
	if !ok || c.strict {
		c.sayTaken()
		return t, err
	}
	c.TakeTheirs()
	c.say(c.Conflicting(ref, theirs))
	for {
		c.say(c.Phrases.ConflictAsk)
		line, err := c.ask()
		if err != nil {
			return nil, err
		}
		switch keyboard.Key(line) {
		case "1":
			return c.Set(ref, e)
		case "2":
			return nil, nil
		}
	}
}

// retries asks whether what could not be kept is tried again.
func (c *conversation) retries(err error) bool {
	unsaved, ok := errors.AsType[*session.Unsaved](err)
	if !ok || c.strict {
		return false
	}
	c.say(c.Phrases.NotKept)
	c.say(clean.Line(unsaved.Error()))
	for {
		c.say(c.Phrases.AskRetry)
		line, err := c.ask()
		if k := keyboard.Key(line); err != nil || k == "q" || k == "r" {
			return err == nil && k == "r"
		}
	}
}

// sayTaken says once that somebody else's changes have been taken in.
func (c *conversation) sayTaken() {
	if c.TakenIn() {
		c.say(c.Phrases.TakenIn)
	}
}

// takeBack undoes what was recorded or corrected last, and goes to its question.
func (c *conversation) takeBack() (*assess.Ref, error) {
	u, err := c.TakeBack()
	for c.retries(err) {
		u, err = c.TakeBack()
	}
	switch {
	case err != nil:
		return nil, err
	case u.Nothing:
		c.say(c.Phrases.NothingToUndo)
		return nil, nil
	case u.OfCase:
		c.say(c.Phrases.UndoneCase)
		for _, d := range details(c.Session) {
			c.say(d.label + ": " + clean.Line(*d.now))
		}
		return nil, nil
	}
	c.say(c.Phrases.Undone)
	c.from = noList
	return &u.Ref, nil
}

// show says the question with its options.
func (c *conversation) show(ref assess.Ref) {
	c.say("")
	if said := c.Enter(ref); said != "" {
		c.say(said)
	}
	if c.LiveOn {
		c.say(c.Live())
	}
	if !c.keys { // before the question, which is to stand right above where one types
		c.keys = true
		c.sayKeys(ref)
	}
	c.repeat(ref)
}

// repeat says the question, its options and what is recorded.
func (c *conversation) repeat(ref assess.Ref) {
	q := c.Question(ref)
	c.say(strings.ReplaceAll(c.Where(ref), " · ", ", ") + " – " + c.Progress(ref))
	c.say(clean.Line(q.Ask))
	options := len(q.Levels) + 1
	if q.Optional {
		options++
	}
	if said := c.Voices(ref); said != "" {
		c.say(said)
	}
	c.say(phrase.Fill(c.Phrases.Options, "n", strconv.Itoa(options)))
	for i := range q.Levels {
		c.say(strconv.Itoa(i+1) + ". " + clean.Line(c.Level(ref, i)))
	}
	c.say("u. " + c.Phrases.Unknown)
	if q.Optional {
		c.say("x. " + c.Phrases.NotApplies)
	}
	if now := c.Answer(ref); now != "" {
		words, choice, again := c.Phrases.NowKept, c.Interview.Entry(ref).Choice, ""
		switch {
		case choice == assess.Unanswered:
			words = c.Phrases.NowAnswered // to an earlier version of the question
		case c.Interview.Pending(ref):
			words, again = c.Phrases.NowOpen, "u"
			if low, high := choice.Possible(q); choice.Leveled() {
				again = "m " + strconv.Itoa(low+1) + " " + strconv.Itoa(high+1)
			}
		}
		c.say(phrase.Fill(words, "level", now, "command", again))
	}
	e := c.Interview.Entry(ref)
	if e.Note != "" {
		c.say(c.Phrases.NoteLabel + ": " + clean.Line(e.Note))
	}
	for _, piece := range e.Evidence {
		c.say(c.Phrases.EvidenceMark + ": " + clean.Line(piece))
	}
}

func (c *conversation) sayKeys(ref assess.Ref) {
	if c.Question(ref).Optional {
		c.say(c.Phrases.KeysPlainNA)
		return
	}
	c.say(c.Phrases.KeysPlain)
}

// help says what to listen for, and the keys.
func (c *conversation) help(ref assess.Ref) {
	if text := clean.Line(c.Question(ref).ListenFor); text != "" {
		c.say(c.Phrases.ListenFor)
		c.say(text)
	}
	c.sayKeys(ref)
	c.say(c.Phrases.KeysMore)
}
