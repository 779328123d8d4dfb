package answerfile

import "collectiveimpact/samklar/assess"

// finish gives what was read of the banks that are wanted. Nothing in it hangs on the
// Scanner's memory.
func (s *Scanner) finish(scan *Scan) {
	count, sourced := 0, 0
	for i := range s.banks {
		for q := range s.known[i].given {
			count++
			if s.known[i].given[q].sourced() {
				sourced++
			}
		}
	}
	choices := make([]assess.Choice, 0, count)
	scan.Sourced = make([]assess.Ref, 0, sourced)
	scan.Sheets = make([]assess.Sheet, len(s.banks))
	for i := range s.banks {
		from := len(choices)
		for q := range s.known[i].given {
			a := &s.known[i].given[q]
			choices = append(choices, a.choice)
			if a.sourced() {
				scan.Sourced = append(scan.Sourced, assess.Ref{Bank: i, Question: q})
			}
		}
		scan.Sheets[i] = choices[from:len(choices):len(choices)]
	}
	s.recorded = s.recorded[:0]
	for _, i := range s.byID {
		for q := range s.known[i].given {
			s.record(&s.known[i], q)
		}
	}
	scan.Digest = assess.DigestOf(s.recorded)
}

// record adds an answer to what the digest is of.
func (s *Scanner) record(b *bank, q int) {
	a := &b.given[q]
	if a.stale == 0 && a.note == 0 && a.count == 0 {
		if a.choice == assess.Unanswered {
			return
		}
		if level := int(a.choice); 0 <= level && level < len(b.bare[q]) {
			s.recorded = append(s.recorded, b.bare[q][level]...)
			return
		}
	}
	var note []byte
	if a.note > 0 {
		note = s.text.Text(a.note)
	}
	s.evidence = s.evidence[:0]
	if a.count > 0 {
		for piece := range s.text.Items(a.evidence) {
			s.evidence = append(s.evidence, s.text.Text(piece))
		}
	}
	level := ""
	switch {
	case a.stale > 0:
		level = "~" + string(s.text.Text(a.stale))
	case a.choice != assess.Unanswered:
		level = a.choice.ID(&b.Questions[q])
	}
	s.recorded = assess.AppendRecorded(append(s.recorded, b.hashed[q]...), level, note, s.evidence)
}
