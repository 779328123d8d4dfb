package yamldoc

import (
	"fmt"
	"testing"

	"pgregory.net/rapid"
)

func TestKeysAreFoundASecondTime(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var of items
		var keys keys
		first := make(map[string]int)
		m := of.add(Map, Block, 0)
		for range rapid.IntRange(0, 3*fewKeys).Draw(t, "keys") {
			text := fmt.Sprint(rapid.IntRange(0, 2*fewKeys).Draw(t, "key"))
			key := of.add(Scalar, Plain, 0)
			of.join(key)
			of.joinTo(key, []byte(text))
			if first[text] == 0 {
				first[text] = key
			}
			if got := keys.first(&of, m); got != first[text] {
				t.Fatalf("key %q at %d: the first is at %d, want %d", text, key, got, first[text])
			}
			list := of.add(List, Flow, 0)
			of.add(Scalar, Plain, 0)
			of.close(list)
		}
	})
}
