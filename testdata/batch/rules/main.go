// Command rules prints the rules of banks as JSON, worked out as far as possible
// beforehand, for the programs that measurements compare samklar with.
//
//	go run ./testdata/batch/rules >rules.json
//
// A tree's nodes and outcomes are numbered in one row, nodes first; a level's
// number is 1 where it passes. In a scale it is the level's part of the
// dimension's sum, which is den for full marks; the whole is the sum over the
// dimensions of sum·factor.
package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"

	"collectiveimpact/samklar/questions"
)

type rules struct {
	Start string          `json:"start"`
	Order []string        `json:"order"`
	Banks map[string]bank `json:"banks"`
}

type bank struct {
	Kind       questions.Kind    `json:"kind"`
	Next       map[string]string `json:"next"` // by outcome or verdict
	Start      int               `json:"start"`
	Nodes      []node            `json:"nodes,omitempty"`
	Outcomes   []string          `json:"outcomes,omitempty"`
	Dimensions []dimension       `json:"dimensions,omitempty"`
	Verdicts   []verdict         `json:"verdicts,omitempty"`
	Whole      int               `json:"whole"`
}

type node struct {
	Needs     int        `json:"needs"`
	Pass      int        `json:"pass"`
	Fail      int        `json:"fail"`
	Questions []question `json:"questions"`
}

type dimension struct {
	ID        string     `json:"id"`
	Den       int        `json:"den"`
	Factor    int        `json:"factor"`
	Questions []question `json:"questions"`
}

type question struct {
	ID     string         `json:"id"`
	Must   bool           `json:"must"`
	Levels map[string]int `json:"levels"`
	Top    int            `json:"top"`
}

type verdict struct {
	ID      string `json:"id"`
	Every   int    `json:"every"`
	Overall int    `json:"overall"`
}

func main() {
	if err := run(os.Stdout); err != nil { //nolint:forbidigo // main is where the outside world comes in
		fmt.Fprintln(os.Stderr, "rules:", err) //nolint:forbidigo // the same
		os.Exit(1)                             //nolint:forbidigo // the same
	}
}

func run(out io.Writer) error {
	banks, err := questions.NewLibrary("en").Select([]string{questions.Default}, true)
	if err != nil {
		return err
	}
	all := rules{Start: banks[0].ID, Banks: make(map[string]bank)}
	for _, b := range banks {
		all.Order = append(all.Order, b.ID)
		exported := bank{Kind: b.Kind, Next: make(map[string]string)}
		for _, e := range b.Endings {
			exported.Next[e.ID] = e.Next
		}
		if b.Kind == questions.Tree {
			exported.tree(b)
		} else if err := exported.scale(b); err != nil {
			return err
		}
		all.Banks[b.ID] = exported
	}
	return json.NewEncoder(out).Encode(all)
}

func (e *bank) tree(b *questions.Bank) {
	e.Start = b.Start
	for _, o := range b.Endings {
		e.Outcomes = append(e.Outcomes, o.ID)
	}
	target := func(t questions.Target) int {
		if t.Outcome {
			return len(b.Nodes) + t.Index
		}
		return t.Index
	}
	for _, n := range b.Nodes {
		exported := node{Needs: n.Needs, Pass: target(n.Pass), Fail: target(n.Fail)}
		for _, i := range n.Questions {
			if q := &b.Questions[i]; q.Counts {
				exported.Questions = append(exported.Questions, questionOf(q, func(level int) int {
					if level >= q.Passes {
						return 1
					}
					return 0
				}))
			}
		}
		e.Nodes = append(e.Nodes, exported)
	}
}

func questionOf(q *questions.Question, value func(level int) int) question {
	exported := question{ID: q.ID, Must: q.Must, Levels: make(map[string]int), Top: value(len(q.Levels) - 1)}
	for i, id := range q.LevelIDs() {
		exported.Levels[id] = value(i)
	}
	return exported
}

func (e *bank) scale(b *questions.Bank) error {
	common := 1
	for _, d := range b.Dimensions {
		exported := dimension{ID: d.ID}
		for _, i := range d.Questions {
			q := &b.Questions[i]
			if q.Optional {
				return fmt.Errorf("question %q of bank %q is optional; the programs compared know no not-applicable", q.ID, b.ID)
			}
			exported.Den += q.Weight * questions.Unit
			exported.Questions = append(exported.Questions, questionOf(q, func(level int) int {
				return q.Weight * level * questions.Unit / (len(q.Levels) - 1)
			}))
		}
		common = common / gcd(common, exported.Den) * exported.Den
		e.Dimensions = append(e.Dimensions, exported)
	}
	for i := range e.Dimensions {
		d := &e.Dimensions[i]
		d.Factor = b.Dimensions[i].Weight * common / d.Den
		e.Whole += d.Factor * d.Den
	}
	for _, v := range b.Endings {
		e.Verdicts = append(e.Verdicts, verdict{v.ID, v.Every, v.Overall})
	}
	return nil
}

func gcd(a, b int) int {
	for b != 0 {
		a, b = b, a%b
	}
	return a
}
