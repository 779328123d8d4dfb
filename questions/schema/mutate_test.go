package schema_test

import (
	"errors"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"collectiveimpact/samklar/questions/diag"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// scalars are put in the place of every value of a sample.
func scalars() []any {
	return []any{
		nil, "", " ", "word", "Two words", "yes", "not-applicable", "true", "book#here", "2017-02", "3",
		true, false, 0, 3, 99, -1, 1.5, 101, 1_000_001,
		[]any{},
		map[string]any{},
		[]any{"word"},
		map[string]any{"word": "word"},
	}
}

// mutants calls visit with every text that differs from a sample in one place:
// another value, a key more or less, an item more or less. Keys that the schema
// knows elsewhere are tried in one map of each kind, and other values in the
// place of one text of each kind. Of each list the first and the second item
// stand for all.
func mutants(sample any, keys []string, visit func(what string, v any)) {
	index := regexp.MustCompile(`\[[0-9]+\]`)
	tried := make(map[string]bool)
	var walk func(at string, v any, put func(v any))
	walk = func(at string, v any, put func(v any)) {
		try := func(what string, with any) {
			put(with)
			visit(at+": "+what, sample)
			put(v)
		}
		kind := index.ReplaceAllString(at, "")
		others := scalars()
		if _, ok := v.(string); ok && tried[kind] {
			others = nil
		} else if !ok {
			others = slices.DeleteFunc(others, func(s any) bool { text, ok := s.(string); return ok && text != "" && text != "word" })
		}
		for _, s := range others {
			try(fmt.Sprintf("%#v", s), s)
		}
		switch v := v.(type) {
		case map[string]any:
			for _, key := range slices.Sorted(maps.Keys(v)) {
				less := maps.Clone(v)
				delete(less, key)
				try("without "+key, less)
				walk(at+"."+key, v[key], func(with any) { v[key] = with })
			}
			for _, key := range keys {
				if _, there := v[key]; there || tried[kind] {
					continue
				}
				more := maps.Clone(v)
				more[key] = "word"
				try("with "+key, more)
			}
		case []any:
			backwards := slices.Clone(v)
			slices.Reverse(backwards)
			try("backwards", backwards)
			try("without the first", v[min(1, len(v)):])
			try("without the last", v[:max(0, len(v)-1)])
			try("three times", slices.Repeat(v, 3))
			for i := range min(2, len(v)) {
				walk(fmt.Sprintf("%s[%d]", at, i), v[i], func(with any) { v[i] = with })
			}
		}
		tried[kind] = true
	}
	walk("", sample, func(v any) { sample = v })
}

// agree holds a schema to the readers of its format, over every mutant of a
// sample. What a reader accepts the schema accepts. What all readers refuse the
// schema refuses too, unless each of their reasons is one that a schema cannot
// give: the code of a diagnostic, or the code and a part of its message.
func agree(t *testing.T, schema []byte, sample any, beyond []string, readers ...func(text []byte) error) {
	t.Helper()
	s := compile(t, schema)
	refused, both := 0, 0
	used := make(map[string]bool)
	mutants(sample, append(properties(t, schema), "Two words", "9", "a.b"), func(what string, v any) {
		text := render(t, v)
		err := s.Validate(v)
		for _, read := range readers {
			problem := read(text)
			if problem == nil {
				if err != nil {
					t.Errorf("%s: the reader accepts it, and Validate = %v", what, err)
				}
				continue
			}
			refused++
			if err != nil {
				both++
				continue
			}
			var problems diag.List
			if !errors.As(problem, &problems) {
				t.Fatalf("%s: %v", what, problem)
			}
			for _, p := range problems {
				i := slices.IndexFunc(beyond, func(reason string) bool {
					code, message, _ := strings.Cut(reason, ": ")
					return p.Code == code && strings.Contains(p.Message, message)
				})
				if i < 0 {
					t.Errorf("%s: Validate = nil, want it refused: %s", what, p)
					continue
				}
				used[beyond[i]] = true
			}
		}
	})
	t.Logf("of %d mutants that a reader refuses, the schema refuses %d", refused, both)
	for _, reason := range beyond {
		if !used[reason] {
			t.Errorf("no mutant is refused by the reader alone for %q; leave it out", reason)
		}
	}
}

// properties lists the names of all properties that a schema knows.
func properties(t *testing.T, schema []byte) []string {
	t.Helper()
	names := make(map[string]bool)
	eachSchema(parseJSON(t, schema), func(s map[string]any) {
		if known, ok := s["properties"].(map[string]any); ok {
			for name := range known {
				names[name] = true
			}
		}
	})
	return slices.Sorted(maps.Keys(names))
}

// eachSchema visits every object of a schema's text.
func eachSchema(v any, visit func(s map[string]any)) {
	switch v := v.(type) {
	case map[string]any:
		visit(v)
		for _, key := range slices.Sorted(maps.Keys(v)) {
			eachSchema(v[key], visit)
		}
	case []any:
		for _, item := range v {
			eachSchema(item, visit)
		}
	}
}

// covered wants a sample for every property that a schema knows.
func covered(t *testing.T, schema []byte, samples ...any) {
	t.Helper()
	seen := make(map[string]bool)
	for _, sample := range samples {
		eachSchema(sample, func(m map[string]any) {
			for key := range m {
				seen[key] = true
			}
		})
	}
	for _, name := range properties(t, schema) {
		if !seen[name] {
			t.Errorf("no sample has the property %q", name)
		}
	}
}

// refuses wants a schema to refuse a value.
func refuses(t *testing.T, s *jsonschema.Schema, what string, v any) {
	t.Helper()
	if s.Validate(v) == nil {
		t.Errorf("%s: Validate = nil, want it refused", what)
	}
}
