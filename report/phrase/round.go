package phrase

// Round is what is said of many cases side by side, and on their page.
type Round struct {
	MeetAll      [2]string // of one and of more: {n}, {cases}
	MayMeet      [2]string // likewise: {n}
	OneAnswer    string    // {n}
	DoNotMeet    [2]string // likewise: {n}
	CertainFor   string    // {n}, {cases}
	OpenFor      [2]string // {n}
	WhatCameOut  string
	PartsOver    string // {bank}, {n}
	PartsOfAll   string // {bank}
	CannotBand   string
	RuleNumber   string // {n}
	RuleSigns    string
	PartSigns    string // {parts}
	ColParts     string
	ColLacking   string
	AskN         string // {n}
	LevelsN      string // {n}
	NoLevel      string
	OpenWays     string // {n}
	SearchCases  string
	SortBy       string // {column}
	ShownOf      string // {n}, {all}
	ChipAll      string
	ChipMeet     string
	ChipMay      string
	ChipOne      string
	ChipShort    string
	ChipNot      string
	ChipOpen     string
	AskAlso      string // {n}
	OneLevelMore string // {question}, {from}, {to}
	TopOf        string // {n}, {all}
	AllCases     string
	InTheWay     string
	OfAsked      string // {n}, {asked}
}

func englishRound() Round {
	return Round{
		MeetAll:      [2]string{"{n} of {cases} meets all requirements.", "{n} of {cases} meet all requirements."},
		MayMeet:      [2]string{"{n} may still do so.", "{n} may still do so."},
		OneAnswer:    "For {n} of them a single answer decides.",
		DoNotMeet:    [2]string{"{n} does not.", "{n} do not."},
		CertainFor:   "The conclusion is certain for {n} of {cases}.",
		OpenFor:      [2]string{"{n} is not known yet.", "{n} are not known yet."},
		WhatCameOut:  "What came out",
		PartsOver:    "{bank}: the {n} cases that need them, or may",
		PartsOfAll:   "{bank}: all cases",
		CannotBand:   "Not known yet",
		RuleNumber:   "R{n}",
		RuleSigns:    "✓ met · ✗ not met · ? not known yet · – not needed",
		PartSigns:    "The small bars stand for {parts}, from 0 to 100 percent. Filled is certain, hatched depends on missing answers, red is the weakest. – means that they are not needed.",
		ColParts:     "Parts",
		ColLacking:   "Lacking",
		AskN:         "ask {n}",
		LevelsN:      "levels: {n}",
		NoLevel:      "no level",
		OpenWays:     "not known yet: {n} ways",
		SearchCases:  "Search",
		SortBy:       "sort by {column}",
		ShownOf:      "{n} of {all} shown",
		ChipAll:      "All",
		ChipMeet:     "Meets all",
		ChipMay:      "Not known yet",
		ChipOne:      "One answer decides",
		ChipShort:    "One level short",
		ChipNot:      "Not met",
		ChipOpen:     "Not known yet",
		AskAlso:      "and {n} more",
		OneLevelMore: "One level short: {question} Now: {from}. Enough: {to}.",
		TopOf:        "The first {n} of {all} stand here.",
		AllCases:     "All cases",
		InTheWay:     "What stands in the way",
		OfAsked:      "{n} of the {asked} that were asked",
	}
}

