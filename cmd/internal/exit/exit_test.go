package exit

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
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
		{Interrupted.Code(), []error{Interrupted, Interrupted.Errorf("interrupted after 2 cases"), context.Canceled, fmt.Errorf("waiting: %w", context.Canceled)}},
		{Misused.Code(), []error{Misused, Usage("off")}},
		{Failed.Code(), []error{Failed, io.ErrShortWrite, Failed.Hinted(io.ErrShortWrite, "samklar help"), fmt.Errorf("writing: %w", io.ErrShortWrite)}},
		{Invalid.Code(), []error{Invalid, list, WithSource(list, "a.yaml", nil), Invalid.Errorf("no result")}},
		{SomeFailed.Code(), []error{SomeFailed}},
		{Unmet.Code(), []error{Unmet, Unmet.Errorf("required")}},
		{Done, []error{nil}},
	}
	for i, better := range ranked {
		for _, worse := range ranked[i:] {
			for _, a := range better.errs {
				for _, b := range worse.errs {
					for _, err := range []error{errors.Join(a, b), errors.Join(b, a), errors.Join(nil, errors.Join(b, nil), errors.Join(a))} {
						if got := Conclude(io.Discard, err); got != better.code {
							t.Errorf("Conclude(%v) = %d, want %d", err, got, better.code)
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
	Conclude(&b, errors.Join(Unmet, Failed.Hinted(errors.Join(io.ErrShortWrite, nil), "samklar help"), Usage("off\x1b")))
	if want := "samklar: short write\nhint: samklar help\nsamklar: off·\n"; b.String() != want {
		t.Errorf("Conclude prints %q, want %q", &b, want)
	}
}

// TestStatuses holds the exit codes of the manual page to the table of the guide.
func TestStatuses(t *testing.T) {
	guide, err := os.ReadFile(filepath.Join("..", "..", "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	var want []string
	for _, row := range regexp.MustCompile(`(?m)^\| ([0-9]+) \| (.*) \|$`).FindAllStringSubmatch(string(guide), -1) {
		want = append(want, fmt.Sprintf("%-3s  %s", row[1], row[2]))
	}
	if got := Statuses(); !slices.Equal(got, want) {
		t.Errorf("Statuses() = %q, want %q", got, want)
	}
}
