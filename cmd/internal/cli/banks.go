package cli

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

// language gives the language of interview and reports: the flag, SAMKLAR_LANG,
// the locale, English.
func (o *options) language() (string, error) {
	known := questions.Languages()
	if o.lang != "" {
		return o.lang, nil
	}
	if lang := languageOf(o.sys.Env("SAMKLAR_LANG")); lang != "" {
		if !slices.Contains(known, lang) {
			return "", exit.Usage("SAMKLAR_LANG: " + diag.Unknown("language", lang, known))
		}
		return lang, nil
	}
	locale := cmp.Or(o.sys.Env("LC_ALL"), o.sys.Env("LC_MESSAGES"), o.sys.Env("LANG"))
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

// library gives the shipped banks and those given with --bank.
func (o *options) library() (*questions.Library, error) {
	lang, err := o.language()
	if err != nil {
		return nil, err
	}
	lib := questions.NewLibrary(lang)
	for _, path := range o.own {
		if err := o.addBank(lib, path); err != nil {
			return nil, err
		}
	}
	for _, id := range lib.Replaced() {
		fmt.Fprintf(o.sys.Err, "samklar: bank %q is the one in %q, not the shipped one\n", id, lib.File(id))
	}
	return lib, nil
}

func (o *options) addBank(lib *questions.Library, path string) error {
	info, err := os.Stat(path)
	if err != nil {
		return fmt.Errorf("reading bank %q: %w", path, casefile.NoPath(err))
	}
	if info.IsDir() {
		prefix := strings.TrimSuffix(path, string(filepath.Separator)) + string(filepath.Separator)
		return input.WithBanks(lib.AddAll(o.in.Banks(path), prefix))
	}
	dir, name := filepath.Split(path)
	folder := cmp.Or(dir, ".")
	return input.WithBanks(lib.Add(o.in.Banks(folder), name, dir))
}

// selection gives the banks to ask or score: those of --banks; or else those that
// somebody has answered, or the default one, and what they lead to.
func (o *options) selection(lib *questions.Library, answered ...string) (*assess.Selection, error) {
	ids, follow := []string{questions.Default}, true
	if len(answered) > 0 {
		ids = slices.DeleteFunc(lib.IDs(), func(id string) bool { return !slices.Contains(answered, id) })
	}
	if o.banks != "" {
		follow = false
		ids = strings.Split(o.banks, ",")
		if o.banks == "all" {
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
	o.sayLanguage(lib, banks)
	return assess.Select(banks), nil
}

// selected returns the banks there are and those to ask or score. It refuses required codes that no bank has.
func (o *options) selected(codes ...string) (*questions.Library, *assess.Selection, error) {
	lib, err := o.library()
	if err != nil {
		return nil, nil, err
	}
	if err := require.Check(codes, lib); err != nil {
		return nil, nil, err
	}
	selection, err := o.selection(lib)
	return lib, selection, err
}

// sayLanguage says which banks do not speak the language asked for.
func (o *options) sayLanguage(lib *questions.Library, banks []*questions.Bank) {
	for _, b := range banks {
		if b.Language != lib.Language() {
			fmt.Fprintf(o.sys.Err, "samklar: bank %q has no texts in %q; its own (%q) are used\n", b.ID, lib.Language(), b.Language)
		}
	}
}

// title gives the title of a bank that is not selected.
func title(lib *questions.Library) func(id string) string {
	return func(id string) string {
		b, err := lib.Bank(id)
		if err != nil {
			return ""
		}
		return b.Title
	}
}
