package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"testing"

	"collectiveimpact/samklar/questions/diag"
)

// TestOneKindDecides ends in each kind of error, and in any two of them in either order.
func TestOneKindDecides(t *testing.T) {
	list := diag.List{{File: "a.yaml", Code: "bad", Message: "it is bad"}}
	ranked := []struct {
		code int
		errs []error
	}{
		{exitInterrupted, []error{interrupted, interrupted.errorf("interrupted after 2 cases"), context.Canceled, fmt.Errorf("waiting: %w", context.Canceled)}},
		{exitUsage, []error{misused, usage("off")}},
		{exitFailed, []error{failed, io.ErrShortWrite, hinted(io.ErrShortWrite, "samklar help"), fmt.Errorf("writing: %w", io.ErrShortWrite)}},
		{exitInvalid, []error{invalid, list, withSource(list, "a.yaml", nil), invalid.errorf("no result")}},
		{exitSomeFailed, []error{someFailed}},
		{exitUnmet, []error{unmet, unmet.errorf("required")}},
		{exitDone, []error{nil}},
	}
	for i, better := range ranked {
		for _, worse := range ranked[i:] {
			for _, a := range better.errs {
				for _, b := range worse.errs {
					for _, err := range []error{errors.Join(a, b), errors.Join(b, a), errors.Join(nil, errors.Join(b, nil), errors.Join(a))} {
						if got := conclude(&System{Err: io.Discard}, err); got != better.code {
							t.Errorf("conclude(%v) = %d, want %d", err, got, better.code)
						}
					}
				}
			}
		}
	}
}

// TestEveryErrorIsPrinted prints each of several once, and nothing for a kind alone.
func TestEveryErrorIsPrinted(t *testing.T) {
	var b bytes.Buffer
	conclude(&System{Err: &b}, errors.Join(unmet, hinted(errors.Join(io.ErrShortWrite, nil), "samklar help"), usage("off\x1b")))
	if want := "samklar: short write\nhint: samklar help\nsamklar: off·\n"; b.String() != want {
		t.Errorf("conclude prints %q, want %q", &b, want)
	}
}
