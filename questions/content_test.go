package questions

import "testing"

func TestBegins(t *testing.T) {
	for text, want := range map[string]Content{
		"samklar: 1\n": AnswerFile,
		"\ufeff\n# c\n%YAML 1.2\n--- \t\r\n\n\"samklar\" : 1": AnswerFile,
		"{\n  \"samklar_result\": 1":                          ResultFile,
		"{'samklar_score':1":                                  LineFile,
		"samklar-policy:\n":                                   PolicyFile,
		"samklar-policies: 1":                                 "",
		"title: x\nsamklar: 1":                                "",
		"# samklar: 1":                                        "",
		"--- # c\nsamklar: 1":                                 "",
		"{{samklar: 1}}":                                      "",
		"samklar":                                             "",
		"":                                                    "",
	} {
		if got := Begins([]byte(text)); got != want {
			t.Errorf("Begins(%q) = %q, want %q", text, got, want)
		}
	}
}