func danishRound() Round {
	return Round{
		MeetAll:      [2]string{"{n} af {cases} opfylder alle krav.", "{n} af {cases} opfylder alle krav."},
		MayMeet:      [2]string{"{n} kan stadig nå det.", "{n} kan stadig nå det."},
		OneAnswer:    "For {n} af dem er det ét svar, der afgør det.",
		DoNotMeet:    [2]string{"{n} gør ikke.", "{n} gør ikke."},
		CertainFor:   "Konklusionen er sikker for {n} af {cases}.",
		OpenFor:      [2]string{"For {n} vides den ikke endnu.", "For {n} vides den ikke endnu."},
		WhatCameOut:  "Hvad der kom ud af det",
		PartsOver:    "{bank}: de {n} samarbejder, der har brug for dem eller måske har",
		PartsOfAll:   "{bank}: alle samarbejder",
		CannotBand:   "Vides ikke endnu",
		RuleNumber:   "K{n}",
		RuleSigns:    "✓ opfyldt · ✗ ikke opfyldt · ? vides ikke endnu · – ikke nødvendigt",
		PartSigns:    "De små søjler står for {parts}, fra 0 til 100 procent. Fyldt er sikkert, skraveret afhænger af svar, der mangler, rød er den svageste. – betyder, at de ikke er nødvendige.",
		ColParts:     "Dele",
		ColLacking:   "Mangler",
		AskN:         "spørg om {n}",
		LevelsN:      "trin: {n}",
		NoLevel:      "intet trin",
		OpenWays:     "vides ikke endnu: {n} veje",
		SearchCases:  "Søg",
		SortBy:       "sortér efter {column}",
		ShownOf:      "{n} af {all} vises",
		ChipAll:      "Alle",
		ChipMeet:     "Opfylder alle",
		ChipMay:      "Vides ikke endnu",
		ChipOne:      "Ét svar afgør det",
		ChipShort:    "Kun ét trin fra",
		ChipNot:      "Ikke opfyldt",
		ChipOpen:     "Vides ikke endnu",
		AskAlso:      "og {n} til",
		OneLevelMore: "Kun ét trin fra: {question} Nu: {from}. Nok: {to}.",
		TopOf:        "Her står de første {n} af {all}.",
		AllCases:     "Alle samarbejder",
		InTheWay:     "Hvad der står i vejen",
		OfAsked:      "{n} af de {asked}, der blev spurgt",
	}
}

func dutchRound() Round {
	return Round{
		MeetAll:      [2]string{"{n} van de {cases} voldoet aan alle eisen.", "{n} van de {cases} voldoen aan alle eisen."},
		MayMeet:      [2]string{"{n} kan dat nog doen.", "{n} kunnen dat nog doen."},
		OneAnswer:    "Bij {n} daarvan geeft één antwoord de doorslag.",
		DoNotMeet:    [2]string{"{n} voldoet niet.", "{n} voldoen niet."},
		CertainFor:   "De conclusie staat vast bij {n} van de {cases}.",
		OpenFor:      [2]string{"Bij {n} is die nog niet bekend.", "Bij {n} is die nog niet bekend."},
		WhatCameOut:  "Wat eruit kwam",
		PartsOver:    "{bank}: de {n} samenwerkingen die ze nodig hebben, of misschien",
		PartsOfAll:   "{bank}: alle samenwerkingen",
		CannotBand:   "Nog niet bekend",
		RuleNumber:   "E{n}",
		RuleSigns:    "✓ voldaan · ✗ niet voldaan · ? nog niet bekend · – niet nodig",
		PartSigns:    "De kleine balkjes staan voor {parts}, van 0 tot 100 procent. Gevuld staat vast, gearceerd hangt af van ontbrekende antwoorden, rood is het zwakst. – betekent dat ze niet nodig zijn.",
		ColParts:     "Onderdelen",
		ColLacking:   "Ontbreekt",
		AskN:         "vraag er {n}",
		LevelsN:      "niveaus: {n}",
		NoLevel:      "geen niveau",
		OpenWays:     "nog niet bekend: {n} wegen",
		SearchCases:  "Zoek",
		SortBy:       "sorteer op {column}",
		ShownOf:      "{n} van {all} te zien",
		ChipAll:      "Alle",
		ChipMeet:     "Voldoet aan alles",
		ChipMay:      "Nog niet bekend",
		ChipOne:      "Eén antwoord beslist",
		ChipShort:    "Eén niveau tekort",
		ChipNot:      "Niet voldaan",
		ChipOpen:     "Nog niet bekend",
		AskAlso:      "en nog {n}",
		OneLevelMore: "Eén niveau tekort: {question} Nu: {from}. Genoeg: {to}.",
		TopOf:        "Hier staan de eerste {n} van de {all}.",
		AllCases:     "Alle samenwerkingen",
		InTheWay:     "Wat in de weg staat",
		OfAsked:      "{n} van de {asked} aan wie het is gevraagd",
	}
}
