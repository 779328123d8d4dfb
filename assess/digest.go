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
// (two with ".." between, unknown, not-applicable, nothing where only a note or
// evidence is given, or that of an earlier version after a "~"), the
// note, the number of pieces of evidence, and each piece.
func (e Entries) Digest(banks []*questions.Bank) string {
	text := make([]byte, 0, 2048)
	for _, b := range slices.SortedFunc(slices.Values(banks), func(a, b *questions.Bank) int { return strings.Compare(a.ID, b.ID) }) {
		for i := range e[b.ID] {
			entry := &e[b.ID][i]
			if entry.Empty() {
				continue
			}
			level := ""
			switch {
			case entry.Stale != "":
				level = "~" + entry.Stale
			case entry.Choice != Unanswered:
				level = entry.Choice.ID(&b.Questions[i])
			}
			text = AppendRecorded(AppendQuestion(text, b, i), level, entry.Note, entry.Evidence)
		}
	}
	return DigestOf(text)
}

// AppendQuestion appends what is hashed of a question, before AppendRecorded what is of
// its answer.
func AppendQuestion(to []byte, b *questions.Bank, question int) []byte {
	return netstring(netstring(to, b.ID), b.Questions[question].ID)
}

// AppendRecorded appends what is hashed of an answer.
func AppendRecorded[T string | []byte](to []byte, level string, note T, evidence []T) []byte {
	to = netstring(netstring(netstring(to, level), note), strconv.Itoa(len(evidence)))
	for _, piece := range evidence {
		to = netstring(to, piece)
	}
	return to
}

func netstring[T string | []byte](to []byte, s T) []byte {
	to = append(strconv.AppendInt(to, int64(len(s)), 10), ':')
	return append(append(to, s...), ',')
}

// DigestOf returns the digest of what is recorded.
func DigestOf(recorded []byte) string {
	sum := sha256.Sum256(recorded)
	return string(hex.AppendEncode(append(make([]byte, 0, 80), "sha256:"...), sum[:]))
}
