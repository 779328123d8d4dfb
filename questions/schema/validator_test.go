package schema_test

import (
	"bytes"
	"encoding/json"
	"regexp"
	"strconv"
	"testing"

	"collectiveimpact/samklar/questions"
	"collectiveimpact/samklar/questions/yamldoc"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// compile makes a validator of a schema, which is itself checked against the
// schema of schemas.
func compile(tb testing.TB, text []byte) *jsonschema.Schema {
	tb.Helper()
	doc := parseJSON(tb, text)
	c := jsonschema.NewCompiler()
	urn := as[string](tb, as[map[string]any](tb, doc)["$id"])
	if err := c.AddResource(urn, doc); err != nil {
		tb.Fatal(err)
	}
	s, err := c.Compile(urn)
	if err != nil {
		tb.Fatalf("Compile = %v, want no error", err)
	}
	return s
}

func parseJSON(tb testing.TB, text []byte) any {
	tb.Helper()
	v, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	if err != nil {
		tb.Fatalf("UnmarshalJSON = %v, want no error", err)
	}
	return v
}

// as wants a value of a type.
func as[T any](tb testing.TB, v any) T {
	tb.Helper()
	t, ok := v.(T)
	if !ok {
		tb.Fatalf("found %v, want a %T", v, t)
	}
	return t
}

// parseYAML reads YAML as an editor does.
func parseYAML(tb testing.TB, text []byte) any {
	tb.Helper()
	n, err := yamldoc.Parse("f", text, yamldoc.Limits{Bytes: questions.MaxBytes, Depth: 20, Keys: 200_000})
	if err != nil {
		tb.Fatalf("Parse = %v, want no error", err)
	}
	return value(n)
}

// The numbers of YAML 1.2, core schema.
var (
	decimal = regexp.MustCompile(`^[-+]?[0-9]+$`)
	based   = regexp.MustCompile(`^0(o[0-7]+|x[0-9a-fA-F]+)$`)
	broken  = regexp.MustCompile(`^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$`)
)

// value gives what an editor takes a node for: bare numbers are numbers, bare
// true and false booleans, and a bare yes is a text.
func value(n *yamldoc.Node) any {
	switch n.Kind {
	case yamldoc.Map:
		all := make(map[string]any, len(n.Items)/2)
		for i := 0; i < len(n.Items); i += 2 {
			all[n.Items[i].Text] = value(&n.Items[i+1])
		}
		return all
	case yamldoc.List:
		all := make([]any, len(n.Items))
		for i := range n.Items {
			all[i] = value(&n.Items[i])
		}
		return all
	case yamldoc.Scalar, yamldoc.Refused:
	}
	if n.IsNull() {
		return nil
	}
	if v, ok := n.Bool(); ok {
		return v
	}
	if n.Style != yamldoc.Plain {
		return n.Text
	}
	switch {
	case decimal.MatchString(n.Text):
		if v, err := strconv.ParseInt(n.Text, 10, 64); err == nil {
			return v
		}
	case based.MatchString(n.Text):
		if v, err := strconv.ParseInt(n.Text, 0, 64); err == nil {
			return v
		}
	case !broken.MatchString(n.Text):
		return n.Text
	}
	v, _ := strconv.ParseFloat(n.Text, 64)
	return v
}

// render writes a value as JSON, which is YAML too.
func render(tb testing.TB, v any) []byte {
	tb.Helper()
	text, err := json.MarshalIndent(v, "", " ")
	if err != nil {
		tb.Fatal(err)
	}
	return text
}

// fits wants a schema to accept a value.
func fits(tb testing.TB, s *jsonschema.Schema, name string, v any) {
	tb.Helper()
	if err := s.Validate(v); err != nil {
		tb.Errorf("%s: Validate = %v, want no error", name, err)
	}
}
