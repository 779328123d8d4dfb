package cases

// A words is what people of one language fill answer files with. In a note {n}
// stands for a number.
type words struct {
	number        string // what stands before the number of a case
	minutes       string
	accented      string // a place that ASCII cannot write
	themes        []string
	places        []string
	organisations []string
	notes         []string
	remarks       []string // comments beside answers
	headers       []string // comments above all
}

var roles = []string{
	"residents", "front-line", "professionals", "managers", "directors", "partners", "champions", "connectors", "funders",
}

var folders = []string{"minutes", "reports", "figures", "plans", "survey"}

var languages = []words{
	{
		number: "case", minutes: "minutes of", accented: "Café Quarter",
		themes: []string{
			"Ready for school", "Fewer lonely evenings", "From benefits to work", "A home first", "Debt: one plan, one door",
			"Healthy food \"round the corner\"", "Young people who drop out", "Safe at night",
		},
		places:        []string{"Harbour District", "North End", "Old Mills", "Eastfield", "the Station Quarter", "Café Quarter"},
		organisations: []string{"housing association", "primary schools", "health centre", "county council", "food bank"},
		notes: []string{
			"Six of the eight partners said so in March; two were not there.",
			"Not on paper yet.",
			"Agreed: the school starts, the council follows in the autumn.",
			"Residents call it \"the carousel\": the same story told at every door.",
			"The figures come from {n} households, and they are two years old.",
			"See the minutes, item #{n}.",
			"It's the second time we try; the first pilot ended when its money did.",
			"About {n} % of the families, by the housing association's own count.",
			"Two sectors do most of it, and a third helps when asked.",
			"The front-line workers see this otherwise than the managers, and both views are in the minutes.",
			"One office plans by the school year, the other by the budget year: they never meet.",
			"Money for {n} months is promised in writing; after that nothing is certain.",
			"Nobody could name one.",
			"Three names were given, and all three have already cleared their diaries for it.",
			"Yes, but only in the north; the south side has its own group [since 2021].",
			"Counted by hand: {n} of 71.",
			"We asked \"who else?\" and nobody answered.",
			"The neighbourhood nurse, the police officer and two parents meet every sixth Thursday.",
			"A report says so, we do not: it leaves out everyone over 65.",
			"Half the group hesitates, because the last plan went into a drawer.",
		},
		remarks: []string{"ask again in May", "to be checked: who counts?", "two of us disagree"},
		headers: []string{"Intake, second session.", "Filled in from the application form", "Draft: not agreed yet"},
	},
	{
		number: "sag", minutes: "referat af", accented: "Søndermarken",
		themes: []string{
			"Ensomhed blandt ældre", "Unge uden for fællesskabet", "Fra kontanthjælp til job", "Først en bolig",
			"Gæld: én plan, én dør", "Børn, der får \"en god start\"", "Sundhed på tværs", "Tryg om aftenen",
		},
		places:        []string{"Nordhøj", "Østerbyen", "Havnekvarteret", "Sønderå", "Kildemarken", "Gammel Mølle"},
		organisations: []string{"boligforeningen", "folkeskolen", "sundhedshuset", "kommunen", "jobcentret"},
		notes: []string{
			"Seks af de otte partnere sagde det i marts; to var ikke med.",
			"Det er ikke skrevet ned endnu.",
			"Aftalt: skolen begynder, kommunen følger efter til efteråret.",
			"Beboerne kalder det \"karrusellen\": den samme historie ved hver dør.",
			"Tallene er fra {n} husstande, og de er to år gamle.",
			"Se referatet, punkt #{n}.",
			"Det er andet forsøg; det første stoppede, da pengene slap op.",
			"Omkring {n} % af familierne, efter boligforeningens egen optælling.",
			"To sektorer gør det meste, og en tredje hjælper, når den bliver spurgt.",
			"De frontansatte ser anderledes på det end lederne, og begge dele står i referatet.",
			"Den ene afdeling planlægger efter skoleåret, den anden efter budgetåret: de mødes aldrig.",
			"Der er lovet penge til {n} måneder; derefter er intet sikkert.",
			"Ingen kunne nævne en.",
			"Tre navne blev nævnt, og alle tre har allerede ryddet kalenderen.",
			"Ja, men kun mod nord; sydsiden har sin egen gruppe [siden 2021].",
			"Talt i hånden: {n} af 71.",
			"Vi spurgte \"hvem ellers?\", og ingen svarede.",
			"Sundhedsplejersken, betjenten og to forældre mødes hver sjette torsdag – også om sommeren.",
			"Det siger en rapport, ikke vi: den tæller ikke ældre over 65 med.",
			"Halvdelen tøver, fordi den sidste plan endte i en skuffe.",
		},
		remarks: []string{"spørg igen i maj", "skal tjekkes: hvem tæller med?", "to af os er uenige"},
		headers: []string{"Første møde, andet udkast.", "Udfyldt efter ansøgningen", "Udkast: ikke vedtaget endnu"},
	},
	{
		number: "dossier", minutes: "verslag van", accented: "Financiënbuurt",
		themes: []string{
			"Eenzaamheid onder ouderen", "Jongeren die uitvallen", "Van bijstand naar werk", "Eerst een huis",
			"Schulden: één plan, één loket", "Kinderen met \"een goede start\"", "Gezond in de wijk", "Veilig op straat",
		},
		places:        []string{"Oosterwijk", "Havenkwartier", "de Molenbuurt", "Sint-Annahof", "Noordeinde", "Coöperatiehof"},
		organisations: []string{"woningcorporatie", "basisscholen", "wijkcentrum", "gemeente", "OCMW"},
		notes: []string{
			"Zes van de acht partners zeiden het in maart; twee waren er niet.",
			"Het staat nog niet op papier.",
			"Afgesproken: de school begint, de gemeente volgt in het najaar.",
			"Bewoners noemen het 'van het kastje naar de muur': overal hetzelfde verhaal.",
			"De cijfers komen van {n} huishoudens en zijn twee jaar oud.",
			"Zie verslag, punt #{n}.",
			"Het is de tweede poging; de eerste stopte toen het geld op was.",
			"Ongeveer {n} % van de gezinnen, volgens de eigen telling van de verhuurder.",
			"Twee sectoren doen het meeste, en een derde helpt als men het vraagt.",
			"De medewerkers aan de balie zien het anders dan hun leidinggevenden, en beide staan in het verslag.",
			"De ene dienst plant per schooljaar, de andere per begrotingsjaar: ze komen elkaar nooit tegen.",
			"De financiën zijn voor {n} maanden toegezegd; daarna is niets zeker.",
			"Niemand kon er een noemen.",
			"Er vielen drie namen, en alle drie hebben hun agenda al vrijgemaakt.",
			"Ja, maar alleen in het noorden; de zuidkant heeft een eigen groep [sinds 2021].",
			"Met de hand geteld: {n} van de 71.",
			"We vroegen \"wie nog meer?\" en niemand antwoordde.",
			"De wijkverpleegkundige, de agent en twee ouders zien elkaar elke zesde donderdag, ook in de zomer.",
			"Dat zegt een rapport, niet wij: het telt ouderen boven de 65 niet mee.",
			"De coördinatie ligt bij één medewerker, drie dagen per week, en die is half september met verlof geweest.",
		},
		remarks: []string{"in mei opnieuw vragen", "nagaan: wie telt mee?", "twee van ons zijn het oneens"},
		headers: []string{"Intake, tweede gesprek.", "Ingevuld op basis van de aanvraag", "Ontwerp: nog niet akkoord"},
	},
}
