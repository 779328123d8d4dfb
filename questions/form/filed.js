// What is entered becomes an answer file, and an answer file what is entered, as the program reads it.
const chosen = name => form.elements[name].value;
const trim = text => text.replace(/\p{Surrogate}/gu, "\ufffd").replace(/^[\s\u0085]+|[\s\u0085]+$/g, ""); // as the program knows blanks
const oneLine = text => String(text).replace(/[\r\n]+/g, " ");
const textOf = name => trim(form.elements[name].value);
const linesOf = name => textOf(name).split("\n").map(trim).filter(line => line);

// places gives the places of the levels that an answer leaves possible.
function places(name, question) {
	const at = [chosen(name), chosen(name + ".other")].map(id => question.levels.indexOf(id));
	if (at[0] < 0) return null;
	return at[1] < 0 ? [at[0], at[0]] : at.sort((a, b) => a - b);
}

// earlier gives what was answered to an earlier version of a question: it stays in the file until that is answered again, and
// does not count.
const earlier = name => chosen(name) ? null : JSON.parse(form.elements[name + ".earlier"].value || null);

// entry gives what is said of a question as an answer file has it, or nothing.
function entry(name, question) {
	const level = chosen(name), note = textOf(name + ".note"), evidence = linesOf(name + ".evidence");
	const [low, high] = places(name, question) ?? [];
	const said = low < high ? {between: [question.levels[low], question.levels[high]]} : level ? {level} : {...earlier(name)};
	if (note) said.note = note;
	if (evidence.length) said.evidence = evidence;
	return Object.keys(said).length ? said : null;
}

// file gives the answer file.
function file() {
	const all = {samklar: 1, case: {}, respondent: {}, banks: {}, answers: {}};
	for (const section of ["case", "respondent"]) {
		for (const field of form.querySelectorAll(`[name^="${section}/"]`)) {
			if (trim(field.value)) all[section][field.name.split("/")[1]] = trim(field.value);
		}
		if (!Object.keys(all[section]).length) delete all[section];
	}
	every((name, question, at) => {
		const said = entry(name, question), {id, version} = banks[at];
		if (!said) return;
		all.banks[id] = version;
		(all.answers[id] ??= {})[question.id] = said;
	});
	return all;
}

const written = () => JSON.stringify(file(), null, "  ") + "\n";
const isLong = (text, most = limits.text) => [...text].length > most;
const isDate = text => /^\d{4}(-\d\d){0,2}$/.test(text) && (new Date(text).toJSON() ?? "").startsWith(text); // a day that there is

// wrong gives what would make the file invalid: a message and the field to be mended.
function wrong() {
	const date = form.elements["case/as-of"], long = most => fill(words.tooLong, {n: most});
	if (date.validity.badInput || trim(date.value) && !isDate(trim(date.value))) return [words.badDate, date];
	for (const field of form.querySelectorAll("[name*='/']")) {
		const most = field.name === "case/id" ? limits.id : limits.text;
		if (isLong(trim(field.value), most)) return [long(most), field];
	}
	for (const [message, field] of every(name => {
		const sources = linesOf(name + ".evidence");
		if (chosen(name) === "not-applicable" && !textOf(name + ".note")) return [words.needReason, name + ".note"];
		if (isLong(textOf(name + ".note"))) return [long(limits.text), name + ".note"];
		if (sources.length > limits.sources) return [fill(words.tooMany, {n: limits.sources}), name + ".evidence"];
		if (sources.some(source => isLong(source))) return [long(limits.text), name + ".evidence"];
		return [];
	})) {
		if (message) return [message, form.elements[field]];
	}
	if (new Blob([plain(written())]).size <= limits.file) return [];
	return [words.fileTooLong, [...form.querySelectorAll("textarea[name]")].reduce((a, b) => a.value.length < b.value.length ? b : a)];
}

