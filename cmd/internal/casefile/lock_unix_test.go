//go:build unix

package casefile

import (
	"errors"
	"os"
	"strings"
	"testing"
	"time"
)

// TestLock takes a lock, is refused one that is held, and takes one over that is asked for or was left behind.
func TestLock(t *testing.T) {
	t.Chdir(t.TempDir())
	now := time.Date(2026, 3, 31, 12, 0, 0, 0, time.UTC)
	first, second := &File{Path: "case.yaml"}, &File{Path: "case.yaml"}
	if left, who, err := first.Lock(now, false); left || who != "" || err != nil {
		t.Fatalf("Lock = %t, %q, %v; want it to be free", left, who, err)
	}
	_, _, err := second.Lock(now, false)
	if held, ok := errors.AsType[*HeldError](err); !ok || !strings.Contains(held.Who, "since 2026-03-31T12:00:00") {
		t.Errorf("Lock of what is held = %v, want it refused", err)
	}
	if left, _, err := second.Lock(now, true); left || err != nil {
		t.Errorf("Lock, taken over = %t, %v; want it taken", left, err)
	}
	first.Unlock()
	if _, err := os.Stat(".case.yaml.lock"); err != nil {
		t.Errorf("Unlock of a lock that was taken over took it away: %v", err)
	}
	second.Unlock()
	if _, err := os.Stat(".case.yaml.lock"); err == nil {
		t.Error("Unlock leaves the lock behind")
	}
	if err := os.WriteFile(".case.yaml.lock", []byte("7 here 2026-01-01T00:00:00\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{".case.yaml.1.tmp", ".other.yaml.1.tmp"} {
		if err := os.WriteFile(name, nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if left, who, err := first.Lock(now, false); !left || who != " since 2026-01-01T00:00:00 (process 7 on here)" || err != nil {
		t.Errorf("Lock that was left behind = %t, %q, %v", left, who, err)
	}
	if _, err := os.Stat(".case.yaml.1.tmp"); err == nil {
		t.Error("what was half written is left behind")
	}
	if _, err := os.Stat(".other.yaml.1.tmp"); err != nil {
		t.Errorf("what is another file's is taken away: %v", err)
	}
}
