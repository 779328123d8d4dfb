package yamldoc

import (
	"fmt"
	"testing"

	"pgregory.net/rapid"
)

func TestKeysAreFoundASecondTime(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var items []Node
		var keys keys
		first := make(map[string]int)
		for line := range rapid.IntRange(0, 3*fewKeys).Draw(t, "keys") {
			key := Node{Text: fmt.Sprint(rapid.IntRange(0, 2*fewKeys).Draw(t, "key")), Line: line + 1}
			items = append(items, key)
			if got := keys.first(items); got != first[key.Text] {
				t.Fatalf("key %q on line %d: the first is on line %d, want %d", key.Text, key.Line, got, first[key.Text])
			}
			if first[key.Text] == 0 {
				first[key.Text] = key.Line
			}
			items = append(items, Node{Text: key.Text})
		}
	})
}
