package keeper

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/answerfile"
	"collectiveimpact/samklar/questions"
)

// A Found is a case that lies in a folder.
type Found struct {
	Path, Title string
	Answers     int
	SavedAt     time.Time
}

// Most files that are looked into, and cases that are offered: each has a digit.
const (
	mostFiles = 200
	mostFound = 9
)

// Find lists the cases in a folder, those saved last first. What is no answer file is
// none of them, and nobody is told of it.
func Find(dir string, lib *questions.Library, read func(path string) (*answerfile.Document, []byte, error)) []Found {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil
	}
	entries = slices.DeleteFunc(entries, func(e os.DirEntry) bool {
		ext := strings.ToLower(filepath.Ext(e.Name()))
		return !e.Type().IsRegular() || strings.HasPrefix(e.Name(), ".") || ext != ".yaml" && ext != ".yml" && ext != ".json"
	})
	var all []Found
	for _, e := range entries[:min(len(entries), mostFiles)] {
		path := filepath.Join(dir, e.Name())
		info, err := e.Info()
		if err != nil || info.Size() > answerfile.MaxBytes {
			continue
		}
		doc, _, err := read(path)
		if err != nil {
			continue
		}
		all = append(all, Found{path, doc.Case.Title, count(doc, lib), info.ModTime()})
	}
	slices.SortStableFunc(all, func(a, b Found) int { return b.SavedAt.Compare(a.SavedAt) })
	return all[:min(len(all), mostFound)]
}

// count counts the answers of a document.
func count(doc *answerfile.Document, lib *questions.Library) int {
	n := 0
	for _, id := range doc.Banks() {
		b, err := lib.Bank(id)
		if err != nil {
			continue
		}
		for _, e := range doc.Entries([]*questions.Bank{b})[id] {
			if e.Choice != assess.Unanswered {
				n++
			}
		}
	}
	return n
}
