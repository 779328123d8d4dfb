package intake

// FromMail takes answers out of a text, and says in which lines they stand.
func FromMail(text string) (read string, from, to int, found bool, err error) {
	m, found, err := fromMail(text)
	return string(m.text), m.from, m.to, found, err
}
