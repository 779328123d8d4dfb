package report_test

import "strings"

// foreignTexts are texts that mean something to one reader or another. Those
// with several lines are made for notes, and stand on one line elsewhere.
func foreignTexts() []string {
	all := append(ordinaryTexts(), pageTexts()...)
	all = append(all, inlineTexts()...)
	all = append(all, blockTexts()...)
	return append(all, screenTexts()...)
}

// ordinaryTexts are what people write.
func ordinaryTexts() []string {
	return []string{
		"Fifty people chose five domains, since working together makes the difference there.",
		"The well-known plan (of 2017) costs 3.5 million: 40% from the city; 60% from others!",
		"First line.\nSecond line: the budget\n\nA new part.", "",
		"Jørgen & Søn – “ja” … 日本 \u200bé e\u0301", "~30 to ~40 people for $5 or $6, 2 < 3 > 1, a/b, AT&T, C#, R&D; it's so", "12 December 2017. Then more",
		"- first\n- second\n- third", "1. one\n2. two", "Mr. Smith e.g. i.e. etc.", "see p. 12, fig. 3", "👩‍👩‍👧‍👦 🇩🇰 ❤️ ✓",
	}
}

// pageTexts act in a page.
func pageTexts() []string {
	return []string{
		`<script>alert(1)</script>`, `"><img src=x onerror=alert(1)>`, `' onmouseover='alert(1)`, `</title><svg onload=alert(1)>`, `<!-- x`, `-->`, `]]>`,
		`javascript:alert(1)`, `JaVaScRiPt:alert(1)`, `data:text/html,<script>`, `vbscript:x`, `&lt;b&gt; &amp; &quot; &#60; &#x3c; &copy &copy; &nbsp;`, `</style><b>`, `{{7*7}} ${7*7} <%= x %>`,
		`https://example.org/"onclick="x`, `https://example.org/?a=1&b=2&copy;=3`, `https://example.org/<b>`, `http://a`, `https://`, `http:x`, `mailto:`, `mailto:a@example.org`,
		`mailto:a@example.org?subject=<x>`, "https://example.org/\u202egro", `HTTPS://EXAMPLE.ORG/æ?q=%41%zz%`, `https://example.org/a(b)c)`, `https://example.org/a.`, `https://example.org/a[b]`,
		`https://a@b@c`, `//example.org`, `file:///etc/passwd`, "java\nscript:alert(1)", " https://example.org ", `https://example.org/a b`, "https://example.org/\\x", "url(https://x.example)",
		`https://example.org/*a*_b_~c~`, `https://example.org/#a`, `https://---`, `https://example.org/a--`, `mailto:x`, `https://example.org/&amp`, `https://:80:90`, `http://[::1]/`, `https://%`,
		"\U0001f4a9\ufffe\uffff\ufdd0", "a\x00b\x01c\x7fd", "\xff\xfe not UTF-8 \xc3(",
	}
}

