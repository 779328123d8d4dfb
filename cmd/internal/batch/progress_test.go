package batch

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// ticking is a clock that a look at moves on.
func ticking(step time.Duration) func() time.Time {
	now := time.Unix(0, 0)
	return func() time.Time {
		now = now.Add(step)
		return now
	}
}

func TestProgressSaysHowFarItIs(t *testing.T) {
	var b bytes.Buffer
	p := NewProgress(&b, ticking(time.Second))
	p.show(Tally{Documents: 120, Failed: 3, Files: 100})
	p.total.Store(400)
	p.show(Tally{Documents: 240, Failed: 3, Files: 200})
	p.clear()
	p.clear()
	want := "\r\x1b[K120 cases, 3 failed, 120 a second" +
		"\r\x1b[K200 of 400 files, 240 cases, 3 failed, 120 a second, 2 s left" + "\r\x1b[K"
	if b.String() != want {
		t.Errorf("progress = %q, want %q", &b, want)
	}
}

func TestProgressWaits(t *testing.T) {
	var b bytes.Buffer
	p := NewProgress(&b, ticking(time.Millisecond))
	for range 400 {
		p.show(Tally{Documents: 1})
	}
	if b.Len() > 0 {
		t.Errorf("progress of less than half a second = %q, want nothing", &b)
	}
	for range 400 {
		p.show(Tally{Documents: 1})
	}
	if n := strings.Count(b.String(), "\r"); n != 2 {
		t.Errorf("progress is written %d times in less than half a second more, want 2", n)
	}
	var none *Progress
	none.show(Tally{})
	none.clear()
}

func TestDurations(t *testing.T) {
	for d, want := range map[time.Duration]string{
		0: "0 s", 1400 * time.Millisecond: "1 s", 99 * time.Second: "99 s", 100 * time.Second: "2 min", 99 * time.Minute: "99 min", 2 * time.Hour: "2.0 h",
	} {
		if got := duration(d); got != want {
			t.Errorf("duration(%s) = %q, want %q", d, got, want)
		}
	}
}

// TestSourcesAreNamed names cases by their files, with lines where a file holds
// several, whatever their size and that of their file.
func TestSourcesAreNamed(t *testing.T) {
	dir := t.TempDir()
	one := func(size int) string { return "samklar: 1\n#" + strings.Repeat("x", size) + "\n" }
	for _, tt := range []struct {
		text string
		want []string
	}{
		{one(10), []string{""}},
		{one(wholeFile - 15), []string{""}},
		{one(wholeFile), []string{""}},
		{one(3 * chunk), []string{""}},
		{one(10) + "---\n" + one(10), []string{":1", ":3"}},
		{one(3*chunk) + "---\n" + one(10), []string{":1", ":3"}},
		{one(chunk) + "---\n" + one(chunk) + "---\n" + one(chunk), []string{":1", ":3", ":6"}},
		{strings.Repeat("---\n"+one(10), 200), nil},
		{strings.Repeat("---\n"+one(1000), 200), nil},
	} {
		file := filepath.Join(dir, "a.yaml")
		if err := os.WriteFile(file, []byte(tt.text), 0o600); err != nil {
			t.Fatal(err)
		}
		for i := 0; tt.want == nil || len(tt.want) < strings.Count(tt.text, "samklar"); i++ {
			tt.want = append(tt.want, fmt.Sprintf(":%d", 1+3*i))
		}
		var got []string
		_, err := Run(t.Context(), bare(file), named, func(source string) error {
			got = append(got, strings.TrimPrefix(source, file))
			return nil
		})
		if err != nil || strings.Join(got, " ") != strings.Join(tt.want, " ") {
			t.Errorf("a file of %d bytes has the sources %q (%v), want %q", len(tt.text), got, err, tt.want)
		}
	}
}
