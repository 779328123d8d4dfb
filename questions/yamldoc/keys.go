package yamldoc

// keys finds keys that stand in a map a second time: few are searched, many are
// indexed.
type keys struct{ lines map[string]int }

const fewKeys = 64

// first gives the line of the first key that is equal to the last of a map's
// items so far, or 0. Refused keys are none.
func (k *keys) first(items []Node) int {
	last := len(items) - 1
	key := &items[last]
	if last > 2*fewKeys {
		if k.lines == nil {
			k.lines = make(map[string]int, last)
			for i := 0; i < last; i += 2 {
				if items[i].Kind == Scalar && k.lines[items[i].Text] == 0 {
					k.lines[items[i].Text] = items[i].Line
				}
			}
		}
		line := k.lines[key.Text]
		if line == 0 {
			k.lines[key.Text] = key.Line
		}
		return line
	}
	for i := 0; i < last; i += 2 {
		if items[i].Text == key.Text && items[i].Kind == Scalar {
			return items[i].Line
		}
	}
	return 0
}

const (
	duplicateKey = "duplicate-key"
	standsTwice  = "key %s stands here a second time; the first is on line %d"
)
