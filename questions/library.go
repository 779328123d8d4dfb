package questions

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"

	"collectiveimpact/samklar/questions/diag"
)

//go:embed banks/*.yaml
var shipped embed.FS

// A Library finds banks by their ids: the shipped ones, and own ones beside
// them. A shipped bank is read only when it is asked for; own banks are read,
// with all their overlays, before anything is asked or scored.
type Library struct {
	own      map[string]*own
	ownIDs   []string
	replaced []string
	lang     string

	mu     sync.Mutex // guards loaded: banks are also asked for while many files are read at once
	loaded map[string]*Bank
}

// own is a bank given by its user, with the overlays beside it.
type own struct {
	bank     *Bank
	overlays map[string]*Overlay
}

// NewLibrary gives a library of the shipped banks alone, in a language.
func NewLibrary(lang string) *Library {
	return &Library{own: make(map[string]*own), lang: lang, loaded: make(map[string]*Bank)}
}

// Add reads the bank file name in fsys and the overlays beside it, and puts
// them before a shipped bank of the same id. Prefix is put before the names of
// files in messages. The error is a diag.List or one of reading.
func (l *Library) Add(fsys fs.FS, name, prefix string) error {
	data, err := fs.ReadFile(fsys, name)
	if err != nil {
		return fmt.Errorf("reading bank %q: %w", prefix+name, pathless(err))
	}
	b, err := Parse(prefix+name, data)
	if err != nil {
		return err
	}
	o := &own{bank: b, overlays: make(map[string]*Overlay)}
	var problems diag.List
	for _, lang := range Languages() {
		file := overlayName(name, lang)
		data, err := fs.ReadFile(fsys, file)
		if errors.Is(err, fs.ErrNotExist) {
			yml := strings.TrimSuffix(file, ".yaml") + ".yml"
			if _, err := fs.Stat(fsys, yml); err == nil {
				problems = append(problems, misnamed(prefix, yml))
			}
			continue // most banks do not speak every language
		}
		if err != nil {
			return fmt.Errorf("reading overlay %q: %w", prefix+file, pathless(err))
		}
		overlay, err := ParseOverlay(prefix+file, data, b)
		if list, ok := err.(diag.List); ok { //nolint:errorlint // ParseOverlay returns a bare list
			problems = append(problems, list...)
			continue
		}
		if overlay.Language != lang {
			problems = append(problems, diag.Diagnostic{
				File: prefix + file, Line: 1, Column: 1, Code: "wrong-language",
				Message: fmt.Sprintf("the file's name says %q and its language is %q", lang, overlay.Language),
			})
		}
		o.overlays[lang] = overlay
	}
	if err := problems.Err(); err != nil {
		return err
	}
	if first, twice := l.own[b.ID]; twice {
		return diag.List{{
			File: prefix + name, Line: 1, Column: 1, Code: "duplicate-bank",
			Message: fmt.Sprintf("bank %q is given a second time; the first is %s", b.ID, first.bank.File),
		}}
	}
	if slices.Contains(ShippedIDs(), b.ID) {
		l.replaced = append(l.replaced, b.ID)
	}
	l.own[b.ID] = o
	l.ownIDs = append(l.ownIDs, b.ID)
	return nil
}

