package voices_test

import (
	"testing"

	"collectiveimpact/samklar/report/voices"
)

// TestRole takes roles as people write them, in three languages, as one or as many.
func TestRole(t *testing.T) {
	for written, want := range map[string]string{
		"residents": "residents", "Resident": "residents", "borger": "residents", "bewoner": "residents",
		"frontmedarbejder": "front-line", "front-line": "front-line", " Manager ": "managers", "leder": "managers", "leidinggevende": "",
		"topleder": "directors", "bestuurder": "directors", "ildsjæl": "champions", "ildsjæle": "champions", "funder": "funders",
		"brobygger": "connectors", "partner": "partners", "chair of the board": "", "": "", "r": "", "boss": "",
	} {
		if got := voices.Role(written); got != want {
			t.Errorf("Role(%q) = %q, want %q", written, got, want)
		}
	}
}
