"use strict";
{
	const table = document.getElementById("ranking"), find = document.getElementById("find");
	const rows = [...table.tBodies], heads = [...table.tHead.rows[0].cells], chips = [...find.querySelectorAll("button")];
	const search = find.querySelector("input"), shown = find.querySelector("output");
	// Words without accents, with a blank before each: what is searched for begins a word.
	const fold = text => " " + text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replaceAll("ø", "o").replaceAll("æ", "ae").replace(/[^\p{L}\p{N}]+/gu, " ").trim();
	const textOf = row => fold([...row.rows].map((line, i) => i ? line.textContent : line.cells[1].textContent + " " + line.cells[2].textContent).join(" "));
	const kept = "samklar " + location.pathname;
	let texts;
	const pick = chip => chips.forEach(c => c.setAttribute("aria-pressed", c === chip));
	const show = () => {
		const words = fold(search.value).match(/ \S+/g) ?? [], chip = chips.findIndex(c => c.getAttribute("aria-pressed") === "true"), key = chips[chip].value;
		let n = 0;
		if (search.value) texts ??= rows.map(textOf);
		rows.forEach((row, i) => {
			const on = (key ? row.classList.contains(key) : true) ? words.every(word => texts[i].includes(word)) : false;
			row.hidden = !on;
			n += on;
		});
		shown.value = shown.dataset.said.replace("{n}", n);
		try {
			sessionStorage.setItem(kept, JSON.stringify([search.value, chip])); // for who comes back from a report
		} catch {} // not where the browser forbids it
	};
	search.addEventListener("input", show);
	chips.forEach(chip => chip.addEventListener("click", () => { pick(chip); show(); }));

	const order = new Intl.Collator(document.documentElement.lang, { numeric: true });
	const marks = { "✓": "0", "?": "1", "✗": "2", "–": "9999", "": "9999" };
	const key = cell => marks[cell.textContent] ?? cell.className + " " + cell.textContent;
	heads.forEach((head, i) => {
		if (head.className === "parts") return;
		const button = document.createElement("button");
		button.type = "button";
		button.title = find.dataset.sort.replace("{column}", head.textContent);
		button.append(...head.childNodes);
		head.append(button);
		button.addEventListener("click", () => {
			const down = head.ariaSort === "ascending", keys = new Map(rows.map(row => [row, key(row.rows[0].cells[i])]));
			heads.forEach(h => h.removeAttribute("aria-sort"));
			head.setAttribute("aria-sort", down ? "descending" : "ascending");
			const none = row => keys.get(row) === "9999"; // these stand last both ways
			table.append(...[...rows].sort((a, b) => none(a) - none(b) || (down ? -1 : 1) * order.compare(keys.get(a), keys.get(b))));
		});
	});
	heads[0].setAttribute("aria-sort", "ascending");

	const reveal = () => {
		const row = document.getElementById(location.hash.slice(1));
		if (row?.hidden) {
			search.value = "";
			pick(chips[0]);
			show();
			row.scrollIntoView();
		}
	};
	addEventListener("hashchange", reveal);
	document.body.classList.add("live");
	try {
		const [text, chip] = JSON.parse(sessionStorage.getItem(kept)) ?? ["", 0];
		search.value = text;
		pick(chips[chip] ?? chips[0]);
	} catch {} // nothing was kept
	show();
	reveal();
}
