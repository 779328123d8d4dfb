package cases

import (
	"fmt"
	"io"

	"collectiveimpact/samklar/assess/paths"
	"collectiveimpact/samklar/cmd/internal/say"
)

// SayMet says how many cases meet what is required, and tells whether there are others.
// Who they are, and why, is in what was written.
func SayMet(w io.Writer, together [paths.Mets]int) bool {
	met, never, maybe := together[paths.MetSurely], together[paths.MetNever], together[paths.MetMaybe]
	if never+maybe == 0 {
		return false
	}
	fmt.Fprintf(w, "samklar: required, and met by %d of %s; not met by %d, not known yet of %d\n", met, say.Count(met+never+maybe, "case"), never, maybe)
	return true
}
