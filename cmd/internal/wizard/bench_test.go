package wizard

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/questions"

	tea "github.com/charmbracelet/bubbletea"
)

// BenchmarkKeystroke measures 1,000 keys from the key to the drawn screen, with
// nothing written to the disk, over the shipped default banks. To keep: 16 ms at
// the 95th percentile.
//
//	go test ./cmd/internal/wizard -run xxx -bench Keystroke -benchtime 1x
func BenchmarkKeystroke(b *testing.B) {
	const keys = 1000
	some := []tea.KeyMsg{
		typedIn("3"), enter, down, down, up, enter, typedIn("?"), typedIn("l"), typedIn("u"), enter, typedIn("o"), down, down, escape,
		typedIn("."), typedIn("s"), typedIn("o"), typedIn(" "), typedIn("æ"), enter, left, typedIn("2"), enter,
	}
	for _, size := range sizes {
		b.Run(fmt.Sprintf("%dx%d", size.Width, size.Height), func(b *testing.B) {
			i := load(b, "da", true, questions.Default)
			var took []time.Duration
			for b.Loop() {
				d := i.desk(b, "")
				d.Record = func(assess.Ref, assess.Entry) error { return nil }
				m := d.draw()
				m.Update(size)
				for n := range keys {
					key := some[n%len(some)]
					if m.screen == review {
						key = typedIn("o") // Enter would end the interview
					}
					start := time.Now()
					m.Update(key)
					if screen := m.View(); screen == "" {
						b.Fatalf("after %d keys the interview is over", n)
					}
					took = append(took, time.Since(start))
				}
			}
			slices.Sort(took)
			b.ReportMetric(float64(took[len(took)*95/100].Microseconds())/1000, "p95-ms")
			b.ReportMetric(float64(took[len(took)-1].Microseconds())/1000, "max-ms")
			b.ReportMetric(0, "ns/op") // says nothing here
		})
	}
}
