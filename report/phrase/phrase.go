// Package phrase holds the interface's own words: those of the interview and
// the reports, in each language. What a bank asks and says is in the banks;
// command help and diagnostics are in English only, since they are searched
// for.
//
// A phrase is a field of Phrases. {name} in it is filled in by Fill, so a
// language may put it where its grammar wants it.
package phrase

import "collectiveimpact/samklar/report/phrase/papers"

// Phrases are all words of the interface in one language.
type Phrases struct {
	Lang string // as in an HTML lang attribute

	// Lists and numbers.
	And, Or      string
	PercentSign  string // with the space before it where the language has one
	Months       [12]string
	DateFormat   string // {day} {month} {year}
	Untitled     string
	NotAnswered  string
	Between      string // {low}, {high}
	Unknown      string
	NotApplies   string
	StaleAnswer  string // {level}
	QuoteOpen    string
	QuoteClose   string
	NoteLabel    string
	EvidenceMark string

	// The report: headings.
	ReportTitle string // {title}
	CaseID      string
	Place       string
	AsOf        string
	Respondent  string
	Conclusion  string
	HowWeGot    string
	Scores      string
	Findings    string
	NotKnown    string
	NextSteps   string
	NotDeciding string
	FoldedIntro string
	Answers     string
	HowScored   string
	Contents    string

	// The report: the conclusion.
	OpenIs        string // {codes}
	OneDecides    string
	ManyDecide    string // {n}
	ManyMayDecide string // {n}
	OutByStep     string // {part}, {codes}
	OutByPass     string // {part}, {codes}
	OutByParts    string // {dimensions}, {percent}, {codes}
	OutByAll      string // {percent}, {codes}
	OutByWhole    string // {percent}, {codes}
	CountTowards  string // {n}, {takes}
	AskFirst      string // {question}
	SoFar         string // {said}
	Settled       string
	SettledOpen   string
	CodePath      string // {path}
	GoesOnWith    string // {bank}
	IfCode        string // {code} {path}
	AlsoAnswer    string // {bank}
	BankNow       string // {bank} {codes}
	IfAnswer      string // {levels} {codes}
	Whichever     string // {said}
	FirstStep     string // {step}
	FirstFindOut  string
	Follows       string
	OtherChain    string // {bank}
	Heard         string // {bank}
	HeardNote     string
	NoConclusion  string

	NoPattern, NotKnownYet       string
	VerdictEvery, VerdictOverall string // {percent}, {met}
	LowestPart                   string // {part}
	CountsAs                     string // {score}, {counts}

	// The report: the way through a tree.
	Passed, Failed, Open string
	Needs                string // {needs} {of} {pass}
	NeedsOpen            string // {needs} {of} {pass} {open}
	LeadsTo              string // {codes}
	DoesNotCount         string
	EnoughHere           string

	// The report: scores.
	ColPart, ColScore, ColBand, ColRange string
	Overall                              string
	Weakest                              string // {dimension}
	WeakestTied                          string // {dimensions}
	WeakestMaybe                         string // {dimensions}
	AnyBand                              string
	AllAlike                             string
	NoWeakest                            string
	HeldDown                             string // {part}, {percent}, {question}
	MayBeHeld                            string // {part}, {percent}, {question}
	DimNotKnown                          string
	RangeLegend                          string
	RangeDrawn                           string
	VerdictIs                            string // {codes}
	Conditional                          string // {code}
	MayHold                              string

	// The report: what is not known.
	CountsFor      string // {codes}
	Decides        string // {codes}
	TheyDecide     string // {codes}
	MayDecide      string
	NothingUnknown string
	NothingOpen    string
	DecidersIntro  string
	DecidersOne    string // {codes}
	DecidersMany   string // {codes}
	OpenIntro      string
	OthersIntro    string
	LaterIntro     string // {bank} {n}
	StaleIntro     string
	GoneIntro      string
	NotAppliesList string
	Inexact        string

	// The report: next steps.
	ColWhat, ColWho, ColWhen, ColOwner, ColDate string
	FindOut                                     string // {question}
	FindAll                                     string // {n}
	ListedIn                                    string // {section}
	BecauseOf                                   string // {reason}
	WhenBy                                      string // {when}, {date}
	Then                                        string
	MoreSteps                                   string // {n}
	NoSteps                                     string
	Who                                         map[string]string
	When                                        map[string]string
	Sources                                     string

	TheAnswer string

	// The report: the agenda.
	Agenda        string
	AgendaUnknown string
	AgendaBetween string
	AgendaWeak    string
	AgendaMore    string // {n}
	AgendaReach   string // {code}
	ReachIntro    string // {levels}, {answers}
	ReachStep     string // {from}, {to}
	ReachOpen     string
	ReachFindOut  string // {steps}
	ReachProblem  string
	FirmOne       string
	Firm          string // {n}
	AnswerNow     string // {level}

	// The report: how it was scored.
	RuleUnknown   string
	RuleWeakest   string
	NoPromise     string
	BankVersion   string // {bank} {id} {version}
	DigestRules   string
	DigestTexts   string
	DigestAnswers string
	ToolVersion   string // {version}

	// The tree.
	TreeTitle      string // {title}
	TreeOneNeeded  string
	TreeNeeds      string // {needs} {of}
	MustPass       string
	TreeNotReached string
	TreeEnds       string
	TreeLeadsHere  string
	TreeMayLead    string
	TreeGoesOn     string
	TreeAlso       string
	TreeLegend     string

	// A bank in print.
	ShowTree     string
	PassLegend   string
	PointLegend  string
	AdviceLegend string
	WeightIs     string // {n}
	MayNotApply  string
	KeyQuestion  string
	GivenUp      string
	GoneFrom     string // {id}, {n}
	FactNode     string
	NotIf        string // {question}, {level}
	WhenOne      string // {condition}
	WhenAll      string
	WhenAny      string
	AtLeast      string // {part} {percent}
	Below        string // {part} {percent}
	EveryPart    string
	Otherwise    string
	FirstVerdict string

	// The portfolio.
	Portfolio         string
	CaseCount         string
	NoCases           string
	OfCases           string // {n} {cases}
	CutAfter          string // {n} {all} {format}
	ColShare          string
	UpTo              string // {n} {most}
	Shares            string
	NearMisses        string
	NearMissIntro     string
	NoNearMiss        string
	PolicyAsks        string
	RuleMet           string
	RuleNot           string
	RuleMaybe         string
	HereIs            string // {rule} {found}
	RuleAnswer        string // {question} {level}
	RuleComplete      string // {bank}
	RuleSource        string // {question}
	RuleNotNeeded     string
	AskThis           string // {question}
	AskMore           string // {n}
	ShortBy           string // {n}
	NoneShort         string
	OneShort          string
	OneShortIntro     string
	LevelNow          string // {level}
	LevelEnough       string // {level}
	NotAtOnce         string
	RankingPolicy     string
	RankingNote       string
	ColCase           string
	ColWeakest        string
	ColMissing        string
	Deciding          string // {n}
	OftenMissing      string
	OftenMissingIntro string
	DecidesIn         string // {n}
	NothingMissing    string
	LookAgain         string
	LookAgainIntro    string
	SameAnswers       string
	SameAnswersWhy    string
	AllTop            string
	AllTopWhy         string
	SameTitle         string
	SameTitleWhy      string
	Unreadable        string
	UnreadableIntro   string
	MoreProblems      string // {n}

	// The empty answer file.
	TemplateRespondent string // {roles}
	TemplateNote       string // {answer}
	TemplateBetween    string // {answer}

	Interview
	Moments
	papers.Letter
	Voices
	papers.Form
	Board
	Page
	Round
}
