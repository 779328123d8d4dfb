package keeper

import "testing"

// A file is named after its case, and never as Windows names a device.
func TestNameFor(t *testing.T) {
	for title, want := range map[string]string{
		"Hasselt Zorgstad": "hasselt-zorgstad", "CON": "con-case", "Nul.": "nul-case", "com1": "com1-case", "LPT3": "lpt3-case",
		"Con amore": "con-amore", "com10": "com10", "!": "case", "": "case",
	} {
		if got := nameFor(title); got != want {
			t.Errorf("nameFor(%q) = %q, want %q", title, got, want)
		}
	}
}
