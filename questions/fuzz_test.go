package questions_test

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"collectiveimpact/samklar/questions"
	"collectiveimpact/samklar/questions/diag"
)

// bankFiles gives the text of the shipped banks, or of their overlays.
func bankFiles(f *testing.F, pattern string) [][]byte {
	f.Helper()
	files, err := filepath.Glob(pattern)
	if err != nil || files == nil {
		f.Fatalf("%s: %v, %v", pattern, files, err)
	}
	all := make([][]byte, len(files))
	for i, file := range files {
		if all[i], err = os.ReadFile(file); err != nil {
			f.Fatal(err)
		}
	}
	return all
}

// refused wants an error to be a list of problems at places in the text.
func refused(t *testing.T, err error) {
	t.Helper()
	var problems diag.List
	if !errors.As(err, &problems) || len(problems) == 0 {
		t.Fatalf("%v is no list of problems", err)
	}
	for _, d := range problems {
		if d.Code != "too-large" && (d.Line < 1 || d.Column < 1) {
			t.Errorf("%s has no place", d)
		}
	}
}

// FuzzBank reads any text as a bank: one that is read has digests, and is the same bank when it is read again.
func FuzzBank(f *testing.F) {
	for _, text := range append(bankFiles(f, "../testdata/banks/*.yaml"), bankFiles(f, "banks/growth.yaml")...) {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		b, err := questions.Parse("f", data)
		if err != nil {
			refused(t, err)
			return
		}
		again, err := questions.Parse("f", data)
		if err != nil || again.Rules != b.Rules || b.Rules == "" {
			t.Errorf("a bank has the digest %q, and then %q (%v)", b.Rules, again.Rules, err)
		}
		if len(b.Questions) == 0 || len(b.Questions) > 500 {
			t.Errorf("a bank with %d questions is read", len(b.Questions))
		}
	})
}

// FuzzOverlay reads any text as an overlay of a shipped bank.
func FuzzOverlay(f *testing.F) {
	b, err := questions.NewLibrary("en").Bank("growth")
	if err != nil {
		f.Fatal(err)
	}
	for _, text := range bankFiles(f, "banks/growth.??.yaml") {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		o, err := questions.ParseOverlay("f", data, b)
		if err != nil {
			refused(t, err)
			return
		}
		stamped := o.Stamp(data, b)
		if _, err := questions.ParseOverlay("f", stamped, b); err != nil {
			t.Errorf("an overlay can no longer be read once it is stamped: %v", err)
		}
	})
}
