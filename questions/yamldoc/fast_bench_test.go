package yamldoc

import (
	"fmt"
	"strings"
	"testing"

	"gopkg.in/yaml.v3"
)

// BenchmarkParse reads an answer file of 3 KB: as Parse does, its two ways alone,
// and what the library alone takes to make nodes of it.
func BenchmarkParse(b *testing.B) {
	text := answers(40)
	for _, way := range []struct {
		name string
		read func() bool
	}{
		{"parse", func() bool { _, err := Parse("f", text, fastLimits); return err == nil }},
		{"fast", func() bool { _, ok := fast(text, fastLimits); return ok }},
		{"slow", func() bool { _, err := slow("f", text, fastLimits); return err == nil }},
		{"library", func() bool { var n yaml.Node; return yaml.Unmarshal(text, &n) == nil }},
	} {
		b.Run(way.name, func(b *testing.B) {
			b.ReportAllocs()
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				if !way.read() {
					b.Fatal("not read")
				}
			}
		})
	}
}

// answers gives an answer file with n answers, some with notes: 3 KB for 40.
func answers(n int) []byte {
	var b strings.Builder
	b.WriteString("# a case\nsamklar: 1\ncase:\n  title: A title\n  place: A place\n  as-of: 2017-12-01\nbanks: {when: 1}\nanswers:\n  when:\n")
	for i := range n {
		switch i % 4 {
		case 0:
			fmt.Fprintf(&b, "    question-%d:\n      level: partly\n      note: %q\n", i, "Fifty thinkers and doers chose five domains, in which much depends on working together.")
		case 1:
			fmt.Fprintf(&b, "    question-%d: {level: unknown, note: only a project grant is mentioned, evidence: [\"https://www.hasseltzorgstad.be/x%d\"]}\n", i, i)
		default:
			fmt.Fprintf(&b, "    question-%d: yes\n", i)
		}
	}
	return []byte(b.String())
}
