package form_test

import (
	"fmt"
	"regexp"
	"strconv"
)

// An xlsform is a form in use: its rows by name, and what was entered.
type xlsform struct {
	rows     map[string]xlsRow
	entered  map[string]string
	visiting map[string]bool // to find what is calculated from itself
	known    map[string]any  // values worked out since something was entered
}

// An xlsRow is a row of the survey, with the conditions of the groups around it.
type xlsRow struct {
	kind, path, relevant, calculation string
	groups                            []string
}

// relevant tells whether a row is shown.
func (x *xlsform) relevant(name string) bool {
	row := x.rows[name]
	for _, condition := range append(row.groups, row.relevant) {
		if condition != "" && !x.truth(condition) {
			return false
		}
	}
	return true
}

// value gives what stands in a field: nothing where it is not shown.
func (x *xlsform) value(name string) any {
	row, ok := x.rows[name]
	if !ok {
		panic(fmt.Sprintf("there is no %q", name))
	}
	if x.visiting[name] {
		panic(fmt.Sprintf("%q is calculated from itself", name))
	}
	if v, ok := x.known[name]; ok {
		return v
	}
	x.visiting[name] = true
	defer delete(x.visiting, name)
	var v any = x.entered[name]
	switch {
	case row.kind == "calculate":
		v = x.eval(row.calculation)
	case !x.relevant(name):
		v = ""
	}
	x.known[name] = v
	return v
}

func (x *xlsform) truth(expression string) bool { return truth(x.eval(expression)) }

var tokens = regexp.MustCompile(`\s*(\$\{[^}]+\}|'[^']*'|[0-9]+|[a-z]+|!=|>=|[=<+(),])`)

// eval works out an expression of those that our forms have: it stops where one has more.
func (x *xlsform) eval(expression string) any {
	p := &xpath{x: x}
	at := 0
	for at < len(expression) {
		m := tokens.FindStringSubmatchIndex(expression[at:])
		if len(m) == 0 || m[0] != 0 {
			panic(fmt.Sprintf("not understood: %q", expression[at:]))
		}
		p.rest = append(p.rest, expression[at+m[2]:at+m[3]])
		at += m[1]
	}
	v := p.or()
	if len(p.rest) > 0 {
		panic(fmt.Sprintf("left over: %q of %q", p.rest, expression))
	}
	return v
}

type xpath struct {
	x    *xlsform
	rest []string
}

func (p *xpath) next() string {
	if len(p.rest) == 0 {
		panic("the expression ends too early")
	}
	token := p.rest[0]
	p.rest = p.rest[1:]
	return token
}

func (p *xpath) is(token string) bool {
	if len(p.rest) > 0 && p.rest[0] == token {
		p.rest = p.rest[1:]
		return true
	}
	return false
}

func (p *xpath) want(token string) {
	if !p.is(token) {
		panic(fmt.Sprintf("want %q before %q", token, p.rest))
	}
}

func (p *xpath) or() any {
	v := p.and()
	for p.is("or") {
		w := truth(p.and())
		v = truth(v) || w
	}
	return v
}

func (p *xpath) and() any {
	v := p.compare()
	for p.is("and") {
		w := truth(p.compare())
		v = truth(v) && w
	}
	return v
}

func (p *xpath) compare() any {
	v := p.sum()
	for _, sign := range []string{"=", "!=", ">=", "<"} {
		if !p.is(sign) {
			continue
		}
		w := p.sum()
		_, left := v.(int)
		_, right := w.(int)
		if left || right {
			a, b := number(v), number(w)
			return map[string]bool{"=": a == b, "!=": a != b, ">=": a >= b, "<": a < b}[sign]
		}
		return map[string]bool{"=": v == w, "!=": v != w}[sign]
	}
	return v
}

func number(v any) int {
	n, err := strconv.Atoi(fmt.Sprint(v))
	if err != nil {
		panic(fmt.Sprintf("%v is no number", v))
	}
	return n
}

func truth(v any) bool {
	is, ok := v.(bool)
	if !ok {
		panic(fmt.Sprintf("%v is neither true nor false", v))
	}
	return is
}

func (p *xpath) sum() any {
	v := p.one()
	for p.is("+") {
		v = number(v) + number(p.one())
	}
	return v
}

func (p *xpath) one() any {
	token := p.next()
	switch {
	case token == "(":
		v := p.or()
		p.want(")")
		return v
	case token == "not":
		p.want("(")
		v := !truth(p.or())
		p.want(")")
		return v
	case token == "if":
		p.want("(")
		condition := truth(p.or())
		p.want(",")
		yes := p.or()
		p.want(",")
		no := p.or()
		p.want(")")
		if condition {
			return yes
		}
		return no
	case token[0] == '\'':
		return token[1 : len(token)-1]
	case token[0] == '$':
		return p.x.value(token[2 : len(token)-1])
	}
	n, err := strconv.Atoi(token)
	if err != nil {
		panic(fmt.Sprintf("not understood: %q", token))
	}
	return n
}
