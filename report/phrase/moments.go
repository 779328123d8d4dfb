package phrase

// Moments are the words of a comparison of two moments of a case.
type Moments struct {
	Compared        string // {case}, {old}, {new}
	ComparedUndated string // {case}
	Relations       map[string]string
	RelationNow     string            // {codes}
	RelationWas     string            // {codes}
	RelationBehind  string            // {code}, {then}, {now}
	RelationBoth    string            // {codes}
	SumBetween      string            // {n}, {of}
	SumTurns        map[string]string // {n}, {parts}
	SumChanges      map[string]string // {parts}
	ComparedHead    string            // of what makes two moments comparable or not
	Apart           string            // {n} months
	SameDay         string
	OtherPeople     string
	StaleWas        string // {n}
	FallMaySee      string
	PartsHead       string
	ColThen, ColNow string
	ColChange       string
	Changes         map[string]string
	AnswersHead     string
	TurnHeads       map[string]string
	FromTo          string // {old}, {new}
	NoAnswers       string
	StepsHead       string
	StepOpen        string
	StepClosed      string
	StepClosedBy    string // {old}, {new}
	NoStepsThen     string

	// Of many cases.
	ChangesTitle   string
	ChangesOver    string
	ChangesCount   string            // {n}
	ChangesOf      string            // {what}, {n}
	ChangesWords   map[string]string // what has become of a case, in short
	ChangesUnnamed string            // {n}
	ChangesUnread  string            // {n}
	ColHappened    string
	ChangesCases   string
	ChangesWhole   string
	MomentsDrawn   string
	SinceHead      string
	ThenWas        string // {percent}
	ThenDrawn      string
	HeldThen       [3]string // whether a part was held down then: it was not, may have been, was
	HeldOnlyThen   [2]string // it is not now, and may have been, was: {part}, {percent}
}
