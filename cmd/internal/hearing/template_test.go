package hearing_test

import (
	"os"
	"strings"
	"testing"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/answerfile"
	"collectiveimpact/samklar/cmd/internal/template"
	"collectiveimpact/samklar/questions"
	"collectiveimpact/samklar/report/phrase"
	"collectiveimpact/samklar/report/voices"
)

// TestRespondent takes the marks off the lines on who answers, as the file says: it is
// read with them and without, and every role that it names is recognised.
func TestRespondent(t *testing.T) {
	for _, lang := range questions.Languages() {
		l := questions.NewLibrary(lang)
		if err := l.AddAll(os.DirFS("../../../testdata/banks"), "testdata/banks/"); err != nil {
			t.Fatal(err)
		}
		banks, err := l.Select([]string{"fit"}, true)
		if err != nil {
			t.Fatal(err)
		}
		p := phrase.For(lang)
		text := string(template.Of(banks, p))
		for _, who := range questions.Who() {
			role := p.Who[who]
			if voices.Role(role) != who || !strings.Contains(strings.ReplaceAll(text, "\n# ", " "), role) {
				t.Errorf("%s: %q is not in it, or not recognised:\n%s", lang, role, text)
			}
			before, rest, _ := strings.Cut(text, "\n#respondent")
			lines, after, _ := strings.Cut(rest, "banks:")
			named := strings.NewReplacer("\n#", "\n", `role: ""`, "role: "+role, `name: ""`, "name: Ann", `organisation: ""`, "organisation: Bridge").Replace("\n#respondent" + lines)
			with := before + named + "banks:" + after
			for file, want := range map[string]assess.Respondent{text: {}, with: {Name: "Ann", Organisation: "Bridge", Role: role}} {
				doc, err := answerfile.Read("t.yaml", []byte(file), l)
				if err != nil {
					t.Fatalf("%s: %v\n%s", lang, err, file)
				}
				if doc.Case.Respondent != want {
					t.Errorf("%s: answered by %+v, want %+v", lang, doc.Case.Respondent, want)
				}
			}
		}
	}
}
