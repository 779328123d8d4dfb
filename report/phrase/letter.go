package phrase

// Letter are the words of a letter to those who answered, of how a case stands to what
// is required of it, of what is to be asked of many, and of what
// people decided on them.
type Letter struct {
	LetterTitle   string // {title}
	LetterThanks  string
	LetterRules   string
	AnswersRead   string
	AnswersStale  string
	LeadsHere     string
	StandsMet     string
	StandsMaybe   string
	StandsNot     string
	EachRule      string
	RuleIs        string // {rule}, {met}
	YourAnswer    string // {answer}
	YourAnswers   string // {percent}
	YourWay       string // {codes}
	OrHigher      string // {level}
	AnyAnswer     string
	OthersMissing string
	DecidedBy     string // {part}
	NoSourceYet   string
	SourceEnough  string
	AnswerSourced string
	HangsOn       string // {question}
	LacksAnswers  string // {n}
	NotOnYourWay  string
	ChangeHead    string
	ChangeIntro   string
	ChangeThere   string
	ChangeHonest  string
	ChangeNone    string
	ChangeProblem string
	ChangeFindOut string // {steps}
	ChangeUnclear string
	MissingHead   string
	MissingIntro  string
	MissingEnough string
	StepsFirst    string
	CorrectHead   string
	CorrectAnswer string

	// What is to be asked.
	FollowHead string
	FollowLead string // {cases}, {questions}
	FollowNote string
	FollowNone string
	AskSource  string

	// What was decided.
	Decisions     string
	DecidedLead   string // {decided}, {open}
	DecidedAgain  string
	OtherAnswers  string
	AgainstPolicy string
	DecidedOn     string // {date}
	DecidedUntil  string // {date}
	DecisionHead  string
	AnswerUntil   string // {date}
	Outcomes      map[string]string
}
