// Package template is the empty answer file, with the questions as comments.
package template

import (
	"bytes"
	"fmt"
	"strings"

	"collectiveimpact/samklar/questions"
	"collectiveimpact/samklar/report/phrase"
	"collectiveimpact/samklar/report/terminal"
)

// Of writes an answer file by hand: the comments are what it is for.
func Of(banks []*questions.Bank, p *phrase.Phrases) []byte {
	var b bytes.Buffer
	b.WriteString("samklar: 1\ncase:\n  id: \"\"\n  title: \"\"\n  place: \"\"\n  as-of: \"\" # 2026-03-31, 2026-03 or 2026\n")
	who := questions.Who()
	for i := range who {
		who[i] = p.Who[who[i]]
	}
	comment(&b, "", phrase.Fill(p.TemplateRespondent, "roles", phrase.Join(who, p.Or)))
	b.WriteString("#respondent:\n#  name: \"\"\n#  organisation: \"\"\n#  role: \"\"\nbanks:\n")
	for _, bank := range banks {
		fmt.Fprintf(&b, "  %s: %d\n", bank.ID, bank.Version)
	}
	if len(banks) > 0 {
		levels := banks[0].Questions[0].LevelIDs()
		comment(&b, "", phrase.Fill(p.TemplateNote, "answer", "{level: "+levels[0]+`, note: "…", evidence: ["https://…"]}`))
		comment(&b, "", phrase.Fill(p.TemplateBetween, "answer", "{between: ["+levels[0]+", "+levels[1]+"]}"))
	}
	b.WriteString("answers:\n")
	for _, bank := range banks {
		comment(&b, "  ", bank.Title)
		comment(&b, "  ", bank.About)
		fmt.Fprintf(&b, "  %s:\n", bank.ID)
		for _, part := range bank.Parts() {
			comment(&b, "    ", "== "+part.Title)
			for _, i := range part.Questions {
				q := &bank.Questions[i]
				comment(&b, "    ", q.Ask)
				for _, l := range q.Levels {
					comment(&b, "    ", "  "+l.ID+": "+l.Text)
				}
				if q.Optional {
					comment(&b, "    ", "  {level: not-applicable, note: why}")
				}
				fmt.Fprintf(&b, "    %s: unknown\n", q.ID)
			}
		}
	}
	return b.Bytes()
}

// comment writes a text as comment lines. A text that begins with blanks is
// moved in by them, and its further lines by two more.
func comment(b *bytes.Buffer, indent, text string) {
	const width = 96
	trimmed := strings.TrimLeft(text, " ")
	lead := indent + "# " + text[:len(text)-len(trimmed)]
	rest := lead
	if len(trimmed) < len(text) {
		rest += "  "
	}
	for _, line := range terminal.Wrap(strings.Join(strings.Fields(trimmed), " "), width-len(rest)) {
		b.WriteString(lead + strings.TrimSpace(line) + "\n")
		lead = rest
	}
}
