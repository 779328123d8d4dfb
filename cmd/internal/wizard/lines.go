package wizard

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/questions/text"
	"collectiveimpact/samklar/report/phrase"
)

// Lines asks in lines: one idea a line, the number of options before the
// options, nothing redrawn. One line of input answers one prompt.
type Lines struct {
	In  io.Reader
	Out io.Writer
}

// maxLine bounds a typed line in bytes: more than the longest note.
const maxLine = 1 << 20

// Run asks until the review is ended.
func (l Lines) Run(ctx context.Context, s *Session) (End, error) {
	c := &conversation{Session: s, out: l.Out, ctx: ctx, lines: make(chan string), stop: make(chan struct{})}
	defer close(c.stop)
	go c.read(l.In)
	if err := c.begin(); err != nil {
		return ended(err)
	}
	if err := c.interview(); err != nil {
		return ended(err)
	}
	return Finished, nil
}

// A conversation is a session in lines.
type conversation struct {
	*Session
	out   io.Writer
	ctx   context.Context
	lines chan string
	stop  chan struct{}
	keys  bool // the keys have been said
}

// Ways in which a conversation ends early.
type early string

func (e early) Error() string { return string(e) }

const (
	leave   early = "left"
	noInput early = "the input ended"
)

func ended(err error) (End, error) {
	switch {
	case errors.Is(err, leave):
		return Left, nil
	case errors.Is(err, noInput):
		return InputEnded, nil
	}
	return Left, err
}

// read hands over lines until the input or the conversation ends. A goroutine,
// since a read from a terminal cannot be interrupted.
func (c *conversation) read(in io.Reader) {
	defer close(c.lines)
	r := bufio.NewReader(in)
	for {
		line, err := readLine(r)
		if err != nil && line == "" {
			return
		}
		select {
		case c.lines <- strings.TrimRight(line, "\r\n"):
		case <-c.stop:
			return
		}
	}
}

// readLine gives a line. Of one that is longer than maxLine it gives that much,
// which is more than can be kept anywhere and is refused as too long.
func readLine(r *bufio.Reader) (string, error) {
	var line []byte
	for {
		part, err := r.ReadSlice('\n')
		line = append(line, part[:min(len(part), maxLine-len(line))]...)
		if !errors.Is(err, bufio.ErrBufferFull) {
			return string(line), err
		}
	}
}

// ask prints the prompt and gives the next line.
func (c *conversation) ask() (string, error) {
	fmt.Fprint(c.out, c.Phrases.Prompt)
	select {
	case <-c.ctx.Done():
		c.say("")
		return "", c.ctx.Err()
	default:
	}
	select {
	case <-c.ctx.Done():
		c.say("")
		return "", c.ctx.Err()
	case line, ok := <-c.lines:
		if !ok {
			c.say("")
			return "", noInput
		}
		return strings.TrimSpace(line), nil
	}
}

func (c *conversation) say(line string) { fmt.Fprintln(c.out, line) }

// begin asks for the title, or welcomes back.
func (c *conversation) begin() error {
	if c.NeedsTitle {
		c.say(c.Phrases.Intro)
	}
	for c.NeedsTitle {
		c.say(c.Phrases.AskTitle)
		title, err := c.ask()
		if err != nil {
			return err
		}
		switch {
		case title == "":
			c.say(c.Phrases.TitleNeeded)
			continue
		case !c.fits(title):
			c.say(c.refusal(title))
			continue
		}
		if c.Kept, err = c.Begin(assess.Case{Title: title}); err != nil {
			return err
		}
		break
	}
	for _, line := range c.greeting() {
		c.say(line)
	}
	return nil
}

// interview asks what is unanswered, then reviews, until the review is ended.
func (c *conversation) interview() error {
	at, more := c.Interview.Next(assess.Start())
	if c.Resumed {
		c.part = at.Bank + 1 // they know which part they are in
	}
	for {
		if !more {
			ref, done, err := c.reviewAll()
			if err != nil || done {
				return err
			}
			at = ref
		}
		next, err := c.one(at)
		if err != nil {
			return err
		}
		if next != nil {
			at, more = *next, true
			continue
		}
		at, more = c.Interview.Next(at)
	}
}

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
		command, rest := cut(line)
		switch {
		case line == "" && e.Choice != assess.Unanswered:
			return nil, nil // kept as it was
		case line == "q":
			return nil, leave
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
			err = c.note(ref, rest)
		case command == 'e':
			err = c.evidence(ref, rest)
		case command == 'x' && !q.Optional:
			c.say(c.Phrases.NAOnlyWhere)
		case command == 'x':
			done, err := c.aside(ref, rest)
			if err != nil || done {
				return nil, err
			}
		default:
			if chosenLevel, ok := choice(q, line); ok {
				return nil, c.set(ref, chosen(e, chosenLevel))
			}
			c.say(phrase.Fill(c.Phrases.NotAnOption, "input", c.Phrases.Quote(text.Line(clip(line))), "n", strconv.Itoa(len(q.Levels))))
		}
		if err != nil {
			return nil, err
		}
	}
}

