package phrase

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// in lists the placeholders of a text, each once, sorted.
func in(text string) []string {
	all := placeholder.FindAllString(text, -1)
	slices.Sort(all)
	return slices.Compact(all)
}

// commented lists the placeholders that the comment of each field names.
func commented(t *testing.T) map[string][]string {
	t.Helper()
	all := make(map[string][]string)
	files := map[string]string{"Phrases": "phrase.go"}
	for f := range reflect.TypeFor[Phrases]().Fields() {
		if f.Anonymous {
			files[f.Name] = filepath.Join(".", strings.TrimPrefix(f.Type.PkgPath(), reflect.TypeFor[Phrases]().PkgPath()), strings.ToLower(f.Name)+".go")
		}
	}
	for name, file := range files {
		parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(parsed, func(n ast.Node) bool {
			spec, ok := n.(*ast.TypeSpec)
			if !ok || spec.Name.Name != name {
				return true
			}
			fields, ok := spec.Type.(*ast.StructType)
			if !ok {
				t.Fatalf("%s is %T, want a struct", name, spec.Type)
			}
			for _, field := range fields.Fields.List {
				for _, name := range field.Names {
					all[name.Name] = in(field.Comment.Text())
				}
			}
			return false
		})
	}
	return all
}

// What the comment of a field names is what its text has, in every language.
func TestCommentsNameThePlaceholders(t *testing.T) {
	fields := commented(t)
	want := 0
	for _, f := range reflect.VisibleFields(reflect.TypeFor[Phrases]()) {
		if !f.Anonymous {
			want++
		}
	}
	if len(fields) != want {
		t.Fatalf("the types have %d fields, want %d", len(fields), want)
	}
	for lang, phrases := range languages() {
		for name, text := range texts(phrases()) {
			name, _, _ = strings.Cut(name, ".")
			if diff := cmp.Diff(fields[name], in(text)); diff != "" {
				t.Errorf("%s: %s has other placeholders than its comment names (-comment +text):\n%s", lang, name, diff)
			}
		}
	}
}

// A call that fills a phrase gives values for all of its placeholders, and for
// nothing else.
func TestCallsFillEveryPlaceholder(t *testing.T) {
	fields := commented(t)
	files := token.NewFileSet()
	calls := 0
	look := func(file *ast.File) {
		ast.Inspect(file, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok || !isFill(call, file) {
				return true
			}
			field, ok := call.Args[0].(*ast.SelectorExpr)
			if !ok {
				return true // a phrase chosen before
			}
			want, ok := fields[field.Sel.Name]
			if !ok {
				return true
			}
			calls++
			if got := keys(call); !slices.Equal(got, want) {
				t.Errorf("%s: the call gives %v, want %v of %s", files.Position(call.Pos()), got, want, field.Sel.Name)
			}
			return true
		})
	}
	for _, root := range []string{"../../report", "../../cmd", "../../questions/form"} {
		err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
				return err
			}
			file, err := parser.ParseFile(files, path, nil, 0)
			if err == nil {
				look(file)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if calls < 70 {
		t.Errorf("%d calls that fill a phrase were found, want at least 70", calls)
	}
}

// isFill tells whether a call is one of Fill, from this package or another.
func isFill(call *ast.CallExpr, in *ast.File) bool {
	switch f := call.Fun.(type) {
	case *ast.Ident:
		return f.Name == "Fill" && in.Name.Name == "phrase"
	case *ast.SelectorExpr:
		of, ok := f.X.(*ast.Ident)
		return ok && of.Name == "phrase" && f.Sel.Name == "Fill"
	}
	return false
}

// keys lists the placeholders that a call gives values for, sorted. One that is
// no literal stands as it is written.
func keys(call *ast.CallExpr) []string {
	var all []string
	for i := 1; i < len(call.Args); i += 2 {
		key := "something that is no literal"
		if lit, ok := call.Args[i].(*ast.BasicLit); ok {
			if text, err := strconv.Unquote(lit.Value); err == nil {
				key = "{" + text + "}"
			}
		}
		all = append(all, key)
	}
	slices.Sort(all)
	return all
}
