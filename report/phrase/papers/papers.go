// Package papers holds what is said in papers beside a report, in every language: in
// letters, and in forms to be filled in.
package papers
