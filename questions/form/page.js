// The page works without this, as paper does. With it, questions that are no longer asked are hidden, what is entered is
// kept in the browser, and the answers become a file.
const {banks, words, limits, key} = JSON.parse(document.getElementById("data").textContent);
const form = document.getElementById("form");
const find = id => document.getElementById(id);
const fill = (text, values) => { // a text for one and a text for many stand on both sides of a bar
	const [one, many = one] = text.split("|");
	return (values.n === 1 ? one : many).replace(/\{(\w+)\}/g, (_, name) => values[name]);
};
const say = text => { find("said").textContent = text; };
const fieldsetOf = name => form.elements[name][0].closest(".question");
const nameOf = (bank, question) => bank.id + "." + question.id;
const every = act => banks.flatMap((bank, at) => bank.questions.map((question, q) => act(nameOf(bank, question), question, at, q)));

// missing gives the questions that have no answer and are still to be asked: first those that may settle something, and
// once these are answered the rest, if somebody wants to.
let missing = [], rest = [], more = false;
const whole = "*"; // keeps that somebody wants to; no field has this name

// show hides what is no longer asked, unless it has an answer, and puts off what settles nothing.
let before = null;
function show() {
	const shown = asked(banks, banks.map(bank => bank.questions.map(question => places(nameOf(bank, question), question))));
	let answered = 0;
	missing = [];
	rest = [];
	every((name, question, at, q) => {
		const given = chosen(name) !== "", field = fieldsetOf(name), asks = shown[at][q], level = places(name, question), said = entry(name, question);
		field.hidden = !asks && !said;
		field.querySelector(".aside").hidden = asks > 0;
		field.classList.toggle("later", asks === 1 && !said && !more);
		field.classList.toggle("answered", given);
		field.querySelector(".two").disabled = !level;
		const was = earlier(name), says = field.querySelector(".earlier");
		says.hidden = !was;
		says.textContent = was ? fill(words.wasEarlier, {level: [was.between ?? was.level].flat().map(word => meant(question, word)).join("..")}) : "";
		const two = level && level[0] < level[1] ? level : []; // an answer between two shows both, on paper too
		field.querySelectorAll(".level").forEach((label, place) => label.classList.toggle("also", two.includes(place)));
		if (given) answered++;
		else if (asks === 2 || asks && more) missing.push(field);
		else if (asks) rest.push(field);
	});
	for (const group of [...form.querySelectorAll(".part"), ...form.querySelectorAll(".bank")]) {
		group.hidden = !group.querySelector(".question:not([hidden])");
		group.classList.toggle("later", !group.querySelector(".question:not([hidden], .later)"));
	}
	const left = missing.length;
	find("count").textContent = left ? fill(rest.length ? words.leftMore : words.left, {n: left}) : answered ? words.enough : "";
	Object.assign(find("progress"), {max: answered + left || 1, value: answered});
	find("rest").hidden = left > 0 || !rest.length;
	find("offer").textContent = fill(words.rest, {n: rest.length});
	tell(answered, left);
	before = {answered, left, more};
}

// tell says in words what an answer has done to the questions that are left.
function tell(answered, left) {
	if (!before || before.more !== more) return;
	const fewer = before.left - left - Math.max(answered - before.answered, 0);
	if (fewer > 0) say(fill(words.gone, {n: fewer}));
	else if (left > before.left && answered >= before.answered) say(fill(words.added, {n: left - before.left}));
}

// keep keeps what is entered in the browser, by the names of its fields; where it cannot, that is said.
function keep() {
	const all = {};
	for (const field of form.elements) {
		if (field.name && field.value && (field.type !== "radio" || field.checked)) all[field.name] = field.value;
	}
	if (more) all[whole] = "yes";
	try {
		localStorage.setItem(key, JSON.stringify(all));
	} catch {
		find("kept").textContent = words.notKept;
	}
}

function recall() {
	try {
		const kept = JSON.parse(localStorage.getItem(key)) ?? {};
		more = whole in kept;
		put(kept);
	} catch {
		find("kept").textContent = words.notKept;
	}
}

// put enters values by the names of fields.
function put(values) {
	for (const [name, value] of Object.entries(values)) {
		const field = form.elements[name];
		if (!field) continue;
		if (name === "case/as-of") enterDate(field, value);
		else field.value = value;
		if (value) open(name);
	}
}

// enterDate enters a day, or as text what a field for days does not take: a month, a year, and what is to be mended.
function enterDate(field, value) {
	const [day] = value.match(/^\d{4}-\d\d-\d\d(?=[T ]00:00:00(\.0+)?(Z|\+00:00)?$)/) ?? [value]; // without the time that programs add
	for (const type of ["date", "text"]) {
		field.type = type;
		field.value = day;
		if (field.value === day) return;
	}
}

// open unfolds what stands beside an answer, where something is in it.
function open(name) {
	const [, question, beside] = name.match(/^([^./]+\.[^.]+)\.(.+)$/) ?? [];
	if (beside) fieldsetOf(question).querySelector("details").open = true;
}

