package form

import (
	"crypto/sha256"
	_ "embed" // for the script and the style
	"encoding/base64"
	"encoding/json"
	"fmt"
	"html"
	"io"
	"slices"
	"strings"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/questions/text"
)

// The script is small and readable on purpose: asked.js tells which questions are
// asked, as the engine does; page.js does the rest.
var (
	//go:embed asked.js
	askedScript string
	//go:embed filed.js
	filedScript string
	//go:embed page.js
	pageScript string
	//go:embed page.css
	style string
)

// script is what runs on the page, and nothing else does.
func script() string {
	return "\"use strict\";\n" + askedScript + "\n" + filedScript + "\n" + pageScript
}

// source names an inline text in a policy by its hash.
func source(text string) string {
	sum := sha256.Sum256([]byte(text))
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}

// WriteHTML writes the form as one page: it loads nothing, runs its own script alone,
// and asks all of its questions where it cannot.
func (f *Form) WriteHTML(w io.Writer) error {
	data, err := json.Marshal(f.data()) // it escapes what could end the element
	if err != nil {
		return err
	}
	p, words, run := &page{}, f.Words, script()
	p.line("<!DOCTYPE html>")
	p.line(`<html lang="%s">`, words.Lang)
	p.line(`<head><meta charset="utf-8" /><meta name="viewport" content="width=device-width, initial-scale=1" /><meta name="generator" content="samklar" />`)
	p.line(`<meta http-equiv="Content-Security-Policy" content="default-src 'none'; base-uri 'none'; form-action 'none'; style-src %s; script-src %s" />`, markup(source(style)), markup(source(run)))
	p.line(`<meta name="referrer" content="no-referrer" /><title>%s</title>`, text.Line(f.Title))
	p.line("<style>%s</style></head>", markup(style))
	p.line("<body><main><header><h1>%s</h1>", text.Line(f.Title))
	p.line(`<p>%s</p>`, words.FormIntro)
	if slices.ContainsFunc(f.Banks, func(b Bank) bool { return b.nodes != nil }) { // else all of it is asked
		p.line(`<p class="scripted" hidden>%s</p>`, words.FormOrder)
	}
	p.line(`<p class="soft scripted" id="kept" hidden>%s</p><noscript><p>%s</p></noscript>`, words.FormKept, words.FormNoScript)
	p.line(`<p class="paper">%s</p>`, words.FormPaper)
	p.line("</header>")
	p.line(`<form id="form" autocomplete="off" novalidate="">`)
	p.about(f)
	for i := range f.Banks {
		p.bank(f, i)
	}
	p.line("</form>")
	p.line(`<div class="scripted" id="end" hidden><div id="rest" hidden><p id="offer"></p><button type="button" id="more">%s</button></div>`, words.FormRestAsk)
	p.line(`<div id="copy" hidden><p id="saved"></p><p>%s</p><div class="actions"><button type="button" id="again">%s</button><button type="button" id="share">%s</button></div>`, words.FormCopy, words.FormCopyButton, words.FormShare)
	p.line(`<textarea id="text" readonly="" aria-label="%s"></textarea></div>`, words.FormCopyLabel)
	p.line(`<p><label class="field" for="open">%s</label><input type="file" id="open" accept=".json,application/json" /></p><p id="read" role="status"></p>`, words.FormOpen)
	p.line(`<div class="actions"><button type="button" id="print">%s</button><button type="button" id="clear">%s</button></div></div>`, words.FormPrint, words.FormClear)
	p.line(`<div class="bar scripted" hidden><progress id="progress" aria-hidden="true"></progress><div class="actions"><p id="said" role="status"></p><p id="count"></p><button type="button" id="save" class="main">%s</button></div></div>`, words.FormSave)
	p.line(`</main><script type="application/json" id="data">%s</script>`, markup(data))
	p.line("<script>%s</script></body></html>", markup(run))
	_, err = io.WriteString(w, p.b.String())
	return err
}

// about asks what the answers are of, and who gives them.
func (p *page) about(f *Form) {
	p.line(`<section class="about" aria-labelledby="about"><h2 id="about">%s</h2>`, f.Words.FormCase)
	c := f.Case
	for _, field := range c.Fields() {
		name := field.Section + "/" + field.Name
		kind := "text"
		if field.Name == "as-of" {
			kind = "date"
		}
		p.line(`<label class="field"><span>%s</span><input type="%s" name="%s" value="%s" /></label>`, f.labels()[name], kind, name, text.Line(*field.Text))
	}
	p.line("</section>")
}

// labels gives what the fields of a case are called on forms.
func (f *Form) labels() map[string]string {
	words := f.Words
	return map[string]string{
		"case/id": words.CaseID, "case/title": words.FormCaseTitle, "case/place": words.Place, "case/as-of": words.FormAsOf,
		"respondent/name": words.FormName, "respondent/organisation": words.FormOrganisation, "respondent/role": words.FormRole,
	}
}

func (p *page) bank(f *Form, at int) {
	b := &f.Banks[at]
	if len(b.Questions) == 0 {
		return
	}
	p.line(`<section class="bank" aria-labelledby="b%d"><h2 id="b%d">%s</h2>`, at, at, b.Title)
	if b.About != "" {
		p.line(`<p class="soft">%s</p>`, b.About)
	}
	for i, part := range b.Parts {
		p.line(`<section class="part" aria-labelledby="b%dp%d"><h3 id="b%dp%d">%s</h3>`, at, i, at, i, part.Title)
		for _, q := range part.Questions {
			p.question(f, b, &b.Questions[q])
		}
		p.line("</section>")
	}
	p.line("</section>")
}

