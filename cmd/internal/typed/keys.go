// Package typed tells what is typed on a terminal: keys that belong together, texts that
// come at once, and the end of it all.
package typed

import (
	"slices"
	"strings"
	"unicode/utf8"

	"collectiveimpact/samklar/cmd/internal/keyboard"

	tea "github.com/charmbracelet/bubbletea"
)

// Row is the length up to which letters that come at once are keys: what two quick
// hands, or a slow line, may put together.
const Row = 3

// AtOnce gives keys that came at once, as one paste where they are prose. In a field a
// text of one line is one message: a field takes long for each.
func AtOnce(held []tea.KeyMsg, field bool) []tea.KeyMsg {
	var all strings.Builder
	for _, key := range held {
		text, ok := Text(key)
		if !ok || key.Paste {
			return held
		}
		all.WriteString(text)
	}
	text := all.String()
	lines := strings.Contains(strings.TrimRight(text, "\n"), "\n")
	paste := []tea.KeyMsg{{Type: tea.KeyRunes, Runes: []rune(text), Paste: true}}
	switch {
	case field && lines:
		return paste
	case field:
		return joined(held)
	case keyboard.IsRow(text):
		return held
	case strings.HasPrefix(text, ".") && lines: // the key for a note, and the note
		paste[0].Runes = paste[0].Runes[1:]
		return append([]tea.KeyMsg{{Type: tea.KeyRunes, Runes: []rune(".")}}, paste...)
	case strings.HasPrefix(text, "."):
		return held
	case utf8.RuneCountInString(strings.TrimSpace(text)) > Row:
		return paste
	}
	return held
}

// joined puts what is written at once into one message: a field takes long for each.
func joined(held []tea.KeyMsg) []tea.KeyMsg {
	var keys []tea.KeyMsg
	for _, key := range held {
		n := len(keys)
		if key.Type == tea.KeySpace {
			key.Type = tea.KeyRunes
		}
		if n > 0 && key.Type == tea.KeyRunes && keys[n-1].Type == tea.KeyRunes {
			keys[n-1].Runes = append(keys[n-1].Runes, key.Runes...)
			continue
		}
		if key.Type == tea.KeyRunes {
			key.Runes = slices.Clone(key.Runes)
		}
		keys = append(keys, key)
	}
	return keys
}

// Text gives what a key adds to a text, if it is one that does.
func Text(key tea.KeyMsg) (string, bool) {
	switch {
	case key.Alt:
		return "", false
	case key.Type == tea.KeyRunes || key.Type == tea.KeySpace:
		return string(key.Runes), true
	case key.Type == tea.KeyEnter || key.Type == tea.KeyCtrlJ:
		return "\n", true
	case key.Type == tea.KeyTab:
		return "\t", true
	}
	return "", false
}

// Decode puts together what the library takes apart: the keypad in application mode,
// and late answers of the terminal, which are nobody's keys.
func Decode(held []tea.KeyMsg) []tea.KeyMsg {
	var keys []tea.KeyMsg
	for i := 0; i < len(held); i++ {
		key := held[i]
		switch {
		case !key.Alt || key.Type != tea.KeyRunes || len(key.Runes) != 1:
			keys = append(keys, key)
		case strings.ContainsRune("]P_^", key.Runes[0]) && i+1 < len(held):
			for i+1 < len(held) {
				i++
				if end := held[i]; end.Type == tea.KeyCtrlG || end.Alt && string(end.Runes) == "\\" {
					break
				}
			}
		case key.Runes[0] == 'O' && i+1 < len(held) && held[i+1].Type == tea.KeyRunes && !held[i+1].Alt:
			i++
			next := held[i]
			if pad := keyboard.Keypad(next.Runes[0]); pad == "\n" {
				keys = append(keys, tea.KeyMsg{Type: tea.KeyEnter})
			} else if pad != "" {
				keys = append(keys, tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(pad)})
			}
			if next.Runes = next.Runes[1:]; len(next.Runes) > 0 {
				keys = append(keys, next)
			}
		default:
			keys = append(keys, key)
		}
	}
	return keys
}