// cut takes a command that may carry its text on the same line: ". a note",
// "e https://…", "x the reason".
func cut(line string) (command byte, text string) {
	if line == "" {
		return 0, ""
	}
	if line[0] == '.' {
		return '.', strings.TrimSpace(line[1:])
	}
	if (line[0] == 'e' || line[0] == 'x') && (len(line) == 1 || line[1] == ' ') {
		return line[0], strings.TrimSpace(line[1:])
	}
	return 0, ""
}

// clip shortens what is said back.
func clip(s string) string {
	if r := []rune(s); len(r) > 40 {
		return string(r[:39]) + "…"
	}
	return s
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
	c.say(q.Ask)
	c.say(phrase.Fill(c.Phrases.Options, "n", strconv.Itoa(len(q.Levels))))
	for i, level := range q.Levels {
		c.say(strconv.Itoa(i+1) + ". " + level.Text)
	}
	if now := c.answer(ref); now != "" {
		c.say(phrase.Fill(c.Phrases.NowAnswered, "level", now))
	}
	c.recorded(ref)
	if !c.keys {
		c.keys = true
		c.sayKeys(ref)
	}
}

// recorded says the note and the evidence there are.
func (c *conversation) recorded(ref assess.Ref) {
	e := c.Interview.Entry(ref)
	if e.Note != "" {
		c.say(c.Phrases.NoteLabel + ": " + text.Line(e.Note))
	}
	for _, piece := range e.Evidence {
		c.say(c.Phrases.EvidenceMark + ": " + text.Line(piece))
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
	if text := c.question(ref).ListenFor; text != "" {
		c.say(c.Phrases.ListenFor)
		c.say(text)
	}
	c.sayKeys(ref)
}

// text asks for a text where none came with the command. It gives "" and says
// so where nothing fit to keep was typed.
func (c *conversation) text(prompt, given string) (string, error) {
	text := given
	if text == "" {
		c.say(prompt)
		var err error
		if text, err = c.ask(); err != nil {
			return "", err
		}
	}
	switch {
	case text == "":
		c.say(c.Phrases.NothingKept)
	case !c.fits(text):
		c.say(c.refusal(text))
		text = ""
	}
	return text, nil
}

// note keeps a note; a further one goes on a line of its own under it.
func (c *conversation) note(ref assess.Ref, given string) error {
	text, err := c.text(c.Phrases.AskNote, given)
	if err != nil || text == "" {
		return err
	}
	e := c.Interview.Entry(ref)
	if e.Note != "" {
		text = e.Note + "\n" + text
	}
	if !c.fits(text) {
		c.say(c.refusal(text))
		return nil
	}
	e.Note = text
	if err := c.set(ref, e); err != nil {
		return err
	}
	c.say(c.Phrases.NoteSaved)
	return nil
}

func (c *conversation) evidence(ref assess.Ref, given string) error {
	e := c.Interview.Entry(ref)
	if len(e.Evidence) >= assess.MaxEvidence {
		c.say(phrase.Fill(c.Phrases.TooMuch, "n", strconv.Itoa(assess.MaxEvidence)))
		return nil
	}
	text, err := c.text(c.Phrases.AskEvidence, given)
	if err != nil || text == "" {
		return err
	}
	e.Evidence = append(slices.Clone(e.Evidence), text)
	if err := c.set(ref, e); err != nil {
		return err
	}
	c.say(c.Phrases.EvidenceSaved)
	return nil
}

// aside records that a question does not apply, with the reason.
func (c *conversation) aside(ref assess.Ref, given string) (bool, error) {
	reason := given
	if reason == "" {
		c.say(c.Phrases.AskReason)
		var err error
		if reason, err = c.ask(); err != nil {
			return false, err
		}
	}
	e, ok := setAside(c.Interview.Entry(ref), reason)
	switch {
	case !c.fits(e.Note):
		c.say(c.refusal(e.Note))
		return false, nil
	case !ok:
		c.say(c.Phrases.ReasonNeeded)
		return false, nil
	}
	return true, c.set(ref, e)
}

// list says numbered questions with their answers.
func (c *conversation) list(refs []assess.Ref) {
	for i, ref := range refs {
		c.say(strconv.Itoa(i+1) + ". " + c.question(ref).Ask + " → " + c.state(ref))
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
			return nil, leave
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

// reviewAll goes through the answers at the end, those that nobody knew first.
// The end of the input counts as the empty line that ends it.
func (c *conversation) reviewAll() (ref assess.Ref, done bool, err error) {
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
	switch {
	case errors.Is(err, noInput):
		return ref, true, nil
	case err != nil:
		return ref, false, err
	case to == nil:
		return ref, true, nil
	}
	return *to, false, nil
}

// toggleLive switches the line that shows what can still come out.
func (s *Session) toggleLive() string {
	if s.liveOn = !s.liveOn; s.liveOn {
		return s.live()
	}
	return s.Phrases.LiveOff
}
