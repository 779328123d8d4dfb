package phrase

// Board is what is said at a glance, as on the page that a board reads.
type Board struct {
	IsWeakest    string
	MayBeWeakest string
	NeedsEvery   string // {code} {percent}
	SignsDrawn   string
	SignNeeded   string // {code} {percent}
	MoreCautions string // {n}
	UsedBanks    string // {banks}
	UsedAnswers  string // {digest}
}

func englishBoard() Board {
	return Board{
		IsWeakest:    "weakest",
		MayBeWeakest: "perhaps weakest",
		NeedsEvery:   "┊ marks {percent}: {code} needs every part to count as at least that.",
		SignsDrawn:   "█ certain, ▒ still open",
		SignNeeded:   "┊ {percent}: needed for {code}",
		MoreCautions: "More to be careful of: {n}. The full report has it.",
		UsedBanks:    "question banks: {banks}",
		UsedAnswers:  "answers: {digest}",
	}
}

func danishBoard() Board {
	return Board{
		IsWeakest:    "svagest",
		MayBeWeakest: "måske svagest",
		NeedsEvery:   "┊ står ved {percent}: {code} kræver, at hver del mindst tæller så meget.",
		SignsDrawn:   "█ sikkert, ▒ stadig åbent",
		SignNeeded:   "┊ {percent}: kræves for {code}",
		MoreCautions: "Mere at være opmærksom på: {n}. Det står i den fulde rapport.",
		UsedBanks:    "spørgeskemaer: {banks}",
		UsedAnswers:  "svar: {digest}",
	}
}

func dutchBoard() Board {
	return Board{
		IsWeakest:    "zwakst",
		MayBeWeakest: "misschien zwakst",
		NeedsEvery:   "┊ staat bij {percent}: voor {code} moet elk onderdeel minstens zo zwaar tellen.",
		SignsDrawn:   "█ zeker, ▒ nog open",
		SignNeeded:   "┊ {percent}: nodig voor {code}",
		MoreCautions: "Meer om op te letten: {n}. Het staat in het volledige rapport.",
		UsedBanks:    "vragenlijsten: {banks}",
		UsedAnswers:  "antwoorden: {digest}",
	}
}
