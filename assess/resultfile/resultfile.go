// Package resultfile writes, reads and describes what came of answers: the result
// of one case, the line of scores that a batch writes for each of many, and the
// portfolio of them all, as JSON and as CSV.
//
// Fields are only ever added to a format, and readers pass over what they do not
// know.
package resultfile
