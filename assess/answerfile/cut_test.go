package answerfile_test

import (
	"strings"
	"testing"
)

// A text that goes on behind a mark of a comment is told; a comment behind an answer,
// and a mark in quotes or inside a word, are none of it.
func TestCut(t *testing.T) {
	l := library(t)
	for text, want := range map[string]string{
		head + "    q4: {level: 1, note: Agreed # 14 of 15 voted for it\n      }\n":                         "f:5:26: a comment follows this text; if it is part of the text, put the whole in quotes [comment]",
		head + "    q4:\n      note: Agreed in meeting\n        3 # 14 voted\n      evidence: [minutes]\n":  "f:7:13: a comment follows this text; if it is part of the text, put the whole in quotes [comment]",
		head + "    q4:\n      level: 1\n      evidence:\n      - minutes # 3\n      - 'letter' # of May\n": "f:8:9: a comment follows this text; if it is part of the text, put the whole in quotes [comment]",
		"samklar: 1\ncase:\n  title: Street # 4\n":                                                          "f:3:10: a comment follows this text; if it is part of the text, put the whole in quotes [comment]",
		head + "    q4: 1 # by Karen\n    q1: {level: yes, note: \"a # b\"} # c\n":                          "",
		head + "    q4: {level: 1, note: item#4}\n    q5: {level: yes, note: n} #\n":                        "",
		head + "    q4:\n      level: 1\n      note: |\n        one # two\n":                                "",
		head + "    q1: {level: yes, note: \"a # b\", evidence: [c, d # e\n    ]}\n":                        "f:5:51: a comment follows this text; if it is part of the text, put the whole in quotes [comment]",
		`{"samklar": 1, "case": {"title": "Street # 4"}}`:                                                   "",
	} {
		if got := strings.TrimSpace(mustRead(t, l, text).Cut().Error()); got != want {
			t.Errorf("Cut of %q = %s, want %s", text, got, want)
		}
	}
}