// plain writes what mail programs like to change in a text, quotes and blanks above all, as JSON has it otherwise.
const plain = json => json.replace(/['\u00a0\u00ab\u00bb\u2010-\u2027\u202f]/g, c => "\\u" + c.charCodeAt(0).toString(16).padStart(4, "0"));

const isMap = value => value !== null && typeof value === "object" && !Array.isArray(value);
const isText = value => ["string", "number", "boolean"].includes(typeof value) && value !== "";
const has = (map, name) => Object.hasOwn(map, name);

// meant gives a level as text: other writers turn yes and no into booleans.
function meant({levels}, word) {
	const level = {true: "yes", false: "no"}[String(word).toLowerCase()];
	return levels.includes(level) ? level : String(word);
}

// valuesOf gives the values of a question's fields for what a file says of it, or nothing where that has no place here. An
// answer to an earlier version of the question is none to this one, and its levels are not looked at.
function valuesOf(name, question, {level, between, note, evidence, version, ...more}) {
	const isPair = between !== undefined, said = isPair ? between : level !== undefined ? [level] : [];
	note ??= "";
	evidence ??= [];
	if (Object.keys(more).length || isPair && (level !== undefined || between?.length !== 2)) return null;
	if (note !== "" && !isText(note) || ![said, evidence].every(list => Array.isArray(list) && list.every(isText))) return null;
	const beside = {[name + ".note"]: String(note), [name + ".evidence"]: evidence.map(oneLine).join("\n")};
	if (/\p{Surrogate}/u.test(said.join())) return null;
	if (!said.length) return trim(beside[name + ".note"]) || evidence.length ? beside : null;
	if (version < question.since) return {...beside, [name + ".earlier"]: JSON.stringify({level, between, version})};
	const words = said.map(word => meant(question, word));
	const [low, high] = words.map(word => question.levels.indexOf(word));
	const fits = isPair ? 0 <= low && low < high : low >= 0 || words[0] === "unknown" || question.optional && words[0] === "not-applicable";
	return fits ? {...beside, [name]: words[0], [name + ".other"]: words[1] ?? ""} : null;
}

// read puts the answers of a file in the place of those on the page. What does not fit is counted.
function read(text) {
	const all = JSON.parse(text);
	if (all.samklar !== 1 || !isMap(all.answers)) throw new Error("no answers");
	const values = {}, known = Object.fromEntries(every((name, question, at) => [name, [question, banks[at].version]]));
	let fits = 0, left = 0, old = 0, newer = false;
	for (const section of ["case", "respondent"]) {
		for (const [field, value] of Object.entries(all[section] ?? {})) {
			const name = section + "/" + field;
			if (form.elements[name] && (isText(value ?? " ") || value === "")) values[name] = oneLine(value ?? "");
			else left++;
		}
	}
	for (const [bank, answers] of Object.entries(all.answers)) {
		for (const [id, given] of Object.entries(answers ?? {})) {
			const name = bank + "." + id, [question, ours] = known[name] ?? [];
			const answer = {version: all.banks?.[bank] ?? ours, ...isMap(given) ? given : {level: given}}, {version} = answer;
			const fit = question && Number.isInteger(version) && 0 < version && version <= ours ? valuesOf(name, question, answer) : null;
			newer ||= version > ours;
			if (!fit) left++;
			else if (fit[name + ".earlier"]) old++;
			else fits++;
			Object.assign(values, fit);
		}
	}
	const remarks = [newer && words.newer, left && fill(words.leftOut, {n: left}), old && fill(words.earlier, {n: old})];
	if (fits || old) {
		if (Object.keys(file().answers).length && !confirm(words.replaceSure)) return;
		empty();
		put(values);
		changed();
		remarks.push(wrong()[0]); // what cannot be saved as it stands
	}
	find("read").textContent = remarks.filter(remark => remark).join(" ");
	say(fits || old ? fill(words.opened, {n: fits}) : words.badFile);
}
