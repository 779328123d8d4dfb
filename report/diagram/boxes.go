// Package diagram draws trees and ranges: as SVG for a page, and as text for
// Mermaid and Graphviz to draw.
package diagram

import (
	"fmt"
	"strings"

	"collectiveimpact/samklar/report/view"
)

// nodeLines gives what a box says of a node, and endLines of an end: signs
// stand before words.
func nodeLines(n *view.TreeNode, at int) []string {
	lines := []string{fmt.Sprintf("%d %s", at+1, n.Title)}
	if n.Status != "" {
		lines = append(lines, strings.TrimSpace(n.Mark.Sign()+" "+n.Status))
	}
	lines = append(lines, n.Rule)
	for _, q := range n.Asks {
		lines = append(lines, strings.TrimSpace(q.Mark.Sign()+" "+q.Text))
	}
	return lines
}

func endLines(e *view.TreeEnd) []string {
	switch e.Mark {
	case view.Yes:
		return []string{e.Title, "▶ " + e.Status}
	case view.Maybe:
		return []string{e.Title, view.Maybe.Sign() + " " + e.Status}
	default:
		return []string{e.Title}
	}
}
