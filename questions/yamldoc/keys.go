package yamldoc

import "bytes"

// keys finds keys that stand in a map a second time: few are searched, many are
// indexed.
type keys struct {
	n     int
	marks uint64 // by the length and the ends of a key: one with another mark is another key
	index map[string]int
}

const fewKeys = 64

// first gives the place of the first key of a map that is equal to its last one, which
// was just read.
func (k *keys) first(of *items, m int) int {
	last := len(of.all) - 1
	text := of.textOf(last)
	mark := uint64(1)
	if len(text) > 0 {
		mark <<= (5*len(text) + 3*int(text[0]) + int(text[len(text)-1])) & 63
	}
	fresh := k.marks&mark == 0
	k.marks |= mark
	k.n++
	switch {
	case k.n > fewKeys:
	case fresh:
		return last
	default:
		for i := m + 1; i < last; i = of.behind(i + 1) {
			if it := &of.all[i]; int(it.to-it.from) == len(text) && bytes.Equal(of.textOf(i), text) {
				return i
			}
		}
		return last
	}
	if k.index == nil {
		k.index = make(map[string]int, 2*fewKeys)
		for i := m + 1; i < last; i = of.behind(i + 1) {
			if key := string(of.textOf(i)); k.index[key] == 0 {
				k.index[key] = i
			}
		}
	}
	if first := k.index[string(text)]; first > 0 {
		return first
	}
	k.index[string(text)] = last
	return last
}

// distinct tells whether the last key of a map stands there once, and is no merge key.
func (k *keys) distinct(of *items, m int) bool {
	last := len(of.all) - 1
	return k.first(of, m) == last && !(of.all[last].style == Plain && string(of.textOf(last)) == "<<")
}

const (
	duplicateKey = "duplicate-key"
	standsTwice  = "key %s stands here a second time; the first is on line %d"
)
