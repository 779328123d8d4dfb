package phrase

// Page is what a page or a screen says where it leaves something out, folds it or
// draws it.
type Page struct {
	WholeReport string
	AnswerCount string // {n} {open}
	AsTable     string
	TreeDrawn   string
}

func englishPage() Page {
	return Page{
		WholeReport: "The whole report:",
		AnswerCount: "questions: {n}, still open: {open}",
		AsTable:     "The same as a table",
		TreeDrawn:   "Thick lines are certain. Dashed ones depend on questions still open.",
	}
}

func danishPage() Page {
	return Page{
		WholeReport: "Hele rapporten:",
		AnswerCount: "spørgsmål: {n}, stadig åbne: {open}",
		AsTable:     "Det samme som tabel",
		TreeDrawn:   "Tykke streger er sikre. Stiplede afhænger af spørgsmål, der stadig er åbne.",
	}
}

func dutchPage() Page {
	return Page{
		WholeReport: "Het hele rapport:",
		AnswerCount: "vragen: {n}, nog open: {open}",
		AsTable:     "Hetzelfde als tabel",
		TreeDrawn:   "Dikke lijnen zijn zeker. Gestreepte hangen af van vragen die nog open zijn.",
	}
}
