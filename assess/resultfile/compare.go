package resultfile

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
)

// A Difference is a value of two results that differs: the way to it, and both
// values as JSON, cut where they are long.
type Difference struct{ Path, Was, Is string }

// BankIDs lists the banks that a result was scored with, by their ids.
func BankIDs(result []byte) ([]string, error) {
	var in map[string]any
	if err := json.Unmarshal(result, &in); err != nil {
		return nil, err
	}
	var ids []string
	list, _ := in["banks"].([]any)
	for _, item := range list {
		bank, _ := item.(map[string]any)
		if id, ok := bank["bank"].(string); ok {
			ids = append(ids, id)
		}
	}
	return ids, nil
}

// Compare lists in what two results say different things. Not compared is what may
// differ between two that say the same: the tool, the language and words of the
// banks, and what only earlier or only later tools say.
func Compare(was, is []byte) ([]Difference, error) {
	before, err := meaning(was)
	if err != nil {
		return nil, err
	}
	now, err := meaning(is)
	if err != nil {
		return nil, err
	}
	return differences(nil, "", before, now), nil
}

// laterFields returns the fields that results have been given since there were any.
func laterFields() []string { return []string{"stands", "verdicts", "due"} }

func meaning(text []byte) (map[string]any, error) {
	var result map[string]any
	if err := json.Unmarshal(text, &result); err != nil {
		return nil, err
	}
	delete(result, "tool")
	delete(result, "edges") // of earlier tools
	list, _ := result["banks"].([]any)
	for _, item := range list {
		if bank, ok := item.(map[string]any); ok {
			delete(bank, "texts")
			delete(bank, "language")
		}
	}
	return result, nil
}

func differences(all []Difference, path string, was, is any) []Difference {
	switch was := was.(type) {
	case map[string]any:
		if is, ok := is.(map[string]any); ok {
			both := maps.Clone(was)
			maps.Copy(both, is)
			for _, key := range slices.Sorted(maps.Keys(both)) {
				if _, said := was[key]; said || !slices.Contains(laterFields(), key) {
					all = differences(all, path+"."+key, was[key], is[key])
				}
			}
			return all
		}
	case []any:
		if is, ok := is.([]any); ok && len(is) == len(was) {
			for i := range was {
				all = differences(all, fmt.Sprintf("%s[%d]", path, i), was[i], is[i])
			}
			return all
		}
	}
	if before, now := shortJSON(was), shortJSON(is); before != now {
		all = append(all, Difference{path[1:], before, now})
	}
	return all
}

// shortJSON gives a value of at most 120 characters.
func shortJSON(v any) string {
	if v == nil {
		return "(none)"
	}
	data, err := json.Marshal(v)
	if err != nil {
		return "(unreadable)"
	}
	if r := []rune(string(data)); len(r) > 120 {
		return string(r[:119]) + "…"
	}
	return string(data)
}