func (p *page) question(f *Form, b *Bank, q *Question) {
	name, words := b.ID+"."+q.ID, f.Words
	p.line(`<fieldset class="question"><legend>%s</legend><p class="aside" hidden>%s</p><p class="earlier" hidden></p>`, q.Ask, words.FormNotNeeded)
	level := func(class markup, id, said string) {
		p.line(`<label class="level%s"><input type="radio" name="%s" value="%s" /><span>%s</span></label>`, class, name, id, said)
	}
	for _, l := range q.Levels {
		level("", l.ID, l.Text)
	}
	level(" said", "unknown", words.Unknown)
	note := words.NoteLabel
	if q.Optional {
		level(" said", "not-applicable", words.NotApplies)
		note = words.FormReason
	}
	p.line(`<input type="text" name="%s.other" aria-label="%s" hidden />`, name, words.FormTwo)
	p.line(`<input type="text" name="%s.earlier" aria-label="%s" hidden />`, name, words.FormAnswer)
	p.line(`<button type="button" class="two" data-of="%s" value="" aria-pressed="false">%s</button>`, name, words.FormTwo)
	p.line(`<details><summary>%s</summary>`, words.FormMore)
	p.line(`<label class="field"><span>%s</span><textarea class="note" name="%s.note" rows="2" placeholder=" "></textarea></label>`, note, name)
	p.line(`<label class="field"><span>%s</span><textarea name="%s.evidence" rows="1" placeholder=" "></textarea></label>`, words.FormEvidence, name)
	p.line(`<button type="button" class="remove">%s</button></details></fieldset>`, words.FormRemove)
}

// A pageData is what the script knows.
type pageData struct {
	Key    string            `json:"key"`
	Words  map[string]string `json:"words"`
	Limits limitData         `json:"limits"`
	Banks  []bankData        `json:"banks"`
}

// A limitData is how much an answer file takes. The fields have no limits of their own:
// those would cut what is pasted, and say nothing.
type limitData struct {
	Text    int `json:"text"`
	ID      int `json:"id"`
	Sources int `json:"sources"`
	File    int `json:"file"`
}

type bankData struct {
	ID        string         `json:"id"`
	Version   int            `json:"version"`
	First     bool           `json:"first"`
	Leads     []int          `json:"leads"`
	Start     int            `json:"start"`
	Nodes     []nodeData     `json:"nodes,omitempty"`
	Questions []questionData `json:"questions"`
}

type nodeData struct {
	Questions []int `json:"questions"`
	Needs     int   `json:"needs"`
	Pass      int   `json:"pass"`
	Fail      int   `json:"fail"`
}

type questionData struct {
	ID       string   `json:"id"`
	Levels   []string `json:"levels"`
	Since    int      `json:"since"`
	Fails    int      `json:"fails"`
	Must     bool     `json:"must,omitempty"`
	Optional bool     `json:"optional,omitempty"`
}

func (f *Form) data() pageData {
	words := f.Words
	limits := limitData{assess.MaxNote, assess.MaxID, assess.MaxEvidence, 1 << 20}
	d := pageData{Key: "samklar-form-" + f.digest(), Limits: limits, Words: map[string]string{
		"left": words.FormLeft, "leftMore": words.FormLeftMore, "enough": words.FormEnough, "rest": words.FormRest, "gone": words.FormGone, "added": words.FormAdded,
		"twoNow": words.FormTwoNow, "both": words.FormBoth, "copied": words.FormCopied, "notKept": words.FormNotKept, "saved": words.FormSaved, "savedNow": words.FormSavedNow, "missing": words.FormMissing,
		"opened": words.FormOpened, "leftOut": words.FormLeftOut, "earlier": words.FormEarlier, "wasEarlier": words.StaleAnswer, "newer": words.FormNewer, "badFile": words.FormBadFile,
		"replaceSure": words.FormReplaceSure, "clearSure": words.FormClearSure, "cleared": words.FormCleared,
		"needReason": words.FormNeedReason, "tooMany": words.FormTooMany, "tooLong": words.TooLong, "fileTooLong": words.FormFileTooLong, "badDate": words.FormBadDate, "nothing": words.FormNothing,
	}}
	for i := range f.Banks {
		b := &f.Banks[i]
		bank := bankData{ID: b.ID, Version: b.Version, First: b.first, Leads: b.leads, Start: b.Start, Questions: []questionData{}}
		for _, n := range b.nodes {
			bank.Nodes = append(bank.Nodes, nodeData{append([]int{}, n.questions...), n.needs, n.pass, n.fail})
		}
		for _, q := range b.Questions {
			asked := questionData{ID: q.ID, Since: q.Since, Fails: q.fails, Must: q.Must, Optional: q.Optional}
			for _, l := range q.Levels {
				asked.Levels = append(asked.Levels, l.ID)
			}
			bank.Questions = append(bank.Questions, asked)
		}
		d.Banks = append(d.Banks, bank)
	}
	return d
}

type page struct{ b strings.Builder }

// A markup is a piece of a page. Whatever else is put on the page is escaped.
type markup string

func (p *page) line(format string, values ...any) {
	p.b.WriteString(string(fill(format, values...)) + "\n")
}

func fill(format string, values ...any) markup {
	for i, v := range values {
		if s, ok := v.(string); ok {
			values[i] = html.EscapeString(s)
		}
	}
	return markup(fmt.Sprintf(format, values...))
}
