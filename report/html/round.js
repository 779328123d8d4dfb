"use strict";
{
	const table = document.getElementById("ranking"), find = document.getElementById("find");
	const rows = [...table.tBodies], heads = [...table.tHead.rows[0].cells], chips = [...find.querySelectorAll("button")];
	const search = find.querySelector("input"), shown = find.querySelector("output");
	// Words without accents, with a blank before each: what is searched for begins a word.
	const fold = text => " " + text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replaceAll("ø", "o").replaceAll("æ", "ae").replace(/[^\p{L}\p{N}]+/gu, " ").trim();
	const textOf = row => fold([...row.rows].map((line, i) => i ? line.textContent : line.cells[1].textContent + " " + line.cells[2].textContent).join(" "));
	const kept = "samklar " + location.pathname;
	let texts, picked = "";

	// What is drawn picks cases too. In each bar the tabulator stops once, and arrows go on.
	const drawn = new Map(), buttons = [...chips];
	document.querySelectorAll(".stack").forEach(bar => {
		const parts = [...bar.children].map((part, i) => {
			const button = document.createElement("button");
			button.type = "button";
			button.value = part.dataset.key;
			button.className = part.className;
			button.style.cssText = part.style.cssText;
			button.title = part.title;
			button.ariaLabel = part.title;
			button.tabIndex = i ? -1 : 0;
			button.append(...part.childNodes);
			part.replaceWith(button);
			drawn.set(button.value, part.title);
			return button;
		});
		bar.setAttribute("role", "group");
		bar.addEventListener("keydown", event => {
			const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
			if (!step) return;
			const from = parts.indexOf(document.activeElement), to = parts[(from + step + parts.length) % parts.length];
			parts.forEach(part => { part.tabIndex = part === to ? 0 : -1; });
			to.focus();
			event.preventDefault();
		});
		buttons.push(...parts);
	});
	const isChip = key => chips.some(chip => chip.value === key);
	// What is picked in a drawing is a chip while it lasts, and lets go where it is clicked.
	const lit = document.createElement("button");
	lit.type = "button";
	lit.hidden = true;
	chips[0].after(lit);
	lit.addEventListener("click", () => {
		pick("");
		chips[0].focus();
	});
	const show = () => {
		const words = fold(search.value).match(/ \S+/g) ?? [];
		let n = 0;
		if (search.value) texts ??= rows.map(textOf);
		rows.forEach((row, i) => {
			const on = (picked ? row.classList.contains(picked) : true) ? words.every(word => texts[i].includes(word)) : false;
			row.hidden = !on;
			n += on;
		});
		buttons.forEach(button => { button.ariaPressed = button.value === picked; });
		shown.value = shown.dataset.said.replace("{n}", n);
		shown.dataset.words = search.value; // for paper, which has no field
		document.body.classList.toggle("some", n !== rows.length);
		lit.hidden = isChip(picked);
		lit.ariaPressed = true;
		lit.textContent = lit.hidden ? "" : drawn.get(picked).replace(/: (\d+)$/, " $1 ✕");
		try {
			sessionStorage.setItem(kept, JSON.stringify([search.value, picked])); // for who comes back from a report
		} catch {} // not where the browser forbids it
	};
	const pick = key => {
		picked = isChip(key) || drawn.has(key) ? key : "";
		show();
	};
	search.addEventListener("input", show);
	chips.forEach(chip => chip.addEventListener("click", () => pick(chip.value)));
	const toList = () => { // where little of it is to be seen
		const top = find.getBoundingClientRect().top;
		if (innerHeight / 2 > top ? 0 > top : true) find.scrollIntoView();
	};
	const pickDrawn = key => { // a second time it lets go
		pick(key === picked ? "" : key);
		toList();
	};
	buttons.slice(chips.length).forEach(part => part.addEventListener("click", () => pickDrawn(part.value)));
	document.querySelectorAll("a[data-key]").forEach(link => link.addEventListener("click", event => {
		pick(link.dataset.key);
		toList();
		event.preventDefault();
	}));
	document.querySelectorAll(".legend [data-key]").forEach(says => says.addEventListener("click", () => pickDrawn(says.dataset.key)));

	const order = new Intl.Collator(document.documentElement.lang, { numeric: true });
	const marks = { "✓": "0", "?": "1", "✗": "2", "–": "9999", "": "9999" };
	const key = cell => marks[cell.classList.contains("spelt") ? cell.firstChild.data : cell.textContent] ?? cell.className + " " + cell.textContent;
	heads.forEach((head, i) => {
		if (head.className === "parts") return;
		const button = document.createElement("button");
		button.type = "button";
		button.title = find.dataset.sort.replace("{column}", head.title || head.textContent);
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

	// On cards a rule is called by what it asks, which stands in its heading. Those that are
	// met, or not needed, are folded.
	const narrow = matchMedia("(max-width: 56rem)");
	const spell = () => {
		if (narrow.matches ? table.querySelector(".spelt") : true) return;
		rows.forEach(row => {
			const cells = [...row.rows[0].cells].filter((cell, i) => heads[i].className === "rule");
			const rest = cells.filter(cell => "✓–".includes(cell.textContent));
			cells.forEach(cell => {
				const words = document.createElement("span");
				words.textContent = " " + heads[cell.cellIndex].title;
				cell.append(words);
				cell.classList.add("spelt");
				cell.classList.toggle("rest", rest.includes(cell));
			});
			if (!rest.length) return;
			const fold = document.createElement("button");
			fold.type = "button";
			fold.textContent = shown.dataset.rest.replace("{n}", rest.length);
			fold.ariaExpanded = false;
			fold.addEventListener("click", () => { fold.ariaExpanded = row.classList.toggle("unfolded"); });
			const cell = row.rows[0].insertCell();
			cell.className = "fold";
			cell.append(fold);
		});
	};
	narrow.addEventListener("change", spell);
	spell();

	const reveal = () => {
		const row = document.getElementById(location.hash.slice(1));
		if (row?.hidden) {
			search.value = "";
			pick("");
			row.scrollIntoView();
		}
	};
	addEventListener("hashchange", reveal);
	document.addEventListener("click", event => { // a second time to the same place
		if (event.target.closest("a[href^='#']")) setTimeout(reveal);
	});
	document.body.classList.add("live");
	let before = "";
	try {
		[search.value, before] = JSON.parse(sessionStorage.getItem(kept)) ?? ["", ""];
	} catch {} // nothing was kept
	pick(before);
	reveal();
}
