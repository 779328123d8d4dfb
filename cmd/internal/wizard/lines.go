package wizard

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/interview"
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
	err := c.begin()
	if err == nil {
		err = c.interview()
	}
	switch {
	case err == nil:
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
	*Session
	out   io.Writer
	ctx   context.Context
	lines chan string
	stop  chan struct{}
	keys  bool // the keys have been said
}

// Ways in which a conversation ends early.
var (
	errLeft    = errors.New("left")
	errNoInput = errors.New("the input ended")
)

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
	if c.ctx.Err() == nil {
		select {
		case <-c.ctx.Done():
		case line, ok := <-c.lines:
			if ok {
				return strings.TrimSpace(line), nil
			}
			c.say("")
			return "", errNoInput
		}
	}
	c.say("")
	return "", c.ctx.Err()
}

func (c *conversation) say(line string) { fmt.Fprintln(c.out, line) }

// begin asks for the title, or welcomes back.
func (c *conversation) begin() error {
	if c.Given.Title == "" {
		c.say(c.Phrases.Intro)
	}
	for c.Given.Title == "" {
		c.say(c.Phrases.AskTitle)
		title, err := c.ask()
		if err != nil {
			return err
		}
		switch why := c.refusal(title); {
		case title == "":
			c.say(c.Phrases.TitleNeeded)
		case why != "":
			c.say(why)
		default:
			if c.Kept, err = c.Begin(assess.Case{Title: title}); err != nil {
				return err
			}
			c.Given.Title = title
		}
	}
	for _, line := range c.greeting() {
		c.say(line)
	}
	return nil
}

// interview asks what is unanswered, then reviews, until the review is ended.
func (c *conversation) interview() error {
	at, more := c.Interview.Next(interview.Start())
	if c.Resumed {
		c.part = at.Bank + 1 // they know which part they are in
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
		at, more = c.Interview.Next(at)
	}
}
