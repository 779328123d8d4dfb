package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"testing"

	"collectiveimpact/samklar/questions"

	"github.com/chromedp/chromedp"
)

var sheetCount = regexp.MustCompile(`/Type\s*/Page\b`)

// TestBoardIsOneSheet prints the board's page of every real case in every language,
// from a real browser: one sheet. A full report has more, so that the count can tell.
func TestBoardIsOneSheet(t *testing.T) {
	browser := newBrowser(t, "THE BOARD'S PAGES ON PAPER ARE")
	answers, err := filepath.Glob(filepath.Join("..", "..", "testdata", "answers", "*.yaml"))
	if err != nil || len(answers) < 11 {
		t.Fatalf("%d cases (%v), want eleven", len(answers), err)
	}
	dir := t.TempDir()
	p := newTab(browser, t, faultyPage(t))
	printed := func(name string, args ...string) int {
		file := filepath.Join(dir, name+".html")
		samklar(t, append([]string{"report", "-f", "html", "-o", file}, args...)...)
		do(p, chromedp.Navigate(fileAddress(file)))
		pdf, err := chromedp.Run(p.ctx, chromedp.PrintToPDF(chromedp.PDFPreferCSSPageSize()))
		if err != nil {
			t.Fatal(err)
		}
		keep(t, name+".pdf", pdf)
		return len(sheetCount.FindAll(pdf, -1))
	}
	if n := printed("full", answers[0]); n < 4 {
		t.Errorf("a full report is printed on %d sheets, want more", n)
	}
	then, now := filepath.Join(filepath.Dir(answers[0]), "hasselt-2017.yaml"), filepath.Join(filepath.Dir(answers[0]), "hasselt-2020.yaml")
	for _, lang := range questions.Languages() {
		if n := printed("since-"+lang, now, "--since", then, "--lang", lang, "--audience", "board"); n != 1 {
			t.Errorf("the board's page with what has changed is printed on %d sheets in %s, want one", n, lang)
		}
	}
	for i, file := range answers {
		for _, lang := range questions.Languages() {
			name := fmt.Sprintf("sheet-%d-%s", i, lang)
			if n := printed(name, file, "--lang", lang, "--audience", "board"); n != 1 {
				t.Errorf("the board's page of %s in %s is printed on %d sheets, want one", filepath.Base(file), lang, n)
			}
		}
	}
}

// TestLettersAreOneSheet prints letters on every real case in every language, with a
// policy that asks for seven things: one sheet, unless nine answers or more are to be named.
func TestLettersAreOneSheet(t *testing.T) {
	browser := newBrowser(t, "LETTERS ON PAPER ARE")
	dir := t.TempDir()
	policy := filepath.Join(dir, "fund.yaml")
	write(t, policy, "samklar-policy: 1\ntitle: A fund\nrequire: [when:launch, when:prepare]\nfloors: {preconditions: {shared-goal: 50, backbone: 40}}\n"+
		"answers: {when: {money: 12-to-35, residents-at-the-table: partly}}\ncomplete: [when]\nevidence: [when.money]\n")
	p := newTab(browser, t, faultyPage(t))
	for _, lang := range questions.Languages() {
		letters := filepath.Join(dir, lang)
		cmd := exec.Command("samklar", "report", filepath.Join("..", "..", "testdata", "answers"), "--each", letters, "--audience", "applicant", "--policy", policy, "-f", "html", "--lang", lang)
		if _ = cmd.Run(); cmd.ProcessState.ExitCode() != 4 { // not all meet the policy
			t.Fatalf("writing letters: %v, want exit code 4", cmd.ProcessState)
		}
		files, err := filepath.Glob(filepath.Join(letters, "*.html"))
		if err != nil || len(files) < 11 {
			t.Fatalf("%d letters (%v), want eleven", len(files), err)
		}
		for _, file := range files {
			do(p, chromedp.Navigate(fileAddress(file)))
			pdf, err := chromedp.Run(p.ctx, chromedp.PrintToPDF(chromedp.PDFPreferCSSPageSize()))
			if err != nil {
				t.Fatal(err)
			}
			keep(t, "letter-"+lang+"-"+filepath.Base(file)+".pdf", pdf)
			page, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			named := bytes.Count(page, []byte(`<li id="change`)) + bytes.Count(page, []byte(`<li id="facts`))
			if n := len(sheetCount.FindAll(pdf, -1)); n != 1 && named < 9 {
				t.Errorf("the letter %s in %s is printed on %d sheets, want one", filepath.Base(file), lang, n)
			}
		}
	}
}
