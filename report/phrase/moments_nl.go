package phrase

func dutchMoments() Moments {
	return Moments{
		Compared:        "{case}: {old} en {new}",
		ComparedUndated: "{case}: toen en nu",
		Relations: map[string]string{
			"same":         "De conclusie is dezelfde.",
			"better-known": "We weten nu meer over de conclusie: een deel van wat toen mogelijk was, is uitgesloten.",
			"known-less":   "We weten nu minder: er zijn meer conclusies mogelijk dan toen.",
			"further":      "Jullie zijn verder gekomen, wat er ook nog ontbreekt.",
			"back":         "Jullie zijn teruggegaan, wat er ook nog ontbreekt.",
			"changed":      "De conclusie is een andere; dat is vooruit noch achteruit.",
		},
		RelationNow:    "Nu: {codes}.",
		RelationWas:    "Toen: {codes}.",
		RelationBehind: "Achter {code} toen: {then}; nu: {now}.",
		SumTurns: map[string]string{
			"learned":   "Daar weten we nu meer van ({n}): {parts}.",
			"forgotten": "Daar weten we nu minder van ({n}): {parts}.",
			"higher":    "Nu hoger ({n}): {parts}.",
			"lower":     "Nu lager ({n}): {parts}.",
			"otherwise": "Nu anders ({n}): {parts}.",
		},
		SumChanges: map[string]string{
			"rose":           "Gestegen, wat er ook nog ontbreekt: {parts}.",
			"fell":           "Gedaald, wat er ook nog ontbreekt: {parts}.",
			"cannot-be-told": "Niet te zeggen: {parts}.",
			"not-comparable": "Andere vragen zijn van toepassing: {parts}.",
		},
		ComparedHead: "Goed om te bedenken",
		Apart:        "Maanden tussen de twee: {n}.",
		SameDay:      "Beide gaan over dezelfde tijd.",
		OtherPeople:  "Anderen hebben geantwoord; een verschil kan daarvan komen.",
		StaleWas:     "Antwoorden op een eerdere versie van de vraag, die als onbekend tellen: {n}.",
		FallMaySee:   "Een antwoord dat nu lager is, kan ook komen doordat de groep meer ziet dan toen.",
		PartsHead:    "De onderdelen",
		ColThen:      "Toen", ColNow: "Nu", ColChange: "Wat dat zegt",
		Changes: map[string]string{
			"same": "dezelfde antwoorden", "rose": "gestegen", "fell": "gedaald", "cannot-be-told": "niet te zeggen", "not-comparable": "andere vragen zijn van toepassing",
		},
		AnswersHead: "Antwoorden die veranderd zijn",
		TurnHeads: map[string]string{
			"learned": "Daar weten we nu meer van:", "forgotten": "Daar weten we nu minder van:", "higher": "Hoger dan toen:", "lower": "Lager dan toen:", "otherwise": "Anders dan toen:",
		},
		FromTo:       "{old} → {new}",
		NoAnswers:    "Er is geen antwoord veranderd.",
		StepsHead:    "Wat er van de stappen van vorige keer geworden is",
		StepOpen:     "Dat moet nog gebeuren.",
		StepClosed:   "Dat is geen advies meer.",
		StepClosedBy: "Dat is geen advies meer: {old} → {new}",
		NoStepsThen:  "Vorige keer waren er geen adviezen.",
	}
}
