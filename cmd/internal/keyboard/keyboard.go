// Package keyboard reads what people type in lines: whole, however long it is, on any
// keyboard, with what comes at once told from what is typed. What is asked it does not
// know.
package keyboard

import (
	"bufio"
	"errors"
	"io"
	"os"
	"strings"
)

// maxLine bounds a typed line in bytes: more than the longest note.
const maxLine = 1 << 20

// A Source gives what answers one prompt after another, until it ends.
type Source interface {
	Next() (line string, ok bool)
}

// Open reads lines from a pipe, or from the keys of a terminal, which out shows. What
// was set up of a terminal is to be restored.
func Open(in io.Reader, out io.Writer, terminal bool) (source Source, restore func()) {
	if f, ok := in.(*os.File); ok && terminal {
		if restore, ok := takeKeys(f); ok {
			return &keyboard{in: f, out: out, more: func() bool { return waiting(f) }}, restore
		}
	}
	return &lines{in: bufio.NewReader(in)}, func() {}
}

// A lines reads them as they come from a pipe. A mark at the very beginning is no part
// of the first.
type lines struct {
	in    *bufio.Reader
	begun bool
}

// Next gives a line.
func (r *lines) Next() (string, bool) {
	line, err := readLine(r.in)
	if err != nil && line == "" {
		return "", false
	}
	if !r.begun {
		line, r.begun = strings.TrimPrefix(line, "\ufeff"), true
	}
	return strings.TrimRight(line, "\r\n"), true
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

// A keyboard puts lines together from the keys of a terminal. The terminal's own
// lines end at 4,095 bytes, without a word; and of what is pasted into them every
// line would answer another question. Here what comes at once is one text: its last
// line break ends it, and those before are part of it.
type keyboard struct {
	in    io.Reader
	out   io.Writer
	more  func() bool // whether more has come already
	begun bool        // what was typed before the program was there is lines of their own
	line  []rune
	ready []string
	over  bool
}

// Next gives a line, or what came at once.
func (k *keyboard) Next() (string, bool) {
	for len(k.ready) == 0 {
		if k.over {
			return "", false
		}
		k.take(k.read())
	}
	line := k.ready[0]
	k.ready = k.ready[1:]
	return line, true
}

// read gives all that has come at once.
func (k *keyboard) read() string {
	var all []byte
	buf := make([]byte, 4096)
	for len(all) < maxLine {
		n, err := k.in.Read(buf)
		all = append(all, buf[:n]...)
		if err != nil {
			k.over = true
			break
		}
		if len(all) < 2 && string(all) != "\n" || !k.more() {
			break
		}
	}
	return string(all)
}

// Keys that edit a line.
const (
	endOfInput = 0x04
	backspace  = 0x08
	killLine   = 0x15
	killWord   = 0x17
	escapeKey  = 0x1b
	deleteKey  = 0x7f
)

// take puts keys to the line, and shows them.
func (k *keyboard) take(keys string) {
	keys = strings.TrimPrefix(strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(stripEscapes(keys)), "\ufeff")
	end := strings.LastIndexFunc(keys, func(r rune) bool { return r >= ' ' || r == '\t' }) + 1
	for at, r := range keys {
		last := at >= end // nothing but keys that write nothing follows
		switch {
		case r == '\n' && k.begun && last && at > 0 && keys[at-1] == '\n': // ended already
		case r == '\n' && (last || !k.begun):
			k.ready = append(k.ready, string(k.line))
			k.line = nil
			k.show("\n")
		case r == endOfInput && len(k.line) == 0:
			k.over = true
			return
		case r == backspace, r == deleteKey:
			k.erase(1)
		case r == killLine:
			k.erase(len(k.line))
		case r == killWord:
			text := strings.TrimRight(string(k.line), " ")
			k.erase(len(k.line) - len([]rune(text[:strings.LastIndex(text, " ")+1])))
		case len(k.line) > maxLine: // is refused as too long
		case r == '\n', r == '\t', r >= ' ':
			k.line = append(k.line, r)
			k.show(string(r))
		}
	}
	k.begun = true
	if k.over && len(k.line) > 0 { // a last line without an end counts as well
		k.ready = append(k.ready, string(k.line))
	}
}

// erase takes runes off the end of the line, and off the screen.
func (k *keyboard) erase(n int) {
	n = min(n, len(k.line))
	gone := k.line[len(k.line)-n:]
	k.line = k.line[:len(k.line)-n]
	k.show(strings.Repeat("\b \b", len(gone)))
}

func (k *keyboard) show(text string) { _, _ = io.WriteString(k.out, text) }

// stripEscapes takes out what keys send that stand for no letter: arrows, and the
// marks of a paste. The keypad's digits are digits, whatever mode it is in.
func stripEscapes(keys string) string {
	if !strings.ContainsRune(keys, escapeKey) {
		return keys
	}
	var b strings.Builder
	for i := 0; i < len(keys); i++ {
		if keys[i] != escapeKey {
			b.WriteByte(keys[i])
			continue
		}
		if i+1 >= len(keys) {
			break
		}
		switch i++; keys[i] {
		case '[':
			for i+1 < len(keys) {
				if i++; keys[i] >= '@' && keys[i] <= '~' {
					break
				}
			}
		case ']': // an answer of the terminal, up to its end
			for i+1 < len(keys) && keys[i] != '\a' && keys[i] != '\\' {
				i++
			}
		case 'O':
			if i+1 < len(keys) {
				i++
				b.WriteString(Keypad(rune(keys[i])))
			}
		}
	}
	return b.String()
}

// Keypad gives what a key of the keypad stands for in application mode, where it
// comes as Esc, O and a letter.
func Keypad(letter rune) string {
	switch {
	case letter >= 'p' && letter <= 'y':
		return string('0' + letter - 'p')
	case letter == 'M':
		return "\n"
	case letter == 'n':
		return "."
	}
	return ""
}