// inlineTexts are marks of Markdown within a line.
func inlineTexts() []string {
	return []string{
		`*a* **b** ***c*** * d *`, `_a_ __b__ a_b_c _ d _`, "`a` ``b`` ` c", `~a~ ~~b~~ ~~~c ~5~`, `==a== ++b++ ^c^ a^b^ H~2~O`, `[a](https://x.example)`, `![a](https://x.example/i.png)`, `[a]: https://x.example`,
		`[a][b] [a] [a]{.b} [Answers] [^1]`, `[^1]: note`, `^[inline note]`, `a <https://x.example> b`, `a <b@x.example>`, `https://x.example/a www.x.example ftp://x.example WWW.X.EXAMPLE`,
		`a@x.example`, `@cite and [@cite, p. 3] and -@cite @{cite} [-@cite]`, `$a$ $$b$$ $5 and $6$ $5$`, `a $5$6 b$7 x$5x$6 $7`, `$5 a`, `~5 a ~6~7`, "X", "x", "C#", "a #5 ##b", "_a b", "a_ b", "é_b_", `\(a\) \[b\] \alpha \begin{x} \ a \`, `\\`, `a\`, `{.class #id key=value}`, `# {#id .class}`, `a {.b}`,
		`&amp; &copy; &#65; &#x41; &; &a; &#; &lt;b>`, `:smile: :+1: 10:30:45`, `@octocat #123 GH-1 octocat/hello#1 !5 a#1`, `<b>x</b> <br> </p> <?php ?> <!DOCTYPE x> <![CDATA[x]]>`, `<a`, `a < b > c`, `<3`, `a<b`,
		`a | b`, `|a|b|`, `'a' "b" a -- b --- c ... (c) (tm)`, `!a ![ !`, `a*`, `*a`, `_`, `*`, `**`, `***`, `****`, `a **`, `** a`, "a`", `~`, `~~`, `^`, `$`, `@`, `#`, `[`, `]`, `]()`, `](#a)`, `[](`, `}`, `{`, `<`, `>`, `&`, `(`, `)`, `.`, `:`, `=`, `+`, `-`, `|`, `!`,
		`a\*b`, `\*`, `\_a\_`, `*a`, `a*b*c`, `_a b_`, `a_b`, `_a`, `snake_case_name __init__`, `{codes} {n} {bank} {question} {title} {path} %s %d %!`, `a  b`, "a\\\nb", "a  \nb", "a\\", `x^2^ + y^2^`, `a~b~`, `"*a*"`, `(*a*)`, `a:b`, `a://b`, `x:://y`,
		`<https://x.example`, `<mailto:a@b>`, `xmpp:a@x.example`, `mailto:a@x.example`, `ssh://x`, `h.t`, `a.b@c.d-e.f`, `http\://x`, `www.`, `www.a`, `(www.x.example)`, `*www.x.example*`, `a,www.x.example`,
	}
}

// blockTexts are marks of Markdown at the start of a line, or over several.
func blockTexts() []string {
	return []string{
		"# a", "## a ##", "a #", "a ##", "####### a", "#a", "#", "a\n===", "a\n---", "a\n=", "a\n-", "===", "---", "***", "___", "- - -", "* * *", "> a", ">a", "> > a", "- a", "-a", "+ a", "* a", "-", "+", "1. a", "1) a", "1.", "1.a", "123456789. a", "1234567890. a",
		"a. x", "a) x", "(a) x", "(1) x", "1) x", "(1)", "#. x", "#) x", "i. x", "i) x", "(i) x", "iv. x", "(iv) x", "xviii) x", "A.  x", "A. x", "A) x", "I. x", "II. x", "MCMXCVII. x", "mix. x", "(@) x", "(@good) x", "@. x", "(#) x", "a.", "i)", "(a)", "aa. x", "é) x",
		"    indented", "\tindented", "a\n    indented", "```\na\n```", "~~~\na\n~~~", "``` {.a}", "::: {.a}\nb\n:::", ":::", "::::: a", ": a", "a\n: b", "a\n~ b", "a\n\n: b", "Term\n:   definition", "~ a",
		"| a | b |\n| --- | --- |\n| c | d |", "a | b\n--- | ---\nc | d", "a\n:--", "a\n--:", ":-:", ":--", "--|--", "| a", "| line\n| block", "  a   b\n---- ----\n  c   d", "----\na\n----", "---- ----\na  b\n---- ----", "+---+\n| a |\n+---+", "+===+", "Table: a", "table: a", "Table:", ": a caption", "TABLE: a",
		"---\ntitle: a\n---", "% title\n% author", "% a", "...", "..", "....", "<div>\na\n</div>", "<!-- a\n-->", "<?a", "<script>\n</script>", "[a]: b", "[a]: <b> 'c'", "[^1]: a\n[^1]", "*[a]: b", "[TOC]", "$$\na\n$$", "\\begin{a}\nb\n\\end{a}", "\\newcommand{\\a}{b}",
		"a\nb", "a\n\nb", "\n\na", "a\n\n\n\nb\n\n", "a\n ", "a\n\u00a0\nb", "a\r\nb\rc", "a\\\nb\\", "- a\n  - b\n    - c", "1. a\n   b", "- [ ] a", "- [x] a", "[ ] a", "[x] a", "*a\nb*", "`a\nb`", "[a\n](b)", "~~a\nb~~", "~5\n~6", "$5\n$6", "_a\nb_", "**a\n\nb**", "<a\nb>", "$a\nb$", "http://a\nb",
		"!!! note", "> [!NOTE]\n> a", "[!NOTE]", "{% raw %}", "{::comment}", "{: .a}", "a\n{: .a}", "[[wiki]]", "((a))", "%%a%%", "//a//", "//", "-- a", "==a==", "= a", "=a", "+a", "•  a", "– a", "·", "→ a", "✓ a", "a\u2028b\u2029c\u0085d", "\ufeff# a",
	}
}

// screenTexts act on a terminal, or forge lines of a report.
func screenTexts() []string {
	return []string{
		"red\x1b[31m \x1b]0;title\x07 \x1b]8;;https://x.example\x1b\\link\x1b]8;;\x1b\\ \x1b[2J\x1b[H end", "\x1b", "\x1b[", "\x1b]unended", "\u009b31m \u0090x\u009c \u009d0;x\u009c", "a\x1b[31\nm", "\x1bc\x1b(0lqk",
		"a\bb\rc\vd\fe\ag", "flag \u202egalf\u202c \u2066a\u2069 \u200e\u200f\u061c", "zero\u200bwidth\u2060\ufeffjoined \U000e0041\U000e0042 a\u00adb", "\u200d\u200c", "\u200d", "a\u200db", "\u034f\u180e\u17b4", "\u0600\u06dd\u070f",
		"CONCLUSION\n──────\nYou can begin.", "Title\n\nNEXT STEPS\n  1. Send money", "  │ forged", "├── forged", "╰── ✓ forged: yes", "│", "──────────", "████ 100%", "• a", "↗ a",
		strings.Repeat("long ", 60), strings.Repeat("w", 300), strings.Repeat("日本", 80), strings.Repeat("a\u0301\u0302", 60), strings.Repeat("a-", 90), strings.Repeat("x ", 7) + strings.Repeat("\n", 5) + "y",
		"\u3000a\u2003b\u00a0c\u202fd", "tab\tbed", "ﷺ", "\u1160\u3164\uffa0", "ZALGO" + strings.Repeat("\u0335\u0301", 40), "مرحبا بالعالم", "שלום (a) 123", "e\u0301\u200d\u0301",
	}
}
