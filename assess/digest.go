package assess

import (
	"crypto/sha256"
	"encoding/hex"
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
// (unknown, not-applicable, or that of an earlier version after a "~"), the
// note, the number of pieces of evidence, and each piece.
func (e Entries) Digest(banks []*questions.Bank) string {
	var text []byte
	add := func(s string) {
		text = strconv.AppendInt(text, int64(len(s)), 10)
		text = append(append(append(text, ':'), s...), ',')
	}
	for _, b := range byID(banks) {
		entries := e[b.ID]
		for i := range entries {
			entry := &entries[i]
			if entry.Choice == Unanswered && entry.Stale == "" {
				continue
			}
			add(b.ID)
			add(b.Questions[i].ID)
			switch {
			case entry.Stale != "":
				add("~" + entry.Stale)
			case entry.Choice == NotApplicable:
				add("not-applicable")
			case entry.Choice.Open():
				add("unknown")
			default:
				add(b.Questions[i].Levels[entry.Choice].ID)
			}
			add(entry.Note)
			add(strconv.Itoa(len(entry.Evidence)))
			for _, piece := range entry.Evidence {
				add(piece)
			}
		}
	}
	sum := sha256.Sum256(text)
	return "sha256:" + hex.EncodeToString(sum[:])
}

func byID(banks []*questions.Bank) []*questions.Bank {
	sorted := slices.Clone(banks)
	slices.SortFunc(sorted, func(a, b *questions.Bank) int { return strings.Compare(a.ID, b.ID) })
	return sorted
}
