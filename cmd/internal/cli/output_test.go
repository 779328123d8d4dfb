package cli

import (
	"os"
	"strings"
	"testing"
)

// TestOutputReplacesNothingOfAPersons writes every kind of file that the program reads, as every program writes it, and wants
// none of them to be replaced by any command, but for a stored result and lines of scores by their like.
func TestOutputReplacesNothingOfAPersons(t *testing.T) {
	t.Chdir(t.TempDir())
	const answers = "samklar: 1\ncase: {title: T}\nanswers:\n  when:\n    champions: yes\n"
	put := func(path, text string) {
		t.Helper()
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	put("case.yaml", answers)
	made := func(args ...string) string {
		t.Helper()
		got := ran(t.Context(), nil, args...)
		if got.Code != 0 {
			t.Fatalf("%q: %d\n%s", args, got.Code, got.Err)
		}
		return got.Out
	}
	result, line := made("report", "case.yaml", "-f", "json"), made("score", "case.yaml", "-f", "jsonl")
	portfolio := made("screen", "case.yaml", "-f", "json")
	files := map[string]string{
		"plain":      answers,
		"marked":     "\ufeff" + answers,
		"windows":    strings.ReplaceAll(answers, "\n", "\r\n"),
		"old Mac":    strings.ReplaceAll(answers, "\n", "\r"),
		"UTF-16":     "\xff\xfes\x00a\x00m\x00k\x00l\x00a\x00r\x00",
		"flow":       "--- {samklar: 1, answers: {when: {champions: yes}}}\n",
		"quoted":     "'samklar': 1\nanswers: {}\n",
		"commented":  "# a case\n\n" + answers,
		"JSON":       `{"samklar": 1, "answers": {"when": {"champions": "yes"}}}`,
		"sorted":     `{"answers":{"when":{"champions":"yes"}},"case":{"title":"T"},"samklar":1}`,
		"spread":     "\n{\n  \"case\": {},\n  \"samklar\": 1\n}\n",
		"stream":     strings.Repeat("---\n"+answers, 20_000),
		"lines":      strings.Repeat(`{"samklar":1,"answers":{"when":{"champions":"yes"}}}`+"\n", 30_000),
		"policy":     "samklar-policy: 1\ntitle: P\nrequire: [when:launch]\n",
		"bank":       "bank: own\nversion: 1\nkind: scale\nlanguage: en\n",
		"overlay":    "bank: own\nlanguage: da\ntitle: T\n",
		"text":       "Notes of the meeting with samklar 0.1.0\n",
		"table":      "name;place;path\nA;B;C\n",
		"page":       "<!DOCTYPE html>\n<html lang=\"en\"><head><title>samklar</title></head></html>\n",
		"result":     result,
		"damaged":    strings.Replace(result, `"samklar_result"`, `"result"`, 1),
		"score line": line,
		"portfolio":  portfolio,
		"bytes":      "\x00\x01\x02",
		"blank":      " ",
	}
	var commands [][]string
	for command, formats := range map[string][]string{
		"report case.yaml":    {"terminal", "markdown", "html", "json"},
		"score case.yaml":     {"table", "jsonl", "csv"},
		"screen case.yaml":    {"terminal", "markdown", "html", "csv", "json"},
		"tree":                {"terminal", "mermaid", "dot"},
		"questions show when": {"terminal", "markdown", "html"},
	} {
		for _, format := range formats {
			commands = append(commands, append(strings.Fields(command), "-f", format))
		}
	}
	commands = append(commands, []string{"template"})
	like := map[string]string{"result": "report case.yaml -f json", "score line": "score case.yaml -f jsonl", "portfolio": "screen case.yaml -f json"}
	for name, text := range files {
		for _, command := range commands {
			put("target", text)
			got := ran(t.Context(), nil, append(command, "-o", "target")...)
			now, err := os.ReadFile("target")
			if err != nil {
				t.Fatal(err)
			}
			replaced := like[name] == strings.Join(command, " ")
			if want := map[bool]int{false: 2, true: 0}[replaced]; got.Code != want || !replaced && string(now) != text {
				t.Errorf("%q over %s: exit code %d, and the file has %d bytes of %d\n%s", command, name, got.Code, len(now), len(text), got.Err)
			}
		}
	}
}
