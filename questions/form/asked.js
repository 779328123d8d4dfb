// asked tells of each question of each bank what the answers so far make of it: 0 where it is not asked, 2 where an answer
// to it may settle something, and 1 where it is asked and settles nothing. An answer is the places of the lowest and of
// the highest level that are possible; where there is none, all are.
function asked(banks, answers) {
	const queue = banks.flatMap((bank, at) => bank.first ? [at] : []);
	const shown = banks.map(bank => bank.questions.map(() => bank.nodes ? 0 : 2));
	const goOn = to => {
		if (to >= 0 && !queue.includes(to)) queue.push(to);
	};
	for (const at of queue) { // which grows meanwhile
		const bank = banks[at];
		if (!bank.nodes) {
			bank.leads.forEach(goOn);
			continue;
		}
		const reached = bank.nodes.map((_, node) => node === bank.start);
		const arrive = target => {
			if (target < 0) goOn(bank.leads[~target]);
			else reached[target] = true;
		};
		bank.nodes.forEach((node, n) => { // each leads to later ones
			if (!reached[n]) return;
			let sure = 0, possible = 0, openMusts = 0, mayMust = true;
			const open = [];
			for (const q of node.questions) {
				const {fails, levels, must} = bank.questions[q];
				shown[at][q] = 1;
				if (fails < 0) continue;
				const [low, high] = answers[at][q] ?? [0, levels.length - 1];
				if (low >= fails) sure++;
				else if (must) openMusts++;
				if (high >= fails) possible++;
				else if (must) mayMust = false;
				if (low < fails && fails <= high) open.push(q);
			}
			const up = possible >= node.needs && mayMust, down = sure < node.needs || openMusts > 0;
			if (up) arrive(node.pass);
			if (down) arrive(node.fail);
			if (!up || !down) return;
			for (const q of open) { // those that must pass may be enough already
				if (bank.questions[q].must || sure + openMusts < node.needs) shown[at][q] = 2;
			}
		});
	}
	return shown.map((questions, at) => questions.map(asks => queue.includes(at) ? asks : 0));
}