function save() {
	const [message, field] = wrong();
	if (message) {
		const beside = field.closest("details");
		if (beside) beside.open = true;
		field.closest(".later")?.classList.remove("later");
		field.focus();
		return say(message);
	}
	const all = file();
	if (!Object.keys(all.answers).length) return say(words.nothing);
	const text = written();
	const name = (all.case?.id || all.case?.title || "").normalize().replace(/[^\p{L}\p{N}_]+/gu, "-").replace(/^-|-$/g, "").slice(0, 60);
	const link = document.createElement("a");
	link.download = "samklar" + (name && "-" + name) + ".json";
	link.href = URL.createObjectURL(new Blob([text], {type: "application/json"}));
	link.click();
	find("text").value = plain(text);
	const lacks = missing.length ? fill(words.missing, {n: missing.length, question: missing[0].querySelector("legend").textContent}) : "";
	find("saved").textContent = (fill(words.saved, {file: link.download}) + " " + lacks).trim(); // too long for the bar
	find("copy").hidden = false;
	find("copy").scrollIntoView({block: "end"});
	say(words.savedNow);
}

function empty() {
	form.reset();
	enterDate(form.elements["case/as-of"], ""); // a field for days again
	for (const two of form.querySelectorAll(".two")) press(two, false); // or the next answer would lie between it and one that is gone
	for (const beside of form.querySelectorAll(".question details")) beside.open = false;
}

function changed() {
	show();
	last = lasts();
	keep();
	find("copy").hidden = true;
}

// Who uses keys sees all levels of the question they are at; where a question has its answer the others fold away, and
// the next one comes up.
let byKeys = false;
addEventListener("keydown", () => { byKeys = true; }, true);
addEventListener("pointerdown", () => { byKeys = false; }, true);
form.addEventListener("focusin", event => event.target.closest(".question")?.classList.toggle("here", byKeys));
form.addEventListener("focusout", event => {
	const left = event.target.closest(".question");
	if (left && !left.contains(event.relatedTarget)) left.classList.remove("here");
});

// What is said is of the last thing that was done, and no longer true after the next.
for (const kind of ["click", "input"]) addEventListener(kind, () => say(""), true);

const lasts = () => Object.fromEntries(every(name => [name, chosen(name)]));
let last = {}; // the level that was chosen before, of each question
form.addEventListener("input", event => {
	const field = event.target, {name, value} = field, asks = field.closest(".question");
	if (field.type === "radio") choose(asks, name, value);
	changed();
	if (field.type === "radio" && !byKeys && !asks.querySelector("details").open) {
		asks.scrollIntoView({block: "start", behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth"});
	}
});

// choose takes a level as the answer, or as the second of two that it lies between.
function choose(asks, name, value) {
	const two = asks.querySelector(".two"), other = form.elements[name + ".other"], beside = asks.querySelector("details");
	const pressed = two.getAttribute("aria-pressed") === "true" && levelsOf(name).includes(value);
	other.value = pressed && two.value !== value ? two.value : "";
	if (other.value) say(words.both);
	if (!byKeys) {
		press(two, false);
		beside.open = textOf(name + ".note") + textOf(name + ".evidence") !== "";
	}
	if (value === "not-applicable") beside.open = true;
}

const levelsOf = name => every((mine, question) => mine === name ? question.levels : []).flat();

function press(two, on) {
	two.setAttribute("aria-pressed", on);
	two.value = on ? chosen(two.dataset.of) : "";
}

form.addEventListener("submit", event => event.preventDefault());
form.addEventListener("click", event => {
	const button = event.target.closest("button, input[type=radio]"), asks = button?.closest(".question");
	if (!asks) return;
	const beside = asks.querySelector("details"), two = asks.querySelector(".two");
	if (button.type === "radio") {
		if (!byKeys && last[button.name] === button.value) beside.open = !beside.open; // the answer itself unfolds the others
	} else if (button === two) {
		press(two, two.getAttribute("aria-pressed") !== "true");
		beside.open = true;
		if (two.value) say(words.twoNow);
	} else {
		for (const field of asks.querySelectorAll("input, textarea")) {
			if (field.type === "radio") field.checked = false;
			else field.value = "";
		}
		press(two, false);
		asks.querySelector("input").focus();
		changed();
	}
});
find("save").addEventListener("click", save);
find("again").addEventListener("click", async () => {
	find("text").select();
	try {
		await navigator.clipboard.writeText(find("text").value);
	} catch {
		document.execCommand("copy"); // where a page that is a file may not
	}
	say(words.copied);
});
find("share").hidden = !navigator.share;
find("share").addEventListener("click", () => navigator.share({title: document.title, text: find("text").value}).catch(() => {}));
find("more").addEventListener("click", () => {
	more = true;
	show();
	keep();
	missing[0]?.scrollIntoView({block: "start"});
	missing[0]?.querySelector("input").focus({preventScroll: true});
});
find("print").addEventListener("click", () => print());
find("clear").addEventListener("click", () => {
	if (!confirm(words.clearSure)) return;
	more = false;
	empty();
	changed();
	try {
		localStorage.removeItem(key);
	} catch {} // nothing was kept
	find("read").textContent = "";
	say(words.cleared);
	form.querySelector("input").focus();
});
find("open").addEventListener("change", async event => {
	const [picked] = event.target.files;
	if (!picked) return;
	find("read").textContent = "";
	try {
		read(await picked.text());
	} catch {
		say(words.badFile);
	}
	event.target.value = ""; // the same file may be chosen again
});
for (const part of document.querySelectorAll(".scripted")) part.hidden = false;
recall();
show();
last = lasts();
