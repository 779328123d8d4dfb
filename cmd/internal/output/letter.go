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

// sealOf gives a letter's seal and its place, or "".
func sealOf(letter []byte) (text string, at int) {
	places := seal().FindAllIndex(letter, -1)
	if len(places) == 0 {
		return "", 0
	}
	last := places[len(places)-1]
	return string(letter[last[0]:last[1]]), last[0]
}

// Edited reports whether a file is a letter that somebody has written into, and whether
// what was written into is the letter that would be written now.
func Edited(path string, now []byte) (edited, same bool) {
	f, err := os.Open(path)
	if err != nil {
		return false, false
	}
	defer f.Close() //nolint:errcheck // only read
	text, has, whole := sealed(f)
	if !has || whole {
		return false, false
	}
	was, _ := sealOf(text)
	would, _ := sealOf(now)
	return true, was == would
}

// sealed reads a letter, and tells whether it has a seal, and whether nothing in it has
// changed since.
func sealed(file io.Reader) (text []byte, has, whole bool) {
	text, err := io.ReadAll(io.LimitReader(file, mostLetter))
	if err != nil {
		return nil, false, false
	}
	was, at := sealOf(text)
	if was == "" {
		return text, false, false
	}
	unsealed := bytes.Clone(text)
	copy(unsealed[at:], Unsealed)
	return text, true, bytes.Equal(Seal(unsealed), text)
}

// shortDigest is how much of a digest tells answers apart: "sha256:" and twelve digits.
const shortDigest = 19

// ShortDigest is what a letter has of the digest of the answers that it is about.
func ShortDigest(answers string) string { return answers[:min(len(answers), shortDigest)] }
