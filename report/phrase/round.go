package phrase

// Round is what is said of many cases side by side, and on their page.
type Round struct {
	MeetAll     [2]string // of one and of more: {n}, {cases}
	MayMeet     [2]string // likewise: {n}
	OneAnswer   string    // {n}
	DoNotMeet   [2]string // likewise: {n}
	CertainFor  string    // {n}, {cases}
	OpenFor     [2]string // {n}
	WhatCameOut string
	PartsOver   string // {bank}, {n}
	PartsOfAll  string // {bank}
	CannotBand  string
	RuleNumber  string // {n}
	RuleSigns   string
	RulesRest   string // {n}
	PartSigns   string // {parts}
	PartShort   string // {code}, {percent}
	ColParts    string
	ColLacking  string
	AskN        string    // {n}
	LevelsN     [2]string // one, and more: {n}
	NoLevel     string
	FindN       string // {n}
	AskAgain    string
	NotClear    string
	OpenWays    string // {n}
	SearchCases string
	SortBy      string // {column}
	ShownOf     string // {n}, {all}

	ChipAll, ChipMeet, ChipMay, ChipOne, ChipShort, ChipNot, ChipOpen string

	AskAlso         string // {n}
	OneLevelMore    string // {question}, {from}, {to}
	TopOf           string // {n}, {all}
	AllCases        string
	InTheWay        string
	OfAsked         string // {n}, {asked}
	WeakHead        string
	WeakMost        string    // {parts}, {n}, {cases}
	WeakMostOf      string    // {parts}, {n}, {cases}, {bank}
	PerhapsMore     string    // {n}, {most}
	WeakMostly      string    // {held}
	HeldIn          string    // {question}, {n}, {of}
	WeakNot         string    // {n}, {cases}
	StepsOver       string    // {bank}
	StepIs          [4]string // passed, not known, not passed, and not passed where that is no weakness
	NeedlessMet     string
	OneSource       string // {n}
	ChipSource      string
	SourcesN        string    // {n}
	BesidesN        [2]string // of one and of more: {n}
	NearSourceIntro string
	FindFirst       string // {questions}
	MeetCome        string // {ends}
	NoneClear       string
	RankingFind     string
	RankingAgain    string
}

func englishRound() Round {
	return Round{
		MeetAll:         [2]string{"{n} of {cases} meets all requirements.", "{n} of {cases} meet all requirements."},
		MayMeet:         [2]string{"{n} may still do so.", "{n} may still do so."},
		OneAnswer:       "For {n} of them a single answer decides.",
		DoNotMeet:       [2]string{"{n} does not.", "{n} do not."},
		CertainFor:      "The conclusion is certain for {n} of {cases}.",
		OpenFor:         [2]string{"{n} is not known yet.", "{n} are not known yet."},
		WhatCameOut:     "What came out",
		PartsOver:       "{bank}: cases that need them, or may ({n})",
		PartsOfAll:      "{bank}: all cases",
		CannotBand:      "Not known yet",
		RuleNumber:      "R{n}",
		RuleSigns:       "✓ met · ✗ not met · ? not known yet · – not needed, counts as met",
		RulesRest:       "Met or not needed: {n}",
		PartSigns:       "The small bars stand for {parts}, from 0 to 100 percent. Filled is certain, hatched depends on questions still open. – means that they are not needed.",
		PartShort:       "Red surely counts as less than {percent}, which {code} asks of every part.",
		ColParts:        "Parts",
		ColLacking:      "Lacking",
		AskN:            "{n} to ask",
		LevelsN:         [2]string{"{n} level", "{n} levels"},
		NoLevel:         "other way",
		FindN:           "find out: {n}",
		AskAgain:        "then ask again",
		NotClear:        "not clear",
		OpenWays:        "not known yet: {n} ways",
		SearchCases:     "Search",
		SortBy:          "sort by {column}",
		ShownOf:         "{n} of {all} shown",
		ChipAll:         "All",
		ChipMeet:        "Meets all",
		ChipMay:         "May still meet all",
		ChipOne:         "One answer decides",
		ChipShort:       "One level short",
		ChipNot:         "Does not meet all",
		ChipOpen:        "Conclusion not known yet",
		AskAlso:         "and {n} more",
		OneLevelMore:    "One level short: {question} · Now: {from} · Enough: {to}",
		TopOf:           "The first {n} of {all} stand here.",
		AllCases:        "The cases",
		InTheWay:        "What stands in the way",
		OfAsked:         "{n} of the {asked} that were asked",
		WeakHead:        "Where they are weak",
		WeakMost:        "Most often weak: {parts}, in {n} of {cases}.",
		WeakMostOf:      "Of the {cases} that need {bank}, or may: {parts}, in {n}.",
		PerhapsMore:     "{n} (perhaps {most})",
		WeakMostly:      "What is missing there most often: {held}",
		HeldIn:          "{question} ({n} of {of})",
		WeakNot:         "For {n} of {cases} the problem itself asks for another way. That is no weakness.",
		StepsOver:       "{bank} Cases that come there, or may",
		StepIs:          [4]string{"Yes", "Not known yet", "No", "No: that lies in the problem"},
		NeedlessMet:     "What a case does not need counts as met.",
		OneSource:       "For {n} of them a source is missing, or one answer with its source.",
		ChipSource:      "A source is missing",
		SourcesN:        "sources: {n}",
		BesidesN:        [2]string{"besides: {n} answer or source", "besides: {n} answers or sources"},
		NearSourceIntro: "In these cases a source is missing, or one answer with its source:",
		MeetCome:        "The conclusion of those that meet all: {ends}.",
		FindFirst:       "Find out first: {questions}",
		NoneClear:       "what would be enough cannot be said in a few answers",
		RankingFind:     "“Find out”: about the problem itself, and not known yet; in the order it counts as a level. If it turns out well, the levels are enough.",
		RankingAgain:    "“Then ask again”, behind those: after the levels comes the problem itself; as it is answered now, it would be in the way too.",
	}
}
