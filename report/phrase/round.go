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
		PartSigns:    "The small bars stand for {parts}, from 0 to 100 percent. Filled is certain, hatched depends on questions still open, red is the weakest. – means that they are not needed.",
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
		OneLevelMore: "One level short: {question} · Now: {from} · Enough: {to}",
		TopOf:        "The first {n} of {all} stand here.",
		AllCases:     "All cases",
		InTheWay:     "What stands in the way",
		OfAsked:      "{n} of the {asked} that were asked",
	}
}
