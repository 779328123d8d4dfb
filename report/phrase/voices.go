package phrase

// Voices are the words of the voices on one case, and of what they are to talk about.
type Voices struct {
	VoicesTitle     string // {case}, {n}
	VoicesPeople    string
	VoicesSettled   string // {codes}
	VoicesOpen      string // {codes}
	VoicesDiffer    string // {n}, {of}
	VoicesDecide    string // {n}
	VoicesNone      string
	VoicesUnknown   string
	VoicesPlaces    map[string]string // headings, by group.Place
	VoicesIntros    map[string]string // what stands below them
	VoicesWords     map[string]string // by group.Word
	VoicesMeaning   string            // {next}, {apart}, {ends}
	VoicesFindOut   string            // {n}
	VoicesDecides   string
	VoicesDoubt     string
	VoicesLone      string
	VoicesFew       string
	VoicesNot       string // {n}
	VoicesNoLevel   string // {n}
	VoicesStale     string // {n}
	VoicesBlank     string // {n}
	VoicesKey       string
	VoicesSpanKey   string
	VoicesSure      string // {n}
	VoicesMaybe     string // {n}
	VoicesHead      string
	VoicesHouse     string
	VoicesHouseless string // {n}
	VoicesMissing   string // {roles}
	VoicesOwnWords  string // {roles}
	VoicesNoRoles   string
	VoicesRoleless  string // {n}
	VoicesClosed    string // {n}
	VoicesPartly    string // {n}
	VoicesNotes     string
	VoicesOpened    string
	VoicesAllNot    string
	VoicesSomeNot   string
	VoicesMoved     string // {n}, {of}
	VoicesSplit     string // {n}, {questions}
	VoicesLeft      string // {n}, {question}
	VoicesHere      string // {words}
	VoicesWithin    string // {words}, {low}, {high}
	VoicesOn        string // {n}
	VoicesOnce      string

	JudgedTitle   string // of what several assessors have judged
	JudgedCount   string // {n}, {assessors}, {common}
	JudgedDecide  string // {n}
	JudgedAlone   string // {n}
	JudgedNoSay   string // {n}
	JudgedUnread  string // {n}
	JudgedStand   string // a heading
	JudgedBear    string
	JudgedClosed  string // {flag}
	JudgedNobody  string
	JudgedColumns []string // an assessor's: who, cases, answers, levels, how often above, level, below
	JudgedCases   string   // a heading
	JudgedFirst   string
	JudgedTalk    string // {command}
	JudgedGaps    string
	JudgedCase    []string // a case's: its name, assessors, what comes out, differences, those that decide
	JudgedOne     string
	JudgedPoint   string // in a number
}
