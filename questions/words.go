package questions

// Languages lists the languages that banks may be written in. Package
// report/phrase has phrases in each.
func Languages() []string { return []string{"en", "da", "nl"} }

// Who lists those who may be asked to do something.
func Who() []string {
	return []string{
		"residents", "front-line", "professionals", "managers", "directors",
		"partners", "champions", "connectors", "funders",
	}
}

// When lists by when something may be asked for.
func When() []string { return []string{"now", "quarter", "year"} }
