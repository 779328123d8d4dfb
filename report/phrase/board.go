package phrase

// Board is what is said at a glance, as on the page that a board reads.
type Board struct {
	IsWeakest    string
	MayBeWeakest string
	NeedsEvery   string // {code} {percent}
	ShortDrawn   string
	SignsDrawn   string
	SignNeeded   string // {code} {percent}
	MoreCautions string // {n}
	CautionsAre  string
	UnknownAside string
	NowWhen      string
	OpenMany     string            // {n}
	Possible     string            // {codes}
	WhoIs        map[string]string // who is meant, where that is not plain
	UsedBanks    string            // {banks}
	UsedAnswers  string            // {digest}
}

func englishBoard() Board {
	return Board{
		IsWeakest:    "weakest",
		MayBeWeakest: "perhaps weakest",
		NeedsEvery:   "┊ marks {percent}: {code} needs every part to count as at least that.",
		ShortDrawn:   "Red surely counts as less.",
		SignsDrawn:   "█ certain, ▒ still open",
		SignNeeded:   "┊ {percent}: needed for {code}",
		MoreCautions: "More to be careful of: {n}. The full report has it.",
		CautionsAre:  "Be careful of",
		UnknownAside: "Not known yet, though it cannot change this",
		NowWhen:      "“Now” is the day on which you talk about this: the answers have no day.",
		OpenMany:     "Open: {n} conclusions are still possible",
		Possible:     "Possible are {codes}.",
		WhoIs:        map[string]string{"directors": "those who lead the organisations", "champions": "people with passion and influence who lead this locally", "connectors": "people who bring others together"},
		UsedBanks:    "question banks: {banks}",
		UsedAnswers:  "answers: {digest}",
	}
}

func danishBoard() Board {
	return Board{
		IsWeakest:    "svagest",
		MayBeWeakest: "måske svagest",
		NeedsEvery:   "┊ står ved {percent}: {code} kræver, at hver del mindst tæller så meget.",
		ShortDrawn:   "Rødt tæller med sikkerhed mindre.",
		SignsDrawn:   "█ sikkert, ▒ stadig åbent",
		SignNeeded:   "┊ {percent}: kræves for {code}",
		MoreCautions: "Mere at være opmærksom på: {n}. Det står i den fulde rapport.",
		CautionsAre:  "Vær opmærksom på",
		UnknownAside: "Vides ikke endnu, men kan ikke ændre dette",
		NowWhen:      "»Nu« er den dag, I taler om det: der står ingen dag ved svarene.",
		OpenMany:     "Stadig åbent: {n} konklusioner er mulige",
		Possible:     "Mulige er {codes}.",
		WhoIs:        map[string]string{"directors": "de øverste ledere i organisationerne", "champions": "folk med engagement og indflydelse, der går i spidsen lokalt", "connectors": "folk, der bringer andre sammen"},
		UsedBanks:    "spørgeskemaer: {banks}",
		UsedAnswers:  "svar: {digest}",
	}
}

func dutchBoard() Board {
	return Board{
		IsWeakest:    "zwakst",
		MayBeWeakest: "misschien zwakst",
		NeedsEvery:   "┊ staat bij {percent}: voor {code} moet elk onderdeel minstens zo zwaar tellen.",
		ShortDrawn:   "Rood telt zeker minder zwaar.",
		SignsDrawn:   "█ zeker, ▒ open",
		SignNeeded:   "┊ {percent}: nodig voor {code}",
		MoreCautions: "Meer om op te letten: {n}. Het staat in het volledige rapport.",
		CautionsAre:  "Let op",
		UnknownAside: "Nog niet bekend, maar het verandert dit niet",
		NowWhen:      "‘Nu’ is de dag waarop jullie dit bespreken: bij de antwoorden staat geen dag.",
		OpenMany:     "Nog open: {n} uitkomsten zijn mogelijk",
		Possible:     "Mogelijk zijn {codes}.",
		WhoIs:        map[string]string{"directors": "wie de organisaties leiden", "champions": "mensen met passie en invloed die hier de kar trekken", "connectors": "mensen die anderen bij elkaar brengen"},
		UsedBanks:    "vragenlijsten: {banks}",
		UsedAnswers:  "antwoorden: {digest}",
	}
}
