package phrase

func englishMoments() Moments {
	return Moments{
		Compared:        "{case}: {old} and {new}",
		ComparedUndated: "{case}: then and now",
		Relations: map[string]string{
			"same":         "The conclusion is the same.",
			"better-known": "The conclusion is better known: some of what was possible then is ruled out now.",
			"known-less":   "Less is known now: more conclusions are possible than then.",
			"further":      "It has come further, whatever is still missing.",
			"back":         "It has gone back, whatever is still missing.",
			"changed":      "The conclusion has changed; that is neither further nor back.",
		},
		RelationNow:    "Now: {codes}.",
		RelationWas:    "Then: {codes}.",
		RelationBehind: "Behind {code}, then: {then}; now: {now}.",
		SumTurns: map[string]string{
			"learned":   "Better known now ({n}): {parts}.",
			"forgotten": "Known less now ({n}): {parts}.",
			"higher":    "Higher now ({n}): {parts}.",
			"lower":     "Lower now ({n}): {parts}.",
			"otherwise": "Otherwise now ({n}): {parts}.",
		},
		SumChanges: map[string]string{
			"rose":           "Rose, whatever is still missing: {parts}.",
			"fell":           "Fell, whatever is still missing: {parts}.",
			"cannot-be-told": "Cannot be told: {parts}.",
			"not-comparable": "Other questions apply: {parts}.",
		},
		ComparedHead: "What to bear in mind",
		Apart:        "Months between the two: {n}.",
		SameDay:      "Both describe the same time.",
		OtherPeople:  "Other people have answered; a difference may come from that.",
		StaleWas:     "Answers that were given to an earlier version of the question, and count as unknown: {n}.",
		FallMaySee:   "An answer that is lower now may come from a group that sees more than it did then.",
		PartsHead:    "The parts",
		ColThen:      "Then", ColNow: "Now", ColChange: "What that says",
		Changes: map[string]string{
			"same": "the same answers", "rose": "rose", "fell": "fell", "cannot-be-told": "cannot be told", "not-comparable": "other questions apply",
		},
		AnswersHead: "Answers that have changed",
		TurnHeads: map[string]string{
			"learned": "Better known now:", "forgotten": "Known less now:", "higher": "Higher than then:", "lower": "Lower than then:", "otherwise": "Otherwise than then:",
		},
		FromTo:       "{old} → {new}",
		NoAnswers:    "No answer has changed.",
		StepsHead:    "What has become of the steps of last time",
		StepOpen:     "It is still to be done.",
		StepClosed:   "It is not advised any more.",
		StepClosedBy: "It is not advised any more: {old} → {new}",
		NoStepsThen:  "Nothing was advised last time.",
	}
}
