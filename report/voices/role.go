package voices

import (
	"strings"

	"collectiveimpact/samklar/assess/group"
	"collectiveimpact/samklar/questions"
	"collectiveimpact/samklar/report/phrase"
)

// longest is how much longer the plural of a role may be: "bewoner" and "bewoners",
// "direktør" and "direktører".
const longest = 3

// Role tells which role of questions.Who somebody has written, in any language, as one
// or as many; "" where it is none of them.
func Role(written string) string {
	role := group.Fold(written)
	if role == "" {
		return ""
	}
	like := func(name string) bool {
		short, long := role, strings.ToLower(name)
		if len(short) > len(long) {
			short, long = long, short
		}
		return strings.HasPrefix(long, short) && len(long)-len(short) <= longest
	}
	for _, who := range questions.Who() {
		if like(who) {
			return who
		}
		for _, lang := range questions.Languages() {
			if like(phrase.For(lang).Who[who]) {
				return who
			}
		}
	}
	return ""
}