// AddAll adds every bank in a folder, in the order of their names.
func (l *Library) AddAll(fsys fs.FS, prefix string) error {
	names, err := fs.Glob(fsys, "*.yaml")
	if err != nil {
		return err
	}
	var problems diag.List
	banks := 0
	others, err := fs.Glob(fsys, "*.yml")
	if err != nil {
		return err
	}
	for _, name := range others {
		if !strings.HasPrefix(name, ".") {
			problems = append(problems, misnamed(prefix, name))
		}
	}
	for _, name := range names {
		if isOverlay(name) || strings.HasPrefix(name, ".") { // a lock, or what a system keeps beside a file
			continue
		}
		banks++
		switch err := l.Add(fsys, name, prefix).(type) { //nolint:errorlint // Add returns a bare list
		case nil:
		case diag.List:
			problems = append(problems, err...)
		default:
			return err
		}
	}
	if banks == 0 && problems == nil {
		return fmt.Errorf("no bank (*.yaml) in %q", strings.TrimRight(prefix, `/\`))
	}
	return problems.Err()
}

// misnamed says of a file beside banks that it would not be read.
func misnamed(prefix, name string) diag.Diagnostic {
	return diag.Diagnostic{
		File: prefix + name, Line: 1, Column: 1, Code: "wrong-name",
		Message: fmt.Sprintf("a bank and its overlays have names that end in .yaml; name it %q", strings.TrimSuffix(name, ".yml")+".yaml"),
	}
}

// Replaced lists the shipped banks that an own bank stands in for.
func (l *Library) Replaced() []string { return l.replaced }

// File gives the file that a bank was read from.
func (l *Library) File(id string) string {
	if o := l.own[id]; o != nil {
		return o.bank.File
	}
	return "questions/" + bankFile(id)
}

// OwnIDs lists the banks given by the user.
func (l *Library) OwnIDs() []string { return slices.Clone(l.ownIDs) }

// Own gives a bank in the language of its own file.
func (l *Library) Own(id string) (*Bank, error) {
	if o := l.own[id]; o != nil {
		return o.bank, nil
	}
	if !IsID(id) {
		return nil, l.unknown(id)
	}
	data, err := shipped.ReadFile(bankFile(id))
	if err != nil {
		return nil, l.unknown(id)
	}
	return Parse("questions/"+bankFile(id), data)
}

// Written returns a bank as its files have it: in its own language, and all its overlays by their languages.
func (l *Library) Written(id string) (*Bank, map[string]*Overlay, error) {
	if o := l.own[id]; o != nil {
		return o.bank, o.overlays, nil
	}
	b, err := l.Own(id)
	if err != nil {
		return nil, nil, err
	}
	overlays := make(map[string]*Overlay)
	for _, lang := range Languages() {
		o, err := shippedOverlay(b, lang)
		if err != nil {
			return nil, nil, err
		}
		if o != nil {
			overlays[lang] = o
		}
	}
	return b, overlays, nil
}

// Text gives a shipped bank as its file has it, or its overlay in a language: what
// somebody takes to make a bank of their own.
func Text(id, lang string) ([]byte, error) {
	if !slices.Contains(ShippedIDs(), id) {
		return nil, UnknownBankError(diag.Unknown("shipped bank", id, ShippedIDs()))
	}
	file := bankFile(id)
	if lang != "" {
		file = overlayName(file, lang)
	}
	return shipped.ReadFile(file)
}

// shippedOverlay reads the overlay of a shipped bank, or gives nil where there
// is none.
func shippedOverlay(b *Bank, lang string) (*Overlay, error) {
	file := overlayName(bankFile(b.ID), lang)
	data, err := shipped.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	return ParseOverlay("questions/"+file, data, b)
}

func (l *Library) unknown(id string) error {
	return UnknownBankError(diag.Unknown("bank", id, l.IDs()))
}

// Language gives the language asked for.
func (l *Library) Language() string { return l.lang }

// IDs lists every bank: shipped ones first, then own ones in the order given.
func (l *Library) IDs() []string {
	ids := ShippedIDs()
	for _, id := range l.ownIDs {
		if !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	return ids
}

// Bank gives a bank in the library's language, or in its own where it has no
// overlay for that: compare Language to tell.
func (l *Library) Bank(id string) (*Bank, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if b := l.loaded[id]; b != nil {
		return b, nil
	}
	b, err := l.load(id)
	if err == nil {
		l.loaded[id] = b
	}
	return b, err
}

func (l *Library) load(id string) (*Bank, error) {
	if o := l.own[id]; o != nil {
		if overlay := o.overlays[l.lang]; overlay != nil {
			return o.bank.With(overlay), nil
		}
		return o.bank, nil
	}
	b, err := l.Own(id)
	if err != nil || l.lang == b.Language {
		return b, err
	}
	overlay, err := shippedOverlay(b, l.lang)
	if err != nil || overlay == nil {
		return b, err // the caller sees by its language that there is no overlay
	}
	return b.With(overlay), nil
}

// An UnknownBankError says that no bank has an id, and which there are.
type UnknownBankError string

func (e UnknownBankError) Error() string { return string(e) }

// Select gives the banks with these ids and, with follow, every bank that they
// lead to by next, in the order in which they are met. A cycle of banks is an
// error, and so is an ending that leads to a bank without verdicts.
func (l *Library) Select(ids []string, follow bool) ([]*Bank, error) {
	var banks []*Bank
	queue := slices.Clone(ids)
	for i := 0; i < len(queue); i++ {
		if slices.Contains(queue[:i], queue[i]) {
			continue
		}
		b, err := l.Bank(queue[i])
		if err != nil {
			return nil, err
		}
		banks = append(banks, b)
		if follow {
			queue = append(queue, b.Leads()...)
		}
	}
	return banks, l.checkLeads(banks)
}

// checkLeads checks how selected banks lead to one another.
func (l *Library) checkLeads(banks []*Bank) error {
	var problems diag.List
	byID := make(map[string]*Bank, len(banks))
	for _, b := range banks {
		byID[b.ID] = b
	}
	problem := func(b *Bank, at Pos, code, format string, args ...any) {
		problems = append(problems, diag.Diagnostic{File: b.File, Line: at.Line, Column: at.Column, Code: code, Message: fmt.Sprintf(format, args...)})
	}
	for _, b := range banks {
		for _, e := range b.Endings {
			for _, lead := range [][2]string{{"next", e.Next}, {"also", e.Also}} {
				field, to := lead[0], lead[1]
				if to == "" {
					continue
				}
				if !slices.Contains(l.IDs(), to) {
					problem(b, e.Pos, "unknown-bank", "%s: %s", field, diag.Unknown("bank", to, l.IDs()))
					continue
				}
				if next := byID[to]; field == "next" && next != nil {
					if len(next.Endings) == 0 {
						problem(b, e.Pos, "no-conclusion", "next: bank %q has no verdicts, so nothing can lead to it", to)
					}
					if path := cycle(byID, b.ID, to); path != nil {
						problem(b, e.Pos, "bank-cycle", "next: banks lead in a circle: %s", strings.Join(path, " → "))
					}
				}
			}
		}
	}
	return problems.Err()
}

// cycle gives the way from a bank through the bank next back to itself, or nil.
func cycle(banks map[string]*Bank, from, next string) []string {
	seen := make(map[string]bool)
	var walk func(id string, path []string) []string
	walk = func(id string, path []string) []string {
		path = append(path, id)
		if id == from {
			return path
		}
		if seen[id] || banks[id] == nil {
			return nil
		}
		seen[id] = true
		for _, to := range banks[id].Leads() {
			if found := walk(to, path); found != nil {
				return found
			}
		}
		return nil
	}
	return walk(next, []string{from})
}

// ShippedIDs lists the banks that come with the tool, the default one first.
func ShippedIDs() []string {
	names, err := fs.Glob(shipped, "banks/*.yaml")
	if err != nil {
		panic("questions: the pattern is fixed: " + err.Error())
	}
	ids := []string{Default}
	for _, name := range names {
		id := strings.TrimSuffix(path.Base(name), ".yaml")
		if !isOverlay(name) && id != Default {
			ids = append(ids, id)
		}
	}
	return ids
}

// Default is the bank that an assessment starts with where none is named.
const Default = "when"

func bankFile(id string) string { return "banks/" + id + ".yaml" }

// overlayName gives the name of the overlay beside a bank's file.
func overlayName(name, lang string) string {
	return strings.TrimSuffix(name, ".yaml") + "." + lang + ".yaml"
}

func isOverlay(name string) bool {
	stem := strings.TrimSuffix(path.Base(name), ".yaml")
	for _, lang := range Languages() {
		if strings.HasSuffix(stem, "."+lang) {
			return true
		}
	}
	return false
}

// pathless takes the path out of an error that is about to name it.
func pathless(err error) error {
	if p, ok := err.(*fs.PathError); ok { //nolint:errorlint // straight from the file system
		return p.Err
	}
	return err
}
