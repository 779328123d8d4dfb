package phrase

func danishMoments() Moments {
	return Moments{
		Compared:        "{case}: {old} og {new}",
		ComparedUndated: "{case}: dengang og nu",
		Relations: map[string]string{
			"same":         "Konklusionen er den samme.",
			"better-known": "Vi ved mere om konklusionen nu: Noget af det, der var muligt dengang, er udelukket.",
			"known-less":   "Vi ved mindre nu: Flere konklusioner er mulige end dengang.",
			"further":      "I er nået længere, uanset hvad der stadig mangler svar på.",
			"back":         "I er gået tilbage, uanset hvad der stadig mangler svar på.",
			"changed":      "Konklusionen er en anden; det er hverken frem eller tilbage.",
		},
		RelationNow:    "Nu: {codes}.",
		RelationWas:    "Dengang: {codes}.",
		RelationBehind: "Bag {code} dengang: {then}; nu: {now}.",
		SumTurns: map[string]string{
			"learned":   "Det ved vi mere om nu ({n}): {parts}.",
			"forgotten": "Det ved vi mindre om nu ({n}): {parts}.",
			"higher":    "Højere nu ({n}): {parts}.",
			"lower":     "Lavere nu ({n}): {parts}.",
			"otherwise": "Anderledes nu ({n}): {parts}.",
		},
		SumChanges: map[string]string{
			"rose":           "Er steget, uanset hvad der mangler: {parts}.",
			"fell":           "Er faldet, uanset hvad der mangler: {parts}.",
			"cannot-be-told": "Kan ikke afgøres: {parts}.",
			"not-comparable": "Andre spørgsmål er relevante: {parts}.",
		},
		ComparedHead: "Husk, når I sammenligner",
		Apart:        "Måneder mellem de to: {n}.",
		SameDay:      "Begge gælder for samme tid.",
		OtherPeople:  "Det er andre, der har svaret; det kan forklare en forskel.",
		StaleWas:     "Svar på en tidligere udgave af spørgsmålet, som tæller som ukendte: {n}.",
		FallMaySee:   "Et lavere svar kan også komme af, at gruppen ser mere nu, end den gjorde dengang.",
		PartsHead:    "Delene",
		ColThen:      "Dengang", ColNow: "Nu", ColChange: "Hvad det siger",
		Changes: map[string]string{
			"same": "samme svar", "rose": "er steget", "fell": "er faldet", "cannot-be-told": "kan ikke afgøres", "not-comparable": "andre spørgsmål er relevante",
		},
		AnswersHead: "Svar, som er ændret",
		TurnHeads: map[string]string{
			"learned": "Det ved vi mere om nu:", "forgotten": "Det ved vi mindre om nu:", "higher": "Højere end dengang:", "lower": "Lavere end dengang:", "otherwise": "Anderledes end dengang:",
		},
		FromTo:       "{old} → {new}",
		NoAnswers:    "Ingen svar er ændret.",
		StepsHead:    "Hvad der blev af de næste skridt fra sidst",
		StepOpen:     "Det mangler stadig.",
		StepClosed:   "Det er ikke længere et råd.",
		StepClosedBy: "Det er ikke længere et råd: {old} → {new}",
		NoStepsThen:  "Der var ingen råd sidst.",
	}
}
