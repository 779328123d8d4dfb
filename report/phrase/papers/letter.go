package papers

// Letter are the words of a letter to those who answered, of how a case stands to what
// is required of it, of what is to be asked of many, and of what
// people decided on them.
type Letter struct {
	LetterTitle    string // {title}
	LetterThanks   string
	LetterSame     string
	LetterRound    string
	LetterDecides  string
	AnswersRead    string
	AnswersStale   string
	LeadsHere      string
	StandsMet      string
	StandsMaybe    string
	StandsNot      string
	RuleIs         string // {rule}, {met}
	RuleNotYet     string
	RuleNotThen    string
	EachRule       string
	MetAnswer      string // {question}
	MetSource      string // {question}
	MetBoth        string // {question}
	MetComplete    string // {bank}
	RulesMet       string
	RulesAside     string
	YourAnswer     string // {answer}
	YourAnswers    string // {percent}
	YourWay        string // {codes}
	AtLeastLevel   string // {level}
	AnyAnswer      string
	OthersMissing  string
	DecidedBy      string // {part}
	NoSourceYet    string
	SourceEnough   string
	AnswerSourced  string
	LacksAnswers   string    // {n}
	LacksNamed     string    // {questions}
	ChangeHead     [2]string // now, and of what is refused
	ChangeWith     [2]string // so, too, where two stand
	ChangeLeast    [2]string
	ChangeThere    string // {marks}
	ChangeCommon   [2]string
	ChangeOneOf    [2]string
	ChangeMore     [2]string
	ChangeAndOneOf string
	ChangeHonest   string
	ChangeNone     [2]string
	AgainstHead    string
	FactsStand     string
	FactsAlone     [2]string
	FactsOpen      string
	CanChange      [2]string // one thing, and several
	CanChangeToo   [2]string
	FactsLater     string // {parts}
	FactsToo       string // {parts}
	FactsUnsettled string // {parts}
	AgainstMore    string
	LessAbove      string
	WatchHead      string
	WatchLead      string
	StepSource     string // {question}
	StepReach      string // {level}
	StepBy         string // {date}
	HigherOfTwo    string
	EnoughAbove    string
	RuleSourceToo  string
	WayOpen        string
	ChangeUnclear  [2]string
	MissingHead    string
	MissingIntro   string
	MissingEnough  string
	MissingSources string
	SourcesLack    string
	StepsFirst     string
	CorrectAnswer  string
	LetterDate     string

	// What is to be asked.
	FollowHead    string
	FollowLead    string // {cases}, {questions}
	FollowNote    string
	FollowNone    string
	AskSource     string // {question}, {level}
	FollowColumns [12]string
	FollowWanted  [3]string // an answer, a source, both
	AskSourced    string

	// What was decided.
	Decisions        string
	DecidedLead      string // {decided}, {open}
	DecidedAgain     string
	OtherAnswers     string
	AgainstPolicy    string
	DecidedOn        string // {date}
	DecidedUntil     string // {date}
	DecisionHead     string
	AnswerUntil      string // {date}
	Outcomes         map[string]string
	LetterOutcomes   map[string]string
	LetterDecidedOn  string // {date}
	AnswerAgain      string
	LetterOpen       string
	LetterAgainst    string
	LetterReason     string // {reason}
	LetterNoReason   string
	LetterAllTheSame string
	LetterBecause    string // {rules}
	LetterWay        string // {codes}
	NotWith          string // {codes}, {rules}
	NotTogether      string // {rules}
	DatePassed       string
}
