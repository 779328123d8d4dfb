package output

import (
	"strconv"
	"strings"
	"unicode"
)

// Names gives names to files that are written into one folder.
type Names struct{ taken map[string]bool }

// Take gives the first of some texts of which a name can be made, with a number behind
// it where that name has been given before, in whatever case of letters.
func (n *Names) Take(texts ...string) string {
	name := ""
	for _, text := range texts {
		if name = plain(text); name != "" {
			break
		}
	}
	if n.taken == nil {
		n.taken = make(map[string]bool)
	}
	free := name
	for i := 2; n.taken[strings.ToLower(free)]; i++ {
		free = name + "-" + strconv.Itoa(i)
	}
	n.taken[strings.ToLower(free)] = true
	return free
}

// longest is the number of characters that a name has at most, before its ending.
const longest = 60

// plain gives a name that every system takes: letters and digits, divided by hyphens.
func plain(s string) string {
	var b strings.Builder
	n, gap := 0, false
	for _, r := range s {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '_' {
			gap = true
			continue
		}
		if n++; n > longest {
			break
		}
		if gap && b.Len() > 0 {
			b.WriteByte('-')
		}
		gap = false
		b.WriteRune(r)
	}
	switch name := strings.ToLower(b.String()); {
	case name == "con", name == "prn", name == "aux", name == "nul", len(name) == 4 && (name[:3] == "com" || name[:3] == "lpt"):
		return "case-" + b.String() // Windows keeps these for devices
	}
	return b.String()
}
