package phrase

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// languages holds the phrases of every language.
func languages() map[string]func() *Phrases {
	return map[string]func() *Phrases{"en": english, "da": danish, "nl": dutch}
}

// For returns the phrases of a language, or the English ones.
func For(lang string) *Phrases {
	if phrases, ok := languages()[lang]; ok {
		return phrases()
	}
	return english()
}

// Moment gives a day and a time in words.
func (p *Phrases) Moment(t time.Time) string {
	return p.Date(t.Format(time.DateOnly)) + ", " + t.Format("15:04")
}

// Fill puts values into a phrase: Fill("open between {codes}", "codes", "a or b").
func Fill(phrase string, pairs ...string) string {
	for i := 0; i+1 < len(pairs); i += 2 {
		pairs[i] = "{" + pairs[i] + "}"
	}
	return strings.NewReplacer(pairs...).Replace(phrase)
}

// Join gives a list in words: "a, b or c".
func Join(words []string, last string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	n := len(words) - 1
	return strings.Join(words[:n], ", ") + " " + last + " " + words[n]
}

// Quote puts a text in the language's quotation marks.
func (p *Phrases) Quote(s string) string { return p.QuoteOpen + s + p.QuoteClose }

// Percent gives a range of whole percent, or one where both are the same.
func (p *Phrases) Percent(low, high int) string {
	if low == high {
		return strconv.Itoa(low) + p.PercentSign
	}
	return fmt.Sprintf("%d–%d%s", low, high, p.PercentSign)
}

// Date gives an ISO 8601 day, month or year in words. Anything else is given
// back as it is.
func (p *Phrases) Date(iso string) string {
	parts := strings.Split(iso, "-")
	if len(parts) == 1 {
		return iso
	}
	month, err := strconv.Atoi(parts[1])
	if err != nil || month < 1 || month > 12 {
		return iso
	}
	if len(parts) == 2 {
		return p.Months[month-1] + " " + parts[0]
	}
	day, err := strconv.Atoi(parts[2])
	if err != nil {
		return iso
	}
	return Fill(p.DateFormat, "day", strconv.Itoa(day), "month", p.Months[month-1], "year", parts[0])
}
