package assess

// weakest returns the dimensions that are the weakest whatever the missing
// answers are: those whose highest is at most every other one's lowest, so that
// several have the same score. Where there is none it returns those that may be:
// whose lowest is at most every other one's highest. Both are of what dimensions
// count as, and in bank order. One alone is no link, and so not the weakest.
func weakest(scores []Score) (surely, maybe []int) {
	if len(scores) < 2 {
		return nil, nil
	}
	n := len(scores)
	room := make([]int, 2*n)
	surely, maybe = room[:0:n], room[n:n]
	for d := range scores {
		is, may := true, true
		for e := range scores {
			if d != e {
				is = is && !scores[e].CountsLow.Below(scores[d].CountsHigh)
				may = may && !scores[e].CountsHigh.Below(scores[d].CountsLow)
			}
		}
		if is {
			surely = append(surely, d)
		}
		if may {
			maybe = append(maybe, d)
		}
	}
	if len(surely) > 0 {
		return surely, nil
	}
	return nil, maybe
}
