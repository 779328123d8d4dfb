package say

import "testing"

func TestMeant(t *testing.T) {
	known := []string{"assess", "report", "screen", "case-title", "lang"}
	for found, want := range map[string]string{
		"interview": "assess", "START": "assess", "asess": "assess", "title": "case-title", "language": "lang", "lagn": "lang",
		"validate": "", "xyz": "", "": "",
	} {
		if got := Meant(found, known); got != want {
			t.Errorf("Meant(%q) = %q, want %q", found, got, want)
		}
	}
}
