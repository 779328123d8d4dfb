package wizard

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/interview"
	"collectiveimpact/samklar/cmd/internal/keyboard"
	"collectiveimpact/samklar/cmd/internal/session"
	"collectiveimpact/samklar/report/terminal"
)

// Lines asks in lines: one idea a line, the number of options before the
// options, nothing redrawn. One line of input answers one prompt.
type Lines struct {
	In  io.Reader
	Out io.Writer

	// Strict ends the interview at the first line that does not fit: where nobody
	// sits at a terminal, the line after it is meant for another question.
	Strict bool

	// Width gives the width of the terminal that shows the lines, which would break them
	// inside words; 0 or nil where there is none.
	Width func() int
}

// A LineError says which line of the input does not fit, and why.
type LineError struct {
	Line int
	Why  string
}

func (e *LineError) Error() string {
	return fmt.Sprintf("line %d of the input does not fit, and the lines after it are not read: %s", e.Line, e.Why)
}

// Run asks until the review is ended.
func (l Lines) Run(ctx context.Context, s *session.Session) (End, error) {
	c := &conversation{Session: s, out: l.Out, ctx: ctx, strict: l.Strict, width: l.Width, lines: make(chan string), stop: make(chan struct{})}
	defer close(c.stop)
	source, restore := keyboard.Open(l.In, l.Out, !l.Strict)
	defer restore()
	go c.read(source)
	err := c.begin()
	if err == nil {
		err = c.interview()
	}
	switch {
	case err == nil, errors.Is(err, errDone):
		return Finished, nil
	case errors.Is(err, errLeft):
		return Left, nil
	case errors.Is(err, errNoInput):
		return InputEnded, nil
	}
	return Left, err
}

// A conversation is a session in lines.
type conversation struct {
	*session.Session
	out    io.Writer
	ctx    context.Context
	lines  chan string
	stop   chan struct{}
	strict bool
	width  func() int
	number int      // of the line last read, from 1
	ahead  []string // lines that came at once with it, each an answer of its own
	keys   bool     // the keys have been said

	from      list       // that the question was chosen from
	picked    assess.Ref // from it
	reviewing bool       // the overview was opened from the review
}

// A list is where a question may be chosen from.
type list uint8

const (
	noList list = iota
	theOverview
	theReview
)

// Ways in which a conversation ends.
var (
	errDone    = errors.New("done")
	errLeft    = errors.New("left")
	errNoInput = errors.New("the input ended")
)

// read hands over lines until the input or the conversation ends. A goroutine,
// since a read from a terminal cannot be interrupted.
func (c *conversation) read(source keyboard.Source) {
	defer close(c.lines)
	for {
		line, ok := source.Next()
		if !ok {
			return
		}
		select {
		case c.lines <- line:
		case <-c.stop:
			return
		}
	}
}

// ask prints the prompt and gives the next line. What was pasted in several lines is
// one of them.
func (c *conversation) ask() (string, error) {
	fmt.Fprint(c.out, c.Phrases.Prompt)
	if len(c.ahead) > 0 {
		line := c.ahead[0]
		c.ahead = c.ahead[1:]
		c.say(line)
		return line, nil
	}
	if c.ctx.Err() == nil {
		select {
		case <-c.ctx.Done():
		case line, ok := <-c.lines:
			if ok {
				c.number++
				return strings.TrimSpace(line), nil
			}
			c.say("")
			return "", errNoInput
		}
	}
	c.say("")
	return "", c.ctx.Err()
}

// askOne gives the next line where one line is wanted: of several that came at once
// the first, if each is an answer, and else nothing, which is said.
func (c *conversation) askOne() (string, error) {
	for {
		line, err := c.ask()
		if err != nil || !strings.Contains(line, "\n") || strings.HasPrefix(line, ".") {
			return line, err
		}
		if keyboard.IsRow(line) {
			all := strings.Split(line, "\n")
			c.ahead = all[1:]
			return strings.TrimSpace(all[0]), nil
		}
		if err := c.refuse(c.Phrases.PasteHint); err != nil {
			return "", err
		}
	}
}

// say says a line; on a terminal it breaks between words.
func (c *conversation) say(line string) {
	if c.width == nil || c.width() <= 0 || line == "" {
		fmt.Fprintln(c.out, line)
		return
	}
	for _, part := range terminal.Wrap(line, c.width()) {
		fmt.Fprintln(c.out, part)
	}
}

// refuse says why a line does not fit, so that it can be typed again. Where nobody
// would, it ends the interview.
func (c *conversation) refuse(why string) error {
	c.ahead = nil
	if c.strict {
		c.say("") // ends the line of the prompt
		return &LineError{c.number, why}
	}
	c.say(why)
	return nil
}

// begin asks for the title, or welcomes back.
func (c *conversation) begin() error {
	if c.Untitled() {
		c.say(c.Intro())
		if !c.strict {
			c.say(c.Phrases.NameHelp)
		}
	}
	for c.Untitled() {
		c.say(c.Phrases.AskTitle)
		title, err := c.ask()
		if err != nil {
			return err
		}
		if !c.strict && (title == "?" || title == "q") {
			if title == "q" {
				return errLeft
			}
			c.say(c.Phrases.NameHelp)
			continue
		}
		title = strings.ReplaceAll(title, "\n", " ")
		why := c.Refusal(title)
		if title == "" {
			why = c.Phrases.TitleNeeded
		}
		if why != "" {
			if err := c.refuse(why); err != nil {
				return err
			}
			continue
		}
		if c.Kept, err = c.Begin(assess.Case{Title: title}); err != nil {
			return err
		}
		c.Given.Title = title
	}
	for _, line := range c.Greeting() {
		c.say(line)
	}
	return nil
}

// interview asks what is unanswered, then reviews, until the review is ended.
func (c *conversation) interview() error {
	at, more := c.Interview.Next(interview.Start())
	if c.Resumed {
		c.Within(at) // they know which part they are in
	}
	for {
		if !more {
			to, err := c.reviewAll()
			if err != nil || to == nil {
				return err
			}
			at = *to
		}
		next, err := c.one(at)
		if err != nil {
			return err
		}
		if next != nil {
			at, more = *next, true
			continue
		}
		ref := at
		if at, more = c.Interview.Next(ref); !more && c.reviewing && c.from == theOverview && c.picked == ref {
			to, err := c.lookAround(ref)
			if err != nil || to == nil {
				return err
			}
			at, more = *to, true
		}
	}
}
