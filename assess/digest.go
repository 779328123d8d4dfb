package assess

import (
	"crypto/sha256"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"collectiveimpact/samklar/questions"
)

// Digest gives the SHA-256 of everything recorded for the banks, as
// "sha256:" and 64 hexadecimal digits. It does not depend on how a file is laid
// out, on its format, or on the order of the banks.
//
// What is hashed is a row of netstrings (length, colon, bytes, comma), by bank id
// and then in bank order: for every answer the bank, the question, the level
// (two with ".." between, unknown, not-applicable, nothing where only a note or
// evidence is given, or that of an earlier version after a "~"), the
// note, the number of pieces of evidence, and each piece.
func (e Entries) Digest(banks []*questions.Bank) string {
	h, text := sha256.New(), make([]byte, 0, 512)
	add := func(s string) {
		text = append(strconv.AppendInt(text, int64(len(s)), 10), ':')
		text = append(append(text, s...), ',')
	}
	for _, b := range byID(banks) {
		entries := e[b.ID]
		for i := range entries {
			entry := &entries[i]
			if entry.Empty() {
				continue
			}
			add(b.ID)
			add(b.Questions[i].ID)
			switch {
			case entry.Stale != "":
				add("~" + entry.Stale)
			case entry.Choice == Unanswered:
				add("")
			default:
				add(entry.Choice.ID(&b.Questions[i]))
			}
			add(entry.Note)
			add(strconv.Itoa(len(entry.Evidence)))
			for _, piece := range entry.Evidence {
				add(piece)
			}
			_, _ = h.Write(text) // a hash takes everything
			text = text[:0]
		}
	}
	return fmt.Sprintf("sha256:%x", h.Sum(nil))
}

func byID(banks []*questions.Bank) []*questions.Bank {
	sorted := slices.Clone(banks)
	slices.SortFunc(sorted, func(a, b *questions.Bank) int { return strings.Compare(a.ID, b.ID) })
	return sorted
}
