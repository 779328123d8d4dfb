package phrase

// Interview is what the interview says.
type Interview struct {
	Welcome       string // {file}
	WelcomeBack   string // {file} {when} {answered} {left}
	Intro         string
	AfterReport   string // {again}
	KeysTitle     string
	GreetUnknown  string // {questions}
	SettledNow    string // {codes} {why} {left}
	SettledWhy    string // {step} {status}
	Live          string // {codes} {n}
	LiveSettled   string // {codes}
	LiveOff       string
	Optional      string // {n}
	NotDeciding1  string
	AskPlace      string
	AskAsOf       string
	AskRespondent string
	BadDate       string // {input}
	NextPart      string // {bank} {about}
	AlreadyThere  string // {file}
	AskTitle      string
	TitleNeeded   string
	StepOf        string // {bank} {step}
	AtMostLeft    string // {n}
	OneLeft       string
	NoneLeft      string
	Options       string // {n}
	Prompt        string
	KeysPlain     string
	KeysPlainNA   string
	KeysDrawn     string // {n}
	KeysDrawnNA   string // {n}
	KeysBetween   string // {n}
	KeysLine      string
	KeysText      string
	NowAnswered   string // {level}
	NotAnOption   string // {input} {n}
	ChooseFirst   string
	NAOnlyWhere   string
	AskBetween    string
	TwoNeeded     string // {n}
	AskReason     string
	AskNote       string
	AskEvidence   string
	NoteSaved     string
	EvidenceSaved string
	ReasonNeeded  string
	NothingKept   string
	ListenFor     string
	FirstQuestion string
	Overview      string
	OverviewAsk   string
	NoLonger      string
	Review        string
	ReviewUnknown string // {n}
	ReviewAsk     string
	Saved         string // {file} {again}
	InputEnded    string // {file} {again}
	TooLong       string // {n}
	NotUTF8       string
	PasteHint     string
	TooManyLines  string // {n}
	TooMuch       string // {n}
	KeysReview    string
	KeysOverview  string
	ToReport      string
	TooSmall      string
}
