package view

import (
	"regexp"
	"sync"
)

// followable is an address that may be followed, and innerEntity what some
// readers would take for a character in it. A name and a password before the host
// hide which host it is, and are nobody else's business. Not all take any text
// behind mailto for an address. The letters of http stand in both cases: (?i:s) is
// a long s too.
var (
	followable = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile("^(?:[Hh][Tt][Tt][Pp][Ss]?://[^ <>\"'`\\\\|{}^@/?#]+(?:[/?#]|$)|(?i:mailto:)[0-9A-Za-z._+-]+@[0-9A-Za-z][^ <>\"'`\\\\|{}^])[^ <>\"'`\\\\|{}^]*$")
	})
	innerEntity = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`&#?[0-9A-Za-z]+(?:;|$)`) })
)

// IsAddress reports whether a text is an address that may become a link: http,
// https or mailto, without a name or a password, and without characters that could
// end it early or be read as others.
func IsAddress(s string) bool {
	return followable().MatchString(s) && !innerEntity().MatchString(s)
}
