package phrase

// Interview is what the interview says.
type Interview struct {
	Welcome        string // {file}
	WelcomeBack    string // {file} {when} {answered}
	OfThemDecide   string // {n}
	Intro          string
	AfterReport    string // {again} {page} {plain}
	KeysTitle      string
	GreetUnknown   string // {questions}
	SettledWhy     string // {step} {status}
	Live           string // {codes} {n}
	LiveSettled    string // {codes}
	LiveOff        string
	LiveOn         string // {live}
	Optional       string // {n}
	NotDeciding1   string
	AskPlace       string
	AskAsOf        string
	AskRespondent  string
	BadDate        string // {input}
	NextPart       string // {bank} {about}
	AlreadyThere   string // {file}
	AskTitle       string
	NameHelp       string
	TitleNeeded    string
	StepOf         string // {bank} {step} {x} {y}
	AtMostLeft     string // {n}
	OneLeft        string
	NoneLeft       string
	Options        string // {n}
	Prompt         string
	KeysPlain      string
	KeysPlainNA    string
	KeysDrawn      string // {n}
	KeysDrawnNA    string // {n}
	KeysBetween    string // {n}
	KeysLine       string
	KeysText       string
	NowAnswered    string // {level}
	NowKept        string // {level}
	NowOpen        string // {level}, {command}
	NotAnOption    string // {input} {n}
	NothingTyped   string // {n}
	ChooseFirst    string
	NAOnlyWhere    string
	AskBetween     string
	AskSplit       string
	TwoNeeded      string // {n}
	AskReason      string
	AskNote        string
	AskEvidence    string
	NowIs          string // {text}
	NoteSaved      string
	EvidenceSaved  string
	ReasonNeeded   string
	NothingKept    string
	LeftAsItWas    string
	ListenFor      string
	FirstQuestion  string
	Overview       string
	OverviewAsk    string
	NoLonger       string
	Review         string
	ReviewUnknown  string // {n}
	ReviewAsk      string
	Saved          string // {file} {again} {plain}
	InputEnded     string // {file} {again} {plain}
	TooLong        string // {n}
	NotUTF8        string
	PasteHint      string
	PasteNowhere   string
	TooManyLines   string // {n}
	TooMuch        string // {n}
	KeysReview     string
	KeysOverview   string
	TooSmall       string
	TurnOpen       string // {codes}
	TurnChanged    string // {codes} {was}
	TurnBecause    string // {question} {level}
	TurnDecided    string // {question} {level}
	ThenReview     string
	ThenOn         string // {n}
	ThenNone       string
	ThenOne        string
	StopHere       string
	KeysTurn       string
	KeysReading    string
	KeysPager      string // less shows it: plain signs
	NotKept        string
	KeysFailing    string
	KeysClashing   string
	NotConfirmed   string
	KeysLeaving    string
	Recorded       string // {level}
	TakenIn        string
	Conflicting    string // {level}
	ConflictAsk    string
	NothingToUndo  string
	Undone         string
	UndoneCase     string
	KeysMore       string
	KeyWords       string
	NoteGone       string
	EvidenceGone   string
	NoSuchEvidence string // {n} {command}
	NoEvidence     string
	AskSide        string // {level}
	TextHelp       string
	SideEmpty      string // {level}
	SidesKept      string
	SplitNote      string
	SplitLevel     string // {between}
	SplitPast      string
	SplitSide      string // {level} {says}
	TitleLabel     string
	DetailKept     string
	NothingAsked   string
	ReviewLook     string
	Waits          string // {level}
	QuestionOf     string // {n} {of}
	MinutesLeft    string // {n}
	IntroParts     string // {banks}
	KeysPieces     string
	KeysSmall      string // {n}
	AnswersIn      string // {file}
	Hello          string
	HelloBegin     string
	AskRetry       string
	NotYetRow      string // {from} {to} {state}
	YouAreHere     string
	FoundAsk       string
	FoundCase      string // {title} {file} {n} {when}
	FoundHere      string
	EscLeaves      string
	EscTwice       string
	KeyDoesNothing string // {keys}
	NotAsked       string // {banks}
	PossibleAgain  string // {codes}
	NotPossible    string // {codes} {level}
	IfInstead      string // {levels} {codes}
	IfOpen         string // {levels}
	FirstAnswer    string
	HangsMore      string // {n}
	HangsTakes     string // {takes}
	HangsOnSome    string // {n}
	HangsOnMany    string // {n}
	HangsOnOne     string
	CertainTitle   string
	WhyTitle       string
	Cautions       string // {cautions}
	ReasonEnough   string // {percent} {code} {need}
	ReasonEvery    string // {code} {need}
	ReasonWhole    string // {percent} {code} {need}
	ReasonPart     string // {part} {percent} {code} {need}
	ReasonHolds    string // {parts}
}
