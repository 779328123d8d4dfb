package command

import (
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/cmd/internal/casefile"
	"collectiveimpact/samklar/cmd/internal/exit"
	"collectiveimpact/samklar/cmd/internal/input"
	"collectiveimpact/samklar/cmd/internal/require"
	"collectiveimpact/samklar/questions"
	"collectiveimpact/samklar/questions/diag"
)

// Language gives the language of interview and reports: the flag, SAMKLAR_LANG,
// the locale, English.
func (o *Options) Language() (string, error) {
	known := questions.Languages()
	if o.Lang != "" {
		return o.Lang, nil
	}
	if lang := languageOf(o.Sys.Env("SAMKLAR_LANG")); lang != "" {
		if !slices.Contains(known, lang) {
			return "", exit.Usage("SAMKLAR_LANG: " + diag.Unknown("language", lang, known))
		}
		return lang, nil
	}
	locale := cmp.Or(o.Sys.Env("LC_ALL"), o.Sys.Env("LC_MESSAGES"), o.Sys.Env("LANG"))
	if lang := languageOf(locale); slices.Contains(known, lang) {
		return lang, nil
	}
	return "en", nil
}

// languageOf gives the language of a locale, or of a tag such as nl-BE, in small letters.
func languageOf(tag string) string {
	lang, _, _ := strings.Cut(strings.ToLower(tag), ".")
	lang, _, _ = strings.Cut(lang, "_")
	lang, _, _ = strings.Cut(lang, "-")
	return lang
}

// Library gives the shipped banks and those given with --bank.
func (o *Options) Library() (*questions.Library, error) {
	lang, err := o.Language()
	if err != nil {
		return nil, err
	}
	lib := questions.NewLibrary(lang)
	for _, path := range o.Own {
		if err := o.AddBank(lib, path); err != nil {
			return nil, err
		}
	}
	for _, id := range lib.Replaced() {
		fmt.Fprintf(o.Sys.Err, "samklar: bank %q is the one in %q, not the shipped one\n", id, lib.File(id))
	}
	return lib, nil
}

// AddBank adds the bank in a file, or those in a folder.
func (o *Options) AddBank(lib *questions.Library, path string) error {
	info, err := os.Stat(path)
	if err != nil {
		return fmt.Errorf("reading bank %q: %w", path, casefile.NoPath(err))
	}
	if info.IsDir() {
		prefix := strings.TrimSuffix(path, string(filepath.Separator)) + string(filepath.Separator)
		return input.WithBanks(lib.AddAll(o.In.Banks(path), prefix))
	}
	dir, name := filepath.Split(path)
	folder := cmp.Or(dir, ".")
	return input.WithBanks(lib.Add(o.In.Banks(folder), name, dir))
}

// Selection gives the banks to ask or score: those of --banks; or else those that
// somebody has answered, or the default one, and what they lead to.
func (o *Options) Selection(lib *questions.Library, answered ...string) (*assess.Selection, error) {
	ids, follow := []string{questions.Default}, true
	if len(answered) > 0 {
		ids = slices.DeleteFunc(lib.IDs(), func(id string) bool { return !slices.Contains(answered, id) })
	}
	if o.Banks != "" {
		follow = false
		ids = strings.Split(o.Banks, ",")
		if o.Banks == "all" {
			ids = lib.IDs()
		}
	}
	known := lib.IDs()
	for i, id := range ids {
		ids[i] = strings.TrimSpace(id)
		if !slices.Contains(known, ids[i]) {
			return nil, exit.Usage("--banks: " + diag.Unknown("bank", ids[i], known))
		}
	}
	banks, err := lib.Select(ids, follow)
	if err != nil {
		return nil, input.WithBanks(err)
	}
	o.SayLanguage(lib, banks)
	return assess.Select(banks), nil
}

// Selected returns the banks there are and those to ask or score. It refuses required codes that no bank has.
func (o *Options) Selected(codes ...string) (*questions.Library, *assess.Selection, error) {
	lib, err := o.Library()
	if err != nil {
		return nil, nil, err
	}
	if err := require.Check(codes, lib); err != nil {
		return nil, nil, err
	}
	selection, err := o.Selection(lib)
	return lib, selection, err
}

// SayLanguage says which banks do not speak the language asked for.
func (o *Options) SayLanguage(lib *questions.Library, banks []*questions.Bank) {
	for _, b := range banks {
		if b.Language != lib.Language() {
			fmt.Fprintf(o.Sys.Err, "samklar: bank %q has no texts in %q; its own (%q) are used\n", b.ID, lib.Language(), b.Language)
		}
	}
}

// Title gives the title of a bank that is not selected.
func Title(lib *questions.Library) func(id string) string {
	return func(id string) string {
		b, err := lib.Bank(id)
		if err != nil {
			return ""
		}
		return b.Title
	}
}
