package assess

import (
	"crypto/sha256"
	"encoding/hex"
	"hash"
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
	h := netstrings{hash: sha256.New()}
	for _, b := range byID(banks) {
		entries := e[b.ID]
		for i := range entries {
			entry := &entries[i]
			if entry.Empty() {
				continue
			}
			h.add(b.ID)
			h.add(b.Questions[i].ID)
			switch {
			case entry.Stale != "":
				h.add("~" + entry.Stale)
			case entry.Choice == Unanswered:
				h.add("")
			default:
				h.add(entry.Choice.ID(&b.Questions[i]))
			}
			h.add(entry.Note)
			h.add(strconv.Itoa(len(entry.Evidence)))
			for _, piece := range entry.Evidence {
				h.add(piece)
			}
		}
	}
	return h.sum()
}

// netstrings hashes a row of texts, by way of a small piece of memory.
type netstrings struct {
	hash hash.Hash
	buf  [512]byte
	used int
}

func (n *netstrings) add(s string) {
	if n.used > len(n.buf)-32 {
		n.flush()
	}
	n.used = len(append(strconv.AppendInt(n.buf[:n.used], int64(len(s)), 10), ':'))
	for {
		copied := copy(n.buf[n.used:], s)
		n.used += copied
		if s = s[copied:]; n.used == len(n.buf) {
			n.flush()
		}
		if s == "" {
			break
		}
	}
	n.buf[n.used] = ','
	n.used++
}

func (n *netstrings) flush() {
	_, _ = n.hash.Write(n.buf[:n.used]) // a hash takes everything
	n.used = 0
}

func (n *netstrings) sum() string {
	n.flush()
	const name = "sha256:"
	text := append(make([]byte, 0, len(name)+2*sha256.Size), name...)
	return string(hex.AppendEncode(text, n.hash.Sum(nil)))
}

func byID(banks []*questions.Bank) []*questions.Bank {
	sorted := slices.Clone(banks)
	slices.SortFunc(sorted, func(a, b *questions.Bank) int { return strings.Compare(a.ID, b.ID) })
	return sorted
}
