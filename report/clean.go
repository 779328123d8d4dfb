package report

import clean "collectiveimpact/samklar/questions/text"

// Clean is Clean of package questions/text.
func Clean(s string) string { return clean.Clean(s) }

// CleanLine is Line of package questions/text.
func CleanLine(s string) string { return clean.Line(s) }
