package output

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"os"
	"regexp"
	"sync"
)

// Unsealed stands in a letter for its seal: the beginning of the digest of all that is in
// it, by which is told whether somebody has written into it since.
const Unsealed = "#0000000000000000"

// mostLetter is how much of a letter is read.
const mostLetter = 1 << 20

var seal = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`#[0-9a-f]{16}\b`) })

// Seal puts the seal into a letter, in the last place where it is to stand.
func Seal(letter []byte) []byte {
	at := bytes.LastIndex(letter, []byte(Unsealed))
	if at < 0 {
		return letter
	}
	sum := sha256.Sum256(letter)
	sealed := bytes.Clone(letter)
	copy(sealed[at+1:], hex.EncodeToString(sum[:8]))
	return sealed
}

// sealed tells whether a text has a seal, and whether nothing in it has changed since.
func sealed(file io.Reader) (has, whole bool) {
	text, err := io.ReadAll(io.LimitReader(file, mostLetter))
	if err != nil {
		return false, false
	}
	places := seal().FindAllIndex(text, -1)
	if len(places) == 0 {
		return false, false
	}
	last := places[len(places)-1]
	was := bytes.Clone(text)
	copy(was[last[0]:], Unsealed)
	return true, bytes.Equal(Seal(was), text)
}

// shortDigest is how much of a digest tells answers apart: "sha256:" and twelve digits.
const shortDigest = 19

// ShortDigest is what a letter has of the digest of the answers that it is about.
func ShortDigest(answers string) string { return answers[:min(len(answers), shortDigest)] }

// IsOn reports whether a letter, whatever has been written into it, is about the answers
// with this digest.
func IsOn(path, answers string) bool {
	f, err := os.Open(path)
	if err != nil {
		return false
	}
	defer f.Close() //nolint:errcheck // only read
	text, err := io.ReadAll(io.LimitReader(f, mostLetter))
	return err == nil && bytes.Contains(text, []byte(ShortDigest(answers)))
}
